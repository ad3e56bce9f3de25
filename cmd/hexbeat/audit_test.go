package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// What leaves the folder as a table or a sheet is recorded, from here as from the web.
// No command lists the record yet, so it is looked for in the store's file.
func TestDisclosuresAreRecorded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", file(t, "i.csv", incidents())), exitDone)
	want(t, hexbeat(t, "--dir", dir, "hotspots", "--format", "csv", "--rows", "all"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "export", "incidents"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", file(t, "op.toml", operation), "--format", "html"), exitDone)
	b, err := os.ReadFile(filepath.Join(dir, "hexbeat.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"batch 1: incidents from i.csv", "hotspots as CSV (all), 2023-12-13 to 2024-03-05", "export incidents as CSV", "sheets of operation op-1 as html"} {
		if !bytes.Contains(b, []byte(what)) {
			t.Errorf("nothing recorded of %q", what)
		}
	}
}
