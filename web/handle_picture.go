package web

import (
	"io"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/hotspot"
	"hexbeat/web/draw"
)

// mapPicture answers GET /map.svg?QUESTION[&layer=site...]: the map as one picture, for browsers
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
	marks, err := s.marks(c, snap, q.Window)
	if err != nil {
		return err
	}
	scene := draw.Scene{Marks: marks, Title: upperFirst(questionWords(q, f)), Result: r, Base: base, Reading: draw.HowSure, Watch: true,
		Marking: s.store.Marking(), Source: "Data to " + dataTo(snap) + ", snapshot " + snap.Label()}
	return send(c, contentTypes[".svg"], "", func(w io.Writer) error { return draw.MapSVG(w, scene) })
}

// marks are the features of the layers that the picture is asked to show.
func (s *Server) marks(c echo.Context, snap *hotspot.Snapshot, w hotspot.Window) ([]draw.Mark, error) {
	wanted := map[geo.Kind]bool{}
	for _, text := range values(c.QueryParams(), "layer") {
		kind, err := layerKind(text)
		if err != nil {
			return nil, err
		}
		wanted[kind] = true
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	parts, err := s.layers(c.Request().Context(), scopeOf(c), snap, w)
	if err != nil {
		return nil, err
	}
	var out []draw.Mark
	for _, p := range parts {
		if !wanted[p.Kind] {
			continue
		}
		for _, f := range p.found {
			m := draw.Mark{Kind: string(f.Kind), Class: f.Class, What: f.ClassWords(), Name: f.Name, Point: f.Point()}
			m.Area, _ = f.Geometry.(orb.MultiPolygon)
			out = append(out, m)
		}
	}
	return out, nil
}
