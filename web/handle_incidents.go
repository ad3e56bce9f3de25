package web

import (
	"io"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"hexbeat/data/export"
	"hexbeat/hotspot"
)

// incidentProperties is what a point tells: never what a source wrote in words.
type incidentProperties struct {
	Category  string   `json:"category"`
	Day       string   `json:"day"`            // the first it may have begun on
	Time      string   `json:"time,omitempty"` // local, HH:MM; absent when not known
	Precision string   `json:"precision"`
	Setting   string   `json:"setting"`
	Tags      []string `json:"tags"`
}

// incidents answers GET /api/v1/incidents?QUESTION: one point a report inside the
// study area. It is a disclosure, and the route records it.
func (s *Server) incidents(c echo.Context) error {
	snap, q, err := s.askAPI(c)
	if err != nil {
		return err
	}
	if s.unchanged(c, snap, canonical(q).Encode()) {
		return c.NoContent(http.StatusNotModified)
	}
	r, err := s.detect(c.Request().Context(), snap, q)
	if err != nil {
		return err
	}
	rows, err := hotspot.Matching(snap, q)
	if err != nil {
		return err
	}
	features := make([]export.Feature, 0, len(rows.Located))
	for _, i := range rows.Located {
		features = append(features, incidentFeature(snap, int(i)))
	}
	return send(c, geoJSON, "", func(w io.Writer) error { return export.WriteCollection(w, s.metaOf(r.Meta), features) })
}

func incidentFeature(snap *hotspot.Snapshot, i int) export.Feature {
	p := incidentProperties{Category: snap.Categories[snap.Category[i]].ID, Day: snap.Day[i].String(),
		Precision: snap.Precision[i].String(), Setting: snap.Setting[i].String(), Tags: []string{}}
	if m := snap.Start[i]; m >= 0 {
		p.Time = clockWords(int(m))
	}
	for t, name := range snap.TagNames {
		if t < 64 && snap.Tags[i]&(1<<t) != 0 {
			p.Tags = append(p.Tags, name)
		}
	}
	return export.Feature{ID: strconv.FormatInt(snap.ID[i], 10), Geometry: export.Point(snap.Places[snap.PlaceOf[i]].Point), Properties: p}
}

// clockWords is a minute of the day as HH:MM.
func clockWords(minute int) string {
	two := func(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }
	return two(minute/60) + ":" + two(minute%60)
}
