package draw

import (
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo/pspo"
)

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

// orderName is an order's title without the words that all titles share.
func orderName(title string) string {
	title = clean(title)
	for _, words := range []string{" public spaces protection order", " public space protection order", " pspo"} {
		for i := 1; i+len(words) <= len(title); i++ {
			if strings.EqualFold(title[i:i+len(words)], words) {
				return title[:i]
			}
		}
	}
	return title
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
		name := Fit(orderName(o.Title), Bold, size, 48)
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
