package data

import (
	"context"
	"fmt"

	"hexbeat/data/internal/spill"
)

// sharer is a row whose hash another row of the batch has, too.
type sharer struct {
	spill.Entry
	source, incident, digest int64
	reference                string
}

// readShared settles the hashes that several rows of the batch have: their references
// are compared as text, and of each reference one row stands.
func (s *settlement) readShared(ctx context.Context) error {
	if len(s.shared) == 0 {
		return nil
	}
	var versions []any
	for _, e := range s.shared {
		versions = append(versions, s.version(e))
	}
	texts := map[int64]sharer{}
	rows, err := s.im.tx.QueryContext(ctx, `SELECT version_id, source_id, incident_id, digest, reference FROM incident WHERE version_id IN (`+marks(len(versions))+`)`, versions...)
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var v int64
		var t sharer
		if err := rows.Scan(&v, &t.source, &t.incident, &t.digest, &t.reference); err != nil {
			return fmt.Errorf("data: import: %w", err)
		}
		texts[v] = t
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	all := make([]sharer, len(s.shared))
	for i, e := range s.shared {
		all[i] = texts[s.version(e)]
		all[i].Entry = e
	}
	s.shared = s.shared[:0]
	for _, group := range byReference(all) {
		if err := s.settleShared(ctx, group); err != nil {
			return err
		}
	}
	return s.writeGone(ctx)
}

// byReference parts rows that have a hash in common into those that have the
// reference in common, each in the order they came in.
func byReference(rows []sharer) (groups [][]sharer) {
	type key struct {
		source    int64
		reference string
	}
	at := map[key]int{}
	for _, r := range rows {
		k := key{r.source, r.reference}
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

// settleShared lets the first located row of a reference stand, else the first. Of the
// others nothing remains, but a row that says something else is kept as a conflict.
func (s *settlement) settleShared(ctx context.Context, rows []sharer) error {
	best := 0
	for i, r := range rows {
		if r.Row&rowLocated != 0 {
			best = i
			break
		}
	}
	stands := rows[best]
	for i, r := range rows {
		if i == best || s.version(r.Entry) == s.version(stands.Entry) {
			continue
		}
		if r.digest != stands.digest {
			if err := s.conflict(ctx, r, stands.incident); err != nil {
				return err
			}
		}
		if r.Row&rowWritten != 0 {
			s.gone = append(s.gone, s.version(r.Entry))
		}
	}
	return s.stands(ctx, stands.Entry, len(rows))
}

// conflictJSON are a row's fields as members of JSON, as conflictFields reads them.
const conflictJSON = `'category', c.id, 'raw', r.label, 'tags', t.tags, 'setting', setting, 'precision', precision, 'from', from_s, 'to', to_s,
	'day', day, 'lastDay', last_day, 'recorded', recorded_s, 'lon', lon, 'lat', lat, 'x', given_x, 'y', given_y, 'crs', given_crs,
	'location', l.text, 'fix', fix, 'flags', flags`

// conflict keeps what a row said that did not come to stand.
func (s *settlement) conflict(ctx context.Context, r sharer, incident int64) error {
	_, err := s.im.tx.ExecContext(ctx, `INSERT INTO conflict (batch_id, source_id, reference, incident_id, fields)
		SELECT ?, source_id, reference, ?, json_object(`+conflictJSON+`)`+recordTables+`WHERE version_id = ?`, s.im.id, incident, s.version(r.Entry))
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	return nil
}
