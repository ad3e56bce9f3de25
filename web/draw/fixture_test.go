package draw

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
	"hexbeat/geo/pspo"
	"hexbeat/geo/street"
	"hexbeat/hotspot"
	"hexbeat/patrol/briefing"
)

// The invented town of these tests: a grid of named streets about a point at sea,
// turned a little, with a river, a railway, a park, two wards and three orders.

var town = geo.NewPlane(orb.Point{1.92, 52.83})

// at is a point metres east and north of the town's middle, turned by 12 degrees.
func at(x, y float64) orb.Point {
	sin, cos := math.Sincos(12 * math.Pi / 180)
	return town.Degrees(orb.Point{x*cos - y*sin, x*sin + y*cos})
}

func path(xy ...float64) orb.LineString {
	var l orb.LineString
	for i := 0; i+1 < len(xy); i += 2 {
		l = append(l, at(xy[i], xy[i+1]))
	}
	return l
}

func area(xy ...float64) orb.MultiPolygon {
	r := orb.Ring(path(xy...))
	return orb.MultiPolygon{{append(r, r[0])}}
}

func townStreets() []street.Way {
	first := strings.Fields("Fish Corn Castle Mill Rope Curlew Plover Heron Tanner Lantern Marine Wherry Kestrel Gasworks Academy Saltings Windmill Station Chandler Cooper Draper Fuller Harbour Jubilee Kiln Ladle")
	kind := strings.Fields("Street Road Lane Avenue Close Gardens Terrace")
	var out []street.Way
	add := func(name string, c street.Class, l orb.LineString) {
		out = append(out, street.Way{ID: int64(len(out) + 1), Name: name, Class: c, Line: l})
	}
	n := 0
	for i := -9; i <= 9; i++ {
		class := street.Local
		if i%4 == 0 {
			class = street.Main
		}
		// Each street is cut into ways at every junction, as OpenStreetMap does.
		for _, across := range []bool{true, false} {
			name := first[n%len(first)] + " " + kind[n%len(kind)]
			n++
			for j := -12; j < 12; j++ {
				bend := func(k int) float64 { return float64(i)*120 + 18*math.Sin(float64(k)/3+float64(i)) }
				if across {
					add(name, class, path(float64(j)*100, bend(j), float64(j+1)*100, bend(j+1)))
				} else if i%2 == 0 || j%5 != 0 {
					add(name, class, path(bend(j), float64(j)*100, bend(j+1), float64(j+1)*100))
				}
			}
		}
	}
	add("Back Alley", street.ServiceWay, path(60, 0, 60, 100, 90, 160))
	add("Ropewalk Path", street.Path, path(-200, -300, -120, -180, -60, -20))
	add("", street.Rail, path(-1200, -700, -300, -520, 1200, -610))
	river := path(-1200, 420, -400, 330, 300, 370, 1200, 290, 1200, 230, 300, 300, -400, 260, -1200, 350)
	add("River Wend", street.Water, append(river, river[0]))
	park := path(200, -400, 520, -400, 520, -150, 200, -150)
	add("Castle Ditch Park", street.Park, append(park, park[0]))
	return out
}

func townBase() Base {
	order := func(id, title string, st pspo.Status, from, until string, mp orb.MultiPolygon) pspo.Order {
		return pspo.Order{ID: id, Title: title, Status: st, InForce: from, Until: until, Geometry: mp}
	}
	return Base{
		Streets: townStreets(),
		Wards: []geo.Area{
			{Kind: geo.Ward, Code: "E1", Name: "Lantern Quay", Geometry: area(-1200, -900, 130, -900, 130, 1200, -1200, 1200)},
			{Kind: geo.Ward, Code: "E2", Name: "Swan Bridge", Geometry: area(130, -900, 1200, -900, 1200, 1200, 130, 1200)},
		},
		Orders: []pspo.Order{
			order("a", "Lantern Quay", pspo.Made, "2025-03-01", "2028-02-29", area(-260, -80, 120, -80, 120, 190, -260, 190)),
			order("b", "Corn Market and Station Approach", pspo.Consulting, "", "", area(300, 0, 700, 0, 700, 210, 300, 210)),
			order("c", "Heron Parade", pspo.Made, "2023-06-15", "2026-06-14", area(-700, -420, -420, -420, -420, -180, -700, -180)),
		},
		On: time.Date(2026, 11, 6, 0, 0, 0, 0, time.UTC),
	}
}

// townSheet is a sheet of n stops; long makes every text as long as people make them.
func townSheet(n int, long bool) briefing.Sheet {
	names := []string{"Fish Street", "Swan Bridge, south steps", "Corn Market", "Station Approach, near Wherry Street", "Academy Lane", "Tannery Gardens"}
	s := briefing.Sheet{
		Marking: "OFFICIAL", Sample: true, Operation: "Operation Harbour Light", Team: "Central 1", Date: "Friday 6 November 2026", Shift: "18:00–02:00",
		Base: briefing.SheetPoint{Name: "Corn Market hub", Point: at(-30, -330)}, Break: "21:00–21:30 at the base", ReturnMin: 7,
		Diverted: "Tell the duty sergeant, note the time you left, and go on with the next stop you can reach. Do not make up missed stops.",
		Contacts: []string{"Duty sergeant: channel 3", "Council wardens: control room", "Town centre CCTV: channel 7"},
		Snapshot: "12-9f3c2a1b", DataTo: "Sunday 1 November 2026, 23:40", PageID: "op-1/central-1/2026-11-06",
		ReturnTo: "the Corn Market hub tray, or key at Operations, Delivered",
		Notes:    []string{"Includes offences inside homes.", "Walking times are straight-line estimates.", "Hours come from timed reports."},
	}
	for i := range n {
		x, y := 420*math.Sin(float64(i)*1.9), 330*math.Cos(float64(i)*1.3)-20
		if i == 4 {
			x, y = 420*math.Sin(1.9), 330*math.Cos(1.3)-20 // a second visit to stop 2
		}
		st := briefing.SheetStop{
			Number: i + 1, Name: names[i%len(names)], Point: at(x, y), Area: hexagon(x, y, 70), WalkMin: 4 + i%5,
			Arrive: fmt.Sprintf("%02d:%02d", 18+i/2, 7+i%2*30), Leave: fmt.Sprintf("%02d:%02d", 18+i/2, 22+i%2*30),
			WhyHere: fmt.Sprintf("%d reports in 12 weeks; borough average for this size 1.2.", 16-i), WhyNow: "Peak Fri–Sat 22:00–03:00.",
			Tactic: "Walk both sides, speak to door staff.", Orders: []string{"No drinking from open containers"},
		}
		if long {
			st.Name = "The very long name of a supermarket on the corner of Castle Ditch Park Gardens and Marine Way " + st.Name
			st.Arrive, st.Leave = "Sat "+st.Arrive, "Sat "+st.Leave
			st.WhyHere = strings.Repeat(st.WhyHere+" ", 3)
			st.Tactic = strings.Repeat(st.Tactic+" ", 3)
			st.Orders = append(st.Orders, "No amplified music between 20:00 and 08:00", "Surrender alcohol when an officer asks (s.63)")
		}
		s.Stops = append(s.Stops, st)
	}
	if long {
		s.Team = "Neighbourhood Policing Team Central and Lantern Quay, late turn, walking group 1"
		s.Operation = "Operation with a name that somebody in the control room found amusing and nobody dared to shorten"
		s.Base.Name, s.Diverted = strings.Repeat("Corn Market community hub, rear entrance ", 4), strings.Repeat(s.Diverted+" ", 5)
		s.Contacts = append(s.Contacts, s.Contacts...)
		s.Notes = append(s.Notes, strings.Repeat("Hours set by the inspector because no report carries a time. ", 6))
		s.ReturnTo = strings.Repeat(s.ReturnTo+" ", 3)
	}
	return s
}

func hexagon(x, y, r float64) orb.MultiPolygon {
	var xy []float64
	for k := range 6 {
		sin, cos := math.Sincos(float64(k) * math.Pi / 3)
		xy = append(xy, x+r*cos, y+r*sin)
	}
	return area(xy...)
}

func townMonths() []hotspot.TrendMonth {
	var out []hotspot.TrendMonth
	for i := range 18 {
		out = append(out, hotspot.TrendMonth{Month: fmt.Sprintf("%d-%02d", 2025+(i+3)/12, (i+3)%12+1), Count: 40 + i, State: hotspot.Complete})
	}
	out[5] = hotspot.TrendMonth{Month: out[5].Month, State: hotspot.Missing}
	out[17].State = hotspot.Provisional
	return out
}

func townHours() hotspot.Hours {
	var h hotspot.Hours
	for d := range h {
		for c := range h[d] {
			h[d][c] = float64(d*c) / 9
		}
	}
	return h
}

// townResult has reports about two places, the first of them hot.
func townResult() *hotspot.Result {
	r := &hotspot.Result{Study: hotspot.Study{Label: "2 wards"}}
	for _, w := range townBase().Wards {
		r.Study.Geometry = append(r.Study.Geometry, w.Geometry...)
	}
	cells, err := hexgrid.Cover(r.Study.Geometry, 10)
	if err != nil {
		panic(err)
	}
	fish, park := town.Metres(at(0, 200)), town.Metres(at(600, -300))
	for _, c := range cells {
		p := town.Metres(c.Centre())
		bump := func(o orb.Point, height float64) float64 {
			return height * math.Exp(-((p[0]-o[0])*(p[0]-o[0])+(p[1]-o[1])*(p[1]-o[1]))/30000)
		}
		n := int(bump(fish, 14) + bump(park, 6) + 0.9 + math.Sin(p[0])*0.5)
		res := hotspot.CellResult{Cell: c, Centre: c.Centre(), Count: n, Class: hotspot.None}
		switch {
		case n >= 8:
			res.Hot, res.Class = true, hotspot.Hot
		case n >= 4:
			res.Class = hotspot.LowEvidence
		}
		r.Cells = append(r.Cells, res)
	}
	r.Hotspots = []hotspot.Group{
		{Rank: 1, Name: "Fish Street", Count: 41, Centre: at(0, 200), Geometry: hexagon(0, 200, 150)},
		{Rank: 2, Name: "Castle Ditch Park", Count: 17, Centre: at(600, -300), Geometry: hexagon(600, -300, 120)},
	}
	r.Watch = []hotspot.Group{{Rank: 1, Name: "Heron Parade", Count: 4, Centre: at(-700, -400), Geometry: hexagon(-700, -400, 90)}}
	return r
}

func townScenes() map[string]Scene {
	return map[string]Scene{
		"how many": {Title: "How many", Result: townResult(), Base: townBase(), Watch: true, Marking: "OFFICIAL", Source: "Data to Sunday 1 November 2026"},
		"how sure": {Title: "How sure", Result: townResult(), Base: townBase(), Reading: HowSure},
		"routes": {Title: "Routes", Base: townBase(), Routes: []Route{sheetRoute(townSheet(6, false)),
			{Team: "Wardens", Base: at(300, 300), Stops: []RouteStop{{Number: 1, Point: at(-300, -200)}, {Number: 2, Point: at(100, -500)}}}}},
	}
}
