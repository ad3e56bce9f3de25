package hexgrid

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/uber/h3-go/v4"
)

// Outline is the merged outline of a group of cells: closed rings, outsides
// anticlockwise and holes clockwise (RFC 7946), one polygon for each group that hangs
// together by edges. Cells given twice count once; values that are not cells are left
// out; cells of different resolutions are outlined apart. It is nil for no cells.
func Outline(cells []Cell) orb.MultiPolygon {
	byRes := map[int][]h3.Cell{}
	cells = slices.Clone(cells)
	slices.Sort(cells) // so that order of input does not show in the output
	for _, c := range slices.Compact(cells) {
		if c.Valid() {
			byRes[c.Res()] = append(byRes[c.Res()], h3.Cell(c))
		}
	}
	var out orb.MultiPolygon
	for res := range 16 {
		polys, err := h3.CellsToMultiPolygon(byRes[res])
		if err != nil {
			continue // only duplicates and mixed resolutions are errors, and none are left
		}
		for _, p := range polys {
			poly := orb.Polygon{ringOf(p.GeoLoop, orb.CCW)}
			for _, hole := range p.Holes {
				poly = append(poly, ringOf(hole, orb.CW))
			}
			out = append(out, poly)
		}
	}
	return out
}

func ringOf(l h3.GeoLoop, turn orb.Orientation) orb.Ring {
	r := make(orb.Ring, 0, len(l)+1)
	for _, ll := range l {
		r = append(r, orb.Point{ll.Lng, ll.Lat})
	}
	if len(r) > 0 {
		r = append(r, r[0])
	}
	if r.Orientation() != turn {
		r.Reverse()
	}
	return r
}
