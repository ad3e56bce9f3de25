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
	sources    map[int64]string
	locations  map[int64]string

	// Where what the snapshot has stands in it.
	categoryAt, rawAt, sourceAt map[int64]uint16
	tagsAt                      map[int64]uint64
	whatAt                      map[int64]whatAt
	whoseAt                     map[int64]whoseAt
}

// whatAt is what happened: a category and the label it goes by.
type whatAt struct{ category, raw uint16 }

// whoseAt is who said it, and with which tags.
type whoseAt struct {
	source uint16
	tags   uint64
}

func (b *builder) dictionaries(ctx context.Context, s *Store) error {
	b.words = words{map[int64]hotspot.Category{}, map[string]int64{}, map[int64]string{}, map[int64]string{}, map[int64]string{}, map[int64]string{},
		map[int64]uint16{}, map[int64]uint16{}, map[int64]uint16{}, map[int64]uint64{}, map[int64]whatAt{}, map[int64]whoseAt{}}
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
		to    map[int64]string
	}{
		{`SELECT raw_id, label FROM raw`, b.words.raws},
		{`SELECT source_id, name FROM source`, b.words.sources},
		{`SELECT location_id, text FROM location`, b.words.locations},
		{`SELECT tagset_id, tags FROM tagset`, b.words.tagsets},
	} {
		if err := each(ctx, s, d.query, func(id int64, text string) error { d.to[id] = text; return nil }); err != nil {
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

// what finds a category and a raw label, packed as category << 32 | raw.
func (b *builder) what(ids int64) whatAt {
	w, ok := b.words.whatAt[ids]
	if !ok {
		w = whatAt{b.category(ids >> 32), entry(b.words.rawAt, &b.snap.RawLabels, b.words.raws, ids&0xffffffff)}
		b.words.whatAt[ids] = w
	}
	return w
}

// whose finds a source and a set of tags, packed as source << 32 | tagset.
func (b *builder) whose(ids int64) (w whoseAt, err error) {
	w, ok := b.words.whoseAt[ids]
	if !ok {
		w.source = entry(b.words.sourceAt, &b.snap.Sources, b.words.sources, ids>>32)
		if w.tags, err = b.tagset(ids & 0xffffffff); err != nil {
			return w, err
		}
		b.words.whoseAt[ids] = w
	}
	return w, nil
}

// entry is the index of a dictionary's text in the snapshot's list.
func entry(at map[int64]uint16, list *[]string, texts map[int64]string, id int64) uint16 {
	i, ok := at[id]
	if !ok {
		i = uint16(len(*list))
		at[id], *list = i, append(*list, texts[id])
	}
	return i
}

// category is the index of a category in the snapshot.
func (b *builder) category(id int64) uint16 {
	i, ok := b.words.categoryAt[id]
	if !ok {
		c := b.words.categories[id]
		i = uint16(len(b.snap.Categories))
		b.words.categoryAt[id], b.snap.Categories = i, append(b.snap.Categories, c)
		if up, ok := b.words.byID[c.Parent]; ok {
			b.category(up) // a kind brings what it is a kind of
		}
	}
	return i
}

// tagset turns "domestic;knife" into bits.
func (b *builder) tagset(id int64) (bits uint64, err error) {
	bits, ok := b.words.tagsAt[id]
	if ok {
		return bits, nil
	}
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
	b.words.tagsAt[id] = bits
	return bits, nil
}
