package gpkg

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Feature is a row of a layer.
type Feature struct {
	// Geometry is in the layer's coordinate system; nil where the row has none, or one
	// that cannot be read: then Err says why.
	Geometry orb.Geometry
	Err      error
	// Attributes are text, int64, float64 or nil, by column.
	Attributes map[string]any
}

// Features calls f for every row of a layer that Layers named, in the order they are
// kept in, until f returns an error, which comes back as it is. Errors: ErrFile.
func (f *File) Features(ctx context.Context, l Layer, each func(Feature) error) error {
	if err := f.check(ctx, l.Name); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	columns, err := f.columns(ctx, &l)
	if err != nil {
		return err
	}
	// The plus takes the columns' declared types away, so that values come as they are.
	rows, err := f.conn.QueryContext(ctx, `SELECT +`+strings.Join(columns, `, +`)+` FROM `+quote(l.Name))
	if err != nil {
		return wrap(err)
	}
	defer rows.Close()
	values := make([]any, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return wrap(err)
		}
		if err := each(feature(l, values)); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return wrap(err)
	}
	return nil
}

// feature takes a row apart: the geometry first, then the columns.
func feature(l Layer, values []any) Feature {
	out := Feature{Attributes: make(map[string]any, len(l.Columns))}
	switch g := values[0].(type) {
	case nil:
	case []byte:
		out.Geometry, out.Err = decode(g)
	default:
		out.Err = errHeader
	}
	for i, name := range l.Columns {
		switch v := values[i+1].(type) {
		case string, int64, nil:
			out.Attributes[name] = v
		case float64:
			if out.Attributes[name] = v; math.IsInf(v, 0) || math.IsNaN(v) {
				out.Attributes[name] = nil
			}
		default: // a picture or the like in a column of text
			out.Attributes[name] = nil
		}
	}
	return out
}

// columns are the columns to read, quoted, the geometry first, and sets l.Columns to
// the others. The key is left out, and so are columns of binary and those that are
// worked out, which would run what the file says.
func (f *File) columns(ctx context.Context, l *Layer) (quoted []string, err error) {
	rows, err := f.conn.QueryContext(ctx, `PRAGMA table_xinfo(`+quote(l.Name)+`)`)
	if err != nil {
		return nil, wrap(err)
	}
	defer rows.Close()
	l.Columns = nil
	found := false
	for rows.Next() {
		var cid, notNull, key, hidden int
		var name, kind string
		var def any
		if err := rows.Scan(&cid, &name, &kind, &notNull, &def, &key, &hidden); err != nil {
			return nil, wrap(err)
		}
		switch binary := slices.Contains([]string{"BLOB", "GEOMETRY", "POINT", "LINESTRING", "POLYGON"}, strings.ToUpper(kind)); {
		case hidden != 0:
		case strings.EqualFold(name, l.Geometry):
			found = true
		case key == 0 && !binary:
			l.Columns = append(l.Columns, name)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, wrap(err)
	}
	if !found {
		return nil, fmt.Errorf("%w: the layer %s has no column %s", ErrFile, l.Name, l.Geometry)
	}
	quoted = append(quoted, quote(l.Geometry))
	for _, c := range l.Columns {
		quoted = append(quoted, quote(c))
	}
	return quoted, nil
}
