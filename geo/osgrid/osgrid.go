// Package osgrid turns longitude and latitude into British National Grid eastings
// and northings and back, through Ordnance Survey's transformation OSTN15, and reads
// and writes grid references.
//
// Points in degrees are orb.Point{lon, lat} in ETRS89, which here stands for WGS 84:
// in Britain the two have drifted apart by less than a metre. Points on the grid are
// orb.Point{easting, northing} in metres. Results are within a millimetre of other
// implementations of OSTN15, and one way undoes the other to a tenth of a millimetre.
//
// The grid is the rectangle from 0, 0 to 700 km east and 1,250 km north. The figures
// hold a shift at every kilometre of it, at sea too, where they run out smoothly: so
// its edge is the only limit, and beyond it everything is refused with ErrOutside,
// never guessed. Ireland lies in the rectangle, but its maps use other grids.
//
// (c) Copyright and database rights Ordnance Survey Limited 2016, (c) Crown copyright
// and database rights Land & Property Services 2016 and/or (c) Ordnance Survey
// Ireland, 2016. All rights reserved. OSTN15 is used under the BSD 2-Clause licence;
// see NOTICE beside this file.
//
// Reference: Ordnance Survey, Transformations and OSGM15 user guide (2016); A guide
// to coordinate systems in Great Britain.
package osgrid

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

// ErrOutside is returned for a point that is not on the National Grid, and for one
// that is not a number.
var ErrOutside = errors.New("osgrid: outside the National Grid")

// The extent of the grid in metres, from 0, 0.
const (
	MaxEasting  = 700_000
	MaxNorthing = 1_250_000
)

// projection is the grid's own, on the ETRS89 ellipsoid; OSTN15 adds the rest.
var projection = geo.NewTransverseMercator(geo.GRS80, -2, 49, 0.9996012717, 400000, -100000)

// Contains reports whether an easting and northing in metres lie on the grid, its
// edges counted.
func Contains(en orb.Point) bool {
	return en[0] >= 0 && en[0] <= MaxEasting && en[1] >= 0 && en[1] <= MaxNorthing
}

// FromLonLat is the easting and northing of a point in degrees. Errors: ErrOutside.
func FromLonLat(p orb.Point) (en orb.Point, err error) {
	// A generous box first: on the far side of the earth the projection repeats itself.
	if !(p[0] >= -12 && p[0] <= 6 && p[1] >= 48 && p[1] <= 63) {
		return orb.Point{}, fmt.Errorf("%w: longitude %v, latitude %v", ErrOutside, p[0], p[1])
	}
	f, err := figures()
	if err != nil {
		return orb.Point{}, err
	}
	q := projection.Forward(p)
	s := f.at(q)
	en = orb.Point{q[0] + s[0], q[1] + s[1]}
	if !Contains(q) || !Contains(en) {
		return orb.Point{}, fmt.Errorf("%w: longitude %v, latitude %v", ErrOutside, p[0], p[1])
	}
	return en, nil
}

// ToLonLat is the point in degrees of an easting and northing. The shift is known
// where the point ends up, not where it starts, so it is found by iteration.
// Errors: ErrOutside.
func ToLonLat(en orb.Point) (orb.Point, error) {
	if !Contains(en) {
		return orb.Point{}, fmt.Errorf("%w: easting %v, northing %v", ErrOutside, en[0], en[1])
	}
	f, err := figures()
	if err != nil {
		return orb.Point{}, err
	}
	q := en
	for range 20 { // the shift changes by a few parts in 10,000: four rounds do
		s := f.at(q)
		next := orb.Point{en[0] - s[0], en[1] - s[1]}
		moved := math.Hypot(next[0]-q[0], next[1]-q[1])
		if q = next; moved < 1e-6 {
			break
		}
	}
	if !Contains(q) {
		return orb.Point{}, fmt.Errorf("%w: easting %v, northing %v", ErrOutside, en[0], en[1])
	}
	return projection.Inverse(q), nil
}
