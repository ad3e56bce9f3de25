package web

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/data/intake"
	"hexbeat/geo/street"
	"hexbeat/hotspot"
)

// batchPage is what came of an import.
type batchPage struct {
	Heading, Lead string
	Said          []string // in full sentences, what the figures mean for the reader
	Figures       []figure
	Reasons       []reasonRow
	Faults        []readerFault
	Rejected      int
	RejectsHref   string
	MapHref       string
}

type figure struct{ Name, Value, Hint string }

type reasonRow struct {
	Reason string
	Count  int
}

// outcomePage shows what came of an import that has just been finished.
func (s *Server) outcomePage(c echo.Context, u *upload, got *outcome) error {
	snap, err := s.store.Snapshot(c.Request().Context(), scopeOf(c))
	if err != nil {
		return err
	}
	page := batchPage{Heading: "Brought in: " + fileWords(u)}
	switch {
	case got.Incidents != nil:
		page.incidents(u, got.Incidents)
	case got.Areas != nil:
		page.areas(u, got.Areas)
	case got.Streets != nil:
		page.streets(got.Streets)
	}
	return s.page(c, http.StatusOK, "batch", "Data", page.Heading, snap, page)
}

func (p *batchPage) incidents(u *upload, r *intake.Report) {
	p.Lead = fmt.Sprintf("%s read: %s came in.", plural(r.Rows, "row", "rows"), number(r.Accepted))
	if r.AlreadyIn != 0 {
		p.Heading = "Already in: " + fileWords(u)
		p.Lead = fmt.Sprintf("Exactly this came in before, with batch %d. Nothing was brought in a second time.", r.AlreadyIn)
	}
	p.Figures = []figure{
		{"Rows read", number(r.Rows), ""},
		{"Accepted", number(r.Accepted), "New reports."},
		{"Duplicates", number(r.Duplicates), "Known before. Updated by this file: " + number(r.Updated) + "."},
		{"Rejected", number(r.Rejected), "Could not be used."},
		{"Withdrawn", number(r.Withdrawn), "Known before and no longer in the source’s file."},
		{"Without a place", number(r.Unlocated), "Accepted: they count in trends, never on a map."},
	}
	if r.FirstDate != "" {
		p.Figures = append(p.Figures, figure{"Dates", civilDay(r.FirstDate) + " to " + civilDay(r.LastDate), ""})
	}
	p.Figures = append(p.Figures, figure{"Source", r.Source, "Use the same name next time: what is known already is then known again."}, figure{"Read as", r.Profile, ""})
	if len(r.RefusedColumns) > 0 {
		p.Said = append(p.Said, "Stripped and not kept: "+strings.Join(r.RefusedColumns, ", ")+".")
	}
	p.rejected(u, r.Rejected, r.Reasons, r.Faults)
	if day, err := hotspot.ParseDay(r.LastDate); err == nil && r.Accepted > r.Unlocated {
		// Whole months: a window may not cut one where reports come by the month.
		p.MapHref = "/map?from=" + (day - 60).MonthStart().String() + "&to=" + day.MonthEnd().String()
	}
}

func (p *batchPage) areas(u *upload, r *intake.AreaReport) {
	p.Lead = fmt.Sprintf("%s read: %s came in.", plural(r.Features, "area", "areas"), number(r.Accepted))
	p.Figures = []figure{{"Areas read", number(r.Features), ""}, {"Accepted", number(r.Accepted), ""}, {"Rejected", number(r.Rejected), "Could not be used."}}
	p.rejected(u, r.Rejected, r.Reasons, r.Faults)
	p.MapHref = "/map"
}

func (p *batchPage) streets(r *street.Stats) {
	p.Lead = fmt.Sprintf("%s of streets and paths came in.", plural(int(r.LengthKm+0.5), "kilometre", "kilometres"))
	p.Figures = []figure{{"Streets and paths read", number(r.Ways), ""}, {"Kept for walking routes", decimal(r.LengthKm) + " km", "Pieces that hang together."}}
	p.MapHref = "/map"
}

// firstFaults is how many rejected rows a page shows.
const firstFaults = 5

func (p *batchPage) rejected(u *upload, n int, reasons map[string]int, faults []*intake.Fault) {
	p.Rejected = n
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		p.Reasons = append(p.Reasons, reasonRow{upperFirst(reason), reasons[reason]})
	}
	slices.SortStableFunc(p.Reasons, func(a, b reasonRow) int { return cmp.Compare(b.Count, a.Count) })
	for _, f := range faults[:min(len(faults), firstFaults)] {
		p.Faults = append(p.Faults, u.told(f))
	}
}
