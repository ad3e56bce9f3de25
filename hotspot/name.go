package hotspot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

// placeTypes are the location texts that say what kind of place it is and not
// which: they never stand alone in a name.
//
// Source: the location texts of data.police.uk, 2011-2023.
var placeTypes = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range []string{
		"Airport/Airfield", "Bus/Coach Station", "Car Park", "Conference/Exhibition Centre", "Ferry Terminal",
		"Further/Higher Educational Building", "Hospital", "Motorway Service Station", "Nightclub", "Park/Open Space",
		"Parking Area", "Pedestrian Subway", "Petrol Station", "Police Station", "Prison", "Public Open Space",
		"Race Track", "Railway Station", "School", "Shopping Area", "Sports/Recreation Area", "Supermarket",
		"Theatre/Concert Hall", "Theme/Adventure Park", "Underground Station", "Bus Stop", "Public House", "Pub", "Park",
	} {
		m[plain(t)] = true
	}
	return m
}()

// cleanName is a location text as it is printed: without "On or near", without
// the capital S that police.uk puts after an apostrophe; empty for "No Location".
func cleanName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) >= 10 && strings.EqualFold(s[:10], "on or near") {
		s = strings.TrimSpace(s[10:])
	}
	if strings.EqualFold(s, "no location") {
		return ""
	}
	return strings.ReplaceAll(s, "'S ", "'s ")
}

// named is a place with the name of a street or a site, for looking round a group.
type named struct {
	point orb.Point
	name  string
}

// streetMemo is the named places of a ground, found when first needed.
type streetMemo struct {
	once  sync.Once
	found []named
}

// namer names groups of cells from the location texts of their incidents:
//
//   - the commonest text, weighted by incidents, "On or near" dropped. A police
//     station gives its name only to a group that is mostly its own (checkData):
//     elsewhere its records are likely parked there, and the others name the place;
//   - a text that only says what kind of place it is gets the group's commonest
//     street, else the nearest: "Supermarket, near Cheapside";
//   - where no incident has a text, the nearest street within 300 m, else the ward
//     and the part of it, else the position.
//
// Two groups of one list never bear one name, and a watch group not the name of a
// hotspot: see tellApart.
type namer struct {
	a     *analysis
	taken map[string]bool // by hotspots
}

func newNamer(a *analysis) *namer { return &namer{a, map[string]bool{}} }

func (n *namer) name(g Group, rows []int32) string {
	count := n.texts(rows)
	order := mostFirst(count, cmp.Compare[string])
	if g.CheckData == "" && slices.ContainsFunc(order, func(t string) bool { return !saysPoliceStation(t) }) {
		order = slices.DeleteFunc(order, saysPoliceStation)
	}
	if len(order) == 0 {
		if street := n.nearestStreet(g.Centre, 300, nil); street != "" {
			return "Near " + street
		}
		return n.part(g)
	}
	if !placeTypes[plain(order[0])] {
		return order[0]
	}
	street := firstStreet(order, nil)
	if street == "" {
		street = n.nearestStreet(g.Centre, 400, nil)
	}
	if street == "" {
		return order[0] + ", " + n.part(g)
	}
	return order[0] + ", near " + street
}

// texts counts the location texts of incidents.
func (n *namer) texts(rows []int32) map[string]int {
	at := map[int32]int{}
	for _, i := range rows {
		at[n.a.s.PlaceOf[i]]++
	}
	count := map[string]int{}
	for p, k := range at {
		if t := cleanName(n.a.s.Places[p].Name); t != "" {
			count[t] += k
		}
	}
	return count
}

// firstStreet is the first text that is not a kind of place and not left out.
func firstStreet(order, without []string) string {
	for _, t := range order {
		if !placeTypes[plain(t)] && !slices.Contains(without, t) {
			return t
		}
	}
	return ""
}

// nearestStreet is the name of the nearest place of the study area that has a
// street's or a site's name, within so many metres; empty when there is none.
func (n *namer) nearestStreet(at orb.Point, withinM float64, without []string) string {
	best, name := withinM, ""
	kx := 111_320 * math.Cos(at[1]*math.Pi/180) // metres a degree, good to 0.5 % over 400 m
	for _, s := range n.streets() {
		dx, dy := (s.point[0]-at[0])*kx, (s.point[1]-at[1])*111_200
		if math.Abs(dx) > best || math.Abs(dy) > best {
			continue
		}
		d := math.Hypot(dx, dy)
		if (d < best || d == best && s.name < name) && !slices.Contains(without, s.name) {
			best, name = d, s.name
		}
	}
	return name
}

func (n *namer) streets() []named {
	g, s := n.a.g, n.a.s
	g.streets.once.Do(func() {
		clean := map[string]string{}
		for i := range s.Places {
			raw := s.Places[i].Name
			if g.cellOf[i] < 0 || raw == "" {
				continue
			}
			name, ok := clean[raw]
			if !ok {
				if name = cleanName(raw); placeTypes[plain(name)] {
					name = ""
				}
				clean[raw] = name
			}
			if name != "" {
				g.streets.found = append(g.streets.found, named{s.Places[i].Point, name})
			}
		}
	})
	return g.streets.found
}

// part is the ward and the part of it that a group lies in, else its position.
func (n *namer) part(g Group) string {
	if len(g.WardCodes) > 0 {
		for _, w := range n.a.g.wards.Areas {
			if w.Code == g.WardCodes[0] {
				return wardPart(w, g.Centre)
			}
		}
	}
	return fmt.Sprintf("The place at %.4f, %.4f", g.Centre[1], g.Centre[0])
}

func wardPart(w geo.Area, p orb.Point) string {
	name := cmp.Or(w.Name, w.Code)
	if !strings.HasSuffix(strings.ToLower(name), " ward") {
		name += " ward"
	}
	b := w.Bound()
	dx, dy := (p[0]-b.Center()[0])/(b.Max[0]-b.Min[0]), (p[1]-b.Center()[1])/(b.Max[1]-b.Min[1])
	if math.Hypot(dx, dy) < 1.0/6 {
		return name + ", centre"
	}
	return name + ", " + compass(dx, dy)
}

// compass is the eighth of the compass that a step east and north points to.
func compass(east, north float64) string {
	words := [...]string{"east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east"}
	k := int(math.Round(math.Atan2(north, east)/(math.Pi/4))) + 8
	return words[k%8]
}

// tellApart gives groups of the same name different ones: the nearest other
// street ("Bishopsgate, near Middlesex Street"), where that is not enough the
// side on which each lies of the others, and last a number.
func (n *namer) tellApart(groups []Group) {
	n.again(groups, func(g Group, _ []int) string {
		other := n.nearestStreet(g.Centre, 400, strings.Split(g.Name, ", near "))
		switch {
		case other == "":
			return g.Name
		case strings.Contains(g.Name, ", near "):
			return g.Name + " and " + other
		}
		return g.Name + ", near " + other
	})
	n.again(groups, func(g Group, same []int) string {
		var mid orb.Point
		for _, i := range same {
			mid[0] += groups[i].Centre[0] / float64(len(same))
			mid[1] += groups[i].Centre[1] / float64(len(same))
		}
		if mid == g.Centre {
			return g.Name
		}
		east := (g.Centre[0] - mid[0]) * math.Cos(mid[1]*math.Pi/180)
		return g.Name + " (" + compass(east, g.Centre[1]-mid[1]) + ")"
	})
	k := map[string]int{}
	n.again(groups, func(g Group, _ []int) string {
		k[g.Name]++
		return g.Name + " (" + strconv.Itoa(k[g.Name]) + ")"
	})
}

// again renames every group whose name another bears, or a hotspot before them.
func (n *namer) again(groups []Group, rename func(g Group, same []int) string) {
	by := map[string][]int{}
	for i, g := range groups {
		by[g.Name] = append(by[g.Name], i)
	}
	names := make([]string, len(groups))
	for i, g := range groups {
		if names[i] = g.Name; len(by[g.Name]) > 1 || g.List == WatchList && n.taken[g.Name] {
			names[i] = rename(g, by[g.Name])
		}
	}
	for i := range groups {
		groups[i].Name = names[i]
	}
}
