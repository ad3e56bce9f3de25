package unpack_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func gzipped(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(content)
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipped makes a zip file of names and contents.
func zipped(t testing.TB, entries ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		h := &zip.FileHeader{Name: entries[i], Method: zip.Deflate}
		if entries[i+1] == "" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(w, entries[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// all reads every item to its end.
func all(items []unpack.Item) (contents []string, err error) {
	for _, it := range items {
		body, err := it.Open()
		if err != nil {
			return contents, err
		}
		b, err := io.ReadAll(body)
		if err = errors.Join(err, body.Close()); err != nil {
			return contents, err
		}
		contents = append(contents, string(b))
	}
	return contents, nil
}

func TestItems(t *testing.T) {
	for name, c := range map[string]struct {
		file    string
		content []byte
		want    string // names without the folder, endings, contents
	}{
		"plain":           {"a.csv", []byte("x"), "[a.csv .csv x]"},
		"gzip":            {"a.tsv.gz", gzipped(t, []byte("x")), "[a.tsv.gz .tsv x]"},
		"zip":             {"a.zip", zipped(t, "2/b.csv", "y", "1/a.TXT", "x", "1/", "", "c.md", "z"), "[a.zip/1/a.TXT .txt x] [a.zip/2/b.csv .csv y]"},
		"twice, \\":       {"a.zip", zipped(t, `d\a.csv`, "x", "b.csv", "y", "b.csv", "z"), `[a.zip/b.csv .csv y] [a.zip/b.csv .csv z] [a.zip/d\a.csv .csv x]`},
		"what lies about": {"a.zip", zipped(t, "README.txt", "r", "Licence.txt", "l", "__MACOSX/._a.csv", "m", ".hidden.csv", "h", "~$b.xlsx", "e", "notes.csv", "x"), "[a.zip/notes.csv .csv x]"},
		"nameless text":   {"a", []byte("x"), "[a  x]"},
		"nameless gzip":   {"a", gzipped(t, []byte("x")), "[a  x]"},
		"nameless zip":    {"a", zipped(t, "b.csv", "x"), "[a/b.csv .csv x]"},
		"of another name": {"a.dat", []byte("x"), "[a.dat .dat x]"},
	} {
		t.Run(name, func(t *testing.T) {
			file := write(t, c.file, c.content)
			items, err := unpack.Items(file)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			contents, err := all(items)
			if err != nil {
				t.Fatal(err)
			}
			for i, it := range items {
				got = append(got, fmt.Sprintf("[%s %s %s]", strings.TrimPrefix(it.Name, filepath.Dir(file)+"/"), it.Ext, contents[i]))
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("got %s, want %s", g, c.want)
			}
		})
	}
}

// gzipBomb is 80 MB of nothing in 80 KB: the same megabyte, over and over.
func gzipBomb(t testing.TB) []byte {
	t.Helper()
	return bytes.Repeat(gzipped(t, make([]byte, 1<<20)), 80)
}

// zipBomb is a file that says it unpacks to 80 MB; archive/zip holds it to that.
func zipBomb(t testing.TB, name string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: 4, UncompressedSize64: 80 << 20})
	if err == nil {
		_, err = io.WriteString(w, "xxxx")
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRefusals(t *testing.T) {
	many := make([]string, 2*20_001)
	for i := 0; i < len(many); i += 2 {
		many[i] = fmt.Sprintf("%d.csv", i)
	}
	locked := zipped(t, "a.csv", "x")
	for _, at := range []int{bytes.Index(locked, []byte("PK\x03\x04")) + 6, bytes.Index(locked, []byte("PK\x01\x02")) + 8} {
		locked[at] |= 1 // the bit that says a password is needed
	}
	for want, c := range map[string]struct {
		file    string
		content []byte
	}{
		"unpacks to too much: more than 250 times its size": {"a.csv.gz", gzipBomb(t)},
		"a.csv: the file unpacks to too much":               {"a.zip", zipBomb(t, "a.csv")},
		"too many files":                                    {"a.zip", zipped(t, many...)},
		"b.csv.gz: a packed file lies inside a packed file": {"a.zip", zipped(t, "a.csv", "x", "b.csv.gz", "y")},
		"packed in a way that is not read: .zip":            {"a.zip.gz", gzipped(t, []byte("x"))},
		"packed in a way that is not read: .7z":             {"a.7z", []byte("x")},
		"holds no table: it holds a.md, b.md, c.md and oth": {"a.zip", zipped(t, "a.md", "", "b.md", "", "c.md", "", "d.md", "")},
		"it is a workbook; give it the ending .xlsx":        {"a.zip", zipped(t, "xl/workbook.xml", "")},
		"the file has a password":                           {"a.zip", locked},
		"the zip file is damaged":                           {"a.zip", zipped(t, "a.csv", "x")[:40]},
		"the packed file is damaged":                        {"a.csv.gz", gzipped(t, []byte(strings.Repeat("abcdefgh", 1000)))[:40]},
		"not a kind of file that incidents are read from":   {"a.gpkg", []byte("SQLite format 3\x00")},
		"does not begin like a .gz file":                    {"a.csv.gz", []byte("x")},
		"it is a gzip file":                                 {"a.csv", gzipped(t, []byte("x"))},
		"it is a web page":                                  {"a.csv", []byte("\n<!DOCTYPE html>")},
		"the file is empty":                                 {"a.csv", nil},
	} {
		t.Run(want, func(t *testing.T) {
			file := write(t, c.file, c.content)
			items, err := unpack.Items(file)
			if err == nil {
				_, err = all(items)
			}
			var f *fault.Fault
			if !errors.As(err, &f) || !strings.Contains(err.Error(), want) || !strings.HasPrefix(f.File, file) || f.Hint == "" {
				t.Errorf("got %v, want a fault of %s with %q and what to do", err, file, want)
			}
		})
	}
	if _, err := unpack.Items(filepath.Join(t.TempDir(), "none.csv")); !errors.Is(err, fault.ErrFile) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestSpool(t *testing.T) {
	dir := t.TempDir()
	left := filepath.Join(dir, "standard-input-1.tmp")
	if err := os.WriteFile(left, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	path, err := unpack.Spool(t.Context(), strings.NewReader("a,b\n"), dir)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "a,b\n" {
		t.Errorf("kept %q, %v", b, err)
	}
	os.Remove(path)
	if _, err = unpack.Spool(t.Context(), iotest.ErrReader(io.ErrUnexpectedEOF), dir); !errors.Is(err, fault.ErrFile) {
		t.Errorf("a reader that fails: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	silent, never := io.Pipe()
	defer never.Close()
	if _, err = unpack.Spool(ctx, silent, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody writes and the user gives up: %v", err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("left behind: %v, %v", files, err)
	}
}
