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

// heldTexts is how many location texts are held in memory: a source with exact
// addresses has as many as it has rows.
const heldTexts = 1 << 16

// glossary gives the texts of rows their numbers.
type glossary struct {
	categories dictionary
	labels     map[string]int64 // categories by the labels rows spell them with
	raws       dictionary
	tagsets    dictionary
	locations  dictionary
	tags       tagCount
}

func (g *glossary) load(ctx context.Context, im *Import) error {
	g.labels = map[string]int64{}
	g.categories = dictionary{table: "category", key: "category_id", text: "id", what: "category", most: maxLabels}
	g.raws = dictionary{table: "raw", key: "raw_id", text: "label", what: "raw label", most: maxLabels}
	g.tagsets = dictionary{table: "tagset", key: "tagset_id", text: "tags"}
	g.locations = dictionary{table: "location", key: "location_id", text: "text", held: heldTexts}
	for _, d := range []*dictionary{&g.categories, &g.raws, &g.tagsets, &g.locations} {
		if err := d.load(ctx, im.tx); err != nil {
			return err
		}
	}
	g.tags = tagCount{all: map[string]bool{}, own: map[string]bool{}}
	for tags := range g.tagsets.ids {
		g.tags.add(tags)
	}
	return nil
}

// number turns a row's texts into numbers.
func (g *glossary) number(ctx context.Context, im *Import, in *Incident, d *draft) (err error) {
	if d.category, err = g.category(ctx, im, in.Category); err != nil {
		return err
	}
	raw := in.Raw
	if raw == "" {
		raw = in.Category
	}
	if d.raw, err = g.raws.id(ctx, im.tx, raw); err != nil {
		return err
	}
	if d.tagset, err = g.tagset(ctx, im, in.Tags); err != nil {
		return err
	}
	if d.location, err = g.locations.id(ctx, im.tx, in.Location); err != nil {
		return err
	}
	return errors.Join(g.categories.use(ctx, im.s, d.category, in.Category), g.raws.use(ctx, im.s, d.raw, raw))
}

// category finds the scheme's category for a label, or keeps the label as a
// category of its own, so that nothing is silently dropped or re-coded.
func (g *glossary) category(ctx context.Context, im *Import, label string) (int64, error) {
	if n, ok := g.labels[label]; ok {
		return n, nil
	}
	id := CategoryID(label)
	n, ok := g.categories.ids[id]
	if !ok {
		if err := putMadeUp(ctx, im.tx, id, label); err != nil {
			return 0, err
		}
		if err := im.tx.QueryRowContext(ctx, `SELECT category_id FROM category WHERE id = ?`, id).Scan(&n); err != nil {
			return 0, fmt.Errorf("data: category %s: %w", id, err)
		}
		g.categories.ids[id] = n
	}
	g.labels[strings.Clone(label)] = n
	return n, nil
}

// tagset gives a set of tags its number, as long as there are bits for all of them.
func (g *glossary) tagset(ctx context.Context, im *Import, tags []string) (int64, error) {
	text := strings.Join(tags, ";")
	if len(tags) > 0 && !g.tags.has(tags) {
		if err := g.tags.use(ctx, im.s, tags); err != nil {
			return 0, err
		}
	}
	return g.tagsets.id(ctx, im.tx, text)
}

// dictionary gives a repeated text its number, adding it when it is new.
type dictionary struct {
	table, key, text string
	ids              map[string]int64
	held             int  // how many of ids are held at most; 0 for all
	partly           bool // the store has texts that ids has not

	what string
	most int            // how many entries may be in use; 0 for any number
	used map[int64]bool // by this batch, and by what was committed once that had to be counted
	sure bool           // it was
}

func (d *dictionary) load(ctx context.Context, tx *sql.Tx) error {
	d.ids, d.used = map[string]int64{}, map[int64]bool{}
	query := fmt.Sprintf(`SELECT %s, %s FROM %s`, d.text, d.key, d.table)
	if d.held > 0 {
		query += fmt.Sprintf(` LIMIT %d`, d.held)
	}
	rows, err := tx.QueryContext(ctx, query)
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
	d.partly = d.held > 0 && len(d.ids) == d.held
	return rows.Err()
}

func (d *dictionary) id(ctx context.Context, tx *sql.Tx, text string) (id int64, err error) {
	if id, ok := d.ids[text]; ok {
		return id, nil
	}
	if d.partly {
		err = tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT %s FROM %s WHERE %s = ?`, d.key, d.table, d.text), text).Scan(&id)
	}
	if !d.partly || errors.Is(err, sql.ErrNoRows) {
		var res sql.Result
		if res, err = tx.ExecContext(ctx, fmt.Sprintf(`INSERT INTO %s (%s) VALUES (?)`, d.table, d.text), text); err == nil {
			id, err = res.LastInsertId()
		}
	}
	if err != nil {
		return 0, fmt.Errorf("data: import %q: %w", text, err)
	}
	if d.held > 0 && len(d.ids) >= d.held {
		clear(d.ids)
		d.partly = true
	}
	d.ids[strings.Clone(text)] = id
	return id, nil
}

// use notes that the batch uses an entry, as long as there is room for it. Entries
// that only an aborted batch left behind take no room; they are told apart only when
// the dictionary is full.
func (d *dictionary) use(ctx context.Context, s *Store, id int64, label string) error {
	if d.used[id] {
		return nil
	}
	if len(d.ids) > d.most && !d.sure {
		if err := each(ctx, s, fmt.Sprintf(`SELECT DISTINCT %s, '' FROM incident WHERE`+committed, d.key), func(id int64, _ string) error { d.used[id] = true; return nil }); err != nil {
			return fmt.Errorf("data: import: %w", err)
		}
		d.sure = true
	}
	if !d.used[id] && len(d.used) >= d.most {
		return fmt.Errorf("%w: %s %q would be one of more than %d; is the column it came from free text?", ErrTooMany, d.what, label, d.most)
	}
	d.used[id] = true
	return nil
}

// tagCount counts tags against the bits there are for them.
type tagCount struct {
	all, own map[string]bool // in the store, and of this batch
	sure     bool            // all is without what only an aborted batch left
}

func (c *tagCount) add(tags string) {
	for tag := range strings.SplitSeq(tags, ";") {
		if tag != "" {
			c.all[tag] = true
		}
	}
}

// has reports whether this batch used all the tags before.
func (c *tagCount) has(tags []string) bool {
	for _, tag := range tags {
		if !c.own[tag] {
			return false
		}
	}
	return true
}

func (c *tagCount) use(ctx context.Context, s *Store, tags []string) error {
	for _, tag := range tags {
		tag = strings.Clone(tag)
		c.own[tag], c.all[tag] = true, true
		if len(c.all) > maxTags && !c.sure {
			c.all = map[string]bool{}
			for own := range c.own {
				c.all[own] = true
			}
			if err := each(ctx, s, `SELECT tagset_id, tags FROM tagset WHERE tagset_id IN (SELECT tagset_id FROM incident WHERE`+committed+`)`,
				func(_ int64, tags string) error { c.add(tags); return nil }); err != nil {
				return fmt.Errorf("data: import: %w", err)
			}
			c.sure = true
		}
		if len(c.all) > maxTags {
			return fmt.Errorf("%w: tag %q would be one of more than %d; name fewer in the column of tags, or map another", ErrTooMany, tag, maxTags)
		}
	}
	return nil
}
