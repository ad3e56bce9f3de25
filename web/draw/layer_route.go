package draw

import (
	"math"
	"strconv"
	"strings"

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

// pin is a place on the page and the stops made there.
type pin struct {
	at   orb.Point
	text string
}

// pins gathers stops that fall on one place into one pin, "2, 5".
func (s *sketch) pins(stops []RouteStop) []pin {
	const same = 1.2
	var out []pin
next:
	for _, st := range stops {
		at, n := s.f.XY(st.Point), strconv.Itoa(st.Number)
		for i, p := range out {
			if math.Hypot(p.at[0]-at[0], p.at[1]-at[1]) < same {
				out[i].text += ", " + n
				continue next
			}
		}
		out = append(out, pin{at, n})
	}
	return out
}

// routeLine draws the legs of a walk with an arrow on each. Legs are straight, as
// the plan's walking times are; a leg between the same two places is drawn once.
func (s *sketch) routeLine(r Route, team int) {
	var way []orb.Point
	if r.hasBase() {
		way = append(way, s.f.XY(r.Base))
	}
	for _, st := range r.Stops {
		way = append(way, s.f.XY(st.Point))
	}
	if r.hasBase() && len(r.Stops) > 0 {
		way = append(way, way[0])
	}
	stroke := s.routeStroke(team)
	type leg struct{ a, b orb.Point }
	drawn := map[leg]bool{}
	var legs []orb.LineString
	for i := 1; i < len(way); i++ {
		l := leg{way[i-1], way[i]}
		if l.a != l.b && !drawn[l] && !drawn[leg{l.b, l.a}] {
			drawn[l] = true
			legs = append(legs, orb.LineString{l.a, l.b})
		}
	}
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

// routePins draws the base marker and the numbered discs, moved aside with a leader
// where they would lie on each other.
func (s *sketch) routePins(r Route, team int) {
	const radius = 2.7
	colour := s.routeStroke(team).Colour
	pins := s.pins(r.Stops)
	at := make([]orb.Point, 0, len(pins)+1)
	for _, p := range pins {
		at = append(at, p.at)
	}
	if r.hasBase() {
		at = append(at, s.f.XY(r.Base))
	}
	moved := spreadDiscs(at, radius+0.3, s.f.Rect.Inset(radius+0.5))
	for i, c := range moved {
		if math.Hypot(c[0]-at[i][0], c[1]-at[i][1]) > 0.5 {
			s.d.Line(orb.LineString{at[i], c}, Stroke{Width: 0.9, Colour: White})
			s.d.Line(orb.LineString{at[i], c}, Stroke{Width: 0.4, Colour: colour})
			s.d.Circle(at[i], 0.7, Stroke{Width: 0.3, Colour: White}, Solid(colour))
		}
	}
	for i, p := range pins {
		s.pin(moved[i], radius, p.text, colour)
	}
	if r.hasBase() {
		s.baseMarker(moved[len(pins)])
	}
}

// pinNames writes the names of the stops beside their discs, for a map that has no
// streets to find them by.
func (s *sketch) pinNames(r Route) {
	const size, off = 7.5, 4.0
	done := map[string]bool{}
	for _, st := range r.Stops {
		name := Fit(st.Name, Bold, size, 42)
		if done[name] {
			continue
		}
		done[name] = true
		at, w := s.f.XY(st.Point), Measure(name, Bold, size)/2
		for _, c := range []orb.Point{
			{at[0] + off + w, at[1]}, {at[0] - off - w, at[1]}, {at[0], at[1] + off + 0.8}, {at[0], at[1] - off - 0.8},
			{at[0] + w, at[1] + off + 2.5}, {at[0] - w, at[1] - off - 2.5},
		} {
			if s.labelAt(c, name, Bold, size, Ink, 0) {
				break
			}
		}
	}
}

// pin draws a number in a disc, or several in a lozenge.
func (s *sketch) pin(c orb.Point, radius float64, text string, colour Colour) {
	const size = 9.5
	half := max(0, (Measure(text, Bold, size)-radius*1.4)/2)
	if !strings.Contains(text, ",") {
		half = 0
	}
	s.labels.reserve(turned{centre: c, w: 2*(radius+half) + 0.8, h: 2*radius + 0.8})
	if half > 0 {
		l := orb.LineString{{c[0] - half, c[1]}, {c[0] + half, c[1]}}
		s.d.Line(l, Stroke{Width: 2*radius + 0.7, Colour: White, Round: true})
		s.d.Line(l, Stroke{Width: 2 * radius, Colour: colour, Round: true})
		s.d.Text(Text{At: orb.Point{c[0], c[1] + capHeight(Bold, size)/2}, S: text, Face: Bold, Size: size, Align: Centre, Colour: White})
		return
	}
	s.d.Circle(c, radius+0.35, Stroke{}, Solid(White))
	s.d.Disc(c, radius, text, White, colour)
}

// baseMarker is a square house, unlike any stop.
func (s *sketch) baseMarker(c orb.Point) {
	const h = 2.3
	s.labels.reserve(turned{centre: c, w: 2*h + 1, h: 2*h + 2.5})
	s.d.Polygon([]orb.Ring{{{c[0] - h, c[1] + h}, {c[0] - h, c[1] - h*0.5}, {c[0], c[1] - h*1.5}, {c[0] + h, c[1] - h*0.5}, {c[0] + h, c[1] + h}}},
		Stroke{Width: 0.5, Colour: Ink}, Solid(White))
	s.d.Text(Text{At: orb.Point{c[0], c[1] + h*0.72}, S: "B", Face: Bold, Size: 8.5, Align: Centre, Colour: Ink})
}

// spreadDiscs moves each disc the least way, in steps around where it belongs, until
// it lies clear of those before it and within the bounds.
func spreadDiscs(at []orb.Point, radius float64, within Rect) []orb.Point {
	out := make([]orb.Point, 0, len(at))
	for _, p := range at {
		best := p
	search:
		for ring := 0; ring <= 6; ring++ {
			for k := 0; k < max(1, 8*ring); k++ {
				sin, cos := math.Sincos(2*math.Pi*float64(k)/float64(max(1, 8*ring)) - math.Pi/2)
				d := float64(ring) * radius * 1.1
				c := orb.Point{p[0] + d*cos, p[1] + d*sin}
				if within.Contains(Rect{c[0], c[1], 0, 0}) && farFrom(c, out, 2*radius) {
					best = c
					break search
				}
			}
		}
		out = append(out, best)
	}
	return out
}
