package town

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Class is the kind of a line of the plan. The walkable ones carry the value of
// OpenStreetMap's highway key.
type Class string

// The classes.
const (
	Primary     Class = "primary"
	Secondary   Class = "secondary"
	Tertiary    Class = "tertiary"
	Residential Class = "residential"
	Service     Class = "service"
	Footway     Class = "footway"
	Pedestrian  Class = "pedestrian"
	Steps       Class = "steps"

	Rail   Class = "rail"
	River  Class = "river" // its middle
	bank   Class = "bank"
	limit  Class = "limit" // an administrative line on no street
	nobody Class = ""
)

// Walkable reports whether a person on foot may use the line.
func (c Class) Walkable() bool {
	switch c {
	case Rail, River, bank, limit, nobody:
		return false
	}
	return true
}

// Use says what a block is for.
type Use uint8

// The uses of a block.
const (
	Built Use = iota
	Park
	Water
	Ground // sports
)

// Line is one street or other line, as a chain of points of the plan.
type Line struct {
	Name   string
	Class  Class
	Bridge bool
	Nodes  []int32
}

// Block is one face of the plan. Ring is anticlockwise and open.
type Block struct {
	Ring []int32
	Use  Use
	Name string // of a park
	Ward int    // index into Wards, in the older and, in Next, the newer boundaries
	Next int
}

// Plan is the town.
type Plan struct {
	Points []orb.Point // metres
	Lines  []Line
	Blocks []Block

	spurs  []deadEnd
	bounds []orb.Bound // of blocks, for BlockAt
	touch  []touching
	left   map[[2]int32]int32 // directed edge -> block on its left
	lineOf map[[2]int32]int32 // undirected edge -> line
}

// newPlan starts with one block inside an anticlockwise outline.
func newPlan(outline []orb.Point) *Plan {
	p := &Plan{left: map[[2]int32]int32{}, lineOf: map[[2]int32]int32{}}
	p.Lines = append(p.Lines, Line{Class: limit})
	var ring []int32
	for _, pt := range outline {
		ring = append(ring, p.addPoint(pt))
	}
	p.Lines[0].Nodes = append(slices.Clone(ring), ring[0])
	p.Blocks = append(p.Blocks, Block{Ring: ring})
	for i, u := range ring {
		v := ring[(i+1)%len(ring)]
		p.left[[2]int32{u, v}] = 0
		p.lineOf[key(u, v)] = 0
	}
	return p
}

func key(u, v int32) [2]int32 {
	if u > v {
		return [2]int32{v, u}
	}
	return [2]int32{u, v}
}

// addPoint keeps centimetres, so that a last bit of arithmetic changes no file.
func (p *Plan) addPoint(pt orb.Point) int32 {
	p.Points = append(p.Points, orb.Point{math.Round(pt[0]*100) / 100, math.Round(pt[1]*100) / 100})
	return int32(len(p.Points) - 1)
}

// insert puts a new point on the edge u-v, in both blocks and in the line.
func (p *Plan) insert(u, v int32, pt orb.Point) int32 {
	w := p.addPoint(pt)
	for _, e := range [][2]int32{{u, v}, {v, u}} {
		f, ok := p.left[e]
		if !ok {
			continue
		}
		p.Blocks[f].Ring = insertBetween(p.Blocks[f].Ring, e[0], e[1], w)
		delete(p.left, e)
		p.left[[2]int32{e[0], w}], p.left[[2]int32{w, e[1]}] = f, f
	}
	l := p.lineOf[key(u, v)]
	delete(p.lineOf, key(u, v))
	p.lineOf[key(u, w)], p.lineOf[key(w, v)] = l, l
	nodes := p.Lines[l].Nodes
	for i := 1; i < len(nodes); i++ {
		if key(nodes[i-1], nodes[i]) == key(u, v) {
			p.Lines[l].Nodes = slices.Insert(nodes, i, w)
			break
		}
	}
	return w
}

func insertBetween(ring []int32, u, v, w int32) []int32 {
	for i, a := range ring {
		if a == u && ring[(i+1)%len(ring)] == v {
			return slices.Insert(ring, i+1, w)
		}
	}
	return ring
}

// split cuts a block along a chain of points that runs inside it from one point
// of its ring to another. The part on the chain's right keeps the block's index.
func (p *Plan) split(f int32, chain []int32, line int32) int32 {
	b := p.Blocks[f]
	ia, ib := slices.Index(b.Ring, chain[0]), slices.Index(b.Ring, chain[len(chain)-1])
	inner := chain[1 : len(chain)-1]
	back := slices.Clone(inner)
	slices.Reverse(back)
	one := append(arc(b.Ring, ia, ib), back...)
	two := append(arc(b.Ring, ib, ia), inner...)
	g := int32(len(p.Blocks))
	p.Blocks[f].Ring = one
	other := b
	other.Ring = two
	p.Blocks = append(p.Blocks, other)
	p.own(f)
	p.own(g)
	for i := 1; i < len(chain); i++ {
		p.lineOf[key(chain[i-1], chain[i])] = line
	}
	return g
}

func (p *Plan) own(f int32) {
	ring := p.Blocks[f].Ring
	for i, u := range ring {
		p.left[[2]int32{u, ring[(i+1)%len(ring)]}] = f
	}
}

// arc is the ring's points from index i on to index j, both included.
func arc(ring []int32, i, j int) []int32 {
	out := []int32{ring[i]}
	for i != j {
		i = (i + 1) % len(ring)
		out = append(out, ring[i])
	}
	return out
}

// Ring is the outline of a block in metres, open.
func (p *Plan) Ring(f int32) orb.Ring { return p.at(p.Blocks[f].Ring) }

func (p *Plan) at(nodes []int32) orb.Ring {
	out := make(orb.Ring, len(nodes))
	for i, n := range nodes {
		out[i] = p.Points[n]
	}
	return out
}
