package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// A folder without data says so and makes up no date.
func TestEmptyFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "snapshots"), exitDone, "0 incidents, no data yet")
	want(t, hexbeat(t, "--dir", dir, "snapshots", "--json"), exitDone, `"dataTo": null`, `"batches": []`)
	want(t, hexbeat(t, "--dir", dir, "hotspots"), exitDone, "No data yet")
	want(t, hexbeat(t, "--dir", dir, "export", "areas", "--format", "geojson"), exitDone, `"features":[]`)
	want(t, hexbeat(t, "--dir", dir, "export", "areas", "--kind", "wards"), exitUsage, "wards", "lsoa")
	if o := want(t, hexbeat(t, "--dir", dir, "hotspots", "--format", "json"), exitDone); strings.Contains(o.out, `"dataTo":"1970`) {
		t.Error("the answer names a date that no data reach")
	}
}
