package boundary

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"

	"github.com/paulmach/orb"

	"hexbeat/data/gpkg"
)

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
