// Package crs knows the coordinate systems that files come in: how they are called,
// how a .prj describes them, and the way from each to degrees.
//
// Points are orb.Point{x, y}: longitude before latitude, easting before northing,
// whatever order a definition gives its axes in. A system goes by its EPSG name,
// "EPSG:27700". Longitude and latitude in ETRS89 count as WGS 84: in Britain the two
// have drifted apart by less than a metre. What is outside a system is refused with
// ErrOutside, what is not known with fault.ErrUsage; nothing is guessed.
package crs

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/geo/osgrid"
)

// The coordinate systems read.
const (
	WGS84        = "EPSG:4326"
	NationalGrid = "EPSG:27700"
	WebMercator  = "EPSG:3857"
)

// ErrOutside is returned for a point that its coordinate system does not reach.
var ErrOutside = errors.New("crs: outside the coordinate system")

// codes are the numbers under which registers list the systems: EPSG's own, and those
// that older software gave to Web Mercator.
var codes = map[string]string{
	"4326": WGS84, "CRS84": WGS84, "4258": WGS84,
	"27700": NationalGrid,
	"3857":  WebMercator, "900913": WebMercator, "102100": WebMercator, "102113": WebMercator, "3785": WebMercator,
}

// Parse reads the name of a coordinate system: "EPSG:27700", "27700",
// "urn:ogc:def:crs:EPSG::27700", "http://www.opengis.net/def/crs/EPSG/0/27700",
// "urn:ogc:def:crs:OGC:1.3:CRS84". Nothing is nothing. Errors: fault.ErrUsage.
func Parse(s string) (string, error) {
	n := strings.ToUpper(strings.TrimSpace(s))
	if n == "" {
		return "", nil
	}
	code := n[strings.LastIndexAny(n, ":/#")+1:]
	if known, ok := codes[strings.TrimSuffix(code, ".XML")]; ok {
		return known, nil
	}
	return "", fmt.Errorf("%w: coordinate system %q; this version reads EPSG:4326, EPSG:27700 and EPSG:3857", fault.ErrUsage, s)
}

// mercatorEdgeM is half the width of the Web Mercator square, in its metres.
const mercatorEdgeM = math.Pi * 6378137

// ToDegrees turns a point as given into longitude and latitude. Errors: ErrOutside.
func ToDegrees(p orb.Point, system string) (orb.Point, error) {
	switch system {
	case NationalGrid:
		q, err := osgrid.ToLonLat(p)
		if err != nil {
			return p, fmt.Errorf("%w: easting %v, northing %v is not on the National Grid", ErrOutside, p[0], p[1])
		}
		return q, nil
	case WebMercator:
		if !(math.Abs(p[0]) <= mercatorEdgeM+1 && math.Abs(p[1]) <= mercatorEdgeM+1) {
			return p, fmt.Errorf("%w: (%v, %v) is not on the Web Mercator map", ErrOutside, p[0], p[1])
		}
		p = project.Mercator.ToWGS84(p)
		p[0] = max(-180, min(180, p[0]))
	}
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		return p, fmt.Errorf("%w: (%v, %v) is not on the globe", ErrOutside, p[0], p[1])
	}
	return p, nil
}
