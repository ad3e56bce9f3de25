package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// chain is a ring's line under a binary tree of boxes. Points that follow one
// another on a line lie near one another on the ground, so halving the line by
// count gives tight boxes without sorting. Nodes stand in preorder; next leads
// past a node's subtree, so a walk needs no stack.
type chain struct {
	pts   []orb.Point // closed, without repeated neighbours
	nodes []span
}

// span is a stretch of edges lo..hi-1 (edge i runs from pts[i] to pts[i+1]) with
// its box. A leaf's next is the node after it.
type span struct {
	min, max orb.Point
	lo, hi   int32
	next     int32
}

const leafEdges = 8

// newChain closes the ring if it is open and drops repeated neighbours. A ring of
// fewer than three points makes an empty chain.
func newChain(r orb.Ring) chain {
	if len(r) < 3 {
		return chain{}
	}
	pts := slices.Compact(slices.Clone([]orb.Point(r)))
	for len(pts) > 1 && pts[0] == pts[len(pts)-1] {
		pts = pts[:len(pts)-1]
	}
	c := chain{pts: append(pts, pts[0])}
	c.nodes = make([]span, 0, 4*len(pts)/leafEdges+1)
	c.build(0, len(pts))
	return c
}

func (c *chain) build(lo, hi int) {
	at := len(c.nodes)
	b := orb.MultiPoint(c.pts[lo : hi+1]).Bound()
	c.nodes = append(c.nodes, span{min: b.Min, max: b.Max, lo: int32(lo), hi: int32(hi)})
	if hi-lo > leafEdges {
		mid := (lo + hi) / 2
		c.build(lo, mid)
		c.build(mid, hi)
	}
	c.nodes[at].next = int32(len(c.nodes))
}

func (c *chain) leaf(i int32) bool { return c.nodes[i].next == i+1 }

func (c *chain) edges() int { return max(len(c.pts)-1, 0) }

// vertex is the ring's point i, counted round and round.
func (c *chain) vertex(i int32) orb.Point {
	n := int32(c.edges())
	return c.pts[(i%n+n)%n]
}

// locate places a point relative to the ring as locateRing does. A stretch wholly
// to the east of the point is crossed by the ray an odd number of times just when
// its two ends are on different sides of the ray, whatever it does between them.
func (c *chain) locate(p orb.Point) Side {
	inside := false
	for i := int32(0); int(i) < len(c.nodes); {
		n := &c.nodes[i]
		switch {
		case p[1] < n.min[1] || p[1] > n.max[1] || p[0] > n.max[0]:
			i = n.next
		case p[0] < n.min[0]:
			if (c.pts[n.lo][1] > p[1]) != (c.pts[n.hi][1] > p[1]) {
				inside = !inside
			}
			i = n.next
		case !c.leaf(i):
			i++
		default:
			for k := n.lo; k < n.hi; k++ {
				on, crosses := rayMeets(c.pts[k], c.pts[k+1], p)
				if on {
					return OnLine
				}
				if crosses {
					inside = !inside
				}
			}
			i = n.next
		}
	}
	if inside {
		return Inside
	}
	return Outside
}

// near is the square of the shortest distance from p to the line, or limit2 when
// none is less. A step of one unit east counts sx, one north sy.
func (c *chain) near(p orb.Point, sx, sy, limit2 float64) float64 {
	for i := int32(0); int(i) < len(c.nodes); {
		n := &c.nodes[i]
		dx := sx * max(n.min[0]-p[0], 0, p[0]-n.max[0])
		dy := sy * max(n.min[1]-p[1], 0, p[1]-n.max[1])
		switch {
		case dx*dx+dy*dy >= limit2:
			i = n.next
		case !c.leaf(i):
			i++
		default:
			for k := n.lo; k < n.hi; k++ {
				if d := edgeDistance2(c.pts[k], c.pts[k+1], p, sx, sy); d < limit2 {
					limit2 = d
				}
			}
			i = n.next
		}
	}
	return limit2
}

func edgeDistance2(a, b, p orb.Point, sx, sy float64) float64 {
	ax, ay := sx*(a[0]-p[0]), sy*(a[1]-p[1])
	ux, uy := sx*(b[0]-a[0]), sy*(b[1]-a[1])
	if uu := ux*ux + uy*uy; uu > 0 {
		t := min(max(-(ax*ux+ay*uy)/uu, 0), 1)
		ax, ay = ax+t*ux, ay+t*uy
	}
	return ax*ax + ay*ay
}
