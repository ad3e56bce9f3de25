package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"hexbeat/data/export"
	"hexbeat/geo/pspo"
	"hexbeat/geo/street"
)

type orderProperties struct {
	ID        string      `json:"id"`
	Title     string      `json:"title"`
	Authority string      `json:"authority"`
	Status    pspo.Status `json:"status"`
	Made      string      `json:"made,omitempty"`
	InForce   string      `json:"in_force,omitempty"`
	Until     string      `json:"until,omitempty"`
	Live      bool        `json:"live"`
	Lapsed    bool        `json:"lapsed"`
}

// ordersGeoJSON answers GET /api/v1/orders: the areas of all orders, with whether
// they are in force on the clock's day.
func (s *Server) ordersGeoJSON(c echo.Context) error {
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
	features := make([]export.Feature, 0, len(orders))
	for _, o := range orders {
		features = append(features, export.Feature{ID: o.ID, Geometry: export.Area(o.Geometry), Properties: orderProperties{
			o.ID, o.Title, o.Authority, o.Status, o.Made, o.InForce, o.Until, o.Live(today), o.Lapsed(today)}})
	}
	return s.sendFeatures(c, s.plainMeta(snap), features)
}

type streetProperties struct {
	Name   string       `json:"name,omitempty"`
	Class  street.Class `json:"class"`
	Bridge bool         `json:"bridge,omitempty"`
}

// openStreetMap is owed wherever imported streets are drawn.
const openStreetMap = "© OpenStreetMap contributors"

// streetsGeoJSON answers GET /api/v1/streets: streets, water, rails and parks as
// lines; a closed line of water or park is an outline.
func (s *Server) streetsGeoJSON(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	if s.unchanged(c, snap, "") {
		return c.NoContent(http.StatusNotModified)
	}
	ways, err := s.store.Streets(ctx, scope)
	if err != nil {
		return err
	}
	features := make([]export.Feature, 0, len(ways))
	for _, w := range ways {
		if len(w.Line) >= 2 {
			features = append(features, export.Feature{Geometry: export.Line(w.Line), Properties: streetProperties{w.Name, w.Class, w.Bridge}})
		}
	}
	meta := s.plainMeta(snap)
	if len(features) > 0 && !meta.Sample {
		meta.Attribution = openStreetMap
	}
	return s.sendFeatures(c, meta, features)
}
