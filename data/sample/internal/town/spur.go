package town

import (
	"math/rand/v2"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

// deadEnd is a street that enters a block and stops there.
type deadEnd struct{ line, block int32 }

const spurShare = 0.42 // of the blocks that have room for one

// newNamer knows every name that is already on the plan or wished for.
func newNamer(rng *rand.Rand, p *Plan) *namer {
	n := &namer{rng: rng, used: map[string]bool{}}
	for _, l := range p.Lines {
		n.used[l.Name] = true
	}
	for _, w := range wishes() {
		n.used[w.name] = true
	}
	for _, s := range namedSpurs {
		n.used[s.name] = true
	}
	return n
}

var namedSpurs = []struct {
	name string
	to   orb.Point
}{
	{"Plover Close", orb.Point{6300, 1500}},
}

// addSpurs gives dead ends to blocks that are deep enough.
func (f *filler) addSpurs() {
	for _, s := range namedSpurs {
		if b := f.BlockAt(s.to); b >= 0 {
			f.spur(b, s.to, s.name)
		}
	}
	taken := map[int32]bool{}
	for _, s := range f.spurs {
		taken[s.block] = true
	}
	for i := range f.Blocks {
		b := int32(i)
		if f.Blocks[i].Use != Built || taken[b] {
			continue
		}
		bx := boxAround(f.Ring(b))
		if bx.width < 84 || f.rng.Float64() > spurShare {
			continue
		}
		to := move(bx.centre, bx.along, bx.length*0.3*(f.rng.Float64()-0.5))
		if inside(f.Ring(b), to) {
			f.spur(b, to, f.names.next(f.Blocks[b].Ward, Steps, false))
		}
	}
}

// spurBlock is the block that a dead end lies in.
func (p *Plan) spurBlock(line int32) (int32, bool) {
	for _, s := range p.spurs {
		if s.line == line {
			return s.block, true
		}
	}
	return 0, false
}

// Holds reports whether a point lies inside a block.
func (p *Plan) Holds(block int32, pt orb.Point) bool { return inside(p.Ring(block), pt) }

// BlockAt is the block that holds a point, on a line the first of them, or -1. It
// is for the finished town.
func (p *Plan) BlockAt(pt orb.Point) int32 {
	for len(p.bounds) < len(p.Blocks) {
		p.bounds = append(p.bounds, p.Ring(int32(len(p.bounds))).Bound())
	}
	for i := range p.Blocks {
		if p.bounds[i].Contains(pt) && geo.Contains(orb.MultiPolygon{{p.Ring(int32(i))}}, pt) {
			return int32(i)
		}
	}
	return -1
}

// parkPaths lays a footway through the middle of every park.
func (p *Plan) parkPaths() {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Use != Park {
			continue
		}
		c := middle(p.Ring(int32(i)))
		n := len(b.Ring)
		mid := p.addPoint(c)
		for _, k := range []int{0, n / 3, 2 * n / 3} {
			if u := b.Ring[k]; p.walkablePoint(b.Ring, k) && seen(p.at(b.Ring), p.Points[u], c) {
				p.Lines = append(p.Lines, Line{Class: Footway, Nodes: []int32{u, mid}})
			}
		}
	}
}

func (p *Plan) walkablePoint(ring []int32, k int) bool {
	n := len(ring)
	for _, e := range [][2]int32{key(ring[k], ring[(k+1)%n]), key(ring[(k+n-1)%n], ring[k])} {
		if p.Lines[p.lineOf[e]].Class.Walkable() {
			return true
		}
	}
	return false
}

// seen reports whether c can be seen from the ring's point u.
func seen(ring orb.Ring, u, c orb.Point) bool {
	return clear(ring, []orb.Point{u, {(u[0] + c[0]) / 2, (u[1] + c[1]) / 2}, c})
}
