package data

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"hexbeat/hotspot"
)

// MoveKind says how an incident moved a figure from one snapshot to another.
type MoveKind string

// The kinds of move. An incident that changed may have moved in several ways.
const (
	MoveLate         MoveKind = "late"         // it came after its source should have had it
	MoveNew          MoveKind = "new"          // it is of a day that its source had not come to yet
	MoveReclassified MoveKind = "reclassified" // another category, label, tag or kind of place
	MoveRelocated    MoveKind = "relocated"    // another point, or one where there was none, or none
	MoveRedated      MoveKind = "redated"      // another time, or known more closely
	MoveAmended      MoveKind = "amended"      // something else about it
	MoveWithdrawn    MoveKind = "withdrawn"    // its source holds it no longer
	MoveErased       MoveKind = "erased"       // its record was erased: counted, never listed
)

// MoveKinds are the kinds in the order they are told.
var MoveKinds = []MoveKind{MoveLate, MoveNew, MoveReclassified, MoveRelocated, MoveRedated, MoveAmended, MoveWithdrawn, MoveErased}

// Move is what became of one incident between two snapshots. Was is nil for one that
// came, Is for one that went.
type Move struct {
	Kinds   []MoveKind
	Was, Is *Record
}

// Reconciliation says why two snapshots differ:
//
//	After = Before + late + new - withdrawn - erased
type Reconciliation struct {
	From, To      string // their labels
	Before, After int    // incidents that stand in them; Before as it was at the time
	Counts        map[MoveKind]int
}

// Reconcile compares two states of the store and calls f for every incident that is
// not the same in both, those that came or changed first; f may be nil. It is a
// disclosure of records and is audited as one before the first is read.
// Errors: ErrForbidden, ErrNotFound, ErrChanged.
func (s *Store) Reconcile(ctx context.Context, sc Scope, from, to State, f func(Move) error) (*Reconciliation, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	c := comparison{s: s, f: f, out: &Reconciliation{Counts: map[MoveKind]int{}}, was: map[int64]*Record{}}
	var err error
	if c.a, c.out.From, err = s.named(ctx, from); err != nil {
		return nil, err
	}
	if c.b, c.out.To, err = s.named(ctx, to); err != nil {
		return nil, err
	}
	if err := s.Audit(ctx, sc, Disclose, fmt.Sprintf("reconciliation of %s with %s", c.out.From, c.out.To)); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{c.prepare, c.ended, c.begun, c.count} {
		if err := step(ctx); err != nil {
			return nil, fmt.Errorf("data: reconcile: %w", err)
		}
	}
	return c.out, nil
}

// named looks a state up and gives its label. Errors: ErrNotFound, ErrChanged.
func (s *Store) named(ctx context.Context, st State) (*lens, string, error) {
	a, err := s.find(ctx, st)
	if err != nil {
		return nil, "", err
	}
	digest, err := s.digest(ctx, a)
	if err != nil {
		return nil, "", err
	}
	label := a.label(digest)
	if st.Digest != "" && st.Digest != digest {
		return nil, "", fmt.Errorf("%w: %d-%s comes to %s", ErrChanged, st.Seq, st.Digest, label)
	}
	l, err := s.lens(ctx, a)
	return l, label, err
}

// spokenTo is how far a source had come.
type spokenTo struct {
	day  hotspot.Day // the last it had spoken of
	asAt time.Time   // when its latest extract was known to it
}

// late reports whether a record should have been in the source's extracts by then: it is
// of a day they had come to, or it happened before the latest was made and was recorded
// after it.
func (s spokenTo) late(r *Record) bool {
	return r.LastDay <= s.day || !r.To.After(s.asAt) && r.Recorded.After(s.asAt)
}

// comparison is a reconciliation in the making.
type comparison struct {
	s      *Store
	f      func(Move) error
	out    *Reconciliation
	a, b   *lens
	spoken map[string]spokenTo // by source, in a
	was    map[int64]*Record   // what stands in a alone
}

func (c *comparison) prepare(ctx context.Context) error {
	c.spoken = map[string]spokenTo{}
	rows, err := c.s.read.QueryContext(ctx, `SELECT s.name, max(m.last_s), max(b.as_at_s) FROM batch_month m JOIN source s USING (source_id) JOIN batch b USING (batch_id)
		WHERE m.batch_id IN `+c.a.of.batches()+` GROUP BY s.name`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var last, asAt int64
		if err := rows.Scan(&name, &last, &asAt); err != nil {
			return err
		}
		c.spoken[name] = spokenTo{hotspot.DayOf(time.Unix(last, 0), c.s.zone), time.Unix(asAt, 0)}
	}
	return rows.Err()
}

// only calls f for every version that stands in one state and not in the other.
func (c *comparison) only(ctx context.Context, in, not *lens, f func(*Record) error) error {
	query := `SELECT ` + recordColumns + `, ` + lensColumns + recordTables + `WHERE` + in.where()
	if not.plain() {
		query += ` AND NOT (` + not.where() + `)`
	}
	rows, err := c.s.read.QueryContext(ctx, query+` ORDER BY version_id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	v := make([]int64, 5)
	for rows.Next() {
		r, err := scanRecord(rows, &v[0], &v[1], &v[2], &v[3], &v[4])
		if err != nil {
			return err
		}
		if !in.sees(v) || not.sees(v) {
			continue
		}
		if err := f(&r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ended keeps what stands in the first state alone.
func (c *comparison) ended(ctx context.Context) error {
	return c.only(ctx, c.a, c.b, func(r *Record) error { c.was[r.ID] = r; return nil })
}

// begun tells what stands in the second state alone, then what is left of the first.
func (c *comparison) begun(ctx context.Context) error {
	err := c.only(ctx, c.b, c.a, func(r *Record) error {
		m := Move{Is: r, Was: c.was[r.ID]}
		delete(c.was, r.ID)
		switch to, spoke := c.spoken[r.Source]; {
		case m.Was != nil:
			m.Kinds = changedHow(m.Was, r)
		case spoke && to.late(r):
			m.Kinds = []MoveKind{MoveLate}
		default:
			m.Kinds = []MoveKind{MoveNew}
		}
		return c.tell(m)
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(c.was)) {
		if err := c.tell(Move{Kinds: []MoveKind{MoveWithdrawn}, Was: c.was[id]}); err != nil {
			return err
		}
	}
	return nil
}

func (c *comparison) tell(m Move) error {
	for _, k := range m.Kinds {
		c.out.Counts[k]++
	}
	if c.f == nil {
		return nil
	}
	return c.f(m)
}

// changedHow compares two versions of one incident.
func changedHow(was, is *Record) (kinds []MoveKind) {
	if was.Category != is.Category || was.Raw != is.Raw || was.Setting != is.Setting || !slices.Equal(was.Tags, is.Tags) {
		kinds = append(kinds, MoveReclassified)
	}
	if was.Located != is.Located || was.Lon != is.Lon || was.Lat != is.Lat || was.Fix != is.Fix {
		kinds = append(kinds, MoveRelocated)
	}
	if !was.From.Equal(is.From) || !was.To.Equal(is.To) || was.Precision != is.Precision {
		kinds = append(kinds, MoveRedated)
	}
	if len(kinds) == 0 {
		kinds = append(kinds, MoveAmended)
	}
	return kinds
}

// count takes the two numbers of incidents. What the batches say stood before, and
// can be found neither among what stands now nor among what moved, was erased.
func (c *comparison) count(ctx context.Context) error {
	n := c.out.Counts
	var err error
	if c.out.Before, err = c.s.stood(ctx, c.a); err != nil {
		return err
	}
	if c.out.After, err = c.s.standing(ctx, c.b); err != nil {
		return err
	}
	if erased := c.out.Before + n[MoveLate] + n[MoveNew] - n[MoveWithdrawn] - c.out.After; erased != 0 {
		n[MoveErased] = erased
	}
	return nil
}

// stood is how many incidents stood in a state at the time, by what its batches
// recorded. As known at an earlier time only the rows can tell, which leaves out what
// was erased since.
func (s *Store) stood(ctx context.Context, l *lens) (n int, err error) {
	if !l.plain() {
		return s.standing(ctx, l)
	}
	err = s.read.QueryRowContext(ctx, `SELECT coalesce(sum(net), 0) FROM batch WHERE committed_at_s IS NOT NULL AND batch_id <= ?`, l.of.seq).Scan(&n)
	return n, err
}

// standing counts what a lens sees.
func (s *Store) standing(ctx context.Context, l *lens) (n int, err error) {
	if l.plain() {
		err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM incident WHERE`+l.where()).Scan(&n)
		return n, err
	}
	err = eachNumbers(ctx, s, `SELECT `+lensColumns+` FROM incident WHERE`+l.where(), 5, func(v []int64) {
		if l.sees(v) {
			n++
		}
	})
	return n, err
}
