package town

import (
	"github.com/paulmach/orb"
)

// nameOf names a new street: where it goes straight on from one that ends at its
// own end, it keeps that one's name.
func (f *filler) nameOf(b int32, chain []int32, class Class) string {
	n := len(chain)
	if s := f.straightOn(chain[0], chain[1], class); s != "" {
		return s
	}
	if s := f.straightOn(chain[n-1], chain[n-2], class); s != "" {
		return s
	}
	return f.names.next(f.Blocks[b].Ward, class, f.curved(chain))
}

// straightOn is the name of a street that ends at a point and of which the new one
// is the continuation: they meet within 30 degrees.
func (f *filler) straightOn(at, next int32, class Class) string {
	d := sub(f.Points[next], f.Points[at])
	for _, l := range f.Lines {
		n := len(l.Nodes)
		if l.Name == "" || n < 2 || l.Class != class || (l.Nodes[0] != at && l.Nodes[n-1] != at) {
			continue
		}
		before := l.Nodes[1]
		if l.Nodes[n-1] == at {
			before = l.Nodes[n-2]
		}
		if between(d, sub(f.Points[at], f.Points[before])) < 0.5 {
			return l.Name
		}
	}
	return ""
}

func (f *filler) curved(chain []int32) bool {
	if len(chain) < 3 {
		return false
	}
	a, c := f.Points[chain[0]], f.Points[chain[len(chain)-1]]
	m := f.Points[chain[len(chain)/2]]
	return dist(nearest(a, c, m), m) > 0.06*dist(a, c)
}

// spur adds a dead end: from the nearest street around the block inwards to a point.
func (f *filler) spur(b int32, to orb.Point, name string) bool {
	ring := f.Blocks[b].Ring
	best, k := 1e9, -1
	for i, u := range ring {
		v := ring[(i+1)%len(ring)]
		l := f.Lines[f.lineOf[key(u, v)]]
		if !l.Class.Walkable() || l.Name == "" || l.Bridge {
			continue
		}
		a, c := f.Points[u], f.Points[v]
		q := nearest(a, c, to)
		if d := dist(q, to); d < best && dist(q, a) > 12 && dist(q, c) > 12 {
			best, k = d, i
		}
	}
	if k < 0 || best < 22 {
		return false
	}
	u, v := ring[k], ring[(k+1)%len(ring)]
	w := f.insert(u, v, nearest(f.Points[u], f.Points[v], to))
	f.Lines = append(f.Lines, Line{Name: name, Class: Residential, Nodes: []int32{w, f.addPoint(to)}})
	f.spurs = append(f.spurs, deadEnd{int32(len(f.Lines) - 1), b})
	return true
}
