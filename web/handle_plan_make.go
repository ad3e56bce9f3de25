package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"hexbeat/hotspot"
	"hexbeat/patrol"
	"hexbeat/patrol/briefing"
)

// makePlan answers POST /operations: it plans, keeps the plan, records it and shows
// it; with a fault it shows the form again.
func (s *Server) makePlan(c echo.Context) error {
	ctx := c.Request().Context()
	fields, err := c.FormParams()
	if err != nil {
		return badRequest("bad_form", "The form could not be read. Go back and send it again.")
	}
	if err := onlyKnown(fields, append(asked(), operationParams...)); err != nil {
		return err
	}
	snap, err := s.store.Snapshot(ctx, scopeOf(c))
	if err != nil {
		return err
	}
	q, err := askPage(questionOf(fields), s.facts.of(snap))
	if err != nil {
		return err
	}
	form := readOperationForm(fields)
	found, lost, err := s.picks(ctx, snap, q, form.Picks)
	if err != nil {
		return err
	}
	bases, err := s.bases(ctx, scopeOf(c), snap)
	if err != nil {
		return err
	}
	form.check(bases)
	var plan *patrol.Plan
	if len(form.Errors) == 0 && len(lost) == 0 {
		if plan, err = s.solve(ctx, snap, form, found); err != nil && !form.take(err) {
			return err
		}
	}
	if plan == nil {
		return s.operationsPage(c, http.StatusUnprocessableEntity, snap, q, form, found, lost)
	}
	return s.keepPlan(c, plan)
}

// keepPlan saves a plan, which the store records, and shows it.
func (s *Server) keepPlan(c echo.Context, plan *patrol.Plan) error {
	id, err := s.store.SavePlan(c.Request().Context(), scopeOf(c), plan)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/operations/"+url.PathEscape(id))
}

// planSeed is fixed: the same form gives the same plan. It stands in the plan.
const planSeed = 1

// solve makes the plan of a checked form, within the server's turns.
func (s *Server) solve(ctx context.Context, snap *hotspot.Snapshot, f operationForm, found []pick) (*patrol.Plan, error) {
	in := briefing.Form{Name: f.Name, From: f.Begins, To: f.Ends, Days: f.Days, ShiftFrom: f.ShiftFrom, ShiftTo: f.ShiftTo,
		BreakMin: f.breaks, Team: f.Team, Size: f.size, Base: f.base, BaseName: f.baseName}
	opt := briefing.TargetOptions{VisitsPerWeek: f.visits, Hours: []string{in.Hours()}}
	if f.HoursFrom != "" {
		opt.Hours = []string{f.HoursFrom + "-" + f.HoursTo}
	}
	in.Targets, _ = briefing.Targets(&hotspot.Result{Hotspots: groupsOf(found)}, nil, opt)
	op, err := briefing.NewOperation(in)
	if err != nil {
		return nil, err
	}
	about := s.plainMeta(snap)
	meta := patrol.PlanMeta{Snapshot: about.Snapshot, DataTo: about.DataTo, Marking: about.Marking,
		IncludesHomes: slices.ContainsFunc(found, func(p pick) bool { return p.homes })}
	return turn(ctx, s.answers, func() (*patrol.Plan, error) {
		return patrol.Solve(op, patrol.Options{Seed: planSeed, Meta: meta})
	})
}

// take puts a planner's refusal where the form can show it; it reports false for
// an error that is none.
func (f *operationForm) take(err error) bool {
	var fault *patrol.OperationError
	switch {
	case errors.As(err, &fault):
		f.fault(fieldOf(fault), "%s", sentence(fault.Problem+": "+orElse(fault.Write, "look at the value")))
	case errors.Is(err, patrol.ErrNoPlan):
		f.fault("day", "%s", sentence(err.Error()))
	default:
		return false
	}
	return true
}

// fieldOf is the form's field for a key of an operation.
func fieldOf(e *patrol.OperationError) string {
	switch e.Key {
	case "to":
		if e.Table == "team.shift" {
			return "shift-to"
		}
		return "ends"
	case "from":
		if e.Table == "team.shift" {
			return "shift-from"
		}
		return "begins"
	case "break_min", "break_between":
		return "break"
	case "days":
		return "day"
	case "base":
		return "lon"
	case "size":
		return "size"
	case "hot":
		return "hours-from"
	case "visits_per_week":
		return "visits"
	case "name", "id", "purpose":
		return "name"
	}
	return "hotspot"
}
