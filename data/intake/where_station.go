package intake

import (
	"math"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/crs"
)

// stationM is how near in metres to a listed point a record lies at it: systems write
// the point itself, and rounding to five decimals of a degree moves it by less.
const stationM = 1

// stations are the points of the user's list of police stations and bail addresses, in
// degrees, in cells of some two metres.
type stations struct {
	cells map[[2]int32][]orb.Point
	box   orb.Bound // around them all
}

// The sides of a cell in degrees: nowhere in Britain shorter than stationM.
const cellLon, cellLat = 4e-5, 2e-5

func cellOf(p orb.Point) [2]int32 {
	return [2]int32{int32(math.Floor(p[0] / cellLon)), int32(math.Floor(p[1] / cellLat))}
}

// newStations takes points of the National Grid.
func newStations(en []orb.Point) stations {
	s := stations{cells: map[[2]int32][]orb.Point{}}
	for i, p := range en {
		q, err := crs.ToDegrees(p, nationGrid)
		if err != nil {
			continue // the edge of the grid, where nobody is held
		}
		if i == 0 {
			s.box = orb.Bound{Min: q, Max: q}
		}
		s.box = s.box.Extend(q)
		s.cells[cellOf(q)] = append(s.cells[cellOf(q)], q)
	}
	s.box = orb.Bound{Min: orb.Point{s.box.Min[0] - cellLon, s.box.Min[1] - cellLat}, Max: orb.Point{s.box.Max[0] + cellLon, s.box.Max[1] + cellLat}}
	return s
}

// at reports whether a point lies at one of the stations.
func (s *stations) at(p orb.Point) bool {
	if len(s.cells) == 0 || !s.box.Contains(p) {
		return false
	}
	c := cellOf(p)
	for dx := int32(-1); dx <= 1; dx++ {
		for dy := int32(-1); dy <= 1; dy++ {
			for _, q := range s.cells[[2]int32{c[0] + dx, c[1] + dy}] {
				if distanceM(p, q) <= stationM {
					return true
				}
			}
		}
	}
	return false
}
