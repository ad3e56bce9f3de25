// Package hexgrid indexes points in H3 cells. It is the only importer of h3-go and
// the only place where latitude comes first: everything that enters or leaves is
// orb.Point{lon, lat} in WGS 84 degrees.
//
// A point's cell is found directly at the resolution asked for. Parents are not
// offered: for about 7 % of points the parent of the fine cell is not the coarse
// cell that holds the point. Cells are not equal in area; use AreaM2 of each.
//
// Reference: h3geo.org, version 4.
package hexgrid

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/uber/h3-go/v4"

	"hexbeat/geo"
)

// ErrCoordinate is returned for a point that is not on the globe. H3 itself would
// give such a point a cell that looks valid.
var ErrCoordinate = errors.New("hexgrid: longitude must be within -180..180 and latitude within -90..90")

// ErrResolution is returned for a resolution outside MinRes..MaxRes.
var ErrResolution = errors.New("hexgrid: resolution must be 7 to 11")

// ErrCell is returned for text that does not name a cell.
var ErrCell = errors.New("hexgrid: not an H3 cell")

// The resolutions offered: about 1,200 m down to about 50 m across in Britain.
const (
	MinRes = 7
	MaxRes = 11
)

// Cell is an H3 index. It prints as the usual 15 hexadecimal digits, which is
// also how it travels to browsers.
type Cell uint64

// String is the cell's hexadecimal name.
func (c Cell) String() string { return h3.Cell(c).String() }

// MarshalText writes the hexadecimal name.
func (c Cell) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the hexadecimal name.
func (c *Cell) UnmarshalText(b []byte) (err error) { *c, err = Parse(string(b)); return err }

// Parse reads a cell's hexadecimal name.
func Parse(s string) (Cell, error) {
	c := h3.CellFromString(s)
	if !c.IsValid() {
		return 0, fmt.Errorf("%w: %q", ErrCell, s)
	}
	return Cell(c), nil
}

// At is the cell of a point at a resolution. Errors: ErrCoordinate, ErrResolution.
func At(p orb.Point, res int) (Cell, error) {
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) { // also refuses NaN
		return 0, fmt.Errorf("%w, got (%v, %v)", ErrCoordinate, p[0], p[1])
	}
	if res < MinRes || res > MaxRes {
		return 0, fmt.Errorf("%w, got %d", ErrResolution, res)
	}
	c, err := h3.LatLngToCell(h3.LatLng{Lat: p[1], Lng: p[0]}, res)
	if err != nil {
		return 0, fmt.Errorf("hexgrid: %w", err)
	}
	return Cell(c), nil
}

// Res is the cell's resolution.
func (c Cell) Res() int { return h3.Cell(c).Resolution() }

// Centre is the cell's centre.
func (c Cell) Centre() orb.Point {
	ll, err := h3.CellToLatLng(h3.Cell(c))
	if err != nil {
		return orb.Point{}
	}
	return orb.Point{ll.Lng, ll.Lat}
}

// Boundary is the cell's hexagon as one closed anticlockwise ring.
func (c Cell) Boundary() orb.Polygon {
	b, err := h3.CellToBoundary(h3.Cell(c))
	if err != nil {
		return nil
	}
	ring := make(orb.Ring, 0, len(b)+1)
	for _, ll := range b {
		ring = append(ring, orb.Point{ll.Lng, ll.Lat})
	}
	if len(ring) > 0 {
		ring = append(ring, ring[0])
	}
	return orb.Polygon{ring}
}

// AreaM2 is the cell's own area on the sphere H3 is defined on, in square metres.
func (c Cell) AreaM2() float64 {
	a, err := h3.CellAreaM2(h3.Cell(c))
	if err != nil {
		return 0
	}
	return a
}

// Disk is the cell itself and every cell within k steps of it.
func (c Cell) Disk(k int) []Cell {
	d, err := h3.GridDisk(h3.Cell(c), k)
	if err != nil {
		return nil
	}
	out := make([]Cell, len(d))
	for i, x := range d {
		out[i] = Cell(x)
	}
	return out
}

// Cover is every cell whose centre lies inside the area or on its line, in
// ascending order. Errors: ErrResolution.
func Cover(mp orb.MultiPolygon, res int) ([]Cell, error) {
	if res < MinRes || res > MaxRes {
		return nil, fmt.Errorf("%w, got %d", ErrResolution, res)
	}
	seen := map[Cell]bool{}
	for _, poly := range mp {
		cells, err := h3.PolygonToCellsExperimental(geoPolygon(poly), res, h3.ContainmentOverlapping)
		if err != nil {
			return nil, fmt.Errorf("hexgrid: cover: %w", err)
		}
		for _, c := range cells {
			if cell := Cell(c); !seen[cell] && geo.Contains(orb.MultiPolygon{poly}, cell.Centre()) {
				seen[cell] = true
			}
		}
	}
	out := make([]Cell, 0, len(seen))
	for c := range seen {
		out = append(out, c)
	}
	slices.Sort(out)
	return out, nil
}

func geoPolygon(poly orb.Polygon) h3.GeoPolygon {
	loop := func(r orb.Ring) h3.GeoLoop {
		if len(r) > 1 && r[0] == r[len(r)-1] {
			r = r[:len(r)-1]
		}
		out := make(h3.GeoLoop, len(r))
		for i, p := range r {
			out[i] = h3.LatLng{Lat: p[1], Lng: p[0]}
		}
		return out
	}
	var g h3.GeoPolygon
	for i, r := range poly {
		if i == 0 {
			g.GeoLoop = loop(r)
		} else {
			g.Holes = append(g.Holes, loop(r))
		}
	}
	return g
}
