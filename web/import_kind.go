package web

import (
	"context"
	"errors"
	"fmt"
	"os"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo/street"
)

// intakeKind is what an upload holds.
type intakeKind string

// The kinds of file that can be brought in.
const (
	incidentsKind intakeKind = "incidents"
	areasKind     intakeKind = "areas"
	streetsKind   intakeKind = "streets"
	lookupKind    intakeKind = "lookup"
)

// kindChoice is a kind as the form offers it.
type kindChoice struct {
	Kind        intakeKind
	Label, Hint string
}

var intakeKinds = []kindChoice{
	{incidentsKind, "Reports of crime or anti-social behaviour", "One line a report, as a spreadsheet or a list. Several files at a time come in together."},
	{areasKind, "Areas", "Wards, boroughs, orders, sites or other boundaries on a map."},
	{lookupKind, "A list of places to look up", "Postcodes, property or street numbers, named places, or police stations. Reports without coordinates are then placed by it."},
	{streetsKind, "Streets", "A street map from OpenStreetMap: .osm, .osm.gz or .osm.pbf. It takes the place of the one before."},
}

// outcome is what came of an import; one of the reports is set.
type outcome struct {
	Incidents *intake.Report
	Areas     *intake.AreaReport
	Streets   *street.Stats
	Lookup    *intake.LookupReport
}

// batch is the batch an import made; 0 where it made none or does not say.
func (o *outcome) batch() int64 {
	switch {
	case o.Incidents != nil && o.Incidents.AlreadyIn == 0:
		return o.Incidents.Batch
	case o.Areas != nil:
		return o.Areas.Batch
	}
	return 0
}

// faults are the first rows that could not be used.
func (o *outcome) faults() []*intake.Fault {
	switch {
	case o == nil:
		return nil
	case o.Incidents != nil:
		return o.Incidents.Faults
	case o.Areas != nil:
		return o.Areas.Faults
	case o.Lookup != nil:
		return o.Lookup.Faults
	}
	return nil
}

// reader brings files into the store. It is a type of its own so that a test can hold
// an import at a moment it chooses.
type reader interface {
	keep(context.Context, data.Scope, intake.Kept) error
	saveProfile(context.Context, data.Scope, intake.Profile) error
	deleteProfile(ctx context.Context, sc data.Scope, name string) error
	profiles(context.Context, data.Scope) ([]intake.KnownProfile, error)
	propose(context.Context, data.Scope, []string, intake.Options) (*intake.Proposal, error)
	incidents(context.Context, data.Scope, []string, intake.Options) (*intake.Report, error)
	areas(context.Context, data.Scope, string, intake.AreaOptions) (*intake.AreaReport, error)
	streets(context.Context, data.Scope, string) (street.Stats, error)
	lookup(context.Context, data.Scope, string, intake.LookupOptions) (*intake.LookupReport, error)
}

// folderReader reads into the folder that is served. The program that serves holds
// the writer's lock.
type folderReader struct{ store *data.Store }

func (f folderReader) keep(ctx context.Context, sc data.Scope, k intake.Kept) error {
	return intake.KeepReport(ctx, f.store, sc, k)
}

func (f folderReader) saveProfile(ctx context.Context, sc data.Scope, p intake.Profile) error {
	return intake.SaveProfile(ctx, f.store, sc, p)
}

func (f folderReader) deleteProfile(ctx context.Context, sc data.Scope, name string) error {
	return f.store.DeleteProfile(ctx, sc, name)
}

func (f folderReader) profiles(ctx context.Context, sc data.Scope) ([]intake.KnownProfile, error) {
	return intake.Profiles(ctx, f.store, sc)
}

func (f folderReader) propose(ctx context.Context, sc data.Scope, files []string, o intake.Options) (*intake.Proposal, error) {
	return intake.Propose(ctx, f.store, sc, files, o)
}

func (f folderReader) incidents(ctx context.Context, sc data.Scope, files []string, o intake.Options) (*intake.Report, error) {
	return intake.Incidents(ctx, f.store, sc, files, o)
}

func (f folderReader) areas(ctx context.Context, sc data.Scope, file string, o intake.AreaOptions) (*intake.AreaReport, error) {
	return intake.Areas(ctx, f.store, sc, file, o)
}

func (f folderReader) streets(ctx context.Context, sc data.Scope, file string) (street.Stats, error) {
	return intake.Streets(ctx, f.store, sc, file)
}

func (f folderReader) lookup(ctx context.Context, sc data.Scope, file string, o intake.LookupOptions) (*intake.LookupReport, error) {
	return intake.Lookup(ctx, f.store, sc, file, o)
}

// work is the import that the choices ask for.
func (s *Server) work(u *upload, sc data.Scope, ch importChoices) bring {
	return func(ctx context.Context, rows func(int)) (*outcome, error) {
		got, err := s.read(ctx, u, sc, ch, rows)
		switch {
		case err == nil:
			// It is in, whether its report can be kept or not.
			if err := s.reader.keep(context.WithoutCancel(ctx), sc, intake.Kept{Incidents: got.Incidents, Areas: got.Areas}); err != nil {
				s.opt.Log.Error("report not kept", "err", err, "upload", u.ID)
			}
		case ctx.Err() == nil && !refusal(err):
			s.opt.Log.Error("import failed", "err", err, "upload", u.ID)
		}
		return got, err
	}
}

// read runs the reader of the upload's kind. Beside an error the outcome says what was
// wrong with the rows, where that is known.
func (s *Server) read(ctx context.Context, u *upload, sc data.Scope, ch importChoices, rows func(int)) (*outcome, error) {
	switch u.Kind {
	case areasKind:
		rep, err := s.reader.areas(ctx, sc, u.Files[0].Path, ch.areas)
		if rep != nil {
			for _, f := range rep.Faults {
				f.File, f.Detail = u.plain(f.File), u.plain(f.Detail)
			}
			err = unlessUsed(err, &rep.RejectsFile)
		}
		return &outcome{Areas: rep}, err
	case streetsKind:
		stats, err := s.reader.streets(ctx, sc, u.Files[0].Path)
		return &outcome{Streets: &stats}, err
	case lookupKind:
		o := ch.lookup
		o.Progress, o.Names = rows, u.names()
		rep, err := s.reader.lookup(ctx, sc, u.Files[0].Path, o)
		return &outcome{Lookup: rep}, err
	case incidentsKind:
		o := ch.incidents
		o.Progress, o.Names = rows, u.names()
		rep, err := s.reader.incidents(ctx, sc, u.paths(), o)
		if rep != nil {
			err = unlessUsed(err, &rep.RejectsFile)
		}
		return &outcome{Incidents: rep}, err
	}
	return nil, fmt.Errorf("web: nobody reads %q", u.Kind)
}

// unlessUsed removes the rejected rows of an import that failed: nothing is kept, and
// so neither is what could not be.
func unlessUsed(err error, file *string) error {
	if err == nil || *file == "" {
		return err
	}
	err = errors.Join(err, os.Remove(*file))
	*file = ""
	return err
}
