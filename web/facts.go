package web

import (
	"sync"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

// facts are what the forms offer of a snapshot: what is in it, how far it reaches
// and which areas there are. They are worked out once per snapshot.
type facts struct {
	snap        *hotspot.Snapshot
	first, last hotspot.Day
	categories  []categoryFact // those with incidents of their own or of their kinds, in the scheme's order
	wards       []geo.Area     // of the vintage in force on the last day
	// settings is true when any record says what kind of place it was at.
	settings bool
	bound    orb.Bound
	located  bool // bound means something
}

type categoryFact struct {
	hotspot.Category
	Count int
}

func factsOf(snap *hotspot.Snapshot) *facts {
	f := &facts{snap: snap, last: snap.DataToDay()}
	f.first = f.last
	counts := make([]int, len(snap.Categories))
	for i := range snap.Day {
		f.first = min(f.first, snap.Day[i])
		if c := int(snap.Category[i]); c < len(counts) {
			counts[c]++
		}
		f.settings = f.settings || snap.Setting[i] != hotspot.SettingUnknown
	}
	whole, kinds := make([]int, len(counts)), snap.Kinds()
	for i, n := range counts {
		kinds.Up(i, func(up int) bool { whole[up] += n; return true }) // asking for it asks for all its kinds
	}
	for i, n := range whole {
		if n > 0 {
			f.categories = append(f.categories, categoryFact{snap.Categories[i], n})
		}
	}
	if p := snap.PartitionAt(geo.Ward, f.last); p != nil {
		f.wards = p.Areas
	}
	f.bound, f.located = boundOf(snap)
	return f
}

// boundOf is the box around every loaded ward or borough, else around the places.
func boundOf(snap *hotspot.Snapshot) (b orb.Bound, ok bool) {
	add := func(x orb.Bound) {
		if ok {
			b = b.Union(x)
		} else {
			b, ok = x, true
		}
	}
	for _, p := range snap.Partitions {
		for _, a := range p.Areas {
			if len(a.Geometry) > 0 {
				add(a.Bound())
			}
		}
	}
	if !ok {
		for _, p := range snap.Places {
			add(p.Point.Bound())
		}
	}
	return b, ok
}

// has reports whether there are incidents of a category.
func (f *facts) has(id string) bool {
	for _, c := range f.categories {
		if c.ID == id {
			return true
		}
	}
	return false
}

// factsCache keeps the facts of the latest snapshot.
type factsCache struct {
	mu    sync.Mutex
	label string
	facts *facts
}

func (c *factsCache) of(snap *hotspot.Snapshot) *facts {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.facts == nil || c.label != snap.Label() {
		c.label, c.facts = snap.Label(), factsOf(snap)
	}
	return c.facts
}
