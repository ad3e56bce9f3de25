package boundary

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

func realFile(t *testing.T, name string) *Collection {
	t.Helper()
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA is not set: it names the folder with the public data files. TestTwins covers the same ground.")
	}
	c, err := Read(t.Context(), filepath.Join(root, "real", filepath.FromSlash(name)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The council gives its wards in three systems. The grid's numbers are written to a
// centimetre, and agree to one; Web Mercator is a formula.
func TestLewishamInThreeSystems(t *testing.T) {
	want := realFile(t, "wards/lewisham-wards-2022-epsg4326.geojson")
	for name, withinM := range map[string]float64{"messy/lewisham-wards-2022-epsg27700.geojson": 0.01, "messy/lewisham-wards-2022-epsg3857.geojson": 1e-6} {
		got := realFile(t, name)
		if len(got.Features) != 19 || len(want.Features) != 19 {
			t.Fatalf("%s: %d and %d wards", name, len(got.Features), len(want.Features))
		}
		for i := range want.Features {
			a, f := want.Area(i)
			b, g := got.Area(i)
			if f != nil || g != nil {
				t.Fatal(f, g)
			}
			if got.Features[i].Properties["WD22CD"] != want.Features[i].Properties["WD22CD"] {
				t.Fatalf("%s: ward %d is another", name, i+1)
			}
			if far := pointsApartM(a, b); !(far <= withinM) {
				t.Errorf("%s: %v is %.9f m off", name, want.Features[i].Properties["WD22NM"], far)
			}
		}
	}
}

// pointsApartM is the greatest distance between points of the same place in two
// geometries; endless where the geometries are not built alike.
func pointsApartM(a, b orb.MultiPolygon) float64 {
	var p, q []orb.Point
	each(a, func(at *orb.Point) bool { p = append(p, *at); return true })
	each(b, func(at *orb.Point) bool { q = append(q, *at); return true })
	if len(p) != len(q) {
		return math.Inf(1)
	}
	far := 0.0
	for i := range p {
		east, north := geo.DegreeM(p[i][1])
		far = max(far, math.Hypot((p[i][0]-q[i][0])*east, (p[i][1]-q[i][1])*north))
	}
	return far
}
