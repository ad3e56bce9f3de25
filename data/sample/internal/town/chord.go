package town

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// end is where a new street meets the ring of its block.
type end struct {
	edge int // index of the ring's edge
	at   orb.Point
	node int32 // an existing point, or -1
}

// chord lays a street through base in direction d, bowed by a share of its length,
// from one side of the block to the other. It is refused where it would be too
// short, meet a street at a sharp angle, leave a sliver, or touch nothing walkable.
func (p *Plan) chord(b int32, ring orb.Ring, base, d orb.Point, bow float64) ([]int32, bool) {
	if !inside(ring, base) {
		return nil, false
	}
	e0, ok0 := p.reach(b, ring, base, orb.Point{-d[0], -d[1]})
	e1, ok1 := p.reach(b, ring, base, d)
	if !ok0 || !ok1 || dist(e0.at, e1.at) < 0.8*narrowestM || e0.node >= 0 && e0.node == e1.node {
		return nil, false
	}
	pts := bowed(e0.at, e1.at, bow)
	if !p.meetsWell(b, e0, pts[1]) || !p.meetsWell(b, e1, pts[len(pts)-2]) ||
		!clear(ring, pts) || !p.partsFit(b, e0, e1, pts) {
		return nil, false
	}
	if !p.walkableAt(b, e0) && !p.walkableAt(b, e1) {
		return nil, false
	}
	chain := []int32{p.settle(b, e0)}
	for _, q := range pts[1 : len(pts)-1] {
		chain = append(chain, p.addPoint(q))
	}
	return append(chain, p.settle(b, e1)), true
}

// reach finds the first side of the block in a direction; a corner within snapM of
// the place is taken instead.
func (p *Plan) reach(b int32, ring orb.Ring, base, d orb.Point) (end, bool) {
	far := move(base, d, 1e5)
	best, found := end{node: -1}, false
	least := math.Inf(1)
	for i, a := range ring {
		pt, t, ok := cross(base, far, a, ring[(i+1)%len(ring)])
		if ok && t < least {
			least, found = t, true
			best = end{edge: i, at: pt, node: -1}
		}
	}
	if !found {
		return best, false
	}
	i, j := best.edge, (best.edge+1)%len(ring)
	if k := nearer(ring, i, j, best.at); dist(ring[k], best.at) < snapM && p.streetCorner(b, k) {
		best.node, best.at = p.Blocks[b].Ring[k], ring[k]
	}
	return best, true
}

// streetCorner reports whether a street runs along the block at its corner k. On a
// bare stretch of railway or bank two dead ends must not share a point.
func (p *Plan) streetCorner(b int32, k int) bool {
	ring := p.Blocks[b].Ring
	n := len(ring)
	prev, next := p.lineOf[key(ring[(k+n-1)%n], ring[k])], p.lineOf[key(ring[k], ring[(k+1)%n])]
	return p.Lines[prev].Class.Walkable() || p.Lines[next].Class.Walkable()
}

func nearer(ring orb.Ring, i, j int, pt orb.Point) int {
	if dist(ring[i], pt) <= dist(ring[j], pt) {
		return i
	}
	return j
}

func (p *Plan) settle(b int32, e end) int32 {
	if e.node >= 0 {
		return e.node
	}
	ring := p.Blocks[b].Ring
	// The ring may have gained the other end since: find the edge again.
	best, k := math.Inf(1), 0
	for i, u := range ring {
		if d := dist(nearest(p.Points[u], p.Points[ring[(i+1)%len(ring)]], e.at), e.at); d < best {
			best, k = d, i
		}
	}
	return p.insert(ring[k], ring[(k+1)%len(ring)], e.at)
}

// meetsWell reports whether the street's first step leaves its end at a fair angle
// to both sides of the block there.
func (p *Plan) meetsWell(b int32, e end, next orb.Point) bool {
	ring := p.at(p.Blocks[b].Ring)
	n := len(ring)
	d := sub(next, e.at)
	if e.node < 0 {
		side := sub(ring[(e.edge+1)%n], ring[e.edge])
		a := between(d, side)
		return a > squarestRad && a < math.Pi-squarestRad
	}
	for i, u := range p.Blocks[b].Ring {
		if u != e.node {
			continue
		}
		if between(d, sub(ring[(i+1)%n], e.at)) < squarestRad || between(d, sub(ring[(i+n-1)%n], e.at)) < squarestRad {
			return false
		}
	}
	return true
}

// walkableAt reports whether a walkable line passes where the street ends.
func (p *Plan) walkableAt(b int32, e end) bool {
	ring := p.Blocks[b].Ring
	n := len(ring)
	for i, u := range ring {
		v := ring[(i+1)%n]
		if e.node < 0 && i == e.edge || e.node >= 0 && (u == e.node || v == e.node) {
			if p.Lines[p.lineOf[key(u, v)]].Class.Walkable() {
				return true
			}
		}
	}
	return false
}

// clear reports whether the street stays inside the block between its ends.
func clear(ring orb.Ring, pts []orb.Point) bool {
	for _, q := range pts[1 : len(pts)-1] {
		if !inside(ring, q) {
			return false
		}
	}
	for i := 1; i < len(pts); i++ {
		a, c := pts[i-1], pts[i]
		for j, u := range ring {
			hit, _, ok := cross(a, c, u, ring[(j+1)%len(ring)])
			if ok && dist(hit, pts[0]) > 0.5 && dist(hit, pts[len(pts)-1]) > 0.5 {
				return false
			}
		}
	}
	return true
}

// partsFit reports whether both parts would still be blocks.
func (p *Plan) partsFit(b int32, e0, e1 end, pts []orb.Point) bool {
	var ring orb.Ring
	var i0, i1 int
	for i, u := range p.Blocks[b].Ring {
		for k, at := range []*int{&i0, &i1} {
			if e := []end{e0, e1}[k]; e.node == u {
				*at = len(ring)
			}
		}
		ring = append(ring, p.Points[u])
		for k, at := range []*int{&i0, &i1} {
			if e := []end{e0, e1}[k]; e.node < 0 && e.edge == i {
				*at = len(ring)
				ring = append(ring, e.at)
			}
		}
	}
	inner := slices.Clone(pts[1 : len(pts)-1])
	one := append(pointArc(ring, i1, i0), inner...)
	slices.Reverse(inner)
	two := append(pointArc(ring, i0, i1), inner...)
	for _, r := range []orb.Ring{one, two} {
		if area(r) < smallestM2 || boxAround(r).width < narrowestM {
			return false
		}
	}
	return true
}

func pointArc(ring orb.Ring, i, j int) orb.Ring {
	out := orb.Ring{ring[i]}
	for i != j {
		i = (i + 1) % len(ring)
		out = append(out, ring[i])
	}
	return out
}

// bowed is a line from a to b whose middle is pushed aside by bow times its length.
func bowed(a, b orb.Point, bow float64) []orb.Point {
	l := dist(a, b)
	n := max(1, int(l/70))
	side := turnLeft(unit(sub(b, a)))
	out := []orb.Point{a}
	for k := 1; k < n; k++ {
		t := float64(k) / float64(n)
		out = append(out, move(move(a, sub(b, a), t), side, 4*bow*l*t*(1-t)))
	}
	return append(out, b)
}
