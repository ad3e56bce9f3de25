package intake_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	_ "time/tzdata"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/hotspot"
)

var owner = data.Owner("test")

// laidOut is the folder of an empty store, made once: laying it out is most of what a
// small test would cost under the race detector.
var laidOut = sync.OnceValues(func() (fs.FS, error) {
	dir, err := os.MkdirTemp("", "hexbeat-intake-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := data.Init(context.Background(), dir, nil); err != nil {
		return nil, err
	}
	kept := fstest.MapFS{}
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		kept[filepath.Base(name)] = &fstest.MapFile{Data: b, Mode: 0o600}
	}
	return kept, nil
})

func store(t *testing.T) *data.Store {
	t.Helper()
	empty, err := laidOut()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, empty); err != nil {
		t.Fatal(err)
	}
	s, err := data.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func zipped(names ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(names); i += 2 {
		w, _ := z.Create(names[i])
		w.Write([]byte(names[i+1]))
	}
	z.Close()
	return b.Bytes()
}

func gzipped(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.Bytes()
}

const policeHeader = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n"

func policeRow(id, month, lon, lat, kind string) string {
	return id + "," + month + ",X,X," + lon + "," + lat + ",\"On or near A, B\",E01,City 001," + kind + ",,\n"
}

// The file's shape is that of data.police.uk with the dirt its files have: a blank
// id for anti-social behaviour, equal rows, an id twice, rows without a location.
var policeFile = policeHeader +
	policeRow("a1", "2019-05", "-0.08", "51.51", "Burglary") +
	policeRow("a1", "2019-05", "-0.08", "51.51", "Burglary") +
	policeRow("", "2019-05", "-0.09", "51.52", "Anti-social behaviour") +
	policeRow("", "2019-05", "-0.09", "51.52", "Anti-social behaviour") +
	policeRow("a2", "2019-06", "", "", "Robbery")

func TestPoliceUK(t *testing.T) {
	for name, content := range map[string][]byte{
		"street.csv":    []byte(policeFile),
		"bom.csv":       []byte("\ufeff" + policeFile),
		"street.csv.gz": gzipped(policeFile),
		"months.zip":    zipped("2019-05/a.csv", policeFile, "read me.md", "not a table"),
		"tabs.tsv":      []byte(strings.NewReplacer("\"On or near A, B\"", "On or near A; B", ",", "\t").Replace(policeFile)),
	} {
		t.Run(name, func(t *testing.T) {
			s := store(t)
			rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, name, content)}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if rep.Rows != 5 || rep.Accepted != 4 || rep.Duplicates != 1 || rep.Rejected != 0 || rep.Unlocated != 1 {
				t.Errorf("counts %+v", rep)
			}
			if rep.Profile != "police.uk" || rep.FirstDate != "2019-05-01" || rep.LastDate != "2019-06-30" {
				t.Errorf("profile %s, %s to %s", rep.Profile, rep.FirstDate, rep.LastDate)
			}
			snap, err := s.Snapshot(t.Context(), owner)
			if err != nil {
				t.Fatal(err)
			}
			if snap.Len() != 4 || snap.Precision[0] != hotspot.Month || snap.Start[0] != -1 {
				t.Errorf("%d incidents, precision %v, start %d", snap.Len(), snap.Precision[0], snap.Start[0])
			}
		})
	}
}

// Some programs write backslashes into a zip file, and some a name twice.
func TestOddZips(t *testing.T) {
	s := store(t)
	one, two := policeHeader+policeRow("a1", "2019-05", "", "", "Burglary"), policeHeader+policeRow("a2", "2019-06", "", "", "Burglary")
	file := write(t, "odd.zip", zipped(`2019\05.csv`, one, "../up.csv", two, "twice.csv", one, "twice.csv", policeHeader+policeRow("a3", "2019-07", "", "", "Burglary")))
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil || rep.Accepted != 3 || rep.Duplicates != 1 || rep.LastDate != "2019-07-31" {
		t.Errorf("%+v, %v", rep, err)
	}
}

func TestSameBytesAgain(t *testing.T) {
	s := store(t)
	file := write(t, "street.csv", []byte(policeFile))
	if _, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil || rep.Accepted != 0 || rep.Rows != 5 || rep.Rows != rep.Accepted+rep.Duplicates+rep.Rejected || rep.AlreadyIn == 0 {
		t.Errorf("second time: %+v, %v", rep, err)
	}
	if b, _ := s.Batches(t.Context(), owner); len(b) != 1 {
		t.Errorf("%d batches", len(b))
	}
}

func TestGenericWithMap(t *testing.T) {
	file := write(t, "log.csv", []byte("Ref;When;Until;What;E;N\nR1;05/03/2024 14:20;;Burglary;532000;181000\nR2;2024-03-05;2024-03-07;Robbery;532000;181000\nR3;2024-03-31 01:30;;Robbery;;\n"))
	s := store(t)
	m, err := intake.ParseMap([]string{"reference=Ref", "occurred_from=When", "occurred_to=Until", "category=What", "easting=E", "northing=N"})
	if err != nil {
		t.Fatal(err)
	}
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{Map: m})
	if err != nil || rep.Accepted != 3 || rep.Unlocated != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	var got []data.Record
	err = s.EachRecord(t.Context(), owner, "test", func(r data.Record) error { got = append(got, r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if r := got[0]; r.From.Format("2006-01-02 15:04") != "2024-03-05 14:20" || r.Precision != hotspot.Minute || r.GivenX != 532000 || r.GivenCRS != "EPSG:27700" || r.Lat < 51.5 || r.Lat > 51.52 {
		t.Errorf("day-first date in National Grid: %+v", r)
	}
	if r := got[1]; r.Precision != hotspot.Interval || r.To.Sub(r.From).Hours() < 71.9 {
		t.Errorf("interval of days: %+v", r)
	}
}

// Every row below is wrong in one way; the message must name file, line, column and
// what to do, and nothing else may go wrong with it.
func TestRowFaults(t *testing.T) {
	const header = "reference,occurred,category,lon,lat\n"
	good := "r0,2024-03-05,Burglary,-0.1,51.5\n"
	for name, c := range map[string]struct{ row, place, reason string }{
		"latitude 1000": {"r1,2024-03-05,Burglary,-0.1,1000", ":3:29", "latitude out of range"},
		"longitude 200": {"r1,2024-03-05,Burglary,200,51.5", ":3:24", "longitude out of range"},
		"NaN":           {"r1,2024-03-05,Burglary,NaN,51.5", ":3:24", "coordinate is not a number"},
		"infinite":      {"r1,2024-03-05,Burglary,-0.1,+Inf", ":3:29", "coordinate is not a number"},
		"half a point":  {"r1,2024-03-05,Burglary,-0.1,", ":3:29", "coordinate is not a number"},
		"swapped":       {"r1,2024-03-05,Burglary,51.5,-0.1", ":3:24", "longitude and latitude look swapped"},
		"no date":       {"r1,,Burglary,-0.1,51.5", ":3:4", "no date"},
		"30 February":   {"r1,2024-02-30,Burglary,-0.1,51.5", ":3:4", "date not understood"},
		"American date": {"r1,03/25/2024,Burglary,-0.1,51.5", ":3:4", "the month is above 12"},
		"no category":   {"r1,2024-03-05,,-0.1,51.5", ":3:15", "no category"},
		"a column more": {"r1,2024-03-05,Burglary,-0.1,51.5,x", ":3", "wrong number of columns"},
		"odd quote":     {"r1,2024-03-05,\"Bur\"glary,-0.1", ":3:19", "the line's quotes do not match"},
		"open quote":    {"r1,2024-03-05,\"Burglary,-0.1,51.5", ":3:15", "a quote is not closed"},
		"not UTF-8":     {"r1éé,2024-03-05,Caf\xe9,-0.1,51.5", ":3:19", "text is not UTF-8"},
		"NUL byte":      {"r1,2024-03-05,Bur\x00,-0.1,51.5", ":3:15", "the cell holds a NUL byte"},
		"failed cell":   {"r1,2024-03-05,#N/A,-0.1,51.5", ":3:15", "the cell holds a spreadsheet's error"},
	} {
		t.Run(name, func(t *testing.T) {
			file := write(t, "bad.csv", []byte(header+good+c.row+"\n"+good[:1]+"9"+good[2:]))
			rep, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if rep.Rows != 3 || rep.Accepted != 2 || rep.Rejected != 1 || rep.Reasons[c.reason] != 1 {
				t.Fatalf("counts %+v", rep)
			}
			msg := rep.Faults[0].Error()
			if !strings.Contains(msg, file+c.place+": "+c.reason) || rep.Faults[0].Hint == "" {
				t.Errorf("message %q does not name %s and %s", msg, c.place, c.reason)
			}
			kept, err := os.ReadFile(rep.RejectsFile)
			if err != nil || !strings.Contains(string(kept), c.reason) {
				t.Errorf("rejects file %q: %v", kept, err)
			}
		})
	}
}

// A quote left open takes no line with it but its own.
func TestOpenQuoteTakesNoLine(t *testing.T) {
	file := write(t, "open.csv", []byte("occurred,category,location\n2024-01-01,Burglary,A\n2024-01-02,Burglary,\"B\n2024-01-03,Burglary,C\n2024-01-04,Burglary,D\n"))
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{})
	if err != nil || rep.Rows != 4 || rep.Accepted != 3 || rep.Rejected != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	if got := rep.Faults[0].Error(); !strings.Contains(got, file+":3:21: a quote is not closed") {
		t.Errorf("got %q", got)
	}
}

func TestFileFaults(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		opt     intake.Options
		want    string
		is      error
	}{
		"empty.csv":       {nil, intake.Options{}, "the file is empty", intake.ErrFile},
		"blank.csv":       {[]byte("\n \n"), intake.Options{}, "the file is empty", intake.ErrFile},
		"empty.csv.gz":    {gzipped(""), intake.Options{}, "the file is empty", intake.ErrFile},
		"header.csv":      {[]byte("reference,occurred,category\n"), intake.Options{}, "no row below it", intake.ErrNothing},
		"nodate.csv":      {[]byte("reference,category\na,b\n"), intake.Options{}, ":1: no column for when it happened: the columns are reference, category; name it with --map occurred=COLUMN", intake.ErrFile},
		"nolat.csv":       {[]byte("occurred,category,lon\n2024-01-01,b,1\n"), intake.Options{}, ":1: no column for both longitude and latitude", intake.ErrFile},
		"workbook.csv":    {zipped("xl/workbook.xml", "<x/>"), intake.Options{}, "it is a zip file", intake.ErrFile},
		"page.csv":        {[]byte("<!DOCTYPE html><html>log in</html>"), intake.Options{}, "it is a web page", intake.ErrFile},
		"wide.csv":        {[]byte("\xff\xfeR\x00e\x00f\x00"), intake.Options{}, "the columns are Ref", intake.ErrFile},
		"twice.csv":       {[]byte("occurred,category,note,Category\n2024-01-01,b,c,d\n"), intake.Options{Map: map[string]string{"category": "category"}}, `two columns are called "category"`, intake.ErrUsage},
		"nested.zip":      {zipped("a.csv", "occurred,category\n", "b.zip", "x"), intake.Options{}, "b.zip: a packed file lies inside", intake.ErrFile},
		"twice.csv.gz.gz": {gzipped("x"), intake.Options{}, "packed in a way that is not read", intake.ErrFile},
		"encoding.csv":    {[]byte("occurred,category\n2024-01-01,b\n"), intake.Options{Reading: intake.Reading{Encoding: "latin-9000"}}, `encoding "latin-9000" is not known`, intake.ErrUsage},
		"sign.csv":        {[]byte("occurred,category\n2024-01-01,b\n"), intake.Options{Reading: intake.Reading{Separator: "::"}}, `separator "::"`, intake.ErrUsage},
		"low.csv":         {[]byte("occurred,category\n2024-01-01,b\n"), intake.Options{Reading: intake.Reading{HeaderLine: 9}}, ":9: there is no header", intake.ErrFile},
		"not.csv.gz":      {[]byte("reference,occurred,category\n"), intake.Options{}, "does not begin like a .gz", intake.ErrFile},
		"torn.csv.gz":     {gzipped(strings.Repeat(policeFile, 50))[:60], intake.Options{}, "damaged", intake.ErrFile},
		"book.xlsx":       {zipped("xl/workbook.xml", "<x/>"), intake.Options{}, "the workbook cannot be read", intake.ErrFile},
		"f.geojson":       {[]byte(`{"type":"FeatureCollection","features":[]}`), intake.Options{}, "no column for when it happened", intake.ErrFile},
		"double.csv":      {[]byte("occurred,category,lon,lat,Longitude\n2024-01-01,b,1,1,2\n"), intake.Options{}, `"lon" and "Longitude" could both be lon`, intake.ErrUsage},
		"none.zip":        {zipped("a.md", "x"), intake.Options{}, "holds no table", intake.ErrFile},
		"all-bad.csv":     {[]byte("occurred,category,lon,lat\nnever,b,1,1\n"), intake.Options{}, ":2:1: date not understood", intake.ErrNothing},
		"people.csv":      {[]byte("occurred,category,Victim Name,DOB,Ward Name\n2024-01-01,b,x,y,z\n"), intake.Options{}, "Victim Name, DOB", intake.ErrIdentity},
		"map.csv":         {[]byte("occurred,category\n2024-01-01,b\n"), intake.Options{Map: map[string]string{"lon": "X"}}, `no column "X"`, intake.ErrUsage},
		"profile.csv":     {[]byte("occurred,category\n2024-01-01,b\n"), intake.Options{Profile: "nonsense"}, "no profile", intake.ErrUsage},
	} {
		t.Run(name, func(t *testing.T) {
			s := store(t)
			file := write(t, name, c.content)
			_, err := intake.Incidents(t.Context(), s, owner, []string{file}, c.opt)
			if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.want) || c.is != intake.ErrUsage && !strings.Contains(err.Error(), file) {
				t.Errorf("got %v\nwant %q and the file's name", err, c.want)
			}
			if b, _ := s.Batches(t.Context(), owner); len(b) != 0 {
				t.Errorf("a batch was kept: %+v", b)
			}
		})
	}
}

func TestDropColumnsStripsPeople(t *testing.T) {
	file := write(t, "people.csv", []byte("occurred,category,Surname,E-mail\n2024-01-01,Burglary,Secretname,a@b\nnever,Burglary,Secretname,a@b\n"))
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{DropColumns: []string{"Surname", "E-mail"}})
	if err != nil || rep.Accepted != 1 || rep.Rejected != 1 || len(rep.RefusedColumns) != 2 {
		t.Fatalf("%+v, %v", rep, err)
	}
	kept, _ := os.ReadFile(rep.RejectsFile)
	if strings.Contains(string(kept), "Secretname") {
		t.Error("the rejects file holds what was to be dropped")
	}
}
