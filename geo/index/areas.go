// Package index finds which areas hold a point. It is the only importer of rtree.
//
// Points are orb.Point{lon, lat} in WGS 84 degrees. A bounding-box tree finds the
// candidates, exact membership (geo.Prepared) decides; a point on a line is inside.
package index

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"hexbeat/geo"
)

// SnapM is how far outside every area of a partition a point may lie and still be
// given to the nearest: the slivers between neighbours digitised apart.
const SnapM = 5.0

// How says why a point was given to an area of a partition.
type How int

// The ways a point finds its area.
const (
	Nowhere How = iota // no area within SnapM
	Within             // exactly one area holds it
	Tied               // more than one holds it, on a shared line; the lowest code has it
	Snapped            // none holds it; the nearest within SnapM has it
)

// Areas is an index over areas. It is immutable and safe for concurrent use.
type Areas struct {
	tree     rtree.RTreeG[int32]
	prepared []*geo.Prepared
	codes    []string
}

// NewAreas indexes areas by their position in the slice.
func NewAreas(areas []geo.Area) *Areas {
	ix := &Areas{}
	for i, a := range areas {
		p := geo.Prepare(a.Geometry)
		b := p.Bound()
		ix.tree.Insert([2]float64(b.Min), [2]float64(b.Max), int32(i))
		ix.prepared, ix.codes = append(ix.prepared, p), append(ix.codes, a.Code)
	}
	return ix
}

// Containing is every area that holds the point, in ascending order.
func (ix *Areas) Containing(p orb.Point) []int32 {
	var out []int32
	ix.tree.Search([2]float64(p), [2]float64(p), func(_, _ [2]float64, i int32) bool {
		if ix.prepared[i].Contains(p) {
			out = append(out, i)
		}
		return true
	})
	slices.Sort(out)
	return out
}

// Partition gives a point exactly one area of a partition, or -1: the containing
// one of lowest code; if none, the nearest within SnapM, of lowest code when equally near.
func (ix *Areas) Partition(p orb.Point) (int32, How) {
	in := ix.Containing(p)
	if len(in) == 0 {
		return ix.nearest(p)
	}
	best := in[0]
	for _, i := range in[1:] {
		if ix.codes[i] < ix.codes[best] {
			best = i
		}
	}
	if len(in) > 1 {
		return best, Tied
	}
	return best, Within
}

func (ix *Areas) nearest(p orb.Point) (int32, How) {
	east, north := geo.DegreeM(p[1])
	dx, dy := SnapM/east, SnapM/north
	best, bestM := int32(-1), SnapM
	ix.tree.Search([2]float64{p[0] - dx, p[1] - dy}, [2]float64{p[0] + dx, p[1] + dy}, func(_, _ [2]float64, i int32) bool {
		d, ok := ix.prepared[i].NearM(p, SnapM)
		if ok && (best < 0 || d < bestM || d == bestM && ix.codes[i] < ix.codes[best]) {
			best, bestM = i, d
		}
		return true
	})
	if best < 0 {
		return -1, Nowhere
	}
	return best, Snapped
}
