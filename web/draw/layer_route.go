package draw

import (
	"math"

	"github.com/paulmach/orb"
)

// Route is one team's walk: from its base along the numbered stops and back. A base
// at (0, 0) is none.
type Route struct {
	Team     string
	Base     orb.Point
	BaseName string
	Stops    []RouteStop
}

// RouteStop is one visit, numbered in the order of the walk.
type RouteStop struct {
	Number int
	Name   string
	Point  orb.Point
	Area   orb.MultiPolygon // the hotspot's outline; may be empty
}

func (r Route) hasBase() bool { return r.Base != orb.Point{} }

// points are all places of the walk, for fitting a frame.
func (r Route) points() []orb.Point {
	var out []orb.Point
	if r.hasBase() {
		out = append(out, r.Base)
	}
	for _, st := range r.Stops {
		out = append(out, st.Point)
		for _, poly := range st.Area {
			for _, ring := range poly {
				out = append(out, ring...)
			}
		}
	}
	return out
}

// routeStroke is a team's line: colour and dash both differ, so that a copier keeps
// teams apart.
func (s *sketch) routeStroke(team int) Stroke {
	dash := [][]float64{nil, {3, 1.4}, {1, 1.2}, {4, 1.2, 0.8, 1.2}}[team%4]
	if s.look.mono {
		return Stroke{Width: 0.6, Colour: Ink, Dash: [][]float64{{2.6, 1.3}, {1, 1.2}, {4, 1.2, 0.8, 1.2}, nil}[team%4]}
	}
	return Stroke{Width: 1, Colour: []Colour{RouteBlue, Purple, Green, Ink}[team%4], Dash: dash}
}

// way are the places of a walk on the page, from the base and back to it.
func (s *sketch) way(r Route) orb.Ring {
	var way orb.Ring
	if r.hasBase() {
		way = append(way, s.f.XY(r.Base))
	}
	for _, st := range r.Stops {
		way = append(way, s.f.XY(st.Point))
	}
	if r.hasBase() {
		way = append(way, way[0])
	}
	return way
}

// routeLine draws the legs of a walk with an arrow on each. Legs are straight, as
// the plan's walking times are; a leg between the same two places is drawn once.
func (s *sketch) routeLine(r Route, team int) {
	way := s.way(r)
	stroke, legs := s.routeStroke(team), sharedOnce([]orb.Ring{way})
	for _, l := range legs {
		s.labels.avoid(l)
	}
	s.d.Lines(legs, Stroke{Width: stroke.Width + 0.8, Colour: White})
	s.d.Lines(legs, stroke)
	for i := 1; i < len(way); i++ {
		dx, dy := way[i][0]-way[i-1][0], way[i][1]-way[i-1][1]
		if n := math.Hypot(dx, dy); n > 12 {
			// Beyond the middle, so that there and back do not lie on each other.
			tip := orb.Point{way[i-1][0] + dx*(0.56+1.4/n), way[i-1][1] + dy*(0.56+1.4/n)}
			s.d.Arrow(tip, dx, dy, 3.4, stroke.Colour)
		}
	}
}
