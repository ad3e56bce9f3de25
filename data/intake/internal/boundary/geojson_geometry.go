package boundary

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"
)

var errPosition = errors.New("a position is not two numbers")

// decodeGeometry reads a GeoJSON geometry. Numbers after the second of a position are
// heights and left out. The library's own reader takes a position of one number for one
// with a nought, and stumbles over null in a collection.
func decodeGeometry(raw json.RawMessage) (orb.Geometry, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	var g struct {
		Type        string            `json:"type"`
		Coordinates json.RawMessage   `json:"coordinates"`
		Geometries  []json.RawMessage `json:"geometries"`
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return nil, errors.New("the geometry is not an object with a type")
	}
	switch g.Type {
	case "Point":
		return decodePoint(g.Coordinates)
	case "MultiPoint":
		return coordinates[orb.MultiPoint](g.Coordinates)
	case "LineString":
		return coordinates[orb.LineString](g.Coordinates)
	case "MultiLineString":
		return coordinates[orb.MultiLineString](g.Coordinates)
	case "Polygon":
		return coordinates[orb.Polygon](g.Coordinates)
	case "MultiPolygon":
		return coordinates[orb.MultiPolygon](g.Coordinates)
	case "GeometryCollection":
		all := orb.Collection{}
		for _, part := range g.Geometries {
			p, err := decodeGeometry(part)
			if err != nil {
				return nil, err
			}
			if p != nil {
				all = append(all, p)
			}
		}
		return all, nil
	}
	return nil, fmt.Errorf("there is no geometry of type %.40q", g.Type)
}

// decodePoint is nothing for the empty position.
func decodePoint(raw json.RawMessage) (orb.Geometry, error) {
	if string(bytes.Join(bytes.Fields(raw), nil)) == "[]" {
		return nil, nil
	}
	return coordinates[orb.Point](raw)
}

func coordinates[G orb.Geometry](raw json.RawMessage) (orb.Geometry, error) {
	if len(raw) == 0 {
		return nil, errors.New("the geometry has no coordinates")
	}
	var g G
	if err := json.Unmarshal(raw, &g); err != nil {
		return nil, errors.New("the coordinates are not nested as the type of the geometry asks, or a number is too great")
	}
	return g, nil
}

// countPositions counts the positions of a geometry, and refuses one that is not two
// numbers or more, and null in a list: a decoder takes what is missing for nought. raw
// is valid JSON. Other members that are lists of numbers, as bbox, count as positions.
func countPositions(raw json.RawMessage) (n int, err error) {
	var lists, commas int
	var inner, filled, quoted, slash bool
	for _, c := range raw {
		switch {
		case slash:
			slash = false
		case quoted:
			slash, quoted = c == '\\', c != '"'
		case c == '"':
			quoted, inner = true, false // a list of texts, which is no position for the decoder either
		case c == '[':
			inner, filled, commas = true, false, 0
			lists++
		case c == ']':
			lists--
			if inner && filled {
				if n++; commas == 0 {
					return n, errPosition
				}
			}
			inner = false
		case c == '{':
			inner = false // a list of objects
		case c == ',':
			commas++
		case c == 'n' && lists > 0:
			return n, errPosition
		case c > ' ':
			filled = true
		}
	}
	return n, nil
}

// decodeProperties keeps single values. What is nested is kept as its JSON.
func decodeProperties(raw json.RawMessage) (map[string]any, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return nil, errors.New("its properties are not an object")
	}
	out := make(map[string]any, len(members))
	for k, v := range members {
		out[k] = decodeValue(v)
	}
	return out, nil
}

func decodeValue(raw json.RawMessage) any {
	if i, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
		return i
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil { // a number too great for a float
		return string(raw)
	}
	switch v.(type) {
	case nil, string, bool, float64:
		return v
	}
	return string(raw)
}
