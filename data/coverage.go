package data

import (
	"context"
	"fmt"
	"time"

	"hexbeat/hotspot"
)

// Batches lists the committed imports, newest first.
func (s *Store) Batches(ctx context.Context, sc Scope) ([]BatchInfo, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT batch_id, kind, source, file, row_count, accepted, duplicates, updated, withdrawn, history, rejected, unlocated, committed_at_s
		FROM batch WHERE committed_at_s IS NOT NULL ORDER BY batch_id DESC`)
	if err != nil {
		return nil, fmt.Errorf("data: batches: %w", err)
	}
	defer rows.Close()
	var out []BatchInfo
	for rows.Next() {
		var b BatchInfo
		var at int64
		if err := rows.Scan(&b.ID, &b.Kind, &b.Source, &b.File, &b.Rows, &b.Accepted, &b.Duplicates, &b.Updated, &b.Withdrawn, &b.History, &b.Rejected, &b.Unlocated, &at); err != nil {
			return nil, fmt.Errorf("data: batches: %w", err)
		}
		b.Committed = time.Unix(at, 0).UTC()
		out = append(out, b)
	}
	return out, rows.Err()
}

// Coverage says what each source supplied for each month from its first to its
// last: a month without a record is missing, which is not zero; the month that the
// data end in is provisional unless they reach its end.
func (s *Store) Coverage(ctx context.Context, sc Scope) ([]SourceMonth, error) {
	snap, err := s.Snapshot(ctx, sc)
	if err != nil {
		return nil, err
	}
	counts := map[uint16]map[hotspot.Day]int{}
	for i, src := range snap.Source {
		if counts[src] == nil {
			counts[src] = map[hotspot.Day]int{}
		}
		counts[src][snap.Day[i].MonthStart()]++
	}
	dataTo := hotspot.DayOf(snap.DataTo, s.zone)
	var out []SourceMonth
	for src, name := range snap.Sources {
		months := counts[uint16(src)]
		first, last := ends(months)
		for m := first; len(months) > 0 && m <= last; m = m.MonthEnd() + 1 {
			state := "filled"
			switch {
			case months[m] == 0:
				state = "missing"
			case dataTo < m.MonthEnd():
				state = "provisional"
			}
			out = append(out, SourceMonth{name, m.Time().Format("2006-01"), months[m], state})
		}
	}
	return out, nil
}

func ends(months map[hotspot.Day]int) (first, last hotspot.Day) {
	for m := range months {
		if first == 0 && last == 0 || m < first {
			first = m
		}
		if m > last {
			last = m
		}
	}
	return first, last
}
