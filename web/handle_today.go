package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

type todayPage struct {
	Lead   string
	Window string // "12 weeks, 10 August to 1 November 2026"
	Notes  []string
	Lists  []todayList
	Aside  []todayList // closed by default
	Plans  []livePlan
	Empty  bool
}

type todayList struct {
	ID, Title   string
	Explain     string
	Empty       string
	First, More []placeRow // More is closed by default
}

type livePlan struct {
	data.PlanInfo
	Words string // "12 days left"
}

// todayMost is how many rows of a list stand open.
const todayMost = 10

// today answers GET /.
func (s *Server) today(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	batches, err := s.store.Batches(ctx, scope)
	if err != nil {
		return err
	}
	plans, err := s.store.Plans(ctx, scope)
	if err != nil {
		return err
	}
	now := s.clock(snap)
	page := todayPage{Lead: todayLead(snap, batches, now), Plans: livePlans(plans, now), Empty: snap.Len() == 0}
	if page.Empty {
		return s.page(c, http.StatusOK, "today", "Today", "Today", snap, page)
	}
	orders, err := s.store.Orders(ctx, scope)
	if err != nil {
		return err
	}
	b, err := s.board(ctx, snap)
	if err != nil {
		return err
	}
	page.fill(b, orders, now)
	return s.page(c, http.StatusOK, "today", "Today", "Today", snap, page)
}

func (p *todayPage) fill(b *board, orders []pspo.Order, now time.Time) {
	p.Window, p.Notes = spanWords(b.window)+", "+windowWords(b.window), b.notes
	rows := func(list []todayRow) []placeRow { return todayRows(list, orders, now) }
	p.Lists = []todayList{
		newTodayList("new", "New", rows(b.fresh), "No new place stands out."),
		newTodayList("still", "Still there", rows(b.still), "No place stands out as it did before."),
		newTodayList("cooling", "Cooling", rows(b.cooling), "No place has gone off the list."),
	}
	if len(b.alone) > 0 {
		p.Lists = append(p.Lists, newTodayList("alone", "Standing out, with no earlier weeks to compare with", rows(b.alone), ""))
	}
	p.Aside = []todayList{
		{ID: "few", Title: "Too few to call", First: rows(b.watch), Empty: "None.",
			Explain: "Three or four reports close together. On a map of this size chance alone makes some of these; nobody is sent there by this list alone."},
		{ID: "foot", Title: "Not for foot patrol", First: rows(b.homes), Empty: "None.", Explain: "A patrol in the street changes little here."},
		{ID: "check", Title: "Check the data", First: rows(b.check), Empty: "None.", Explain: "The records look like a fault of recording. Find out before anyone is sent."},
	}
}

func newTodayList(id, title string, rows []placeRow, empty string) todayList {
	l := todayList{ID: id, Title: title, First: rows, Empty: empty}
	if len(rows) > todayMost {
		l.First, l.More = rows[:todayMost], rows[todayMost:]
	}
	return l
}

func todayRows(list []todayRow, orders []pspo.Order, now time.Time) []placeRow {
	groups := make([]hotspot.Group, len(list))
	for i, r := range list {
		groups[i] = r.group
	}
	rows := placeRows(groups, orders, now)
	for i, r := range list {
		rows[i].What, rows[i].Spark, rows[i].Weeks = r.ask.label, r.spark, spanWords(r.ask.q.Window)
		rows[i].Link = "/map?" + canonical(r.ask.q).Encode()
		if r.group.Fresh != hotspot.Cooling { // a place that cooled has no card on the map of now
			rows[i].Link += "#card-" + r.group.ID
		}
		if rows[i].Pick != "" {
			rows[i].Pick += "@" + r.ask.id
		}
	}
	return rows
}

// InWindow is "9 in 12 weeks, usually 2".
func (r placeRow) InWindow() string {
	if r.Fresh == hotspot.Cooling {
		return r.Reason // its count is of the window before
	}
	words := fmt.Sprintf("%s in %s", number(r.Count), r.Weeks)
	if u := usualWords(r.Group); u != "not known" {
		return words + ", usually " + u
	}
	return words + ", usual not known"
}

// spanWords is a window's length: "12 weeks", "3 months" or "10 days".
func spanWords(w hotspot.Window) string {
	if w.WholeMonths() {
		f, t := w.From.Time(), w.To.Time()
		return plural((t.Year()-f.Year())*12+int(t.Month()-f.Month())+1, "month", "months")
	}
	if n := w.Days(); n%7 == 0 {
		return plural(n/7, "week", "weeks")
	}
	return plural(w.Days(), "day", "days")
}

// todayLead is the page's first line: how far data reach and what came last. An
// import later than the clock, as a sample's is, has no date worth telling.
func todayLead(snap *hotspot.Snapshot, batches []data.BatchInfo, now time.Time) string {
	if snap.Len() == 0 {
		return "Nothing has been imported yet."
	}
	lead := "Data to " + dataTo(snap) + "."
	for _, b := range batches {
		if b.Kind != "incidents" {
			continue
		}
		on := ""
		if !b.Committed.After(now) {
			on = ", on " + shortDate(b.Committed.In(zoneOf(snap))) + ","
		}
		return lead + fmt.Sprintf(" The latest import%s brought %s.", on, plural(b.Accepted, "report", "reports"))
	}
	return lead
}

// livePlans are the plans that have not ended, with the days left.
func livePlans(plans []data.PlanInfo, now time.Time) []livePlan {
	var out []livePlan
	today := now.Format(time.DateOnly)
	for _, p := range plans {
		switch {
		case p.To < today:
		case p.From > today:
			out = append(out, livePlan{p, "begins " + inDays(p.From, now)})
		default:
			out = append(out, livePlan{p, plural(daysUntil(p.To, now)+1, "day", "days") + " left"})
		}
	}
	return out
}

// Anchor is the row's list id for labels; ids must not repeat on the page.
func (r placeRow) Anchor() string { return strings.NewReplacer("@", "-", ",", "-").Replace(r.Pick) }
