package draw

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"

	"hexbeat/geo/street"
)

// sketch draws the layers of one map. Everything it draws is cut to the frame.
type sketch struct {
	d      *Drawing
	f      Frame
	look   look
	labels labeller
}

func newSketch(d *Drawing, f Frame, l look) *sketch {
	return &sketch{d: d, f: f, look: l, labels: labeller{bound: f.Rect.Inset(0.8)}}
}

// line is a way on the page: cut, and thinned to what 0.05 mm can show.
func (s *sketch) line(l orb.LineString) []orb.LineString {
	cut := s.f.Line(l)
	for i, c := range cut {
		cut[i] = simplify.DouglasPeucker(0.05).LineString(c)
	}
	return cut
}

// ground draws land, water, parks, rail and streets.
func (s *sketch) ground(ways []street.Way) {
	s.d.Rect(s.f.Rect, Stroke{}, Solid(s.look.land))
	near := s.f.Bound()
	byClass := map[street.Class][]orb.LineString{}
	var water, parks []orb.Ring
	for _, w := range ways {
		if len(w.Line) < 2 || !w.Line.Bound().Intersects(near) {
			continue
		}
		switch {
		case w.Closed() && w.Class == street.Water:
			water = append(water, s.f.ring(orb.Ring(w.Line)))
		case w.Closed() && w.Class == street.Park:
			parks = append(parks, s.f.ring(orb.Ring(w.Line)))
		case shown(w.Class, s.f.Scale):
			byClass[w.Class] = append(byClass[w.Class], s.line(w.Line)...)
		}
	}
	for _, r := range parks {
		s.d.Polygon([]orb.Ring{r}, Stroke{Width: 0.15, Colour: s.look.casing, Dash: []float64{0.6, 0.6}},
			Fill{Colour: s.look.park, Opacity: 1, Pattern: s.look.parkDots})
	}
	for _, r := range water {
		s.d.Polygon([]orb.Ring{r}, Stroke{Width: 0.2, Colour: s.look.casing}, Fill{Colour: s.look.water, Opacity: 1, Pattern: s.look.waterPattern})
	}
	s.d.Lines(byClass[street.Water], Stroke{Width: min(max(s.f.MM(12), 0.5), 3), Colour: s.look.water, Round: true})
	s.rail(byClass[street.Rail])
	if cased(s.f.Scale) {
		s.casedStreets(byClass)
		return
	}
	for _, c := range streetOrder {
		s.d.Lines(byClass[c], Stroke{Width: streetMM(c, s.f), Colour: s.look.casing, Round: true})
	}
}

// groundNames writes the names of rivers and parks in them.
func (s *sketch) groundNames(ways []street.Way) {
	near, done := s.f.Bound(), map[string]bool{}
	for _, w := range ways {
		name := clean(w.Name)
		if name == "" || done[name] || !w.Line.Bound().Intersects(near) || w.Class != street.Water && w.Class != street.Park {
			continue
		}
		if w.Closed() {
			done[name] = s.labelArea([]orb.Ring{s.f.ring(orb.Ring(w.Line))}, name, Italic, 6.8, s.look.wardLine)
		} else {
			for _, l := range s.line(w.Line) {
				if at, angle, ok := s.alongChain(l, Measure(name, Italic, 6.8), 6.8, 0, nil, 0); ok && !done[name] {
					done[name] = s.labelAt(at, name, Italic, 6.8, s.look.wardLine, angle)
				}
			}
		}
	}
}

// casedStreets draws all edges before all fills, so that junctions open into each other.
func (s *sketch) casedStreets(by map[street.Class][]orb.LineString) {
	s.d.Lines(by[street.Path], Stroke{Width: 0.3, Colour: s.look.path, Dash: []float64{0.9, 0.6}})
	edge := s.look.casing
	if s.f.Scale > 8000 {
		edge = Blend(edge, White, 0.25) // where streets crowd, their edges stand back
	}
	for _, c := range streetOrder[1:] {
		s.d.Lines(by[c], Stroke{Width: streetMM(c, s.f) + 0.36, Colour: edge, Round: true})
	}
	for _, c := range streetOrder[1:] {
		fill := s.look.core
		if c == street.Main {
			fill = s.look.main
		}
		s.d.Lines(by[c], Stroke{Width: streetMM(c, s.f), Colour: fill, Round: true})
	}
}

// rail draws the usual dark line with white sleepers.
func (s *sketch) rail(ls []orb.LineString) {
	w := min(max(s.f.MM(7), 0.4), 0.9)
	s.d.Lines(ls, Stroke{Width: w, Colour: Secondary})
	s.d.Lines(ls, Stroke{Width: w * 0.5, Colour: White, Dash: []float64{1.8, 1.8}})
}
