//go:build !race

package sample_test

import (
	"encoding/csv"
	"math"
	"os"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

// What the snapshot says of the planted faults, counted by their own rules.

func catchAllIs(t *testing.T, w wendmouth, snap *hotspot.Snapshot) {
	asb, plain := 0, 0
	for i := range snap.ID {
		if category(snap, i) != "anti-social-behaviour" {
			continue
		}
		asb++
		if snap.RawLabels[snap.Raw[i]] == "Inconsiderate behaviour" {
			plain++
		}
	}
	if share := float64(plain) / float64(asb); math.Abs(share-0.31) > 0.0005 || w.truth.CatchAllShare != 0.31 {
		t.Errorf("%d of %d, %.2f %%, are the catch-all; want 31", plain, asb, 100*share)
	}
}

// burglaryBreaks: sheds are counted from 1 April 2025 and never before, and a year of
// burglaries from then on holds a third more than the mean of the four before.
func burglaryBreaks(t *testing.T, w wendmouth, snap *hotspot.Snapshot) {
	first, before, after := hotspot.Day(math.MaxInt32), 0, 0
	for i, d := range snap.Day {
		if category(snap, i) != "burglary" {
			continue
		}
		if snap.RawLabels[snap.Raw[i]] == "Burglary of a shed or garage" && d < first {
			first = d
		}
		switch {
		case d.String() < "2025-04-01":
			before++
		case d.String() < "2026-04-01":
			after++
		}
	}
	// The first shed of the new counting need not fall on its very first day.
	if begins, _ := hotspot.ParseDay(w.truth.BurglaryBreak); w.truth.BurglaryBreak != "2025-04-01" || first < begins || first > begins+14 {
		t.Errorf("the first shed is of %s, the break of %s", first, w.truth.BurglaryBreak)
	}
	rise := float64(after)/(float64(before)/4) - 1
	t.Logf("burglaries a year: %.0f before, %d after", float64(before)/4, after)
	if math.Abs(rise-w.truth.BurglaryRise) > 0.01 || w.truth.BurglaryRise != 0.35 {
		t.Errorf("burglary rose by %.1f %%, want 35", 100*rise)
	}
}

// duplicatesAre finds by the rule alone what both agencies hold: one category, within
// 50 m and two hours.
func duplicatesAre(t *testing.T, w wendmouth, snap *hotspot.Snapshot) {
	plane := geo.PlaneFor(orb.Bound{Min: snap.Places[0].Point, Max: snap.Places[0].Point})
	metres := make([]orb.Point, len(snap.Places))
	for i, p := range snap.Places {
		metres[i] = plane.Metres(p.Point)
	}
	council := map[hotspot.Day][]int{}
	for i, d := range snap.Day {
		if snap.Sources[snap.Source[i]] == "council" {
			council[d] = append(council[d], i)
		}
	}
	minute := func(i int) int { return int(snap.Day[i])*1440 + int(snap.Start[i]) }
	pairs, twice := 0, map[int]int{}
	for i, d := range snap.Day {
		if snap.Sources[snap.Source[i]] != "police" || snap.Start[i] < 0 || snap.PlaceOf[i] < 0 {
			continue
		}
		for near := d - 1; near <= d+1; near++ {
			for _, k := range council[near] {
				if snap.Category[k] != snap.Category[i] || snap.Start[k] < 0 || snap.PlaceOf[k] < 0 || math.Abs(float64(minute(i)-minute(k))) > 120 {
					continue
				}
				a, b := metres[snap.PlaceOf[i]], metres[snap.PlaceOf[k]]
				if math.Hypot(a[0]-b[0], a[1]-b[1]) <= 50 {
					pairs++
					twice[i]++
					twice[k]++
				}
			}
		}
	}
	if pairs != 214 || pairs != w.truth.Duplicates || len(twice) != 428 {
		t.Errorf("%d pairs of %d records, want 214 of 428", pairs, len(twice))
	}
}

func category(snap *hotspot.Snapshot, i int) string { return snap.Categories[snap.Category[i]].ID }

// csvOf reads a table, each row by its columns' names.
func csvOf(t *testing.T, file string) []map[string]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("%s: %v", file, err)
	}
	var out []map[string]string
	for _, l := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = l[i]
		}
		out = append(out, row)
	}
	return out
}

// ringsOf are the polygons of an operation in a GeoJSON file.
func ringsOf(t *testing.T, file, operation string) []orb.MultiPolygon {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(b)
	if err != nil {
		t.Fatal(err)
	}
	var out []orb.MultiPolygon
	for _, f := range fc.Features {
		if poly, ok := f.Geometry.(orb.Polygon); ok && f.Properties["operation"] == operation {
			out = append(out, orb.MultiPolygon{poly})
		}
	}
	return out
}
