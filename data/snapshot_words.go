package data

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hexbeat/hotspot"
)

// words are the dictionaries as they lie in the store. An entry comes into the
// snapshot with the first incident that uses it: what an import in progress or an
// aborted one has added does not show.
type words struct {
	categories map[int64]hotspot.Category
	byID       map[string]int64
	raws       map[int64]string
	tagsets    map[int64]string
}

func (b *builder) dictionaries(ctx context.Context, s *Store) error {
	b.categories, b.raws, b.sources = map[int64]uint16{}, map[int64]uint16{}, map[int64]uint16{}
	b.tagsets, b.locations = map[int64]uint64{}, map[int64]string{}
	b.words = words{map[int64]hotspot.Category{}, map[string]int64{}, map[int64]string{}, map[int64]string{}}
	rows, err := s.read.QueryContext(ctx, `SELECT `+categoryColumns+`, category_id, listed FROM category ORDER BY category_id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var listed bool
		c, err := scanCategory(rows.Scan, &n, &listed)
		if err != nil {
			return err
		}
		b.words.categories[n], b.words.byID[c.ID] = c, n
		if listed {
			b.category(n) // stands without incidents, too
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	var scheme Scheme
	if err := s.schemeGroups(ctx, &scheme); err != nil {
		return err
	}
	b.snap.Groups = scheme.Groups
	for _, d := range []struct {
		query string
		each  func(id int64, text string) error
	}{
		{`SELECT raw_id, label FROM raw`, func(id int64, text string) error { b.words.raws[id] = text; return nil }},
		{`SELECT source_id, name FROM source ORDER BY source_id`, func(id int64, text string) error {
			b.sources[id] = uint16(len(b.snap.Sources))
			b.snap.Sources = append(b.snap.Sources, text)
			return nil
		}},
		{`SELECT location_id, text FROM location`, func(id int64, text string) error { b.locations[id] = text; return nil }},
		{`SELECT tagset_id, tags FROM tagset`, func(id int64, text string) error { b.words.tagsets[id] = text; return nil }},
	} {
		if err := each(ctx, s, d.query, d.each); err != nil {
			return err
		}
	}
	return nil
}

// committed holds for the rows whose batch is.
const committed = ` known_from IN (SELECT batch_id FROM batch WHERE committed_at_s IS NOT NULL)`

func each(ctx context.Context, s *Store, query string, f func(int64, string) error) error {
	rows, err := s.read.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return err
		}
		if err := f(id, text); err != nil {
			return err
		}
	}
	return rows.Err()
}

// category is the index of a category in the snapshot.
func (b *builder) category(id int64) uint16 {
	i, ok := b.categories[id]
	if !ok {
		c := b.words.categories[id]
		i = uint16(len(b.snap.Categories))
		b.categories[id], b.snap.Categories = i, append(b.snap.Categories, c)
		if up, ok := b.words.byID[c.Parent]; ok {
			b.category(up) // a kind brings what it is a kind of
		}
	}
	return i
}

// raw is the index of a raw label in the snapshot.
func (b *builder) raw(id int64) uint16 {
	i, ok := b.raws[id]
	if !ok {
		i = uint16(len(b.snap.RawLabels))
		b.raws[id], b.snap.RawLabels = i, append(b.snap.RawLabels, b.words.raws[id])
	}
	return i
}

// tagset turns "domestic;knife" into bits.
func (b *builder) tagset(id int64) (uint64, error) {
	if bits, ok := b.tagsets[id]; ok {
		return bits, nil
	}
	var bits uint64
	for tag := range strings.SplitSeq(b.words.tagsets[id], ";") {
		if tag == "" {
			continue
		}
		i := slices.Index(b.snap.TagNames, tag)
		if i < 0 {
			if i = len(b.snap.TagNames); i == maxTags {
				return 0, fmt.Errorf("data: more than %d different tags", maxTags)
			}
			b.snap.TagNames = append(b.snap.TagNames, tag)
		}
		bits |= 1 << i
	}
	b.tagsets[id] = bits
	return bits, nil
}
