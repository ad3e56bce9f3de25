package data

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
	"hexbeat/geo/index"
	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

// Snapshot is the store as it stands now, as columns. It is made once per
// committed batch and shared; asking again costs nothing.
func (s *Store) Snapshot(ctx context.Context, sc Scope) (*hotspot.Snapshot, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	seq, err := s.seq(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != nil && s.current.Seq == seq {
		return s.current, nil
	}
	snap, err := s.build(ctx, sc, seq)
	if err != nil {
		return nil, err
	}
	s.current = snap
	return snap, nil
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
	s.current = nil
	s.mu.Unlock()
	s.orders.mu.Lock()
	s.orders.loaded = false
	s.orders.mu.Unlock()
}

// builder holds what is needed while columns are made.
type builder struct {
	snap       *hotspot.Snapshot
	categories map[int64]uint16
	raws       map[int64]uint16
	sources    map[int64]uint16
	tagsets    map[int64]uint64
	words      words
	locations  map[int64]string
	placeAt    map[placeKey]int32
	names      map[placeName]int32
	latest     int64
}

// placeKey tells a point that incidents lie at from one that is only a centre.
type placeKey struct {
	point    orb.Point
	centroid bool
}

type placeName struct {
	place    int32
	location int64
}

func (s *Store) build(ctx context.Context, sc Scope, seq int64) (*hotspot.Snapshot, error) {
	b := &builder{
		snap:    &hotspot.Snapshot{Seq: seq, DataTz: s.zone},
		placeAt: map[placeKey]int32{}, names: map[placeName]int32{},
		latest: math.MinInt64,
	}
	areas, err := s.Areas(ctx, sc)
	if err != nil {
		return nil, err
	}
	orders, err := s.readOrders(ctx)
	if err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return b.dictionaries(ctx, s) },
		func(ctx context.Context) error { return b.incidents(ctx, s) },
	} {
		if err := step(ctx); err != nil {
			return nil, fmt.Errorf("data: snapshot: %w", err)
		}
	}
	b.namePlaces()
	b.join(append(areas, orderAreas(orders)...))
	if b.snap.Len() > 0 {
		b.snap.DataTo = time.Unix(b.latest, 0).UTC()
	}
	if b.snap.Digest, err = s.digest(ctx, sc, seq); err != nil {
		return nil, err
	}
	b.snap.Sort()
	return b.snap, nil
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

func (b *builder) incidents(ctx context.Context, s *Store) error {
	rows, err := s.read.QueryContext(ctx, `SELECT incident_id, source_id, category_id, raw_id, tagset_id, setting, precision,
		from_s, to_s, day, last_day, start_min, lon, lat, location_id, fix, flags FROM incident WHERE`+visible+` ORDER BY version_id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	n := b.snap
	for rows.Next() {
		var id, source, category, raw, tagset, from, to, location int64
		var setting hotspot.Setting
		var precision hotspot.Precision
		var day, lastDay hotspot.Day
		var start int16
		var lon, lat *float64
		var fix hotspot.Fix
		var flags hotspot.Flags
		if err := rows.Scan(&id, &source, &category, &raw, &tagset, &setting, &precision, &from, &to, &day, &lastDay, &start, &lon, &lat, &location, &fix, &flags); err != nil {
			return err
		}
		place := int32(-1)
		if lon != nil && lat != nil {
			if place, err = b.place(placeKey{orb.Point{*lon, *lat}, fix.Centroid()}); err != nil {
				return err
			}
			b.names[placeName{place, location}]++
		}
		n.ID, n.PlaceOf = append(n.ID, id), append(n.PlaceOf, place)
		n.Day, n.LastDay = append(n.Day, day), append(n.LastDay, lastDay)
		n.Start, n.SpanMin = append(n.Start, start), append(n.SpanMin, spanMin(precision, from, to))
		n.Precision, n.Setting = append(n.Precision, precision), append(n.Setting, setting)
		tags, err := b.tagset(tagset)
		if err != nil {
			return err
		}
		n.Category, n.Raw = append(n.Category, b.category(category)), append(n.Raw, b.raw(raw))
		n.Tags, n.Source = append(n.Tags, tags), append(n.Source, b.sources[source])
		n.Flags = append(n.Flags, flags)
		b.latest = max(b.latest, to)
	}
	return rows.Err()
}

func spanMin(p hotspot.Precision, from, to int64) int32 {
	if p != hotspot.Interval {
		return 0
	}
	return int32(min((to-from)/60, 1<<30))
}

func (b *builder) place(k placeKey) (int32, error) {
	if i, ok := b.placeAt[k]; ok {
		return i, nil
	}
	cell, err := hexgrid.At(k.point, 10)
	if err != nil {
		return 0, err
	}
	i := int32(len(b.snap.Places))
	b.snap.Places = append(b.snap.Places, hotspot.Place{Point: k.point, Cell: cell, Centroid: k.centroid})
	b.placeAt[k] = i
	return i, nil
}

// namePlaces gives each place its commonest location text; of equally common ones
// the first in the alphabet, so that the same data give the same names.
func (b *builder) namePlaces() {
	best := make([]int32, len(b.snap.Places))
	for k, count := range b.names {
		text := b.locations[k.location]
		p := &b.snap.Places[k.place]
		if text != "" && (count > best[k.place] || count == best[k.place] && text < p.Name) {
			p.Name, best[k.place] = text, count
		}
	}
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
