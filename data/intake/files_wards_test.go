//go:build !race

package intake_test

import (
	"math"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/intake"
	"hexbeat/geo"
)

// wardsOf are the areas that a file brings into an empty store.
func wardsOf(t *testing.T, file string, o intake.AreaOptions) []geo.Area {
	t.Helper()
	s := store(t)
	if _, err := intake.Areas(t.Context(), s, owner, file, o); err != nil {
		t.Fatal(err)
	}
	all, err := s.Areas(t.Context(), owner)
	if err != nil || len(all) == 0 {
		t.Fatalf("%s: %d areas, %v", file, len(all), err)
	}
	return all
}

// sameWards compares two readings of one set of wards, vertex by vertex, in metres.
func sameWards(t *testing.T, file string, want, got []geo.Area, withinM float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d wards, want %d", file, len(got), len(want))
	}
	worst := 0.0
	for i, w := range want {
		g := got[i]
		if g.Code != w.Code || g.Name != w.Name {
			t.Errorf("%s: %s (%s), want %s (%s)", file, g.Name, g.Code, w.Name, w.Code)
		}
		plane := geo.PlaneFor(w.Bound())
		a, b := plane.AreaM2(w.Geometry), plane.AreaM2(g.Geometry)
		if math.Abs(a-b) > withinM*math.Sqrt(a)*8 {
			t.Errorf("%s: %s has %.1f m2, want %.1f", file, g.Name, b, a)
		}
		worst = max(worst, apart(plane, w.Geometry, g.Geometry), apart(plane, g.Geometry, w.Geometry))
	}
	if t.Logf("%s: at most %.4f m apart", filepath.Base(file), worst); worst > withinM {
		t.Errorf("%s: vertices up to %.3f m apart, want at most %.3f", file, worst, withinM)
	}
}

// apart is how far the vertex of a that is farthest from all of b's is from the nearest.
func apart(plane geo.Plane, a, b orb.MultiPolygon) float64 {
	var near []orb.Point
	eachVertex(b, func(p orb.Point) { near = append(near, plane.Metres(p)) })
	worst := 0.0
	eachVertex(a, func(p orb.Point) {
		m, best := plane.Metres(p), math.Inf(1)
		for _, n := range near {
			best = min(best, math.Hypot(n[0]-m[0], n[1]-m[1]))
		}
		worst = max(worst, best)
	})
	return worst
}

func eachVertex(mp orb.MultiPolygon, f func(orb.Point)) {
	for _, poly := range mp {
		for _, ring := range poly {
			for _, p := range ring {
				f(p)
			}
		}
	}
}

// TestWardsInEveryForm: three wards are the same in all the forms they come in. Degrees of
// seven decimals are off by a centimetre.
func TestWardsInEveryForm(t *testing.T) {
	at := func(name string) string { return filepath.Join("testdata", "kinds", name) }
	want := wardsOf(t, at("wards-4326.geojson"), intake.AreaOptions{Kind: geo.Ward})
	if len(want) != 3 || want[2].Name != "North Field" || len(want[2].Geometry[0]) != 2 {
		t.Fatalf("wards %+v", want)
	}
	for _, name := range []string{"wards-27700.geojson", "wards-3857.geojson", "wards.gpkg", "wards-shapefile.zip", "wards.kml", "wards.kmz", "wards-wkt.csv"} {
		t.Run(name, func(t *testing.T) {
			sameWards(t, name, want, wardsOf(t, at(name), intake.AreaOptions{Kind: geo.Ward}), 0.012)
		})
	}
}
