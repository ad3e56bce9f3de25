package web

import (
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/data/export"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

type areaProperties struct {
	Kind      geo.Kind `json:"kind"`
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	ValidFrom string   `json:"valid_from,omitempty"`
}

// areas answers GET /api/v1/areas?kind=ward[&on=YYYY-MM-DD]: the areas of a kind,
// for wards and other partitions the vintage in force on the day, by default the
// last day of data.
func (s *Server) areas(c echo.Context) error {
	snap, err := s.store.Snapshot(c.Request().Context(), scopeOf(c))
	if err != nil {
		return err
	}
	kind, on, err := parseAreas(c, snap)
	if err != nil {
		return err
	}
	found, err := areasOf(snap, kind, on)
	if err != nil {
		return err
	}
	features := make([]export.Feature, 0, len(found))
	for _, a := range found {
		p := areaProperties{Kind: a.Kind, Code: a.Code, Name: a.Name}
		if !a.ValidFrom.IsZero() {
			p.ValidFrom = a.ValidFrom.Format(time.DateOnly)
		}
		features = append(features, export.Feature{ID: a.Code, Geometry: export.Area(a.Geometry), Properties: p})
	}
	return s.sendFeatures(c, s.plainMeta(snap), features)
}

func parseAreas(c echo.Context, snap *hotspot.Snapshot) (geo.Kind, hotspot.Day, error) {
	q := c.QueryParams()
	kind, err := single(q, "kind")
	if err != nil {
		return "", 0, err
	}
	if kind == "" {
		return "", 0, badRequest("missing_parameter", "Say which areas, as kind=ward. %s", kindsOffered)
	}
	on, err := single(q, "on")
	if err != nil {
		return "", 0, err
	}
	if on == "" {
		return geo.Kind(kind), snap.DataToDay(), nil
	}
	day, err := hotspot.ParseDay(on)
	return geo.Kind(kind), day, err
}

var kinds = []geo.Kind{geo.Ward, geo.Borough, geo.LSOA, geo.Neighbourhood, geo.PSPO, geo.Exclusion, geo.SafeZone, geo.Site, geo.Place, geo.Event}

var kindsOffered = func() string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return "The kinds are " + strings.Join(names, ", ") + "."
}()

// areasOf errors: a 400 for a kind that does not exist. A kind without areas is empty.
func areasOf(snap *hotspot.Snapshot, kind geo.Kind, on hotspot.Day) ([]geo.Area, error) {
	known := false
	for _, k := range kinds {
		known = known || k == kind
	}
	if !known {
		return nil, badRequest("bad_kind", "“%s” is not a kind of area. %s", kind, kindsOffered)
	}
	if kind.Partitions() {
		if p := snap.PartitionAt(kind, on); p != nil {
			return p.Areas, nil
		}
		return nil, nil
	}
	if o := snap.Overlay(kind); o != nil {
		return o.Areas, nil
	}
	return nil, nil
}
