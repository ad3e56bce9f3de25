package draw

import (
	"github.com/paulmach/orb"
)

// Mark is a feature of a layer that is never scored: a site, a named place, an event or
// a perception point. One of Point and Area is where it is.
type Mark struct {
	Kind, Class string // of symbols
	What        string // for the legend: "Licensed premises"
	Name        string // written beside it where there is room; may be empty
	Point       orb.Point
	Area        orb.MultiPolygon
}

// markHeadings are the parts of the legend, in their order.
var markHeadings = []struct{ kind, heading string }{
	{"site", "Sites"}, {"place", "Named places"}, {"event", "Events"}, {"perception", "Perception points"},
}

const (
	symbolMM   = 1.45  // radius
	markNameUp = 30000 // scale beyond which only events have their names
)

func markEdge(kind string) Stroke {
	return Stroke{Width: 0.35, Colour: symbolColours[kind], Dash: []float64{0.9, 0.7}}
}

// marksIn are the marks whose symbol lies in a box of degrees, one of several of one
// class at one point.
func marksIn(list []Mark, near orb.Bound) (in []Mark) {
	type same struct {
		kind, class, name string
		at                orb.Point
	}
	seen := map[same]bool{}
	for _, m := range list {
		key := same{m.Kind, m.Class, m.Name, m.at()}
		if near.Contains(m.at()) && !seen[key] {
			seen[key] = true
			in = append(in, m)
		}
	}
	return in
}

// marks draws areas first, then symbols.
func (s *sketch) marks(list []Mark) {
	for _, m := range list {
		if len(m.Area) > 0 {
			s.d.Polygon(thin(s.f.Area(m.Area)), markEdge(m.Kind), Fill{Colour: symbolColours[m.Kind], Opacity: 0.05})
		}
	}
	for _, m := range list {
		title, c := m.What, s.f.XY(m.at())
		if m.Name != "" {
			title = m.Name + ": " + m.What
		}
		s.d.Group(title, "", func() { s.d.Symbol(c, symbolMM, m.Kind, m.Class, s.look.mono) })
		s.labels.reserve(turned{centre: c, w: 2.2 * symbolMM, h: 2.2 * symbolMM})
	}
}

// at is where the symbol stands.
func (m Mark) at() orb.Point {
	if len(m.Area) > 0 {
		return m.Area.Bound().Center()
	}
	return m.Point
}

// markNames writes names right, left, below or above of the symbols where there is room;
// of events always, of the others where streets have their names, too.
func (s *sketch) markNames(list []Mark) {
	const size = 7.0
	for _, m := range list {
		if m.Name == "" || m.Kind != "event" && s.f.Scale > markNameUp {
			continue
		}
		c, name := s.f.XY(m.at()), Fit(m.Name, Bold, size, 40)
		w := Measure(name, Bold, size)/2 + symbolMM + 1
		for _, at := range []orb.Point{{c[0] + w, c[1]}, {c[0] - w, c[1]}, {c[0], c[1] + 3.4}, {c[0], c[1] - 3.4}} {
			if s.labelAt(at, name, Bold, size, symbolColours[m.Kind], 0) {
				break
			}
		}
	}
}

// markLegend says what each symbol is, by kind and in the order of first mention, and
// how high it stands below the map: there may be too many for the space beside it.
func markLegend(list []Mark) (parts []legendPart, high float64) {
	for _, h := range markHeadings {
		p := legendPart{heading: h.heading}
		seen := map[string]bool{}
		for _, m := range list {
			if m.Kind != h.kind || seen[m.Class] {
				continue
			}
			seen[m.Class] = true
			p.items = append(p.items, keyItem{m.What, func(d *Drawing, r Rect) {
				d.Symbol(orb.Point{r.X + r.W/2, r.Y + r.H/2}, symbolMM, m.Kind, m.Class, false)
			}})
		}
		if len(p.items) > 0 {
			parts = append(parts, p)
			high = max(high, legendHead+legendRow*float64(len(p.items))+3)
		}
	}
	return parts, high
}

// parts draws parts of a legend side by side.
func (d *Drawing) parts(r Rect, parts []legendPart) {
	for i, p := range parts {
		w := r.W / float64(len(parts))
		d.legendPart(Rect{r.X + float64(i)*w, r.Y, w, r.H}, p)
	}
}
