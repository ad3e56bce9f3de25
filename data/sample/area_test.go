package sample

import (
	"io/fs"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

// TestWardsTile: in both vintages the wards fill the borough without gap or
// overlap, and every located incident lies in the borough and in exactly one ward.
func TestWardsTile(t *testing.T) {
	files := embeddedFiles(t)
	borough := areasOf(t, files, "borough.geojson", geo.Borough)
	if len(borough) != 1 || borough[0].Name != "Wendmouth" {
		t.Fatalf("borough.geojson: %+v", borough)
	}
	plane := geo.PlaneFor(borough[0].Bound())
	whole := plane.AreaM2(borough[0].Geometry)
	inBorough := geo.Prepare(borough[0].Geometry)
	t.Logf("the borough has %.2f km2", whole/1e6)
	for _, name := range []string{"wards-2022.geojson", "wards-2026.geojson"} {
		wards := areasOf(t, files, name, geo.Ward)
		if len(wards) != 12 {
			t.Fatalf("%s: %d wards", name, len(wards))
		}
		sum := 0.0
		var ready []*geo.Prepared
		for _, w := range wards {
			ready = append(ready, geo.Prepare(w.Geometry))
			if err := geo.Validate(w.Geometry); err != nil {
				t.Errorf("%s: %s: %v", name, w.Name, err)
			}
			sum += plane.AreaM2(w.Geometry)
		}
		if math.Abs(sum-whole) > 1 {
			t.Errorf("%s: the wards have %.1f m2, the borough %.1f", name, sum, whole)
		}
		once := map[orb.Point]bool{}
		for _, r := range rows(t) {
			if !r.located || once[r.lonlat] {
				continue
			}
			once[r.lonlat] = true
			in := 0
			for _, w := range ready {
				if w.Contains(r.lonlat) {
					in++
				}
			}
			if in != 1 || !inBorough.Contains(r.lonlat) {
				t.Errorf("%s: %s at %v lies in %d wards", name, r.reference, r.at, in)
			}
		}
	}
}

// TestSharedVertices: every vertex of a ward is one of a neighbour or of the
// borough's line, to the last digit.
func TestSharedVertices(t *testing.T) {
	files := embeddedFiles(t)
	for _, name := range []string{"wards-2022.geojson", "wards-2026.geojson"} {
		uses := map[orb.Point]int{}
		all := append(areasOf(t, files, name, geo.Ward), areasOf(t, files, "borough.geojson", geo.Borough)...)
		for _, a := range all {
			for _, p := range a.Geometry[0][0][1:] {
				uses[p]++
			}
		}
		for p, n := range uses {
			if n < 2 {
				t.Errorf("%s: vertex %v is of one area only", name, p)
			}
		}
	}
}

func TestMovedStreets(t *testing.T) {
	files := embeddedFiles(t)
	old, now := areasOf(t, files, "wards-2022.geojson", geo.Ward), areasOf(t, files, "wards-2026.geojson", geo.Ward)
	readyOld, readyNow := prepare(old), prepare(now)
	wardOf := func(wards []*geo.Prepared, p orb.Point) string {
		for i, w := range wards {
			if w.Contains(p) {
				return old[i].Name
			}
		}
		return ""
	}
	for w := range old {
		same := len(old[w].Geometry[0][0]) == len(now[w].Geometry[0][0])
		if changed := w == castleDitch || w == 0; changed == same {
			t.Errorf("%s: same line in both vintages: %v", old[w].Name, same)
		}
	}
	b := planted(t)
	moved := map[string]bool{}
	for _, s := range b.Truth.MovedStreets {
		moved[s] = true
	}
	if len(moved) != 14 {
		t.Errorf("%d streets moved, want 14", len(moved))
	}
	for k, d := range b.plan.Addresses() {
		if k%5 != 0 || !moved[b.plan.Lines[d.Line].Name] {
			continue
		}
		p, err := toLonLat(d.At)
		if err != nil {
			t.Fatal(err)
		}
		if a, z := wardOf(readyOld, p), wardOf(readyNow, p); a != "Castle Ditch" || z != "Corn Market" {
			t.Errorf("%s: from %s to %s", b.plan.Lines[d.Line].Name, a, z)
		}
	}
}

func TestSmallAreas(t *testing.T) {
	files := embeddedFiles(t)
	for name, want := range map[string]int{
		"sites.geojson": len(sites), "places.geojson": 2, "orders/lantern-quay.geojson": 1, "orders/castle-ditch-park.geojson": 1,
		"orders/heron-parade.geojson": 1, "orders/corn-market-station-approach.geojson": 1,
	} {
		areas := areasOf(t, files, name, geo.Site)
		if len(areas) != want {
			t.Errorf("%s: %d areas, want %d", name, len(areas), want)
		}
		for _, a := range areas {
			if err := geo.Validate(a.Geometry); err != nil {
				t.Errorf("%s: %s: %v", name, a.Name, err)
			}
		}
	}
	raw, err := fs.ReadFile(files, "sites.geojson")
	if err != nil || !strings.Contains(string(raw), `"name":"Wherry Street police station"`) {
		t.Errorf("no police station among the sites (%v)", err)
	}
}
