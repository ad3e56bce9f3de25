package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// draft is a row on its way into the store, with numbers in place of repeated texts.
type draft struct {
	row                             int64
	origin                          *origin
	month                           *month
	reference, provenance, crs      string
	settingWord                     string
	hash                            int64 // of the reference
	category, raw, tagset, location int64
	setting, precision, fix, flags  int64
	from, to, day, lastDay, start   int64
	recorded, lon, lat, x, y        any // nil where not known
	located                         bool
	digest                          int64
	incident                        int64  // under whose number the reference once stood; 0 when it never did
	was                             *stood // what stands under its reference, or the equal row of a statement
}

// Add puts one row into the batch; what becomes of it is counted when the batch is
// settled. A row whose reference stands already in its source is a duplicate; it
// makes a new version when anything in it changed. Two rows of one reference within
// a batch are one incident: the first located row stands, and one that says otherwise
// is kept as a Conflict. Rows without a reference are always incidents of their own,
// equal or not, but of a full statement those that equal rows standing are the same.
// Errors: ErrTooMany.
func (im *Import) Add(ctx context.Context, in Incident) error {
	l := im.ledger
	if l == nil {
		return fmt.Errorf("data: a batch of %s takes no incidents", im.batch.Kind)
	}
	if !in.Located {
		im.info.Unlocated++
	}
	im.callers.add(&in)
	l.chunk = append(l.chunk, draft{row: l.row})
	if err := l.draft(ctx, &in, &l.chunk[len(l.chunk)-1]); err != nil {
		return err
	}
	if l.row++; len(l.chunk) < chunkRows {
		return nil
	}
	return l.work(ctx)
}

// draft fills a draft in.
func (l *ledger) draft(ctx context.Context, in *Incident, d *draft) (err error) {
	if len(in.Tags) > 1 {
		slices.Sort(in.Tags)
		in.Tags = slices.Compact(in.Tags)
	}
	if d.origin, err = l.origin(ctx, in.Source); err != nil {
		return err
	}
	if d.month, err = l.month(ctx, d.origin, in.Day); err != nil {
		return err
	}
	d.month.rows++
	d.month.last = max(d.month.last, in.To.Unix())
	d.digest = in.digest()
	if err := l.words.number(ctx, l.im, in, d); err != nil {
		return err
	}
	d.settingWord = in.SettingWord
	if d.reference = in.Reference; d.reference != "" {
		d.hash = l.im.s.hashReference(d.origin.id, d.reference)
	}
	d.provenance = in.Provenance
	d.setting, d.precision, d.fix, d.flags = int64(in.Setting), int64(in.Precision), int64(in.Fix), int64(in.Flags)
	d.from, d.to = in.From.Unix(), in.To.Unix()
	d.day, d.lastDay, d.start = int64(in.Day), int64(in.LastDay), int64(in.StartMin)
	if !in.Recorded.IsZero() {
		d.recorded = in.Recorded.Unix()
	}
	if d.located = in.Located; d.located {
		d.lon, d.lat, d.x, d.y, d.crs = in.Point[0], in.Point[1], in.Given[0], in.Given[1], in.GivenCRS
	}
	return nil
}

// What an entry of ledger.refs says of its row, in the low bits of Entry.Row.
const (
	rowLocated = 1 << iota
	rowWritten // as a version of its own; else it is what stands as Entry.Other
	rowHistory // the version never stands
	rowBits    = 3
)

// work looks up what stands and writes what is new of the chunk.
func (l *ledger) work(ctx context.Context) error {
	if err := l.find(ctx); err != nil {
		return err
	}
	for i := range l.chunk {
		if err := l.put(ctx, &l.chunk[i]); err != nil {
			return err
		}
	}
	l.chunk = l.chunk[:0]
	if l.writer.rows < l.im.s.txRows {
		return nil
	}
	if err := l.writer.flush(ctx); err != nil {
		return err
	}
	return l.im.next(ctx)
}

// put decides about one row by what is known when it comes. Of one reference in one
// batch only settle knows all rows.
func (l *ledger) put(ctx context.Context, d *draft) error {
	until, err := l.until(ctx, d)
	if err != nil {
		return err
	}
	if until == 0 && d.was != nil && d.was.digest == d.digest {
		return l.note(d, 0)
	}
	bits, incident := int64(rowWritten), l.first+d.row
	switch {
	case d.was != nil:
		incident = d.was.incident
	case d.incident != 0:
		incident = d.incident
	}
	if until != 0 {
		bits |= rowHistory
	} else {
		l.signature += d.origin.weight * d.digest
		l.net++
	}
	if err := l.writer.add(ctx, d, l.first+d.row, incident, until); err != nil {
		return err
	}
	return l.note(d, bits)
}

// until is the batch that a row is history before, because an extract later than this
// one has spoken already; 0 for a row that may stand. Of a full statement every row is
// kept that way, those that stand, too: as known then, it is what the statement held.
func (l *ledger) until(ctx context.Context, d *draft) (batch int64, err error) {
	switch {
	case d.was == nil && l.im.batch.Statement:
		return d.month.nextWhole, nil
	case d.was == nil:
		return 0, nil
	case !l.im.batch.Statement:
		if later, err := l.later(ctx, d.was.from); err != nil || later {
			return d.was.from, err
		}
	}
	if d.was.digest == d.digest {
		if l.im.batch.Statement {
			return d.month.next, nil
		}
		return 0, nil // it stood then, too
	}
	before, err := l.month(ctx, d.origin, d.was.day)
	return cmp.Or(d.month.next, before.next), err
}

// note counts a row without a reference, and keeps one with a reference for settle.
func (l *ledger) note(d *draft, bits int64) error {
	if d.reference == "" {
		l.count(1, bits&rowWritten != 0 && bits&rowHistory == 0, bits&rowHistory != 0)
		return nil
	}
	if d.located {
		bits |= rowLocated
	}
	return l.refs.Add(entryOf(d, bits))
}

// count books the rows of one incident: all of them duplicates but the one that is new.
func (l *ledger) count(rows int, fresh, history bool) {
	i := &l.im.info
	i.Duplicates += rows
	if fresh {
		i.Accepted++
		i.Duplicates--
	}
	if history {
		i.History++
	}
}
