package data

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"hexbeat/hotspot"
)

// origin is one source of the batch's rows.
type origin struct {
	id     int64
	weight int64 // of its rows in a signature
	stands bool  // something of it was committed before
	months map[hotspot.Day]*month
	byDay  map[hotspot.Day]*month
	loads  int
	all    bool // what stands in every month was read
}

// month is one month that the batch speaks of.
type month struct {
	start hotspot.Day
	rows  int   // of the batch
	last  int64 // the latest moment they reach, UTC
	// Who spoke of the month, among batches whose extract is later than this one: the
	// first of them all, and the first that was a full statement; 0 for none.
	next, nextWhole int64
	standing        *standing // of a full statement, once a row needed it
}

// manyLoads is after how many months all others of a source are read at once: a file
// that is not in order would read the same rows for each of its months.
const manyLoads = 4

// origin finds the source of a row; the batch's, where the row names none.
func (l *ledger) origin(ctx context.Context, name string) (*origin, error) {
	if name == "" {
		name = l.im.batch.Source
	}
	if o := l.origins[name]; o != nil {
		return o, nil
	}
	o := &origin{weight: weightOf(name), months: map[hotspot.Day]*month{}, byDay: map[hotspot.Day]*month{}}
	if _, err := l.im.tx.ExecContext(ctx, `INSERT INTO source (name) VALUES (?) ON CONFLICT (name) DO NOTHING`, name); err != nil {
		return nil, fmt.Errorf("data: import: %w", err)
	}
	err := l.im.tx.QueryRowContext(ctx, `SELECT source_id, EXISTS (SELECT 1 FROM batch_month m WHERE m.source_id = s.source_id) FROM source s WHERE name = ?`, name).Scan(&o.id, &o.stands)
	if err != nil {
		return nil, fmt.Errorf("data: import: %w", err)
	}
	l.origins[name] = o
	return o, nil
}

// month finds the month of a day.
func (l *ledger) month(ctx context.Context, o *origin, day hotspot.Day) (*month, error) {
	if m := o.byDay[day]; m != nil {
		return m, nil
	}
	start := day.MonthStart()
	m := o.months[start]
	if m == nil {
		m = &month{start: start}
		for _, q := range []struct {
			to    *int64
			whole bool
		}{{&m.next, false}, {&m.nextWhole, true}} {
			err := l.im.tx.QueryRowContext(ctx, `SELECT batch_id FROM batch_month JOIN batch USING (batch_id)
				WHERE source_id = ? AND month = ? AND as_at_s > ? AND statement >= ? ORDER BY as_at_s, batch_id LIMIT 1`, o.id, start, l.asAt, q.whole).Scan(q.to)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return nil, fmt.Errorf("data: import: %w", err)
			}
		}
		o.months[start] = m
	}
	o.byDay[day] = m
	return m, nil
}

// later reports whether a committed batch is of a later extract than this one.
func (l *ledger) later(ctx context.Context, batch int64) (bool, error) {
	at, ok := l.asAts[batch]
	if !ok {
		if err := l.im.tx.QueryRowContext(ctx, `SELECT as_at_s FROM batch WHERE batch_id = ?`, batch).Scan(&at); err != nil {
			return false, fmt.Errorf("data: import: %w", err)
		}
		l.asAts[batch] = at
	}
	return at > l.asAt, nil
}

// standing is what stands of one source in one month, for a full statement to be
// compared with: a multiset of digests, of which each row of the statement takes one.
type standing struct {
	rows  []stoodRow  // by digest, then version
	taken map[int]int // how many of a digest, by the first of it
	used  []uint64    // bit i: row i is said again
}

type stoodRow struct{ digest, version, incident int64 }

// take finds a row of that digest that was not taken yet.
func (s *standing) take(digest int64) (r stoodRow, ok bool) {
	first, found := slices.BinarySearchFunc(s.rows, digest, func(r stoodRow, d int64) int { return cmp.Compare(r.digest, d) })
	if !found {
		return r, false
	}
	i := first + s.taken[first]
	if i == len(s.rows) || s.rows[i].digest != digest {
		return r, false
	}
	s.taken[first]++
	s.used[i/64] |= 1 << (i % 64)
	return s.rows[i], true
}

// left calls f for every row that was not taken.
func (s *standing) left(f func(version int64) error) error {
	for i, r := range s.rows {
		if s.used[i/64]&(1<<(i%64)) == 0 {
			if err := f(r.version); err != nil {
				return err
			}
		}
	}
	return nil
}

// seal makes it ready to be taken from.
func (s *standing) seal() {
	slices.SortFunc(s.rows, func(a, b stoodRow) int {
		return cmp.Or(cmp.Compare(a.digest, b.digest), cmp.Compare(a.version, b.version))
	})
	s.used = make([]uint64, (len(s.rows)+63)/64)
}

// stand reads what stands in a month, and after some months in all others, too.
func (l *ledger) stand(ctx context.Context, o *origin, m *month) error {
	if o.all {
		m.standing = &standing{}
		return nil
	}
	o.loads++
	first, last := m.start, m.start.MonthEnd()
	if o.all = o.loads > manyLoads; o.all {
		first, last = -1<<31, 1<<31-1
	}
	fresh := map[hotspot.Day]*standing{}
	rows, err := l.im.tx.QueryContext(ctx, `SELECT i.version_id, i.digest, i.incident_id, i.day FROM
		(SELECT DISTINCT batch_id FROM batch_month WHERE source_id = ?1 AND month BETWEEN ?2 AND ?3) JOIN batch b USING (batch_id)
		CROSS JOIN incident i ON i.version_id BETWEEN b.first_version AND b.last_version AND i.known_from = b.batch_id
		WHERE i.source_id = ?1 AND i.known_to IS NULL AND i.day BETWEEN ?2 AND ?3`, o.id, first, last)
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var r stoodRow
		var day hotspot.Day
		if err := rows.Scan(&r.version, &r.digest, &r.incident, &day); err != nil {
			return fmt.Errorf("data: import: %w", err)
		}
		start := m.start
		if o.all {
			start = day.MonthStart()
		}
		if fresh[start] == nil {
			fresh[start] = &standing{taken: map[int]int{}}
		}
		fresh[start].rows = append(fresh[start].rows, r)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	return l.keep(ctx, o, m, fresh)
}

// keep gives the months that have none yet what stands in them.
func (l *ledger) keep(ctx context.Context, o *origin, asked *month, fresh map[hotspot.Day]*standing) error {
	if fresh[asked.start] == nil {
		fresh[asked.start] = &standing{}
	}
	for start, s := range fresh {
		m, err := l.month(ctx, o, start)
		if err != nil {
			return err
		}
		if m.standing == nil {
			s.seal()
			m.standing = s
		}
	}
	return nil
}
