package draw

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

func TestPatternsKeepToTheirShape(t *testing.T) {
	outside := orb.Ring{{10, 10}, {50, 10}, {50, 40}, {10, 40}, {10, 10}}
	hole := orb.Ring{{20, 18}, {20, 30}, {38, 30}, {38, 18}, {20, 18}}
	const areaMM2, spacing = 40*30 - 18*12, 1.0
	shape := orb.MultiPolygon{{outside, hole}}
	for _, kind := range []PatternKind{Diagonal, Counter, Level, Dots} {
		d := New(A4Portrait, "t")
		d.Polygon(shape[0], Stroke{Width: 0.2}, Fill{Pattern: Pattern{Kind: kind, Spacing: spacing, Width: 0.2, Colour: Ink}})
		marks := d.items[0].(pathItem)
		sum, n := 0.0, 0
		for _, l := range marks.lines {
			mid := orb.Point{(l[0][0] + l[1][0]) / 2, (l[0][1] + l[1][1]) / 2}
			if !geo.Contains(shape, mid) {
				t.Fatalf("kind %d: a mark at %v is outside", kind, mid)
			}
			sum, n = sum+lengthMM(l), n+1
		}
		// Lines a millimetre apart are as long as the area is large; dots are as many.
		got := sum
		if kind == Dots {
			got = float64(n)
		}
		if math.Abs(got-areaMM2) > 0.08*areaMM2 {
			t.Errorf("kind %d: %.0f, want about %d", kind, got, areaMM2)
		}
		if last := d.items[len(d.items)-1].(pathItem); !last.closed || last.stroke.Width != 0.2 {
			t.Errorf("kind %d: the line is not drawn last", kind)
		}
	}
}

func TestPatternOfALargeAreaStaysSmall(t *testing.T) {
	d := New(A3Landscape, "t")
	d.Rect(Rect{0, 0, 420, 297}, Stroke{}, Fill{Pattern: Pattern{Spacing: 1e-9, Width: 0.1, Colour: Ink}})
	if d.Err() != nil || len(d.items[0].(pathItem).lines) > maxPatternLines {
		t.Errorf("%v, %d lines", d.Err(), len(d.items[0].(pathItem).lines))
	}
}
