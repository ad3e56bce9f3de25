package geo

import (
	"math"
	"math/big"

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
// its outside, the others are holes. The line of a hole belongs to the area.
// Coordinates are compared in the plane they are given in: a boundary held in
// National Grid is tested with National Grid points.
func Locate(mp orb.MultiPolygon, p orb.Point) Side {
	for _, poly := range mp {
		if s := locatePolygon(poly, p); s != Outside {
			return s
		}
	}
	return Outside
}

func locatePolygon(poly orb.Polygon, p orb.Point) Side {
	if len(poly) == 0 {
		return Outside
	}
	s := locateRing(poly[0], p)
	if s != Inside {
		return s
	}
	for _, hole := range poly[1:] {
		switch locateRing(hole, p) {
		case Inside:
			return Outside
		case OnLine:
			return OnLine
		}
	}
	return Inside
}

// locateRing counts the edges that cross the ray from p to the east. An edge
// belongs to the half-open range of its lower end, so a vertex counts once.
func locateRing(r orb.Ring, p orb.Point) Side {
	if len(r) < 3 {
		return Outside
	}
	inside := false
	a := r[len(r)-1]
	for _, b := range r {
		if b == p {
			return OnLine
		}
		if a != b && onOrAcross(a, b, p) {
			switch o := Orient(a, b, p); {
			case o == 0:
				return OnLine
			case (a[1] > p[1]) != (b[1] > p[1]) && (o > 0) == (b[1] > a[1]):
				inside = !inside
			}
		}
		a = b
	}
	if inside {
		return Inside
	}
	return Outside
}

// onOrAcross spares the determinant for edges that cannot matter: those wholly
// above, below or to the west of the point.
func onOrAcross(a, b, p orb.Point) bool {
	return math.Max(a[0], b[0]) >= p[0] &&
		math.Min(a[1], b[1]) <= p[1] && math.Max(a[1], b[1]) >= p[1] &&
		(a[1] != b[1] || math.Min(a[0], b[0]) <= p[0])
}

// Orient is the sign of the turn a -> b -> c: +1 left, -1 right, 0 when the three
// points are exactly on one line. It is evaluated in floating point where the
// error bound allows and in exact rational arithmetic elsewhere.
//
// Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997 (ccwerrboundA).
func Orient(a, b, c orb.Point) int {
	const bound = (3 + 16*0x1p-53) * 0x1p-53
	l := (a[0] - c[0]) * (b[1] - c[1])
	r := (a[1] - c[1]) * (b[0] - c[0])
	det := l - r
	if e := bound * (math.Abs(l) + math.Abs(r)); det > e {
		return 1
	} else if det < -e {
		return -1
	}
	return orientExact(a, b, c)
}

func orientExact(a, b, c orb.Point) int {
	rat := func(f float64) *big.Rat {
		v := new(big.Rat)
		if v.SetFloat64(f) == nil { // Inf or NaN has no side
			v = new(big.Rat)
		}
		return v
	}
	ax, ay, bx, by := rat(a[0]), rat(a[1]), rat(b[0]), rat(b[1])
	cx, cy := rat(c[0]), rat(c[1])
	l := new(big.Rat).Mul(ax.Sub(ax, cx), by.Sub(by, cy))
	r := new(big.Rat).Mul(ay.Sub(ay, cy), bx.Sub(bx, cx))
	return l.Cmp(r)
}
