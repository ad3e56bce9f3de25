package patrol

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

// WalkKmh is the speed that TravelS is given for.
const WalkKmh = 4.8

// Travel gives walking times between places.
type Travel interface {
	// Name says what the times rest on, as the plan and the sheet print it.
	Name() string
	// MatrixS is whole seconds from point i to point j at WalkKmh. Points are lon,
	// lat in WGS 84 degrees.
	MatrixS(points []orb.Point) ([][]int, error)
}

// StraightLine is walking as the crow flies times a detour factor, for where no
// walking network is loaded. It knows no river.
type StraightLine struct {
	Detour float64 // walk over straight line; 1.3 is usual in towns
}

// Name is "straight line x 1.3".
func (s StraightLine) Name() string {
	return "straight line x " + strconv.FormatFloat(s.Detour, 'g', -1, 64)
}

// MatrixS is the straight distance in metres on a plane centred on the points, times
// Detour, at WalkKmh, rounded up.
func (s StraightLine) MatrixS(points []orb.Point) ([][]int, error) {
	plane := geo.PlaneFor(orb.MultiPoint(points).Bound())
	flat := make([]orb.Point, len(points))
	for i, p := range points {
		flat[i] = plane.Metres(p)
	}
	out := make([][]int, len(points))
	for i, a := range flat {
		out[i] = make([]int, len(points))
		for j, b := range flat {
			m := math.Hypot(a[0]-b[0], a[1]-b[1]) * s.Detour
			if !(m < 1e7) { // also refuses NaN
				return nil, fmt.Errorf("%w: the walk from place %d to place %d is not a length", ErrOperation, i, j)
			}
			out[i][j] = int(math.Ceil(m * 3.6 / WalkKmh))
		}
	}
	return out, nil
}

// walkS is a walk of the matrix at a team's speed, in seconds, rounded up.
func walkS(matrixS int, speedKmh float64) int {
	return int(math.Ceil(float64(matrixS) * WalkKmh / speedKmh))
}
