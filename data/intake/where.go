package intake

import (
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake/internal/crs"
	"hexbeat/geo/osgrid"
)

// The coordinate systems read.
const (
	wgs84      = crs.WGS84
	nationGrid = crs.NationalGrid
)

// ParseCRS reads the name of a coordinate system. Errors: ErrUsage.
func ParseCRS(s string) (string, error) { return crs.Parse(s) }

// toDegrees turns a point as given into longitude and latitude.
func toDegrees(p orb.Point, system string) (orb.Point, error) { return crs.ToDegrees(p, system) }

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
	if in.Located {
		in.Fix = r.cols.p.PointFix()
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
