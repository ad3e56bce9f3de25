package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/gpkg"
)

// layers are the rows of each layer of a GeoPackage, by its name and the number of its
// coordinate system.
func layers(t *testing.T, path string) map[string][]gpkg.Feature {
	t.Helper()
	f, err := gpkg.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := f.Layers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]gpkg.Feature{}
	for _, l := range list {
		name := fmt.Sprintf("%s in %d", l.Name, l.SRS.Code)
		out[name] = nil
		if err := f.Features(t.Context(), l, func(row gpkg.Feature) error { out[name] = append(out[name], row); return row.Err }); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

const gridWard = `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[
{"type":"Feature","properties":{"WD13CD":"E05000002","WD13NM":"South"},"geometry":{"type":"Polygon","coordinates":[[[530000.125,179000.5],[531000.25,179000.5],[531000.25,180000],[530000.125,179000.5]]]}}]}`

// Everything that is exported as a GeoPackage opens again, with the counts and the
// numbers that went in.
func TestExportGeoPackage(t *testing.T) {
	dir, out := filepath.Join(t.TempDir(), "data"), t.TempDir()
	at := func(name string) string { return filepath.Join(out, name) }
	run := func(args ...string) outcome {
		return want(t, hexbeat(t, append([]string{"--dir", dir}, args...)...), exitDone)
	}
	run("init")
	run("import", "areas", file(t, "w.geojson", ward), "--kind", "ward")
	run("import", "areas", file(t, "g.geojson", gridWard), "--kind", "ward")
	run("import", "areas", file(t, "o.geojson", gridWard), "--kind", "pspo")
	run("import", "incidents", file(t, "i.csv", incidents()+"u1,2024-03-05 20:15,Robbery,,,No location\n"))

	run("export", "areas", "--format", "gpkg", "--out", at("wards.gpkg"))
	wards := layers(t, at("wards.gpkg"))["ward in 4326"]
	if len(wards) != 2 || wards[0].Attributes["code"] != "E05000001" || wards[1].Attributes["name"] != "South" {
		t.Errorf("wards: %+v", wards)
	}
	run("export", "areas", "--format", "gpkg", "--as-received", "--out", at("came.gpkg"))
	came := layers(t, at("came.gpkg"))
	if g := came["ward_27700 in 27700"]; len(came) != 2 || len(g) != 1 || g[0].Geometry.(orb.MultiPolygon)[0][0][0] != (orb.Point{530000.125, 179000.5}) {
		t.Errorf("as received: %+v", came)
	}
	run("export", "orders", "--format", "gpkg", "--out", at("orders.gpkg"))
	if o := layers(t, at("orders.gpkg"))["pspo in 4326"]; len(o) != 1 || o[0].Attributes["status"] != "proposed" || o[0].Attributes["made"] != nil {
		t.Errorf("orders: %+v", o)
	}
	run("export", "orders", "--format", "gpkg", "--as-received", "--out", at("orders-came.gpkg"))
	if o := layers(t, at("orders-came.gpkg"))["pspo in 27700"]; len(o) != 1 || o[0].Geometry.(orb.MultiPolygon)[0][0][1] != (orb.Point{531000.25, 179000.5}) {
		t.Errorf("orders as received: %+v", o)
	}
	run("export", "incidents", "--format", "gpkg", "--out", at("incidents.gpkg"))
	rows := layers(t, at("incidents.gpkg"))["incidents in 4326"]
	if len(rows) != 39 || rows[0].Geometry != (orb.Point{-0.0901, 51.5101}) || rows[38].Geometry != nil || rows[38].Attributes["lon"] != nil || rows[0].Attributes["reference"] != "ha" || rows[0].Attributes["ward_code"] != "E05000001" {
		t.Errorf("%d incidents, the first %+v", len(rows), rows[0])
	}
	run("export", "cells", "--from", "2024-03", "--to", "2024-03", "--in", "ward:E05000001", "--format", "gpkg", "--out", at("cells.gpkg"))
	total := int64(0)
	cells := layers(t, at("cells.gpkg"))["cells in 4326"]
	for _, c := range cells {
		total += c.Attributes["count"].(int64)
	}
	if total < 30 || total > 38 || len(cells) < 100 { // cells at the ward's edge lie outside it
		t.Errorf("%d incidents in %d cells", total, len(cells))
	}
	csv := run("export", "cells", "--from", "2024-03", "--to", "2024-03", "--in", "ward:E05000001").out
	if n := strings.Count(csv, "\n") - 1; n != len(cells) || !strings.HasPrefix(csv, "cell,res,lon,lat,") {
		t.Errorf("%d lines of CSV, %d cells", n, len(cells))
	}

	run("import", "areas", file(t, "s.csv", "id,name,type,lon,lat\nhub,Market hub,hub,-0.1,51.51\n"), "--kind", "site")
	run("export", "areas", "--kind", "site", "--format", "gpkg", "--out", at("sites.gpkg"))
	if g := layers(t, at("sites.gpkg"))["site in 4326"]; len(g) != 1 || g[0].Geometry != (orb.Point{-0.1, 51.51}) || g[0].Attributes["name"] != "Market hub" || g[0].Attributes["venue"] != nil {
		t.Errorf("sites: %+v", g)
	}
	want(t, hexbeat(t, "--dir", dir, "export", "areas", "--kind", "site", "--format", "gpkg", "--as-received"), exitUsage, "only degrees")

	// What went out comes in again, and GeoJSON cannot hold more than one system.
	again := filepath.Join(t.TempDir(), "again")
	want(t, hexbeat(t, "--dir", again, "init"), exitDone)
	want(t, hexbeat(t, "--dir", again, "import", "areas", at("came.gpkg"), "--kind", "ward"), exitUsage, "ward_27700", "ward_4326")
	want(t, hexbeat(t, "--dir", again, "import", "areas", at("came.gpkg"), "--kind", "ward", "--layer", "ward_27700", "--json"), exitDone, `"format": "gpkg"`, `"crs": "EPSG:27700"`, `"layer": "ward_27700"`, `"accepted": 1`)
	want(t, hexbeat(t, "--dir", dir, "export", "areas", "--as-received"), exitUsage, "--format gpkg")

	stdout := run("export", "areas", "--format", "gpkg").out
	if !strings.HasPrefix(stdout, "SQLite format 3\x00") {
		t.Error("standard output holds something else than the file")
	}
	b, err := os.ReadFile(filepath.Join(dir, "hexbeat.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"export incidents as GeoPackage", "cells as GeoPackage, 2024-03-01 to 2024-03-31"} {
		if !bytes.Contains(b, []byte(what)) {
			t.Errorf("nothing recorded of %q", what)
		}
	}
}
