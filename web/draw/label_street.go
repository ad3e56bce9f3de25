package draw

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"

	"hexbeat/geo/street"
)

// streetNames writes names along streets: those near the points of focus first,
// then wider streets, then longer ones. A name is repeated only on a street that
// runs on for longer than a hand.
func (s *sketch) streetNames(ways []street.Way, focus []orb.Point) {
	const repeatMM = 75
	for _, c := range s.namedChains(ways, focus) {
		done := []orb.Point{}
		for range 4 {
			at, ok := s.nameChain(c, done, repeatMM)
			if !ok {
				break
			}
			done = append(done, at)
		}
	}
}

// chain is a street's line on the page, joined from the ways that bear its name.
type chain struct {
	name  string
	class street.Class
	line  orb.LineString
	rank  float64
}

func (s *sketch) namedChains(ways []street.Way, focus []orb.Point) []chain {
	groups := map[string][]street.Way{}
	near := s.f.Bound()
	for _, w := range ways {
		if _, street := streetWidths[w.Class]; !street || !shown(w.Class, s.f.Scale) {
			continue
		}
		if name := clean(w.Name); name != "" && len(w.Line) > 1 && w.Line.Bound().Intersects(near) {
			w.Name = name
			groups[name] = append(groups[name], w)
		}
	}
	var out []chain
	r := s.labels.bound
	box := orb.Bound{Min: orb.Point{r.X, r.Y}, Max: orb.Point{r.Right(), r.Bottom()}}
	for name, ws := range groups {
		for _, l := range joinWays(ws) {
			xy := make(orb.LineString, 0, len(l))
			for _, p := range l {
				if onGlobe(p) == nil {
					xy = append(xy, s.f.XY(p))
				}
			}
			for _, part := range clip.LineString(box, xy) {
				out = append(out, chain{name, ws[0].Class, part, chainRank(ws[0].Class, part, focus)})
			}
		}
	}
	slices.SortFunc(out, func(a, b chain) int {
		switch {
		case a.rank != b.rank:
			return cmpFloat(a.rank, b.rank)
		case a.name != b.name:
			return strings.Compare(a.name, b.name)
		}
		return cmpFloat(a.line[0][0]+a.line[0][1], b.line[0][0]+b.line[0][1])
	})
	return out
}

func cmpFloat(a, b float64) int {
	if a < b {
		return -1
	} else if a > b {
		return 1
	}
	return 0
}

// chainRank is small for what is to be named first.
func chainRank(c street.Class, l orb.LineString, focus []orb.Point) float64 {
	near := 60.0
	for _, p := range focus {
		near = min(near, edgeDistance([]orb.LineString{l}, p))
	}
	class := map[street.Class]float64{street.Main: 0, street.Local: 12, street.ServiceWay: 30, street.Path: 36}[c]
	return near + class - min(lengthMM(l), 80)/8
}

func lengthMM(l orb.LineString) float64 {
	var sum float64
	for i := 1; i < len(l); i++ {
		sum += math.Hypot(l[i][0]-l[i-1][0], l[i][1]-l[i-1][1])
	}
	return sum
}

// joinWays joins ways of one name end to end where they share a point.
func joinWays(ws []street.Way) []orb.LineString {
	used := make([]bool, len(ws))
	// extend finds an unused way that goes on from p and its points after p.
	extend := func(p orb.Point) (orb.LineString, bool) {
		for i, w := range ws {
			if used[i] {
				continue
			}
			switch p {
			case w.Line[0]:
				used[i] = true
				return w.Line[1:], true
			case w.Line[len(w.Line)-1]:
				used[i] = true
				back := slices.Clone(w.Line[:len(w.Line)-1])
				slices.Reverse(back)
				return back, true
			}
		}
		return nil, false
	}
	var out []orb.LineString
	for i, w := range ws {
		if used[i] {
			continue
		}
		used[i] = true
		line := slices.Clone(w.Line)
		for range 2 { // onwards from the end, then, turned round, from the beginning
			for more, ok := extend(line[len(line)-1]); ok; more, ok = extend(line[len(line)-1]) {
				line = append(line, more...)
			}
			slices.Reverse(line)
		}
		out = append(out, line)
	}
	return out
}

// nameChain writes one name on a chain, away from where it already stands.
func (s *sketch) nameChain(c chain, done []orb.Point, apart float64) (orb.Point, bool) {
	size := map[street.Class]float64{street.Main: 7.5, street.Local: 7}[c.class]
	if size == 0 {
		size = 6.5
	}
	if !cased(s.f.Scale) {
		size -= 0.8
	}
	face := Regular
	if c.class == street.Main {
		face = Bold
	}
	names := []string{c.name}
	if short := shortStreet(c.name); short != c.name {
		names = append(names, short)
	}
	for _, overhang := range []float64{0, 0.35} {
		for _, name := range names {
			width := Measure(name, face, size)
			if at, angle, ok := s.alongChain(c.line, width, size, overhang, done, apart); ok {
				return at, s.labelAt(at, name, face, size, s.look.names, angle)
			}
		}
		if len(done) > 0 {
			break // a second name must fit well
		}
	}
	return orb.Point{}, false
}

// alongChain finds the straightest free piece of a line that holds a width, nearest
// its middle. overhang is the share of the width that may stand out at the ends.
func (s *sketch) alongChain(l orb.LineString, width, size, overhang float64, done []orb.Point, apart float64) (orb.Point, float64, bool) {
	total, need := lengthMM(l), width*(1-overhang)
	if total < need {
		return orb.Point{}, 0, false
	}
	best, at, turn := math.Inf(1), orb.Point{}, 0.0
	step := max(1.5, (total-need)/60)
	for from := 0.0; from <= total-need; from += step {
		a, b, bend := span(l, from, from+need)
		chord := math.Hypot(b[0]-a[0], b[1]-a[1])
		if bend > size/pointsPerMM*0.45 || chord < need*0.9 {
			continue
		}
		c := orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}
		angle := math.Atan2(b[1]-a[1], b[0]-a[0])
		if angle > math.Pi/2+0.01 {
			angle -= math.Pi
		} else if angle <= -math.Pi/2+0.01 {
			angle += math.Pi
		}
		score := bend*8 + math.Abs(from+need/2-total/2)*0.1
		place := textPlace(c, width, size, angle)
		if score < best && farFrom(c, done, apart) && s.labels.free(place) {
			if score += 8 * float64(s.labels.crossed(place)); score < best {
				best, at, turn = score, c, angle
			}
		}
	}
	return at, turn, !math.IsInf(best, 1)
}

func farFrom(p orb.Point, done []orb.Point, apart float64) bool {
	for _, q := range done {
		if math.Hypot(p[0]-q[0], p[1]-q[1]) < apart {
			return false
		}
	}
	return true
}

// span is the two ends of the piece of a line between two distances along it, and
// how far the piece strays from the chord between them.
func span(l orb.LineString, from, to float64) (a, b orb.Point, bend float64) {
	var inner []orb.Point
	a, b = l[0], l[len(l)-1]
	walked := 0.0
	for i := 1; i < len(l); i++ {
		seg := math.Hypot(l[i][0]-l[i-1][0], l[i][1]-l[i-1][1])
		at := func(d float64) orb.Point {
			t := (d - walked) / seg
			return orb.Point{l[i-1][0] + t*(l[i][0]-l[i-1][0]), l[i-1][1] + t*(l[i][1]-l[i-1][1])}
		}
		if seg > 0 && walked <= from && from < walked+seg {
			a = at(from)
		}
		if seg > 0 && walked < to && to <= walked+seg {
			b = at(to)
		}
		walked += seg
		if walked > from && walked < to {
			inner = append(inner, l[i])
		}
	}
	for _, p := range inner {
		bend = max(bend, segmentDistance(a, b, p))
	}
	return a, b, bend
}

// shortStreet abbreviates the last word of a street's name as maps do.
func shortStreet(name string) string {
	short := map[string]string{
		"Street": "St", "Road": "Rd", "Lane": "La", "Avenue": "Av", "Gardens": "Gdns", "Terrace": "Ter",
		"Square": "Sq", "Place": "Pl", "Close": "Cl", "Court": "Ct", "Drive": "Dr", "Crescent": "Cres",
		"Grove": "Gr", "Passage": "Pass", "Bridge": "Br", "Approach": "App",
	}
	i := strings.LastIndexByte(name, ' ')
	if s, ok := short[name[i+1:]]; ok && i > 0 {
		return name[:i+1] + s
	}
	return name
}
