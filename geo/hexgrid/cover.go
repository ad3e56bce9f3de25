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

// ErrTooLarge is returned for an area whose box holds more than MaxCover cells.
var ErrTooLarge = errors.New("hexgrid: the area holds too many cells at this resolution; choose a coarser one")

// MaxCover is the most cells that the box around an area may hold. Greater London's
// box holds about 1.4 million at the finest resolution.
const MaxCover = 6_000_000

// Cover is every cell whose centre lies inside the area or on its line, in ascending
// order. Neighbouring areas of a partition have covers without a common cell, but for
// a cell whose centre lies exactly on the line between them, which is in both. A
// small area may hold no centre, and then has no cells.
//
// The centre is judged by geo.Locate. H3's own polygon functions are not used: they
// judge by rounded arithmetic, and take time with every corner for every cell.
// Errors: ErrResolution, ErrCoordinate, ErrTooLarge.
func Cover(mp orb.MultiPolygon, res int) ([]Cell, error) {
	if res < MinRes || res > MaxRes {
		return nil, fmt.Errorf("%w, got %d", ErrResolution, res)
	}
	if err := coverable(mp, res); err != nil {
		return nil, err
	}
	line, err := lineCells(mp, res)
	if err != nil {
		return nil, err
	}
	return flood(geo.Prepare(mp), line), nil
}

// flood collects the cells with their centre in the area. Of a connected group of
// such cells at least one is within two steps of the line: a step out of the group
// leads over it. The rest are neighbours of cells already found.
func flood(area *geo.Prepared, line []Cell) []Cell {
	found := map[Cell]bool{} // false: looked at, not in the area
	var todo, out []Cell
	try := func(c Cell) {
		if _, known := found[c]; known {
			return
		}
		in := area.Contains(c.Centre())
		if found[c] = in; in {
			todo, out = append(todo, c), append(out, c)
		}
	}
	for _, c := range line {
		for _, d := range c.Disk(2) {
			try(d)
		}
	}
	for len(todo) > 0 {
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, d := range c.Disk(1) {
			try(d)
		}
	}
	slices.Sort(out)
	return out
}

// lineCells are the cells met when walking along every ring in steps of half a cell's
// edge.
func lineCells(mp orb.MultiPolygon, res int) ([]Cell, error) {
	edgeM, err := h3.HexagonEdgeLengthAvgM(res)
	if err != nil {
		return nil, fmt.Errorf("hexgrid: %w", err)
	}
	var out []Cell
	for _, poly := range mp {
		for _, r := range poly {
			for i, b := range r {
				a := r[(i+len(r)-1)%len(r)]
				east, north := geo.DegreeM((a[1] + b[1]) / 2)
				steps := math.Ceil(math.Hypot((b[0]-a[0])*east, (b[1]-a[1])*north) / (edgeM / 2))
				for k := 0.0; k <= steps; k++ {
					t := k / max(steps, 1)
					c, err := At(orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}, res)
					if err != nil {
						return nil, err
					}
					if len(out) == 0 || out[len(out)-1] != c {
						out = append(out, c)
					}
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// coverable refuses coordinates that H3 would take for others, and boxes whose cells
// would not fit in memory.
func coverable(mp orb.MultiPolygon, res int) error {
	box := orb.Bound{Min: orb.Point{180, 90}, Max: orb.Point{-180, -90}}
	for _, poly := range mp {
		for _, r := range poly {
			for _, p := range r {
				if !onGlobe(p) {
					return fmt.Errorf("%w, got (%v, %v)", ErrCoordinate, p[0], p[1])
				}
				box = box.Extend(p)
			}
		}
	}
	cell, err := h3.HexagonAreaAvgM2(res)
	if err != nil {
		return fmt.Errorf("hexgrid: %w", err)
	}
	east, north := geo.DegreeM((box.Min[1] + box.Max[1]) / 2)
	n := math.Max(0, box.Max[0]-box.Min[0]) * east * math.Max(0, box.Max[1]-box.Min[1]) * north / cell
	if n > MaxCover {
		return fmt.Errorf("%w (its box holds about %.0f million)", ErrTooLarge, math.Ceil(n/1e6))
	}
	return nil
}
