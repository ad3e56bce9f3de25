package data

import (
	"context"
	"fmt"

	"hexbeat/hotspot"
)

// lens sees the versions of incidents that stand in a state: those that began with a
// batch of it and did not end with one.
//
// As known at an earlier time, extracts may have come in out of their order. Of a month
// whose latest extract by then was a full statement that came in after a later one, what
// stands is the history that was made of it. And of an incident that stands in several
// versions after all, the one of the latest extract stands.
type lens struct {
	of      asOf
	batches map[int64]bool
	late    map[monthOf]int64 // batch whose history stands
	skip    map[int64]bool    // versions that a later extract's version takes the place of
	starts  map[hotspot.Day]hotspot.Day
}

type monthOf struct {
	source int64
	month  hotspot.Day
}

// lensColumns are what a lens has to know of a version.
const lensColumns = `source_id, day, known_from, coalesce(known_to, 0), version_id`

func (s *Store) lens(ctx context.Context, a asOf) (*lens, error) {
	l := &lens{of: a, batches: map[int64]bool{}, late: map[monthOf]int64{}, skip: map[int64]bool{}, starts: map[hotspot.Day]hotspot.Day{}}
	err := eachNumbers(ctx, s, `SELECT batch_id FROM batch WHERE batch_id IN `+a.batches(), 1, func(n []int64) { l.batches[n[0]] = true })
	if err != nil || a.knownAt == noEnd {
		return l, err
	}
	err = eachNumbers(ctx, s, `SELECT source_id, month, batch_id, statement AND EXISTS (SELECT 1 FROM batch_month o JOIN batch p ON p.batch_id = o.batch_id
			WHERE o.source_id = m.source_id AND o.month = m.month AND o.batch_id < m.batch_id AND p.as_at_s > b.as_at_s)
		FROM batch_month m JOIN batch b USING (batch_id) WHERE batch_id IN `+a.batches()+` ORDER BY as_at_s, batch_id`, 4, func(n []int64) {
		k := monthOf{n[0], hotspot.Day(n[1])}
		if delete(l.late, k); n[3] == 1 {
			l.late[k] = n[2]
		}
	})
	if err != nil {
		return nil, err
	}
	// an incident of one version has its number
	var incident, version int64
	err = eachNumbers(ctx, s, `SELECT `+lensColumns+`, incident_id FROM incident JOIN batch ON batch_id = known_from
		WHERE incident_id IN (SELECT incident_id FROM incident WHERE incident_id <> version_id) AND`+l.where()+`
		ORDER BY incident_id, as_at_s, version_id`, 6, func(n []int64) {
		if !l.sees(n) {
			return
		}
		if n[5] == incident {
			l.skip[version] = true
		}
		incident, version = n[5], n[4]
	})
	return l, err
}

// plain reports whether where alone picks what the lens sees.
func (l *lens) plain() bool { return l.of.knownAt == noEnd }

// where holds for all that the lens sees.
func (l *lens) where() string {
	if l.plain() {
		return l.of.stands()
	}
	return ` known_from IN ` + l.of.batches()
}

// sees reports whether a version stands; v are lensColumns.
func (l *lens) sees(v []int64) bool {
	from, to, version := v[2], v[3], v[4]
	if l.skip[version] || !l.batches[from] {
		return false
	}
	if late := l.late[monthOf{v[0], l.month(hotspot.Day(v[1]))}]; late != 0 {
		return from == late
	}
	return to == 0 || !l.batches[to]
}

func (l *lens) month(day hotspot.Day) hotspot.Day {
	start, ok := l.starts[day]
	if !ok {
		start = day.MonthStart()
		l.starts[day] = start
	}
	return start
}

// eachNumbers calls f for every row of a query of so many whole numbers.
func eachNumbers(ctx context.Context, s *Store, query string, columns int, f func([]int64)) error {
	rows, err := s.read.QueryContext(ctx, query)
	if err != nil {
		return fmt.Errorf("data: snapshot: %w", err)
	}
	defer rows.Close()
	row, into := make([]int64, columns), make([]any, columns)
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("data: snapshot: %w", err)
		}
		f(row)
	}
	return rows.Err()
}
