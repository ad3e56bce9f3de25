package main

import (
	"path/filepath"
	"testing"
)

// A list is loaded, places what has no coordinates, and is taken away again.
func TestImportLookup(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	list := file(t, "postcodes.csv", "postcode,easting,northing\nEC2V 6AA,532300,181300\nEC2V 6AB,0,0\n")
	want(t, hexbeat(t, "--dir", dir, "import", "lookup", list, "--kind", "postcode", "--json"), exitDone, `"accepted": 1`, `"unplaced": 1`)
	log := file(t, "log.csv", "occurred,category,postcode\n2024-01-01,Burglary,ec2v6aa\n2024-01-02,Burglary,EC2V 6ZZ\n")
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", log, "--json"), exitDone, `"unlocated": 1`, `"postcode not in the look-up list": 1`)
	want(t, hexbeat(t, "--dir", dir, "export", "incidents", "--format", "csv"), exitDone, "532300")
	want(t, hexbeat(t, "--dir", dir, "import", "lookup", file(t, "p.csv", "postcode,easting,northing\nEC2V,532300,181300\nEC2V 6AA,532300,181300\n"), "--kind", "postcode"), exitRows, "1 rejected")
	want(t, hexbeat(t, "--dir", dir, "import", "lookup", "--kind", "postcode", "--remove"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "import", "lookup", "--kind", "postcode", "--remove"), exitFailure, "no list of kind postcode")
	for _, bad := range [][]string{{"--kind", "postcode"}, {list, "--kind", "postcode", "--remove"}, {list, "--kind", "town"}, {list}, {list, "--kind", "postcode", "--map", "town=x"}, {list, "--kind", "uprn"}} {
		want(t, hexbeat(t, append([]string{"--dir", dir, "import", "lookup"}, bad...)...), exitUsage)
	}
}
