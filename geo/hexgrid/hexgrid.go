// Package hexgrid indexes points in H3 cells. It is the only importer of h3-go and
// the only place where latitude comes first: everything that enters or leaves is
// orb.Point{lon, lat} in WGS 84 degrees.
//
// A point's cell is found directly at the resolution asked for. Parents are not
// offered: for about 7 % of points the parent of the fine cell is not the coarse
// cell that holds the point. Cells are not equal in area; use AreaM2 of each.
//
// Calls are safe for concurrent use.
//
// Reference: h3geo.org, version 4.
package hexgrid

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/uber/h3-go/v4"
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

// Parse reads a cell's hexadecimal name. Errors: ErrCell, ErrResolution.
func Parse(s string) (Cell, error) {
	c := h3.CellFromString(s)
	if !c.IsValid() {
		return 0, fmt.Errorf("%w: %.40q", ErrCell, s)
	}
	if res := c.Resolution(); res < MinRes || res > MaxRes {
		return 0, fmt.Errorf("%w, %s has %d", ErrResolution, s, res)
	}
	return Cell(c), nil
}

// Valid reports whether the value is a cell at all. The other methods answer with
// nothing (zero, nil) for one that is not.
func (c Cell) Valid() bool { return h3.Cell(c).IsValid() }

// At is the cell of a point at a resolution. Errors: ErrCoordinate, ErrResolution.
func At(p orb.Point, res int) (Cell, error) {
	if !onGlobe(p) {
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

// onGlobe also refuses NaN.
func onGlobe(p orb.Point) bool { return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90 }

// Res is the cell's resolution.
func (c Cell) Res() int { return h3.Cell(c).Resolution() }

// Centre is the cell's centre. (H3 answers with a point for some values that are not
// cells; here they have none.)
func (c Cell) Centre() orb.Point {
	ll, err := h3.CellToLatLng(h3.Cell(c))
	if err != nil || !c.Valid() {
		return orb.Point{}
	}
	return orb.Point{ll.Lng, ll.Lat}
}

// Boundary is the cell's hexagon as one closed anticlockwise ring.
func (c Cell) Boundary() orb.Polygon {
	b, err := h3.CellToBoundary(h3.Cell(c))
	if err != nil || !c.Valid() {
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

// AreaM2 is the cell's own area in square metres on the sphere that H3 is defined on
// (radius 6,371,007 m, latitude taken as it is). On WGS 84 the same hexagon is 0.3 to
// 0.5 % larger in Britain.
func (c Cell) AreaM2() float64 {
	a, err := h3.CellAreaM2(h3.Cell(c))
	if err != nil || !c.Valid() {
		return 0
	}
	return a
}

// MaxDisk is the widest Disk offered: 3,030,301 cells are more than a force's ground.
const MaxDisk = 1000

// Disk is the cell itself and every cell within k steps of it, in no order. It is nil
// for k outside 0..MaxDisk.
func (c Cell) Disk(k int) []Cell {
	if k < 0 || k > MaxDisk || !c.Valid() {
		return nil
	}
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
