package crs

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"hexbeat/data/intake/internal/fault"
)

// FromWKT tells which system a definition in WKT describes: the content of a .prj
// file, or of a GeoPackage's table of systems. The register's number counts where one
// is given; without it, as in ESRI's files, the projection and its parameters do.
// Definitions call the National Grid by many names, so the name alone proves nothing.
// Errors: fault.ErrUsage, with the name that the definition gives itself.
func FromWKT(wkt string) (string, error) {
	n, err := parseWKT(wkt)
	if err != nil {
		return "", fmt.Errorf("%w: %w", fault.ErrUsage, err)
	}
	system := identify(&n, 0)
	if system == "" {
		return "", fmt.Errorf("%w: coordinate system %q; this version reads EPSG:4326, EPSG:27700 and EPSG:3857", fault.ErrUsage, n.name())
	}
	return system, nil
}

func identify(n *node, level int) string {
	switch n.key {
	case "COMPD_CS", "COMPOUNDCRS", "BOUNDCRS", "SOURCECRS": // the map below heights or shifts
		if inner := n.child("PROJCS", "PROJCRS", "PROJECTEDCRS", "GEOGCS", "GEOGCRS", "GEODCRS", "SOURCECRS"); inner != nil && level < 3 {
			return identify(inner, level+1)
		}
		return ""
	}
	if system, given := registered(n); given {
		return system
	}
	switch n.key {
	case "GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS", "GEODETICCRS":
		if d := datum(n); (d == wgs84Datum || d == etrs89Datum) && greenwich(n) && inDegrees(n) {
			return WGS84
		}
	case "PROJCS", "PROJCRS", "PROJECTEDCRS":
		return projected(n)
	}
	return ""
}

// registered is the system under the number a definition gives itself. A number that
// is none of ours is another system, whatever the rest looks like.
func registered(n *node) (system string, given bool) {
	id := n.child("AUTHORITY", "ID")
	if id == nil || len(id.atoms) < 2 {
		return "", false
	}
	return codes[strings.ToUpper(id.atoms[1])], true
}

const (
	wgs84Datum  = "wgs84"
	etrs89Datum = "etrs89"
	osgbDatum   = "osgb36"
)

// datum is the datum of a geographic system, by one name for each of ours.
func datum(geographic *node) string {
	d := geographic.child("DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF")
	if d == nil {
		return ""
	}
	switch s := plain(strings.TrimPrefix(strings.ToUpper(d.name()), "D_")); s {
	case "wgs1984", "wgs84", "worldgeodeticsystem1984", "worldgeodeticsystem1984ensemble":
		return wgs84Datum
	case "etrs1989", "etrs89", "europeanterrestrialreferencesystem1989", "europeanterrestrialreferencesystem1989ensemble":
		return etrs89Datum
	case "osgb1936", "osgb36", "ordnancesurveyofgreatbritain1936":
		return osgbDatum
	}
	return ""
}

// plain is a name without case, blanks and marks, in which writers differ.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

func greenwich(geographic *node) bool {
	p := geographic.child("PRIMEM", "PRIMEMERIDIAN")
	return p == nil || len(p.atoms) < 2 || isNumber(p.atoms[1], 0)
}

func inDegrees(geographic *node) bool {
	u := geographic.child("UNIT", "ANGLEUNIT")
	return u == nil || len(u.atoms) > 1 && isNumber(u.atoms[1], math.Pi/180)
}

func inMetres(projected *node) bool {
	u := projected.child("UNIT", "LENGTHUNIT")
	return u == nil || len(u.atoms) > 1 && isNumber(u.atoms[1], 1)
}

// isNumber allows for the digits that writers cut off: a part in 1,000 million is a
// millimetre in the length of Britain.
func isNumber(s string, want float64) bool {
	f, err := strconv.ParseFloat(s, 64)
	return err == nil && math.Abs(f-want) <= 1e-9*max(1, math.Abs(want))
}

// nationalGrid are the parameters of the British National Grid, each under its names in
// WKT 1 and in WKT 2.
var nationalGrid = map[string]float64{
	"latitudeoforigin": 49, "latitudeofnaturalorigin": 49,
	"centralmeridian": -2, "longitudeofnaturalorigin": -2,
	"scalefactor": 0.9996012717, "scalefactoratnaturalorigin": 0.9996012717,
	"falseeasting": 400000, "falsenorthing": -100000,
}

func projected(n *node) string {
	geographic := n.child("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS")
	if geographic == nil || !greenwich(geographic) || !inMetres(n) {
		return ""
	}
	in := n
	if c := n.child("CONVERSION"); c != nil {
		in = c
	}
	method := in.child("PROJECTION", "METHOD")
	if method == nil {
		return ""
	}
	switch kind, d := plain(method.name()), datum(geographic); {
	case kind == "transversemercator" && d == osgbDatum:
		if allParameters(in, 5, nationalGrid) {
			return NationalGrid
		}
	case kind == "mercatorauxiliarysphere" && d == wgs84Datum, kind == "popularvisualisationpseudomercator" && d == wgs84Datum,
		kind == "mercator1sp" && d == wgs84Datum && onSphere(n):
		if atOrigin(in) {
			return WebMercator
		}
	}
	return ""
}

// allParameters reports whether there are n parameters and each has the value wanted.
func allParameters(in *node, n int, want map[string]float64) bool {
	for _, p := range in.kids {
		if p.key != "PARAMETER" {
			continue
		}
		value, known := want[plain(p.name())]
		if !known || len(p.atoms) < 2 || !isNumber(p.atoms[1], value) {
			return false
		}
		n--
	}
	return n == 0
}

// onSphere tells Web Mercator from Mercator on the ellipsoid, which older definitions
// call alike: the first carries its sphere in an extension.
func onSphere(n *node) bool {
	e := n.child("EXTENSION")
	return e != nil && len(e.atoms) > 1 && strings.Contains(e.atoms[1], "+a=6378137 +b=6378137")
}

// atOrigin reports whether every parameter is nought and the scale is one.
func atOrigin(in *node) bool {
	for _, p := range in.kids {
		if p.key != "PARAMETER" {
			continue
		}
		want := 0.0
		if strings.HasPrefix(plain(p.name()), "scalefactor") {
			want = 1
		}
		if len(p.atoms) < 2 || !isNumber(p.atoms[1], want) {
			return false
		}
	}
	return true
}
