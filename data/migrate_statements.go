package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"hexbeat/data/internal/spill"
	"hexbeat/hotspot"
)

// statementsVersion is the migration that fills what 00006 laid out. It is in Go
// because SQLite knows none of our hashes.
const statementsVersion = 7

// filling collects what the rows of an older store come to.
type filling struct {
	names      map[int64]string // of sources
	signatures map[int64]int64  // by batch
	months     map[spoken]int
	refs       *spill.Sorter
}

type spoken struct {
	source int64
	month  hotspot.Day
	batch  int64
}

// fillStatements works out references, months, version numbers and signatures of the
// batches of an older store.
func fillStatements(ctx context.Context, tx *sql.Tx) error {
	f := filling{map[int64]string{}, map[int64]int64{}, map[spoken]int{}, spill.New("")}
	defer f.refs.Close()
	for _, step := range []func(context.Context, *sql.Tx) error{f.sources, f.versions, f.batches, f.references} {
		if err := step(ctx, tx); err != nil {
			return fmt.Errorf("data: bring the batches up to date: %w", err)
		}
	}
	return nil
}

func (f *filling) sources(ctx context.Context, tx *sql.Tx) error {
	return scanAll(ctx, tx, `SELECT source_id, name FROM source`, func(rows *sql.Rows) error {
		var id int64
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return err
		}
		f.names[id] = name
		return nil
	})
}

func (f *filling) versions(ctx context.Context, tx *sql.Tx) error {
	return scanAll(ctx, tx, `SELECT version_id, source_id, coalesce(reference, ''), known_from, coalesce(known_to, 0), digest, day FROM incident`, func(rows *sql.Rows) error {
		var version, to, digest int64
		var s spoken
		var day hotspot.Day
		var reference string
		if err := rows.Scan(&version, &s.source, &reference, &s.batch, &to, &digest, &day); err != nil {
			return err
		}
		s.month = day.MonthStart()
		f.months[s]++
		f.signatures[s.batch] += weightOf(f.names[s.source]) * digest
		if to != 0 {
			f.signatures[to] -= weightOf(f.names[s.source]) * digest
		}
		if reference == "" {
			return nil
		}
		return f.refs.Add(spill.Entry{Key: hashReference(s.source, reference), Row: version})
	})
}

func (f *filling) batches(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `UPDATE batch SET first_version = v.first, last_version = v.last
		FROM (SELECT known_from, min(version_id) AS first, max(version_id) AS last FROM incident GROUP BY known_from) v WHERE v.known_from = batch_id`); err != nil {
		return err
	}
	for batch, sum := range f.signatures {
		if _, err := tx.ExecContext(ctx, `UPDATE batch SET signature = ? WHERE batch_id = ?`, sum, batch); err != nil {
			return err
		}
	}
	for s, n := range f.months {
		if _, err := tx.ExecContext(ctx, `INSERT INTO batch_month (source_id, month, batch_id, row_count) VALUES (?,?,?,?)`, s.source, s.month, s.batch, n); err != nil {
			return err
		}
	}
	return nil
}

func (f *filling) references(ctx context.Context, tx *sql.Tx) error {
	var pairs []any
	flush := func() error {
		if len(pairs) == 0 {
			return nil
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO reference (hash, version_id) VALUES (?,?)`+strings.Repeat(",(?,?)", len(pairs)/2-1), pairs...)
		pairs = pairs[:0]
		return err
	}
	err := f.refs.Each(func(e spill.Entry) error {
		if pairs = append(pairs, e.Key, e.Row); len(pairs) < 2*atOnce {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// scanAll calls f for every row of a query.
func scanAll(ctx context.Context, tx *sql.Tx, query string, f func(*sql.Rows) error) error {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
