package crs_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/fault"
)

func TestParse(t *testing.T) {
	for name, want := range map[string]string{
		"":                               "",
		"EPSG:4326":                      crs.WGS84,
		" epsg:27700 ":                   crs.NationalGrid,
		"27700":                          crs.NationalGrid,
		"urn:ogc:def:crs:EPSG::27700":    crs.NationalGrid,
		"urn:ogc:def:crs:EPSG:6.9:27700": crs.NationalGrid,
		"http://www.opengis.net/def/crs/EPSG/0/27700":   crs.NationalGrid,
		"http://www.opengis.net/gml/srs/epsg.xml#27700": crs.NationalGrid,
		"urn:ogc:def:crs:OGC:1.3:CRS84":                 crs.WGS84,
		"http://www.opengis.net/def/crs/OGC/1.3/CRS84":  crs.WGS84,
		"EPSG:4258":   crs.WGS84,
		"EPSG:3857":   crs.WebMercator,
		"EPSG:900913": crs.WebMercator,
	} {
		if got, err := crs.Parse(name); err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", name, got, err, want)
		}
	}
	for _, name := range []string{"EPSG:4277", "EPSG:127700", "EPSG:32630", "OSGB", "x:"} {
		if got, err := crs.Parse(name); !errors.Is(err, fault.ErrUsage) || !strings.Contains(err.Error(), name) {
			t.Errorf("%q: got %q, %v", name, got, err)
		}
	}
}

// Web Mercator by EPSG's method 1024 worked out apart; the grid point is Ordnance
// Survey's worked example of OSTN15, in its guide to coordinate systems.
func TestToDegrees(t *testing.T) {
	for _, c := range []struct {
		system  string
		p, want orb.Point
		withinM float64
	}{
		{crs.WGS84, orb.Point{-0.1, 51.5}, orb.Point{-0.1, 51.5}, 0},
		{crs.WebMercator, orb.Point{-11131.949079327358, 6710219.083220741}, orb.Point{-0.1, 51.5}, 0.001},
		{crs.WebMercator, orb.Point{20037508.342789244, 0}, orb.Point{180, 0}, 0.001},
		{crs.NationalGrid, orb.Point{651409.804, 313177.450}, orb.Point{1.716073973, 52.658007833}, 0.01}, // OS, worked example of OSTN15
	} {
		got, err := crs.ToDegrees(c.p, c.system)
		if off := math.Hypot(got[0]-c.want[0], got[1]-c.want[1]) * 111_320; err != nil || !(off <= c.withinM) {
			t.Errorf("%s %v: got %v, %v, want %v: %.4f m off", c.system, c.p, got, err, c.want, off)
		}
	}
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		system string
		p      orb.Point
	}{
		{crs.WGS84, orb.Point{181, 0}}, {crs.WGS84, orb.Point{0, nan}}, {crs.WGS84, orb.Point{inf, 0}},
		{crs.WebMercator, orb.Point{2.1e7, 0}}, {crs.WebMercator, orb.Point{0, nan}}, {crs.WebMercator, orb.Point{0, -2.1e7}},
		{crs.NationalGrid, orb.Point{-1, 0}}, {crs.NationalGrid, orb.Point{nan, 0}}, {crs.NationalGrid, orb.Point{0, 1.3e6}},
	} {
		if got, err := crs.ToDegrees(c.p, c.system); !errors.Is(err, crs.ErrOutside) {
			t.Errorf("%s %v: got %v, %v", c.system, c.p, got, err)
		}
	}
}

func TestLook(t *testing.T) {
	box := func(w, s, e, n float64) orb.Bound { return orb.Bound{Min: orb.Point{w, s}, Max: orb.Point{e, n}} }
	for _, c := range []struct {
		name, system string
		b            orb.Bound
		reason, hint string // parts; both empty for no doubt
	}{
		{"London", crs.WGS84, box(-0.5, 51.3, 0.3, 51.7), "", ""},
		{"Mexico", crs.WGS84, box(-99.3, 19, -99, 19.6), "", ""},
		{"London, latitude first", crs.WGS84, box(51.3, -0.5, 51.7, 0.3), "swapped", "latitudes before longitudes"},
		{"Mexico, latitude first", crs.WGS84, box(19, -99.3, 19.6, -99), "swapped", "swap them"},
		{"National Grid unnamed", crs.WGS84, box(532000, 181000, 533000, 182000), "not degrees", "EPSG:27700"},
		{"Web Mercator unnamed", crs.WGS84, box(-12000, 6710000, -11000, 6711000), "not degrees", "EPSG:3857"},
		{"something else", crs.WGS84, box(1e7, 1e7, 2e7, 2e7), "not degrees", "--crs"},
		{"not a number", crs.WGS84, box(math.NaN(), 51, 1, 52), "not degrees", "--crs"},
		{"the grid", crs.NationalGrid, box(532000, 181000, 533000, 182000), "", ""},
		{"degrees called grid", crs.NationalGrid, box(0.01, 51.3, 0.3, 51.7), "degrees, not metres", "EPSG:4326"},
		{"Caithness, northing first", crs.NationalGrid, box(960000, 330000, 970000, 340000), "swapped", "northings before eastings"},
		{"off the grid", crs.NationalGrid, box(-100000, 181000, 533000, 182000), "outside", "--crs"},
		{"Mercator", crs.WebMercator, box(-12000, 6710000, -11000, 6711000), "", ""},
		{"degrees called Mercator", crs.WebMercator, box(-0.5, 51.3, 0.3, 51.7), "degrees, not metres", "EPSG:4326"},
		{"off the map", crs.WebMercator, box(0, 0, 3e7, 1), "outside", "--crs"},
	} {
		got := crs.Look(c.b, c.system)
		if (got == nil) != (c.reason == "") || got != nil && (!strings.Contains(got.Reason, c.reason) || !strings.Contains(got.Hint, c.hint)) {
			t.Errorf("%s: got %+v, want %q, %q", c.name, got, c.reason, c.hint)
		}
	}
}
