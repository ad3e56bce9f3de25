package street

import (
	"cmp"
	"slices"
)

// assemble makes Ways of what was collected, and counts the places at which a way
// names a node that the file does not hold: extracts cut ways at their edge.
func (c *collector) assemble() (out []Way, missing int) {
	c.settle()
	for _, w := range c.ways {
		if w.class == "" {
			continue
		}
		pieces, m := c.pieces(c.refs[w.from:w.to])
		missing += m
		for _, p := range pieces {
			p.ID, p.Name, p.Class, p.Bridge, p.Foot = w.id, w.name, w.class, w.bridge, w.foot
			out = append(out, p)
		}
	}
	for _, r := range c.relations {
		for _, refs := range join(c.outlines(r)) {
			pieces, m := c.pieces(refs)
			missing += m
			for _, p := range pieces {
				p.ID, p.Relation, p.Name, p.Class = r.id, true, r.name, r.class
				out = append(out, p)
			}
		}
	}
	return out, missing
}

// pieces is a way's line, in several pieces where nodes are missing between them.
func (c *collector) pieces(refs []int64) (out []Way, missing int) {
	var w Way
	flush := func() {
		if len(w.Line) > 1 {
			out = append(out, w)
		}
		w = Way{}
	}
	for _, id := range refs {
		p, ok := c.at(id)
		if !ok {
			missing++
			flush()
			continue
		}
		if n := len(w.Nodes); n > 0 && w.Nodes[n-1] == id {
			continue
		}
		w.Nodes, w.Line = append(w.Nodes, id), append(w.Line, p)
	}
	flush()
	return out, missing
}

// outlines are the node lists of a relation's outer ways, as far as the file has them.
func (c *collector) outlines(r relation) [][]int64 {
	var out [][]int64
	for _, id := range r.outer {
		i, ok := slices.BinarySearchFunc(c.ways, id, func(w way, id int64) int { return cmp.Compare(w.id, id) })
		if refs := []int64(nil); ok {
			if refs = c.refs[c.ways[i].from:c.ways[i].to]; len(refs) > 1 {
				out = append(out, refs)
			}
		}
	}
	return out
}

// join strings lines together where the end of one is an end of the next, turning them
// as needed, until they close or nothing fits. Each line is used once.
func join(lines [][]int64) [][]int64 {
	ends := map[int64][]int{} // node -> lines that begin or end there
	for i, l := range lines {
		ends[l[0]] = append(ends[l[0]], i)
		ends[l[len(l)-1]] = append(ends[l[len(l)-1]], i)
	}
	used := make([]bool, len(lines))
	next := func(at int64) []int64 {
		for len(ends[at]) > 0 {
			i := ends[at][0]
			ends[at] = ends[at][1:]
			if used[i] {
				continue
			}
			used[i] = true
			l := slices.Clone(lines[i])
			if l[0] != at {
				slices.Reverse(l)
			}
			return l
		}
		return nil
	}
	var out [][]int64
	for i, l := range lines {
		if used[i] {
			continue
		}
		used[i] = true
		l = slices.Clone(l)
		for range 2 { // onwards from the end; then, turned round, from the beginning
			for l[0] != l[len(l)-1] {
				more := next(l[len(l)-1])
				if more == nil {
					break
				}
				l = append(l, more[1:]...)
			}
			if l[0] == l[len(l)-1] {
				break
			}
			slices.Reverse(l)
		}
		out = append(out, l)
	}
	return out
}
