package boundary

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/fault"
)

// Fault is a fault of feature i, at its place in the file.
func (c *Collection) Fault(i int, reason, detail, hint string) *fault.Fault {
	f := &c.Features[i]
	if f.Line == 0 {
		detail = joinDetail(fmt.Sprintf("feature %d", f.Number), detail)
	}
	return &fault.Fault{File: c.File, Line: f.Line, Column: f.Column, Reason: reason, Detail: detail, Hint: hint}
}

func joinDetail(where, what string) string {
	if what == "" {
		return where
	}
	return where + ": " + what
}

// Degrees is the geometry of feature i in longitude and latitude, of whatever kind it
// is. The collection keeps its own.
func (c *Collection) Degrees(i int) (orb.Geometry, *fault.Fault) {
	f := &c.Features[i]
	if f.fault != nil {
		return nil, f.fault
	}
	if f.Geometry == nil || !hasPoint(f.Geometry) {
		return nil, c.Fault(i, "no geometry", "", "draw it, or take the record out of the file")
	}
	if n := rings(f.Geometry); n > MaxRings {
		return nil, c.Fault(i, "too many parts in one feature", fmt.Sprintf("%d rings; at most %d", n, MaxRings), "simplify the boundary, or make a feature of each part")
	}
	if d := crs.Look(f.Geometry.Bound(), c.CRS); d != nil {
		return nil, c.Fault(i, d.Reason, fmt.Sprintf("read as %s, it begins at %s", c.CRS, shown(f.Geometry)), d.Hint)
	}
	if c.CRS == crs.WGS84 {
		return f.Geometry, nil
	}
	g := orb.Clone(f.Geometry)
	if err := convert(g, c.CRS); err != nil {
		return nil, c.Fault(i, "outside its coordinate system", err.Error(), "check the system that the file names, or give the right one with --crs")
	}
	if p, ok := g.(orb.Point); ok { // a point is a value: it cannot be changed in place
		q, err := crs.ToDegrees(p, c.CRS)
		if err != nil {
			return nil, c.Fault(i, "outside its coordinate system", err.Error(), "check the system that the file names, or give the right one with --crs")
		}
		return q, nil
	}
	return g, nil
}

// Area is feature i as a multi-polygon in longitude and latitude. Whether it is a valid
// one is for geo.Validate to say.
func (c *Collection) Area(i int) (orb.MultiPolygon, *fault.Fault) {
	g, f := c.Degrees(i)
	if f != nil {
		return nil, f
	}
	mp, err := polygons(g)
	if err != nil {
		return nil, c.Fault(i, "not an area", err.Error(), "only polygons can be areas")
	}
	return mp, nil
}

// polygons are the polygons of a geometry. A line or a point beside them is refused
// rather than dropped: the file means something by it.
func polygons(g orb.Geometry) (orb.MultiPolygon, error) {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}, nil
	case orb.MultiPolygon:
		return g, nil
	case orb.Collection:
		var mp orb.MultiPolygon
		for _, part := range g {
			p, err := polygons(part)
			if err != nil {
				return nil, err
			}
			mp = append(mp, p...)
		}
		if len(mp) > 0 {
			return mp, nil
		}
	}
	return nil, errors.New("it is a " + g.GeoJSONType() + ", not an area")
}

// convert turns every point of a geometry but an orb.Point in place.
func convert(g orb.Geometry, system string) (err error) {
	each(g, func(p *orb.Point) bool {
		*p, err = crs.ToDegrees(*p, system)
		return err == nil
	})
	return err
}

// each calls f for every point of a geometry, where it lies, until f returns false. A
// geometry that is an orb.Point is a copy.
func each(g orb.Geometry, f func(*orb.Point) bool) bool {
	line := func(pts []orb.Point) bool {
		for i := range pts {
			if !f(&pts[i]) {
				return false
			}
		}
		return true
	}
	switch g := g.(type) {
	case orb.Point:
		return f(&g)
	case orb.MultiPoint:
		return line(g)
	case orb.LineString:
		return line(g)
	case orb.MultiLineString:
		for _, l := range g {
			if !line(l) {
				return false
			}
		}
	case orb.Polygon:
		for _, r := range g {
			if !line(r) {
				return false
			}
		}
	case orb.MultiPolygon:
		for _, p := range g {
			if !each(p, f) {
				return false
			}
		}
	case orb.Collection:
		for i, part := range g {
			if p, ok := part.(orb.Point); ok {
				good := f(&p)
				g[i] = p
				if !good {
					return false
				}
				continue
			}
			if !each(part, f) {
				return false
			}
		}
	}
	return true
}

// rings is how many rings a geometry's polygons have.
func rings(g orb.Geometry) (n int) {
	switch g := g.(type) {
	case orb.Polygon:
		n = len(g)
	case orb.MultiPolygon:
		for _, p := range g {
			n += len(p)
		}
	case orb.Collection:
		for _, part := range g {
			n += rings(part)
		}
	}
	return n
}

func hasPoint(g orb.Geometry) bool {
	return !each(g, func(*orb.Point) bool { return false })
}

// shown is a geometry's first point, in words.
func shown(g orb.Geometry) string {
	s := "no point"
	each(g, func(p *orb.Point) bool {
		s = fmt.Sprintf("%v, %v", p[0], p[1])
		return false
	})
	return s
}
