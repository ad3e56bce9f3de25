//go:build !race

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The City file has 22,000 rows, and SQLite is 20 to 30 times slower under the race
// detector, so these run without it.

// realData is a file of the public data that some machines have; TestTheWholeWay
// covers the same ground with data of our own everywhere.
func realData(t *testing.T, path string) string {
	t.Helper()
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA is not set: it names the folder with the public data files")
	}
	return filepath.Join(root, "real", path)
}

// The City of London, May to July 2019: the quarter of the City Police's own report,
// which names Bishopsgate first for violence.
func TestCityOfLondon(t *testing.T) {
	wards := realData(t, "wards/wards-2013-city-of-london.geojson")
	file := realData(t, "police-uk/city-of-london-street-2018-04_2020-11.csv.gz")
	dir := filepath.Join(t.TempDir(), "city")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "import", "areas", wards, "--kind", "ward", "--json"), exitDone, `"accepted": 25`)
	o := want(t, hexbeat(t, "--dir", dir, "import", "incidents", file, "--json"), exitDone)
	var rep struct{ Rows, Accepted, Duplicates, Rejected, Unlocated int }
	if err := json.Unmarshal([]byte(o.out), &rep); err != nil {
		t.Fatal(err)
	}
	if rep.Rows != 22111 || rep.Unlocated != 1699 || rep.Accepted+rep.Duplicates+rep.Rejected != rep.Rows || rep.Duplicates != 240 {
		t.Errorf("counts %+v", rep)
	}
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", file, "--json"), exitDone, `"accepted": 0`)

	o = want(t, hexbeat(t, "--dir", dir, "hotspots", "--from", "2019-05", "--to", "2019-07", "--category", "violence-and-sexual-offences", "--format", "geojson"), exitDone)
	var h struct {
		Features []struct {
			Properties struct {
				List, Name, Peak string
				Count            int
				Centre           [2]float64
				WardCodes        []string `json:"ward_codes"`
			}
		}
	}
	if err := json.Unmarshal([]byte(o.out), &h); err != nil || len(h.Features) == 0 {
		t.Fatalf("%v: %.300s", err, o.out)
	}
	first := h.Features[0].Properties
	if first.List != "hotspot" || !slices.Contains(first.WardCodes, "E05009292") || first.Peak != "times not known" {
		t.Errorf("first: %+v, want Bishopsgate (E05009292)", first)
	}
	want(t, hexbeat(t, "--dir", dir, "hotspots", "--from", "2019-05-15", "--to", "2019-07-31"), exitUsage, "2019-05-01", "2019-06-01")
	planTheCity(t, dir, first.Name, first.Centre)
}

func planTheCity(t *testing.T, dir, name string, at [2]float64) {
	op := strings.NewReplacer("-0.0901", fmt.Sprint(at[0]), "51.5101", fmt.Sprint(at[1]), "Fish Street", name).Replace(operation)
	opFile, plan, geo := file(t, "op.toml", op), filepath.Join(t.TempDir(), "plan.json"), filepath.Join(t.TempDir(), "plan.geojson")
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", opFile, "--out", plan), exitDone)
	want(t, hexbeat(t, "check-plan", plan), exitDone, `"violations": []`)
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", opFile, "--format", "pdf", "--out", filepath.Join(t.TempDir(), "sheet.pdf")), exitDone)
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", opFile, "--format", "geojson", "--out", geo), exitDone)
	if _, err := exec.LookPath("ogrinfo"); err != nil {
		t.Log("ogrinfo is not installed: the plan's GeoJSON was not opened with it")
		return
	}
	out, err := exec.CommandContext(t.Context(), "ogrinfo", "-al", "-so", geo).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Feature Count") {
		t.Errorf("ogrinfo: %v\n%s", err, out)
	}
}
