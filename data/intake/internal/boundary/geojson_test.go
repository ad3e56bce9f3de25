package boundary

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/fault"
)

const square = `[[[0,51],[0.1,51],[0.1,51.1],[0,51.1],[0,51]]]`

func collection(features string) string {
	return `{"type":"FeatureCollection","features":[` + features + `]}`
}

func featureOf(geometry string) string {
	return `{"type":"Feature","properties":{"n":1},"geometry":` + geometry + `}`
}

func TestGeoJSONGeometry(t *testing.T) {
	for _, c := range []struct {
		name, geometry string
		want           orb.Geometry
	}{
		{"a point", `{"type":"Point","coordinates":[-0.1,51.5]}`, orb.Point{-0.1, 51.5}},
		{"a height is left out", `{"type":"Point","coordinates":[-0.1,51.5,12.5]}`, orb.Point{-0.1, 51.5}},
		{"points", `{"type":"MultiPoint","coordinates":[[0,1],[2,3]]}`, orb.MultiPoint{{0, 1}, {2, 3}}},
		{"a line", `{"type":"LineString","coordinates":[[0,1],[2,3]]}`, orb.LineString{{0, 1}, {2, 3}}},
		{"none", `null`, nil},
		{"an empty point", `{"type":"Point","coordinates":[ ]}`, nil},
		{"a collection", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`, orb.Collection{orb.Point{1, 2}}},
		{"members of other kinds", `{"type":"Point","coordinates":[1,2],"bbox":[1,2,1,2],"tags":["a","b"]}`, orb.Point{1, 2}},
		{"an exponent", `{"type":"Point","coordinates":[1e-1,5.15E+1]}`, orb.Point{0.1, 51.5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := GeoJSON("a.geojson", strings.NewReader(collection(featureOf(c.geometry))), "")
			if err != nil {
				t.Fatal(err)
			}
			if f := got.Features[0]; f.fault != nil || !reflect.DeepEqual(f.Geometry, c.want) || f.Properties["n"] != int64(1) {
				t.Errorf("got %+v, want %v", f, c.want)
			}
		})
	}
}

// What a decoder would take for nought, or stumble over, is refused with the feature
// and leaves the others alone.
func TestGeoJSONFeatureFaults(t *testing.T) {
	for name, geometry := range map[string]string{
		"one number":         `{"type":"Point","coordinates":[5]}`,
		"null for a number":  `{"type":"Point","coordinates":[null,51]}`,
		"null for a point":   `{"type":"LineString","coordinates":[[0,51],null,[1,52]]}`,
		"null for a ring":    `{"type":"Polygon","coordinates":[null]}`,
		"null in a list":     `{"type":"GeometryCollection","geometries":[null]}`,
		"text for a number":  `{"type":"Point","coordinates":["0","51"]}`,
		"flat":               `{"type":"Polygon","coordinates":[0,51,1,51]}`,
		"too great a number": `{"type":"Point","coordinates":[1e999,51]}`,
		"no coordinates":     `{"type":"Polygon"}`,
		"a type unheard of":  `{"type":"Curve","coordinates":[[0,1]]}`,
		"no type":            `{}`,
		"a list":             `[1,2]`,
	} {
		t.Run(name, func(t *testing.T) {
			c, err := GeoJSON("a.geojson", strings.NewReader(collection("\n"+featureOf(geometry)+",\n"+featureOf(`{"type":"Polygon","coordinates":`+square+`}`))), "")
			if err != nil {
				t.Fatal(err)
			}
			if _, f := c.Degrees(0); f == nil || f.Line != 2 || f.Column != 1 || f.Reason != "the feature cannot be read" || f.Detail == "" {
				t.Errorf("got %+v", f)
			}
			if mp, f := c.Area(1); f != nil || len(mp) != 1 {
				t.Errorf("the sound one: %v, %v", mp, f)
			}
		})
	}
}

func TestGeoJSONFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"torn", collection(featureOf(`{"type":"Polygon","coordinates":` + square))[:60], "not valid JSON"},
		{"no object", `[1]`, "not valid JSON"},
		{"more behind", collection(featureOf("null")) + "x", "not valid JSON"},
		{"NaN", collection(featureOf(`{"type":"Point","coordinates":[NaN,1]}`)), "a.geojson:1:"},
		{"features is text", `{"type":"FeatureCollection","features":"x"}`, "features is not a list"},
		{"no feature", collection(""), "no feature"},
		{"topology", `{"type":"Topology","arcs":[]}`, `"Topology"`},
		{"ArcGIS", `{"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":27700},"features":[{"attributes":{}}]}`, "ArcGIS"},
		{"crs of elsewhere", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32630"}},"features":[` + featureOf("null") + `]}`, "coordinate system not read: EPSG:32630"},
		{"crs by a link", `{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://x/y"}},"features":[` + featureOf("null") + `]}`, `type "link"`},
		{"lists in lists", strings.Repeat("[", 40), "nested too deeply"},
		{"objects in objects", strings.Repeat(`{"a":`, 40), "nested too deeply"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := GeoJSON("a.geojson", strings.NewReader(c.text), "")
			if !errors.Is(err, fault.ErrFile) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestGeoJSONSystems(t *testing.T) {
	for member, want := range map[string]string{
		``: "EPSG:4326",
		`"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},`:  "EPSG:4326",
		`"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},`:    "EPSG:27700",
		`"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG:6.9:27700"}},`: "EPSG:27700",
		`"crs":{"type":"name","properties":{"name":"EPSG:3857"}},`:                      "EPSG:3857",
		`"crs":{"type":"EPSG","properties":{"code":27700}},`:                            "EPSG:27700",
		`"crs":null,`: "EPSG:4326",
	} {
		c, err := GeoJSON("a.geojson", strings.NewReader(`{`+member+`"type":"FeatureCollection","features":[`+featureOf("null")+`]}`), "")
		if err != nil || c.CRS != want {
			t.Errorf("%s: got %v, %v, want %s", member, c, err, want)
		}
	}
	// What the caller says comes before what the file says, wherever in the file it stands.
	c, err := GeoJSON("a.geojson", strings.NewReader(`{"features":[`+featureOf("null")+`],"crs":{"properties":{"name":"EPSG:1"}},"type":"FeatureCollection"}`), "EPSG:27700")
	if err != nil || c.CRS != "EPSG:27700" {
		t.Errorf("got %v, %v", c, err)
	}
}

// Ten thousand islands are more than any coast has.
func TestTooManyParts(t *testing.T) {
	for n, want := range map[int]string{MaxRings: "", MaxRings + 1: "too many parts in one feature"} {
		parts := strings.TrimSuffix(strings.Repeat(square+",", n), ",")
		c, err := GeoJSON("a.geojson", strings.NewReader(collection(featureOf(`{"type":"MultiPolygon","coordinates":[`+parts+`]}`))), "")
		if err != nil {
			t.Fatal(err)
		}
		if _, f := c.Area(0); (f == nil) != (want == "") || f != nil && f.Reason != want {
			t.Errorf("%d parts: %v", n, f)
		}
	}
}

// Each feature keeps its bytes and knows its place.
func TestGeoJSONKeepsBytes(t *testing.T) {
	one, two := `{ "type":"Feature", "properties":{"a":1.50,"b":null,"c":true,"d":[1, 2],"e":"x","f":12345678901},  "geometry":null }`, featureOf(`{"type":"Point","coordinates":[1.10,2.0]}`)
	c, err := GeoJSON("a.geojson", strings.NewReader("\ufeff{\"type\":\"FeatureCollection\",\n\"features\":[\n  "+one+",\n\n"+two+"]}"), "")
	if err != nil {
		t.Fatal(err)
	}
	if source(t, c, 0) != one || source(t, c, 1) != two {
		t.Errorf("kept %s and %s", source(t, c, 0), source(t, c, 1))
	}
	if got := fmt.Sprint(c.Features[0].Line, c.Features[0].Column, c.Features[1].Line, c.Features[1].Column); got != "3 3 5 1" {
		t.Errorf("places %s", got)
	}
	want := map[string]any{"a": 1.5, "b": nil, "c": true, "d": "[1, 2]", "e": "x", "f": int64(12345678901)}
	if !reflect.DeepEqual(c.Features[0].Properties, want) {
		t.Errorf("got %v", c.Features[0].Properties)
	}
	bare := `{"type":"Point","coordinates":[1,2]}`
	if c, err = GeoJSON("a.geojson", strings.NewReader("\n "+bare+"\n"), ""); err != nil || source(t, c, 0) != bare || c.Features[0].Line != 2 || c.Features[0].Column != 2 {
		t.Errorf("bare: %+v, %v", c, err)
	}
}

func FuzzGeoJSON(f *testing.F) {
	for _, s := range []string{
		collection(featureOf(`{"type":"Polygon","coordinates":` + square + `}`)),
		`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"MultiPolygon","coordinates":[` + square + `]}]}`,
		`{"crs":{"type":"name","properties":{"name":"EPSG:27700"}},"type":"Feature","geometry":{"type":"Point","coordinates":[532000,181000]},"properties":{"a":[{}]}}`,
		`{"features":[null,{},[],"",1]}`, "\ufeff{}", `{"type":"LineString","coordinates":[[1,2],[3]]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := GeoJSON("f.geojson", strings.NewReader(string(b)), "")
		checkRead(t, c, err)
	})
}
