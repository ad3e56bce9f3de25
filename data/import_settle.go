package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"hexbeat/data/internal/spill"
)

// entryOf is a row of a reference, for settle.
func entryOf(d *draft, bits int64) spill.Entry {
	e := spill.Entry{Key: d.hash, Row: d.row<<rowBits | bits}
	if d.was != nil {
		e.Other = d.was.version
	}
	return e
}

// settlement is the end of an import of incidents: which row of each reference
// stands, what no longer does, and what was withdrawn. All of it is in the
// transaction that makes the batch visible.
type settlement struct {
	*ledger
	group  []spill.Entry // rows of one hash
	shared []spill.Entry // rows of hashes that several rows have, to be read together
	ends   []any         // versions that this batch ends
	gone   []any         // versions of this batch that gave way
	pairs  []any         // for reference: hash, version, ...
	refer  *sql.Stmt     // inserts atOnce pairs
}

// atOnce is how many versions one statement names.
const atOnce = 500

// settle decides what the batch comes to. It is done once.
func (l *ledger) settle(ctx context.Context) error {
	if l == nil || l.settled {
		return nil
	}
	l.settled = true
	if err := l.work(ctx); err != nil {
		return err
	}
	if err := l.writer.flush(ctx); err != nil {
		return err
	}
	s := &settlement{ledger: l}
	if err := l.refs.Each(func(e spill.Entry) error { return s.entry(ctx, e) }); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{s.endGroup, s.readShared, s.writePairs, s.writeGone, s.writeEnds, s.withdraw, s.speak} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// entry takes the next row in the order of hashes.
func (s *settlement) entry(ctx context.Context, e spill.Entry) error {
	if len(s.group) > 0 && s.group[0].Key != e.Key {
		if err := s.endGroup(ctx); err != nil {
			return err
		}
	}
	s.group = append(s.group, e)
	return nil
}

// endGroup settles a hash that one row has; those of several wait for their texts.
func (s *settlement) endGroup(ctx context.Context) error {
	defer func() { s.group = s.group[:0] }()
	switch len(s.group) {
	case 0:
		return nil
	case 1:
		return s.stands(ctx, s.group[0], 1)
	}
	if s.shared = append(s.shared, s.group...); len(s.shared) < atOnce/2 {
		return nil
	}
	return s.readShared(ctx)
}

// stands books an incident of so many rows, the first of which is the one that counts.
func (s *settlement) stands(ctx context.Context, e spill.Entry, rows int) error {
	written, history := e.Row&rowWritten != 0, e.Row&rowHistory != 0
	s.count(rows, written && !history && e.Other == 0, history)
	if !written {
		return nil
	}
	s.pairs = append(s.pairs, e.Key, s.version(e))
	if len(s.pairs) == 2*atOnce {
		if err := s.writePairs(ctx); err != nil {
			return err
		}
	}
	if history || e.Other == 0 {
		return nil
	}
	s.im.info.Updated++
	if s.ends = append(s.ends, e.Other); len(s.ends) < atOnce {
		return nil
	}
	return s.writeEnds(ctx)
}

// version is the version that holds a row's content: its own, or what stood already.
func (s *settlement) version(e spill.Entry) int64 {
	if e.Row&rowWritten != 0 {
		return s.first + e.Row>>rowBits
	}
	return e.Other
}

// writePairs records references: in their order while nothing but single rows comes,
// which is how an index is filled fastest.
func (s *settlement) writePairs(ctx context.Context) (err error) {
	const head = `INSERT INTO reference (hash, version_id) VALUES (?,?)`
	switch {
	case len(s.pairs) == 0:
		return nil
	case len(s.pairs) < 2*atOnce:
		_, err = s.im.tx.ExecContext(ctx, head+strings.Repeat(",(?,?)", len(s.pairs)/2-1), s.pairs...)
	default:
		if s.refer == nil {
			if s.refer, err = s.im.tx.PrepareContext(ctx, head+strings.Repeat(",(?,?)", atOnce-1)); err != nil {
				return fmt.Errorf("data: import: %w", err)
			}
		}
		_, err = s.refer.ExecContext(ctx, s.pairs...)
	}
	s.pairs = s.pairs[:0]
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	return nil
}

// writeEnds ends versions that stood before.
func (s *settlement) writeEnds(ctx context.Context) error {
	_, err := s.end(ctx, s.ends)
	s.ends = s.ends[:0]
	return err
}

// end ends versions with this batch and says how many of them stood until now.
func (s *settlement) end(ctx context.Context, versions []any) (n int, err error) {
	if len(versions) == 0 {
		return 0, nil
	}
	err = s.returned(ctx, fmt.Sprintf(`UPDATE incident SET known_to = %d WHERE known_to IS NULL AND version_id IN (%s) RETURNING source_id, digest`, s.im.id, marks(len(versions))),
		versions, func(source, digest int64) { n++; s.signature -= s.weight(source) * digest })
	s.net -= n
	return n, err
}

// writeGone removes versions of this batch that gave way to another.
func (s *settlement) writeGone(ctx context.Context) error {
	if len(s.gone) == 0 {
		return nil
	}
	if _, err := s.im.tx.ExecContext(ctx, fmt.Sprintf(`DELETE FROM setting_word WHERE version_id IN (%s)`, marks(len(s.gone))), s.gone...); err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	err := s.returned(ctx, fmt.Sprintf(`DELETE FROM incident WHERE version_id IN (%s) RETURNING CASE WHEN known_to IS NULL THEN source_id END, digest`, marks(len(s.gone))),
		s.gone, func(source, digest int64) { s.signature -= s.weight(source) * digest; s.net-- })
	s.gone = s.gone[:0]
	return err
}

func (s *settlement) returned(ctx context.Context, query string, args []any, each func(source, digest int64)) error {
	rows, err := s.im.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var source *int64 // NULL for a version that never stood
		var digest int64
		if err := rows.Scan(&source, &digest); err != nil {
			return fmt.Errorf("data: import: %w", err)
		}
		if source != nil {
			each(*source, digest)
		}
	}
	return rows.Err()
}

// weight is that of a source by its number.
func (s *settlement) weight(source int64) int64 {
	for _, o := range s.origins {
		if o.id == source {
			return o.weight
		}
	}
	return 0 // no row of another source is touched
}

// withdraw ends what stood in the months of a full statement and is not in it.
func (s *settlement) withdraw(ctx context.Context) error {
	if !s.im.batch.Statement {
		return nil
	}
	for _, o := range s.origins {
		for _, m := range o.months {
			if m.standing == nil || m.next != 0 || m.rows == 0 {
				continue
			}
			var some []any
			flush := func() error {
				n, err := s.end(ctx, some)
				s.im.info.Withdrawn += n
				some = some[:0]
				return err
			}
			if err := m.standing.left(func(version int64) error {
				if some = append(some, version); len(some) < atOnce {
					return nil
				}
				return flush()
			}); err != nil {
				return err
			}
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// speak records the months that the batch speaks of.
func (s *settlement) speak(ctx context.Context) error {
	for _, o := range s.origins {
		for _, m := range o.months {
			if m.rows == 0 {
				continue
			}
			if _, err := s.im.tx.ExecContext(ctx, `INSERT INTO batch_month (source_id, month, batch_id, row_count, last_s) VALUES (?,?,?,?,?)`, o.id, m.start, s.im.id, m.rows, m.last); err != nil {
				return fmt.Errorf("data: import: %w", err)
			}
		}
	}
	return nil
}

func marks(n int) string { return "?" + strings.Repeat(",?", n-1) }
