package gpkg

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// DecodeWKB reads well-known binary of either byte order. Heights and measures, as ISO
// and as older writers mark them, are left out. It returns nil for an empty geometry.
// Curves and surfaces are errors. It takes no more memory than a few times what it is given,
// and follows collections in collections for a few levels only: the libraries at hand
// refuse heights or follow without end.
func DecodeWKB(b []byte) (orb.Geometry, error) {
	r := wkbReader{b: b}
	g, err := r.geometry(0)
	if err != nil {
		return nil, err
	}
	return g, nil
}

const (
	wkbPoint = iota + 1
	wkbLine
	wkbPolygon
	wkbMultiPoint
	wkbMultiLine
	wkbMultiPolygon
	wkbCollection
)

const maxNesting = 8

var errShort = errors.New("the geometry breaks off")

type wkbReader struct {
	b     []byte
	order binary.ByteOrder
	extra int // bytes of a point behind x and y
}

// take is the next n bytes, nil when there are not so many.
func (r *wkbReader) take(n int) []byte {
	if n > len(r.b) {
		return nil
	}
	p := r.b[:n]
	r.b = r.b[n:]
	return p
}

// header reads the byte order and the type, and sets what they mean for the rest.
func (r *wkbReader) header() (kind uint32, err error) {
	h := r.take(5)
	if h == nil {
		return 0, errShort
	}
	switch h[0] {
	case 0:
		r.order = binary.BigEndian
	case 1:
		r.order = binary.LittleEndian
	default:
		return 0, errors.New("the geometry has no byte order")
	}
	kind = r.order.Uint32(h[1:])
	high := kind >> 28
	if kind &= 0x0fffffff; high&2 != 0 && r.take(4) == nil { // the number of a coordinate system
		return 0, errShort
	}
	r.extra = 0
	switch kind / 1000 {
	case 0:
	case 1, 2:
		r.extra = 8
	case 3:
		r.extra = 16
	default:
		return 0, fmt.Errorf("there is no geometry of type %d", kind)
	}
	for _, bit := range []uint32{8, 4} { // height and measure, as before ISO
		if high&bit != 0 {
			r.extra += 8
		}
	}
	return kind % 1000, nil
}

// count reads how many parts follow, each of at least so many bytes.
func (r *wkbReader) count(each int) (int, error) {
	p := r.take(4)
	if p == nil {
		return 0, errShort
	}
	n := r.order.Uint32(p)
	if uint64(n)*uint64(each) > uint64(len(r.b)) {
		return 0, errShort
	}
	return int(n), nil
}

func (r *wkbReader) geometry(level int) (orb.Geometry, error) {
	kind, err := r.header()
	if err != nil {
		return nil, err
	}
	switch kind {
	case wkbPoint:
		return r.point()
	case wkbLine:
		l, err := r.line()
		return filled(orb.LineString(l), err)
	case wkbPolygon:
		p, err := r.polygon()
		return filled(p, err)
	case wkbMultiPoint, wkbMultiLine, wkbMultiPolygon, wkbCollection:
		return r.parts(kind, level)
	}
	return nil, fmt.Errorf("it is a curve or a surface (type %d), which is not read", kind)
}

// filled is nil for an empty list, which would be a geometry that holds nothing.
func filled[G interface {
	orb.Geometry
	~[]E
}, E any](g G, err error) (orb.Geometry, error) {
	if err != nil || len(g) == 0 {
		return nil, err
	}
	return g, nil
}

// point is nil where both numbers are no numbers, which is how an empty one is written.
func (r *wkbReader) point() (orb.Geometry, error) {
	p := r.take(16 + r.extra)
	if p == nil {
		return nil, errShort
	}
	q := r.xy(p)
	if math.IsNaN(q[0]) && math.IsNaN(q[1]) {
		return nil, nil
	}
	return q, nil
}

func (r *wkbReader) xy(p []byte) orb.Point {
	return orb.Point{math.Float64frombits(r.order.Uint64(p)), math.Float64frombits(r.order.Uint64(p[8:]))}
}

func (r *wkbReader) line() ([]orb.Point, error) {
	n, err := r.count(16 + r.extra)
	if err != nil {
		return nil, err
	}
	out := make([]orb.Point, n)
	for i := range out {
		out[i] = r.xy(r.take(16 + r.extra))
	}
	return out, nil
}

func (r *wkbReader) polygon() (orb.Polygon, error) {
	n, err := r.count(4)
	if err != nil {
		return nil, err
	}
	var out orb.Polygon
	for range n {
		l, err := r.line()
		if err != nil {
			return nil, err
		}
		out = append(out, orb.Ring(l))
	}
	return out, nil
}

// parts reads a geometry made of geometries. Empty parts are left out.
func (r *wkbReader) parts(kind uint32, level int) (orb.Geometry, error) {
	if level >= maxNesting {
		return nil, errors.New("the geometry is nested too deeply")
	}
	n, err := r.count(9)
	if err != nil {
		return nil, err
	}
	order := r.order
	var all orb.Collection
	for range n {
		g, err := r.geometry(level + 1)
		if err != nil {
			return nil, err
		}
		if r.order = order; g != nil {
			all = append(all, g)
		}
	}
	switch kind {
	case wkbMultiPoint:
		return allOf[orb.MultiPoint, orb.Point](all)
	case wkbMultiLine:
		return allOf[orb.MultiLineString, orb.LineString](all)
	case wkbMultiPolygon:
		return allOf[orb.MultiPolygon, orb.Polygon](all)
	}
	return filled(all, nil)
}

// allOf gathers parts of one kind.
func allOf[M interface {
	orb.Geometry
	~[]E
}, E orb.Geometry](all orb.Collection) (orb.Geometry, error) {
	var out M
	for _, g := range all {
		part, ok := g.(E)
		if !ok {
			return nil, fmt.Errorf("a %s holds a %s", out.GeoJSONType(), g.GeoJSONType())
		}
		out = append(out, part)
	}
	return filled(out, nil)
}
