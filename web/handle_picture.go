package web

import (
	"io"

	"github.com/labstack/echo/v4"

	"hexbeat/geo"
	"hexbeat/web/draw"
)

// mapPicture answers GET /map.svg?QUESTION: the map as one picture, for browsers
// without a script or without WebGL.
func (s *Server) mapPicture(c echo.Context) error {
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
	r, err := s.detect(ctx, snap, q)
	if err != nil {
		return err
	}
	base := draw.Base{On: s.clock(snap)}
	if base.Streets, err = s.store.Streets(ctx, scope); err != nil {
		return err
	}
	if base.Orders, err = s.store.Orders(ctx, scope); err != nil {
		return err
	}
	if p := snap.PartitionAt(geo.Ward, q.Window.To); p != nil {
		base.Wards = p.Areas
	}
	scene := draw.Scene{Title: upperFirst(questionWords(q, f)), Result: r, Base: base, Reading: draw.HowSure, Watch: true,
		Marking: s.store.Marking(), Source: "Data to " + dataTo(snap) + ", snapshot " + snap.Label()}
	return send(c, contentTypes[".svg"], "", func(w io.Writer) error { return draw.MapSVG(w, scene) })
}
