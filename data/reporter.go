package data

import (
	"context"
	"database/sql"
	"fmt"
	"hash/maphash"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

// ReporterCount is how many different callers reported from one place in one month, as
// one batch said it. Two batches may hold the same caller: their counts do not add up.
type ReporterCount struct {
	Batch     int64
	Month     hotspot.Day // its first day
	Point     orb.Point   // WGS 84, longitude first; 0, 0 where only the location is known
	Location  string      // where the point is not known
	Reporters int
}

// reporters tells callers apart while a batch is read. A caller is known only by a hash
// under a key that is made for the batch and never leaves memory; with the batch both
// are gone, and what is kept are numbers.
type reporters struct {
	seed  maphash.Seed
	seen  map[uint64]struct{}
	count map[reported]int
}

// reported is a place in a month.
type reported struct {
	month    hotspot.Day
	point    orb.Point
	location string
}

// add counts a row that says who called.
func (r *reporters) add(in *Incident) {
	if in.Reporter == "" || !in.Located && in.Location == "" {
		return
	}
	if r.seen == nil {
		r.seed, r.seen, r.count = maphash.MakeSeed(), map[uint64]struct{}{}, map[reported]int{}
	}
	at := reported{month: in.Day.MonthStart()}
	if in.Located {
		at.point = in.Point
	} else {
		at.location = in.Location
	}
	caller := maphash.Comparable(r.seed, struct {
		reported
		caller string
	}{at, in.Reporter})
	if _, ok := r.seen[caller]; ok {
		return
	}
	r.seen[caller] = struct{}{}
	r.count[at]++
}

// keep writes the counts with the batch, in the transaction that makes it visible.
func (r *reporters) keep(ctx context.Context, tx *sql.Tx, batch int64) error {
	if len(r.count) == 0 {
		return nil
	}
	insert, err := tx.PrepareContext(ctx, `INSERT INTO reporter (batch_id, month, lon, lat, location, reporters) VALUES (?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return fmt.Errorf("data: reporters: %w", err)
	}
	defer insert.Close()
	for at, n := range r.count {
		if _, err := insert.ExecContext(ctx, batch, at.month, at.point[0], at.point[1], at.location, n); err != nil {
			return fmt.Errorf("data: reporters: %w", err)
		}
	}
	return nil
}

// EachReporterCount calls f for what every committed batch said of its callers, by
// batch, month and place. It is a disclosure of records and is audited as one.
func (s *Store) EachReporterCount(ctx context.Context, sc Scope, why string, f func(ReporterCount) error) error {
	if err := s.Audit(ctx, sc, Disclose, why); err != nil {
		return err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT batch_id, month, lon, lat, location, reporters FROM reporter
		WHERE batch_id IN (SELECT batch_id FROM batch WHERE committed_at_s IS NOT NULL) ORDER BY batch_id, month, lon, lat, location`)
	if err != nil {
		return fmt.Errorf("data: reporters: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var c ReporterCount
		if err := rows.Scan(&c.Batch, &c.Month, &c.Point[0], &c.Point[1], &c.Location, &c.Reporters); err != nil {
			return fmt.Errorf("data: reporters: %w", err)
		}
		if err := f(c); err != nil {
			return err
		}
	}
	return rows.Err()
}
