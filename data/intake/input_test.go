package intake_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hexbeat/data"
	"hexbeat/data/intake"
)

const aLog = "reference,occurred,category,lon,lat\nr1,2024-03-05 14:20,Burglary,-0.1,51.5\nr2,2024-03-06,Robbery,-0.2,91\n"

// book is the same log as a workbook, with dates that are Excel's.
func book(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	day, err := f.NewStyle(&excelize.Style{NumFmt: 22})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"Incidents of March"}, {"reference", "occurred", "category", "lon", "lat"}, {"r1", 45356.597222222222, "Burglary", -0.1, 51.5}, {"r2", 45357, "Robbery", -0.2, 91}} {
		if err := f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellStyle("Sheet1", "B3", "B4", day); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const aCollection = `{"type":"FeatureCollection","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[-0.1,51.5]},"properties":{"reference":"r1","occurred":"2024-03-05 14:20","category":"Burglary"}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[-0.2,91]},"properties":{"reference":"r2","occurred":"2024-03-06","category":"Robbery"}}
]}`

// One log in every kind of file, from disk and from standard input: the first row is
// read alike and the second, which lies beyond the pole, is refused at its place.
func TestKindsOfTable(t *testing.T) {
	for name, c := range map[string]struct {
		content         []byte
		kind, at, piped string
	}{
		"log.csv":        {[]byte(aLog), "csv", ":3:28: latitude", ":3:28: latitude"},
		"log.txt":        {[]byte(strings.ReplaceAll(aLog, ",", "\t")), "csv", ":3:28: latitude", ":3:28: latitude"},
		"log.csv.gz":     {gzipped(aLog), "csv", ":3:28: latitude", ":3:28: latitude"},
		"log.zip":        {zipped("march/log.csv", aLog, "README.txt", "prose", "__MACOSX/march/._log.csv", "x"), "csv", "/march/log.csv:3:28: latitude", "/march/log.csv:3:28: latitude"},
		"log.xlsx":       {book(t), "xlsx", ", sheet Sheet1:E4: latitude", ", sheet Sheet1:E4: latitude"},
		"book.zip":       {zipped("log.xlsx", string(book(t))), "xlsx", "/log.xlsx, sheet Sheet1:E4: latitude", "/log.xlsx, sheet Sheet1:E4: latitude"},
		"log.geojson":    {[]byte(aCollection), "geojson", ":3:1: latitude", ":3:1: latitude"},
		"log.geojson.gz": {gzipped(aCollection), "geojson", ":3:1: latitude", ":3:1: latitude"},
	} {
		for _, from := range []string{write(t, name, c.content), "-"} {
			t.Run(name+" as "+filepath.Base(from), func(t *testing.T) {
				s := store(t)
				stdin := &intake.Stdin{In: bytes.NewReader(c.content)}
				o := intake.Options{Reading: intake.Reading{Stdin: stdin}}
				p, err := intake.Propose(t.Context(), s, owner, []string{from}, o)
				if err != nil || len(p.Rows) != 2 || p.Rows[0].Fault != nil || p.Rows[1].Fault == nil {
					t.Errorf("proposed: %+v, %v", p, err)
				}
				rep, err := intake.Incidents(t.Context(), s, owner, []string{from}, o)
				if err = errors.Join(err, stdin.Close()); err != nil {
					t.Fatal(err)
				}
				if rep.Rows != 2 || rep.Accepted != 1 || rep.Rejected != 1 || rep.FirstDate != "2024-03-05" || len(rep.Formats) != 1 || rep.Formats[0].Kind != c.kind || rep.Formats[0].Rows != 2 {
					t.Errorf("%+v", rep)
				}
				want := from + c.at
				if from == "-" {
					want = "standard input" + c.piped
				}
				if msg := rep.Faults[0].Error(); !strings.Contains(msg, want) {
					t.Errorf("message %q, want %q in it", msg, want)
				}
				kept, err := os.ReadFile(rep.RejectsFile)
				if c.kind == "xlsx" && (err != nil || !strings.Contains(string(kept), ",4,E4,lat,")) {
					t.Errorf("rejects %s, %v", kept, err)
				}
				if left, err := filepath.Glob(filepath.Join(s.Dir(), "*.tmp")); err != nil || len(left) > 0 {
					t.Errorf("left behind: %v, %v", left, err)
				}
			})
		}
	}
}

// Points of a GeoJSON file are read in the system that the file names.
func TestPointsInNationalGrid(t *testing.T) {
	file := write(t, "grid.geojson", []byte(`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[530076.239,182797.685]},"properties":{"occurred":"2019-06-01","category":"Burglary"}},
{"type":"Feature","geometry":null,"properties":{"occurred":"2019-06-02","category":"Burglary"}},
{"type":"Feature","geometry":{"type":"Polygon","coordinates":[]},"properties":{"occurred":"2019-06-02","category":"Burglary"}}]}`))
	s := store(t)
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil || rep.Accepted != 2 || rep.Unlocated != 1 || rep.Reasons["not a point"] != 1 || rep.Formats[0].CRS != "EPSG:27700" {
		t.Fatalf("%+v, %v", rep, err)
	}
	var got []data.Record
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error { got = append(got, r); return nil }); err != nil {
		t.Fatal(err)
	}
	// The publisher gives the same point as -0.126199, 51.529117.
	if r := got[0]; math.Abs(r.Lon+0.126199) > 1e-5 || math.Abs(r.Lat-51.529117) > 1e-5 || r.GivenX != 530076.239 || r.GivenCRS != "EPSG:27700" {
		t.Errorf("%+v", r)
	}
}

// Many files are one batch; one of them that cannot be read stops it whole.
func TestManyFiles(t *testing.T) {
	one, two := write(t, "2024-03.csv", []byte(aLog)), write(t, "2024-04.csv", []byte(strings.NewReplacer("r1", "r3", "03-05", "04-05").Replace(aLog)))
	s := store(t)
	rep, err := intake.Incidents(t.Context(), s, owner, []string{one, two}, intake.Options{})
	if err != nil || rep.Rows != 4 || rep.Accepted != 2 || rep.Rejected != 2 || rep.Reasons["latitude out of range"] != 2 || len(rep.Formats) != 2 {
		t.Errorf("%+v, %v", rep, err)
	}
	_, err = intake.Incidents(t.Context(), s, owner, []string{one, "-", "-"}, intake.Options{Reading: intake.Reading{Stdin: &intake.Stdin{In: strings.NewReader(aLog)}}})
	if !errors.Is(err, intake.ErrUsage) {
		t.Errorf("standard input twice: %v", err)
	}
	_, err = intake.Incidents(t.Context(), s, owner, []string{one, write(t, "empty.csv", nil)}, intake.Options{Source: "other"})
	if !errors.Is(err, intake.ErrFile) {
		t.Errorf("an empty file beside a good one: %v", err)
	}
	if b, err := s.Batches(t.Context(), owner); err != nil || len(b) != 1 {
		t.Errorf("%d batches, %v", len(b), err)
	}
}

// Of a column about people that stands twice both are stripped, and nothing of a line
// whose quotes are odd is repeated.
func TestDropColumnThatStandsTwice(t *testing.T) {
	file := write(t, "people.csv", []byte("occurred,category,Surname,lat,lon,surname\n2024-01-01,Burglary,Secretname,91,0,Secretname\n2024-01-01,Burglary,Secretname \"x\",1,1,Secretname\n2024-01-01,Burglary,A,51,0,B\n"))
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{DropColumns: []string{"Surname"}})
	if err != nil || rep.Accepted != 1 || rep.Rejected != 2 {
		t.Fatalf("%+v, %v", rep, err)
	}
	kept, err := os.ReadFile(rep.RejectsFile)
	if err != nil || strings.Contains(string(kept), "Secretname") {
		t.Errorf("the rejects file holds what was to be dropped: %v\n%s", err, kept)
	}
}
