package boundary

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/paulmach/orb/encoding/wkb"

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

// Keep limits what Source gives of a feature's properties to some fields, and lists the
// others. The product reads nothing else of an area, and what is not kept cannot be
// somebody's name.
func (c *Collection) Keep(fields ...string) (others []string) {
	c.kept = map[string]bool{}
	for _, f := range fields {
		c.kept[f] = f != ""
	}
	for i := range c.Features {
		for k := range c.Features[i].Properties {
			if !c.kept[k] && !slices.Contains(others, k) {
				others = append(others, k)
			}
		}
	}
	slices.Sort(others)
	return others
}

// Source is feature i as it was received, so that its coordinates can be given out
// again unchanged. Where the format is text it is the feature's own text: a GeoJSON
// feature, a KML placemark; of one with properties that are not kept, its geometry's own
// text in a feature or placemark with those that are. Otherwise it is an envelope, made
// when it is asked for. Received reads it again.
func (c *Collection) Source(i int) ([]byte, error) {
	f := &c.Features[i]
	properties, all := f.Properties, true
	if c.kept != nil {
		properties = map[string]any{}
		for k, v := range f.Properties {
			if c.kept[k] {
				properties[k] = v
			} else {
				all = false
			}
		}
	}
	switch {
	case all && (c.Format == "geojson" || c.Format == "kml"):
		return f.raw, nil
	case c.Format == "geojson":
		return geoJSONOf(f.raw, properties)
	case c.Format == "kml":
		return placemarkOf(f.raw, properties)
	}
	out := envelope{CRS: c.CRS, Properties: properties, WKT: string(f.raw)}
	if f.Geometry != nil && f.raw == nil {
		b, err := wkb.Marshal(f.Geometry)
		if err != nil {
			return nil, err
		}
		out.WKB = hex.EncodeToString(b)
	}
	return json.Marshal(out)
}

// geoJSONOf is a feature with other properties; its geometry keeps its text.
func geoJSONOf(raw []byte, properties map[string]any) ([]byte, error) {
	geometry, _, err := splitFeature(raw)
	if err != nil {
		return nil, err
	}
	if len(geometry) == 0 {
		geometry = []byte("null")
	}
	p, err := json.Marshal(properties)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(`{"type":"Feature","properties":`), p, []byte(`,"geometry":`), geometry, []byte("}")), nil
}

// placemarkOf is a placemark with other properties; its geometry keeps its text.
func placemarkOf(raw []byte, properties map[string]any) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("<Placemark>")
	if err := writeData(&out, properties); err != nil {
		return nil, err
	}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.CharsetReader = asIs
	depth := 0
	for {
		start := dec.InputOffset()
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			out.WriteString("</Placemark>")
			return out.Bytes(), nil
		} else if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth != 2 || !slices.Contains([]string{"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry"}, t.Name.Local) {
				continue
			}
			if err := dec.Skip(); err != nil {
				return nil, err
			}
			out.Write(raw[start:dec.InputOffset()])
			depth--
		case xml.EndElement:
			depth--
		}
	}
}

// writeData writes properties as KML's extended data, by name.
func writeData(out *bytes.Buffer, properties map[string]any) error {
	if len(properties) == 0 {
		return nil
	}
	out.WriteString("<ExtendedData>")
	for _, k := range slices.Sorted(maps.Keys(properties)) {
		out.WriteString(`<Data name="`)
		if err := xml.EscapeText(out, []byte(k)); err != nil {
			return err
		}
		out.WriteString(`"><value>`)
		if err := xml.EscapeText(out, fmt.Append(nil, properties[k])); err != nil {
			return err
		}
		out.WriteString("</value></Data>")
	}
	out.WriteString("</ExtendedData>")
	return nil
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
