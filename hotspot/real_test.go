package hotspot

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

// cityOfLondon is the City's police.uk extract of April 2018 to November 2020 on
// the wards of 2013, read here and not through the importer. It is skipped unless
// HEXBEAT_REAL_DATA names the folder that holds real/.
func cityOfLondon(t testing.TB) *Snapshot {
	t.Helper()
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA does not name the folder with the City of London's files; the same rules are tested on data of our own")
	}
	body, err := os.ReadFile(filepath.Join(root, "real/wards/wards-2013-city-of-london.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(body)
	if err != nil {
		t.Fatal(err)
	}
	var wards []geo.Area
	for _, f := range fc.Features {
		mp, ok := f.Geometry.(orb.MultiPolygon)
		if p, single := f.Geometry.(orb.Polygon); single {
			mp, ok = orb.MultiPolygon{p}, true
		}
		if !ok {
			t.Fatalf("a ward is a %s", f.Geometry.GeoJSONType())
		}
		wards = append(wards, geo.Area{Kind: geo.Ward, Geometry: mp, Code: property(f, "E05"), Name: wardName(f)})
	}
	m := newSnapshot(wards)
	m.Categories, m.RawLabels, m.TagNames, m.Sources = nil, nil, nil, []string{"police.uk"}
	m.DataTo = time.Date(2020, 12, 1, 0, 0, 0, 0, london)
	readPoliceUK(t, m, filepath.Join(root, "real/police-uk/city-of-london-street-2018-04_2020-11.csv.gz"))
	m.Sort()
	return m.Snapshot
}

// property is the first text property that begins so.
func property(f *geojson.Feature, prefix string) string {
	for _, v := range f.Properties {
		if s, ok := v.(string); ok && len(s) > len(prefix) && s[:len(prefix)] == prefix {
			return s
		}
	}
	return ""
}

func wardName(f *geojson.Feature) string {
	for k, v := range f.Properties {
		if s, ok := v.(string); ok && len(k) >= 2 && (k[len(k)-2:] == "NM" || k == "name" || k == "NAME") {
			return s
		}
	}
	return ""
}

func readPoliceUK(t testing.TB, m *made, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(z)
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	col := func(name string) int { return slices.Index(head, name) }
	month, lon, lat, kind, location := col("Month"), col("Longitude"), col("Latitude"), col("Crime type"), col("Location")
	for {
		row, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		day, err := ParseDay(row[month] + "-01")
		if err != nil {
			t.Fatal(err)
		}
		v := incident{day: day, last: day.MonthEnd(), start: -1, precision: Month, name: row[location]}
		v.category = category(m, row[kind])
		v.raw = v.category
		x, errX := strconv.ParseFloat(row[lon], 64)
		y, errY := strconv.ParseFloat(row[lat], 64)
		v.at, v.unlocated = orb.Point{x, y}, errX != nil || errY != nil
		m.add(v)
	}
}

func category(m *made, label string) uint16 {
	i := slices.Index(m.RawLabels, label)
	if i < 0 {
		i = len(m.RawLabels)
		m.RawLabels = append(m.RawLabels, label)
		m.Categories = append(m.Categories, Category{ID: label, Label: label, PoliceGenerated: label == "Drugs" || label == "Possession of weapons"})
	}
	return uint16(i)
}

// The City of London Police's own report of May to July 2019 names Bishopsgate
// for violence.
func TestRealCityOfLondon(t *testing.T) {
	s := cityOfLondon(t)
	if s.Len() != 22_111 {
		t.Fatalf("got %d rows, want 22,111", s.Len())
	}
	start := time.Now()
	q := Question{Window: may2019, Categories: []string{"violence and sexual offences"}}
	r, err := Detect(s, q)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Trace(s, q, r, 0); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d cells, %d incidents, %d at the edge, %v", r.Meta.Cells, r.Meta.Incidents, r.Meta.EdgeIncidents, time.Since(start))
	for _, g := range r.Hotspots {
		t.Logf("%d %s (%v, usual %.1f over %d): %s %s %s", g.Rank, g.Name, g.WardNames, g.UsualHere, g.UsualYears, g.Fresh, g.Reason, g.CheckData)
	}
	if len(r.Hotspots) == 0 || !slices.Contains(r.Hotspots[0].WardCodes, "E05009292") {
		t.Fatal("the first hotspot does not lie in Bishopsgate ward")
	}
	for _, c := range s.Places {
		if want, err := hexgrid.At(c.Point, 10); err != nil || want != c.Cell {
			t.Fatalf("place %v: cell %v, want %v (%v)", c.Point, c.Cell, want, err)
		}
	}
}
