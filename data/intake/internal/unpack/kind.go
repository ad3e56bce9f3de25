package unpack

import (
	"bytes"
	"slices"

	"hexbeat/data/intake/internal/fault"
)

// texts are the endings of text, in which UTF-16 and its NUL bytes may stand. Without
// an ending a file may be anything.
var texts = []string{".csv", ".tsv", ".tab", ".txt", ""}

// kinds are the beginnings by which a file gives itself away.
var kinds = []struct {
	magic string
	what  string
	exts  []string
}{
	{"\x1f\x8b", "a gzip file", []string{".gz", ""}},
	{"PK\x03\x04", "a zip file (an .xlsx workbook is one, too)", []string{".zip", ".xlsx", ".kmz", ""}},
	{"SQLite format 3\x00", "a SQLite or GeoPackage file", []string{".gpkg"}},
	{"%PDF", "a PDF", nil},
	{"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), or one with a password", nil},
	{"\x89PNG", "a picture", nil},
	{"\xff\xd8\xff", "a picture", nil},
	{"\xff\xfe", "text in UTF-16", texts},
	{"\xfe\xff", "text in UTF-16", texts},
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
	if bytes.IndexByte(head, 0) >= 0 && !slices.Contains(texts, ext) {
		return fault.OfFile(name, "the file is not text", "it holds NUL bytes", "export it again as CSV in UTF-8")
	}
	if first := bytes.TrimLeft(head, " \t\r\n\ufeff"); bytes.HasPrefix(bytes.ToLower(first), []byte("<!doctype html")) || bytes.HasPrefix(bytes.ToLower(first), []byte("<html")) {
		return fault.OfFile(name, "the file is not what its name says", "it is a web page", "download the data itself; a log-in page is often saved instead")
	}
	return nil
}

// packing is the ending that a file without one should have, if it is packed.
func packing(file string, head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return ".gz"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && !workbook(file):
		return ".zip"
	}
	return ""
}
