package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// LookupOptions says how to read a list of places.
type LookupOptions struct {
	Kind data.LookupKind
	// Map names columns by hand: key, lon, lat, easting, northing, quality.
	Map map[string]string
	CRS string // of the coordinates; default EPSG:27700 for easting and northing, EPSG:4326 for lon and lat
	// All keeps the whole of a national list. By default only what lies near the loaded
	// areas is kept, and without areas no more than MostEntries.
	All      bool
	Progress func(rows int) // called every thousand rows; may be nil
	Reading
}

// MostEntries bounds a list that nothing narrows down: all of Britain's postcodes are
// 1.8 million, all its addresses 40 million.
const MostEntries = 5_000_000

// LookupReport says what came of a list:
// Rows = Accepted + Ambiguous + Duplicates + Outside + Unplaced + Rejected.
type LookupReport struct {
	Kind       data.LookupKind `json:"kind"`
	Rows       int             `json:"rows"`
	Accepted   int             `json:"accepted"`   // keys that can be found
	Ambiguous  int             `json:"ambiguous"`  // keys that stand for two places, and are not used
	Duplicates int             `json:"duplicates"` // rows of a key that was there before
	Outside    int             `json:"outside"`    // too far from the loaded areas to be kept
	Unplaced   int             `json:"unplaced"`   // the list itself does not know where, or not closely enough
	Rejected   int             `json:"rejected"`
	Reasons    map[string]int  `json:"reasons"`
	Formats    []Format        `json:"formats"`
	Skipped    []string        `json:"skipped"` // files of an archive that are no such list: its documents
	Seconds    float64         `json:"seconds"`
	// Faults are the first rejected rows.
	Faults []*Fault `json:"-"`
}

// Lookup reads a list of places into the store, in the place of the list of its kind.
// The caller holds the writer's lock. Errors: *Fault for a file that cannot be read,
// ErrUsage (also when the key column is not clear), ErrNothing. Of a list nothing is
// kept but keys and points; of one of stations, nothing but points.
func Lookup(ctx context.Context, s *data.Store, sc data.Scope, file string, o LookupOptions) (*LookupReport, error) {
	began := time.Now()
	if !slices.Contains(data.LookupKinds, o.Kind) {
		return nil, fmt.Errorf("%w: --kind %q; kinds are %v", ErrUsage, o.Kind, data.LookupKinds)
	}
	in, err := inputs(ctx, s.Dir(), []string{file}, o.Reading)
	if err != nil {
		return nil, err
	}
	near, err := surroundingsOf(ctx, s, sc)
	if err != nil {
		return nil, err
	}
	defer near.close()
	l := &lister{o: o, near: near, rep: &LookupReport{Kind: o.Kind, Reasons: map[string]int{}, Formats: []Format{}, Skipped: []string{}}}
	if o.Kind != data.LookupPlace && o.Kind != data.LookupStation && !o.All {
		l.bounds = near.onGrid()
	}
	sum, err := unpack.Digest(paths(in))
	if err != nil {
		return nil, err
	}
	to, err := s.BeginLookup(ctx, sc, o.Kind, filepath.Base(in[0].name), sum)
	if err != nil {
		return nil, err
	}
	if err = l.read(ctx, in, to); err == nil {
		err = l.judge(in[0].name)
	}
	if err != nil {
		return l.rep, errors.Join(err, to.Abort(ctx))
	}
	count, err := to.Commit(ctx)
	l.rep.Accepted, l.rep.Duplicates, l.rep.Ambiguous = count.Kept, count.Again, count.Twofold
	l.rep.Seconds = time.Since(began).Seconds()
	return l.rep, err
}

// lister reads the tables of one list.
type lister struct {
	o       LookupOptions
	near    *surroundings
	bounds  *gridBounds
	rep     *LookupReport
	added   int
	points  int // of those looked at for swapped columns
	swapped int
	cols    lookupColumns
}

func (l *lister) read(ctx context.Context, in []input, to *data.LookupImport) error {
	reading, err := (&Options{Reading: l.o.Reading, CRS: l.o.CRS}).options()
	if err != nil {
		return err
	}
	tables, err := items(in)
	if err != nil {
		return err
	}
	var first error
	for _, it := range tables {
		err := l.table(ctx, it, reading, to)
		if err == nil {
			continue
		}
		if _, ok := errors.AsType[noList](err); !ok || len(tables) == 1 {
			return err
		}
		if first == nil {
			first = err
		}
		l.rep.Skipped = append(l.rep.Skipped, it.Name)
	}
	if len(l.rep.Skipped) == len(tables) {
		return first
	}
	return nil
}

// noList is why a table is none of a list.
type noList struct{ error }

func (n noList) Unwrap() error { return n.error }

func (l *lister) table(ctx context.Context, it unpack.Item, reading table.Options, to *data.LookupImport) error {
	t, err := table.Open(it, reading)
	if err != nil {
		return noList{err}
	}
	defer t.Close()
	headless := false
	if l.cols, headless, err = lookupColumnsOf(it.Name, t.Header(), l.o); err != nil {
		return noList{err}
	}
	if headless {
		if err := l.row(ctx, t, table.Row{Line: 1, Cells: t.Header()}, to); err != nil {
			return err
		}
	}
	for {
		row, bad, err := t.Next()
		if errors.Is(err, io.EOF) {
			l.rep.Formats = append(l.rep.Formats, t.Formats()...)
			return nil
		} else if err != nil {
			return err
		}
		if bad != nil {
			l.rep.Rows++
			l.reject(bad)
			continue
		}
		if err := l.row(ctx, t, row, to); err != nil {
			return err
		}
	}
}

// row puts one row into the list, or counts why not.
func (l *lister) row(ctx context.Context, t *table.Reader, row table.Row, to *data.LookupImport) error {
	if l.heading(row) {
		return nil
	}
	l.rep.Rows++
	if l.rep.Rows%1000 == 0 {
		if l.o.Progress != nil {
			l.o.Progress(l.rep.Rows)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	e, what, bad := l.entry(row)
	switch {
	case bad != nil:
		bad.File, bad.Line = t.File(), row.Line
		l.reject(bad)
		return nil
	case what == unplaced:
		l.rep.Unplaced++
		return nil
	case l.bounds != nil && !l.bounds.hold(e.EN):
		l.rep.Outside++
		return nil
	}
	if l.added++; l.added > MostEntries && !l.o.All && l.bounds == nil {
		return fault.OfFile(t.File(), "the list is too long", fmt.Sprintf("more than %d entries", MostEntries),
			"load the areas first, so that only what lies near them is kept, or take all of it with --all")
	}
	return to.Add(ctx, e)
}

func (l *lister) reject(f *Fault) {
	l.rep.Rejected++
	l.rep.Reasons[f.Reason]++
	if len(l.rep.Faults) < firstFaults {
		l.rep.Faults = append(l.rep.Faults, f)
	}
}

// judge refuses a list of which nothing can be used.
func (l *lister) judge(name string) error {
	switch {
	case l.swapped > 0 && float64(l.swapped) >= swappedIn*float64(l.points):
		return &Fault{File: name, Line: 1, Reason: "easting and northing look swapped in the whole file",
			Detail: fmt.Sprintf("%d of the first %d points can only be where they say they are the other way round", l.swapped, l.points),
			Hint:   "import it with --map easting=COLUMN --map northing=COLUMN the other way round"}
	case l.added > 0:
		return nil
	case l.rep.Outside > 0:
		return errors.Join(ErrNothing, fault.OfFile(name, "nothing of the list lies near the loaded areas", fmt.Sprintf("%d entries lie elsewhere", l.rep.Outside), "load the areas it belongs to, or take all of it with --all"))
	case len(l.rep.Faults) > 0:
		return errors.Join(ErrNothing, l.rep.Faults[0])
	}
	return errors.Join(ErrNothing, fault.OfFile(name, "no entry has a place", "", "export it with its coordinates"))
}
