package table_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// hung is when reading a small file has taken too long, on however busy a machine.
const hung = time.Minute

// survives reads a table to its end: whatever its bytes are, reading ends, a
// refusal says what to do, and every row has a place and the header's columns.
func survives(t *testing.T, it unpack.Item, o table.Options) {
	began := time.Now()
	defer func() {
		if took := time.Since(began); took > hung {
			t.Errorf("it took %v", took)
		}
	}()
	r, err := table.Open(it, o)
	if err != nil {
		refused(t, err)
		return
	}
	defer r.Close()
	width := len(r.Header())
	for {
		row, f, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			refused(t, err)
			return
		}
		switch {
		case f != nil && (f.Reason == "" || f.Hint == "" || f.File == "" || f.Line < 1):
			t.Fatalf("a fault that helps nobody: %+v", f)
		case row.Line < 1 || f == nil && len(row.Cells) != width:
			t.Fatalf("row %+v of %d columns", row, width)
		}
		for i := range row.Cells {
			r.Column(i)
			r.Cell(i)
		}
	}
}

func refused(t *testing.T, err error) {
	var f *fault.Fault
	if !errors.As(err, &f) && !errors.Is(err, fault.ErrUsage) {
		t.Fatalf("got %v, want a fault", err)
	}
	if f != nil && (f.Reason == "" || f.File == "") {
		t.Fatalf("a fault that helps nobody: %+v", f)
	}
}

func FuzzDelimited(f *testing.F) {
	for _, s := range []string{
		"occurred,category,lon,lat\n2024-01-01,x,1,1\n", "a;b\n\"\n", "sep=|\na|b\n1|2\n", "Title\n\na\tb\tc\r\n1\t2\t3\r\nTotal\t1\t\r\n",
		"a,b\r1,\"x\r\ry\"\r", "a,b,c,d\n1,\"x,3,4\n5,\"6\",7,8\n", "\ufeffa,b\n1,\xe9\n2,é\n", "a,b\n1,\x00\n",
		string(encoded(f, "a;b\r\n1;ü\r\n", unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder())),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		survives(t, item("f.csv", b), table.Options{})
		survives(t, item("f.csv", b), table.Options{Encoding: "windows-1252", Separator: ';', HeaderLine: 2, Strict: true})
	})
}

// survivesFile reads every table in a file.
func survivesFile(t *testing.T, name string, content []byte) {
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	items, err := unpack.Items(file)
	if err != nil {
		refused(t, err)
		return
	}
	for _, it := range items {
		survives(t, it, table.Options{})
	}
}

func FuzzZip(f *testing.F) {
	f.Add(zippedFiles(f, "a.csv", "a,b\n1,2\n", "b.tsv", "a\tb\n1\t2\n", "c.md", "x"))
	f.Add(zippedFiles(f, "a.csv", "a,b\n1,2\n", "a.csv", "a,b\n", `d\e.csv`, "", "b.zip", "x"))
	f.Add(zippedFiles(f, "a.geojson", collection(feature(somewhere, `{"a":1}`)), "b.xlsx", "x"))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, b []byte) { survivesFile(t, "f.zip", b) })
}

func FuzzGzip(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "", "\xff\xfea\x00", strings.Repeat("a,b\n", 10_000)} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, err := io.WriteString(w, s)
		if err = errors.Join(err, w.Close()); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
		f.Add(append(b.Bytes(), b.Bytes()...))
	}
	f.Fuzz(func(t *testing.T, b []byte) { survivesFile(t, "f.csv.gz", b) })
}

// FuzzXLSX fuzzes the parts of a workbook, since hardly a changed byte of a packed one
// gets past its sums; and the packed one, too.
func FuzzXLSX(f *testing.F) {
	small := workbook(f, func(x *excelize.File) { styled(f, x, "S", "B2", 22, "") }, sheet{"S", [][]any{{"a", "b"}, {"x", 43525.5}, {true, "y"}}})
	in, err := zip.NewReader(bytes.NewReader(small), int64(len(small)))
	if err != nil {
		f.Fatal(err)
	}
	names := []string{"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
	for i, name := range names {
		part, err := in.Open(name)
		if err != nil {
			f.Fatal(err)
		}
		b, err := io.ReadAll(part)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(byte(i), b)
	}
	f.Add(byte(0), []byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>-1</v></c><c r="XFD1" t="inlineStr"><is><t>b</t></is></c></row><row r="1048576"><c t="d"><v>2019-03-01</v></c><c t="e"><v>#N/A</v></c><c><f>A1</f></c></row></sheetData></worksheet>`))
	f.Add(byte(len(names)), small)
	f.Fuzz(func(t *testing.T, which byte, b []byte) {
		if int(which) < len(names) {
			b = rewritten(t, small, names[which], func([]byte) []byte { return b })
		}
		survives(t, item("f.xlsx", b), table.Options{})
		survives(t, item("f.xlsx", b), table.Options{HeaderLine: 2, Sheet: "S"})
	})
}

func FuzzGeoJSONPoints(f *testing.F) {
	f.Add([]byte(collection(feature(somewhere, `{"a":1,"b":[1,"x",null],"c":{"d":{"e":true}}}`), feature("null", `{"a":"x","Lon":2}`))))
	f.Add([]byte(`{"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[` + feature(`{"type":"MultiPoint","coordinates":[[1,2]]}`, `{}`) + `],"x":1}`))
	f.Add([]byte("\ufeff{\"features\":[\n{},\n[],1,\n" + feature(`{"type":"Polygon","coordinates":[]}`, `{"":{"":[]}}`) + "]}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		survives(t, item("f.geojson", b), table.Options{})
		survives(t, item("f.geojson", b), table.Options{CRS: "EPSG:27700", Encoding: "windows-1252"})
	})
}
