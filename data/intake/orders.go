package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake/internal/boundary"
	"hexbeat/data/intake/internal/fault"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
)

// ReadOrder reads an order file (.toml or .json) and the boundary it names, which
// lies beside it or stands in it as GeoJSON. Errors: *Fault, pspo.ErrOrder.
func ReadOrder(fsys fs.FS, name string) (pspo.Order, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return pspo.Order{}, fault.OfFile(name, "cannot be read", err.Error(), "check the name")
	}
	parse := pspo.ParseTOML
	if strings.EqualFold(path.Ext(name), ".json") {
		parse = pspo.ParseJSON
	}
	o, err := parse(bytes.TrimPrefix(b, []byte("\ufeff")))
	if err != nil {
		return o, fault.OfFile(name, "the order cannot be read", err.Error(), "mend the file and load it again")
	}
	if err := o.Validate(); err != nil {
		return o, fault.OfFile(name, "the order cannot be read", err.Error(), "mend the file and load it again")
	}
	err = readOrderArea(fsys, name, &o)
	var f *Fault
	if inline(o.Area) && errors.As(err, &f) { // its place is one in the text of area, not in the file
		f.Line, f.Column, f.Field = 0, 0, "area"
	}
	return o, err
}

// inline reports whether the area is GeoJSON and not the name of a file.
func inline(area string) bool { return strings.HasPrefix(strings.TrimSpace(area), "{") }

func readOrderArea(fsys fs.FS, name string, o *pspo.Order) (err error) {
	where, source := name, []byte(o.Area)
	if strings.TrimSpace(o.Area) == "" {
		return fault.OfFile(name, "the order has no area", "", "area must name a GeoJSON file beside the order, or hold the GeoJSON itself")
	}
	if !inline(o.Area) {
		where = path.Join(path.Dir(name), o.Area)
		if source, err = fs.ReadFile(fsys, where); err != nil {
			return fault.OfFile(name, "the order's area cannot be read", err.Error(), "area must name a GeoJSON file beside the order, or hold the GeoJSON itself")
		}
	}
	c, err := boundary.GeoJSON(where, bytes.NewReader(source), "")
	if err != nil {
		return err
	}
	var mp orb.MultiPolygon
	for i := range c.Features {
		part, f := c.Area(i)
		if f != nil {
			return f
		}
		mp = append(mp, part...)
	}
	if err := geo.Validate(mp); err != nil {
		return c.Fault(0, "the boundary is not valid", err.Error(), "mend it where the message points")
	}
	o.Geometry, o.AreaSource = mp, slices.Clone(source)
	return nil
}

// Orders keeps order files in the store as one batch. Errors: as ReadOrder.
func Orders(ctx context.Context, s *data.Store, sc data.Scope, fsys fs.FS, names []string) (data.BatchInfo, error) {
	var orders []pspo.Order
	for _, n := range names {
		o, err := ReadOrder(fsys, n)
		if err != nil {
			return data.BatchInfo{}, err
		}
		orders = append(orders, o)
	}
	return keepOrders(ctx, s, sc, orders, names)
}

// OrderFiles keeps order files from anywhere as one batch: all of them, or none.
// Errors: as ReadOrder.
func OrderFiles(ctx context.Context, s *data.Store, sc data.Scope, files []string) (data.BatchInfo, error) {
	var orders []pspo.Order
	for _, file := range files {
		dir := filepath.Dir(file)
		o, err := ReadOrder(os.DirFS(dir), filepath.Base(file))
		var f *Fault
		if errors.As(err, &f) {
			f.File = filepath.Join(dir, filepath.FromSlash(f.File))
		}
		if err != nil {
			return data.BatchInfo{}, err
		}
		orders = append(orders, o)
	}
	return keepOrders(ctx, s, sc, orders, files)
}

func keepOrders(ctx context.Context, s *data.Store, sc data.Scope, orders []pspo.Order, names []string) (data.BatchInfo, error) {
	from := map[string]string{}
	for i, o := range orders {
		if first, twice := from[o.ID]; twice {
			return data.BatchInfo{}, fault.OfFile(names[i], "the order's id stands twice", fmt.Sprintf("%s is the id of the order in %s, too", o.ID, first), "give each order an id of its own")
		}
		from[o.ID] = names[i]
	}
	im, err := s.BeginImport(ctx, sc, data.Batch{Kind: "orders", Source: "pspo", File: baseNames(names)})
	if err != nil {
		return data.BatchInfo{}, err
	}
	for _, o := range orders {
		if err := im.AddOrder(ctx, o); err != nil {
			return data.BatchInfo{}, errors.Join(err, im.Abort(ctx))
		}
	}
	return im.Commit(ctx, 0, "")
}
