package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"hexbeat/data/intake/internal/crs"
)

// maxDepth is how deep objects may lie in each other to be columns of their own.
const maxDepth = 4

// flatten adds a value to a feature's properties under its key; the keys of an object
// are joined by dots, so that none can hide in it, and lists of plain values by semicolons.
func (p *points) flatten(f *point, key string, raw json.RawMessage, depth int) {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || string(raw) == "null":
		if key != "" && key != "id" {
			f.properties = append(f.properties, property{key, ""})
		}
	case raw[0] == '{' && depth < maxDepth:
		p.object(f, key, raw, depth)
	case raw[0] == '[':
		var list []json.RawMessage
		err := json.Unmarshal(raw, &list)
		texts := make([]string, len(list))
		for i, v := range list {
			plain := false
			if texts[i], plain = scalar(v); !plain || err != nil {
				p.odd = remember(p.odd, key)
				return
			}
		}
		f.properties = append(f.properties, property{key, strings.Join(texts, ";")})
	default:
		text, plain := scalar(raw)
		if !plain {
			p.odd = remember(p.odd, key)
			return
		}
		f.properties = append(f.properties, property{key, text})
	}
}

// object flattens an object's members in their order.
func (p *points) object(f *point, key string, raw json.RawMessage, depth int) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil {
		return
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return
		}
		var value json.RawMessage
		if dec.Decode(&value) != nil {
			return
		}
		inner, _ := name.(string)
		if key != "" {
			inner = key + "." + inner
		}
		p.flatten(f, inner, value, depth+1)
	}
}

// scalar is a JSON value as text, numbers as they are written, if it is neither a
// list nor an object.
func scalar(raw []byte) (text string, plain bool) {
	switch raw = bytes.TrimSpace(raw); {
	case len(raw) == 0 || raw[0] == '{' || raw[0] == '[':
		return "", false
	case raw[0] == 'n':
		return "", true
	case raw[0] == '"':
		err := json.Unmarshal(raw, &text)
		return text, err == nil
	}
	return string(raw), true
}

// remembered is how many keys a note names.
const remembered = 20

func remember(keys []string, key string) []string {
	if key == "" || len(keys) == remembered || slices.Contains(keys, key) {
		return keys
	}
	return append(keys, key)
}

// coordinates are those of a point, as written; empty without a geometry. odd says
// what stands in the place of a point.
func coordinates(raw json.RawMessage) (x, y, odd string) {
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || string(raw) == "null" {
		return "", "", ""
	}
	var g struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return "", "", "its geometry is no object"
	}
	var at []json.Number
	switch g.Type {
	case "Point":
		if json.Unmarshal(g.Coordinates, &at) != nil {
			return "", "", "its coordinates are no numbers"
		}
	case "MultiPoint": // some programs write every point as one
		var several [][]json.Number
		if json.Unmarshal(g.Coordinates, &several) != nil || len(several) > 1 {
			return "", "", "it is several points"
		}
		if len(several) == 1 {
			at = several[0]
		}
	default:
		return "", "", fmt.Sprintf("it is a %s", g.Type)
	}
	switch {
	case len(at) == 0: // an empty point, which RFC 7946 lets stand for none
		return "", "", ""
	case len(at) == 1:
		return "", "", "it has one coordinate"
	}
	return at[0].String(), at[1].String(), ""
}

// Names that columns of coordinates bear, in degrees and in metres.
var (
	lonNames      = []string{"lon", "long", "lng", "longitude"}
	latNames      = []string{"lat", "latitude"}
	eastingNames  = []string{"easting", "eastings"}
	northingNames = []string{"northing", "northings"}
)

// fixColumns makes columns of the keys seen so far. The geometry's coordinates go
// where the properties have coordinates of that name, which they then stand for.
func (p *points) fixColumns() {
	p.header = []string{}
	for _, f := range p.ahead {
		for _, q := range f.properties {
			if _, known := p.columns[q.key]; !known && len(p.header) < maxKeys {
				p.columns[q.key] = len(p.header)
				p.header = append(p.header, strings.TrimSpace(q.key))
			}
		}
	}
	xs, ys := lonNames, latNames
	if p.system != crs.WGS84 {
		xs, ys = eastingNames, northingNames
	}
	p.x, p.y = p.coordinate(xs), p.coordinate(ys)
}

func (p *points) coordinate(names []string) int {
	for i, h := range p.header {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, h) }) {
			return i
		}
	}
	p.header = append(p.header, names[0])
	return len(p.header) - 1
}

// cells are a feature's values in the order of the columns.
func (p *points) cells(f *point) []string {
	cells := make([]string, len(p.header))
	for _, q := range f.properties {
		if i, ok := p.columns[q.key]; ok {
			cells[i] = q.value
		} else {
			p.late = remember(p.late, q.key)
		}
	}
	if f.x != "" {
		cells[p.x], cells[p.y] = f.x, f.y
	}
	return cells
}
