//go:build !race

package intake_test

import (
	"maps"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo/osgrid"
)

// pointsOf are a file's points as the store gives them out again, by reference.
func pointsOf(t *testing.T, file string, o intake.Options) map[string]orb.Point {
	t.Helper()
	s := store(t)
	o.AsAt = taken
	if _, err := intake.Incidents(t.Context(), s, owner, []string{file}, o); err != nil {
		t.Fatal(err)
	}
	out := map[string]orb.Point{}
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
		if !r.Located {
			t.Errorf("%s has no point", r.Reference)
		}
		out[r.Reference] = orb.Point{r.Lon, r.Lat}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// eitherWay reads a file by its degrees and by its National Grid metres and compares
// the points that come out. A degree is off by up to half a unit of its last decimal,
// both ways, and so far may the points be apart.
func eitherWay(t *testing.T, file string, by map[string]string, decimals, rows int) {
	with := func(more map[string]string) intake.Options {
		m := maps.Clone(by)
		maps.Copy(m, more)
		return intake.Options{Map: m, MonthFirst: true}
	}
	degrees := pointsOf(t, file, with(map[string]string{"lon": "Longitude", "lat": "Latitude", "easting": "", "northing": ""}))
	grid := pointsOf(t, file, with(map[string]string{"easting": "Easting", "northing": "Northing", "lon": "", "lat": ""}))
	if !slices.Equal(slices.Sorted(maps.Keys(degrees)), slices.Sorted(maps.Keys(grid))) || len(grid) != rows {
		t.Fatalf("%d references by degrees, %d by grid, want %d in both", len(degrees), len(grid), rows)
	}
	const metresADegree = 111_400 // of latitude; one of longitude has fewer
	limit := math.Hypot(0.5, 0.5)*math.Pow10(-decimals)*metresADegree + 0.002
	worst := 0.0
	for ref, d := range degrees {
		a, errA := osgrid.FromLonLat(d)
		b, errB := osgrid.FromLonLat(grid[ref])
		if errA != nil || errB != nil {
			t.Fatal(ref, errA, errB)
		}
		off := math.Hypot(a[0]-b[0], a[1]-b[1])
		if worst = max(worst, off); off > limit {
			t.Errorf("%s: %v by degrees, %v by grid: %.3f m apart", ref, d, grid[ref], off)
		}
	}
	t.Logf("%d points, at most %.3f m apart, where %d decimals of a degree allow %.3f", len(grid), worst, decimals, limit)
}

// TestPlacesEitherWay: a file with both has the same places by either.
func TestPlacesEitherWay(t *testing.T) {
	eitherWay(t, filepath.Join("testdata", "kinds", "american-dates.csv"), american, 6, 8)
}
