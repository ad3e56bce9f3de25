package town

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

const (
	roadStepM = 55 // between the points of a drawn road
	roadSnapM = 18 // a crossing this close to a point uses the point
)

// road draws a smooth line through the given points over whatever lies there:
// every line it crosses gets a junction, every block it crosses is cut. What
// hangs over its first and last crossing is dropped.
func (p *Plan) road(name string, class Class, through ...orb.Point) int32 {
	path := smooth(through, roadStepM)
	stops := p.crossings(path)
	l := int32(len(p.Lines))
	p.Lines = append(p.Lines, Line{Name: name, Class: class})
	nodes := make([]int32, len(stops))
	for i, s := range stops {
		nodes[i] = p.nodeAt(s.at, roadSnapM)
	}
	for i := 1; i < len(stops); i++ {
		p.piece(l, nodes[i-1], nodes[i], path.between(stops[i-1].t, stops[i].t))
	}
	return l
}

// piece joins two points on the ring of one block, cutting it in two.
func (p *Plan) piece(l, a, b int32, via []orb.Point) {
	if a == b {
		return
	}
	via = slices.DeleteFunc(slices.Clone(via), func(q orb.Point) bool {
		return dist(q, p.Points[a]) < roadSnapM || dist(q, p.Points[b]) < roadSnapM
	})
	mid := orb.Point{(p.Points[a][0] + p.Points[b][0]) / 2, (p.Points[a][1] + p.Points[b][1]) / 2}
	if len(via) > 0 {
		mid = via[len(via)/2]
	}
	f := p.blockWith(a, b, mid)
	if f < 0 {
		return
	}
	chain := []int32{a}
	for _, q := range via {
		chain = append(chain, p.addPoint(q))
	}
	chain = append(chain, b)
	p.split(f, chain, l)
	p.extend(l, chain)
}

// extend appends a chain to a line that ends where the chain begins.
func (p *Plan) extend(l int32, chain []int32) {
	n := p.Lines[l].Nodes
	if len(n) > 0 && n[len(n)-1] == chain[0] {
		chain = chain[1:]
	}
	p.Lines[l].Nodes = append(n, chain...)
}

func (p *Plan) blockWith(a, b int32, mid orb.Point) int32 {
	for f := range p.Blocks {
		ring := p.Blocks[f].Ring
		if slices.Contains(ring, a) && slices.Contains(ring, b) && inside(p.at(ring), mid) {
			return int32(f)
		}
	}
	return -1
}

// path is a polyline; a position on it is the index of a segment and the share of it.
type path []orb.Point

type stop struct {
	t  float64
	at orb.Point
}

func (q path) between(t0, t1 float64) []orb.Point {
	var out []orb.Point
	for i, pt := range q {
		if float64(i) > t0 && float64(i) < t1 {
			out = append(out, pt)
		}
	}
	return out
}

// crossings are the places where the path meets a line of the plan, in order.
func (p *Plan) crossings(q path) []stop {
	var all []stop
	for _, b := range p.Blocks {
		for j, u := range b.Ring {
			a, c := p.Points[u], p.Points[b.Ring[(j+1)%len(b.Ring)]]
			for i := 1; i < len(q); i++ {
				if pt, t, ok := cross(q[i-1], q[i], a, c); ok {
					all = append(all, stop{float64(i-1) + t, pt})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b stop) int { return cmp.Compare(a.t, b.t) })
	return slices.CompactFunc(all, func(a, b stop) bool { return dist(a.at, b.at) < 1 })
}

// nodeAt is the point of the plan at a place on one of its lines, a new one unless
// one is within snap metres.
func (p *Plan) nodeAt(pt orb.Point, snap float64) int32 {
	best, bu, bv := 1e9, int32(0), int32(0)
	for _, b := range p.Blocks {
		for j, u := range b.Ring {
			v := b.Ring[(j+1)%len(b.Ring)]
			if d := dist(nearest(p.Points[u], p.Points[v], pt), pt); d < best {
				best, bu, bv = d, u, v
			}
		}
	}
	return p.onEdge(bu, bv, pt, snap)
}

func (p *Plan) onEdge(u, v int32, pt orb.Point, snap float64) int32 {
	du, dv := dist(p.Points[u], pt), dist(p.Points[v], pt)
	switch {
	case du <= dv && du < snap:
		return u
	case dv < snap:
		return v
	}
	return p.insert(u, v, pt)
}

// cut divides a line at its point nearest to a place and names the later part.
func (p *Plan) cut(l int32, at orb.Point, name string) int32 {
	nodes := p.Lines[l].Nodes
	k := 0
	for i := range nodes {
		if dist(p.Points[nodes[i]], at) < dist(p.Points[nodes[k]], at) {
			k = i
		}
	}
	if k == 0 || k == len(nodes)-1 {
		p.Lines[l].Name = name
		return l
	}
	m := int32(len(p.Lines))
	p.Lines = append(p.Lines, Line{Name: name, Class: p.Lines[l].Class, Nodes: slices.Clone(nodes[k:])})
	p.Lines[l].Nodes = nodes[: k+1 : k+1]
	for i := k + 1; i < len(nodes); i++ {
		p.lineOf[key(nodes[i-1], nodes[i])] = m
	}
	return m
}

// smooth runs a Catmull-Rom curve through the points, one every step metres.
func smooth(pts []orb.Point, step float64) path {
	var out path
	for i := 0; i+1 < len(pts); i++ {
		a, b := pts[i], pts[i+1]
		z, c := a, b
		if i > 0 {
			z = pts[i-1]
		}
		if i+2 < len(pts) {
			c = pts[i+2]
		}
		n := max(1, int(dist(a, b)/step))
		for k := range n {
			out = append(out, catmullRom(z, a, b, c, float64(k)/float64(n)))
		}
	}
	return append(out, pts[len(pts)-1])
}

func catmullRom(z, a, b, c orb.Point, t float64) (out orb.Point) {
	for k := range out {
		out[k] = 0.5 * (2*a[k] + (b[k]-z[k])*t + (2*z[k]-5*a[k]+4*b[k]-c[k])*t*t + (3*a[k]-z[k]-3*b[k]+c[k])*t*t*t)
	}
	return out
}
