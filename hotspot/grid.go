package hotspot

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

// grid is ground cut into cells: what follows from geometry alone, so that it
// outlives the snapshot it was first made for.
type grid struct {
	cells    []hexgrid.Cell // ascending
	index    map[hexgrid.Cell]int32
	centre   []orb.Point
	areaM2   []float64
	aroundM2 []float64 // of every neighbourhood
	sumM2    float64
	nb       Adjacency // the test's neighbourhoods: ring steps, self included
	touch    Adjacency // one step, self included
	chance   chanceMemo
}

// gridOver covers areas with the cells whose centre lies inside one of them or on
// its line. Errors: hexgrid.ErrResolution, ErrCoordinate, ErrTooLarge.
func gridOver(areas []geo.Area, res, ring int) (*grid, error) {
	var cells []hexgrid.Cell
	for _, a := range areas {
		c, err := hexgrid.Cover(a.Geometry, res)
		if err != nil {
			return nil, err
		}
		cells = append(cells, c...)
	}
	return newGrid(cells, ring), nil
}

// newGrid takes cells in any order, repeats allowed.
func newGrid(cells []hexgrid.Cell, ring int) *grid {
	slices.Sort(cells)
	cells = slices.Compact(cells)
	g := &grid{
		cells: cells, index: make(map[hexgrid.Cell]int32, len(cells)),
		centre: make([]orb.Point, len(cells)), areaM2: make([]float64, len(cells)),
	}
	for i, c := range cells {
		g.index[c] = int32(i)
		g.centre[i], g.areaM2[i] = c.Centre(), c.AreaM2()
		g.sumM2 += g.areaM2[i]
	}
	g.nb = hexgrid.Neighbours(cells, ring)
	g.aroundM2 = make([]float64, len(cells))
	for i := range cells {
		for _, j := range g.nb.Of(i) {
			g.aroundM2[i] += g.areaM2[j]
		}
	}
	g.touch = g.nb
	if ring != 1 {
		g.touch = hexgrid.Neighbours(cells, 1)
	}
	return g
}

// gridKey tells grids apart: by the boundaries themselves, not by what they are
// called or which snapshot they came in.
type gridKey struct {
	digest    [sha256.Size]byte
	res, ring int
}

func areasKey(areas []geo.Area, res, ring int) gridKey {
	h := sha256.New()
	var b []byte
	for _, a := range areas {
		b = b[:0]
		for _, poly := range a.Geometry {
			b = append(b, 'p')
			for _, r := range poly {
				b = append(b, 'r')
				for _, p := range r {
					b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
					b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
				}
			}
		}
		h.Write(append(b, 'a'))
	}
	k := gridKey{res: res, ring: ring}
	h.Sum(k.digest[:0])
	return k
}
