package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"hexbeat/data/export"
	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
)

// answer is a result in which everything that can be undefined is.
func answer(t testing.TB) *hotspot.Result {
	t.Helper()
	cell, err := hexgrid.At(orb.Point{-0.0815, 51.5155}, 10)
	if err != nil {
		t.Fatal(err)
	}
	ring := cell.Boundary()[0].Clone()
	ring.Reverse() // clockwise: the writer must turn it
	nan := math.NaN()
	g := hotspot.Group{Rank: 1, ID: "abc", List: hotspot.HotspotList, Name: "=Cheapside", Cells: []hexgrid.Cell{cell}, Count: 7,
		Centre: orb.Point{-0.08151234567, 51.5155}, Geometry: orb.MultiPolygon{{ring}}, BoroughAverage: nan, UsualHere: nan, ZMax: math.Inf(1), QMin: 1.25e-9,
		Reason: "7 reports."}
	watch := g
	watch.List, watch.ID = hotspot.WatchList, "def"
	return &hotspot.Result{
		Meta:     hotspot.Meta{Snapshot: "1-aa", From: 100, To: 200, WatchByChance: nan},
		Hotspots: []hotspot.Group{g}, Watch: []hotspot.Group{watch},
		Cells: []hotspot.CellResult{
			{Cell: cell, Centre: cell.Centre(), AreaM2: 13454.123456789, Count: 7, Weight: 7, Expected: 0.1, Z: 1.0 / 3, P: 1e-300, Q: 5e-324, PoissonP: nan, PoissonQ: nan, Hot: true, Class: hotspot.Hot, Ward: "E05009292"},
			{Cell: cell, Z: nan, P: nan, Q: nan, Class: hotspot.Undefined},
		},
	}
}

func TestHotspotsGeoJSON(t *testing.T) {
	var b bytes.Buffer
	if err := export.HotspotsGeoJSON(&b, answer(t)); err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(fc.Features); n != 2 {
		t.Fatalf("%d features, want 2", n)
	}
	f := fc.Features[0]
	if f.ID != "abc" || f.Properties["list"] != "hotspot" || f.Properties["class"] != "hot" || fc.Features[1].Properties["class"] != "low_evidence" {
		t.Errorf("got %v", f)
	}
	for _, key := range []string{"borough_average", "usual_here", "z_max", "stability"} {
		if v, there := f.Properties[key]; !there || v != nil {
			t.Errorf("%s = %v, want null", key, v)
		}
	}
	for _, key := range []string{"cells", "ward_codes", "ward_names", "pspo_ids"} {
		if _, isList := f.Properties[key].([]any); !isList {
			t.Errorf("%s = %v, want a list", key, f.Properties[key])
		}
	}
	ring := f.Geometry.(orb.Polygon)[0]
	if ring.Orientation() != orb.CCW || !ring.Closed() {
		t.Error("the outside ring must be closed and anticlockwise (RFC 7946)")
	}
	for _, p := range ring {
		if got := math.Round(p[0]*1e7) / 1e7; got != p[0] {
			t.Errorf("longitude %v has more than seven decimals", p[0])
		}
	}
}

func TestCellsGeoJSON(t *testing.T) {
	for _, tc := range []struct {
		name string
		keep export.Rows
		want int
	}{{"all", export.AllCells, 2}, {"hot", export.HotCells, 1}, {"busy", export.BusyCells, 1}} {
		var b bytes.Buffer
		if err := export.CellsGeoJSON(&b, answer(t), tc.keep); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Meta     map[string]any
			Features []any
		}
		if err := json.Unmarshal(b.Bytes(), &got); err != nil || len(got.Features) != tc.want {
			t.Errorf("%s: %d features, want %d (%v)", tc.name, len(got.Features), tc.want, err)
		}
		if got.Meta["watchByChance"] != nil || len(got.Meta["breaks"].([]any)) != 4 || got.Meta["categories"] == nil {
			t.Errorf("%s: meta %v", tc.name, got.Meta)
		}
	}
}

func TestCellsCSV(t *testing.T) {
	var b bytes.Buffer
	if err := export.CellsCSV(&b, answer(t), export.AllCells); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	const want = "cell,res,lon,lat,area_m2,count,weight,expected,z,p,q,poisson_p,poisson_q,hot,class,ward_code"
	if got := strings.Join(rows[0], ","); got != want {
		t.Errorf("header %s, want %s", got, want)
	}
	r := answer(t).Cells[0]
	for i, want := range map[int]float64{4: r.AreaM2, 8: r.Z, 9: r.P, 10: r.Q} {
		if got, err := strconv.ParseFloat(rows[1][i], 64); err != nil || got != want {
			t.Errorf("%s: read back %v, want %v (%v)", rows[0][i], got, want, err)
		}
	}
	if got := rows[1][11] + rows[1][12] + rows[2][8] + rows[2][9]; got != "" {
		t.Errorf("undefined numbers are written as %q, want empty", got)
	}
	if rows[1][13] != "true" || rows[2][14] != "undefined" || rows[1][15] != "E05009292" {
		t.Errorf("got %v, %v", rows[1], rows[2])
	}
}

func TestHotspotsCSV(t *testing.T) {
	var b bytes.Buffer
	if err := export.HotspotsCSV(&b, answer(t)); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[1][3] != "'=Cheapside" {
		t.Errorf("a name that a spreadsheet would run is written as %q", rows[1][3])
	}
	if strings.Contains(b.String(), "NaN") {
		t.Error("NaN left the program")
	}
}

func TestBreaks(t *testing.T) {
	cells := func(counts ...int) []hotspot.CellResult {
		var out []hotspot.CellResult
		for _, n := range counts {
			out = append(out, hotspot.CellResult{Count: n})
		}
		return out
	}
	ramp := make([]int, 0, 100)
	for n := range 100 {
		ramp = append(ramp, n+1)
	}
	for _, tc := range []struct {
		name   string
		counts []int
		want   []int
	}{
		{"no cells", nil, []int{0, 0, 0, 0}},
		{"no reports", []int{0, 0}, []int{0, 0, 0, 0}},
		{"one everywhere", []int{1, 1, 0}, []int{0, 0, 0, 0}},
		{"one high", []int{1, 1, 1, 1, 9}, []int{1, 1, 8, 8}},
		{"a ramp", ramp, []int{51, 76, 91, 98}},
	} {
		if got := export.Breaks(cells(tc.counts...)); !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.name, got, tc.want)
		}
	}
}

type fullDisk struct{}

var errDisk = errors.New("disk full")

func (fullDisk) Write([]byte) (int, error) { return 0, errDisk }

func TestWritersReportAFullDisk(t *testing.T) {
	r := answer(t)
	for name, err := range map[string]error{
		"hotspots geojson": export.HotspotsGeoJSON(fullDisk{}, r), "hotspots csv": export.HotspotsCSV(fullDisk{}, r),
		"cells geojson": export.CellsGeoJSON(fullDisk{}, r, export.AllCells), "cells csv": export.CellsCSV(fullDisk{}, r, export.AllCells),
	} {
		if !errors.Is(err, errDisk) {
			t.Errorf("%s: got %v, want %v", name, err, errDisk)
		}
	}
}

func ExampleBreaks() {
	cells := []hotspot.CellResult{{Count: 1}, {Count: 1}, {Count: 2}, {Count: 3}, {Count: 12}}
	breaks, err := json.Marshal(export.Breaks(cells))
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(breaks)
	// Output: [2,3,11,11]
}

// Codes come from files of others, and a spreadsheet opens these tables.
func TestCodesDoNotRun(t *testing.T) {
	const code = "=cmd|' /C calc'!A0"
	r := answer(t)
	r.Cells[0].Ward, r.Hotspots[0].WardCodes, r.Hotspots[0].PSPOIDs = code, []string{code}, []string{code}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"cells":    func(b *bytes.Buffer) error { return export.CellsCSV(b, r, export.AllCells) },
		"hotspots": func(b *bytes.Buffer) error { return export.HotspotsCSV(b, r) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		if text := b.String(); !strings.Contains(text, ",'"+code) || strings.Contains(text, ","+code) {
			t.Errorf("%s: a code would be run:\n%.400s", name, text)
		}
	}
}
