package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
	"hexbeat/patrol"
	"hexbeat/patrol/briefing"
)

type operationsPage struct {
	Lead      string
	Plans     []livePlan
	Form      operationForm
	Choices   []placeChoice
	Hidden    []field // the question the places were ticked in
	Weekdays  []string
	Untimed   []string // names of places whose reports carry no times, or have no clear peak
	ShiftHint string
	Sites     []choice
	BaseHint  string
}

type placeChoice struct {
	ID, Value, Name, Hint string
	Picked                bool
}

// operations answers GET /operations: the plans there are, and the form for a new
// one with the places ticked on Today or the map.
func (s *Server) operations(c echo.Context) error {
	ctx := c.Request().Context()
	snap, err := s.store.Snapshot(ctx, scopeOf(c))
	if err != nil {
		return err
	}
	q, err := askPage(questionOf(c.QueryParams()), s.facts.of(snap))
	if err != nil {
		return err
	}
	form := operationForm{Picks: values(c.QueryParams(), "hotspot")}
	found, lost, err := s.picks(ctx, snap, q, form.Picks)
	if err != nil {
		return err
	}
	form.defaults(s.clock(snap), groupsOf(found), sitesOf(snap))
	return s.operationsPage(c, http.StatusOK, snap, q, form, found, lost)
}

// operationsPage shows list and form; without a ticked place it offers Today's.
func (s *Server) operationsPage(c echo.Context, status int, snap *hotspot.Snapshot, q hotspot.Question, form operationForm, found []pick, lost []string) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	plans, err := s.store.Plans(ctx, scope)
	if err != nil {
		return err
	}
	now := s.clock(snap)
	page := operationsPage{Plans: allPlans(plans, now), Form: form, Weekdays: weekdays, ShiftHint: shiftHint(found)}
	page.Lead = operationsLead(page.Plans)
	for range lost {
		page.Form.fault("hotspot", "A place you ticked is on no list any more: the data or the question have changed. Tick places again")
		break
	}
	choices := found
	if len(found) == 0 && snap.Len() > 0 {
		if choices, err = s.offered(ctx, snap); err != nil {
			return err
		}
	}
	for i, p := range choices {
		page.Choices = append(page.Choices, placeChoice{ID: fmt.Sprint(i + 1), Value: p.value, Name: p.group.Name,
			Hint: placeHint(p), Picked: len(found) > 0})
	}
	if len(choices) == 0 && len(page.Form.Errors) > 0 { // the fields the faults are in are not on the page
		page.Form.Errors = []formError{{"new", "There is no place to choose yet"}}
	}
	page.Untimed = untimed(found)
	page.Hidden = newAskBar("", q, s.facts.of(snap)).Fields()
	page.sites(snap, form)
	return s.page(c, status, "operations", "Operations", "Operations", snap, page)
}

func (p *operationsPage) sites(snap *hotspot.Snapshot, form operationForm) {
	for _, a := range sitesOf(snap) {
		p.Sites = append(p.Sites, choice{a.Code, orElse(a.Name, a.Code), a.Code == form.Site})
	}
	p.BaseHint = "In degrees. No site is loaded to begin from; the point filled in is the middle of the ticked places."
	if len(p.Sites) > 0 {
		p.Sites = append(p.Sites, choice{"", "Another point, given below", form.Site == ""})
		p.BaseHint = "In degrees, only when the base is not in the list."
	}
}

// makePlan answers POST /operations: it plans, keeps the plan, records it and shows
// it; with a fault it shows the form again.
func (s *Server) makePlan(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	fields, err := c.FormParams()
	if err != nil {
		return badRequest("bad_form", "The form could not be read. Go back and send it again.")
	}
	if err := onlyKnown(fields, append(asked(), operationParams...)); err != nil {
		return err
	}
	snap, err := s.store.Snapshot(ctx, scope)
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
	form.check(sitesOf(snap))
	var plan *patrol.Plan
	if len(form.Errors) == 0 && len(lost) == 0 {
		if plan, err = s.solve(ctx, snap, form, found); err != nil && !form.take(err) {
			return err
		}
	}
	if plan == nil {
		return s.operationsPage(c, http.StatusUnprocessableEntity, snap, q, form, found, lost)
	}
	id, err := s.store.SavePlan(ctx, scope, plan)
	if err != nil {
		return err
	}
	if err := s.store.Audit(ctx, scope, data.Combine, "plan "+id+" from snapshot "+snap.Label()); err != nil {
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

// questionOf is the question's share of a form's fields.
func questionOf(v url.Values) url.Values {
	out := url.Values{}
	for _, name := range questionParams {
		if vs, ok := v[name]; ok {
			out[name] = vs
		}
	}
	return out
}

func groupsOf(picks []pick) []hotspot.Group {
	out := make([]hotspot.Group, len(picks))
	for i, p := range picks {
		out[i] = p.group
	}
	return out
}

func sitesOf(snap *hotspot.Snapshot) []geo.Area {
	if o := snap.Overlay(geo.Site); o != nil {
		return o.Areas
	}
	return nil
}

// untimed are the names of places whose hours the inspector must set.
func untimed(picks []pick) []string {
	targets, _ := briefing.Targets(&hotspot.Result{Hotspots: groupsOf(picks)}, nil, briefing.TargetOptions{})
	var names []string
	for _, t := range targets {
		if len(picks) > 0 && t.HotFrom != briefing.HoursFromData {
			names = append(names, t.Name)
		}
	}
	return names
}

func placeHint(p pick) string {
	hint := fmt.Sprintf("%s: %s", p.what, plural(p.group.Count, "report", "reports"))
	if p.group.Peak != "" {
		hint += ", " + p.group.Peak
	}
	return hint
}

func shiftHint(found []pick) string {
	for _, p := range found {
		if _, err := patrol.ParseBand(p.group.Peak); err == nil {
			return "Filled in from when the reports at the ticked places come. Change it as you need."
		}
	}
	return "Hours and minutes, like 18:00."
}

// allPlans are all saved plans with how they stand.
func allPlans(plans []data.PlanInfo, now time.Time) []livePlan {
	live := map[string]string{}
	for _, l := range livePlans(plans, now) {
		live[l.ID] = l.Words
	}
	out := make([]livePlan, len(plans))
	for i, p := range plans {
		out[i] = livePlan{p, orElse(live[p.ID], "ended")}
	}
	return out
}

func operationsLead(plans []livePlan) string {
	if len(plans) == 0 {
		return "No plan has been made."
	}
	n := 0
	for _, p := range plans {
		if p.Words != "ended" {
			n++
		}
	}
	return plural(n, "operation is", "operations are") + " under way or to come."
}
