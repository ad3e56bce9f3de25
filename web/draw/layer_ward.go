package draw

import (
	"github.com/paulmach/orb"

	"hexbeat/geo"
)

// wardLines draws wards as long dashes. A line between two wards is drawn once: two
// rows of dashes over each other would look like a solid line.
func (s *sketch) wardLines(wards []geo.Area) {
	var rings []orb.Ring
	near := s.f.Bound()
	for _, w := range wards {
		if w.Bound().Intersects(near) {
			rings = append(rings, s.f.Area(w.Geometry)...)
		}
	}
	s.d.Group("Wards", "", func() {
		s.d.Lines(sharedOnce(rings), Stroke{Width: 0.45, Colour: s.look.wardLine, Dash: []float64{4, 1.6}})
	})
}

// wardNames writes each ward's name once, where it lies in the frame.
func (s *sketch) wardNames(wards []geo.Area, size float64) {
	for _, w := range wards {
		rings := s.f.Area(w.Geometry)
		for _, at := range []float64{size, size * 0.85} {
			if s.labelArea(rings, clean(w.Name), Italic, at, s.look.wardLine) {
				break
			}
		}
	}
}
