package web

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"hexbeat/data/export"
	"hexbeat/hotspot"
	"hexbeat/patrol"
	"hexbeat/patrol/briefing"
)

type operationPage struct {
	ID, Name, Lead string
	Walks          []walkRow
	Chosen         *walkTable
	Unserved       []unservedRow
	Notes          []string
	Violations     []string
	Map            mapElement
	Query          string
}

// walkRow is one shift in the list.
type walkRow struct {
	Index             int
	Team, Date, Shift string
	Stops             int
	Current           bool
}

// walkTable is the shift shown: its stops in order.
type walkTable struct {
	Index  int
	Title  string
	Stops  []briefing.SheetStop
	Break  string
	Return int
}

type unservedRow struct{ Name, Reason string }

// operation answers GET /operations/:id?walk=N: the plan as a map and as tables;
// walks count from 0.
func (s *Server) operation(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	id := c.Param("id")
	plan, err := s.store.Plan(ctx, scope, id)
	if err != nil {
		return err
	}
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	walk, err := walkOf(c, plan)
	if err != nil {
		return err
	}
	page := operationPage{ID: id, Name: orElse(plan.Operation.Operation.Name, id), Lead: planLead(plan), Unserved: unserved(plan)}
	page.Map = mapElement{Kind: "plan", Plan: id, Walk: walk, Bounds: planBounds(plan), Label: "Map of the walk. The table below holds every stop."}
	for i, w := range plan.Shifts {
		page.Walks = append(page.Walks, walkRow{i, w.Team, walkDate(w), export.ShiftHours(w), len(w.Stops), i == walk})
	}
	if len(plan.Shifts) > 0 {
		sheets, err := s.sheets(c, plan)
		if err != nil {
			return err
		}
		sh := sheets[walk]
		page.Chosen = &walkTable{walk, sh.Team + ", " + sh.Date + ", " + sh.Shift, sh.Stops, sh.Break, sh.ReturnMin}
		page.Notes = sh.Notes
	}
	for _, v := range patrol.Check(plan) {
		page.Violations = append(page.Violations, fmt.Sprint(v))
	}
	return s.page(c, http.StatusOK, "operation", "Operations", page.Name, snap, page)
}

// walkOf reads the walk to show, 0 without one.
func walkOf(c echo.Context, plan *patrol.Plan) (int, error) {
	text, err := single(c.QueryParams(), "walk")
	if err != nil || text == "" {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n >= max(len(plan.Shifts), 1) {
		return 0, badRequest("bad_walk", "“walk” must be a whole number from 0 to %d, not “%s”.", max(len(plan.Shifts)-1, 0), text)
	}
	return n, nil
}

// sheets are the plan's sheets with the orders as they stand.
func (s *Server) sheets(c echo.Context, plan *patrol.Plan) ([]briefing.Sheet, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	orders, err := s.store.Orders(ctx, scope)
	if err != nil {
		return nil, err
	}
	return briefing.Sheets(plan, briefing.Context{Orders: orders, Sample: s.store.Sample(), Marking: s.store.Marking()})
}

// planLead is the first line: how much is planned, and what is not.
func planLead(p *patrol.Plan) string {
	visits := 0
	for _, w := range p.Shifts {
		visits += len(w.Stops)
	}
	dates := civilDay(p.Operation.Operation.From) + " to " + civilDay(p.Operation.Operation.To)
	if w, err := hotspot.ParseWindow(p.Operation.Operation.From, p.Operation.Operation.To); err == nil {
		dates = windowWords(w)
	}
	lead := fmt.Sprintf("%s in %s to %s, %s.", plural(visits, "visit", "visits"), plural(len(p.Shifts), "shift", "shifts"),
		plural(len(p.Operation.Hotspots), "place", "places"), dates)
	switch n := len(p.Unserved); n {
	case 0:
		return lead + " Every place gets the visits asked for."
	default:
		return lead + fmt.Sprintf(" %s fewer visits than asked for.", plural(n, "place gets", "places get"))
	}
}

func unserved(p *patrol.Plan) []unservedRow {
	names := map[string]string{}
	for _, t := range p.Operation.Hotspots {
		names[t.ID] = t.Name
	}
	var out []unservedRow
	for _, u := range p.Unserved {
		out = append(out, unservedRow{orElse(names[u.Hotspot], u.Hotspot), u.Reason})
	}
	return out
}

func planBounds(p *patrol.Plan) string {
	var pts orb.MultiPoint
	for _, pl := range p.Places {
		pts = append(pts, orb.Point{pl.Lon, pl.Lat})
	}
	if len(pts) == 0 {
		return ""
	}
	return bounds(padded(pts.Bound(), 0.003))
}

func walkDate(w patrol.Walk) string {
	t, err := time.Parse(time.DateOnly, w.Date)
	if err != nil {
		return w.Date
	}
	return longDate(t)
}
