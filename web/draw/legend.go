package draw

import (
	"fmt"
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

// legendPart is a heading and the samples under it.
type legendPart struct {
	heading string
	items   []keyItem
}

func boxSample(s Stroke, f Fill) func(*Drawing, Rect) {
	return func(d *Drawing, r Rect) { d.Rect(r, s, f) }
}

func lineSample(s Stroke) func(*Drawing, Rect) {
	return func(d *Drawing, r Rect) {
		d.Line(orb.LineString{{r.X, r.Y + r.H/2}, {r.Right(), r.Y + r.H/2}}, s)
	}
}

// legend says what the scene's marks mean, and only those that are drawn.
func (s Scene) legend(orders []pspo.Order) []legendPart {
	var parts []legendPart
	if s.Result != nil {
		parts = append(parts, s.cellLegend(), s.groupLegend())
	}
	if p := s.areaLegend(orders); len(p.items) > 0 {
		parts = append(parts, p)
	}
	if len(s.Routes) > 0 {
		p := legendPart{heading: "Patrol routes"}
		sk := sketch{look: screenLook}
		for i, r := range s.Routes {
			name := r.Team
			if name == "" {
				name = "team " + strconv.Itoa(i+1)
			}
			p.items = append(p.items, keyItem{name, lineSample(sk.routeStroke(i))})
		}
		parts = append(parts, p)
	}
	return parts
}

func (s Scene) cellLegend() legendPart {
	if s.Reading == HowSure {
		return legendPart{"How sure", s.sureItems()}
	}
	p := legendPart{heading: "Reports in a cell"}
	for i, words := range stepLabels(s.Breaks) {
		p.items = append(p.items, keyItem{words, boxSample(Stroke{Width: 0.1, Colour: Secondary}, stepFill(i))})
	}
	return p
}

// sureItems are the hatch and the dots, where cells bear them.
func (s Scene) sureItems() (items []keyItem) {
	hot, watch := false, false
	for _, c := range s.Result.Cells {
		hot = hot || c.Hot
		watch = watch || !c.Hot && c.Class == hotspot.LowEvidence
	}
	if hot {
		items = append(items, keyItem{"hot: more than chance", boxSample(Stroke{}, hotFill)})
	}
	if watch {
		items = append(items, keyItem{"watch: too few to call", boxSample(Stroke{}, watchFill)})
	}
	if !hot && !watch {
		items = append(items, keyItem{"no cell passes the tests", func(*Drawing, Rect) {}})
	}
	return items
}

func (s Scene) groupLegend() legendPart {
	p := legendPart{heading: "Places", items: []keyItem{
		{"hotspot and its rank", boxSample(Stroke{Width: 0.65, Colour: Ink}, Fill{})},
	}}
	if len(s.Result.Hotspots) == 0 {
		p.items[0].words = "no hotspot in this window"
	}
	if s.Watch && len(s.Result.Watch) > 0 {
		p.items = append(p.items, keyItem{"too few to call", boxSample(Stroke{Width: 0.45, Colour: Ink, Dash: []float64{1.2, 0.9}}, Fill{})})
	}
	return p
}

func (s Scene) areaLegend(orders []pspo.Order) legendPart {
	p := legendPart{heading: "Orders and wards"}
	sk := sketch{look: screenLook}
	words := func(o pspo.Order) string {
		switch {
		case o.Live(s.Base.On):
			return "order in force"
		case o.Lapsed(s.Base.On):
			return "order lapsed"
		}
		return "order consulted on"
	}
	seen := map[string]bool{}
	for _, o := range orders {
		if w := words(o); !seen[w] {
			seen[w] = true
			stroke, fill, _ := sk.orderLook(o, s.Base.On)
			p.items = append(p.items, keyItem{w, boxSample(stroke, fill)})
		}
	}
	if len(s.Base.Wards) > 0 {
		p.items = append(p.items, keyItem{"ward", lineSample(Stroke{Width: 0.4, Colour: Secondary, Dash: []float64{3.2, 1.2}})})
	}
	return p
}

const legendHead, legendRow = 5.4, 5.2 // mm

// legendPart draws a heading and its samples and is how high they are.
func (d *Drawing) legendPart(r Rect, p legendPart) float64 {
	const size = 8.5
	d.Text(Text{At: orb.Point{r.X, r.Y + 3.2}, S: Fit(p.heading, Bold, 9, r.W), Face: Bold, Size: 9, Colour: Ink})
	y := r.Y + legendHead
	for _, it := range p.items {
		it.sample(d, Rect{r.X + 0.5, y + 0.5, 6.5, 3.2})
		d.Text(Text{At: orb.Point{r.X + 9.5, y + 3.2}, S: Fit(it.words, Regular, size, r.W-9.5), Size: size, Colour: Ink})
		y += legendRow
	}
	return y - r.Y
}

// legend draws the parts one under the other, then north and the scale.
func (d *Drawing) legend(f Frame, r Rect, parts []legendPart) {
	y := r.Y
	for _, p := range parts {
		y += d.legendPart(Rect{r.X, y, r.W, r.H}, p) + 2.4
	}
	y = r.Bottom() - 11
	d.NorthArrow(r.X+2.5, y-12, 9.5)
	d.ScaleBar(f, r.X+0.5, y, min(32, r.W-12))
	d.Text(Text{At: orb.Point{r.X, y + 9}, S: fmt.Sprintf("1:%.0f when %.0f mm wide", f.Scale, d.Page.W), Size: 7, Colour: Secondary})
}
