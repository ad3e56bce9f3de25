package boundary

import (
	"bytes"
	"fmt"
	"io"

	"github.com/jonas-p/go-shp"
	"github.com/paulmach/orb"
	"golang.org/x/text/encoding"
)

// decodeShapes reads tidied shapes and rows. Whatever still breaks in the library, which
// panics where it meets what it does not expect, is a fault of the file: this is the only
// place in the reading that catches a panic.
func (c *Collection) decodeShapes(shapes, rows []byte, text encoding.Encoding) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = shapeFault(c.File, "the Shapefile is damaged", fmt.Sprint(r))
		}
	}()
	sr := shp.SequentialReaderFromExt(io.NopCloser(bytes.NewReader(shapes)), io.NopCloser(bytes.NewReader(rows)))
	if sr.Err() != nil {
		return shapeFault(c.File, "the Shapefile is damaged", sr.Err().Error())
	}
	fields := sr.Fields()
	names := make([]string, len(fields))
	dec := text.NewDecoder()
	for i, f := range fields {
		name, _, _ := bytes.Cut(f.Name[:], []byte{0})
		names[i], _ = value('C', string(name), dec).(string)
	}
	width := dbfHeader*(len(fields)+1) + 1
	step := 1
	for _, f := range fields {
		step += int(f.Size)
	}
	for at := width; sr.Next(); at += step {
		if rows[at] == dbfGone {
			continue
		}
		_, shape := sr.Shape()
		f := Feature{Number: len(c.Features) + 1, Properties: make(map[string]any, len(fields))}
		for i := range fields {
			f.Properties[names[i]] = value(fields[i].Fieldtype, sr.Attribute(i), dec)
		}
		if f.Geometry, err = shapeGeometry(shape); err != nil {
			c.Features = append(c.Features, f)
			c.Features[len(c.Features)-1].fault = c.Fault(len(c.Features)-1, "the feature cannot be read", err.Error(), "mend it and export the Shapefile again")
			continue
		}
		c.Features = append(c.Features, f)
	}
	if err := sr.Err(); err != nil {
		return shapeFault(c.File, "the Shapefile is damaged", err.Error())
	}
	return nil
}

func shapeGeometry(s shp.Shape) (orb.Geometry, error) {
	switch s := s.(type) {
	case *shp.Point:
		return orb.Point{s.X, s.Y}, nil
	case *shp.MultiPoint:
		return orb.MultiPoint(orbPoints(s.Points)), nil
	case *shp.PolyLine:
		var out orb.MultiLineString
		for _, l := range shapeLines(s) {
			out = append(out, l)
		}
		return out, nil
	case *shp.Polygon:
		lines := shapeLines((*shp.PolyLine)(s))
		rings := make([]orb.Ring, len(lines))
		for i, l := range lines {
			rings[i] = orb.Ring(l)
		}
		return assemble(rings)
	}
	return nil, nil // no shape
}

func orbPoints(pts []shp.Point) []orb.Point {
	out := make([]orb.Point, len(pts))
	for i, p := range pts {
		out[i] = orb.Point{p.X, p.Y}
	}
	return out
}

// shapeLines cuts a shape's points into its parts.
func shapeLines(s *shp.PolyLine) []orb.LineString {
	pts := orbPoints(s.Points)
	out := make([]orb.LineString, len(s.Parts))
	for i, from := range s.Parts {
		to := int32(len(pts))
		if i+1 < len(s.Parts) {
			to = s.Parts[i+1]
		}
		out[i] = orb.LineString(pts[from:to:to])
	}
	return out
}
