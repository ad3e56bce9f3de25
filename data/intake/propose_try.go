package intake

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"hexbeat/data"
)

// Try reads files as they would be read and keeps nothing: the report of a dry run, with
// the proposal in it. A file that no profile knows is read as proposed. Columns about
// people are left out of the count, and the error says that an import would refuse them;
// where something is missing, only the proposal is there. Errors: as Incidents; the
// report comes with them once there is a proposal.
func Try(ctx context.Context, s *data.Store, sc data.Scope, files []string, o Options) (*Report, error) {
	o.DryRun = true
	if err := o.prepare(ctx, s, sc); err != nil {
		return nil, err
	}
	in, err := inputs(ctx, s.Dir(), files, o.Reading)
	if err != nil {
		return nil, err
	}
	looking := o
	pr, err := newProposer(s, in, &looking)
	if err != nil {
		return nil, err
	}
	p, err := pr.propose(ctx)
	if err != nil {
		return nil, err
	}
	if err := p.lacks(); err != nil {
		rep := &Report{Reasons: map[string]int{}, RefusedColumns: p.RefusedColumns, Formats: p.Files, Profile: p.Profile, Source: p.Source, DryRun: true, Proposal: p}
		newWordUse().into(rep)
		return rep, err
	}
	if p.Profile == genericName {
		o.Profile, o.Map, o.Units = genericName, maps.Clone(p.Map), p.Reading()
	}
	o.DropColumns = append(append([]string{}, o.DropColumns...), p.RefusedColumns...)
	rep, err := importing(ctx, s, sc, in, o)
	if rep != nil {
		rep.Proposal = p
	}
	if err == nil && len(p.RefusedColumns) > 0 {
		err = fmt.Errorf("%w: %s; take them out of the export, or strip them with --drop-columns %q", ErrIdentity, strings.Join(p.RefusedColumns, ", "), strings.Join(p.RefusedColumns, ","))
	}
	return rep, err
}

// lacks says what has to be settled before the rows can be read at all.
func (p *Proposal) lacks() error {
	if len(p.Fits) > 0 {
		return fmt.Errorf("%w: %w: it could be %s; say which with --profile", ErrUsage, errTie, strings.Join(p.Fits, " or "))
	}
	if len(p.Missing) == 0 {
		return nil
	}
	var need []string
	for _, m := range p.Missing {
		need = append(need, m.Need+" ("+m.Hint+")")
	}
	return fmt.Errorf("%w: the file needs %s", ErrUsage, strings.Join(need, "; "))
}
