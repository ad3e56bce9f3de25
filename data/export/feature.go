package export

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"hexbeat/hotspot"
)

// Number is a float that JSON shows as null where it is undefined: NaN and
// infinities never leave the program. Defined values keep every digit.
type Number float64

// MarshalJSON writes the shortest text that reads back as the same number.
func (n Number) MarshalJSON() ([]byte, error) {
	f := float64(n)
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, f, 'g', -1, 64), nil
}

// Feature is one GeoJSON feature. A nil geometry is written as null, as RFC 7946
// asks for what has no place.
type Feature struct {
	ID         string
	Geometry   orb.Geometry
	Properties any
}

// MarshalJSON writes the feature with its members in the usual order.
func (f Feature) MarshalJSON() ([]byte, error) {
	out := struct {
		Type       string            `json:"type"`
		ID         string            `json:"id,omitempty"`
		Geometry   *geojson.Geometry `json:"geometry"`
		Properties any               `json:"properties"`
	}{Type: "Feature", ID: f.ID, Properties: f.Properties}
	if f.Geometry != nil {
		out.Geometry = geojson.NewGeometry(f.Geometry)
	}
	return json.Marshal(out)
}

// WriteCollection writes a FeatureCollection with the envelope's meta, one feature
// a line, so that two files can be compared by eye.
func WriteCollection(w io.Writer, meta any, features []Feature) error {
	head, err := json.Marshal(meta)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(`{"type":"FeatureCollection","meta":`)
	b.Write(head)
	b.WriteString(`,"features":[`)
	for i, f := range features {
		if i > 0 {
			b.WriteByte(',')
		}
		text, err := json.Marshal(f)
		if err != nil {
			return err
		}
		b.WriteByte('\n')
		b.Write(text)
	}
	b.WriteString("]}\n")
	_, err = w.Write(b.Bytes())
	return err
}

// Meta is the envelope's meta of an answer, as JSON shows it.
type Meta struct {
	hotspot.Meta
	WatchByChance Number `json:"watchByChance"`
	// Breaks are the highest counts of the first four of five steps of "how many".
	Breaks []int `json:"breaks,omitempty"`
}

// MetaOf is the meta of an answer without class limits.
func MetaOf(m hotspot.Meta) Meta {
	m.Categories, m.Excluded.Categories = listed(m.Categories), listed(m.Excluded.Categories)
	return Meta{Meta: m, WatchByChance: Number(m.WatchByChance)}
}

// Point is rounded to seven decimals, about a centimetre.
func Point(p orb.Point) orb.Point { return orb.Point{round7(p[0]), round7(p[1])} }

// Line is rounded to seven decimals.
func Line(l orb.LineString) orb.LineString {
	out := make(orb.LineString, len(l))
	for i, p := range l {
		out[i] = Point(p)
	}
	return out
}

// Area is rounded to seven decimals, its rings closed and wound as RFC 7946 asks:
// the outside anticlockwise, holes clockwise. Rings that rounding leaves with fewer
// than three corners drop out; an area without any is nil.
func Area(mp orb.MultiPolygon) orb.Geometry {
	var out orb.MultiPolygon
	for _, poly := range mp {
		var rings orb.Polygon
		for i, r := range poly {
			ring := roundRing(r)
			if len(ring) < 4 {
				if i == 0 {
					break // without an outside its holes are of nothing
				}
				continue
			}
			if (ring.Orientation() == orb.CCW) != (i == 0) {
				ring.Reverse()
			}
			rings = append(rings, ring)
		}
		if len(rings) > 0 {
			out = append(out, rings)
		}
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return out
}

func roundRing(r orb.Ring) orb.Ring {
	var out orb.Ring
	for _, p := range r {
		if q := Point(p); len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	if len(out) > 0 && out[0] != out[len(out)-1] {
		out = append(out, out[0])
	}
	return out
}

func round7(f float64) float64 { return math.Round(f*1e7) / 1e7 }
