package draw

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	sphere "github.com/paulmach/orb/geo"

	"hexbeat/geo"
)

// A scale bar is measured on the ground under its two ends, on our own plane and, as a
// check from outside, on orb's sphere, which is right to 0.3 % at this latitude.
func TestScaleBarMeasuresRight(t *testing.T) {
	for _, lat := range []float64{50.1, 51.5, 58.6} {
		for _, scale := range []float64{1000, 2500, 7000, 25000, 100000, 1000000} {
			f, err := FrameAt(Rect{10, 20, 120, 200}, orb.Point{-0.09, lat}, scale)
			if err != nil {
				t.Fatal(err)
			}
			d := New(A4Portrait, "t")
			want := d.ScaleBar(f, 15, 210, 40)
			bar := orb.MultiPoint(d.items[0].(pathItem).lines[0]).Bound()
			a, b := f.Degrees(bar.LeftTop()), f.Degrees(orb.Point{bar.Max[0], bar.Max[1]})
			b[1] = a[1]
			if got := geo.NewPlane(a).DistanceM(a, b); math.Abs(got/want-1) > 0.001 {
				t.Errorf("1:%.0f at %v: the bar of %v m is %.2f m", scale, lat, want, got)
			}
			if got := sphere.DistanceHaversine(a, b); math.Abs(got/want-1) > 0.01 {
				t.Errorf("1:%.0f at %v: the bar of %v m is %.2f m on a sphere", scale, lat, want, got)
			}
			if w := bar.Max[0] - bar.Min[0]; w > 40.001 || w < 40/5 && scale > 1000 {
				t.Errorf("1:%.0f: the bar is %.1f mm long", scale, w)
			}
		}
	}
}

func TestFitFrameShowsEverything(t *testing.T) {
	r := Rect{9, 32, 124, 190}
	for _, pts := range [][]orb.Point{
		{at(0, 0)}, {at(-500, 20), at(700, 90)}, {at(0, -900), at(3, 800), at(20, 20)}, {{-5.7, 50}, {1.7, 55.8}},
	} {
		f, err := FitFrame(r, pts, 7, 2500, Scales)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(Scales, f.Scale) && len(pts) > 1 && f.Scale < 1e6 || f.Scale < 2500 {
			t.Errorf("scale 1:%v", f.Scale)
		}
		inner := r.Inset(6.9)
		for _, p := range pts {
			if xy := f.XY(p); f.Scale < 1e6 && !inner.Contains(Rect{xy[0], xy[1], 0, 0}) {
				t.Errorf("%v lies at %v, outside %v", p, xy, inner)
			}
		}
	}
}

func TestFrameIsNorthUpAndTurnsBack(t *testing.T) {
	f, err := FrameAt(Rect{0, 0, 100, 100}, orb.Point{-0.09, 51.5}, 5000)
	if err != nil {
		t.Fatal(err)
	}
	low, high := f.XY(orb.Point{-0.09, 51.5}), f.XY(orb.Point{-0.09, 51.502})
	if !(high[1] < low[1]) || math.Abs(high[0]-low[0]) > 1e-6 {
		t.Errorf("a point to the north lies at %v from %v", high, low)
	}
	for _, p := range []orb.Point{{-0.095, 51.503}, {-0.08, 51.499}} {
		if q := f.Degrees(f.XY(p)); math.Abs(p[0]-q[0])+math.Abs(p[1]-q[1]) > 1e-9 {
			t.Errorf("%v comes back as %v", p, q)
		}
	}
}

func TestFrameRefuses(t *testing.T) {
	r := Rect{0, 0, 100, 100}
	for name, pts := range map[string][]orb.Point{
		"nothing": nil, "not a number": {{math.NaN(), 51}}, "latitude 1000": {{0, 51}, {0, 1000}}, "infinite": {{math.Inf(1), 0}},
	} {
		if _, err := FitFrame(r, pts, 5, 1000, Scales); !errors.Is(err, ErrNoGround) {
			t.Errorf("%s: %v, want ErrNoGround", name, err)
		}
	}
	if _, err := FitFrame(Rect{0, 0, 8, 8}, []orb.Point{{0, 51}}, 5, 1000, Scales); !errors.Is(err, ErrNoGround) {
		t.Errorf("a frame with no room: %v", err)
	}
	for _, scale := range []float64{0, -5, math.NaN(), math.Inf(1)} {
		if _, err := FrameAt(r, orb.Point{0, 51}, scale); !errors.Is(err, ErrNoGround) {
			t.Errorf("scale %v: %v", scale, err)
		}
	}
}

func TestFrameCutsLinesAndAreas(t *testing.T) {
	f, err := FrameAt(Rect{20, 20, 100, 100}, at(0, 0), 5000) // 500 m across
	if err != nil {
		t.Fatal(err)
	}
	b := f.border()
	lines := f.Line(path(-5000, 0, 0, 0, 5000, 30))
	if len(lines) != 1 || len(lines[0]) != 3 {
		t.Fatalf("cut to %v", lines)
	}
	for _, p := range lines[0] {
		if !b.Pad(1e-6).Contains(p) {
			t.Errorf("%v lies outside %v", p, b)
		}
	}
	rings := f.Area(area(-5000, -5000, 5000, -5000, 5000, 5000, -5000, 5000))
	if len(rings) != 1 || math.Abs(rings[0].Bound().Max[0]-b.Max[0]) > 1e-6 || math.Abs(rings[0].Bound().Min[1]-b.Min[1]) > 1e-6 {
		t.Errorf("an area larger than the frame is cut to %v, want the frame's border %v", rings, b)
	}
	if got := f.Area(area(3000, 3000, 3100, 3000, 3100, 3100)); len(got) != 0 {
		t.Errorf("an area outside is drawn: %v", got)
	}
	if got := f.Line(orb.LineString{{math.NaN(), 51}, {0, 95}}); got != nil {
		t.Errorf("points off the globe are drawn: %v", got)
	}
}
