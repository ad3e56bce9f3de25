package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Side says where a point lies relative to an area.
type Side int

// The three places a point can be. The line itself counts as inside wherever a
// yes or no is asked for.
const (
	Outside Side = iota
	OnLine
	Inside
)

// Contains reports whether the point is inside the area or on its line.
func Contains(mp orb.MultiPolygon, p orb.Point) bool { return Locate(mp, p) != Outside }

// Locate places a point relative to a multi-polygon with holes, exactly. Rings
// may be open or closed and of either direction; the first ring of a polygon is
// its outside, the others are holes. The line of a hole belongs to the area. Where
// parts touch or overlap, inside one of them is inside. A point that is not finite
// is outside.
//
// Coordinates are compared in the plane they are given in: a boundary held in
// National Grid is tested with National Grid points. For many points against one
// boundary use Prepare.
func Locate(mp orb.MultiPolygon, p orb.Point) Side {
	if !finite(p) {
		return Outside
	}
	best := Outside
	for _, poly := range mp {
		switch locatePolygon(poly, p) {
		case Inside:
			return Inside
		case OnLine:
			best = OnLine
		}
	}
	return best
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]-p[0]) && !math.IsNaN(p[1]-p[1])
}

func locatePolygon(poly orb.Polygon, p orb.Point) Side {
	return locateRings(len(poly), func(i int) Side { return locateRing(poly[i], p) })
}

// locateRings combines a point's side of each ring of one polygon, the first being
// its outside. Holes are not looked at unless the answer depends on them.
func locateRings(n int, side func(ring int) Side) Side {
	if n == 0 {
		return Outside
	}
	if s := side(0); s != Inside {
		return s
	}
	for i := 1; i < n; i++ {
		switch side(i) {
		case Inside:
			return Outside
		case OnLine:
			return OnLine
		}
	}
	return Inside
}

func locateRing(r orb.Ring, p orb.Point) Side {
	if len(r) < 3 {
		return Outside
	}
	inside := false
	a := r[len(r)-1]
	for _, b := range r {
		on, crosses := rayMeets(a, b, p)
		if on {
			return OnLine
		}
		if crosses {
			inside = !inside
		}
		a = b
	}
	if inside {
		return Inside
	}
	return Outside
}

// rayMeets reports whether p lies on the edge a-b, and if not whether the ray from
// p to the east crosses it. An edge owns its lower end and not its upper one, so
// that a ray through a vertex counts it once.
func rayMeets(a, b, p orb.Point) (on, crosses bool) {
	if b == p || a == p {
		return true, false
	}
	if a == b || !onOrAcross(a, b, p) {
		return false, false
	}
	o := Orient(a, b, p)
	if o == 0 {
		return true, false
	}
	return false, (a[1] > p[1]) != (b[1] > p[1]) && (o > 0) == (b[1] > a[1])
}

// onOrAcross spares the determinant for edges that cannot matter: those wholly
// above, below or to the west of the point, and level ones to the east.
func onOrAcross(a, b, p orb.Point) bool {
	return math.Max(a[0], b[0]) >= p[0] &&
		math.Min(a[1], b[1]) <= p[1] && math.Max(a[1], b[1]) >= p[1] &&
		(a[1] != b[1] || math.Min(a[0], b[0]) <= p[0])
}
