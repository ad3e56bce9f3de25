package draw

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"

	"hexbeat/geo"
	"hexbeat/geo/pspo"
	"hexbeat/patrol/briefing"
)

// sheetRoute is the walk of a sheet.
func sheetRoute(s briefing.Sheet) Route {
	r := Route{Team: s.Team, Base: s.Base.Point, BaseName: s.Base.Name}
	for _, st := range s.Stops {
		r.Stops = append(r.Stops, RouteStop{Number: st.Number, Name: st.Name, Point: st.Point, Area: st.Area})
	}
	return r
}

// sheetMap draws the walk and, under it, the scale and the key.
func (d *Drawing) sheetMap(s briefing.Sheet, base Base, l sheetLayout) error {
	route := sheetRoute(s)
	pts := route.points()
	if len(pts) == 0 {
		d.Rect(l.mapFrame, Stroke{Width: 0.3, Colour: Ink}, Fill{})
		d.Text(Text{At: orb.Point{l.mapFrame.X + l.mapFrame.W/2, l.mapFrame.Y + l.mapFrame.H/2}, S: "No stops on this shift", Size: 10, Align: Centre, Colour: Ink})
		return nil
	}
	f, err := FitFrame(l.mapFrame, pts, 7, 2500, Scales)
	if err != nil {
		return fmt.Errorf("map of the walk: %w", err)
	}
	sk := newSketch(d, f, paperLook)
	var live []pspo.Order
	d.Group("Map of the walk", fmt.Sprintf("North is up, scale 1 to %.0f.", f.Scale), func() {
		d.Clip(l.mapFrame, func() {
			sk.ground(base.Streets)
			sk.targets(route.Stops)
			sk.wardLines(base.wards())
			live = sk.orders(base.Orders, base.On, func(o pspo.Order) bool { return o.Live(base.On) })
			sk.routeLine(route, 0)
			sk.routePins(route, 0)
			if len(base.Streets) == 0 {
				sk.pinNames(route)
				sk.noStreets()
			}
			sk.groundNames(base.Streets)
			sk.streetNames(base.Streets, sk.xys(pts))
			sk.orderNames(live, base.On, 7.5)
			sk.wardNames(base.wards(), 8)
		})
	})
	d.Rect(l.mapFrame, Stroke{Width: 0.4, Colour: Ink}, Fill{})
	d.sheetKey(f, l.key, keyOf(route, live, sk.anyWard(base.wards())))
	return nil
}

// noStreets says why the map is bare.
func (s *sketch) noStreets() {
	r := s.f.Rect
	s.labelAt(orb.Point{r.X + r.W/2, r.Bottom() - 3}, "No street map is loaded: places only", Italic, 7.5, Ink, 0)
}

func (s *sketch) xys(pts []orb.Point) []orb.Point {
	out := make([]orb.Point, len(pts))
	for i, p := range pts {
		out[i] = s.f.XY(p)
	}
	return out
}

// targets hatches the hotspots that the stops are made in, each once.
func (s *sketch) targets(stops []RouteStop) {
	seen := map[string]bool{}
	for _, st := range stops {
		rings := s.f.Area(st.Area)
		key := fmt.Sprint(rings)
		if len(rings) == 0 || seen[key] {
			continue
		}
		seen[key] = true
		s.d.Group(st.Name, "", func() {
			s.d.Polygon(rings, Stroke{}, Fill{Pattern: Pattern{Kind: Diagonal, Spacing: 2, Width: 0.22, Colour: 0x505050}})
			s.d.Lines(outerEdges(rings), Stroke{Width: 0.5, Colour: Ink, Round: true})
		})
	}
}

// keyItem is one entry of the key: how to draw its sample, and its words.
type keyItem struct {
	words  string
	sample func(d *Drawing, r Rect)
}

func keyOf(route Route, live []pspo.Order, wards bool) []keyItem {
	var items []keyItem
	if slices.ContainsFunc(route.Stops, func(st RouteStop) bool { return len(st.Area) > 0 }) {
		items = append(items, keyItem{"place to patrol", func(d *Drawing, r Rect) {
			d.Rect(r, Stroke{Width: 0.4, Colour: Ink}, Fill{Pattern: Pattern{Kind: Diagonal, Spacing: 1.4, Width: 0.22, Colour: 0x505050}})
		}})
	}
	if len(live) > 0 {
		items = append(items, keyItem{"order in force", func(d *Drawing, r Rect) {
			d.Rect(r, Stroke{Width: 0.9, Colour: Ink}, Fill{Colour: Ink, Opacity: 0.06})
		}})
	}
	if wards {
		items = append(items, keyItem{"ward line", func(d *Drawing, r Rect) {
			d.Line(orb.LineString{{r.X, r.Y + r.H/2}, {r.Right(), r.Y + r.H/2}}, Stroke{Width: 0.4, Colour: 0x4a4a4a, Dash: []float64{3, 1}})
		}})
	}
	if len(route.Stops) > 0 {
		items = append(items, keyItem{"order of stops, not the path", func(d *Drawing, r Rect) {
			y := r.Y + r.H/2
			d.Line(orb.LineString{{r.X, y}, {r.Right(), y}}, Stroke{Width: 0.6, Colour: Ink, Dash: []float64{2.6, 1.3}})
		}})
	}
	if route.hasBase() {
		items = append(items, keyItem{"base", func(d *Drawing, r Rect) {
			x, y := r.X+r.W/2, r.Bottom()
			d.Polygon([]orb.Ring{{{x - 1.1, y}, {x - 1.1, y - 1.5}, {x, y - 2.4}, {x + 1.1, y - 1.5}, {x + 1.1, y}}}, Stroke{Width: 0.35, Colour: Ink}, Solid(White))
		}})
	}
	return items
}

// anyWard reports whether a ward's line crosses the frame.
func (s *sketch) anyWard(wards []geo.Area) bool {
	for _, w := range wards {
		for _, ring := range s.f.Area(w.Geometry) {
			if len(clip.LineString(s.f.Rect.bound(), orb.LineString(ring))) > 0 {
				return true
			}
		}
	}
	return false
}

// sheetKey draws the scale bar, the scale in figures, the key and north.
func (d *Drawing) sheetKey(f Frame, r Rect, items []keyItem) {
	const size = 7
	d.ScaleBar(f, r.X+1, r.Y+1.2, 32)
	scale := fmt.Sprintf("Scale 1:%.0f", f.Scale)
	d.Text(Text{At: orb.Point{r.X + 1, r.Y + 9}, S: scale, Size: size, Colour: Ink})
	d.NorthArrow(r.Right()-2, r.Y+0.8, 9)
	x, y := r.X+40, r.Y+0.7
	for _, it := range items {
		w := 7.5 + Measure(it.words, Regular, size)
		if x+w > r.Right()-6 {
			x, y = r.X+40, y+3.6
		}
		it.sample(d, Rect{x, y + 0.2, 5.5, 2.2})
		d.Text(Text{At: orb.Point{x + 7, y + 2.3}, S: it.words, Size: size, Colour: Ink})
		x += w + 3
	}
}
