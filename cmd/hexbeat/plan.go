package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/export"
	"hexbeat/geo"
	"hexbeat/patrol"
	"hexbeat/patrol/briefing"
	"hexbeat/web/draw"
)

// byteOrderMark is what editors on Windows put before UTF-8.
var byteOrderMark = []byte("\ufeff")

type planCmd struct {
	Operation string `required:"" help:"Operation file (.toml or .json)." type:"path"`
	Seed      *int64 `help:"Seed of the search; the file's own when not given."`
	Effort    string `help:"quick, normal or thorough." enum:"quick,normal,thorough" default:"normal"`
	Workers   int    `help:"Processors to use; the plan is the same with any number." default:"1"`
	Format    string `help:"json, geojson, csv, html or pdf (html and pdf: one side a shift)." enum:"json,geojson,csv,html,pdf" default:"json"`
	Out       string `help:"File to write. Default: standard output." type:"path"`
}

// Run plans.
func (p *planCmd) Run(ctx context.Context, c *cli) error {
	b, err := os.ReadFile(p.Operation)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	op, err := patrol.Parse(bytes.TrimPrefix(b, byteOrderMark), p.Operation)
	if err != nil {
		return err
	}
	if p.Seed != nil {
		op.Operation.Seed = *p.Seed
	}
	return c.reading(ctx, func(s *data.Store) error {
		plan, err := solve(ctx, s, op, patrol.Options{Effort: patrol.Effort(p.Effort), Workers: p.Workers})
		if err != nil {
			return err
		}
		for _, u := range plan.Unserved {
			fmt.Fprintf(os.Stderr, "%s: %s\n", u.Hotspot, u.Reason)
		}
		return output(p.Out, func(w io.Writer) error { return p.write(ctx, w, s, plan) })
	})
}

// solve places bases that are named as sites and stamps the plan.
func solve(ctx context.Context, s *data.Store, op *patrol.Operation, opt patrol.Options) (*patrol.Plan, error) {
	areas, err := s.Areas(ctx, scope())
	if err != nil {
		return nil, err
	}
	sites, err := s.Layers(ctx, scope(), geo.Site)
	if err != nil {
		return nil, err
	}
	err = op.PlaceBases(func(id string) (orb.Point, string, bool) {
		for _, a := range areas {
			if a.Kind == geo.Site && (a.Code == id || a.Name == id) {
				return a.Bound().Center(), a.Name, true
			}
		}
		for _, f := range sites {
			if f.Code == id || f.Name == id {
				return f.Point(), f.Name, true
			}
		}
		return orb.Point{}, "", false
	})
	if err != nil {
		return nil, err
	}
	plan, err := patrol.Solve(op, opt)
	if err != nil {
		return nil, err
	}
	snap, err := s.Snapshot(ctx, scope())
	if err != nil {
		return nil, err
	}
	plan.Meta.Snapshot = snap.Label()
	if !snap.DataTo.IsZero() {
		plan.Meta.DataTo = snap.DataTo.Format("2006-01-02T15:04:05Z")
	}
	plan.Meta.Marking = s.Marking()
	return plan, nil
}

func (p *planCmd) write(ctx context.Context, w io.Writer, s *data.Store, plan *patrol.Plan) error {
	switch p.Format {
	case "json":
		return export.PlanJSON(w, plan)
	case "geojson":
		return export.PlanGeoJSON(w, plan)
	case "csv":
		return export.PlanCSV(w, plan)
	}
	sheets, base, err := sheetsOf(ctx, s, plan)
	if err != nil {
		return err
	}
	what := fmt.Sprintf("sheets of operation %s as %s", plan.Operation.Operation.ID, p.Format)
	if err := s.Audit(ctx, scope(), data.Disclose, what); err != nil {
		return err
	}
	if p.Format == "pdf" {
		return draw.SheetsPDF(w, sheets, base)
	}
	return draw.SheetsHTML(w, sheets, base, "")
}

func sheetsOf(ctx context.Context, s *data.Store, plan *patrol.Plan) ([]briefing.Sheet, draw.Base, error) {
	orders, err1 := s.Orders(ctx, scope())
	streets, err2 := s.Streets(ctx, scope())
	areas, err3 := s.Areas(ctx, scope())
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, draw.Base{}, err
	}
	base := draw.Base{Streets: streets, Orders: orders, On: s.Clock()}
	for _, a := range areas {
		if a.Kind == geo.Ward {
			base.Wards = append(base.Wards, a)
		}
	}
	sheets, err := briefing.Sheets(plan, briefing.Context{Orders: orders, Sample: s.Sample(), Marking: s.Marking()})
	return sheets, base, err
}

type checkPlanCmd struct {
	File string `arg:"" help:"A plan in JSON." type:"path"`
}

// Run checks a plan.
func (k *checkPlanCmd) Run() error {
	b, err := os.ReadFile(k.File)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	plan, err := patrol.ParsePlan(bytes.TrimPrefix(b, byteOrderMark), k.File)
	if err != nil {
		return err
	}
	v := patrol.Check(plan)
	if v == nil {
		v = []patrol.Violation{}
	}
	if err := printJSON(os.Stdout, map[string]any{"violations": v}); err != nil {
		return err
	}
	if len(v) > 0 {
		return status(exitFailure)
	}
	return nil
}
