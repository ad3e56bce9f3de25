package web

import (
	"io"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/data/export"
	"hexbeat/patrol"
)

// plansJSON answers GET /api/v1/plans: the saved plans, newest first.
func (s *Server) plansJSON(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	plans, err := s.store.Plans(ctx, scope)
	if err != nil {
		return err
	}
	return sendJSON(c, struct {
		Meta  plainMeta       `json:"meta"`
		Plans []data.PlanInfo `json:"plans"`
	}{s.plainMeta(snap), orEmpty(plans)})
}

// planFile answers GET /api/v1/plans/{id} with the plan itself, and {id}.geojson
// and {id}.csv with its walks.
func (s *Server) planFile(c echo.Context) error {
	id, ext, _ := strings.Cut(c.Param("id"), ".")
	p, err := s.store.Plan(c.Request().Context(), scopeOf(c), id)
	if err != nil {
		return err
	}
	switch ext {
	case "":
		return send(c, jsonDoc, "", func(w io.Writer) error { return export.PlanJSON(w, p) })
	case "geojson":
		return send(c, geoJSON, "", func(w io.Writer) error { return export.PlanGeoJSON(w, p) })
	case "csv":
		return send(c, csvText, fileName(p)+".csv", func(w io.Writer) error { return export.PlanCSV(w, p) })
	}
	return data.ErrNotFound
}

// fileName is the operation's id with nothing a header or a file system would mind.
func fileName(p *patrol.Plan) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, p.Operation.Operation.ID)
	return orElse(strings.Trim(name, "-"), "plan")
}

// orEmpty is never null in JSON.
func orEmpty[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}
