package boundary

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// placemark is one feature of a KML document. Elements go by their names whatever
// namespace they are written in: there are several of KML's.
type placemark struct {
	Name        string `xml:"name"`
	Description string `xml:"description"`
	Data        []struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value"`
	} `xml:"ExtendedData>Data"`
	SimpleData []struct {
		Name  string `xml:"name,attr"`
		Value string `xml:",chardata"`
	} `xml:"ExtendedData>SchemaData>SimpleData"`
	kmlGeometry
}

// properties are what a placemark says of itself. What a schema names comes before the
// name that is shown on the map.
func (p *placemark) properties() map[string]any {
	out := map[string]any{}
	put := func(name, value string) {
		if name != "" {
			out[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	for name, text := range map[string]string{"name": p.Name, "description": p.Description} {
		if text != "" {
			put(name, text)
		}
	}
	for _, d := range p.Data {
		put(d.Name, d.Value)
	}
	for _, d := range p.SimpleData {
		put(d.Name, d.Value)
	}
	return out
}

// kmlGeometry is a placemark's geometry, or what a MultiGeometry is made of.
type kmlGeometry struct {
	Points   []kmlLine     `xml:"Point"`
	Lines    []kmlLine     `xml:"LineString"`
	Rings    []kmlLine     `xml:"LinearRing"`
	Polygons []kmlPolygon  `xml:"Polygon"`
	Multi    []kmlGeometry `xml:"MultiGeometry"`
}

type kmlLine struct {
	Coordinates string `xml:"coordinates"`
}

type kmlPolygon struct {
	Outer []kmlLine `xml:"outerBoundaryIs>LinearRing"`
	Inner []kmlLine `xml:"innerBoundaryIs>LinearRing"`
}

// geometry is one geometry of n points: of one kind where all parts are, nil where
// there is none.
func (k *kmlGeometry) geometry(level int) (g orb.Geometry, n int, err error) {
	var all orb.Collection
	if level > 8 {
		return nil, 0, errors.New("a MultiGeometry is nested too deeply")
	}
	for _, p := range k.Points {
		pts, err := p.points(&n)
		if err != nil {
			return nil, n, err
		}
		for _, q := range pts {
			all = append(all, q)
		}
	}
	for _, l := range append(k.Lines, k.Rings...) {
		pts, err := l.points(&n)
		if err != nil {
			return nil, n, err
		}
		all = append(all, orb.LineString(pts))
	}
	for _, p := range k.Polygons {
		poly, err := p.polygon(&n)
		if err != nil {
			return nil, n, err
		}
		all = append(all, poly)
	}
	for i := range k.Multi {
		part, m, err := k.Multi[i].geometry(level + 1)
		n += m
		if err != nil {
			return nil, n, err
		}
		if part != nil {
			all = append(all, part)
		}
	}
	return simplest(all), n, nil
}

// simplest is nil for no part, the part where there is one, and a multi-polygon where
// all parts are polygons.
func simplest(all orb.Collection) orb.Geometry {
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	var mp orb.MultiPolygon
	for _, g := range all {
		switch g := g.(type) {
		case orb.Polygon:
			mp = append(mp, g)
		case orb.MultiPolygon:
			mp = append(mp, g...)
		default:
			return all
		}
	}
	return mp
}

func (p *kmlPolygon) polygon(n *int) (orb.Polygon, error) {
	if len(p.Outer) != 1 {
		return nil, fmt.Errorf("a polygon has %d outer boundaries, where it has one", len(p.Outer))
	}
	var out orb.Polygon
	for _, l := range append(p.Outer, p.Inner...) {
		pts, err := l.points(n)
		if err != nil {
			return nil, err
		}
		out = append(out, orb.Ring(pts))
	}
	return out, nil
}

var errTuple = errors.New("a place is not longitude,latitude or longitude,latitude,height")

// points reads a list of places, which have blanks between them and none in them. It
// adds to n how many they are, and stops at the limit.
func (l *kmlLine) points(n *int) ([]orb.Point, error) {
	var out []orb.Point
	for tuple := range strings.FieldsSeq(l.Coordinates) {
		if *n++; *n > MaxFeaturePoints {
			return nil, errors.New("too many points")
		}
		x, rest, ok := strings.Cut(tuple, ",")
		y, z, high := strings.Cut(rest, ",")
		lon, errX := strconv.ParseFloat(x, 64)
		lat, errY := strconv.ParseFloat(y, 64)
		if !ok || errX != nil || errY != nil {
			return nil, errTuple
		}
		if high {
			if _, err := strconv.ParseFloat(z, 64); err != nil && z != "" {
				return nil, errTuple
			}
		}
		out = append(out, orb.Point{lon, lat})
	}
	return out, nil
}
