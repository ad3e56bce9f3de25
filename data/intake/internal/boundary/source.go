package boundary

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"hexbeat/data/gpkg"
	"hexbeat/data/intake/internal/crs"
)

// envelope is what is kept of a feature that is not text of its own: JSON with its
// geometry as well-known binary, or as the text of a table's cell.
type envelope struct {
	CRS        string         `json:"crs"`
	WKT        string         `json:"wkt,omitempty"`
	WKB        string         `json:"wkb,omitempty"` // hexadecimal
	Properties map[string]any `json:"properties"`
}

// Source is feature i as it was received, so that its coordinates can be given out
// again unchanged. Where the format is text it is the feature's own text: a GeoJSON
// feature, a KML placemark. Otherwise it is an envelope, made when it is asked for.
// Received reads it again.
func (c *Collection) Source(i int) ([]byte, error) {
	f := &c.Features[i]
	if c.Format == "geojson" || c.Format == "kml" {
		return f.raw, nil
	}
	out := envelope{CRS: c.CRS, Properties: f.Properties, WKT: string(f.raw)}
	if f.Geometry != nil && f.raw == nil {
		b, err := wkb.Marshal(f.Geometry)
		if err != nil {
			return nil, err
		}
		out.WKB = hex.EncodeToString(b)
	}
	return json.Marshal(out)
}

// SourceAlone is Source for where nothing beside it says the coordinate system: GeoJSON
// that is not in degrees is put into a collection that names its own.
func (c *Collection) SourceAlone(i int) ([]byte, error) {
	b, err := c.Source(i)
	if err != nil || c.Format != "geojson" || c.CRS == crs.WGS84 {
		return b, err
	}
	head := fmt.Sprintf(`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":%q}},"features":[`, "urn:ogc:def:crs:"+c.CRS[:4]+":"+c.CRS[4:])
	return append(append([]byte(head), b...), "]}"...), nil
}

// Received is the geometry of a source as it came, with its system. system is what is
// known of it beside the source, and may be empty.
func Received(source []byte, system string) (orb.Geometry, string, error) {
	b := bytes.TrimSpace(source)
	var e envelope
	switch {
	case len(b) == 0:
		return nil, "", errors.New("nothing was received: the boundary was made here")
	case b[0] == '<':
		return only(KML("received", bytes.NewReader(b), system))
	case json.Unmarshal(b, &e) != nil || e.WKB == "" && e.WKT == "":
		return only(GeoJSON("received", bytes.NewReader(b), system))
	case e.WKT != "":
		_, text, err := ewkt(e.WKT)
		if err != nil {
			return nil, "", err
		}
		g, _, err := parseWKT(text)
		return g, e.CRS, err
	}
	b, err := hex.DecodeString(e.WKB)
	if err != nil {
		return nil, "", err
	}
	g, err := gpkg.DecodeWKB(b)
	return g, e.CRS, err
}

// ReceivedArea is Received for an area.
func ReceivedArea(source []byte, system string) (orb.MultiPolygon, string, error) {
	g, system, err := Received(source, system)
	if err != nil {
		return nil, "", err
	}
	if g == nil {
		return nil, "", errors.New("it has no geometry")
	}
	mp, err := polygons(g)
	return mp, system, err
}

// only is the geometry of all features together.
func only(c *Collection, err error) (orb.Geometry, string, error) {
	if err != nil {
		return nil, "", err
	}
	var all orb.Collection
	for i := range c.Features {
		if f := c.Features[i].fault; f != nil {
			return nil, "", f
		}
		if g := c.Features[i].Geometry; g != nil {
			all = append(all, g)
		}
	}
	return simplest(all), c.CRS, nil
}
