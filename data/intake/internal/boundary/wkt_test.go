package boundary

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

func wktItem(r func() io.Reader) unpack.Item {
	return unpack.Item{Name: "a.csv", Ext: ".csv", Open: func() (io.ReadCloser, error) { return io.NopCloser(r()), nil }}
}

func readText(text string, o Options) (*Collection, error) {
	return readWKT(wktItem(func() io.Reader { return strings.NewReader(text) }), o)
}

func TestWKT(t *testing.T) {
	for _, c := range []struct {
		wkt  string
		want orb.Geometry
	}{
		{"POINT (-0.1 51.5)", orb.Point{-0.1, 51.5}},
		{"point z(-0.1 51.5 9)", orb.Point{-0.1, 51.5}},
		{"POINTZ(-0.1 51.5 9)", orb.Point{-0.1, 51.5}},
		{"MultiPolygonZM (((0 51 1 2, 0.1 51 1 2, 0.1 51.1 1 2, 0 51 1 2)))", orb.MultiPolygon{triangle}},
		{"POINT ZM (-0.1 51.5 9 9)", orb.Point{-0.1, 51.5}},
		{"POLYGON((0 51,0.1 51,0.1 51.1,0 51))", triangle},
		{"POLYGON Z ((0 51 1, 0.1 51 1, 0.1 51.1 1, 0 51 1))", triangle},
		{"MULTIPOLYGON (((0 51, 0.1 51, 0.1 51.1, 0 51)))", orb.MultiPolygon{triangle}},
		{"MULTIPOLYGON (EMPTY, ((0 51, 0.1 51, 0.1 51.1, 0 51)))", orb.MultiPolygon{triangle}},
		{"GEOMETRYCOLLECTION (POINT EMPTY, POLYGON ((0 51, 0.1 51, 0.1 51.1, 0 51)))", orb.Collection{triangle}},
		{"LINESTRING (0 51, 1 52)", orb.LineString{{0, 51}, {1, 52}}},
		{"POLYGON EMPTY", nil},
		{"", nil},
	} {
		got, err := readText("code;WKT\nE1;"+c.wkt+"\n", Options{})
		if err != nil || got.Features[0].fault != nil || !reflect.DeepEqual(got.Features[0].Geometry, c.want) {
			t.Errorf("%s: got %+v, %v", c.wkt, got, err)
		}
	}
}

func TestWKTColumns(t *testing.T) {
	const area = `"POLYGON((0 51,0.1 51,0.1 51.1,0 51))"`
	c, err := readText("name,geom,n\n Quay ,"+area+",7\nshort\nIsle,\"POLYGON((0 51,\",8\nPark,0103000000010000000400000000000000,9\n", Options{})
	if err != nil || len(c.Features) != 4 || c.CRS != "EPSG:4326" || len(c.Notes) != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	f := c.Features[0]
	if !reflect.DeepEqual(f.Properties, map[string]any{"name": "Quay", "n": "7"}) || f.Line != 2 || f.Column != 8 {
		t.Errorf("got %+v", f)
	}
	for i, want := range map[int]string{1: "a.csv:3: wrong number of columns", 2: "a.csv:4:6: the feature cannot be read", 3: "export it with ST_AsText"} {
		if _, f := c.Degrees(i); f == nil || !strings.Contains(f.Error(), want) {
			t.Errorf("row %d: got %v, want %q", i+1, f, want)
		}
	}
	for header, want := range map[string]string{
		"a,b":       "which column holds the boundary as WKT? name it with --geometry-field; the columns are a, b",
		"wkt,shape": "candidates are wkt, shape",
	} {
		if _, err := readText(header+"\n1,2\n", Options{}); !errors.Is(err, fault.ErrUsage) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", header, err)
		}
	}
	if c, err := readText("a,SHAPE,b\n1,,"+area+"\n", Options{GeometryField: "B"}); err != nil || c.Features[0].Geometry == nil {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := readText("a,wkt\n1,\n", Options{GeometryField: "c"}); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("got %v", err)
	}
}

func TestWKTSystems(t *testing.T) {
	row := func(srid, at string) string { return fmt.Sprintf("\"%sPOINT(%s)\"\n", srid, at) }
	for _, c := range []struct {
		name, text, crs string
		o               Options
		want            string // part of an error, or of the second row's fault
	}{
		{"named", row("SRID=27700;", "532000 181000"), "EPSG:27700", Options{}, ""},
		{"named in small letters", row("srid=3857; ", "-11131 6710219"), "EPSG:3857", Options{}, ""},
		{"nobody's number", row("SRID=0;", "-0.1 51.5"), "EPSG:4326", Options{}, ""},
		{"the caller's comes first", row("SRID=4326;", "532000 181000"), "EPSG:27700", Options{CRS: "EPSG:27700"}, ""},
		{"another", row("SRID=27700;", "532000 181000") + row("SRID=4326;", "-0.1 51.5"), "EPSG:27700", Options{}, "another coordinate system"},
		{"one silent", row("SRID=27700;", "532000 181000") + row("", "532000 181000"), "EPSG:27700", Options{}, "names no coordinate system"},
		{"unknown", row("", "-0.1 51.5") + row("SRID=32630;", "1 2"), "EPSG:4326", Options{}, `"32630" is not read`},
		{"metres unnamed", row("", "532000 181000"), "", Options{}, "--crs EPSG:27700"},
		{"degrees first and named below", row("", "-0.1 51.5") + row("SRID=4326;", "-0.1 51.5"), "EPSG:4326", Options{}, "another coordinate system"},
	} {
		got, err := readText("wkt\n"+c.text, c.o)
		if err != nil {
			if c.crs != "" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if got.CRS != c.crs {
			t.Errorf("%s: got %s, want %s", c.name, got.CRS, c.crs)
		}
		if _, f := got.Degrees(len(got.Features) - 1); (f == nil) != (c.want == "") || f != nil && !strings.Contains(f.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, f, c.want)
		}
	}
}

func TestWKTDeep(t *testing.T) {
	deep := strings.Repeat("GEOMETRYCOLLECTION(", 100_000) + "POINT(0 51)" + strings.Repeat(")", 100_000)
	if c, err := readText("wkt\n"+deep+"\n", Options{}); err != nil || c.Features[0].fault == nil || !strings.Contains(c.Features[0].fault.Detail, "nested too deeply") {
		t.Errorf("deep: %v", err)
	}
}

func FuzzWKT(f *testing.F) {
	for _, s := range []string{string(data(f, "twin.csv")), "wkt\nPOINT(0 51)\n", "geom;a\nSRID=27700;\"POLYGON EMPTY\"\n", "wkt\n\"GEOMETRYCOLLECTION(POINT Z(1 2 3),LINESTRING EMPTY)\"", "wkt\nPOINT(nan 1e999)"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := readText(string(b), Options{})
		checkRead(t, c, err)
	})
}
