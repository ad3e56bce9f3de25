// Package unpack opens what a file holds: itself, what a .gz wraps, every entry of a
// .zip that is asked for. It bounds what a packed file may unpack to, and refuses a
// file that is not what its name says. Errors: *fault.Fault.
package unpack

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hexbeat/data/intake/internal/fault"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// maxUnpacked bounds what one packed file may unpack to, so that a small file
// cannot fill the disk or the memory.
const maxUnpacked = 8 << 30

// Item is one readable table and the name it is known by in messages.
type Item struct {
	Name string // "months.zip/2019-05.csv"
	Ext  string // ".csv", without .gz
	Open func() (io.ReadCloser, error)
}

// Digest is the SHA-256 of a file's bytes as they lie on disk.
func Digest(files []string) (string, error) {
	all := sha256.New()
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return "", fault.OfFile(name, "cannot be read", err.Error(), "check the name and that you may read it")
		}
		_, err = io.Copy(all, f)
		f.Close()
		if err != nil {
			return "", fault.OfFile(name, "cannot be read", err.Error(), "check the disk it lies on")
		}
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}

// Items lists the tables inside a file: the file itself, what a .gz wraps, or
// every table in a .zip in the order of their names.
func Items(name string) ([]Item, error) {
	head, err := Head(name)
	if err != nil {
		return nil, err
	}
	ext := strings.ToLower(filepath.Ext(name))
	if err := CheckKind(name, ext, head); err != nil {
		return nil, err
	}
	switch ext {
	case ".zip":
		return zipStreams(name)
	case ".gz":
		inner := strings.ToLower(filepath.Ext(strings.TrimSuffix(name, filepath.Ext(name))))
		if err := readable(name, inner); err != nil {
			return nil, err
		}
		return []Item{{name, inner, func() (io.ReadCloser, error) { return openGzip(name) }}}, nil
	}
	if err := readable(name, ext); err != nil {
		return nil, err
	}
	return []Item{{name, ext, func() (io.ReadCloser, error) { return os.Open(name) }}}, nil
}

// readable refuses what would be read as a table and is none.
func readable(name, ext string) error {
	if slices.Contains([]string{".geojson", ".json", ".xlsx", ".xls", ".gpkg", ".kml", ".kmz", ".xml", ".osm", ".pbf"}, ext) {
		return fault.OfFile(name, "not a kind of file that this version reads incidents from", ext, "save it as .csv, .tsv or .txt, which may lie in .gz or .zip")
	}
	return nil
}

func Head(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fault.OfFile(name, "cannot be read", err.Error(), "check the name and that you may read it")
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, fault.OfFile(name, "cannot be read", err.Error(), "check the name and that you may read it")
	}
	if n == 0 {
		return nil, fault.OfFile(name, "the file is empty", "", "export it again; nothing was imported")
	}
	return head[:n], nil
}

// kinds are the beginnings by which a file gives itself away.
var kinds = []struct {
	magic string
	what  string
	exts  []string
}{
	{"\x1f\x8b", "a gzip file", []string{".gz"}},
	{"PK\x03\x04", "a zip file (an .xlsx workbook is one, too)", []string{".zip", ".xlsx", ".kmz"}},
	{"SQLite format 3\x00", "a SQLite or GeoPackage file", []string{".gpkg"}},
	{"%PDF", "a PDF", nil},
	{"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", nil},
	{"\x89PNG", "a picture", nil},
	{"\xff\xd8\xff", "a picture", nil},
	{"\xff\xfe", "text in UTF-16", nil},
	{"\xfe\xff", "text in UTF-16", nil},
}

// CheckKind refuses a file that is not what its name says.
func CheckKind(name, ext string, head []byte) error {
	for _, k := range kinds {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			if slices.Contains(k.exts, ext) {
				return nil
			}
			return fault.OfFile(name, "the file is not what its name says", "it is "+k.what,
				"give it its right ending, or export it again as CSV in UTF-8")
		}
	}
	if ext == ".gz" || ext == ".zip" || ext == ".xlsx" {
		return fault.OfFile(name, "the file is not what its name says", "it does not begin like a "+ext+" file",
			"give it its right ending, or export it again")
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return fault.OfFile(name, "the file is not text", "it holds NUL bytes", "export it again as CSV in UTF-8")
	}
	if first := bytes.TrimLeft(head, " \t\r\n\ufeff"); bytes.HasPrefix(bytes.ToLower(first), []byte("<!doctype html")) || bytes.HasPrefix(bytes.ToLower(first), []byte("<html")) {
		return fault.OfFile(name, "the file is not what its name says", "it is a web page", "download the data itself; a log-in page is often saved instead")
	}
	return nil
}

func openGzip(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bufio.NewReaderSize(f, 1<<16))
	if err != nil {
		f.Close()
		return nil, fault.OfFile(name, "the gzip file is damaged", err.Error(), "fetch it again")
	}
	return &bounded{r: z, close: func() error { z.Close(); return f.Close() }, left: maxUnpacked, name: name}, nil
}

func zipStreams(name string) ([]Item, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, fault.OfFile(name, "the zip file is damaged", err.Error(), "fetch it again")
	}
	defer z.Close()
	var out []Item
	for i, f := range z.File {
		ext := strings.ToLower(path.Ext(f.Name))
		if f.FileInfo().IsDir() || !slices.Contains([]string{".csv", ".tsv", ".tab", ".txt"}, ext) || strings.HasPrefix(path.Base(f.Name), ".") {
			continue
		}
		out = append(out, Item{name + "/" + f.Name, ext, func() (io.ReadCloser, error) { return openZipped(name, i) }})
	}
	if len(out) == 0 {
		return nil, fault.OfFile(name, "the zip file holds no table", "", "it should hold .csv files")
	}
	slices.SortStableFunc(out, func(a, b Item) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// openZipped opens an entry by its place: names may stand twice in a zip file, or be
// written with backslashes.
func openZipped(name string, entry int) (io.ReadCloser, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, fault.OfFile(name, "the zip file is damaged", err.Error(), "fetch it again")
	}
	if entry >= len(z.File) { // the file was changed meanwhile
		z.Close()
		return nil, fault.OfFile(name, "the zip file is damaged", "an entry is gone", "import it again")
	}
	inner := z.File[entry].Name
	f, err := z.File[entry].Open()
	if err != nil {
		z.Close()
		return nil, fault.OfFile(name+"/"+inner, "the zip file is damaged", err.Error(), "fetch it again")
	}
	return &bounded{r: f, close: func() error { f.Close(); return z.Close() }, left: maxUnpacked, name: name + "/" + inner}, nil
}

// bounded stops reading where a packed file has unpacked to more than it may.
type bounded struct {
	r     io.Reader
	close func() error
	left  int64
	name  string
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fault.OfFile(b.name, "the file unpacks to too much", fmt.Sprintf("more than %d GB", maxUnpacked>>30), "split it")
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err != nil && err != io.EOF {
		err = fault.OfFile(b.name, "the packed file is damaged", err.Error(), "fetch it again")
	}
	return n, err
}

func (b *bounded) Close() error { return b.close() }
