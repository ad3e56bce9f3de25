// Package index finds areas by place. It is the only importer of rtree.
//
// Points are orb.Point{lon, lat} in WGS 84 degrees. Membership is exact (geo.Locate),
// the line counted as inside; distances are in metres, right to a few millimetres
// over the few metres they are used for. An index is immutable and safe for
// concurrent use.
package index

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"hexbeat/geo"
)

// SnapM is how far in metres a point may lie outside every area of a partition and
// still be counted in the nearest: wide enough for the slivers that simplified
// boundaries leave between neighbours.
const SnapM = 5

// How says by what rule a point was given its area of a partition.
type How int

// The rules.
const (
	None    How = iota // no area contains the point or lies within SnapM
	Inside             // one area contains it
	Tied               // several do, as on a shared line; it went to the lowest code
	Snapped            // none does; it went to the nearest
)

// String is the rule in a word.
func (h How) String() string {
	switch h {
	case Inside:
		return "inside"
	case Tied:
		return "tied"
	case Snapped:
		return "snapped"
	}
	return "none"
}

// Areas is an index of areas. Results are positions in the slice it was made from.
type Areas struct {
	codes  []string
	shapes []*geo.Prepared
	boxes  rtree.RTreeG[int32]
}

// NewAreas indexes areas. An area without a finite box contains nothing.
func NewAreas(areas []geo.Area) *Areas {
	x := &Areas{}
	for i, a := range areas {
		s := geo.Prepare(a.Geometry)
		x.codes, x.shapes = append(x.codes, a.Code), append(x.shapes, s)
		if b := s.Bound(); b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1] && onGlobe(b.Min) && onGlobe(b.Max) {
			x.boxes.Insert(b.Min, b.Max, int32(i))
		}
	}
	return x
}

// onGlobe is also false for NaN.
func onGlobe(p orb.Point) bool { return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90 }

// Len is the number of areas.
func (x *Areas) Len() int { return len(x.codes) }

// Containing is every area that contains the point or has it on its line, in
// ascending order; nil if none does. It is the question for orders and zones, which
// may overlap.
func (x *Areas) Containing(p orb.Point) []int32 {
	var out []int32
	x.containing(p, func(i int32) { out = append(out, i) })
	slices.Sort(out)
	return out
}

func (x *Areas) containing(p orb.Point, found func(i int32)) {
	if !onGlobe(p) {
		return
	}
	x.boxes.Search(p, p, func(_, _ [2]float64, i int32) bool {
		if x.shapes[i].Contains(p) {
			found(i)
		}
		return true
	})
}

// Partition is the one area of a partition that a point counts in: of those that
// contain it the one of lowest code; if none does, the nearest within SnapM, of
// equally near ones that of lowest code. i is -1 when how is None. Codes are
// compared as text; of equal codes the first area counts as lower.
func (x *Areas) Partition(p orb.Point) (i int32, how How) {
	i = -1
	x.containing(p, func(k int32) {
		if how++; how > Tied {
			how = Tied
		}
		if i < 0 || x.before(k, i) {
			i = k
		}
	})
	if how == None {
		if i = x.nearest(p); i >= 0 {
			how = Snapped
		}
	}
	return i, how
}

func (x *Areas) before(a, b int32) bool {
	if c := strings.Compare(x.codes[a], x.codes[b]); c != 0 {
		return c < 0
	}
	return a < b
}

// nearest is the area nearest to a point outside all of them, or -1. A shared line is
// walked in opposite directions by its two areas, so its distance comes out with two
// roundings: distances within a micrometre are equal.
func (x *Areas) nearest(p orb.Point) int32 {
	if !onGlobe(p) {
		return -1
	}
	const same = 1e-6 // metres
	east, north := geo.DegreeM(p[1])
	dx, dy := SnapM*1.01/math.Max(east, 1), SnapM*1.01/north
	best, bestM := int32(-1), math.Inf(1)
	x.boxes.Search([2]float64{p[0] - dx, p[1] - dy}, [2]float64{p[0] + dx, p[1] + dy}, func(_, _ [2]float64, i int32) bool {
		d, ok := x.shapes[i].NearM(p, SnapM)
		if ok && (d < bestM-same || d <= bestM+same && x.before(i, best)) {
			best, bestM = i, math.Min(d, bestM)
		}
		return true
	})
	return best
}
