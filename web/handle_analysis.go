package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

type analysisPage struct {
	Ask        askBar
	Lead       string
	Notes      []string
	When       *whenPart
	Trend      *trendPart
	Wards      []shareRow
	Categories []shareRow
	Query      string
}

// analysis answers GET /analysis?QUESTION.
func (s *Server) analysis(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	f := s.facts.of(snap)
	q, err := askPage(c.QueryParams(), f)
	if err != nil {
		return err
	}
	page := analysisPage{Ask: newAskBar("/analysis", q, f), Query: canonical(q).Encode()}
	if snap.Len() == 0 {
		page.Lead = "Nothing has been imported yet, so there is nothing to count."
		return s.page(c, http.StatusOK, "analysis", "Analysis", "Analysis", snap, page)
	}
	clock, err := hotspot.Clock(snap, q)
	if err != nil {
		return err
	}
	page.Notes = notes(clock.Meta)
	if page.When, err = newWhen(clock); err != nil {
		return err
	}
	page.Lead = upperFirst(page.Ask.Words) + ": " + plural(clock.Timed+clock.Untimed, "report", "reports") + "."
	events, err := s.store.Layers(ctx, scope, geo.Event)
	if err != nil {
		return err
	}
	if page.Trend, err = newTrend(snap, q, f, events); err != nil {
		return err
	}
	if err := page.shares(ctx, snap, q); err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "analysis", "Analysis", "Analysis", snap, page)
}
