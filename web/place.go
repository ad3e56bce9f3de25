package web

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

// placeRow is a group of cells as lists, cards and tables show it.
type placeRow struct {
	hotspot.Group
	Pick   string // value of its tick box; empty when it is not offered
	What   string // the category asked, where rows of several stand together
	Link   string // its card on the map
	Orders []placeOrder
	Weeks  string
	Near   []nearSite // sites within 150 m
	// NearMore is how many more there are.
	NearMore int
	Spark    *spark
}

// placeOrder is an order that touches the place.
type placeOrder struct{ ID, Title, Status string }

// placeRows joins groups with the orders that touch them.
func placeRows(groups []hotspot.Group, orders []pspo.Order, today time.Time) []placeRow {
	rows := make([]placeRow, len(groups))
	for i, g := range groups {
		rows[i] = placeRow{Group: g, Pick: g.ID}
		if g.NotForFootPatrol != "" || g.CheckData != "" {
			rows[i].Pick = ""
		}
		for _, id := range g.PSPOIDs {
			if j := slices.IndexFunc(orders, func(o pspo.Order) bool { return o.ID == id }); j >= 0 {
				rows[i].Orders = append(rows[i].Orders, placeOrder{id, shortTitle(orders[j].Title), orderStatus(orders[j], today)})
			}
		}
	}
	return rows
}

// InForce are the titles of the orders that bind people there today.
func (r placeRow) InForce() string {
	var titles []string
	for _, o := range r.Orders {
		if o.Status == "In force" {
			titles = append(titles, o.Title)
		}
	}
	return strings.Join(titles, ", ")
}

// Figures are the counts with both comparisons, each named.
func (r placeRow) Figures() string {
	return fmt.Sprintf("%s here · borough average for this size %s · usual here %s",
		number(r.Count), decimal(r.BoroughAverage), usualWords(r.Group))
}

// Usual is the usual count with the number of years it rests on.
func (r placeRow) Usual() string { return usualWords(r.Group) }

func usualWords(g hotspot.Group) string {
	if math.IsNaN(g.UsualHere) {
		return "not known"
	}
	words := decimal(g.UsualHere)
	if g.UsualYears == 1 {
		words += " (last year)"
	}
	return words
}

// When is the peak, or that the times are not known.
func (r placeRow) When() string {
	return strings.Replace(orElse(r.Peak, hotspot.TimesNotKnown), "Mon-Sun ", "every day ", 1)
}

// Where is the ward or wards it lies in.
func (r placeRow) Where() string { return strings.Join(r.WardNames, ", ") }

// Average is the borough average for an area of this size.
func (r placeRow) Average() string { return decimal(r.BoroughAverage) }

// Working are the statistics behind the list it stands on.
func (r placeRow) Working() []field {
	return []field{
		{"Reports", number(r.Count)},
		{"Share of the study area's reports", percent(r.Share)},
		{"Hexagons", number(len(r.Cells))},
		{"Area", fmt.Sprintf("%s square metres", number(int(math.Round(r.AreaM2))))},
		{"Largest Gi* z", digits(r.ZMax)},
		{"Least q (false discovery rate)", digits(r.QMin)},
		{"Least exact Poisson p", digits(r.PoissonPMin)},
		{"Share of reports with a known time", percent(r.Timed)},
		{"Identity", r.ID},
	}
}

// digits has four significant digits, for the working only.
func digits(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "not defined"
	}
	return fmt.Sprintf("%.4g", f)
}

// Because is why the place stands apart from those to patrol.
func (r placeRow) Because() string {
	switch {
	case r.NotForFootPatrol != "":
		return sentence(r.NotForFootPatrol)
	case r.CheckData != "":
		return sentence(r.CheckData)
	}
	return r.Reason
}
