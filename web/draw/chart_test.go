package draw

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"hexbeat/hotspot"
)

func TestNiceStep(t *testing.T) {
	for _, c := range []struct{ most, gap, top float64 }{
		{0, 1, 1}, {1, 1, 1}, {5, 1, 5}, {6, 2, 6}, {17, 5, 20}, {50, 10, 50}, {51, 20, 60}, {138, 50, 150}, {1001, 500, 1500}, {64000, 20000, 80000},
	} {
		if gap, top := niceStep(c.most); gap != c.gap || top != c.top {
			t.Errorf("%v: got %v to %v, want %v to %v", c.most, gap, top, c.gap, c.top)
		}
	}
}

func TestBarsAreAsHighAsTheirCounts(t *testing.T) {
	months := townMonths()
	d := Bars("Bars", months)
	var heights []float64
	for _, it := range d.items {
		if p, ok := it.(pathItem); ok && p.closed && p.fill.Opacity == 1 && p.fill.Colour == CellBlue {
			b := p.lines[0].Bound()
			heights = append(heights, b.Max[1]-b.Min[1])
		}
	}
	if len(heights) != 16 {
		t.Fatalf("%d solid bars, want 16: neither the missing month nor the one still filling", len(heights))
	}
	if got, want := heights[15]/heights[0], float64(months[16].Count)/float64(months[0].Count); math.Abs(got-want) > 1e-9 {
		t.Errorf("the bars' ratio is %v, want %v", got, want)
	}
	text := sheetTexts(d)
	for _, want := range []string{"Reports a month", "2025", "2026", "still filling", "no data: not nought", "Apr", "60"} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %q on the chart", want)
		}
	}
}

func TestBarsOfNothing(t *testing.T) {
	for _, months := range [][]hotspot.TrendMonth{nil, {{Month: "2019-05", State: hotspot.Complete}}, {{Month: "nonsense", Count: 3}}} {
		if d := Bars("Bars", months); d.SVG(&bytes.Buffer{}) != nil {
			t.Errorf("%v: %v", months, d.Err())
		}
	}
}

func TestHeat(t *testing.T) {
	var h hotspot.Hours
	h[4][22], h[5][1], h[0][0] = 40, 8, 0.04
	d := Heat("Heat", h)
	text := sheetTexts(d)
	for _, want := range []string{"Mon", "Sun", "00:00", "21:00", "40", "8", "up to 40"} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %q in the table", want)
		}
	}
	if heatStep(40, 40) != 5 || heatStep(8, 40) != 1 || heatStep(0.04, 40) != 0 || heatStep(0, 0) != 0 || heatStep(9, 40) != 2 {
		t.Error("the shades are not equal parts of the most")
	}
	h[1][1] = math.NaN()
	if err := Heat("Heat", h).SVG(&bytes.Buffer{}); !errors.Is(err, ErrNotFinite) {
		t.Errorf("NaN: %v, want ErrNotFinite", err)
	}
}
