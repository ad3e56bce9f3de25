package draw

import (
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

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
		s.drawPin(moved[i], radius, p.text, colour)
	}
	if r.hasBase() {
		s.baseMarker(moved[len(pins)])
	}
}

// pinNames writes the names of the stops beside their discs, for a map that has no
// streets to find them by.
func (s *sketch) pinNames(r Route) {
	done := map[string]bool{}
	for _, st := range r.Stops {
		if !done[st.Name] {
			done[st.Name] = s.pinName(s.f.XY(st.Point), st.Name, 42) || s.pinName(s.f.XY(st.Point), st.Name, 24)
		}
	}
}

// pinName writes a name of at most width mm right, left, below or above of a disc.
func (s *sketch) pinName(at orb.Point, name string, width float64) bool {
	const size, off = 7.5, 4.0
	name = Fit(name, Bold, size, width)
	w, edge := Measure(name, Bold, size)/2, s.labels.bound
	for _, c := range []orb.Point{
		{at[0] + off + w, at[1]}, {at[0] - off - w, at[1]}, {at[0], at[1] + off + 0.8}, {at[0], at[1] - off - 0.8},
		{at[0] + w, at[1] + off + 2.5}, {at[0] - w, at[1] - off - 2.5},
	} {
		c[0] = min(max(c[0], edge.X+w+1), edge.Right()-w-1)
		if s.labelAt(c, name, Bold, size, Ink, 0) {
			return true
		}
	}
	return false
}

// drawPin draws a number in a disc, or several in a lozenge.
func (s *sketch) drawPin(c orb.Point, radius float64, text string, colour Colour) {
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
