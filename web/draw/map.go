package draw

import (
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

// Scene is what a map shows. Whatever is empty is left out.
type Scene struct {
	Title   string // drawn above the map; also the picture's accessible name
	Desc    string // a sentence for people who cannot see it
	Result  *hotspot.Result
	Base    Base
	Routes  []Route
	Reading Reading // of the cells
	Breaks  [4]int  // class limits of HowMany; zero: Breaks of the counts
	Watch   bool    // also outline what is on the watch list
	Marks   []Mark  // sites, named places, events, perception points
	Marking string  // "OFFICIAL"
	Source  string  // "Data to ..., snapshot ..."
	WidthMM float64 // of the whole picture; default 250
}

// Map draws a borough, or the ground of its routes, in one picture with a legend, a
// scale bar and north up. It is what stands in for the interactive map.
// Errors: ErrNoGround when there is nothing to fit it to, ErrNotFinite.
func Map(s Scene) (*Drawing, error) {
	if s.WidthMM <= 0 {
		s.WidthMM = 250
	}
	if s.Result != nil && s.Breaks == [4]int{} {
		s.Breaks = Breaks(counts(s.Result.Cells))
	}
	pts := s.ground()
	frame, page := s.layout(pts)
	pad, least := 4.0, 5000.0
	if s.Result == nil && len(s.Routes) > 0 {
		pad, least = 9, 2500
	}
	f, err := FitFrame(frame, pts, pad, least, nil)
	if err != nil {
		return nil, fmt.Errorf("map: %w", err)
	}
	s.Marks = marksIn(s.Marks, f.Bound())
	below, high := markLegend(s.Marks)
	page.H += high
	d := New(page, s.Title)
	d.Desc = s.Desc
	d.Rect(Rect{0, 0, page.W, page.H}, Stroke{}, Solid(White))
	sk := newSketch(d, f, screenLook)
	var orders []pspo.Order
	d.Clip(frame, func() { orders = sk.scene(s) })
	d.Rect(frame, Stroke{Width: 0.3, Colour: Secondary}, Fill{})
	d.mapWords(s, frame)
	d.legend(f, Rect{frame.Right() + 5, frame.Y, page.W - frame.Right() - 7, frame.H}, s.legend(orders))
	d.parts(Rect{frame.X, frame.Bottom() + 9, page.W - 2*frame.X, high}, below)
	return d, d.err
}

// MapSVG writes Map as SVG.
func MapSVG(w io.Writer, s Scene) error {
	d, err := Map(s)
	if err != nil {
		return err
	}
	return d.SVG(w)
}

// scene draws the layers from the ground up and is the orders it drew.
func (s *sketch) scene(sc Scene) []pspo.Order {
	base := sc.Base
	s.ground(base.Streets)
	if sc.Result != nil {
		s.d.Group("Cells", "", func() { s.cells(sc.Result.Cells, sc.Reading, sc.Breaks) })
	}
	s.wardLines(base.wards())
	orders := s.orders(base.Orders, base.On, func(pspo.Order) bool { return true })
	if sc.Result != nil {
		if sc.Watch {
			s.outlines(sc.Result.Watch, false)
		}
		s.outlines(sc.Result.Hotspots, true)
	}
	s.marks(sc.Marks)
	for i, r := range sc.Routes {
		s.routeLine(r, i)
	}
	var focus []orb.Point
	for i, r := range sc.Routes {
		s.routePins(r, i)
		focus = append(focus, s.xys(r.points())...)
	}
	s.orderNames(orders, base.On, 7.5)
	s.wardNames(base.wards(), 9)
	s.markNames(sc.Marks)
	if s.f.Scale <= 20000 {
		s.groundNames(base.Streets)
		s.streetNames(base.Streets, focus)
	}
	return orders
}

// ground is what the frame is fitted to: the study area, else the routes, else
// wards, orders or streets, whichever there are first.
func (s Scene) ground() []orb.Point {
	var pts []orb.Point
	if s.Result != nil {
		pts = points(s.Result.Study.Geometry)
	}
	if s.Result != nil && len(pts) == 0 {
		for _, c := range s.Result.Cells {
			pts = append(pts, c.Centre)
		}
	}
	for _, r := range s.Routes {
		pts = append(pts, r.points()...)
	}
	if len(pts) == 0 {
		return s.Base.ground()
	}
	return pts
}

func (b Base) ground() (pts []orb.Point) {
	for _, w := range b.wards() {
		pts = append(pts, points(w.Geometry)...)
	}
	for _, o := range b.Orders {
		pts = append(pts, points(o.Geometry)...)
	}
	if len(pts) > 0 {
		return pts
	}
	for _, w := range b.Streets {
		pts = append(pts, w.Line...)
	}
	return pts
}

// points are all points of an area's rings.
func points(mp orb.MultiPolygon) (out []orb.Point) {
	for _, poly := range mp {
		for _, r := range poly {
			out = append(out, r...)
		}
	}
	return out
}

// layout gives the frame the ground's own proportions, within reason.
func (s Scene) layout(pts []orb.Point) (Rect, Page) {
	const legendWidth, below = 54.0, 8.0
	top := 2.0
	if s.Title != "" {
		top = 9
	}
	w := s.WidthMM - legendWidth - 2
	h := 0.75 * w
	if f, err := FitFrame(Rect{0, 0, w, w}, pts, 0, 1, nil); err == nil {
		b := orb.MultiPoint(pts).Bound()
		lo, hi := f.XY(b.Min), f.XY(b.Max)
		if dx := hi[0] - lo[0]; dx > 0 {
			h = (lo[1] - hi[1]) / dx * w
		}
	}
	h = min(max(h, 0.62*w), 1.0*w)
	return Rect{2, top, w, h}, Page{s.WidthMM, top + h + below}
}

func counts(cells []hotspot.CellResult) []int {
	out := make([]int, len(cells))
	for i, c := range cells {
		out[i] = c.Count
	}
	return out
}

// mapWords prints the title above the frame, marking and source below.
func (d *Drawing) mapWords(s Scene, frame Rect) {
	if s.Title != "" {
		d.Text(Text{At: orb.Point{frame.X, frame.Y - 2.6}, S: Fit(s.Title, Bold, 13, d.Page.W-4), Face: Bold, Size: 13, Colour: Ink})
	}
	var parts []string
	for _, p := range []string{s.Marking, s.Source} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	d.Text(Text{At: orb.Point{frame.X, frame.Bottom() + 5}, S: Fit(strings.Join(parts, ". "), Regular, 8, d.Page.W-4), Size: 8, Colour: Secondary})
}
