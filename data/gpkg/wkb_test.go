package gpkg_test

import (
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"hexbeat/data/gpkg"
)

func bytesOf(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Written by PostGIS 3.3 and by hand after ISO 19125-1; 3ff0... is one, 4000... two.
func TestDecodeWKB(t *testing.T) {
	const one, two, three = "000000000000f03f", "0000000000000040", "0000000000000840"
	for _, c := range []struct {
		name, wkb string
		want      orb.Geometry
	}{
		{"a point", "0101000000" + one + two, orb.Point{1, 2}},
		{"big-endian", "00 00000001 3ff0000000000000 4000000000000000", orb.Point{1, 2}},
		{"with height, ISO", "01e9030000" + one + two + three, orb.Point{1, 2}},
		{"with measure, ISO", "01d1070000" + one + two + three, orb.Point{1, 2}},
		{"with both, ISO", "01b90b0000" + one + two + three + three, orb.Point{1, 2}},
		{"with height, old", "0101000080" + one + two + three, orb.Point{1, 2}},
		{"with a system, PostGIS", "0101000020e6100000" + one + two, orb.Point{1, 2}},
		{"an empty point", "0101000000 000000000000f87f 000000000000f87f", nil},
		{"an empty polygon", "010300000000000000", nil},
		{"an empty collection", "010700000000000000", nil},
		{"a line", "010200000002000000" + one + two + two + three, orb.LineString{{1, 2}, {2, 3}}},
		{"points", "010400000002000000 0101000000" + one + two + "00 00000001 3ff0000000000000 4000000000000000", orb.MultiPoint{{1, 2}, {1, 2}}},
		{"a collection", "010700000001000000 0101000000" + one + two, orb.Collection{orb.Point{1, 2}}},
	} {
		got, err := gpkg.DecodeWKB(bytesOf(t, c.wkb))
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, %v, want %v", c.name, got, err, c.want)
		}
	}
	for name, s := range map[string]string{
		"nothing":            "",
		"no byte order":      "0201000000" + one + two,
		"a curve":            "010800000000000000",
		"a triangle":         "011100000000000000",
		"torn":               "0101000000" + one,
		"a thousand million": "010200000000ca9a3b",
		"a line of points":   "010500000001000000 0101000000" + one + two,
		"too deep":           strings.Repeat("010700000001000000", 20) + "0101000000" + one + two,
	} {
		if got, err := gpkg.DecodeWKB(bytesOf(t, s)); err == nil {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func FuzzWKB(f *testing.F) {
	for _, g := range []orb.Geometry{orb.Point{1, 2}, orb.MultiPolygon{{{{0, 51}, {1, 51}, {1, 52}, {0, 51}}}}, orb.MultiLineString{{{1, 2}, {3, 4}}}, orb.Collection{orb.Point{1, 2}, orb.MultiPoint{{math.NaN(), 1}}}} {
		b, err := wkb.Marshal(g)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		g, err := gpkg.DecodeWKB(b)
		if err != nil || g == nil {
			return
		}
		again, err := wkb.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		same, err := gpkg.DecodeWKB(again)
		if err != nil || fmt.Sprint(same) != fmt.Sprint(g) {
			t.Errorf("%v comes back as %v, %v", g, same, err)
		}
	})
}
