package boundary

import (
	"encoding/hex"
	"encoding/json"

	"github.com/paulmach/orb/encoding/wkb"
)

// Source is feature i as it was received, so that its coordinates can be given out
// again unchanged. Where the format is text it is the feature's own text: a GeoJSON
// feature, a KML placemark. Otherwise it is JSON: {"wkb": hexadecimal, "properties":
// {...}}, or {"wkt": ..., "properties": ...} for a row of a table, in the collection's
// system. It is made when it is asked for.
func (c *Collection) Source(i int) ([]byte, error) {
	f := &c.Features[i]
	if c.Format == "geojson" || c.Format == "kml" {
		return f.raw, nil
	}
	var out struct {
		WKT        string         `json:"wkt,omitempty"`
		WKB        string         `json:"wkb,omitempty"`
		Properties map[string]any `json:"properties"`
	}
	out.Properties, out.WKT = f.Properties, string(f.raw)
	if f.Geometry != nil && f.raw == nil {
		b, err := wkb.Marshal(f.Geometry)
		if err != nil {
			return nil, err
		}
		out.WKB = hex.EncodeToString(b)
	}
	return json.Marshal(out)
}
