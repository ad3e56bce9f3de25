package geo

import (
	"math"
	"math/big"

	"github.com/paulmach/orb"
)

// Orient is the sign of the turn a -> b -> c: +1 left, -1 right, 0 when the three
// points are exactly on one line. Points that are not finite have no side: 0.
//
//	sign of (ax-cx)(by-cy) - (ay-cy)(bx-cx)
//
// It is settled by the first of three steps that can: floating point with an error
// bound; exact products where the four differences are exact, as they are between
// neighbouring points; exact rational arithmetic.
//
// Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997
// (ccwerrboundA). We differ in the second step, which compares the two products
// instead of expanding their difference, and in an absolute term that covers
// underflow.
func Orient(a, b, c orb.Point) int {
	const (
		relative = (3 + 16*0x1p-53) * 0x1p-53
		absolute = 0x1p-1000
	)
	acx, bcy := a[0]-c[0], b[1]-c[1]
	acy, bcx := a[1]-c[1], b[0]-c[0]
	l, r := float64(acx*bcy), float64(acy*bcx) // the conversion forbids fusing
	if e := relative*(math.Abs(l)+math.Abs(r)) + absolute; l-r > e {
		return 1
	} else if l-r < -e {
		return -1
	}
	if exactDifference(a[0], c[0], acx) && exactDifference(b[1], c[1], bcy) &&
		exactDifference(a[1], c[1], acy) && exactDifference(b[0], c[0], bcx) {
		if o, ok := compareProducts(acx, bcy, acy, bcx); ok {
			return o
		}
	}
	return orientExact(a, b, c)
}

// exactDifference reports whether d = x - y came out without rounding (Knuth's
// two-sum error term is zero).
func exactDifference(x, y, d float64) bool {
	v := x - d
	return (x-(d+v))+(v-y) == 0
}

// compareProducts is the exact sign of ab - cd. Rounding keeps order, so unequal
// rounded products are decided; equal ones are decided by their rounding errors,
// which a fused multiply-add gives exactly unless they underflow.
func compareProducts(a, b, c, d float64) (sign int, ok bool) {
	p, q := float64(a*b), float64(c*d)
	if !(sound(p, a, b) && sound(q, c, d)) {
		return 0, false
	}
	if p == q {
		p, q = math.FMA(a, b, -p), math.FMA(c, d, -q)
	}
	switch {
	case p > q:
		return 1, true
	case p < q:
		return -1, true
	}
	return 0, true
}

// sound reports whether a product p = ab is far enough from both ends of the range
// for its rounding error to be a float64 too.
func sound(p, a, b float64) bool {
	m := math.Abs(p)
	return a == 0 || b == 0 || m > 0x1p-900 && m < 0x1p1000
}

func orientExact(a, b, c orb.Point) int {
	if !finite(a) || !finite(b) || !finite(c) {
		return 0
	}
	rat := func(f float64) *big.Rat { return new(big.Rat).SetFloat64(f) }
	ax, ay, bx, by := rat(a[0]), rat(a[1]), rat(b[0]), rat(b[1])
	cx, cy := rat(c[0]), rat(c[1])
	l := new(big.Rat).Mul(ax.Sub(ax, cx), by.Sub(by, cy))
	r := new(big.Rat).Mul(ay.Sub(ay, cy), bx.Sub(bx, cx))
	return l.Cmp(r)
}
