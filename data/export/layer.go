package export

import (
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// layerProperties is all that is kept of a feature of a layer. Dates are civil, times
// local; what was not said is absent.
type layerProperties struct {
	Kind  geo.Kind `json:"kind"`
	Code  string   `json:"code"`
	Name  string   `json:"name,omitempty"`
	Class string   `json:"class"`           // which symbol
	What  string   `json:"what"`            // the class in words, as a legend has it
	Label string   `json:"label,omitempty"` // the source's word for the class
	Hours string   `json:"opening_hours,omitempty"`
	Terms string   `json:"terms,omitempty"` // 2026-09-02/2026-10-23;...
	From  string   `json:"from,omitempty"`
	To    string   `json:"to,omitempty"`
	Start string   `json:"start_time,omitempty"` // HH:MM of the first day
	End   string   `json:"end_time,omitempty"`   // of the last
	Venue string   `json:"venue,omitempty"`
	Size  int      `json:"size,omitempty"`
	Score *float64 `json:"score,omitempty"`
	Note  string   `json:"note,omitempty"`
}

func propertiesOf(f data.LayerFeature) layerProperties {
	return layerProperties{Kind: f.Kind, Code: f.Code, Name: f.Name, Class: f.Class, What: f.ClassWords(), Label: f.Label, Hours: f.Hours.String(),
		Terms: data.TermsText(f.Terms), From: saidDay(f.Span.From), To: saidDay(f.Span.To), Start: saidTime(f.Span.FromMin), End: saidTime(f.Span.ToMin),
		Venue: f.Venue, Size: f.Size, Score: f.Score, Note: f.Note}
}

// LayerFeature is a site, named place, event or perception point as GeoJSON.
func LayerFeature(f data.LayerFeature) Feature {
	out := Feature{ID: f.Code, Properties: propertiesOf(f)}
	switch g := f.Geometry.(type) {
	case orb.Point:
		out.Geometry = Point(g)
	case orb.MultiPolygon:
		out.Geometry = Area(g)
	}
	return out
}

func saidDay(d hotspot.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func saidTime(minute int) string {
	if minute < 0 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", minute/60, minute%60)
}
