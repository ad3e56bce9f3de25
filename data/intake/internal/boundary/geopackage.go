package boundary

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/data/gpkg"
	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// maxGeoPackage bounds what a packed GeoPackage may unpack to.
const maxGeoPackage = 2 << 30

// geoPackage adds the layers of a GeoPackage. A packed one is copied out first, since
// a database is read here and there.
func (f *opened) geoPackage(ctx context.Context, it unpack.Item) error {
	file := it.Name
	if packed, err := os.Stat(file); err != nil || !packed.Mode().IsRegular() || !isSQLite(file) {
		if file, err = f.copyOut(it); err != nil {
			return err
		}
	}
	g, err := gpkg.Open(ctx, file)
	if err != nil {
		return gpkgFault(it.Name, err)
	}
	f.after = append(f.after, func() { g.Close() })
	layers, err := g.Layers(ctx)
	if err != nil {
		return gpkgFault(it.Name, err)
	}
	if len(layers) == 0 {
		return fault.OfFile(it.Name, "the file holds no boundaries", "the GeoPackage has no layer of features", "export the layer again")
	}
	for _, l := range layers {
		f.layers = append(f.layers, layer{l.Name, func(ctx context.Context, o Options) (*Collection, error) { return readLayer(ctx, it.Name, g, l, o) }})
	}
	return nil
}

// isSQLite tells a GeoPackage from a packed one of the same name.
func isSQLite(file string) bool {
	head, err := unpack.Head(file)
	return err == nil && len(head) > 16 && string(head[:16]) == "SQLite format 3\x00"
}

func (f *opened) copyOut(it unpack.Item) (string, error) {
	dir, err := os.MkdirTemp("", "hexbeat-gpkg-*")
	if err != nil {
		return "", err
	}
	f.after = append(f.after, func() { os.RemoveAll(dir) })
	r, err := it.Open()
	if err != nil {
		return "", unreadable(it.Name, err)
	}
	defer r.Close()
	out, err := os.Create(filepath.Join(dir, "layers.gpkg"))
	if err != nil {
		return "", err
	}
	n, err := io.Copy(out, io.LimitReader(r, maxGeoPackage+1))
	if err = errors.Join(err, out.Close()); err != nil {
		return "", unreadable(it.Name, err)
	}
	if n > maxGeoPackage {
		return "", fault.OfFile(it.Name, "the file unpacks to too much", fmt.Sprintf("more than %d GB", maxGeoPackage>>30), "import it unpacked, or split it")
	}
	return out.Name(), nil
}

func gpkgFault(name string, err error) error {
	detail := strings.TrimPrefix(err.Error(), gpkg.ErrFile.Error()+": ")
	return fault.OfFile(name, "the GeoPackage cannot be read", detail, "export the layer again, to a file of its own")
}

func readLayer(ctx context.Context, name string, g *gpkg.File, l gpkg.Layer, o Options) (*Collection, error) {
	c := &Collection{File: name, Format: "gpkg", Layer: l.Name, CRS: o.CRS}
	spent := &budget{name: name}
	err := g.Features(ctx, l, func(row gpkg.Feature) error {
		f := Feature{Number: len(c.Features) + 1, Properties: row.Attributes, Geometry: row.Geometry}
		n := countPoints(row.Geometry)
		if n > MaxFeaturePoints {
			return tooManyPoints(name, 0, 0)
		}
		if row.Err != nil {
			f.fault = &fault.Fault{File: name, Reason: "the feature cannot be read", Detail: fmt.Sprintf("feature %d: %v", f.Number, row.Err), Hint: "export the layer again"}
		}
		c.Features = append(c.Features, f)
		return spent.take(n)
	})
	if errors.Is(err, gpkg.ErrFile) {
		return nil, gpkgFault(name, err)
	} else if err != nil {
		return nil, err
	}
	if c.CRS == "" {
		if err := c.layerCRS(l.SRS); err != nil {
			return nil, err
		}
	}
	return c, c.some()
}

// layerCRS goes by the number of the register, then by the definition.
func (c *Collection) layerCRS(s gpkg.SRS) (err error) {
	if s.ID <= 0 {
		return c.unnamed("its layer says that nobody knows its coordinate system")
	}
	if c.CRS, err = crs.Parse(fmt.Sprintf("%s:%d", s.Organization, s.Code)); err == nil {
		return nil
	}
	if c.CRS, err = crs.FromWKT(s.Definition); err != nil {
		return fault.OfFile(c.File, "coordinate system not read", fmt.Sprintf("%s:%d", s.Organization, s.Code), "export the layer as EPSG:27700 or EPSG:4326")
	}
	return nil
}

// some refuses a layer without a feature.
func (c *Collection) some() error {
	if len(c.Features) == 0 {
		return fault.OfFile(c.File, "the file holds no feature", "", "export it again; nothing was imported")
	}
	return nil
}

// unnamed is for files that do not say in which system they are: they are read only
// where the numbers can be degrees and nothing else.
func (c *Collection) unnamed(why string) error {
	all, some := c.Bound()
	if some && !crs.PlainlyDegrees(all) {
		hint := "name the coordinate system with --crs"
		if d := crs.Look(all, crs.WGS84); d != nil {
			hint = d.Hint
		}
		return fault.OfFile(c.File, "coordinate system not known", why, hint)
	}
	c.CRS = crs.WGS84
	c.Notes = append(c.Notes, c.File+": "+why+"; the numbers are degrees, and were read as EPSG:4326")
	return nil
}

// Bound is the box around all geometry, as given; ok is false when there is none.
func (c *Collection) Bound() (all orb.Bound, ok bool) {
	for i := range c.Features {
		g := c.Features[i].Geometry
		if g == nil || !hasPoint(g) {
			continue
		}
		if b := g.Bound(); ok {
			all = all.Union(b)
		} else {
			all, ok = b, true
		}
	}
	return all, ok
}

func countPoints(g orb.Geometry) int {
	n := 0
	if g != nil {
		each(g, func(*orb.Point) bool { n++; return true })
	}
	return n
}
