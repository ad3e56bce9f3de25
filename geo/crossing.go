package geo

import "github.com/paulmach/orb"

// meeting is how two edges meet.
type meeting int

const (
	apart    meeting = iota
	touching         // in one point, without the lines changing sides there
	crossing         // in one point, the lines changing sides
	along            // in more than one point
)

// meet classifies edge i of c against edge j of d, exactly. Each common vertex is
// judged once: an edge owns its first point and not its last.
func meet(c *chain, i int32, d *chain, j int32) meeting {
	a, b, p, q := c.pts[i], c.pts[i+1], d.pts[j], d.pts[j+1]
	if min(a[0], b[0]) > max(p[0], q[0]) || min(p[0], q[0]) > max(a[0], b[0]) ||
		min(a[1], b[1]) > max(p[1], q[1]) || min(p[1], q[1]) > max(a[1], b[1]) {
		return apart
	}
	op, oq := Orient(a, b, p), Orient(a, b, q)
	oa, ob := Orient(p, q, a), Orient(p, q, b)
	switch {
	case op*oq < 0 && oa*ob < 0:
		return crossing
	case op*oq > 0 || oa*ob > 0:
		return apart
	case op == 0 && oq == 0:
		return meetInLine(a, b, p, q)
	case a == p:
		return turn(a, c.vertex(i-1), b, d.vertex(j-1), q)
	case op == 0 && p != b && p != a: // p on the open edge a-b
		return turn(p, a, b, d.vertex(j-1), q)
	case oa == 0 && a != q: // a on the open edge p-q
		return turn(a, c.vertex(i-1), b, p, q)
	}
	return touching
}

// meetInLine is for two edges of one line whose boxes meet.
func meetInLine(a, b, p, q orb.Point) meeting {
	k := 0
	if a[0] == b[0] {
		k = 1
	}
	lo := max(min(a[k], b[k]), min(p[k], q[k]))
	hi := min(max(a[k], b[k]), max(p[k], q[k]))
	if lo < hi {
		return along
	}
	return touching
}

// turn says whether two paths u1-v-u2 and w1-v-w2 change sides at v. Paths that
// leave v in the same direction run along one another, which is seen elsewhere.
func turn(v, u1, u2, w1, w2 orb.Point) meeting {
	if sameRay(v, u1, w1) || sameRay(v, u1, w2) || sameRay(v, u2, w1) || sameRay(v, u2, w2) {
		return touching
	}
	if inSector(v, u1, u2, w1) != inSector(v, u1, u2, w2) {
		return crossing
	}
	return touching
}

func sameRay(v, a, b orb.Point) bool {
	return Orient(v, a, b) == 0 && sign(a[0]-v[0]) == sign(b[0]-v[0]) && sign(a[1]-v[1]) == sign(b[1]-v[1])
}

// inSector reports whether w lies in the open sector swept anticlockwise about v
// from a to b.
func inSector(v, a, b, w orb.Point) bool {
	switch o := Orient(v, a, b); {
	case o > 0:
		return Orient(v, a, w) > 0 && Orient(v, w, b) > 0
	case o < 0:
		return Orient(v, b, w) < 0 || Orient(v, w, a) < 0
	}
	return Orient(v, a, w) > 0
}

func sign(f float64) int {
	switch {
	case f > 0:
		return 1
	case f < 0:
		return -1
	}
	return 0
}

// meetingPoint is where two edges that cross or touch do so, to rounding.
func meetingPoint(a, b, p, q orb.Point) orb.Point {
	ux, uy, vx, vy := b[0]-a[0], b[1]-a[1], q[0]-p[0], q[1]-p[1]
	det := ux*vy - uy*vx
	if det == 0 {
		return p
	}
	t := min(max(((p[0]-a[0])*vy-(p[1]-a[1])*vx)/det, 0), 1)
	return orb.Point{a[0] + t*ux, a[1] + t*uy}
}

// meetings calls f for every pair of edges of c and d whose boxes meet, each pair
// once, until f returns false. c and d may be the same line.
func meetings(c, d *chain, f func(i, j int32) bool) bool {
	if len(c.nodes) == 0 || len(d.nodes) == 0 {
		return true
	}
	return descend(c, d, 0, 0, f)
}

func descend(c, d *chain, m, n int32, f func(i, j int32) bool) bool {
	s, t := &c.nodes[m], &d.nodes[n]
	if s.min[0] > t.max[0] || t.min[0] > s.max[0] || s.min[1] > t.max[1] || t.min[1] > s.max[1] {
		return true
	}
	same := c == d && m == n
	switch {
	case c.leaf(m) && d.leaf(n):
		return leafPairs(s, t, same, f)
	case same:
		l := m + 1
		r := c.nodes[l].next
		return descend(c, d, l, l, f) && descend(c, d, l, r, f) && descend(c, d, r, r, f)
	case d.leaf(n) || !c.leaf(m) && s.hi-s.lo >= t.hi-t.lo:
		return descend(c, d, m+1, n, f) && descend(c, d, c.nodes[m+1].next, n, f)
	}
	return descend(c, d, m, n+1, f) && descend(c, d, m, d.nodes[n+1].next, f)
}

func leafPairs(s, t *span, same bool, f func(i, j int32) bool) bool {
	for i := s.lo; i < s.hi; i++ {
		j := t.lo
		if same {
			j = i + 1
		}
		for ; j < t.hi; j++ {
			if !f(i, j) {
				return false
			}
		}
	}
	return true
}
