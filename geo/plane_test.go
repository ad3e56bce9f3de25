package geo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// vincenty is the geodesic length between two points on WGS 84, in metres.
//
// Source: Vincenty, Direct and inverse solutions of geodesics on the ellipsoid,
// Survey Review 23 (1975); right to half a millimetre.
func vincenty(p, q orb.Point) float64 {
	const rad = math.Pi / 180
	f := WGS84.F
	b := WGS84.A * (1 - f)
	L := (q[0] - p[0]) * rad
	su1, cu1 := math.Sincos(math.Atan((1 - f) * math.Tan(p[1]*rad)))
	su2, cu2 := math.Sincos(math.Atan((1 - f) * math.Tan(q[1]*rad)))
	lambda := L
	for range 50 {
		sl, cl := math.Sincos(lambda)
		ss := math.Hypot(cu2*sl, cu1*su2-su1*cu2*cl)
		if ss == 0 {
			return 0
		}
		cs := su1*su2 + cu1*cu2*cl
		sigma := math.Atan2(ss, cs)
		sa := cu1 * cu2 * sl / ss
		c2a := 1 - sa*sa
		c2m := cs - 2*su1*su2/c2a
		C := f / 16 * c2a * (4 + f*(4-3*c2a))
		next := L + (1-C)*f*sa*(sigma+C*ss*(c2m+C*cs*(2*c2m*c2m-1)))
		if math.Abs(next-lambda) < 1e-14 {
			u2 := c2a * (WGS84.A*WGS84.A - b*b) / (b * b)
			A := 1 + u2/16384*(4096+u2*(-768+u2*(320-175*u2)))
			B := u2 / 1024 * (256 + u2*(-128+u2*(74-47*u2)))
			d := B * ss * (c2m + B/4*(cs*(2*c2m*c2m-1)-B/6*c2m*(4*ss*ss-3)*(4*c2m*c2m-3)))
			return b * A * (sigma - d)
		}
		lambda = next
	}
	return math.NaN()
}

// Flinders Peak to Buninyong: 54,972.271 m (Geocentric Datum of Australia technical
// manual, GRS 80, which differs from WGS 84 by less than a micrometre here).
func TestVincentyItself(t *testing.T) {
	got := vincenty(orb.Point{dms(144, 25, 29.52440), -dms(37, 57, 3.72030)}, orb.Point{dms(143, 55, 35.38390), -dms(37, 39, 10.15610)})
	if math.Abs(got-54972.271) > 0.001 {
		t.Fatalf("got %.4f", got)
	}
}

func TestDistanceAgainstGeodesics(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, centre := range []orb.Point{{-0.09, 51.51}, {-5.5, 50.1}, {-1.2, 60.2}, {-87.6, 41.9}} {
		plane := NewPlane(centre)
		sx, sy := DegreeM(centre[1])
		near := func() orb.Point {
			return orb.Point{centre[0] + (rng.Float64()*2-1)*25000/sx, centre[1] + (rng.Float64()*2-1)*25000/sy}
		}
		for range 500 {
			p, q := near(), near()
			want := vincenty(p, q)
			if got := plane.DistanceM(p, q); math.Abs(got-want) > 8e-6*want+1e-4 {
				t.Fatalf("%v to %v about %v: got %.4f m, want %.4f m", p, q, centre, got, want)
			}
			if back := plane.Degrees(plane.Metres(p)); math.Hypot(back[0]-p[0], back[1]-p[1]) > 1e-11 {
				t.Fatalf("%v came back as %v", p, back)
			}
		}
	}
}

// ellipsoidBoxM2 is the area between two meridians and two parallels.
//
//	b^2/2 dlon [ sin/(1-e^2 sin^2) + ln((1+e sin)/(1-e sin))/(2e) ]
//
// Source: Snyder, Map projections: a working manual, USGS 1395 (1987), eq. 3-12.
func ellipsoidBoxM2(b orb.Bound) float64 {
	e2 := WGS84.F * (2 - WGS84.F)
	e := math.Sqrt(e2)
	q := func(lat float64) float64 {
		s := math.Sin(lat * math.Pi / 180)
		return s/(1-e2*s*s) + math.Log((1+e*s)/(1-e*s))/(2*e)
	}
	polar := WGS84.A * (1 - WGS84.F)
	return polar * polar / 2 * (b.Max[0] - b.Min[0]) * math.Pi / 180 * (q(b.Max[1]) - q(b.Min[1]))
}

// boxRing follows the parallels closely, since on the plane they are not straight.
func boxRing(b orb.Bound) orb.Ring {
	const n = 200
	var r orb.Ring
	for i := range n {
		r = append(r, orb.Point{b.Min[0] + (b.Max[0]-b.Min[0])*float64(i)/n, b.Min[1]})
	}
	r = append(r, b.RightBottom())
	for i := range n {
		r = append(r, orb.Point{b.Max[0] - (b.Max[0]-b.Min[0])*float64(i)/n, b.Max[1]})
	}
	return append(r, b.LeftTop(), r[0])
}

func TestAreaAgainstEllipsoid(t *testing.T) {
	for _, tt := range []struct {
		name   string
		b      orb.Bound
		within float64 // relative
	}{
		{"a ward", orb.Bound{Min: orb.Point{-0.10, 51.50}, Max: orb.Point{-0.08, 51.52}}, 1e-6},
		{"a borough", orb.Bound{Min: orb.Point{-0.05, 51.41}, Max: orb.Point{0.05, 51.49}}, 1e-6},
		{"a force", orb.Bound{Min: orb.Point{-0.36, 51.3}, Max: orb.Point{0.36, 51.7}}, 1e-5},
		{"Shetland", orb.Bound{Min: orb.Point{-1.3, 60.1}, Max: orb.Point{-1.2, 60.2}}, 1e-6},
	} {
		want := ellipsoidBoxM2(tt.b)
		mp := orb.MultiPolygon{{boxRing(tt.b)}}
		if got := PlaneFor(tt.b).AreaM2(mp); math.Abs(got/want-1) > tt.within {
			t.Errorf("%s: got %.1f m2, want %.1f m2", tt.name, got, want)
		}
	}
}

func TestAreaOfHolesAndParts(t *testing.T) {
	out := orb.Bound{Min: orb.Point{-0.10, 51.50}, Max: orb.Point{-0.08, 51.52}}
	hole := orb.Bound{Min: orb.Point{-0.095, 51.505}, Max: orb.Point{-0.09, 51.51}}
	far := orb.Bound{Min: orb.Point{-0.07, 51.50}, Max: orb.Point{-0.06, 51.51}}
	want := ellipsoidBoxM2(out) - ellipsoidBoxM2(hole) + ellipsoidBoxM2(far)
	plane := PlaneFor(out)
	for name, mp := range map[string]orb.MultiPolygon{
		"as drawn":                {{boxRing(out), reversed(boxRing(hole))}, {boxRing(far)}},
		"turned the other way":    {{reversed(boxRing(out)), boxRing(hole)}, {reversed(boxRing(far))}},
		"with an empty polygon":   {{boxRing(out), boxRing(hole)}, {}, {boxRing(far)}},
		"with a two-point ring":   {{boxRing(out), boxRing(hole)}, {boxRing(far), {{0, 0}, {1, 1}}}},
		"left open at the corner": {{boxRing(out)[:402], boxRing(hole)}, {boxRing(far)}},
	} {
		if got := plane.AreaM2(mp); math.Abs(got/want-1) > 2e-6 {
			t.Errorf("%s: got %.1f m2, want %.1f m2", name, got, want)
		}
	}
	if got := plane.AreaM2(nil); got != 0 {
		t.Errorf("nothing has %v m2", got)
	}
}

func TestProjectedGeometryKeepsItsShape(t *testing.T) {
	plane := NewPlane(orb.Point{-0.1, 51.5})
	mp := orb.MultiPolygon{{square(-0.1, 51.5, 0.01), square(-0.098, 51.502, 0.001)}, {}}
	got := plane.MultiPolygon(mp)
	if len(got) != 2 || len(got[0]) != 2 || len(got[0][1]) != 5 || len(got[1]) != 0 {
		t.Fatalf("got %v", got)
	}
	line := plane.Line(orb.LineString(mp[0][0]))
	for i, p := range mp[0][0] {
		if got[0][0][i] != plane.Metres(p) || line[i] != plane.Metres(p) {
			t.Errorf("point %d moved: %v", i, got[0][0][i])
		}
	}
	if got[0][0][0] != (orb.Point{}) {
		t.Errorf("the centre lies at %v", got[0][0][0])
	}
}

func ExamplePlane() {
	stPauls, theTower := orb.Point{-0.0984, 51.5138}, orb.Point{-0.0759, 51.5081}
	plane := NewPlane(stPauls)
	fmt.Printf("%.0f m\n", plane.DistanceM(stPauls, theTower))
	// Output: 1686 m
}
