package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/boundary"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// layerSource gives features one by one: their columns as a table has them and, where
// the file has one, their geometry.
type layerSource interface {
	name() string
	header() []string
	format() (kind, system string)
	// next fills the row and gives the geometry in degrees, nil where it stands in the
	// columns. Errors: io.EOF, *Fault where the reading cannot go on.
	next(*row) (orb.Geometry, *Fault, error)
	close()
}

// layerTables are the endings of tables; .gz is looked through.
var layerTables = []string{".csv", ".tsv", ".tab", ".txt", ".xlsx"}

// openLayer opens a file by its name and columns: a table of points, else an area file
// or a table with a column of WKT, which may hold points too.
func openLayer(ctx context.Context, file string, o AreaOptions) (layerSource, error) {
	ext := filepath.Ext(strings.TrimSuffix(strings.ToLower(file), ".gz"))
	if slices.Contains(layerTables, ext) && o.GeometryField == "" {
		t, err := openPoints(file, o)
		if t != nil || err != nil {
			return t, err
		}
	}
	c, err := boundary.Read(ctx, file, boundary.Options{CRS: o.CRS, Layer: o.Layer, GeometryField: o.GeometryField})
	if slices.Contains(layerTables, ext) && errors.Is(err, ErrUsage) {
		return nil, fmt.Errorf("%w; points stand in columns called lon and lat, easting and northing, or gridref", err)
	} else if err != nil {
		return nil, err
	}
	return &layerFeatures{c: c, keys: propertyNames(c)}, nil
}

// openPoints opens a table whose points stand in columns; nil when there are no such
// columns.
func openPoints(file string, o AreaOptions) (layerSource, error) {
	items, err := unpack.Items(file)
	if err != nil {
		return nil, err
	}
	t, err := table.Open(items[0], table.Options{})
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(t.Header(), isPointColumn) {
		return nil, t.Close()
	}
	return &layerTable{Reader: t, file: items[0].Name, system: o.CRS}, nil
}

// isPointColumn reports whether a column is the longitude, the easting or the grid
// reference of a point.
func isPointColumn(col string) bool {
	for _, f := range layerFields {
		if slices.Contains([]string{"lon", "easting", "gridref"}, f.field) && slices.Contains(f.names, words(col)) {
			return true
		}
	}
	return false
}

func propertyNames(c *boundary.Collection) []string {
	seen := map[string]bool{}
	var out []string
	for _, f := range c.Features {
		for k := range f.Properties {
			if !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

// layerTable is a table: one feature a row, its point in columns.
type layerTable struct {
	*table.Reader
	file, system string
}

func (t *layerTable) name() string             { return t.file }
func (t *layerTable) header() []string         { return t.Header() }
func (t *layerTable) format() (string, string) { return t.Format().Kind, t.system }
func (t *layerTable) close()                   { t.Close() }

func (t *layerTable) next(w *row) (orb.Geometry, *Fault, error) {
	in, fault, err := t.Next()
	w.line, w.cells, w.column = in.Line, in.Cells, t.Column
	return nil, fault, err
}

// layerFeatures is a read area file: one feature a row, its properties the columns.
type layerFeatures struct {
	c    *boundary.Collection
	keys []string
	at   int
}

func (t *layerFeatures) name() string             { return t.c.File }
func (t *layerFeatures) header() []string         { return t.keys }
func (t *layerFeatures) format() (string, string) { return t.c.Format, t.c.CRS }
func (t *layerFeatures) close()                   {}

func (t *layerFeatures) next(w *row) (orb.Geometry, *Fault, error) {
	if t.at >= len(t.c.Features) {
		return nil, nil, io.EOF
	}
	f := &t.c.Features[t.at]
	t.at++
	w.line, w.column = f.Line, func(int) int { return f.Column }
	w.cells = slices.Grow(w.cells[:0], len(t.keys))
	for _, k := range t.keys {
		w.cells = append(w.cells, listText(text(f.Properties[k])))
	}
	g, fault := t.c.Degrees(t.at - 1)
	return g, fault, nil
}

// listText joins a list of texts, as of terms, which comes as the JSON it was.
func listText(s string) string {
	if !strings.HasPrefix(s, "[") {
		return s
	}
	var parts []string
	if json.Unmarshal([]byte(s), &parts) != nil {
		return s
	}
	return strings.Join(parts, ";")
}
