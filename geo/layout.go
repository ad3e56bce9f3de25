package geo

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// layout is every ring of an area, in order of its west edge.
type layout struct {
	rings []placedRing
	parts []preparedPolygon
}

type placedRing struct {
	chain
	part, ring int
}

func newLayout(mp orb.MultiPolygon) layout {
	var l layout
	for i, p := range Prepare(mp).polygons {
		l.parts = append(l.parts, p)
		for k, c := range p.rings {
			l.rings = append(l.rings, placedRing{c, i, k})
		}
	}
	slices.SortStableFunc(l.rings, func(a, b placedRing) int {
		return cmp.Compare(a.nodes[0].min[0], b.nodes[0].min[0])
	})
	return l
}

// pairs calls f for every two rings whose boxes meet, until it returns a fault.
func (l layout) pairs(f func(r, s *placedRing) *GeometryError) error {
	for i := range l.rings {
		r := &l.rings[i]
		for k := i + 1; k < len(l.rings); k++ {
			s := &l.rings[k]
			if s.nodes[0].min[0] > r.nodes[0].max[0] {
				break
			}
			if s.nodes[0].min[1] > r.nodes[0].max[1] || r.nodes[0].min[1] > s.nodes[0].max[1] {
				continue
			}
			if e := f(r, s); e != nil {
				return e
			}
		}
	}
	return nil
}

// layoutFault looks for rings that cross themselves, then for rings that cross one
// another, and only then for rings in the wrong place, which is a question of one
// point each once nothing crosses.
func layoutFault(l layout) error {
	for i := range l.rings {
		if e := lineFault(&l.rings[i], &l.rings[i]); e != nil {
			return e
		}
	}
	if err := l.pairs(lineFault); err != nil {
		return err
	}
	for i := range l.rings {
		if e := l.strayHole(&l.rings[i]); e != nil {
			return e
		}
	}
	return l.pairs(l.nestingFault)
}

// lineFault is the first place at which two rings, or one with itself, may not meet
// as they do. Parts may share an edge; the rings of one part may not.
func lineFault(r, s *placedRing) (fault *GeometryError) {
	meetings(&r.chain, &s.chain, func(i, j int32) bool {
		m := meet(&r.chain, i, &s.chain, j)
		if m == along && r.part == s.part {
			fault = &GeometryError{Reason: "the boundary runs back along itself"}
		} else if m == crossing {
			fault = &GeometryError{Reason: "the boundary crosses itself"}
		}
		if fault == nil {
			return true
		}
		fault.At = meetingPoint(r.pts[i], r.pts[i+1], s.pts[j], s.pts[j+1])
		fault.Part, fault.Ring = max(r.part, s.part), max(r.ring, s.ring)
		return false
	})
	if fault != nil && r != s && r.part != s.part {
		fault.Reason, fault.Ring = "two parts of the boundary overlap", 0
	} else if fault != nil && r != s {
		fault.Reason = "a hole meets another line of the boundary along or across it"
	}
	return fault
}

func (l layout) strayHole(r *placedRing) *GeometryError {
	if r.ring == 0 {
		return nil
	}
	if side, at := firstOff(&r.chain, l.parts[r.part].rings[0].locate); side == Outside {
		return &GeometryError{Reason: "a hole lies outside the boundary", At: at, Part: r.part, Ring: r.ring}
	}
	return nil
}

// nestingFault judges two rings that do not cross: two holes of a part, one inside
// the other; or the outsides of two parts, one inside the ground of the other.
func (l layout) nestingFault(r, s *placedRing) *GeometryError {
	for range 2 {
		switch {
		case r.part == s.part && r.ring > 0 && s.ring > 0:
			if side, at := firstOff(&r.chain, s.locate); side == Inside {
				return &GeometryError{Reason: "a hole lies inside another hole", At: at, Part: r.part, Ring: r.ring}
			}
		case r.part != s.part && r.ring == 0 && s.ring == 0:
			if at, yes := l.onGround(r, s); yes {
				return &GeometryError{Reason: "two parts of the boundary overlap", At: at, Part: max(r.part, s.part)}
			}
		}
		r, s = s, r
	}
	return nil
}

// onGround reports whether the outside r of one part lies on the ground of the part
// whose outside is s: inside it and not in a hole, or the same ring.
func (l layout) onGround(r, s *placedRing) (orb.Point, bool) {
	rings := l.parts[s.part].rings
	side, at := firstOff(&r.chain, func(p orb.Point) Side {
		return locateRings(len(rings), func(k int) Side { return rings[k].locate(p) })
	})
	if side == OnLine { // it fills a hole or repeats the outside
		repeat, _ := firstOff(&r.chain, s.locate)
		return at, repeat == OnLine
	}
	return at, side == Inside
}

// firstOff is the side of the first point of a ring that does not lie on the line it
// is compared with, its corners before the middles of its edges. Middles are rounded,
// so they are judged by steady.
func firstOff(c *chain, locate func(orb.Point) Side) (Side, orb.Point) {
	for _, p := range c.pts {
		if s := locate(p); s != OnLine {
			return s, p
		}
	}
	for i := range c.edges() {
		a, b := c.pts[i], c.pts[i+1]
		mid := orb.Point{a[0] + (b[0]-a[0])/2, a[1] + (b[1]-a[1])/2}
		if s := steady(mid, locate); s != OnLine {
			return s, mid
		}
	}
	return OnLine, c.pts[0]
}

// steady is the side of a rounded point: its neighbourhood of 0.1 mm must agree, or
// it counts as on the line.
func steady(p orb.Point, locate func(orb.Point) Side) Side {
	const step = 1e-9 // degrees
	s := locate(p)
	for _, q := range []orb.Point{{p[0] - step, p[1]}, {p[0] + step, p[1]}, {p[0], p[1] - step}, {p[0], p[1] + step}} {
		if locate(q) != s {
			return OnLine
		}
	}
	return s
}
