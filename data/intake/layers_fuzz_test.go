package intake

import (
	"bytes"
	"io"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake/internal/boundary"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
	"hexbeat/geo"
)

// fuzzed checks what a reader made of any bytes: what it keeps can be kept and drawn,
// and a file with columns about people gives nothing.
func fuzzed(t *testing.T, kind geo.Kind, src layerSource) {
	r := &layerReader{o: AreaOptions{Kind: kind}, src: src, seen: map[string]int{}, rejects: rejects{dir: t.TempDir(), name: "f"}}
	if r.columns() != nil {
		return
	}
	defer r.rejects.discard()
	if r.read() != nil {
		return
	}
	codes := map[string]bool{}
	for _, f := range r.found {
		b := f.Geometry.Bound()
		for _, v := range []float64{b.Min[0], b.Max[0], b.Min[1], b.Max[1]} {
			if math.IsNaN(v) || math.Abs(v) > 180 {
				t.Errorf("a feature at %v", b)
			}
		}
		switch f.Geometry.(type) {
		case orb.Point, orb.MultiPolygon:
		default:
			t.Errorf("a feature is a %T", f.Geometry)
		}
		if codes[f.Code] || f.Code == "" {
			t.Errorf("code %q stands twice or is none", f.Code)
		}
		codes[f.Code] = true
		if !slices.Contains(data.LayerClasses[kind], f.Class) {
			t.Errorf("class %q", f.Class)
		}
		if h, err := data.ParseHours(f.Hours.String()); err != nil || h.String() != f.Hours.String() {
			t.Errorf("hours %q: %v", f.Hours, err)
		}
		if w, err := data.ParseTerms(data.TermsText(f.Terms)); err != nil || len(w) != len(f.Terms) {
			t.Errorf("terms %v: %v", f.Terms, err)
		}
		if s := f.Span; s.To != 0 && s.To < s.From || s.FromMin < -1 || s.FromMin > 1439 || s.ToMin < -1 || s.ToMin > 1439 {
			t.Errorf("span %+v", s)
		}
		if f.Score != nil && (math.IsNaN(*f.Score) || math.IsInf(*f.Score, 0)) {
			t.Errorf("score %v", *f.Score)
		}
	}
}

func FuzzLayerTable(f *testing.F) {
	for _, s := range []string{
		"id,name,type,opening_hours,term_dates,valid_from,lon,lat\na,The Anchor,pub,Fr 20:00-02:00,2026-09-02/2026-10-23,2020-01-01,1.9,52.8\n",
		"date,from,to,event,size,easting,northing\n2026-08-15,15:00,17:00,Match,6200,557474,278562\n2026-08-15,22:00,01:00,Match,1,557474,278562\n",
		"month,theme,score,note category,gridref\n2026-09,Lighting,2,fix,TL 5747 7856\n", "name,wkt\nA,\"POLYGON ((0 51,0.1 51,0.1 51.1,0 51))\"\nB,POINT (NaN 1)\nC,POINT EMPTY\n",
		"name,caller,lon,lat\nA,x,1,52\n", "starts,ends,name,lon,lat\n2026-08-15 10:00,2026-08-15 09:00,A,1,52\n2100-01-01,,A,1,52\n", "name\tlon\tlat\nA\t1\t52\n", "\xff\xfe", "\"",
	} {
		for k := range data.LayerKinds {
			f.Add(k, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, k int, b []byte) {
		item := unpack.Item{Name: "f.csv", Ext: ".csv", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
		in, err := table.Open(item, table.Options{})
		if err != nil {
			return
		}
		defer in.Close()
		fuzzed(t, data.LayerKinds[uint(k)%uint(len(data.LayerKinds))], &layerTable{Reader: in, file: item.Name})
	})
}

func FuzzLayerGeoJSON(f *testing.F) {
	for _, s := range []string{
		`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","kind":"hub","hours":"24/7","terms":["2026-09-02/2026-10-23"],"date":"2026-09"},"geometry":{"type":"Point","coordinates":[1.9,52.8]}}]}`,
		`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":7,"from":"2026-09-01","to":"2026-09-03"},"geometry":{"type":"Polygon","coordinates":[[[0,51],[0.1,51],[0.1,51.1],[0,51]]]}}]}`,
		`{"type":"Feature","properties":{"theme":"unease","month":"2026-09","score":1e400},"geometry":{"type":"MultiPoint","coordinates":[[1.9,52.8],[1,52]]}}`,
		`{"type":"Feature","properties":null,"geometry":null}`, `{"type":"Point","coordinates":[0,0]}`,
	} {
		for k := range data.LayerKinds {
			f.Add(k, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, k int, b []byte) {
		c, err := boundary.GeoJSON("f.geojson", bytes.NewReader(b), "")
		if err != nil {
			return
		}
		fuzzed(t, data.LayerKinds[uint(k)%uint(len(data.LayerKinds))], &layerFeatures{c: c, keys: propertyNames(c)})
	})
}
