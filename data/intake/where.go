package intake

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"hexbeat/data"
	"hexbeat/geo/osgrid"
)

// The coordinate systems read.
const (
	wgs84       = "EPSG:4326"
	nationGrid  = "EPSG:27700"
	webMercator = "EPSG:3857"
)

// ParseCRS reads the name of a coordinate system. Errors: ErrUsage.
func ParseCRS(s string) (string, error) {
	n := strings.ToUpper(strings.TrimSpace(s))
	switch {
	case n == "", n == wgs84, n == nationGrid, n == webMercator:
		return n, nil
	case strings.HasSuffix(n, "CRS84"), strings.HasSuffix(n, ":4326"):
		return wgs84, nil
	case strings.HasSuffix(n, ":27700"):
		return nationGrid, nil
	case strings.HasSuffix(n, ":3857"):
		return webMercator, nil
	}
	return "", fmt.Errorf("%w: coordinate system %q; this version reads EPSG:4326, EPSG:27700 and EPSG:3857", ErrUsage, s)
}

// toDegrees turns a point as given into longitude and latitude.
func toDegrees(p orb.Point, crs string) (orb.Point, error) {
	switch crs {
	case nationGrid:
		return osgrid.ToLonLat(p)
	case webMercator:
		p = project.Mercator.ToWGS84(p)
	}
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		return p, fmt.Errorf("(%v, %v) is not on the globe", p[0], p[1])
	}
	return p, nil
}

// number reads a finite number.
func number(s string) (float64, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

// where reads the point and the place's name.
func (r *row) where(in *data.Incident) (f *Fault) {
	if in.Given, in.Point, in.GivenCRS, in.Located, f = r.point(); f != nil {
		return f
	}
	if loc := r.get("location"); !strings.EqualFold(loc, "no location") {
		in.Location = loc
	}
	return nil
}

// point finds a row's point. located is false for blanks and for (0, 0), which is
// what systems write when they mean nothing.
func (r *row) point() (given, point orb.Point, crs string, located bool, fault *Fault) {
	x, y, crs := "lon", "lat", wgs84
	switch {
	case r.has("easting"):
		x, y, crs = "easting", "northing", nationGrid
	case r.has("gridref") && !r.has("lon"):
		return r.gridref()
	}
	if r.crs != "" {
		crs = r.crs
	}
	xs, ys := r.get(x), r.get(y)
	if xs == "" && ys == "" {
		return given, point, crs, false, nil
	}
	xv, okX := number(xs)
	if !okX {
		return given, point, crs, false, r.fault(x, "coordinate is not a number", xs, "write a plain number, or leave both coordinates blank")
	}
	yv, okY := number(ys)
	if !okY {
		return given, point, crs, false, r.fault(y, "coordinate is not a number", ys, "write a plain number, or leave both coordinates blank")
	}
	given = orb.Point{xv, yv}
	if xv == 0 && yv == 0 {
		return given, point, crs, false, nil
	}
	if crs == wgs84 {
		if f := r.degrees(x, y, given); f != nil {
			return given, point, crs, false, f
		}
		return given, given, crs, true, nil
	}
	point, err := toDegrees(given, crs)
	if err != nil {
		return given, point, crs, false, r.fault(x, "point outside its coordinate system", err.Error(), "check --crs and the order of the columns")
	}
	return given, point, crs, true, nil
}

func (r *row) degrees(x, y string, p orb.Point) *Fault {
	switch {
	case math.Abs(p[1]) > 90:
		return r.fault(y, "latitude out of range", r.get(y), "write degrees between -90 and 90; metres belong in easting and northing")
	case math.Abs(p[0]) > 180:
		return r.fault(x, "longitude out of range", r.get(x), "write degrees between -180 and 180; metres belong in easting and northing")
	case p[0] > 48 && p[0] < 62 && p[1] > -12 && p[1] < 4:
		return r.fault(x, "longitude and latitude look swapped", r.get(x)+", "+r.get(y), "swap them with --map lon=... --map lat=...")
	}
	return nil
}

func (r *row) gridref() (given, point orb.Point, crs string, located bool, fault *Fault) {
	text := r.get("gridref")
	if text == "" {
		return given, point, nationGrid, false, nil
	}
	given, _, err := osgrid.Parse(text)
	if err == nil {
		point, err = osgrid.ToLonLat(given)
	}
	if err != nil {
		return given, point, nationGrid, false, r.fault("gridref", "grid reference not understood", text, "write it like TQ 3280 8130")
	}
	return given, point, nationGrid, true, nil
}
