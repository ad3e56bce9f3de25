package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
	"hexbeat/hotspot"
)

// Options says how to read incidents. The zero value reads what it recognises.
type Options struct {
	Source      string            // default: the profile's, else the file's name without dates
	Profile     string            // a profile's name or .toml file; default: recognised by its columns
	Map         map[string]string // field -> column, "=value" for every row, or "" for a field that is not read
	CRS         string            // of the coordinates; default the profile's, else EPSG:4326 for lon and lat, EPSG:27700 for easting and northing
	Zone        *time.Location    // of times without an offset; default the profile's, else Europe/London
	MonthFirst  bool              // 06/01/2019 is the first of June; default as the profile says, else day first
	AsAt        time.Time         // when the extract was known to its owner; default now
	Units       *Profile          // units, formats and marks of a file that no profile knows, as Proposal.Reading found them
	DropColumns []string          // columns about people to strip
	KeepText    []string          // the column of free text to keep as the location, scrubbed
	DryRun      bool              // read everything, keep nothing
	Progress    func(rows int)    // called every thousand rows; may be nil
	Reading                       // what to know better than detection

	known  []KnownProfile // among which a file's profile is found
	scheme *data.Scheme   // what labels mean
	near   *surroundings  // where the folder's areas are
}

// prepare reads what the folder knows of files: its profiles and its category scheme.
func (o *Options) prepare(ctx context.Context, s *data.Store, sc data.Scope) (err error) {
	if o.known, err = Profiles(ctx, s, sc); err != nil {
		return err
	}
	if o.scheme, err = s.Scheme(ctx, sc); err != nil {
		return err
	}
	o.near, err = surroundingsOf(ctx, s, sc)
	return err
}

// Report says what came of an import: Rows = Accepted + Duplicates + Rejected;
// Unlocated counts the usable rows without a location, duplicates among them.
type Report struct {
	Rows           int            `json:"rows"`
	Accepted       int            `json:"accepted"`
	Duplicates     int            `json:"duplicates"`
	Updated        int            `json:"updated"`
	Withdrawn      int            `json:"withdrawn"`
	Rejected       int            `json:"rejected"`
	Unlocated      int            `json:"unlocated"`
	Reasons        map[string]int `json:"reasons"`
	RefusedColumns []string       `json:"refusedColumns"`
	FirstDate      string         `json:"firstDate"`
	LastDate       string         `json:"lastDate"`
	RejectsFile    string         `json:"rejectsFile"`
	Flags          map[string]int `json:"flags"`       // usable rows by what is odd about them, in words
	DroppedText    []string       `json:"droppedText"` // columns of free text, which is not kept
	Scrubbed       int            `json:"scrubbed"`    // locations blanked because they told who somebody is
	Seconds        float64        `json:"seconds"`
	Batch          int64          `json:"batch"`
	Snapshot       string         `json:"snapshot"`
	Profile        string         `json:"profile"`
	Source         string         `json:"source"`
	AlreadyIn      int64          `json:"alreadyIn,omitempty"` // the batch that brought exactly these bytes
	DryRun         bool           `json:"dryRun,omitempty"`
	Formats        []Format       `json:"formats"` // what each table was found to be

	Unmapped        []LabelCount `json:"unmapped"`       // labels that the scheme does not know, each kept as a category of its own
	UnmappedLabels  int          `json:"unmappedLabels"` // how many there are
	Recoded         []Recoded    `json:"recoded"`
	UnknownSettings []LabelCount `json:"unknownSettings"`    // words for kinds of place that nobody knows; the row's is not known
	Unmatched       int          `json:"unmatched"`          // outcomes of incidents that are not in the folder; they are among the rejected
	CatchAll        *CatchAll    `json:"catchAll"`           // null without anti-social behaviour
	Proposal        *Proposal    `json:"proposal,omitempty"` // of a dry run

	// Faults are the first rejected rows; the rejects file has them all.
	Faults []*Fault `json:"-"`
}

// Incidents reads files into the store as one batch, which is committed whole or
// not at all. The caller holds the writer's lock. Rows that cannot be used are
// written to a rejects file and counted. Errors: *Fault for a file that cannot be
// read, ErrIdentity, ErrUsage, ErrNothing, and data.ErrSample.
func Incidents(ctx context.Context, s *data.Store, sc data.Scope, files []string, o Options) (*Report, error) {
	if err := o.prepare(ctx, s, sc); err != nil {
		return nil, err
	}
	defer o.near.close()
	in, err := inputs(ctx, s.Dir(), files, o.Reading)
	if err != nil {
		return nil, err
	}
	return importing(ctx, s, sc, in, o)
}

// importing reads files whose place on disk is known.
func importing(ctx context.Context, s *data.Store, sc data.Scope, in []input, o Options) (*Report, error) {
	began := time.Now()
	r, err := newReader(s, in, &o)
	if err != nil {
		return nil, err
	}
	defer r.close()
	sum, err := unpack.Digest(paths(in))
	if err != nil {
		return nil, err
	}
	if was, err := s.Imported(ctx, sc, "incidents", o.Source, sum); err != nil {
		return nil, err
	} else if was != 0 && !o.DryRun && !r.onlyOutcomes { // outcomes may find incidents now that were not there then
		return alreadyIn(ctx, s, sc, was, r, began)
	}
	im, err := s.BeginImport(ctx, sc, data.Batch{Kind: "incidents", Source: o.Source, File: baseNames(names(in)), SHA256: sum, Profile: r.profile, AsAt: o.AsAt,
		Statement: r.statement})
	if err != nil {
		return nil, err
	}
	report, err := r.run(ctx, im, sum)
	if err != nil {
		return report, errors.Join(err, im.Abort(ctx))
	}
	report.Seconds = time.Since(began).Seconds()
	if label, err := s.Label(ctx, sc); err == nil {
		report.Snapshot = label
	}
	return report, nil
}

// alreadyIn answers for bytes that a batch brought before: nothing is imported.
func alreadyIn(ctx context.Context, s *data.Store, sc data.Scope, batch int64, r *reader, began time.Time) (*Report, error) {
	all, err := s.Batches(ctx, sc)
	if err != nil {
		return nil, err
	}
	rep := &Report{AlreadyIn: batch, Batch: batch, Reasons: map[string]int{}, RefusedColumns: []string{}, Formats: []Format{}, Profile: r.profile, Source: r.o.Source}
	newWordUse().into(rep)
	rep.Flags, rep.DroppedText = map[string]int{}, []string{}
	for _, b := range all {
		if b.ID == batch {
			rep.Rows, rep.Rejected = b.Rows, b.Rejected
			rep.Duplicates = b.Rows - b.Rejected
		}
	}
	if label, err := s.Label(ctx, sc); err == nil {
		rep.Snapshot = label
	}
	rep.Seconds = time.Since(began).Seconds()
	return rep, nil
}

// reader reads the tables of one import.
type reader struct {
	o         *Options
	store     *data.Store
	local     *time.Location
	reading   table.Options
	asAt      time.Time
	streams   []unpack.Item
	formats   []Format
	profile   string
	statement bool              // a file holds all that one force has of its months
	forces    map[string]string // the source of each force's rows
	opened    *incidentTable    // the only table, as it was looked at: a workbook takes long to open
	rejects   rejects
	use       *wordUse
	odd       oddities
	scrub     scrubber
	texts     []string // columns of free text that were let go
	// onlyOutcomes: no table holds incidents.
	onlyOutcomes bool
	rows         int
	first, last  hotspot.Day
}

// newReader looks at the files and at the first table's header, so that a wrong
// file is refused before anything is begun.
func newReader(s *data.Store, in []input, o *Options) (*reader, error) {
	local, err := time.LoadLocation(data.Zone)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	asAt := o.AsAt
	if asAt.IsZero() {
		asAt = s.Clock()
	}
	r := &reader{o: o, store: s, local: local, asAt: asAt, use: newWordUse(), rejects: rejects{dir: filepath.Join(s.Dir(), rejectsFolder), name: filepath.Base(in[0].name)}}
	if r.reading, err = o.options(); err != nil {
		return nil, err
	}
	if r.streams, err = items(in); err != nil {
		return nil, err
	}
	first, err := r.look()
	if err != nil {
		return nil, err
	}
	r.profile, r.statement, r.forces = first.profile, first.p.Statement == ForceMonth, map[string]string{}
	if o.Source == "" {
		o.Source = defaultSource(first.p, in[0].name)
	}
	return r, nil
}

// close closes what was looked at and then not read.
func (r *reader) close() {
	if r.opened != nil {
		r.opened.Close()
	}
}

// look opens every table once. What became of incidents comes after the incidents.
func (r *reader) look() (first columns, err error) {
	var incidents, outcomes []unpack.Item
	var all []columns
	for _, st := range r.streams {
		t, err := r.openTable(st)
		if err != nil {
			return columns{}, err
		}
		if len(r.streams) == 1 {
			r.opened = t
		} else {
			t.Close()
		}
		if t.cols.p.Holds == HoldsOutcomes {
			outcomes = append(outcomes, st)
			all = append(all, t.cols)
			continue
		}
		all = slices.Insert(all, len(incidents), t.cols)
		incidents = append(incidents, st)
		if one := all[0].p; one.Statement != t.cols.p.Statement || one.Source != t.cols.p.Source && r.o.Source == "" {
			return columns{}, fmt.Errorf("%w: %s is of another kind (%s) than %s (%s); import them apart", ErrUsage, st.Name, t.cols.profile, incidents[0].Name, all[0].profile)
		}
	}
	r.streams, r.onlyOutcomes = append(incidents, outcomes...), len(incidents) == 0
	return all[0], nil
}

// datesInName is what distinguishes this month's file from the next one's.
var datesInName = regexp.MustCompile(`[-_ ]*(\d{4}[-_]?\d{2}([-_]?\d{2})?|\d{4})([-_ ]*(to)?[-_ ]*\d{4}([-_]?\d{2}){0,2})?`)

func defaultSource(p *Profile, file string) string {
	if p.Source != "" {
		return p.Source
	}
	name := filepath.Base(file)
	for ext := filepath.Ext(name); ext != ""; ext = filepath.Ext(name) {
		name = strings.TrimSuffix(name, ext)
	}
	if short := datesInName.ReplaceAllString(name, ""); short != "" {
		return short
	}
	return name
}

func (r *reader) run(ctx context.Context, im *data.Import, sum string) (*Report, error) {
	for _, st := range r.streams {
		if err := r.table(ctx, im, st); err != nil {
			r.rejects.discard()
			return nil, err
		}
	}
	file, err := r.rejects.close()
	if err != nil {
		return nil, err
	}
	rep := &Report{Rows: r.rows, Rejected: r.rejects.count, Reasons: maps.Clone(r.rejects.by), RejectsFile: file, Faults: r.rejects.first,
		RefusedColumns: slices.Clone(r.o.DropColumns), Profile: r.profile, Source: r.o.Source, DryRun: r.o.DryRun, Formats: r.formats}
	if rep.Reasons == nil {
		rep.Reasons = map[string]int{}
	}
	if rep.RefusedColumns == nil {
		rep.RefusedColumns = []string{}
	}
	r.use.into(rep)
	rep.Unmatched = r.rejects.by[unmatched]
	rep.Flags = r.odd.words()
	maps.Copy(rep.Flags, r.o.near.missed)
	rep.DroppedText, rep.Scrubbed = append([]string{}, r.texts...), r.scrub.count
	if r.rows == r.rejects.count {
		return rep, r.nothing()
	}
	rep.FirstDate, rep.LastDate = r.first.String(), r.last.String()
	var info data.BatchInfo
	if r.o.DryRun {
		info, err = im.Counts(ctx)
		err = errors.Join(err, im.Abort(ctx))
	} else {
		info, err = im.Commit(ctx, r.rejects.count, sum)
	}
	rep.Accepted, rep.Duplicates, rep.Updated, rep.Unlocated, rep.Batch = info.Accepted, info.Duplicates, info.Updated, info.Unlocated, info.ID
	rep.Withdrawn = info.Withdrawn
	return rep, err
}

// nothing is the error of an import without a usable row: its first fault, at its place.
func (r *reader) nothing() error {
	if len(r.rejects.first) == 0 {
		return errors.Join(ErrNothing, &Fault{File: r.streams[0].Name, Line: 1, Reason: "there is a header and no row below it", Hint: "export it again"})
	}
	return errors.Join(ErrNothing, r.rejects.first[0])
}

// table reads one table row by row.
func (r *reader) table(ctx context.Context, im *data.Import, st unpack.Item) error {
	t, err := r.opened, error(nil)
	if r.opened = nil; t == nil {
		t, err = r.openTable(st)
	}
	if err != nil {
		return err
	}
	defer func() {
		r.formats = append(r.formats, t.Formats()...)
		last := &r.formats[len(r.formats)-1]
		last.Notes = append(slices.Clone(last.Notes), t.notes...)
		t.Close()
	}()
	for {
		row, cells, fault, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		r.rows++
		if r.rows%1000 == 0 {
			if r.o.Progress != nil {
				r.o.Progress(r.rows)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if fault == nil {
			fault, err = r.take(ctx, im, row)
		}
		if fault != nil {
			t.place(fault)
			err = r.rejects.add(conceal(fault), t.repeatable(cells))
		}
		if err != nil {
			return err
		}
	}
}

// source is whose row it is: each force makes statements of its own, also where one
// file holds several, or two are imported under one name.
func (r *reader) source(row *row) string {
	force := row.get("force")
	if !r.statement || force == "" {
		return ""
	}
	name, ok := r.forces[force]
	if !ok {
		name = r.o.Source + ", " + strings.Clone(force)
		r.forces[strings.Clone(force)] = name
	}
	return name
}

// take puts a row into the batch, or says why it cannot be used.
func (r *reader) take(ctx context.Context, im *data.Import, row *row) (*Fault, error) {
	if row.cols.p.Holds == HoldsOutcomes {
		return r.outcome(ctx, im, row)
	}
	in, fault := row.incident()
	if fault != nil {
		return fault, nil
	}
	if r.o.near.err != nil {
		return nil, r.o.near.err
	}
	row.cols.words.count(&in)
	r.odd.count(in.Flags)
	r.span(in.Day, in.LastDay)
	in.Source = r.source(row)
	return nil, im.Add(ctx, in)
}

func (r *reader) span(first, last hotspot.Day) {
	if r.first == 0 && r.last == 0 || first < r.first {
		r.first = first
	}
	if r.last == 0 || last > r.last {
		r.last = last
	}
}
