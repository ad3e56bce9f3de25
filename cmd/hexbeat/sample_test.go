//go:build !race

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The invented borough from the command line. It holds 68,000 incidents, and SQLite
// is 20 to 30 times slower under the race detector, so this runs without it.
func TestSample(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "wendmouth")
	want(t, hexbeat(t, "--dir", dir, "init", "--sample"), exitDone, "Wendmouth", "incidents-council.csv: 38 of 5965 rows could not be used (longitude and latitude look swapped)")
	if kept, _ := filepath.Glob(filepath.Join(dir, "rejects", "incidents-council-rejects-*.csv")); len(kept) != 1 {
		t.Errorf("files of rejects: %v", kept)
	}
	want(t, hexbeat(t, "--dir", dir, "init", "--sample"), exitFailure, "already holds")
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".hexbeat-sample-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}

	const refusal = "this folder holds the invented borough; use --dir or init a new one"
	good := file(t, "i.csv", incidents())
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", good), exitFailure, refusal)
	want(t, hexbeat(t, "--dir", dir, "import", "areas", file(t, "w.geojson", ward), "--kind", "ward"), exitFailure, refusal)
	want(t, hexbeat(t, "--dir", dir, "pspo", "load", filepath.Join(dir, "sample-files", "orders", "lantern-quay.toml")), exitFailure, refusal)

	want(t, hexbeat(t, "--dir", dir, "hotspots", "--category", "robbery"), exitDone, "Swan Bridge", "OFFICIAL - INVENTED", "2026-08-10 to 2026-11-01")
	o := want(t, hexbeat(t, "--dir", dir, "hotspots"), exitDone, "police-generated")
	if strings.Contains(o.out, "Ropewalk Court") {
		t.Error("searches and possession alone made a hotspot")
	}
	want(t, hexbeat(t, "--dir", dir, "pspo", "list"), exitDone, "lantern-quay", "2028-02-29", "in force", "lapsed")
	want(t, hexbeat(t, "--dir", dir, "pspo", "show", "lantern-quay"), exitDone, "prohibitions", "coordinates")
	want(t, hexbeat(t, "--dir", dir, "pspo", "show", "none"), exitFailure, "none")

	plan := filepath.Join(t.TempDir(), "plan.json")
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", filepath.Join(dir, "sample-files", "operation.toml"), "--out", plan), exitDone)
	want(t, hexbeat(t, "check-plan", plan), exitDone, `"violations": []`)
	b, err := os.ReadFile(plan)
	if err != nil || !strings.Contains(string(b), "OFFICIAL - INVENTED") {
		t.Errorf("the plan does not carry the marking: %v", err)
	}
}
