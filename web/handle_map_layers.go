package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/export"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// layerProperties is all that is kept of a feature of a layer.
type layerProperties struct {
	Kind  geo.Kind `json:"kind"`
	Code  string   `json:"code"`
	Name  string   `json:"name,omitempty"`
	Class string   `json:"class"`           // which symbol
	What  string   `json:"what"`            // the class in words, as a legend has it
	Label string   `json:"label,omitempty"` // the source's word for the class
	Hours string   `json:"opening_hours,omitempty"`
	Terms []string `json:"terms,omitempty"` // 2026-09-02/2026-10-23
	From  string   `json:"from,omitempty"`
	To    string   `json:"to,omitempty"`
	Start string   `json:"start_time,omitempty"` // HH:MM, local, of the first day
	End   string   `json:"end_time,omitempty"`   // of the last
	Venue string   `json:"venue,omitempty"`
	Size  int      `json:"size,omitempty"`
	Score *float64 `json:"score,omitempty"`
	Note  string   `json:"note,omitempty"`
}

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
			features = append(features, export.Feature{ID: f.Code, Geometry: layerGeometry(f.Geometry), Properties: newLayerProperties(f)})
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

func newLayerProperties(f data.LayerFeature) layerProperties {
	p := layerProperties{Kind: f.Kind, Code: f.Code, Name: f.Name, Class: f.Class, What: classWords(f), Label: f.Label, Hours: f.Hours.String(),
		From: dayText(f.Span.From), To: dayText(f.Span.To), Venue: f.Venue, Size: f.Size, Score: f.Score, Note: f.Note}
	for _, t := range f.Terms {
		p.Terms = append(p.Terms, t.From.String()+"/"+t.To.String())
	}
	if f.Span.FromMin >= 0 {
		p.Start = clockWords(f.Span.FromMin)
	}
	if f.Span.ToMin >= 0 {
		p.End = clockWords(f.Span.ToMin)
	}
	return p
}

// dayText is a day, empty where it was not said.
func dayText(d hotspot.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func layerGeometry(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.Point:
		return export.Point(g)
	case orb.MultiPolygon:
		return export.Area(g)
	}
	return nil
}
