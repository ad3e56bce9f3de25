//go:build !race

package gpkg_test

// SQLite is 20 to 30 times slower under the race detector, so these run without it.

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data/gpkg"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func rows(list ...gpkg.Row) iter.Seq2[gpkg.Row, error] {
	return func(yield func(gpkg.Row, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

var (
	island = orb.MultiPolygon{{{{651000.25, 312000.5}, {651800.125, 312010.75}, {651790, 312620.375}, {651000.25, 312000.5}}}}
	ground = []gpkg.Table{
		{Name: "wards", Description: "Two wards", Kind: "MULTIPOLYGON", SRS: 27700, Columns: []gpkg.Column{{"code", "TEXT"}, {"people", "INTEGER"}, {"hectares", "REAL"}, {"made", "DATE"}},
			Rows: rows(gpkg.Row{island, []any{"E05990001", 1203, 12.5, "2026-11-21"}}, gpkg.Row{nil, []any{"E05990002 \"Quay\" é", nil, nil, nil}})},
		{Name: "stops", Kind: "POINT", SRS: 4326, Columns: []gpkg.Column{{"n", "INTEGER"}}, Rows: rows(gpkg.Row{orb.Point{-0.1, 51.5}, []any{1}})},
		{Name: "meta", Columns: []gpkg.Column{{"key", "TEXT"}, {"value", "TEXT"}}, Rows: rows(gpkg.Row{nil, []any{"snapshot", "7-abc"}})},
	}
)

func write(t *testing.T, tables ...gpkg.Table) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a file & more.gpkg")
	if err := gpkg.Write(t.Context(), path, noon, tables...); err != nil {
		t.Fatal(err)
	}
	return path
}

// read is everything in a GeoPackage, by layer.
func read(ctx context.Context, path string) (layers []gpkg.Layer, features [][]gpkg.Feature, err error) {
	f, err := gpkg.Open(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if layers, err = f.Layers(ctx); err != nil {
		return nil, nil, err
	}
	for _, l := range layers {
		var all []gpkg.Feature
		if err := f.Features(ctx, l, func(x gpkg.Feature) error { all = append(all, x); return nil }); err != nil {
			return nil, nil, err
		}
		features = append(features, all)
	}
	return layers, features, nil
}

func TestRoundTrip(t *testing.T) {
	layers, features, err := read(t.Context(), write(t, ground...))
	if err != nil {
		t.Fatal(err)
	}
	if len(layers) != 2 || layers[0].Name != "stops" || layers[1].Name != "wards" || layers[1].SRS.Code != 27700 || layers[1].SRS.Organization != "EPSG" || !strings.Contains(layers[1].SRS.Definition, "Transverse_Mercator") {
		t.Fatalf("layers %+v", layers)
	}
	want := []gpkg.Feature{
		{Geometry: island, Attributes: map[string]any{"code": "E05990001", "people": int64(1203), "hectares": 12.5, "made": "2026-11-21"}},
		{Attributes: map[string]any{"code": "E05990002 \"Quay\" é", "people": nil, "hectares": nil, "made": nil}},
	}
	if !reflect.DeepEqual(features[1], want) {
		t.Errorf("got  %+v\nwant %+v", features[1], want)
	}
	if p := features[0][0].Geometry; p != (orb.Point{-0.1, 51.5}) {
		t.Errorf("got %v", p)
	}
}

// The same rows at the same time give the same bytes.
func TestSameBytes(t *testing.T) {
	var files [2][]byte
	for i := range files {
		var err error
		if files[i], err = os.ReadFile(write(t, ground...)); err != nil {
			t.Fatal(err)
		}
	}
	if string(files[0]) != string(files[1]) {
		t.Error("two files of the same rows differ")
	}
}

// GDAL opens what is written, and names the systems as they are.
func TestOGRInfo(t *testing.T) {
	if _, err := exec.LookPath("ogrinfo"); err != nil {
		t.Skip("ogrinfo is not installed: what is written was read back by our own reader alone, in TestRoundTrip")
	}
	out, err := exec.CommandContext(t.Context(), "ogrinfo", "-al", write(t, ground...)).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"Layer name: wards", "Geometry: Multi Polygon", "Feature Count: 2", `ID["EPSG",27700]`, "Extent: (651000.250000, 312000.500000) - (651800.125000, 312620.375000)",
		"code (String) = E05990001", "people (Integer64) = 1203", "hectares (Real) = 12.5", "made (Date) = 2026/11/21", "MULTIPOLYGON (((651000.25 312000.5,651800.125 312010.75,",
		"Layer name: stops", `ID["EPSG",4326]`, "POINT (-0.1 51.5)", "Layer name: meta", "value (String) = 7-abc"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("ogrinfo does not say %q", want)
		}
	}
	for _, bad := range []string{"Warning", "ERROR"} {
		if strings.Contains(string(out), bad) {
			t.Errorf("ogrinfo says %s:\n%.2000s", bad, out)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	broken := errors.New("the store is gone")
	for name, c := range map[string]struct {
		t  gpkg.Table
		is error
	}{
		"a system that is not listed": {gpkg.Table{Name: "a", Kind: "POINT", SRS: 32630, Rows: rows()}, gpkg.ErrTable},
		"a system without geometry":   {gpkg.Table{Name: "a", SRS: 4326, Rows: rows()}, gpkg.ErrTable},
		"no name":                     {gpkg.Table{Rows: rows()}, gpkg.ErrTable},
		"a name of the format's own":  {gpkg.Table{Name: "gpkg_contents", Rows: rows()}, gpkg.ErrTable},
		"a column twice":              {gpkg.Table{Name: "a", Columns: []gpkg.Column{{"b", "TEXT"}, {"B", "TEXT"}}, Rows: rows()}, gpkg.ErrTable},
		"a column called geom":        {gpkg.Table{Name: "a", Columns: []gpkg.Column{{"Geom", "TEXT"}}, Rows: rows()}, gpkg.ErrTable},
		"a type unheard of":           {gpkg.Table{Name: "a", Columns: []gpkg.Column{{"b", "TEXT) --"}}, Rows: rows()}, gpkg.ErrTable},
		"a value too few":             {gpkg.Table{Name: "a", Columns: []gpkg.Column{{"b", "TEXT"}}, Rows: rows(gpkg.Row{})}, gpkg.ErrTable},
		"rows that end in an error":   {gpkg.Table{Name: "a", Rows: func(yield func(gpkg.Row, error) bool) { yield(gpkg.Row{}, broken) }}, broken},
	} {
		path := filepath.Join(t.TempDir(), "a.gpkg")
		if err := gpkg.Write(t.Context(), path, noon, c.t); !errors.Is(err, c.is) {
			t.Errorf("%s: got %v", name, err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s: the file was left behind", name)
		}
	}
	path := write(t, ground...)
	if err := gpkg.Write(t.Context(), path, noon, ground...); !errors.Is(err, gpkg.ErrFile) {
		t.Errorf("over a file that is there: %v", err)
	}
}

// changed runs SQL on a good file, as a stranger could have.
func changed(t *testing.T, statements string) string {
	t.Helper()
	path := write(t, ground...)
	run(t, path, statements)
	return path
}

func run(t testing.TB, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(path, " ", "%20"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
}

// Nothing that a file brings along is run, and what is not whole is told.
func TestStrangeFiles(t *testing.T) {
	for name, c := range map[string]struct{ change, want string }{
		"a layer that is a question without end": {`DROP TABLE wards; CREATE VIEW wards AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x AS fid, NULL AS geom FROM r`, "wards is no plain table"},
		"contents that are one":                  {`ALTER TABLE gpkg_contents RENAME TO c; CREATE VIEW gpkg_contents AS SELECT * FROM c`, "gpkg_contents is no plain table"},
		"no contents":                            {`DROP TABLE gpkg_contents`, "no table gpkg_contents"},
		"a layer that is not there":              {`DROP TABLE wards`, "no table wards"},
		"no column of geometry":                  {`UPDATE gpkg_geometry_columns SET column_name = 'shape' WHERE table_name = 'wards'`, "no column shape"},
		"a column that takes all memory":         {`ALTER TABLE wards ADD COLUMN sum TEXT AS (hex(zeroblob(1000000000)))`, "too big"},
		"too many layers":                        {`WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r WHERE x < 1001) INSERT INTO gpkg_contents SELECT 't' || x, 'features', 't' || x, '', '', 0, 0, 0, 0, 4326 FROM r; INSERT INTO gpkg_geometry_columns SELECT table_name, 'geom', 'POINT', 4326, 0, 0 FROM gpkg_contents WHERE identifier LIKE 't%'`, "more than 1000 layers"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := read(t.Context(), changed(t, c.change)); !errors.Is(err, gpkg.ErrFile) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	// A column that is worked out, which runs what the file says, is not read, nor a picture.
	layers, features, err := read(t.Context(), changed(t, `ALTER TABLE wards ADD COLUMN photo BLOB; ALTER TABLE wards ADD COLUMN sum TEXT AS (hex(code))`))
	if err != nil || len(layers) != 2 || len(features[1][0].Attributes) != 4 {
		t.Errorf("got %v, %v", features, err)
	}
	for name, content := range map[string]string{"nothing": "", "text": "a,b", "another database": "SQLite format 3\x00"} {
		path := filepath.Join(t.TempDir(), "a.gpkg")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := read(t.Context(), path); !errors.Is(err, gpkg.ErrFile) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// A file that a map program still has open has its newest changes in a log beside it.
func TestOpenElsewhere(t *testing.T) {
	path := write(t, ground...)
	if err := os.WriteFile(path+"-wal", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := read(t.Context(), path); !errors.Is(err, gpkg.ErrFile) || !strings.Contains(err.Error(), "another program") {
		t.Errorf("got %v", err)
	}
}

// Reading leaves nothing beside the file, even where its header asks for a log.
func TestReadingWritesNothing(t *testing.T) {
	path := changed(t, `PRAGMA journal_mode = WAL; DELETE FROM stops; PRAGMA journal_mode = WAL`)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if before[18] != 2 {
		t.Fatal("the file is not in WAL mode: the test shows nothing")
	}
	if _, _, err := read(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != string(before) {
		t.Errorf("the file changed, %v", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("left beside it: %v", entries)
	}
}

// Damaged files are read or refused, and soon. Run it with -fuzzminimizetime 1x: making
// each find smaller byte by byte takes all the time otherwise.
func FuzzGeoPackage(f *testing.F) {
	for i := range ground {
		path := filepath.Join(f.TempDir(), "seed.gpkg")
		if err := gpkg.Write(f.Context(), path, noon, ground[i]); err != nil {
			f.Fatal(err)
		}
		run(f, path, `PRAGMA page_size = 512; VACUUM`) // small seeds are changed where it matters
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<20 {
			return
		}
		path := filepath.Join(dir, "fuzz.gpkg")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		_, _, err := read(t.Context(), path)
		if err != nil && !errors.Is(err, gpkg.ErrFile) {
			t.Errorf("an error of another kind: %v", err)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
	})
}
