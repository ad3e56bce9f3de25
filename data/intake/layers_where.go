package intake

import (
	"errors"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
)

// where reads the feature's geometry: a point or a boundary of the file, else the
// columns of a point.
func (r *layerReader) where(w *row, g orb.Geometry, f *data.LayerFeature) *Fault {
	if g == nil {
		return r.columnPoint(w, f)
	}
	f.Geometry = pointOrArea(g)
	switch kept := f.Geometry.(type) {
	case nil:
		return r.fault(w, "neither a point nor an area", "it is a "+g.GeoJSONType(), "a layer holds points and polygons")
	case orb.Point:
		if kept == (orb.Point{}) {
			return r.noPlace(w)
		}
	case orb.MultiPolygon:
		return r.boundary(w, kept)
	}
	return nil
}

// pointOrArea is a geometry as layers keep it, nil for lines and lists of points. A
// list of one point is a point.
func pointOrArea(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.Point, orb.MultiPolygon:
		return g
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case orb.MultiPoint:
		if len(g) == 1 {
			return g[0]
		}
	}
	return nil
}

func (r *layerReader) boundary(w *row, mp orb.MultiPolygon) *Fault {
	err := geo.Validate(mp)
	if err == nil {
		return nil
	}
	reason := "the boundary is not valid"
	if ge, ok := errors.AsType[*geo.GeometryError](err); ok {
		reason = "boundary: " + ge.Reason
	}
	return r.fault(w, reason, err.Error(), "mend it where the message points and import the file again")
}

// columnPoint reads the point as an incident's is read.
func (r *layerReader) columnPoint(w *row, f *data.LayerFeature) *Fault {
	_, at, _, located, fault := w.point()
	if fault != nil {
		return fault
	}
	if !located {
		return r.noPlace(w)
	}
	f.Geometry = at
	return nil
}

func (r *layerReader) noPlace(w *row) *Fault {
	return r.fault(w, "no place", "", "a layer is drawn: give each its lon and lat, easting and northing, gridref or geometry")
}

// fault is of a whole row, or of a feature at its beginning.
func (r *layerReader) fault(w *row, reason, detail, hint string) *Fault {
	f := &Fault{File: w.file, Line: w.line, Reason: reason, Detail: detail, Hint: hint}
	if _, ok := r.src.(*layerFeatures); ok {
		f.Column = w.column(0)
	}
	return f
}
