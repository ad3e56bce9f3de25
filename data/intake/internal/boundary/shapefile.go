package boundary

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// parts are the files that make up one Shapefile, by ending, as Open gives them.
type parts map[string]unpack.Item

var shapeEndings = []string{".shp", ".shx", ".dbf", ".prj", ".cpg"}

// shapefiles adds a layer for every .shp of a .zip, with the files of the same name in
// the same folder, and gives back what belongs to none.
func (f *opened) shapefiles(items []unpack.Item) (rest []unpack.Item) {
	if len(items) < 2 {
		return items
	}
	sets := map[string]parts{}
	var order []string
	for _, it := range items {
		if !contains(shapeEndings, it.Ext) {
			rest = append(rest, it)
			continue
		}
		key := strings.ToLower(strings.TrimSuffix(it.Name, path.Ext(it.Name)))
		if sets[key] == nil {
			sets[key] = parts{}
			order = append(order, key)
		}
		sets[key][it.Ext] = it
	}
	for _, key := range order {
		set := sets[key]
		shp, ok := set[".shp"]
		if !ok {
			continue // a table or a definition on its own
		}
		name := stem(shp.Name)
		f.layers = append(f.layers, layer{name, func(_ context.Context, o Options) (*Collection, error) { return readShapefile(name, set, o) }})
	}
	return rest
}

func readShapefile(layer string, set parts, o Options) (*Collection, error) {
	var raw shapeParts
	left := MaxBytes
	for _, part := range []struct {
		ext  string
		into *[]byte
	}{{".shp", &raw.shp}, {".shx", &raw.shx}, {".dbf", &raw.dbf}, {".prj", &raw.prj}, {".cpg", &raw.cpg}} {
		it, ok := set[part.ext]
		if !ok {
			continue
		}
		_, err := stream(it, func(r io.Reader) (*Collection, error) {
			b, err := load(it.Name, r, left, func([]byte) error { return nil })
			*part.into = b
			return nil, err
		})
		if err != nil {
			return nil, err
		}
		left -= len(*part.into)
	}
	return Shapefile(set[".shp"].Name, layer, raw, o.CRS)
}

// shapeParts are the bytes of a Shapefile's files; all but the first may be missing.
type shapeParts struct {
	shp, shx, dbf, prj, cpg []byte
}

// Shapefile reads one Shapefile. The library that decodes it trusts every length in the
// file, so all of them are checked first, and it is given a copy that holds flat shapes
// and one row for each. system overrides the .prj; without either, the numbers must be
// degrees and nothing else.
func Shapefile(name, layer string, raw shapeParts, system string) (c *Collection, err error) {
	shapes, n, err := tidyShapes(name, raw.shp, raw.shx)
	if err != nil {
		return nil, err
	}
	rows, err := tidyTable(name, raw.dbf, n)
	if err != nil {
		return nil, err
	}
	c = &Collection{File: name, Format: "shapefile", Layer: layer, CRS: system}
	text, note := codePage(raw.cpg, raw.dbf)
	if note != "" {
		c.Notes = append(c.Notes, name+": "+note)
	}
	if err := c.decodeShapes(shapes, rows, text); err != nil {
		return nil, err
	}
	if err := c.some(); err != nil {
		return nil, err
	}
	if c.CRS == "" {
		err = c.prj(raw.prj)
	}
	return c, err
}

func (c *Collection) prj(b []byte) error {
	if len(bytes.TrimSpace(b)) == 0 {
		return c.unnamed("the Shapefile has no .prj to name its coordinate system")
	}
	system, err := crs.FromWKT(string(b))
	if errors.Is(err, fault.ErrUsage) {
		_, detail, _ := strings.Cut(err.Error(), ": ")
		return fault.OfFile(c.File, "coordinate system not read", detail, "export it in one of these, or name the right one with --crs")
	}
	c.CRS = system
	return err
}

func shapeFault(name, reason, detail string) *fault.Fault {
	return fault.OfFile(name, reason, detail, "export the Shapefile again")
}

func damagedShape(name string, record int, what string) *fault.Fault {
	return shapeFault(name, "the Shapefile is damaged", fmt.Sprintf("shape %d: %s", record, what))
}
