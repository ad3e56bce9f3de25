package intake

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/geo"
)

// What makes the first rows of a table tell where the table is.
const (
	massRows   = 20      // no fewer say anything
	massWidthM = 150_000 // nine in ten of them lie in a box no wider than a large force
	swappedIn  = 0.9     // of them, from which on the columns and not the rows are swapped
)

// survey looks at the first rows of a table: a file whose columns are swapped is said
// to be so once, and where most rows lie in one area, a row that would lie there the
// other way round can be told. Nothing is turned round.
func (g *ground) survey(r *row, a *ahead) *Fault {
	for _, p := range []*pair{&g.grid, &g.globe} {
		if p.x < 0 {
			continue
		}
		points := p.pointsOf(a)
		turned := 0
		for _, at := range points {
			if p.plainly(g, at) || p.likely(g, at) {
				turned++
			}
		}
		if turned > 0 && float64(turned) >= swappedIn*float64(len(points)) {
			return p.throughout(r, turned, len(points))
		}
		p.mass = p.massOf(points)
	}
	return nil
}

// pointsOf are the points that the first rows give, as given.
func (p *pair) pointsOf(a *ahead) (out []orb.Point) {
	for _, r := range a.rows {
		if r.fault != nil || max(p.x, p.y) >= len(r.cells) {
			continue
		}
		x, errX := coordinate(strings.TrimSpace(r.cells[p.x]), p.metres)
		y, errY := coordinate(strings.TrimSpace(r.cells[p.y]), p.metres)
		if errX == nil && errY == nil && (x != 0 || y != 0) {
			out = append(out, orb.Point{x, y})
		}
	}
	return out
}

// massOf is the box in which nine of ten points lie, grown by farM; nil where there are
// few or it is too wide to tell anything.
func (p *pair) massOf(points []orb.Point) *orb.Bound {
	if len(points) < massRows {
		return nil
	}
	var low, high, grow orb.Point
	for axis := range 2 {
		v := make([]float64, len(points))
		for i := range points {
			v[i] = points[i][axis]
		}
		slices.Sort(v)
		low[axis], high[axis] = v[len(v)/20], v[len(v)-1-len(v)/20]
	}
	unit := orb.Point{1, 1} // metres
	if !p.metres {
		unit[0], unit[1] = geo.DegreeM(math.Min(math.Abs(low[1]), 89))
	}
	for axis := range 2 {
		grow[axis] = farM / unit[axis]
		if !(high[axis]-low[axis] <= massWidthM/unit[axis]) {
			return nil
		}
	}
	return &orb.Bound{Min: orb.Point{low[0] - grow[0], low[1] - grow[1]}, Max: orb.Point{high[0] + grow[0], high[1] + grow[1]}}
}

// plainly reports whether a point as given can only be meant the other way round:
// longitude and latitude by the globe, anything by the loaded areas, or by where most
// of the table's rows lie.
func (p *pair) plainly(g *ground, given orb.Point) bool {
	other := orb.Point{given[1], given[0]}
	if p.crs == wgs84 && inBritain(other) && !inBritain(given) {
		return true
	}
	if p.mass != nil && !p.mass.Contains(given) && p.mass.Contains(other) {
		return true
	}
	if g.near == nil || len(g.near.boxes) == 0 {
		return false
	}
	here, err := g.convert(given, p.crs)
	if err != nil || !g.near.far(here) {
		return false
	}
	there, err := crs.ToDegrees(other, p.crs)
	return err == nil && !g.near.far(there)
}

// likely reports whether a point as given lies off every coast and the other way round
// on land. Of one row that proves nothing; of a whole file it does.
func (p *pair) likely(g *ground, given orb.Point) bool {
	if g.near != nil && len(g.near.boxes) > 0 {
		return false // the areas know better
	}
	switch p.crs {
	case nationGrid:
		return !peopled(given) && peopled(orb.Point{given[1], given[0]})
	case crs.WebMercator:
		here, errHere := crs.ToDegrees(given, p.crs)
		there, errThere := crs.ToDegrees(orb.Point{given[1], given[0]}, p.crs)
		return errHere == nil && errThere == nil && !inBritain(here) && inBritain(there)
	}
	return false
}

// inBritain is a box around Britain in degrees.
func inBritain(p orb.Point) bool { return p[0] > -12 && p[0] < 4 && p[1] > 48 && p[1] < 62 }

// swapped is the fault of a row whose coordinates stand in each other's column.
func (p *pair) swapped(r *row) *Fault {
	return r.fault(p.xField, p.words+" look swapped", r.cell(p.x)+", "+r.cell(p.y), "swap the two numbers; if every row is so, "+p.exchange(r))
}

// throughout is the fault of a file whose columns are swapped, said once.
func (p *pair) throughout(r *row, turned, of int) *Fault {
	return &Fault{File: r.file, Line: 1, Field: strings.TrimSpace(r.cols.header[p.x]), Reason: p.words + " look swapped in the whole file",
		Detail: fmt.Sprintf("%d of the first %d points can only be where they say they are the other way round", turned, of), Hint: p.exchange(r)}
}

// exchange is how to read the columns the other way round.
func (p *pair) exchange(r *row) string {
	return fmt.Sprintf("import the file with --map %s=%q --map %s=%q", p.xField, r.cols.header[p.y], p.yField, r.cols.header[p.x])
}
