// Package unpack opens what a file holds: itself, what a .gz wraps, every table in a
// .zip. It bounds what a packed file may unpack to, refuses a file that is not what
// its name says and one that is packed twice. Errors: *fault.Fault.
package unpack

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hexbeat/data/intake/internal/fault"
)

// Item is one readable table and the name it is known by in messages. It may be
// opened any number of times.
type Item struct {
	Name string // "months.zip/2019-05.csv"
	Ext  string // ".csv", in lower case and without .gz; empty where only the content can tell
	Open func() (io.ReadCloser, error)
}

// Digest is the SHA-256 of files' bytes as they lie on disk.
func Digest(files []string) (string, error) {
	all := sha256.New()
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return "", unreadable(name, err)
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
func Items(file string) ([]Item, error) { return ItemsNamed(file, file) }

// ItemsNamed is Items of a file that messages know by another name. Without an
// ending in that name the content says what kind of file it is.
func ItemsNamed(file, name string) ([]Item, error) {
	head, err := head(file, name)
	if err != nil {
		return nil, err
	}
	ext := strings.ToLower(filepath.Ext(name))
	if err := CheckKind(name, ext, head); err != nil {
		return nil, err
	}
	if ext == "" {
		ext = packing(file, head)
	}
	switch ext {
	case ".zip":
		return zipItems(file, name)
	case ".gz":
		inner := strings.ToLower(filepath.Ext(strings.TrimSuffix(name, filepath.Ext(name))))
		if err := readable(name, inner); err != nil {
			return nil, err
		}
		return []Item{{name, inner, func() (io.ReadCloser, error) { return openGzip(file, name) }}}, nil
	}
	if err := readable(name, ext); err != nil {
		return nil, err
	}
	return []Item{{name, ext, func() (io.ReadCloser, error) { return os.Open(file) }}}, nil
}

// packed are the endings of files that hold others.
var packed = []string{".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst"}

// readable refuses what would be read as a table and is none.
func readable(name, ext string) error {
	if slices.Contains(packed, ext) {
		return fault.OfFile(name, "the file is packed in a way that is not read", ext, "unpack it; one layer of .gz or .zip is read")
	}
	if slices.Contains([]string{".xls", ".xlsb", ".ods", ".gpkg", ".kml", ".kmz", ".xml", ".osm", ".pbf", ".shp", ".pdf", ".docx"}, ext) {
		return fault.OfFile(name, "not a kind of file that incidents are read from", ext, "save it as .csv, .tsv, .txt, .xlsx or .geojson, which may lie in .gz or .zip")
	}
	return nil
}

// Head is the beginning of a file, at most 512 bytes.
func Head(file string) ([]byte, error) { return head(file, file) }

func head(file, name string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	b := make([]byte, 512)
	n, err := io.ReadFull(f, b)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, unreadable(name, err)
	}
	if n == 0 {
		return nil, fault.OfFile(name, "the file is empty", "", "export it again; nothing was imported")
	}
	return b[:n], nil
}

func unreadable(name string, err error) *fault.Fault {
	return fault.OfFile(name, "cannot be read", err.Error(), "check the name and that you may read it")
}
