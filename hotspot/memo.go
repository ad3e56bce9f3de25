package hotspot

import (
	"fmt"
	"strings"
	"sync"
	"weak"

	"hexbeat/geo"
)

// memo keeps the ground of recent questions, so that the second question about
// an area does not cover it with cells again. It holds no answers. Grids are
// known by their boundaries and outlive a snapshot; the rest is known by the
// snapshot itself, through a weak pointer that does not keep it alive.
var memo = &studyMemo{
	grids:   recent[gridKey, *grid]{keep: 8},
	grounds: recent[groundKey, *ground]{keep: 16},
}

type studyMemo struct {
	grids   recent[gridKey, *grid]
	grounds recent[groundKey, *ground]
}

type groundKey struct {
	snapshot  weak.Pointer[Snapshot]
	areas     string
	wards     int
	res, ring int
}

func groundKeyOf(refs []areaRef, wards int, q Question) groundKey {
	var b strings.Builder
	for _, r := range refs {
		fmt.Fprintf(&b, "%d/%d/%d ", r.part, r.over, r.area)
	}
	return groundKey{areas: b.String(), wards: wards, res: q.Res, ring: q.Ring}
}

func (m *studyMemo) ground(s *Snapshot, k groundKey, make func() (*ground, error)) (*ground, error) {
	k.snapshot = weak.Make(s)
	return m.grounds.get(k, make)
}

func (m *studyMemo) grid(areas []geo.Area, res, ring int) (*grid, error) {
	return m.grids.get(areasKey(areas, res, ring), func() (*grid, error) { return gridOver(areas, res, ring) })
}

// recent keeps the values of the last few keys. Callers who ask for the same key
// at the same time share one making of it. Errors are not kept.
type recent[K comparable, V any] struct {
	keep int

	mu      sync.Mutex
	entries []*entry[K, V] // the latest used last
}

type entry[K comparable, V any] struct {
	key  K
	once sync.Once
	val  V
	err  error
}

func (r *recent[K, V]) get(k K, make func() (V, error)) (V, error) {
	e := r.entry(k)
	e.once.Do(func() { e.val, e.err = make() })
	if e.err != nil {
		r.drop(e)
	}
	return e.val, e.err
}

func (r *recent[K, V]) entry(k K) *entry[K, V] {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, e := range r.entries {
		if e.key == k {
			r.entries = append(append(r.entries[:i:i], r.entries[i+1:]...), e)
			return e
		}
	}
	e := &entry[K, V]{key: k}
	if len(r.entries) >= r.keep {
		r.entries = append([]*entry[K, V](nil), r.entries[len(r.entries)-r.keep+1:]...)
	}
	r.entries = append(r.entries, e)
	return e
}

func (r *recent[K, V]) drop(gone *entry[K, V]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, e := range r.entries {
		if e == gone {
			r.entries = append(r.entries[:i:i], r.entries[i+1:]...)
			return
		}
	}
}
