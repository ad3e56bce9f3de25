package town

import (
	"math"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

func sub(a, b orb.Point) orb.Point             { return orb.Point{a[0] - b[0], a[1] - b[1]} }
func move(a, d orb.Point, t float64) orb.Point { return orb.Point{a[0] + t*d[0], a[1] + t*d[1]} }
func dist(a, b orb.Point) float64              { return math.Hypot(a[0]-b[0], a[1]-b[1]) }
func dot(a, b orb.Point) float64               { return a[0]*b[0] + a[1]*b[1] }
func turnLeft(d orb.Point) orb.Point           { return orb.Point{-d[1], d[0]} }

func unit(d orb.Point) orb.Point {
	l := math.Hypot(d[0], d[1])
	if l == 0 {
		return orb.Point{1, 0}
	}
	return orb.Point{d[0] / l, d[1] / l}
}

func rotate(d orb.Point, rad float64) orb.Point {
	s, c := math.Sin(rad), math.Cos(rad)
	return orb.Point{c*d[0] - s*d[1], s*d[0] + c*d[1]}
}

// between is the unsigned angle of two directions, 0..pi.
func between(a, b orb.Point) float64 {
	return math.Acos(max(-1, min(1, dot(unit(a), unit(b)))))
}

// area is the signed area of an open ring in square metres.
func area(r orb.Ring) float64 {
	var s float64
	for i, a := range r {
		b := r[(i+1)%len(r)]
		s += a[0]*b[1] - a[1]*b[0]
	}
	return s / 2
}

func inside(r orb.Ring, pt orb.Point) bool {
	return geo.Locate(orb.MultiPolygon{{r}}, pt) == geo.Inside
}

// cross is the point where two segments meet, and how far along the first.
func cross(a, b, c, d orb.Point) (pt orb.Point, t float64, ok bool) {
	u, v := sub(b, a), sub(d, c)
	den := u[0]*v[1] - u[1]*v[0]
	if den == 0 {
		return pt, 0, false
	}
	w := sub(c, a)
	t = (w[0]*v[1] - w[1]*v[0]) / den
	s := (w[0]*u[1] - w[1]*u[0]) / den
	if t < 0 || t > 1 || s < 0 || s > 1 {
		return pt, 0, false
	}
	return move(a, u, t), t, true
}

// nearest is the point of segment a-b closest to pt.
func nearest(a, b, pt orb.Point) orb.Point {
	u := sub(b, a)
	l := dot(u, u)
	if l == 0 {
		return a
	}
	return move(a, u, max(0, min(1, dot(sub(pt, a), u)/l)))
}

// box is the smallest rectangle, turned as need be, around a ring: its middle,
// the direction of its longer side, and both lengths in metres.
type box struct {
	centre, along orb.Point
	length, width float64
}

func boxAround(r orb.Ring) box {
	best, least := box{}, math.Inf(1)
	for i, a := range r {
		u := unit(sub(r[(i+1)%len(r)], a))
		v := turnLeft(u)
		x0, x1, y0, y1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
		for _, q := range r {
			x, y := dot(q, u), dot(q, v)
			x0, x1, y0, y1 = min(x0, x), max(x1, x), min(y0, y), max(y1, y)
		}
		if size := (x1 - x0) * (y1 - y0); size < least {
			least = size
			c := move(move(orb.Point{}, u, (x0+x1)/2), v, (y0+y1)/2)
			best = box{c, u, x1 - x0, y1 - y0}
			if best.width > best.length {
				best = box{c, v, y1 - y0, x1 - x0}
			}
		}
	}
	return best
}
