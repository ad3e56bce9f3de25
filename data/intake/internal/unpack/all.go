package unpack

import (
	"bytes"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
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
		return []Item{{name, inner, func() (io.ReadCloser, error) { return openGzip(name, name) }}}, nil
	}
	return []Item{{name, ext, func() (io.ReadCloser, error) { return os.Open(name) }}}, nil
}

func zipEntries(name string) ([]Item, error) {
	a, err := openArchive(name, name)
	if err != nil {
		return nil, err
	}
	defer a.release()
	var out []Item
	for _, f := range a.zip.File {
		inner := strings.ReplaceAll(f.Name, "\\", "/")
		if f.FileInfo().IsDir() || strings.HasPrefix(path.Base(inner), ".") || strings.HasPrefix(inner, "__MACOSX/") {
			continue
		}
		shown := name + "/" + inner
		out = append(out, Item{shown, strings.ToLower(path.Ext(inner)), func() (io.ReadCloser, error) { return a.open(f, shown) }})
	}
	return out, nil
}
