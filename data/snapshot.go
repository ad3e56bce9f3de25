package data

import (
	"context"
	"fmt"
	"math"
	"time"

	"hexbeat/geo"
	"hexbeat/geo/index"
	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

// Snapshot is the store as it stands now, as columns. It is made once per
// committed batch and shared; asking again costs nothing. Errors: ErrForbidden.
func (s *Store) Snapshot(ctx context.Context, sc Scope) (*hotspot.Snapshot, error) {
	return s.SnapshotAt(ctx, sc, State{})
}

// SnapshotAt is the store as it stood, rebuilt from its rows. Areas and orders are
// those of the state; the category scheme is today's, as no older one is kept, which a
// label's digest tells; what was erased since is left out and counted in Erased. The
// last one asked for is kept beside the one of now.
// Errors: ErrForbidden, ErrNotFound for a state that never was, ErrChanged.
func (s *Store) SnapshotAt(ctx context.Context, sc Scope, st State) (*hotspot.Snapshot, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	now, err := s.seq(ctx)
	if err != nil {
		return nil, err
	}
	a, err := s.find(ctx, st)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := &s.older
	if a == (asOf{now, noEnd}) {
		kept = &s.current
	}
	if kept.snap == nil || kept.of != a {
		snap, err := s.build(ctx, a)
		if err != nil {
			return nil, err
		}
		*kept = keptSnapshot{a, snap}
	}
	if st.Digest != "" && st.Digest != kept.snap.Digest {
		return nil, fmt.Errorf("%w: %d-%s comes to %s", ErrChanged, st.Seq, st.Digest, kept.snap.Label())
	}
	return kept.snap, nil
}

// keptSnapshot is a snapshot that need not be built again.
type keptSnapshot struct {
	of   asOf
	snap *hotspot.Snapshot
}

// seq numbers the committed states of the store.
func (s *Store) seq(ctx context.Context) (seq int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT coalesce(max(batch_id), 0) FROM batch WHERE committed_at_s IS NOT NULL`).Scan(&seq)
	if err != nil {
		return 0, fmt.Errorf("data: snapshot: %w", err)
	}
	return seq, nil
}

// forget drops what was read before a commit.
func (s *Store) forget() {
	s.mu.Lock()
	s.current, s.older = keptSnapshot{}, keptSnapshot{}
	s.mu.Unlock()
	s.orders.mu.Lock()
	s.orders.loaded = false
	s.orders.mu.Unlock()
	s.layers.forget()
}

// builder holds what is needed while columns are made.
type builder struct {
	snap   *hotspot.Snapshot
	words  words
	places places
	latest int64
	stood  int // how many incidents stood in the state at the time
}

func (s *Store) build(ctx context.Context, a asOf) (*hotspot.Snapshot, error) {
	b := &builder{snap: &hotspot.Snapshot{Seq: a.seq, DataTz: s.zone}, places: newPlaces(), latest: math.MinInt64}
	if a.knownAt != noEnd {
		b.snap.KnownAt = time.Unix(a.knownAt, 0).UTC()
	}
	ground, err := s.ground(ctx, a)
	if err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return b.dictionaries(ctx, s) },
		func(ctx context.Context) error { return b.incidents(ctx, s, a) },
	} {
		if err := step(ctx); err != nil {
			return nil, fmt.Errorf("data: snapshot: %w", err)
		}
	}
	b.snap.Places = b.places.named(b.words.locations)
	b.join(ground)
	if a.knownAt == noEnd {
		b.snap.Erased = max(0, b.stood-b.snap.Len())
	}
	if b.snap.Len() > 0 {
		b.snap.DataTo = time.Unix(b.latest, 0).UTC()
	}
	if b.snap.Digest, err = s.digest(ctx, a); err != nil {
		return nil, err
	}
	b.snap.Sort()
	return b.snap, nil
}

// ground is the areas and orders of a state.
func (s *Store) ground(ctx context.Context, a asOf) ([]geo.Area, error) {
	areas, err := s.areasThat(ctx, a.stands())
	if err != nil {
		return nil, err
	}
	orders, err := s.ordersThat(ctx, a.stands())
	if err != nil {
		return nil, err
	}
	return append(areas, orderAreas(orders)...), nil
}

// orderAreas are the orders as areas to lay over the map: all but those that ended
// by discharge or are recorded as expired.
func orderAreas(orders []pspo.Order) []geo.Area {
	var out []geo.Area
	for _, o := range orders {
		if o.Status != pspo.Expired && o.Status != pspo.Discharged {
			out = append(out, geo.Area{Kind: geo.PSPO, Code: o.ID, Name: o.Title, Geometry: o.Geometry})
		}
	}
	return out
}

// join works out once per place which area of each partition and which overlaps it
// lies in.
func (b *builder) join(areas []geo.Area) {
	type set struct {
		kind    geo.Kind
		vintage hotspot.Day
	}
	var order []set
	groups := map[set][]geo.Area{}
	for _, a := range areas {
		k := set{a.Kind, 0}
		if a.Kind.Partitions() {
			k.vintage = dayOrZero(a.ValidFrom)
		}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], a)
	}
	for _, k := range order {
		ix := index.NewAreas(groups[k])
		if k.kind.Partitions() {
			b.snap.Partitions = append(b.snap.Partitions, b.partition(ix, k.kind, k.vintage, groups[k]))
			continue
		}
		o := hotspot.Overlay{Kind: k.kind, Areas: groups[k], In: make([][]int32, len(b.snap.Places))}
		for i, p := range b.snap.Places {
			if !p.Centroid { // whether what lies around it is inside, nobody can say
				o.In[i] = ix.Containing(p.Point)
			}
		}
		b.snap.Overlays = append(b.snap.Overlays, o)
	}
}

func (b *builder) partition(ix *index.Areas, kind geo.Kind, vintage hotspot.Day, areas []geo.Area) hotspot.Partition {
	p := hotspot.Partition{Kind: kind, Vintage: vintage, Areas: areas, Of: make([]int32, len(b.snap.Places))}
	for i, place := range b.snap.Places {
		at, how := ix.Partition(place.Point)
		p.Of[i] = at
		switch how {
		case index.Snapped:
			p.Snapped++
		case index.Tied:
			p.Tied++
		}
	}
	return p
}
