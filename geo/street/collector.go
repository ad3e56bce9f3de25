package street

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
)

// collector keeps what a file says until all of it is read, since ways may stand
// before their nodes and relations before their ways.
type collector struct {
	nodes     []node
	ways      []way
	refs      []int64 // nodes of all ways, one after another
	relations []relation
	members   int
}

// node is a place in units of 1e-7 degrees, OpenStreetMap's own.
type node struct {
	id       int64
	lon, lat int32
}

// way is a way of any kind: those without a class may be the outline of a relation.
type way struct {
	id           int64
	version      int
	from, to     int // in refs
	class        Class
	name         string
	bridge, foot bool
}

// relation is an area of water or park, put together from its outer ways.
type relation struct {
	id      int64
	version int
	class   Class
	name    string
	outer   []int64
}

const perDegree = 1e7

// place records a node.
func (c *collector) place(id int64, lon, lat float64) error {
	if !(math.Abs(lon) <= 180 && math.Abs(lat) <= 90) { // also refuses NaN
		return fmt.Errorf("node %d lies at longitude %v, latitude %v, which is not on the globe", id, lon, lat)
	}
	if len(c.nodes) == maxNodes {
		return errTooLarge
	}
	c.nodes = append(c.nodes, node{id, int32(math.Round(lon * perDegree)), int32(math.Round(lat * perDegree))})
	return nil
}

func (c *collector) way(w *osm.Way) error {
	if len(c.ways) == maxWays || len(c.refs)+len(w.Nodes) > maxRefs {
		return errTooLarge
	}
	rec := way{id: int64(w.ID), version: w.Version, from: len(c.refs)}
	for _, n := range w.Nodes {
		c.refs = append(c.refs, int64(n.ID))
	}
	rec.to = len(c.refs)
	if rec.class, rec.foot = classify(w.Tags); rec.class != "" {
		rec.name, rec.bridge = nameOf(w.Tags, rec.class), isBridge(w.Tags)
	}
	c.ways = append(c.ways, rec)
	return nil
}

func (c *collector) relation(r *osm.Relation) error {
	class, _ := classify(r.Tags)
	if r.Tags.Find("type") != "multipolygon" || class != Water && class != Park {
		return nil
	}
	if c.members += len(r.Members); c.members > maxMembers {
		return errTooLarge
	}
	rec := relation{id: int64(r.ID), version: r.Version, class: class, name: nameOf(r.Tags, class)}
	for _, m := range r.Members {
		if m.Type == osm.TypeWay && (m.Role == "outer" || m.Role == "") {
			rec.outer = append(rec.outer, m.Ref)
		}
	}
	c.relations = append(c.relations, rec)
	return nil
}

// settle sorts what was read and keeps of each id the last version, and of equal
// versions the one that stood last.
func (c *collector) settle() {
	c.nodes = lastOf(c.nodes, func(n node) int64 { return n.id }, func(node) int { return 0 })
	c.ways = lastOf(c.ways, func(w way) int64 { return w.id }, func(w way) int { return w.version })
	c.relations = lastOf(c.relations, func(r relation) int64 { return r.id }, func(r relation) int { return r.version })
}

func lastOf[T any](list []T, id func(T) int64, version func(T) int) []T {
	order := func(a, b T) int {
		return cmp.Or(cmp.Compare(id(a), id(b)), cmp.Compare(version(a), version(b)))
	}
	if !slices.IsSortedFunc(list, order) {
		slices.SortStableFunc(list, order)
	}
	out := list[:0]
	for i, v := range list {
		if i+1 == len(list) || id(list[i+1]) != id(v) {
			out = append(out, v)
		}
	}
	return out
}

// at is where a node lies; call settle first.
func (c *collector) at(id int64) (orb.Point, bool) {
	i, ok := slices.BinarySearchFunc(c.nodes, id, func(n node, id int64) int { return cmp.Compare(n.id, id) })
	if !ok {
		return orb.Point{}, false
	}
	return orb.Point{float64(c.nodes[i].lon) / perDegree, float64(c.nodes[i].lat) / perDegree}, true
}
