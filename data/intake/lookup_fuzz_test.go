package intake

import (
	"testing"

	"hexbeat/data"
	"hexbeat/data/intake/internal/table"
	"hexbeat/geo/osgrid"
)

// No row of a list can panic, and what is kept is on the grid under a key of its kind.
func FuzzLookup(f *testing.F) {
	for _, s := range [][3]string{{"EC1A 1BB", "532300", "181300"}, {"BT1 1AA", "-5.92", "54.6"}, {"On or near X", "99.999999", "0"}, {"100023336956.0", "1e5", "NaN"}, {"", "", ""}, {"8400001", "530 123", "0,5"}} {
		for kind := range data.LookupKinds {
			f.Add(uint8(kind), s[0], s[1], s[2], "1")
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, key, x, y, quality string) {
		k := data.LookupKinds[int(kind)%len(data.LookupKinds)]
		for _, header := range [][]string{{"key", "easting", "northing", "pq"}, {"key", "lon", "lat", "pq"}} {
			o := LookupOptions{Kind: k, Map: map[string]string{"key": "key"}}
			cols, headless, err := lookupColumnsOf("f.csv", header, o)
			if err != nil || headless {
				t.Fatal(err)
			}
			l := &lister{o: o, cols: cols, rep: &LookupReport{}}
			e, what, bad := l.entry(table.Row{Line: 2, Cells: []string{key, x, y, quality}})
			switch {
			case bad != nil && (bad.Reason == "" || bad.Hint == ""):
				t.Fatalf("%s %q: a fault without words", k, key)
			case bad == nil && what == placed && (e.Key == nil || !osgrid.Contains(e.EN)):
				t.Fatalf("%s %q: %+v", k, key, e)
			}
		}
		if _, _, err := lookupColumnsOf("f.csv", []string{key, x, y, quality}, LookupOptions{Kind: k}); err == nil && k == data.LookupPostcode {
			_ = codePoint([]string{key, x, y, quality})
		}
	})
}
