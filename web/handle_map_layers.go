package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/data/export"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// layersGeoJSON answers GET /api/v1/layers?kind=site[&from=...&to=...]: the sites, named
// places, events or perception points that stand, or those whose dates touch the span.
func (s *Server) layersGeoJSON(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	kind, window, err := parseLayers(c)
	if err != nil {
		return err
	}
	if s.unchanged(c, snap, string(kind)+" "+window.String()) {
		return c.NoContent(http.StatusNotModified)
	}
	found, err := s.store.Layers(ctx, scope, kind)
	if err != nil {
		return err
	}
	features := make([]export.Feature, 0, len(found))
	for _, f := range found {
		if window == (hotspot.Window{}) || f.Span.Touches(window) {
			features = append(features, export.LayerFeature(f))
		}
	}
	return s.sendFeatures(c, s.plainMeta(snap), features)
}

// parseLayers errors: a 400 for a kind that is no layer and for one end without the other.
func parseLayers(c echo.Context) (kind geo.Kind, w hotspot.Window, err error) {
	var given [3]string
	for i, name := range []string{"kind", "from", "to"} {
		if given[i], err = single(c.QueryParams(), name); err != nil {
			return "", w, err
		}
	}
	if kind, err = layerKind(given[0]); err != nil {
		return "", w, err
	}
	switch {
	case given[1] == "" && given[2] == "":
		return kind, w, nil
	case given[1] == "" || given[2] == "":
		return "", w, badRequest("bad_window", "Give both from and to, or neither.")
	}
	w, err = hotspot.ParseWindow(given[1], given[2])
	return kind, w, err
}

// layerKind errors: a 400 for what is no layer.
func layerKind(text string) (geo.Kind, error) {
	var names []string
	for _, k := range data.LayerKinds {
		if string(k) == text {
			return k, nil
		}
		names = append(names, string(k))
	}
	if text == "" {
		return "", badRequest("missing_parameter", "Say which layer, as kind=site. The kinds are %s.", strings.Join(names, ", "))
	}
	return "", badRequest("bad_kind", "“%s” is not a kind of layer. The kinds are %s.", text, strings.Join(names, ", "))
}
