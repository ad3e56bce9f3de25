package draw

import (
	"math"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"

	"hexbeat/geo"
	"hexbeat/geo/pspo"
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

// hundredths is a point of the page in hundredths of a millimetre: points that are
// equal so are one.
func hundredths(p orb.Point) [2]int {
	return [2]int{int(math.Round(p[0] * 100)), int(math.Round(p[1] * 100))}
}

// outerEdges are the edges that one ring only has: the outline of cells side by side.
func outerEdges(rings []orb.Ring) []orb.LineString {
	type edge struct{ a, b [2]int }
	times := map[edge]int{}
	each := func(do func(e edge, a, b orb.Point)) {
		for _, r := range rings {
			for i := 1; i < len(r); i++ {
				e := edge{hundredths(r[i-1]), hundredths(r[i])}
				if e.b[0] < e.a[0] || e.b[0] == e.a[0] && e.b[1] < e.a[1] {
					e.a, e.b = e.b, e.a
				}
				do(e, r[i-1], r[i])
			}
		}
	}
	each(func(e edge, _, _ orb.Point) { times[e]++ })
	var out []orb.LineString
	each(func(e edge, a, b orb.Point) {
		if times[e] == 1 && e.a != e.b {
			out = append(out, orb.LineString{a, b})
		}
	})
	return out
}

// sharedOnce breaks rings into lines so that an edge of two rings is in one of them.
func sharedOnce(rings []orb.Ring) []orb.LineString {
	type edge struct{ a, b [2]int }
	seen := map[edge]bool{}
	var out []orb.LineString
	for _, r := range rings {
		var run orb.LineString
		flush := func() {
			if len(run) > 1 {
				out = append(out, simplify.DouglasPeucker(0.05).LineString(run))
			}
			run = nil
		}
		for i := 1; i < len(r); i++ {
			a, b := hundredths(r[i-1]), hundredths(r[i])
			switch {
			case a == b:
			case seen[edge{a, b}] || seen[edge{b, a}]:
				flush()
			default:
				seen[edge{a, b}] = true
				if run == nil {
					run = orb.LineString{r[i-1]}
				}
				run = append(run, r[i])
			}
		}
		flush()
	}
	return out
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

// thin leaves out points that the page cannot show.
func thin(rings []orb.Ring) []orb.Ring {
	for i, r := range rings {
		if cut := simplify.DouglasPeucker(0.05).Ring(r.Clone()); len(cut) > 3 {
			rings[i] = cut
		}
	}
	return rings
}

// orderLook is the edge and fill of an order as it stands on a day: in force a solid
// thick edge, consulting dashed, lapsed dotted. Other orders are not drawn.
func (s *sketch) orderLook(o pspo.Order, on time.Time) (Stroke, Fill, bool) {
	switch {
	case o.Live(on):
		f := Fill{Colour: s.look.live, Opacity: 0.06}
		return Stroke{Width: 0.9, Colour: s.look.live}, f, true
	case o.Lapsed(on):
		return Stroke{Width: 0.6, Colour: s.look.lapsed, Dash: []float64{0, 1.3}, Round: true}, Fill{}, true
	case o.Status == pspo.Consulting:
		return Stroke{Width: 0.8, Colour: s.look.consulting, Dash: []float64{2.4, 1.6}}, Fill{}, true
	}
	return Stroke{}, Fill{}, false
}

// orders draws the orders that keep passes and then returns those it drew.
func (s *sketch) orders(list []pspo.Order, on time.Time, keep func(pspo.Order) bool) []pspo.Order {
	var drawn []pspo.Order
	near := s.f.Bound()
	for _, o := range list {
		stroke, fill, ok := s.orderLook(o, on)
		if !ok || !keep(o) || !o.Geometry.Bound().Intersects(near) {
			continue
		}
		drawn = append(drawn, o)
		s.d.Group("Order: "+o.Title, "", func() {
			s.d.Polygon(thin(s.f.Area(o.Geometry)), stroke, fill)
		})
	}
	return drawn
}

// orderNames writes an order's title in it or, where that is too small, beside it.
func (s *sketch) orderNames(list []pspo.Order, on time.Time, size float64) {
	for _, o := range list {
		rings := s.f.Area(o.Geometry)
		if len(rings) == 0 {
			continue
		}
		colour := s.look.live
		if !o.Live(on) && o.Lapsed(on) {
			colour = s.look.lapsed
		}
		name := Fit(o.Title, Bold, size, 48)
		b := rings[0].Bound()
		w, c := Measure(name, Bold, size), b.Center()
		if b.Max[0]-b.Min[0] > w+3 && s.labelArea(rings, name, Bold, size, colour) {
			continue
		}
		gap := size/pointsPerMM*0.5 + 1.2
		for _, at := range []orb.Point{
			{c[0], b.Min[1] - gap}, {c[0], b.Max[1] + gap}, {b.Max[0] + w/2 + 1.5, c[1]}, {b.Min[0] - w/2 - 1.5, c[1]},
			{b.Max[0] - w/2, b.Min[1] - gap}, {b.Min[0] + w/2, b.Max[1] + gap}, c,
		} {
			if s.labelAt(at, name, Bold, size, colour, 0) {
				break
			}
		}
	}
}
