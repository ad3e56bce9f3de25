package boundary

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/fault"
)

// GeoJSON reads a FeatureCollection, a Feature or a bare geometry. system overrides the
// file's own "crs" member, which older files carry and RFC 7946 dropped; without either
// it is longitude and latitude. Positions are x before y in every system, as GeoJSON
// has always had it.
func GeoJSON(name string, r io.Reader, system string) (*Collection, error) {
	b, err := load(name, r, MaxBytes, newJSONWatch(name).see)
	if err != nil {
		return nil, err
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	c := &Collection{File: name, Format: "geojson", CRS: system}
	top, err := c.walk(b)
	if err != nil {
		return nil, err
	}
	if c.CRS == "" {
		if c.CRS, err = crsMember(top.crs); err != nil {
			return nil, fault.OfFile(name, "coordinate system not read", err.Error(), "give the file in longitude and latitude, or name its system with --crs")
		}
	}
	switch top.kind {
	case "FeatureCollection":
	case "Feature", "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection":
		start := bytes.IndexByte(b, '{')
		if err := c.addJSON(&budget{name: name}, bytes.TrimSpace(b), newPlaces(b), start); err != nil {
			return nil, err
		}
	case "":
		if top.esri {
			return nil, fault.OfFile(name, "not a GeoJSON file", "it is JSON as ArcGIS servers write it", "download it again with f=geojson, or as a Shapefile")
		}
		fallthrough
	default:
		return nil, fault.OfFile(name, "not a GeoJSON file of areas", fmt.Sprintf("its type is %.40q", top.kind), "it should be a FeatureCollection of polygons")
	}
	if len(c.Features) == 0 {
		return nil, fault.OfFile(name, "the file holds no feature", "", "export it again; nothing was imported")
	}
	return c, nil
}

// topJSON is what the outermost object says of itself.
type topJSON struct {
	kind string
	crs  json.RawMessage
	esri bool
}

// walk reads the outermost object member by member, so that no more than one feature
// is taken apart at a time. Features keep their bytes.
func (c *Collection) walk(b []byte) (topJSON, error) {
	var top topJSON
	spent, at := &budget{name: c.File}, newPlaces(b)
	dec := json.NewDecoder(bytes.NewReader(b))
	bad := func(err error) (topJSON, error) { return top, jsonFault(c.File, b, err) }
	if t, err := dec.Token(); err != nil {
		return bad(err)
	} else if t != json.Delim('{') {
		return bad(errors.New("it does not begin with a brace"))
	}
	var value json.RawMessage
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return bad(err)
		}
		if key == "features" {
			if err := c.walkFeatures(dec, b, spent, at); err != nil {
				return top, err
			}
			continue
		}
		if err := dec.Decode(&value); err != nil {
			return bad(err)
		}
		switch key {
		case "type":
			if err := json.Unmarshal(value, &top.kind); err != nil {
				return bad(err)
			}
		case "crs":
			top.crs = bytes.Clone(value)
		case "spatialReference", "geometryType", "rings":
			top.esri = true
		}
	}
	if _, err := dec.Token(); err != nil {
		return bad(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return bad(errors.New("something follows the end of the object"))
	}
	return top, nil
}

func (c *Collection) walkFeatures(dec *json.Decoder, b []byte, spent *budget, at *places) error {
	if t, err := dec.Token(); err != nil {
		return jsonFault(c.File, b, err)
	} else if t != json.Delim('[') {
		return jsonFault(c.File, b, errors.New("features is not a list"))
	}
	var value json.RawMessage
	for dec.More() {
		if err := dec.Decode(&value); err != nil {
			return jsonFault(c.File, b, err)
		}
		end := int(dec.InputOffset())
		start := end - len(value)
		if err := c.addJSON(spent, b[start:end:end], at, start); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return jsonFault(c.File, b, err)
	}
	return nil
}

// addJSON adds one feature or bare geometry that stands at an offset. What is wrong
// with its geometry is kept with it; only what breaks a limit is an error.
func (c *Collection) addJSON(spent *budget, raw []byte, at *places, offset int) error {
	f := Feature{raw: raw, Number: len(c.Features) + 1}
	f.Line, f.Column = at.of(offset)
	geometry, properties, err := splitFeature(raw)
	n := 0
	if err == nil {
		if n, err = countPositions(geometry); n > MaxFeaturePoints {
			return tooManyPoints(c.File, f.Line, f.Column)
		}
	}
	if err := spent.take(n); err != nil {
		return err
	}
	if err == nil {
		f.Geometry, err = decodeGeometry(geometry)
	}
	if err == nil {
		f.Properties, err = decodeProperties(properties)
	}
	if err != nil {
		f.fault = &fault.Fault{File: c.File, Line: f.Line, Column: f.Column, Reason: "the feature cannot be read", Detail: err.Error(), Hint: "export the file again"}
	}
	c.Features = append(c.Features, f)
	return nil
}

// splitFeature is the geometry and the properties of a feature. A bare geometry is its
// own; ArcGIS writes none as null.
func splitFeature(raw []byte) (geometry, properties json.RawMessage, err error) {
	var f struct {
		Type       string          `json:"type"`
		Geometry   json.RawMessage `json:"geometry"`
		Properties json.RawMessage `json:"properties"`
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, nil, errors.New("it is not an object with a type")
	}
	if f.Type == "Feature" {
		return f.Geometry, f.Properties, nil
	}
	return raw, nil, nil
}

// crsMember is the system a "crs" member names.
func crsMember(raw json.RawMessage) (string, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return crs.WGS84, nil
	}
	var member struct {
		Type       string `json:"type"`
		Properties struct {
			Name string          `json:"name"`
			Code json.RawMessage `json:"code"` // the form of 2007: {"type":"EPSG","properties":{"code":27700}}
		} `json:"properties"`
	}
	if err := json.Unmarshal(raw, &member); err != nil {
		return "", errors.New("the crs member is not as GeoJSON has it")
	}
	name := member.Properties.Name
	if name == "" && len(member.Properties.Code) > 0 {
		name = string(bytes.Trim(member.Properties.Code, `"`))
	}
	if name == "" { // a link to a definition elsewhere, which is not followed
		return "", fmt.Errorf("the crs member of type %.40q names no system", member.Type)
	}
	system, err := crs.Parse(name)
	if err != nil {
		return "", fmt.Errorf("%.80s", name)
	}
	return system, nil
}

// jsonFault points at what is not JSON. A decoder that reads piece by piece cannot
// tell the place, so the text is looked through once more as a whole.
func jsonFault(name string, b []byte, err error) *fault.Fault {
	f := &fault.Fault{File: name, Reason: "not valid JSON", Detail: err.Error(), Hint: "export the file again; numbers such as NaN are not JSON"}
	var whole json.RawMessage
	var se *json.SyntaxError
	if e := json.Unmarshal(b, &whole); errors.As(e, &se) {
		f.Detail = se.Error()
		f.Line, f.Column = lineColumn(b, int(se.Offset)-1)
	}
	return f
}
