package crs

import (
	"github.com/paulmach/orb"
)

// Doubt is why numbers are not what their system says, in words that can be counted,
// and what to do about it.
type Doubt struct {
	Reason string
	Hint   string
}

var (
	degrees      = box(-180, -90, 180, 90)
	turned       = box(-90, -180, 90, 180)        // latitude before longitude
	turnedLand   = box(48, -12, 62, 4)            // Britain, latitude first: the sea off Somalia
	grid         = box(0, 0, 700_000, 1_250_000)  // metres
	turnedGrid   = box(0, 0, 1_250_000, 700_000)  // northing before easting
	nearMercator = box(-1.4e6, 6.1e6, 0.5e6, 9e6) // Britain, in Web Mercator's metres
)

func box(w, s, e, n float64) orb.Bound {
	return orb.Bound{Min: orb.Point{w, s}, Max: orb.Point{e, n}}
}

// within is false for what is not a number.
func within(b, outer orb.Bound) bool {
	return b.Min[0] >= outer.Min[0] && b.Min[1] >= outer.Min[1] && b.Max[0] <= outer.Max[0] && b.Max[1] <= outer.Max[1]
}

// Look tells whether the numbers of one feature can be what their system says; b is
// the box around them, as given. It returns nil where nothing speaks against it, and
// never turns anything round by itself.
func Look(b orb.Bound, system string) *Doubt {
	switch system {
	case NationalGrid:
		return lookMetres(b, grid, turnedGrid, "eastings and northings look swapped", "the file has northings before eastings: swap them and import it again")
	case WebMercator:
		return lookMetres(b, box(-mercatorEdgeM-1, -mercatorEdgeM-1, mercatorEdgeM+1, mercatorEdgeM+1), orb.Bound{Min: orb.Point{1, 1}}, "", "")
	}
	swapped := &Doubt{"longitude and latitude look swapped", "the file has latitudes before longitudes: swap them and import it again"}
	switch {
	case within(b, turnedLand):
		return swapped
	case within(b, degrees):
		return nil
	case within(b, turned):
		return swapped
	case within(b, nearMercator):
		return &Doubt{"the numbers are not degrees", "they look like metres of Web Mercator: name the system with --crs EPSG:3857"}
	case within(b, grid):
		return &Doubt{"the numbers are not degrees", "they look like metres of the National Grid: name the system with --crs EPSG:27700"}
	}
	return &Doubt{"the numbers are not degrees", "name the coordinate system with --crs"}
}

func lookMetres(b, extent, swapped orb.Bound, reason, hint string) *Doubt {
	switch {
	case within(b, degrees):
		return &Doubt{"the numbers are degrees, not metres", "the file's coordinate system is named wrongly: give --crs EPSG:4326 if they are longitude and latitude"}
	case within(b, extent):
		return nil
	case within(b, swapped):
		return &Doubt{reason, hint}
	}
	return &Doubt{"outside its coordinate system", "check the system that the file names, or give the right one with --crs"}
}

// PlainlyDegrees reports whether numbers whose system nobody named can only be degrees:
// in any grid of metres they would lie in one street at its corner.
func PlainlyDegrees(b orb.Bound) bool { return within(b, degrees) }
