package web

import (
	"github.com/labstack/echo/v4"

	"net/http"

	"hexbeat/data/export"
	"hexbeat/hotspot"
)

// clockJSON answers GET /api/v1/clock?QUESTION: reports by weekday (Monday first)
// and hour.
func (s *Server) clockJSON(c echo.Context) error {
	snap, q, err := s.askAPI(c)
	if err != nil {
		return err
	}
	if s.unchanged(c, snap, canonical(q).Encode()) {
		return c.NoContent(http.StatusNotModified)
	}
	r, err := hotspot.Clock(snap, q)
	if err != nil {
		return err
	}
	return sendJSON(c, struct {
		Meta export.Meta `json:"meta"`
		*hotspot.ClockResult
	}{s.metaOf(r.Meta), r})
}

// trendJSON answers GET /api/v1/trend?QUESTION: reports by month.
func (s *Server) trendJSON(c echo.Context) error {
	snap, q, err := s.askAPI(c)
	if err != nil {
		return err
	}
	if s.unchanged(c, snap, canonical(q).Encode()) {
		return c.NoContent(http.StatusNotModified)
	}
	r, err := hotspot.Trend(snap, q)
	if err != nil {
		return err
	}
	return sendJSON(c, struct {
		Meta   export.Meta          `json:"meta"`
		Months []hotspot.TrendMonth `json:"months"`
	}{s.metaOf(r.Meta), orEmpty(r.Months)})
}

// metaOf is the envelope's meta with the folder's own marking.
func (s *Server) metaOf(m hotspot.Meta) export.Meta {
	m.Marking = s.store.Marking()
	return export.MetaOf(m)
}
