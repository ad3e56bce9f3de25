package boundary

import (
	"bufio"
	"bytes"
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
func Read(name string, o Options) (*Collection, error) {
	items, err := unpack.All(name)
	if err != nil {
		return nil, err
	}
	layers, err := layersOf(name, items)
	if err != nil {
		return nil, err
	}
	l, err := choose(name, layers, o.Layer)
	if err != nil {
		return nil, err
	}
	return l.read(o)
}

// layer is something that can be read as one collection.
type layer struct {
	name string // for --layer
	read func(Options) (*Collection, error)
}

func layersOf(name string, items []unpack.Item) ([]layer, error) {
	var out []layer
	for _, it := range items {
		if len(items) > 1 && !spatial[it.Ext] {
			continue // what lies beside the data: styles, metadata, pictures
		}
		l, err := layersIn(it)
		if err != nil {
			return nil, err
		}
		out = append(out, l...)
	}
	if len(out) == 0 {
		return nil, fault.OfFile(name, "the file holds no boundaries", "", "it should hold .geojson")
	}
	return out, nil
}

// spatial are the endings looked at where a .zip holds many files.
var spatial = map[string]bool{".geojson": true, ".json": true}

// layersIn looks at what a file begins with.
func layersIn(it unpack.Item) ([]layer, error) {
	head, err := peek(it)
	if err != nil {
		return nil, err
	}
	if err := unpack.CheckKind(it.Name, it.Ext, head); err != nil {
		return nil, err
	}
	return []layer{{stem(it.Name), func(o Options) (*Collection, error) {
		return stream(it, func(r io.Reader) (*Collection, error) { return GeoJSON(it.Name, r, o.CRS) })
	}}}, nil
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

// stem is the name of a file without folders and ending.
func stem(name string) string {
	base := path.Base(strings.ReplaceAll(name, "\\", "/"))
	return strings.TrimSuffix(base, path.Ext(base))
}

// choose finds the layer asked for, without case, or the only one.
func choose(file string, layers []layer, wanted string) (layer, error) {
	var names []string
	var found []layer
	for _, l := range layers {
		names = append(names, l.name)
		if strings.EqualFold(l.name, wanted) {
			found = append(found, l)
		}
	}
	switch {
	case wanted == "" && len(layers) == 1:
		return layers[0], nil
	case len(found) == 1:
		return found[0], nil
	case wanted == "":
		return layer{}, fmt.Errorf("%w: %s holds several layers; name one with --layer: %s", fault.ErrUsage, file, strings.Join(names, ", "))
	case len(found) > 1:
		return layer{}, fmt.Errorf("%w: %s holds the layer %q more than once; take the others out of it", fault.ErrUsage, file, wanted)
	}
	return layer{}, fmt.Errorf("%w: --layer %q: %s has no such layer; it has %s", fault.ErrUsage, wanted, file, strings.Join(names, ", "))
}
