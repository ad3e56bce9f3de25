package web

import (
	"fmt"
	"net/http"
	"net/url"
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
	bases, err := s.bases(ctx, scopeOf(c), snap)
	if err != nil {
		return err
	}
	form.defaults(s.clock(snap), groupsOf(found), bases)
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
	bases, err := s.bases(ctx, scope, snap)
	if err != nil {
		return err
	}
	page.sites(bases, form)
	return s.page(c, status, "operations", "Operations", "Operations", snap, page)
}

func (p *operationsPage) sites(bases []geo.Area, form operationForm) {
	for _, a := range bases {
		p.Sites = append(p.Sites, choice{a.Code, orElse(a.Name, a.Code), a.Code == form.Site})
	}
	p.BaseHint = "In degrees. No site is loaded to begin from; the point filled in is the middle of the ticked places."
	if len(p.Sites) > 0 {
		p.Sites = append(p.Sites, choice{"", "Another point, given below", form.Site == ""})
		p.BaseHint = "In degrees, only when the base is not in the list."
	}
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
