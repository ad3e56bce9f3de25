package patrol

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// matrix wants one row and one column a place, whole seconds not below nought, and
// for straight lines the figures that the coordinates give.
func (c *checker) matrix() {
	n := len(c.p.Places)
	if len(c.p.TravelS) != n {
		c.bad(BadMatrix, "travelS", "%d rows for %d places", len(c.p.TravelS), n)
	}
	detour, straight := straightDetour(c.p.Meta.Travel)
	if straight && !(math.Abs(detour-c.p.Operation.Operation.Detour) < 1e-9) {
		c.bad(BadMatrix, "meta.travel", "%q is not the operation's detour of %g", c.p.Meta.Travel, c.p.Operation.Operation.Detour)
	}
	for i, row := range c.p.TravelS {
		if len(row) != n {
			c.bad(BadMatrix, fmt.Sprintf("travelS[%d]", i), "%d columns for %d places", len(row), n)
		}
		for j, s := range row {
			where := fmt.Sprintf("travelS[%d][%d]", i, j)
			if s < 0 || s > maxWalkS || i == j && s != 0 {
				c.bad(BadMatrix, where, "%d seconds is not a walk", s)
				continue
			}
			if straight && i < n && j < n {
				if want := straightS(c.p.Places[i], c.p.Places[j], detour); !(math.Abs(float64(s)-want) <= 1.5+want*3e-4) {
					c.bad(BadMatrix, where, "%d seconds; the coordinates give %.0f", s, math.Ceil(want))
				}
			}
		}
	}
}

// maxWalkS is longer than any walk in a plan, and short enough to add up.
const maxWalkS = 1e7

// straightDetour reads "straight line x 1.3".
func straightDetour(travel string) (float64, bool) {
	rest, ok := strings.CutPrefix(travel, "straight line x ")
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(rest, 64)
	return f, err == nil
}

// straightS is the walk between two places at 4.8 km/h in seconds, by the middle-
// latitude formula on the WGS 84 ellipsoid:
//
//	M = a(1-e^2) / (1 - e^2 sin^2 p)^1.5    N = a / (1 - e^2 sin^2 p)^0.5
//	d = hypot(M dlat, N cos p dlon)         p the mean of the latitudes
//
// Within 100 km it is right to 1 part in 10,000.
func straightS(a, b Place, detour float64) float64 {
	const semi, e2, rad = 6378137.0, 0.00669437999014, math.Pi / 180
	mid := (a.Lat + b.Lat) / 2 * rad
	w := 1 - e2*math.Sin(mid)*math.Sin(mid)
	north := semi * (1 - e2) / (w * math.Sqrt(w)) * (b.Lat - a.Lat) * rad
	east := semi / math.Sqrt(w) * math.Cos(mid) * (b.Lon - a.Lon) * rad
	return math.Sqrt(north*north+east*east) * detour / (4800.0 / 3600.0)
}

// legS is the walk that a team needs between two places by the plan's own matrix; ok
// is false where the matrix does not say.
func (c *checker) legS(t *Team, from, to int) (int, bool) {
	if from < 0 || to < 0 || from >= len(c.p.TravelS) || to >= len(c.p.TravelS[from]) {
		return 0, false
	}
	s := float64(c.p.TravelS[from][to]) * 4.8 / t.SpeedKmh
	if !(s >= 0 && s <= maxWalkS) {
		return 0, false
	}
	return int(math.Ceil(s - 1e-9)), true
}
