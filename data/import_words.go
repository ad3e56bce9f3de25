package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// ErrTooMany is returned by Add for a row whose label or tag would be one more than a
// snapshot can tell apart: as a rule the wrong column was mapped.
var ErrTooMany = errors.New("data: too many different values")

// What a snapshot tells apart: labels by sixteen bits, tags by one bit each.
const (
	maxLabels = 1 << 16
	maxTags   = 64
)

// dictionary gives a repeated text its number, adding it when it is new.
type dictionary struct {
	ids    map[string]int64
	used   map[int64]bool // by incidents that are not swept; nil where nobody counts
	insert string
}

func (im *Import) openDictionaries(ctx context.Context) error {
	for _, d := range []struct {
		to             *dictionary
		sel, insertSQL string
	}{
		{&im.categories, `SELECT id, category_id FROM category`, ``},
		{&im.raws, `SELECT label, raw_id FROM raw`, `INSERT INTO raw (label) VALUES (?)`},
		{&im.locations, `SELECT text, location_id FROM location`, `INSERT INTO location (text) VALUES (?)`},
		{&im.tagsets, `SELECT tags, tagset_id FROM tagset`, `INSERT INTO tagset (tags) VALUES (?)`},
	} {
		if err := d.to.load(ctx, im.tx, d.sel, d.insertSQL); err != nil {
			return err
		}
	}
	sources := dictionary{}
	if err := sources.load(ctx, im.tx, `SELECT name, source_id FROM source`, `INSERT INTO source (name) VALUES (?)`); err != nil {
		return err
	}
	err := im.loadUsed(ctx)
	if err != nil {
		return err
	}
	im.source, err = sources.id(ctx, im.tx, im.batch.Source)
	return err
}

func (d *dictionary) load(ctx context.Context, tx *sql.Tx, sel, insert string) error {
	d.ids, d.insert = map[string]int64{}, insert
	rows, err := tx.QueryContext(ctx, sel)
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var id int64
		if err := rows.Scan(&text, &id); err != nil {
			return err
		}
		d.ids[text] = id
	}
	return rows.Err()
}

// use notes that the batch uses an entry, as long as there is room for it. Entries
// that only an aborted batch left behind take no room.
func (d *dictionary) use(id int64, what, label string) error {
	if d.used[id] {
		return nil
	}
	if len(d.used) >= maxLabels {
		return fmt.Errorf("%w: %s %q would be one of more than %d; is the column it came from free text?", ErrTooMany, what, label, maxLabels)
	}
	d.used[id] = true
	return nil
}

// tagset gives a set of tags its number, as long as there are bits for all of them.
func (im *Import) tagset(ctx context.Context, tags []string) (int64, error) {
	for _, tag := range tags {
		if im.tags[tag] = true; len(im.tags) > maxTags {
			return 0, fmt.Errorf("%w: tag %q would be one of more than %d; name fewer in the column of tags, or map another", ErrTooMany, tag, maxTags)
		}
	}
	return im.tagsets.id(ctx, im.tx, strings.Join(tags, ";"))
}

// loadUsed reads which entries the incidents use that stand or once stood.
func (im *Import) loadUsed(ctx context.Context) error {
	im.categories.used, im.raws.used, im.tags = map[int64]bool{}, map[int64]bool{}, map[string]bool{}
	for _, d := range []struct {
		query string
		each  func(id int64, text string) error
	}{
		{`SELECT DISTINCT category_id, '' FROM incident`, func(id int64, _ string) error { im.categories.used[id] = true; return nil }},
		{`SELECT DISTINCT raw_id, '' FROM incident`, func(id int64, _ string) error { im.raws.used[id] = true; return nil }},
		{`SELECT tagset_id, tags FROM tagset WHERE tagset_id IN (SELECT tagset_id FROM incident)`, func(_ int64, text string) error {
			for tag := range strings.SplitSeq(text, ";") {
				im.tags[tag] = true
			}
			return nil
		}},
	} {
		if err := each(ctx, im.s, d.query, d.each); err != nil {
			return fmt.Errorf("data: import: %w", err)
		}
	}
	delete(im.tags, "")
	return nil
}

func (d *dictionary) id(ctx context.Context, tx *sql.Tx, text string) (int64, error) {
	if id, ok := d.ids[text]; ok {
		return id, nil
	}
	res, err := tx.ExecContext(ctx, d.insert, text)
	if err != nil {
		return 0, fmt.Errorf("data: import %q: %w", text, err)
	}
	id, err := res.LastInsertId()
	d.ids[strings.Clone(text)] = id
	return id, err
}
