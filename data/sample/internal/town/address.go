package town

import (
	"math"

	"github.com/paulmach/orb"
)

// Address is a front door: a few metres off the middle of a named street.
type Address struct {
	At    orb.Point // metres
	Line  int32     // the street
	Block int32
}

const (
	frontageM = 17.0 // between doors
	setBackM  = 8.5  // from the middle of the street
	cornerM   = 12.0 // kept clear at junctions
)

// Addresses lists the front doors of every named street, street by street.
func (p *Plan) Addresses() []Address {
	var out []Address
	for li, l := range p.Lines {
		if l.Name == "" || l.Bridge || !l.Class.Walkable() || l.Class == Footway {
			continue
		}
		for i := 1; i < len(l.Nodes); i++ {
			out = p.doors(out, int32(li), l.Nodes[i-1], l.Nodes[i])
		}
	}
	return out
}

func (p *Plan) doors(out []Address, li, u, v int32) []Address {
	a, b := p.Points[u], p.Points[v]
	length, d := dist(a, b), unit(sub(b, a))
	for _, side := range []float64{1, -1} {
		f, ok := p.left[[2]int32{u, v}]
		if side < 0 {
			f, ok = p.left[[2]int32{v, u}]
		}
		if !ok {
			f, ok = p.spurBlock(li)
		}
		if !ok || p.Blocks[f].Use == Water {
			continue
		}
		ring := p.Ring(f)
		for t := cornerM; t <= length-4; t += frontageM {
			q := move(move(a, d, t), turnLeft(d), side*setBackM)
			q = orb.Point{math.Round(q[0]*10) / 10, math.Round(q[1]*10) / 10}
			if inside(ring, q) {
				out = append(out, Address{q, li, f})
			}
		}
	}
	return out
}
