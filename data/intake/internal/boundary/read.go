package boundary

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// Read reads one layer of a file. Errors: *fault.Fault; fault.ErrUsage with the names
// where the file holds several layers and none is named.
func Read(ctx context.Context, name string, o Options) (*Collection, error) {
	items, err := unpack.All(name)
	if err != nil {
		return nil, err
	}
	f := &opened{name: name}
	defer f.close()
	if err := f.look(ctx, items); err != nil {
		return nil, err
	}
	l, err := f.choose(o.Layer)
	if err != nil {
		return nil, err
	}
	return l.read(ctx, o)
}

// opened is a file with the layers found in it.
type opened struct {
	name   string
	layers []layer
	after  []func() // what is to be tidied away
}

// layer is something that can be read as one collection.
type layer struct {
	name string // for --layer
	read func(context.Context, Options) (*Collection, error)
}

func (f *opened) close() {
	for _, tidy := range f.after {
		tidy()
	}
}

// look finds the layers. In a .zip of many files, tables count only where nothing else
// holds boundaries: a list of fields often lies beside them.
func (f *opened) look(ctx context.Context, items []unpack.Item) error {
	rest := f.shapefiles(items)
	for _, exts := range [][]string{{".gpkg", ".kml", ".geojson", ".json"}, {".csv", ".tsv", ".txt"}} {
		for _, it := range rest {
			if len(items) > 1 && !contains(exts, it.Ext) {
				continue
			}
			if err := f.lookInto(ctx, it); err != nil {
				return err
			}
		}
		if len(f.layers) > 0 {
			break
		}
	}
	if len(f.layers) == 0 {
		return fault.OfFile(f.name, "the file holds no boundaries", "", "it should hold a Shapefile, .gpkg, .kml, .geojson or a .csv with a column of WKT")
	}
	f.mainKML()
	return nil
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// mainKML leaves a .kmz its first document: the others belong to links in it, which
// are not followed.
func (f *opened) mainKML() {
	if !strings.EqualFold(path.Ext(f.name), ".kmz") {
		return
	}
	for _, l := range f.layers {
		if strings.EqualFold(l.name, "doc") {
			f.layers = []layer{l}
			return
		}
	}
}

// lookInto goes by what a file begins with.
func (f *opened) lookInto(ctx context.Context, it unpack.Item) error {
	head, err := peek(it)
	if err != nil {
		return err
	}
	text := bytes.TrimLeft(head, " \t\r\n\ufeff")
	switch {
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return f.geoPackage(ctx, it)
	case bytes.HasPrefix(head, []byte("\x00\x00\x27\x0a")):
		return fault.OfFile(it.Name, "a Shapefile is more than one file", "", "put the .shp, .shx, .dbf, .prj and .cpg of that name into one .zip")
	}
	// What may be text is checked for what it may be besides: a picture, a web page.
	if err := unpack.CheckKind(it.Name, ".csv", head); err != nil {
		return err
	}
	l := layer{stem(it.Name), func(_ context.Context, o Options) (*Collection, error) { return readWKT(it, o) }}
	switch {
	case begins(text, "{", "["), !begins(text, "<") && contains([]string{".geojson", ".json"}, it.Ext):
		l.read = func(_ context.Context, o Options) (*Collection, error) {
			return stream(it, func(r io.Reader) (*Collection, error) { return GeoJSON(it.Name, r, o.CRS) })
		}
	case begins(text, "<"), it.Ext == ".kml":
		l.read = func(_ context.Context, o Options) (*Collection, error) {
			return stream(it, func(r io.Reader) (*Collection, error) { return KML(it.Name, r, o.CRS) })
		}
	}
	f.layers = append(f.layers, l)
	return nil
}

func begins(text []byte, with ...string) bool {
	for _, w := range with {
		if bytes.HasPrefix(text, []byte(w)) {
			return true
		}
	}
	return false
}

func peek(it unpack.Item) ([]byte, error) {
	r, err := it.Open()
	if err != nil {
		return nil, unreadable(it.Name, err)
	}
	defer r.Close()
	head, err := bufio.NewReader(r).Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, unreadable(it.Name, err)
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return nil, fault.OfFile(it.Name, "the file is empty", "", "export it again; nothing was imported")
	}
	return head, nil
}

func stream(it unpack.Item, read func(io.Reader) (*Collection, error)) (*Collection, error) {
	r, err := it.Open()
	if err != nil {
		return nil, unreadable(it.Name, err)
	}
	defer r.Close()
	return read(r)
}

// stem is the name of a file without folders and ending; of a packed one, without .gz.
func stem(name string) string {
	base := path.Base(strings.ReplaceAll(name, "\\", "/"))
	if strings.EqualFold(path.Ext(base), ".gz") {
		base = strings.TrimSuffix(base, path.Ext(base))
	}
	return strings.TrimSuffix(base, path.Ext(base))
}

// choose finds the layer asked for, without case, or the only one.
func (f *opened) choose(wanted string) (layer, error) {
	var names []string
	var found []layer
	for _, l := range f.layers {
		names = append(names, l.name)
		if strings.EqualFold(l.name, wanted) {
			found = append(found, l)
		}
	}
	switch {
	case wanted == "" && len(f.layers) == 1:
		return f.layers[0], nil
	case len(found) == 1:
		return found[0], nil
	case wanted == "":
		return layer{}, fmt.Errorf("%w: %s holds several layers; name one with --layer: %s", fault.ErrUsage, f.name, strings.Join(names, ", "))
	case len(found) > 1:
		return layer{}, fmt.Errorf("%w: %s holds the layer %q more than once; take the others out of it", fault.ErrUsage, f.name, wanted)
	}
	return layer{}, fmt.Errorf("%w: --layer %q: %s has no such layer; it has %s", fault.ErrUsage, wanted, f.name, strings.Join(names, ", "))
}
