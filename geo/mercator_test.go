package geo

import (
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// airy is the ellipsoid of the worked example below; Hexbeat itself never needs it.
var airy = Ellipsoid{A: 6377563.396, F: 1 - 6356256.909/6377563.396}

func britishGrid(el Ellipsoid) TransverseMercator {
	return NewTransverseMercator(el, -2, 49, 0.9996012717, 400000, -100000)
}

func dms(d, m, s float64) float64 { return d + m/60 + s/3600 }

// Ordnance Survey, A guide to coordinate systems in Great Britain, annex C.1 and
// C.2: Caister water tower on the Airy ellipsoid, and the false origin.
func TestTransverseMercatorWorkedExample(t *testing.T) {
	tm := britishGrid(airy)
	for _, tt := range []struct {
		lonLat, en orb.Point
	}{
		{orb.Point{dms(1, 43, 4.5177), dms(52, 39, 27.2531)}, orb.Point{651409.903, 313177.270}},
		{orb.Point{-2, 49}, orb.Point{400000, -100000}},
	} {
		got := tm.Forward(tt.lonLat)
		if math.Hypot(got[0]-tt.en[0], got[1]-tt.en[1]) > 0.0015 { // the example's seconds have four decimals
			t.Errorf("Forward(%v): got %.4f, want %.3f", tt.lonLat, got, tt.en)
		}
		back := tm.Inverse(tt.en)
		if math.Abs(back[0]-tt.lonLat[0]) > 3e-8 || math.Abs(back[1]-tt.lonLat[1]) > 3e-8 {
			t.Errorf("Inverse(%v): got %.9f, want %.9f", tt.en, back, tt.lonLat)
		}
	}
}

func TestTransverseMercatorRoundTrip(t *testing.T) {
	for name, tm := range map[string]TransverseMercator{
		"national grid": britishGrid(GRS80),
		"local plane":   NewTransverseMercator(WGS84, -0.09, 51.5, 1, 0, 0),
		"south":         NewTransverseMercator(WGS84, 151, -33.9, 1, 0, 0),
	} {
		lon0 := tm.lon0 * 180 / math.Pi
		for lat := -84.0; lat <= 84; lat += 3.7 {
			for dlon := -12.0; dlon <= 12; dlon += 1.3 {
				p := orb.Point{lon0 + dlon, lat}
				q := tm.Inverse(tm.Forward(p))
				if math.Abs(p[0]-q[0]) > 1e-9 || math.Abs(p[1]-q[1]) > 1e-9 {
					t.Fatalf("%s: %v came back as %v", name, p, q)
				}
			}
		}
	}
}

// The projection is conformal: one metre north and one metre east are equally long
// and at right angles anywhere on the plane.
func TestTransverseMercatorConformal(t *testing.T) {
	tm := britishGrid(GRS80)
	for _, p := range []orb.Point{{-7, 50}, {-2, 54}, {1.7, 52.6}, {-1, 60.8}} {
		sx, sy := DegreeM(p[1])
		const step = 10.0 // metres
		o, e, n := tm.Forward(p), tm.Forward(orb.Point{p[0] + step/sx, p[1]}), tm.Forward(orb.Point{p[0], p[1] + step/sy})
		ex, ey, nx, ny := e[0]-o[0], e[1]-o[1], n[0]-o[0], n[1]-o[1]
		if r := math.Hypot(ex, ey) / math.Hypot(nx, ny); math.Abs(r-1) > 1e-6 {
			t.Errorf("%v: east is %.9f of north", p, r)
		}
		if c := (ex*nx + ey*ny) / (step * step); math.Abs(c) > 1e-5 {
			t.Errorf("%v: the cosine between east and north is %g", p, c)
		}
	}
}

func ExampleTransverseMercator() {
	// UTM zone 30 north; PROJ gives the same metre.
	utm := NewTransverseMercator(WGS84, -3, 0, 0.9996, 500000, 0)
	p := utm.Forward(orb.Point{-0.1276, 51.5072})
	fmt.Printf("%.0f %.0f\n", p[0], p[1])
	// Output: 699331 5710142
}
