package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

func TestNearM(t *testing.T) {
	mp := orb.MultiPolygon{{square(-0.1, 51.5, 0.02), square(-0.095, 51.505, 0.005)}}
	a := Prepare(mp)
	sx, sy := DegreeM(51.51)
	for _, tt := range []struct {
		name  string
		p     orb.Point
		limit float64
		want  float64
		ok    bool
	}{
		{"inside", orb.Point{-0.099, 51.501}, 5, 0, true},
		{"on the line", orb.Point{-0.1, 51.51}, 0, 0, true},
		{"4 m west", orb.Point{-0.1 - 4/sx, 51.51}, 5, 4, true},
		{"6 m west", orb.Point{-0.1 - 6/sx, 51.51}, 5, 0, false},
		{"3 m into the hole", orb.Point{-0.0925, 51.505 + 3/sy}, 5, 3, true},
		{"3 and 4 m off a corner", orb.Point{-0.1 - 3/sx, 51.52 + 4/sy}, 5.01, 5, true},
		{"not a number", orb.Point{math.NaN(), 51.5}, 5, 0, false},
		{"a limit below zero", orb.Point{-0.1, 51.51}, -1, 0, false},
	} {
		got, ok := a.NearM(tt.p, tt.limit)
		if ok != tt.ok || ok && math.Abs(got-tt.want) > 0.002 {
			t.Errorf("%s: got %.4f m, %v; want %.4f m, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
	if _, ok := Prepare(nil).NearM(orb.Point{0, 0}, 1e9); ok {
		t.Error("nothing is near")
	}
}

// The nearest edge found through the boxes is the nearest of all, measured on the
// transverse Mercator plane.
func TestNearMAgainstPlane(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	ring := coast(150)
	a := Prepare(orb.MultiPolygon{{ring}})
	for range 40 {
		p := orb.Point{-0.1 + 0.3*(rng.Float64()-0.5), 51.5 + 0.3*(rng.Float64()-0.5)}
		if a.Contains(p) {
			continue
		}
		plane := NewPlane(p)
		want := math.Inf(1)
		for i := 1; i < len(ring); i++ {
			want = math.Min(want, planeDistance(plane, ring[i-1], ring[i]))
		}
		got, ok := a.NearM(p, 50_000)
		if !ok || math.Abs(got-want) > 2e-3*want+0.001 {
			t.Fatalf("%v: got %.3f m, want %.3f m", p, got, want)
		}
	}
}

// planeDistance is from the plane's centre to an edge that is straight in degrees,
// which on the plane is a very flat curve: it is followed in short steps.
func planeDistance(plane Plane, a, b orb.Point) float64 {
	const steps = 32
	best, from := math.Inf(1), plane.Metres(a)
	for k := 1.0; k <= steps; k++ {
		to := plane.Metres(orb.Point{a[0] + (b[0]-a[0])*k/steps, a[1] + (b[1]-a[1])*k/steps})
		best = math.Min(best, math.Sqrt(edgeDistance2(from, to, orb.Point{}, 1, 1)))
		from = to
	}
	return best
}

// Short geodesics along a meridian and across it have the lengths of their degrees.
func TestDegreeM(t *testing.T) {
	const step = 0.001
	for lat := -75.0; lat < 80; lat += 7 {
		east, north := DegreeM(lat)
		e := vincenty(orb.Point{0, lat}, orb.Point{step, lat}) / step
		n := vincenty(orb.Point{0, lat - step/2}, orb.Point{0, lat + step/2}) / step
		if math.Abs(east-e) > 0.5 || math.Abs(north-n) > 0.5 { // Vincenty's half a millimetre
			t.Errorf("at %v: got %.3f m east, %.3f m north, want %.3f m, %.3f m", lat, east, north, e, n)
		}
	}
}

func TestKindPartitions(t *testing.T) {
	for k, want := range map[Kind]bool{Ward: true, Borough: true, LSOA: true, Neighbourhood: true, PSPO: false, Exclusion: false, SafeZone: false, Site: false, Place: false, Event: false} {
		if k.Partitions() != want {
			t.Errorf("%s: got %v", k, !want)
		}
	}
	b := Area{Geometry: orb.MultiPolygon{{square(1, 2, 3)}}}.Bound()
	if b.Min != (orb.Point{1, 2}) || b.Max != (orb.Point{4, 5}) {
		t.Errorf("got %v", b)
	}
}
