package table_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/table"
)

func collection(features ...string) string {
	return "{\"type\":\"FeatureCollection\",\n\"features\":[\n" + strings.Join(features, ",\n") + "\n]}\n"
}

func feature(geometry, properties string) string {
	return `{"type":"Feature","geometry":` + geometry + `,"properties":` + properties + `}`
}

const somewhere = `{"type":"Point","coordinates":[-0.1,51.5]}`

func TestPoints(t *testing.T) {
	for name, c := range map[string]struct {
		text, header string
		rows         string
	}{
		"points": {collection(feature(somewhere, `{"when":"2024-01-01","n":1.50}`), feature(`{"type":"Point","coordinates":[-0.20000000000000001,51.6,12]}`, `{"when":"2024-01-02"}`)),
			"when|n|lon|lat", "[3 2024-01-01|1.50|-0.1|51.5 4 2024-01-02||-0.20000000000000001|51.6]"},
		"no geometry":       {collection(feature("null", `{"a":"x"}`), feature(`{"type":"Point","coordinates":[]}`, `{"a":"y"}`)), "a|lon|lat", "[3 x|| 4 y||]"},
		"not points":        {collection(feature(`{"type":"LineString","coordinates":[[0,0],[1,1]]}`, `{"a":"x"}`), feature(somewhere, `{"a":"y"}`)), "a|lon|lat", "[3:1 not a point 4 y|-0.1|51.5]"},
		"a point in a list": {collection(feature(`{"type":"MultiPoint","coordinates":[[1,2]]}`, `{"a":"x"}`), feature(`{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}`, `{"a":"y"}`)), "a|lon|lat", "[3 x|1|2 4:1 not a point]"},
		"odd coordinates":   {collection(feature(`{"type":"Point","coordinates":["a","b"]}`, `{}`), feature(`{"type":"Point","coordinates":[1]}`, `{}`)), "lon|lat", "[3:1 not a point 4:1 not a point]"},
		"kinds of values":   {collection(feature(somewhere, `{"a":true,"b":null,"c":["knife","moped"],"d":{"e":{"f":1}}}`)), "a|b|c|d.e.f|lon|lat", "[3 true||knife;moped|1|-0.1|51.5]"},
		"identifier":        {collection(`{"type":"Feature","id":"R1","geometry":null,"properties":{"a":1}}`), "id|a|lon|lat", "[3 R1|1||]"},
		"own coordinates":   {collection(feature(somewhere, `{"Longitude":"-0.10","Latitude":"51.50"}`), feature("null", `{"Longitude":"-0.20","Latitude":"51.60"}`)), "Longitude|Latitude", "[3 -0.1|51.5 4 -0.20|51.60]"},
		"not a feature":     {collection(`"x"`, `{"type":"Point"}`, feature(somewhere, `null`)), "lon|lat", "[3:1 not a feature 4:1 not a feature 5 -0.1|51.5]"},
		"not UTF-8":         {collection(feature(somewhere, "{\"a\":\"\xe9\"}"), feature(somewhere, `{"a":"é"}`)), "a|lon|lat", "[3:1 text is not UTF-8 4 é|-0.1|51.5]"},
		"too long":          {collection(feature(somewhere, `{"a":"`+strings.Repeat("x", 3<<20)+`"}`)), "a|lon|lat", "[3 the row is too long]"},
		"mark and blanks":   {"\ufeff  " + collection(feature(somewhere, `{}`)), "lon|lat", "[3 -0.1|51.5]"},
		"National Grid": {`{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[` + feature(`{"type":"Point","coordinates":[530076.239,182797.685]}`, `{"lon":1}`) + `]}`,
			"lon|easting|northing", "[1 1|530076.239|182797.685]"},
	} {
		t.Run(name, func(t *testing.T) {
			header, rows, _ := read(t, item("p.geojson", []byte(c.text)), table.Options{})
			same(t, "header", header, c.header)
			same(t, "rows", rows, c.rows)
		})
	}
}

func TestPointsSystem(t *testing.T) {
	grid := `"crs":{"type":"name","properties":{"name":"EPSG:27700"}}`
	one := `"features":[` + feature(somewhere, `{}`) + `]`
	for name, c := range map[string]struct {
		text string
		o    table.Options
		want string
	}{
		"none":        {"{" + one + "}", table.Options{}, "lon|lat "},
		"degrees":     {`{"crs":{"properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},` + one + "}", table.Options{}, "lon|lat "},
		"grid":        {"{" + grid + "," + one + "}", table.Options{}, "easting|northing EPSG:27700"},
		"said":        {"{" + grid + "," + one + "}", table.Options{CRS: "EPSG:3857"}, "easting|northing EPSG:3857"},
		"behind them": {"{" + one + "," + grid + "}", table.Options{CRS: "EPSG:27700"}, "easting|northing EPSG:27700"},
	} {
		t.Run(name, func(t *testing.T) {
			header, rows, formats := read(t, item("p.geojson", []byte(c.text)), c.o)
			same(t, "read", header+" "+formats[0].CRS, c.want)
			same(t, "rows", len(rows), 1)
		})
	}
}

// Keys that come behind the first thousand features are named and not read.
func TestLateKeys(t *testing.T) {
	var features []string
	for i := range 1001 {
		features = append(features, feature(somewhere, fmt.Sprintf(`{"n":%d}`, i)))
	}
	features = append(features, feature(somewhere, `{"n":1,"surprise":2,"list":[{"a":1}]}`))
	header, rows, formats := read(t, item("p.geojson", []byte(collection(features...))), table.Options{})
	same(t, "header", header, "n|lon|lat")
	same(t, "last", rows[len(rows)-1], "1004 1|-0.1|51.5")
	same(t, "notes", formats[0].Notes, "[not read, because they first come late in the file: surprise not read, because their values are no text: list]")
}

func TestRefusedPoints(t *testing.T) {
	for want, text := range map[string]string{
		":3:9: not valid JSON":             "{\"features\":[\n" + feature(somewhere, `{}`) + ",\n{\"type\":NaN}]}",
		"not valid JSON: it breaks off":    "{\"features\":[\n" + feature(somewhere, `{}`) + ",\n{\"type\":\"Fea",
		"it has no features":               `{"type":"Feature","geometry":null,"properties":{}}`,
		"it does not begin with an object": `[1]`,
		"its features are no list":         `{"features":{}}`,
		"coordinate system not read":       `{"crs":{"properties":{"name":"EPSG:31370"}},"features":[]}`,
		"stands behind the features":       `{"features":[],"crs":{"properties":{"name":"EPSG:27700"}}}`,
		"two lists of features":            `{"features":[],"features":[]}`,
		"something stands behind":          `{"features":[]}{}`,
		"a feature is too large":           `{"features":[{"type":"Feature","properties":{"a":"` + strings.Repeat("x", 17<<20) + `"}}]}`,
	} {
		t.Run(want, func(t *testing.T) {
			r, err := table.Open(item("p.geojson", []byte(text)), table.Options{})
			if err == nil {
				defer r.Close()
			}
			for err == nil {
				_, _, err = r.Next()
			}
			if !errors.Is(err, fault.ErrFile) || !strings.Contains(err.Error(), want) {
				t.Errorf("got %.300v", err)
			}
		})
	}
}
