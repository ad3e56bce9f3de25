package draw

import (
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
	done := map[string][]orb.Point{} // by name: both carriageways of a street bear it
	for _, c := range s.namedChains(ways, focus) {
		for range 4 {
			at, ok := s.nameChain(c, done[c.name], repeatMM)
			if !ok {
				break
			}
			done[c.name] = append(done[c.name], at)
		}
	}
}

// byName gathers the named streets that the frame shows.
func (s *sketch) byName(ways []street.Way) map[string][]street.Way {
	groups, near := map[string][]street.Way{}, s.f.Bound()
	for _, w := range ways {
		if _, ok := streetWidths[w.Class]; !ok || !shown(w.Class, s.f.Scale) {
			continue
		}
		if name := clean(w.Name); name != "" && len(w.Line) > 1 && w.Line.Bound().Intersects(near) {
			groups[name] = append(groups[name], w)
		}
	}
	return groups
}

func (s *sketch) namedChains(ways []street.Way, focus []orb.Point) []chain {
	var out []chain
	for name, ws := range s.byName(ways) {
		class := ws[0].Class
		for _, l := range joinWays(ws) {
			for _, part := range clip.LineString(s.labels.bound.bound(), s.f.project(l)) {
				if !s.crowded(class, part, focus) {
					out = append(out, chain{name, class, part, chainRank(class, part, focus)})
				}
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
