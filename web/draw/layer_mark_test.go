package draw

import (
	"math"
	"strings"
	"testing"

	"hexbeat/hotspot"
)

// raster is a symbol in black and white on a grid: what a copier leaves of it.
func raster(kind, class string) string {
	const n = 24
	parts, _ := symbolOf(kind, class)
	var b strings.Builder
	for j := range n {
		for i := range n {
			x, y := (float64(i)+0.5)/n*2.2-1.1, (float64(j)+0.5)/n*2.2-1.1
			ink := byte('.')
			for _, p := range parts {
				if !p.holds(x, y) {
					continue
				}
				if ink = '#'; p.white {
					ink = '.'
				}
			}
			b.WriteByte(ink)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (p symbolPart) holds(x, y float64) bool {
	if p.r > 0 {
		return math.Hypot(x-p.at[0], y-p.at[1]) <= p.r
	}
	in := false
	for i, a := range p.ring {
		b := p.ring[(i+1)%len(p.ring)]
		if a[1] > y != (b[1] > y) && x < a[0]+(y-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
			in = !in
		}
	}
	return in
}

// TestSymbolsDifferWithoutColour: any two symbols differ in a twelfth of their square.
func TestSymbolsDifferWithoutColour(t *testing.T) {
	all := map[string]string{}
	for kind, of := range symbols {
		for class := range of {
			all[kind+" "+class] = raster(kind, class)
		}
	}
	if len(all) != 14 {
		t.Errorf("%d symbols", len(all))
	}
	for a, x := range all {
		if strings.Count(x, "#") < 40 {
			t.Errorf("%s can hardly be seen:\n%s", a, x)
		}
		for b, y := range all {
			differ := 0
			for i := range x {
				if x[i] != y[i] {
					differ++
				}
			}
			if a < b && differ < 24*24/12 {
				t.Errorf("%s and %s differ in %d of 576 parts:\n%s\n%s", a, b, differ, x, y)
			}
		}
	}
	if got, _ := symbolOf("castle", "moat"); len(got) != 1 {
		t.Errorf("what nobody knows has %d parts", len(got))
	}
}

func TestMarksStandOnTheMapWithTheirLegend(t *testing.T) {
	s := townScenes()["how many"]
	bare, err := Map(s)
	if err != nil {
		t.Fatal(err)
	}
	s.Marks = []Mark{
		{Kind: "site", Class: "school", What: "School", Name: "Academy School", Point: at(-300, -200)},
		{Kind: "site", Class: "licensed", What: "Licensed premises", Name: "The Anchor", Point: at(100, 150)},
		{Kind: "event", Class: "match", What: "Match", Name: "Home match", Point: at(400, -300)},
		{Kind: "event", Class: "match", What: "Match", Name: "Home match", Point: at(400, -300)},
		{Kind: "perception", Class: "lighting", What: "Lighting", Point: at(-100, 100)},
		{Kind: "place", Class: "other", What: "Named place", Name: "The Yard", Area: area(0, 0, 100, 0, 100, 100, 0, 100)},
		{Kind: "site", Class: "cctv", What: "CCTV camera", Name: "Far away", Point: at(90000, 0)},
	}
	d, err := Map(s)
	if err != nil {
		t.Fatal(err)
	}
	text := sheetTexts(d)
	for _, want := range []string{"Sites", "School", "Licensed premises", "Events", "Match", "Home match", "Perception points", "Lighting", "Named places", "Named place"} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %q on the map", want)
		}
	}
	if strings.Contains(text, "CCTV camera") {
		t.Error("the legend explains what is not on the map")
	}
	symbols := 0
	for _, it := range d.items {
		if g, ok := it.(groupItem); ok && (strings.HasSuffix(g.title, ": Match") || g.title == "Lighting") {
			symbols++
		}
	}
	if symbols != 2 {
		t.Errorf("%d symbols of the match and the light, want one each", symbols)
	}
	if d.Page.H <= bare.Page.H || d.Page.W != bare.Page.W {
		t.Errorf("the page is %v, without marks %v: their legend stands below", d.Page, bare.Page)
	}
	for _, it := range d.items {
		if text, ok := it.(textItem); ok {
			for _, c := range text.corners() {
				if !(Rect{0, 0, d.Page.W, d.Page.H}).Contains(Rect{c[0], c[1], 0, 0}) {
					t.Errorf("%q leaves the page at %v", text.S, c)
				}
			}
		}
	}
}

func TestHappeningsStandUnderTheirMonths(t *testing.T) {
	months := townMonths()
	first, err := parseFirst(months[0].Month)
	if err != nil {
		t.Fatal(err)
	}
	march := first.MonthEnd() + 1
	d := Bars("Bars", months, Happening{Name: "Match", Days: window(march, march, march+30, march+30, first-400, first-399)}, Happening{Name: "Fair", Days: window(march, march+13)})
	bare := Bars("Bars", months)
	if d.Page.H != bare.Page.H+2*stripMM {
		t.Errorf("two events make the chart %v high, without %v", d.Page.H, bare.Page.H)
	}
	text := sheetTexts(d)
	if !strings.Contains(text, "Match: 2\n") || !strings.Contains(text, "Fair: 1\n") {
		t.Errorf("the strips are not named with what is on them:\n%s", text)
	}
	slot := (d.Page.W - 17) / float64(len(months))
	var lines, bands []float64
	for _, it := range d.items {
		p, ok := it.(pathItem)
		switch {
		case !ok:
		case p.stroke.Colour == symbolColours["event"] && !p.closed:
			lines = append(lines, (p.lines[0][0][0]-15)/slot)
		case p.stroke.Colour == symbolColours["event"]:
			b := p.lines[0].Bound()
			bands = append(bands, (b.Min[0]-15)/slot, (b.Max[0]-15)/slot)
		}
	}
	// The second month begins one slot from the axis; a day is a thirtieth of it or so.
	if len(lines) != 2 || math.Abs(lines[0]-1) > 0.05 || math.Abs(lines[1]-2) > 0.08 {
		t.Errorf("lines at %v months, want 1 and 2", lines)
	}
	if len(bands) != 2 || math.Abs(bands[0]-1) > 0.01 || math.Abs(bands[1]-1.48) > 0.05 {
		t.Errorf("bands at %v months, want 1 to 1.48", bands)
	}
	for _, odd := range [][]Happening{{{Name: "None"}}, {{}}} {
		if d := Bars("Bars", nil, odd...); d.Err() != nil {
			t.Errorf("%v: %v", odd, d.Err())
		}
	}
	if monthScale(nil, Rect{}) != nil {
		t.Error("no months have a scale")
	}
}

func window(days ...hotspot.Day) (out []hotspot.Window) {
	for i := 0; i+1 < len(days); i += 2 {
		out = append(out, hotspot.Window{From: days[i], To: days[i+1]})
	}
	return out
}

func parseFirst(month string) (hotspot.Day, error) {
	w, err := hotspot.ParseWindow(month, month)
	return w.From, err
}
