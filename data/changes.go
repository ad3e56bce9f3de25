package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// ChangeKind is what a batch did to an incident.
type ChangeKind string

// What a batch does.
const (
	ChangeNew       ChangeKind = "new"       // it was not known
	ChangeUpdated   ChangeKind = "updated"   // it has a new version
	ChangeWithdrawn ChangeKind = "withdrawn" // a full statement no longer holds it
	ChangeHistory   ChangeKind = "history"   // a version of an extract older than what stands
)

// Change is what a batch did to one incident. Was is nil for one that is new, Is for
// one that was withdrawn.
type Change struct {
	Kind    ChangeKind
	Was, Is *Record
}

// Changes calls f for everything that a batch of incidents changed: its own rows in
// the order they came in, then what it withdrew. It is a disclosure of records and is
// audited as one before the first is read. Errors: ErrForbidden, ErrNotFound.
func (s *Store) Changes(ctx context.Context, sc Scope, batch int64, f func(Change) error) error {
	if err := s.Audit(ctx, sc, Disclose, fmt.Sprintf("changes of batch %d", batch)); err != nil {
		return err
	}
	var first, last int64
	err := s.read.QueryRowContext(ctx, `SELECT first_version, last_version FROM batch WHERE batch_id = ? AND committed_at_s IS NOT NULL`, batch).Scan(&first, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%w: batch %d", ErrNotFound, batch)
	} else if err != nil {
		return fmt.Errorf("data: changes: %w", err)
	}
	ended, err := s.ended(ctx, batch)
	if err != nil {
		return fmt.Errorf("data: changes: %w", err)
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+recordColumns+`, coalesce(known_to < known_from, 0)`+recordTables+
		`WHERE version_id BETWEEN ? AND ? AND known_from = ? ORDER BY version_id`, first, last, batch)
	if err != nil {
		return fmt.Errorf("data: changes: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var history bool
		r, err := scanRecord(rows, &history)
		if err != nil {
			return fmt.Errorf("data: changes: %w", err)
		}
		c := Change{Kind: ChangeNew, Is: &r}
		if was := ended[r.ID]; history {
			c.Kind = ChangeHistory
		} else if was != nil {
			c.Kind, c.Was = ChangeUpdated, was
			delete(ended, r.ID)
		}
		if err := f(c); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("data: changes: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(ended)) {
		if err := f(Change{Kind: ChangeWithdrawn, Was: ended[id]}); err != nil {
			return err
		}
	}
	return nil
}

// ended are the versions that a batch ended, by incident.
func (s *Store) ended(ctx context.Context, batch int64) (map[int64]*Record, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+recordColumns+recordTables+`WHERE known_to = ? AND known_from < ?`, batch, batch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[int64]*Record{}
	for rows.Next() {
		r, err := scanRecord(rows)
		if err != nil {
			return nil, err
		}
		out[r.ID] = &r
	}
	return out, rows.Err()
}
