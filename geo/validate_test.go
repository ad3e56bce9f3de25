package geo

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/peterstace/simplefeatures/geom"
)

func TestValidateAccepts(t *testing.T) {
	for name, mp := range map[string]orb.MultiPolygon{
		"a square":                           {{square(0, 0, 1)}},
		"clockwise":                          {{reversed(square(0, 0, 1))}},
		"a hole":                             {{square(0, 0, 10), square(4, 4, 2)}},
		"an island in the hole":              {{square(0, 0, 10), square(4, 4, 2)}, {square(4.5, 4.5, 1)}},
		"an island that fills the hole":      {{square(0, 0, 10), square(4, 4, 2)}, {square(4, 4, 2)}},
		"a hole that touches the outside":    {{square(0, 0, 10), {{0, 5}, {2, 4}, {2, 6}, {0, 5}}}},
		"two holes that touch":               {{square(0, 0, 10), square(2, 2, 2), square(4, 4, 2)}},
		"parts that share an edge":           {{square(0, 0, 1)}, {square(1, 0, 1)}},
		"parts that share part of an edge":   {{square(0, 0, 2)}, {square(2, 1, 2)}},
		"a part that fills a notch":          {{{{0, 0}, {3, 0.1}, {3, 3}, {2, 3.1}, {2.1, 1}, {1, 1.3}, {1.1, 3}, {0, 3}, {0, 0}}}, {{{2, 3.1}, {2.1, 1}, {1, 1.3}, {1.1, 3}, {2, 3.1}}}},
		"a repeated point":                   {{{{0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 0}}}},
		"a point on an edge":                 {{{{0, 0}, {1, 0}, {2, 0}, {2, 2}, {0, 0}}}},
		"a ring that touches itself":         {{{{0, 0}, {4, 0}, {4, 4}, {2, 0}, {0, 4}, {0, 0}}}},
		"a ring that pinches at a corner":    {{{{0, 0}, {2, 1}, {4, 0}, {4, 4}, {2, 1}, {0, 4}, {0, 0}}}},
		"a slit of one hundredth of a metre": {{{{0, 0}, {1, 0}, {1, 1e-7}, {0, 1e-7}, {0, 0}}}},
	} {
		if err := Validate(mp); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestValidateRefuses(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		name string
		mp   orb.MultiPolygon
		want GeometryError // Reason is a part of the text
	}{
		{"nothing", nil, GeometryError{Reason: "empty"}},
		{"a polygon without rings", orb.MultiPolygon{{square(0, 0, 1)}, {}}, GeometryError{Reason: "empty", Part: 1}},
		{"an empty hole", orb.MultiPolygon{{square(0, 0, 1), {}}}, GeometryError{Reason: "empty", Ring: 1}},
		{"unclosed", orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}}, GeometryError{Reason: "not closed", At: orb.Point{0, 1}}},
		{"three points", orb.MultiPolygon{{{{0, 0}, {1, 0}, {0, 0}}}}, GeometryError{Reason: "fewer than four"}},
		{"on one line", orb.MultiPolygon{{{{1, 1}, {2, 2}, {4, 4}, {1, 1}}}}, GeometryError{Reason: "encloses no ground", At: orb.Point{1, 1}}},
		{"one point", orb.MultiPolygon{{{{1, 1}, {1, 1}, {1, 1}, {1, 1}}}}, GeometryError{Reason: "encloses no ground", At: orb.Point{1, 1}}},
		{"not a number", orb.MultiPolygon{{{{0, 0}, {1, nan}, {1, 1}, {0, 0}}}}, GeometryError{Reason: "a point of the boundary has a coordinate that is not a number"}},
		{"endless", orb.MultiPolygon{{{{0, 0}, {1, 0}, {inf, 1}, {0, 0}}}}, GeometryError{Reason: "a coordinate that is not a number"}},
		{"National Grid", orb.MultiPolygon{{square(532800, 181300, 100)}}, GeometryError{Reason: "not a longitude and a latitude", At: orb.Point{532800, 181300}}},
		{"latitude 1000", orb.MultiPolygon{{square(0, 0, 1), {{0, 0}, {1, 1000}, {1, 1}, {0, 0}}}}, GeometryError{Reason: "not a longitude", At: orb.Point{1, 1000}, Ring: 1}},
		{"bow tie", orb.MultiPolygon{{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}}}, GeometryError{Reason: "crosses itself", At: orb.Point{1, 1}}},
		{"bow tie with its knot as a corner", orb.MultiPolygon{{{{0, 0}, {1, 1}, {2, 2}, {2, 0}, {1, 1}, {0, 2}, {0, 0}}}}, GeometryError{Reason: "crosses itself", At: orb.Point{1, 1}}},
		{"crossing through a corner on an edge", orb.MultiPolygon{{{{0, 0}, {4, 0}, {4, 4}, {2, 0}, {1, -2}, {0, 0}}}}, GeometryError{Reason: "crosses itself", At: orb.Point{2, 0}}},
		{"a spike", orb.MultiPolygon{{{{0, 0}, {2, 0}, {2, 2}, {2, 4}, {2, 2}, {0, 2}, {0, 0}}}}, GeometryError{Reason: "runs back along itself", At: orb.Point{2, 4}}},
		{"a long way back along an edge", orb.MultiPolygon{{{{0, 0}, {4, 0}, {4, 2}, {3, 0}, {1, 0}, {0, 3}, {0, 0}}}}, GeometryError{Reason: "runs back along itself", At: orb.Point{3, 0}}},
		{"in the second part", orb.MultiPolygon{{square(10, 10, 1)}, {{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}}}, GeometryError{Reason: "crosses itself", At: orb.Point{1, 1}, Part: 1}},
		{"a hole across the line", orb.MultiPolygon{{square(0, 0, 4), square(3, 1, 2)}}, GeometryError{Reason: "a hole meets another line", At: orb.Point{4, 1}, Ring: 1}},
		{"a hole along the line", orb.MultiPolygon{{square(0, 0, 4), square(0, 1, 2)}}, GeometryError{Reason: "a hole meets another line", At: orb.Point{0, 3}, Ring: 1}},
		{"a hole outside", orb.MultiPolygon{{square(0, 0, 4), square(6, 1, 2)}}, GeometryError{Reason: "a hole lies outside", At: orb.Point{6, 1}, Ring: 1}},
		{"a hole in a hole", orb.MultiPolygon{{square(0, 0, 9), square(1, 1, 5), square(2, 2, 1)}}, GeometryError{Reason: "a hole lies inside another", At: orb.Point{2, 2}, Ring: 2}},
		{"parts that cross", orb.MultiPolygon{{square(0, 0, 4)}, {square(3, 3, 4)}}, GeometryError{Reason: "two parts", At: orb.Point{4, 3}, Part: 1}},
		{"a part within a part", orb.MultiPolygon{{square(0, 0, 4)}, {square(1, 1, 1)}}, GeometryError{Reason: "two parts", At: orb.Point{1, 1}, Part: 1}},
		{"the same part twice", orb.MultiPolygon{{square(0, 0, 4)}, {reversed(square(0, 0, 4))}}, GeometryError{Reason: "two parts", Part: 1}},
	} {
		err := Validate(tt.mp)
		var got *GeometryError
		if !errors.As(err, &got) || !errors.Is(err, ErrGeometry) {
			t.Errorf("%s: got %v", tt.name, err)
			continue
		}
		if strings.ContainsAny(got.Reason, "0123456789") {
			t.Errorf("%s: the reason %q cannot be counted: it holds figures", tt.name, got.Reason)
		}
		if !strings.Contains(got.Reason, tt.want.Reason) || got.At != tt.want.At || got.Part != tt.want.Part || got.Ring != tt.want.Ring {
			t.Errorf("%s: got %+v, want %+v", tt.name, *got, tt.want)
		}
	}
}

func TestGeometryErrorText(t *testing.T) {
	tie := orb.Ring{{-0.1, 51.5}, {-0.08, 51.52}, {-0.08, 51.5}, {-0.1, 51.52}, {-0.1, 51.5}}
	for _, tt := range []struct {
		mp   orb.MultiPolygon
		want string
	}{
		{orb.MultiPolygon{{tie}}, "the boundary crosses itself near 51.51000, -0.09000 (latitude, longitude)"},
		{orb.MultiPolygon{{square(0, 50, 1)}, {square(5, 50, 2), square(6, 51, 0.5), tie}}, "the boundary crosses itself near 51.51000, -0.09000 (latitude, longitude), in part 2, hole 2"},
		{nil, "the boundary is empty"},
		{orb.MultiPolygon{{{{0, 0}, {1, math.NaN()}, {1, 1}, {0, 0}}}}, "a point of the boundary has a coordinate that is not a number: point 2"},
		{orb.MultiPolygon{{{{0, 0}, {1, 1000}, {1, 1}, {0, 0}}}}, "a point of the boundary is not a longitude and a latitude in degrees: point 2 is 1, 1000"},
	} {
		if got := Validate(tt.mp).Error(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// simplefeatures follows the OGC rules, which are stricter: lines may not touch
// themselves and parts may not share edges. So what it accepts we accept, what we
// refuse it refuses, and where no line touches, both say the same.
func TestValidateAgainstSimpleFeatures(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var refused, accepted int
	for range 3000 {
		mp := orb.MultiPolygon{}
		for range 1 + rng.IntN(2) {
			poly := orb.Polygon{}
			for range 1 + rng.IntN(3) {
				poly = append(poly, wanderingRing(rng))
			}
			mp = append(mp, poly)
		}
		err := Validate(mp)
		ogc := simpleFeatures(mp).Validate()
		if ogc == nil {
			accepted++
		} else if err != nil {
			refused++
		}
		if ogc == nil && err != nil {
			t.Fatalf("%v: got %v, but simplefeatures finds it valid", mp, err)
		}
	}
	if accepted < 150 || refused < 300 {
		t.Errorf("one-sided: %d valid, %d refused by both", accepted, refused)
	}
}

// wanderingRing has few corners, on a coarse grid, so that it often crosses, touches
// or overlaps itself and others.
func wanderingRing(rng *rand.Rand) orb.Ring {
	x, y, size := rng.IntN(12), rng.IntN(12), 2+rng.IntN(9)
	var r orb.Ring
	for range 3 + rng.IntN(3) {
		r = append(r, orb.Point{float64(x + rng.IntN(size)), float64(y + rng.IntN(size))})
	}
	return append(r, r[0])
}

func simpleFeatures(mp orb.MultiPolygon) geom.MultiPolygon {
	var polys []geom.Polygon
	for _, poly := range mp {
		var rings []geom.LineString
		for _, r := range poly {
			var xy []float64
			for _, p := range r {
				xy = append(xy, p[0], p[1])
			}
			rings = append(rings, geom.NewLineString(geom.NewSequence(xy, geom.DimXY)))
		}
		polys = append(polys, geom.NewPolygon(rings))
	}
	return geom.NewMultiPolygon(polys)
}

// Every crossing is found: a naive search over all pairs of edges agrees.
func TestValidateFindsEveryCrossing(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	crossed := 0
	for range 3000 {
		var r orb.Ring
		n := 5 + rng.IntN(30)
		for i := range n {
			s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			x, y := 4*c+rng.Float64()*2, 4*s+rng.Float64()*2
			r = append(r, orb.Point{math.Round(64*x) / 64, math.Round(64*y) / 64}) // whole numbers are fast
		}
		r = append(r, r[0])
		want := crossesNaively(r)
		if want {
			crossed++
		}
		err := Validate(orb.MultiPolygon{{r}})
		if err != nil && !want && !strings.Contains(err.Error(), "crosses") {
			continue // it runs along itself
		}
		if (err != nil) != want && !touchesNaively(r) {
			t.Fatalf("%v: got %v, naive search says %v", r, err, want)
		}
	}
	if crossed < 300 || crossed > 2700 {
		t.Errorf("one-sided: %d of 3000 cross", crossed)
	}
}

func crossesNaively(r orb.Ring) bool {
	for i := 1; i < len(r); i++ {
		for j := 1; j < i; j++ {
			a, b, p, q := r[i-1], r[i], r[j-1], r[j]
			if naiveOrient(a, b, p)*naiveOrient(a, b, q) < 0 && naiveOrient(p, q, a)*naiveOrient(p, q, b) < 0 {
				return true
			}
		}
	}
	return false
}

// touchesNaively reports whether a corner lies on an edge that is not its own, where
// crossing is a question the naive search does not ask.
func touchesNaively(r orb.Ring) bool {
	for i := 1; i < len(r); i++ {
		for _, p := range r {
			if p != r[i-1] && p != r[i] && naiveOn(r[i-1], r[i], p) {
				return true
			}
		}
	}
	return false
}

// coast is a jagged ring of n points that does not cross itself.
func coast(n int) orb.Ring {
	rng := rand.New(rand.NewPCG(9, 10))
	r := make(orb.Ring, 0, n+1)
	for i := range n {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		d := 0.1 + 0.02*rng.Float64()
		r = append(r, orb.Point{-0.1 + d*c, 51.5 + d*s})
	}
	return append(r, r[0])
}

func TestValidateLargeRing(t *testing.T) {
	r := coast(10_000)
	if err := Validate(orb.MultiPolygon{{r}}); err != nil {
		t.Fatal(err)
	}
	c, pairs := newChain(r), 0
	meetings(&c, &c, func(_, _ int32) bool { pairs++; return true })
	t.Logf("%d pairs of edges looked at", pairs)
	if pairs > 100*len(r) { // of 50 million: time itself is not for a test
		t.Errorf("%d pairs of edges looked at", pairs)
	}
	r[4000] = orb.Point{0.3, 51.3}
	var fault *GeometryError
	if err := Validate(orb.MultiPolygon{{r}}); !errors.As(err, &fault) {
		t.Fatalf("a point moved to beyond the other side, and nothing crosses: %v", err)
	}
	if d := math.Hypot(fault.At[0]+0.1, fault.At[1]-51.5); d > 0.13 {
		t.Errorf("the crossing is given at %v", fault.At)
	}
}

func FuzzValidate(f *testing.F) {
	f.Add([]byte{0, 0, 9, 0, 9, 9, 0, 0, 0xFF, 3, 3, 6, 3, 6, 6, 3, 3})
	f.Add([]byte{0, 0, 9, 9, 9, 0, 0, 9, 0, 0, 0xFE, 1, 1, 2, 2, 3, 1, 1, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 200 {
			return
		}
		mp := areaFromBytes(b)
		err := Validate(mp)
		var g *GeometryError
		if err != nil && (!errors.As(err, &g) || !finite(g.At) || g.Part >= max(1, len(mp))) {
			t.Fatalf("%v: %#v", mp, err)
		}
		if err != nil && simpleFeatures(mp).Validate() == nil {
			t.Fatalf("%v: %v, but simplefeatures finds it valid", mp, err)
		}
		if err == nil && NewPlane(orb.Point{}).AreaM2(mp) <= 0 {
			t.Fatalf("%v has no area", mp)
		}
	})
}

func TestValidateRealBoundaries(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA does not name the folder of real files; TestValidateAccepts covers the same rules")
	}
	files, err := filepath.Glob(filepath.Join(root, "real", "wards", "*.geojson"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no ward files: %v", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fc, err := geojson.UnmarshalFeatureCollection(b)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i, f := range fc.Features {
			mp, ok := f.Geometry.(orb.MultiPolygon)
			if p, isPolygon := f.Geometry.(orb.Polygon); isPolygon {
				mp, ok = orb.MultiPolygon{p}, true
			}
			if !ok {
				t.Errorf("%s: feature %d is a %T", name, i, f.Geometry)
			} else if err := Validate(mp); err != nil {
				t.Errorf("%s: feature %d: %v", filepath.Base(name), i, err)
			}
		}
	}
}

func BenchmarkValidate10000(b *testing.B) {
	mp := orb.MultiPolygon{{coast(10_000)}}
	for b.Loop() {
		if err := Validate(mp); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPreparedLocate5000(b *testing.B) {
	a := Prepare(orb.MultiPolygon{{coast(5000)}})
	rng := rand.New(rand.NewPCG(11, 12))
	for b.Loop() {
		a.Locate(orb.Point{-0.25 + 0.3*rng.Float64(), 51.35 + 0.3*rng.Float64()})
	}
}

func BenchmarkLocate5000(b *testing.B) {
	mp := orb.MultiPolygon{{coast(5000)}}
	rng := rand.New(rand.NewPCG(11, 12))
	for b.Loop() {
		Locate(mp, orb.Point{-0.25 + 0.3*rng.Float64(), 51.35 + 0.3*rng.Float64()})
	}
}
