package web

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/geo/pspo"
)

type ordersPage struct {
	Lead string
	Rows []orderRow
	Map  mapElement
}

// orderRow is one order in the list, the next legal date first.
type orderRow struct {
	ID, Title, Authority string
	Status, Next         string
	when                 string // sorts; empty sorts last
}

type orderPage struct {
	Order  pspo.Order
	Status string
	Next   string
	Dates  []dateRow
	Map    *mapElement // nil when no area is recorded
}

type dateRow struct{ What, When string }

// orders answers GET /orders.
func (s *Server) orders(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	orders, err := s.store.Orders(ctx, scope)
	if err != nil {
		return err
	}
	today := s.clock(snap)
	page := ordersPage{Lead: ordersLead(orders, today), Map: mapElement{Kind: "orders", Bounds: s.facts.of(snap).bounds(),
		Label: "Map of the order areas. The table beside it holds every order."}}
	for _, o := range orders {
		next, when := nextDate(o, today)
		page.Rows = append(page.Rows, orderRow{o.ID, shortTitle(o.Title), o.Authority, orderStatus(o, today), next, when})
	}
	slices.SortStableFunc(page.Rows, func(a, b orderRow) int {
		if (a.when == "") != (b.when == "") {
			return strings.Compare(b.when, a.when)
		}
		return strings.Compare(a.when, b.when)
	})
	return s.page(c, http.StatusOK, "orders", "Orders", "Orders", snap, page)
}

// order answers GET /orders/:id.
func (s *Server) order(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	orders, err := s.store.Orders(ctx, scope)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(orders, func(o pspo.Order) bool { return o.ID == param(c, "id") })
	if i < 0 {
		return data.ErrNotFound
	}
	o, today := orders[i], s.clock(snap)
	next, _ := nextDate(o, today)
	page := orderPage{Order: o, Status: orderStatus(o, today), Next: next, Dates: orderDates(o)}
	if len(o.Geometry) > 0 {
		page.Map = &mapElement{Kind: "orders", Order: o.ID, Bounds: bounds(padded(o.Geometry.Bound(), 0.002)),
			Label: "Map of the area of the order " + o.Title}
	}
	return s.page(c, http.StatusOK, "order", "Orders", o.Title, snap, page)
}

// titleTail is what nearly every order's title ends with.
var titleTail = regexp.MustCompile(`(?i)\s+(public\s+spaces?\s+protection\s+order|pspo)(\s+\d{4})?$`)

// shortTitle is the place's share of an order's title, for lists and lines in which
// it is clear that orders are meant.
func shortTitle(title string) string { return orElse(titleTail.ReplaceAllString(title, ""), title) }

// orderStatus is what binds people today, in words.
func orderStatus(o pspo.Order, today time.Time) string {
	switch {
	case o.Live(today):
		return "In force"
	case o.Lapsed(today):
		return "Lapsed"
	case o.Status == pspo.Consulting:
		return "Consulting, not in force"
	case o.Status == pspo.Made || o.Status == pspo.Varied || o.Status == pspo.Extended:
		return "Made, not yet in force"
	}
	status := string(o.Status)
	if status == "" {
		return "Not known"
	}
	return strings.ToUpper(status[:1]) + status[1:] + ", not in force"
}

// nextDate is the order's next legal date and what it is; when sorts the list.
func nextDate(o pspo.Order, today time.Time) (words, when string) {
	d := today.Format(time.DateOnly)
	switch {
	case o.Lapsed(today):
		if o.Until == "" {
			return "lapsed", ""
		}
		return "lapsed on " + civilDay(o.Until), ""
	case o.Status == pspo.Consulting && o.Consultation != nil && o.Consultation.To >= d:
		return fmt.Sprintf("consultation closes on %s, %s", civilDay(o.Consultation.To), inDays(o.Consultation.To, today)), o.Consultation.To
	case o.Status == pspo.Consulting && o.Consultation != nil && o.Consultation.To != "":
		return "consultation closed on " + civilDay(o.Consultation.To), ""
	case o.InForce > d:
		return fmt.Sprintf("comes into force on %s, %s", civilDay(o.InForce), inDays(o.InForce, today)), o.InForce
	case o.Live(today) && o.Until != "":
		return fmt.Sprintf("lapses on %s, %s", civilDay(o.Until), inDays(o.Until, today)), o.Until
	}
	return "no date set", ""
}

// inDays is "in 34 days", counted in civil dates.
func inDays(date string, today time.Time) string {
	switch n := daysUntil(date, today); n {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	default:
		return fmt.Sprintf("in %d days", n)
	}
}

func daysUntil(date string, today time.Time) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	y, m, d := today.Date()
	return int(t.Sub(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)).Hours()) / 24
}

// ordersLead is the page's first line: what lapses next, and what has lapsed.
func ordersLead(orders []pspo.Order, today time.Time) string {
	if len(orders) == 0 {
		return "No order has been loaded."
	}
	var next *pspo.Order
	var lapsed []string
	for i, o := range orders {
		if o.Lapsed(today) {
			lapsed = append(lapsed, shortTitle(o.Title))
		} else if o.Live(today) && o.Until != "" && (next == nil || o.Until < next.Until) {
			next = &orders[i]
		}
	}
	lead := "No order in force has an end date."
	if next != nil {
		lead = fmt.Sprintf("%s lapses %s.", shortTitle(next.Title), inDays(next.Until, today))
	}
	if len(lapsed) > 0 {
		lead += fmt.Sprintf(" Lapsed: %s.", strings.Join(lapsed, ", "))
	}
	return lead
}

func orderDates(o pspo.Order) []dateRow {
	var rows []dateRow
	add := func(what, when string) {
		if when != "" {
			rows = append(rows, dateRow{what, civilDay(when)})
		}
	}
	add("Made", o.Made)
	add("In force from", o.InForce)
	add("Last day", o.Until)
	if o.Consultation != nil {
		add("Consultation opened", o.Consultation.From)
		add("Consultation closes", o.Consultation.To)
	}
	return rows
}
