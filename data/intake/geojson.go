package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// maxGeoJSON bounds a boundary file; the largest national set of wards is smaller.
const maxGeoJSON = 512 << 20

// feature is one feature of a file with its place in it.
type feature struct {
	raw          []byte
	line, column int
	properties   map[string]any
	geometry     orb.Geometry
}

// collection is a read GeoJSON file.
type collection struct {
	file     string
	crs      string
	features []feature
}

// readGeoJSON reads a FeatureCollection, a Feature or a bare geometry, keeping
// where in the file each feature begins. crs overrides the file's own "crs" member,
// which older files carry and RFC 7946 dropped. Errors: *Fault.
func readGeoJSON(name, crs string) (*collection, error) {
	head, err := unpack.Head(name)
	if err != nil {
		return nil, err
	}
	if err := unpack.CheckKind(name, ".geojson", head); err != nil {
		return nil, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fault.OfFile(name, "cannot be read", err.Error(), "check the name")
	}
	if info.Size() > maxGeoJSON {
		return nil, fault.OfFile(name, "the file is too large", fmt.Sprintf("%d MB; at most %d are read", info.Size()>>20, maxGeoJSON>>20), "simplify the boundaries or split the file")
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, fault.OfFile(name, "cannot be read", err.Error(), "check the name and that you may read it")
	}
	return parseGeoJSON(name, bytes.TrimPrefix(b, []byte("\ufeff")), crs)
}

func parseGeoJSON(name string, b []byte, crs string) (*collection, error) {
	var top struct {
		Type     string            `json:"type"`
		CRS      json.RawMessage   `json:"crs"`
		Features []json.RawMessage `json:"features"`
	}
	if err := json.Unmarshal(b, &top); err != nil {
		return nil, jsonFault(name, b, err)
	}
	c := &collection{file: name, crs: crs}
	if c.crs == "" {
		own, err := crsMember(top.CRS)
		if err != nil {
			return nil, fault.OfFile(name, "coordinate system not read", err.Error(), "give the file in longitude and latitude, or name its system with --crs")
		}
		c.crs = own
	}
	raws := top.Features
	switch top.Type {
	case "FeatureCollection":
	case "Feature", "Polygon", "MultiPolygon":
		raws = []json.RawMessage{b}
	default:
		return nil, fault.OfFile(name, "not a GeoJSON file of areas", fmt.Sprintf("its type is %q", top.Type), "it should be a FeatureCollection of polygons")
	}
	if len(raws) == 0 {
		return nil, fault.OfFile(name, "the file holds no feature", "", "export it again; nothing was imported")
	}
	offset := 0
	for _, raw := range raws {
		if i := bytes.Index(b[offset:], raw); i >= 0 { // features stand in the file in order
			offset += i
		}
		f, err := parseFeature(raw)
		f.line, f.column = lineColumn(b, offset)
		if err != nil {
			return nil, &Fault{File: name, Line: f.line, Column: f.column, Reason: "the feature cannot be read", Detail: err.Error(), Hint: "export the file again"}
		}
		offset += len(raw)
		c.features = append(c.features, f)
	}
	return c, nil
}

func parseFeature(raw []byte) (feature, error) {
	f := feature{raw: raw}
	var kind struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		return f, err
	}
	if kind.Type != "Feature" {
		g, err := geojson.UnmarshalGeometry(raw)
		if err != nil {
			return f, err
		}
		f.geometry = g.Geometry()
		return f, nil
	}
	gf, err := geojson.UnmarshalFeature(raw)
	if err != nil {
		return f, err
	}
	f.geometry, f.properties = gf.Geometry, gf.Properties
	return f, nil
}

// multiPolygon is the feature's area in degrees. Errors: text for a Fault.
func (f *feature) multiPolygon(crs string) (orb.MultiPolygon, error) {
	var mp orb.MultiPolygon
	switch g := f.geometry.(type) {
	case orb.Polygon:
		mp = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		mp = g
	case orb.Collection:
		for _, part := range g {
			switch p := part.(type) {
			case orb.Polygon:
				mp = append(mp, p)
			case orb.MultiPolygon:
				mp = append(mp, p...)
			}
		}
	case nil:
		return nil, errors.New("it has no geometry")
	}
	if len(mp) == 0 {
		return nil, fmt.Errorf("it is a %s, not an area", f.geometry.GeoJSONType())
	}
	if crs == wgs84 || crs == "" {
		return mp, nil
	}
	out := mp.Clone()
	for _, poly := range out {
		for _, ring := range poly {
			for i, p := range ring {
				q, err := toDegrees(p, crs)
				if err != nil {
					return nil, err
				}
				ring[i] = q
			}
		}
	}
	return out, nil
}

func crsMember(raw json.RawMessage) (string, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return wgs84, nil
	}
	var crs struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(raw, &crs); err != nil {
		return "", err
	}
	if crs.Properties.Name == "" {
		return wgs84, nil
	}
	name, err := ParseCRS(strings.ReplaceAll(crs.Properties.Name, "::", ":"))
	if err != nil {
		return "", errors.New(crs.Properties.Name)
	}
	return name, nil
}

func jsonFault(name string, b []byte, err error) *Fault {
	f := &Fault{File: name, Reason: "not valid JSON", Detail: err.Error(), Hint: "export the file again; numbers such as NaN are not JSON"}
	var se *json.SyntaxError
	var te *json.UnmarshalTypeError
	switch {
	case errors.As(err, &se):
		f.Line, f.Column = lineColumn(b, int(se.Offset)-1)
	case errors.As(err, &te):
		f.Line, f.Column = lineColumn(b, int(te.Offset))
	case errors.Is(err, io.ErrUnexpectedEOF):
		f.Line, f.Column = lineColumn(b, len(b))
	}
	return f
}

// lineColumn counts from 1, the column in bytes.
func lineColumn(b []byte, offset int) (line, column int) {
	offset = max(0, min(offset, len(b)))
	line = bytes.Count(b[:offset], []byte("\n")) + 1
	return line, offset - bytes.LastIndexByte(b[:offset], '\n')
}
