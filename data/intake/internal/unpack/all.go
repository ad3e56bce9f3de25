package unpack

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"hexbeat/data/intake/internal/fault"
)

// All lists everything a file holds, whatever it is: the file itself, what a .gz
// wraps, or each entry of a .zip by its place in it, folders and hidden files left
// out. What the file begins with decides, not its ending.
func All(name string) ([]Item, error) {
	head, err := Head(name)
	if err != nil {
		return nil, err
	}
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipEntries(name)
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		inner := strings.ToLower(filepath.Ext(strings.TrimSuffix(name, filepath.Ext(name))))
		return []Item{{name, inner, func() (io.ReadCloser, error) { return openGzip(name) }}}, nil
	}
	return []Item{{name, ext, func() (io.ReadCloser, error) { return os.Open(name) }}}, nil
}

// maxEntries bounds what a .zip may hold: its list alone could fill the memory.
const maxEntries = 10_000

func zipEntries(name string) ([]Item, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, fault.OfFile(name, "the zip file is damaged", err.Error(), "fetch it again")
	}
	defer z.Close()
	if len(z.File) > maxEntries {
		return nil, fault.OfFile(name, "the zip file holds too many files", "", "put only the data into it")
	}
	var out []Item
	for i, f := range z.File {
		inner := strings.ReplaceAll(f.Name, "\\", "/")
		if f.FileInfo().IsDir() || strings.HasPrefix(path.Base(inner), ".") || strings.HasPrefix(inner, "__MACOSX/") {
			continue
		}
		out = append(out, Item{name + "/" + inner, strings.ToLower(path.Ext(inner)), func() (io.ReadCloser, error) { return openZipped(name, i) }})
	}
	return out, nil
}
