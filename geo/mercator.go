package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Ellipsoid is the figure of the earth a projection works on.
type Ellipsoid struct {
	A float64 // semi-major axis, metres
	F float64 // flattening
}

// The two ellipsoids in use. They differ by 0.1 mm at the pole.
var (
	WGS84 = Ellipsoid{A: 6378137, F: 1 / 298.257223563}
	GRS80 = Ellipsoid{A: 6378137, F: 1 / 298.257222101}
)

// TransverseMercator is the projection behind both the local plane and National
// Grid. It uses Krueger's series in the third flattening n to the sixth order:
//
//	xi + i eta = xi' + i eta' + sum alpha_j sin 2j(xi' + i eta')
//
// which is right to well under a millimetre within 3,000 km of the central meridian.
//
// Source: Karney, Transverse Mercator with an accuracy of a few nanometers,
// J. Geodesy 85 (2011), eqs. 7-36.
type TransverseMercator struct {
	ellipsoid    Ellipsoid
	lon0         float64 // radians
	k0, fe, fn   float64
	e            float64 // first eccentricity
	rectifying   float64 // A in Karney: radius of the circle with the meridian's length, times k0
	alpha, beta  [6]float64
	originNorthM float64
}

// NewTransverseMercator places the true origin at (lon0, lat0) in degrees, with
// scale k0 on the central meridian and the false origin (fe, fn) in metres.
func NewTransverseMercator(el Ellipsoid, lon0, lat0, k0, fe, fn float64) TransverseMercator {
	n := el.F / (2 - el.F)
	n2, n3, n4, n5, n6 := n*n, n*n*n, n*n*n*n, n*n*n*n*n, n*n*n*n*n*n
	t := TransverseMercator{
		ellipsoid: el, lon0: lon0 * math.Pi / 180, k0: k0, fe: fe, fn: fn,
		e:          math.Sqrt(el.F * (2 - el.F)),
		rectifying: k0 * el.A / (1 + n) * (1 + n2/4 + n4/64 + n6/256),
		alpha: [6]float64{
			n/2 - 2*n2/3 + 5*n3/16 + 41*n4/180 - 127*n5/288 + 7891*n6/37800,
			13*n2/48 - 3*n3/5 + 557*n4/1440 + 281*n5/630 - 1983433*n6/1935360,
			61*n3/240 - 103*n4/140 + 15061*n5/26880 + 167603*n6/181440,
			49561*n4/161280 - 179*n5/168 + 6601661*n6/7257600,
			34729*n5/80640 - 3418889*n6/1995840,
			212378941 * n6 / 319334400,
		},
		beta: [6]float64{
			n/2 - 2*n2/3 + 37*n3/96 - n4/360 - 81*n5/512 + 96199*n6/604800,
			n2/48 + n3/15 - 437*n4/1440 + 46*n5/105 - 1118711*n6/3870720,
			17*n3/480 - 37*n4/840 - 209*n5/4480 + 5569*n6/90720,
			4397*n4/161280 - 11*n5/504 - 830251*n6/7257600,
			4583*n5/161280 - 108847*n6/3991680,
			20648693 * n6 / 638668800,
		},
	}
	t.originNorthM = t.rectifying * t.rectifyingAngle(lat0*math.Pi/180)
	return t
}

// Forward turns (lon, lat) in degrees into (easting, northing) in metres.
func (t TransverseMercator) Forward(p orb.Point) orb.Point {
	xi, eta := t.conformal(p[1]*math.Pi/180, p[0]*math.Pi/180-t.lon0)
	x, y := eta, xi
	for j, a := range t.alpha {
		k := float64(2 * (j + 1))
		y += a * math.Sin(k*xi) * math.Cosh(k*eta)
		x += a * math.Cos(k*xi) * math.Sinh(k*eta)
	}
	return orb.Point{t.fe + t.rectifying*x, t.fn + t.rectifying*y - t.originNorthM}
}

// Inverse turns (easting, northing) in metres into (lon, lat) in degrees.
func (t TransverseMercator) Inverse(p orb.Point) orb.Point {
	eta := (p[0] - t.fe) / t.rectifying
	xi := (p[1] - t.fn + t.originNorthM) / t.rectifying
	x, y := eta, xi
	for j, b := range t.beta {
		k := float64(2 * (j + 1))
		y -= b * math.Sin(k*xi) * math.Cosh(k*eta)
		x -= b * math.Cos(k*xi) * math.Sinh(k*eta)
	}
	tauPrime := math.Sin(y) / math.Hypot(math.Sinh(x), math.Cos(y))
	lon := t.lon0 + math.Atan2(math.Sinh(x), math.Cos(y))
	return orb.Point{lon * 180 / math.Pi, math.Atan(t.geographic(tauPrime)) * 180 / math.Pi}
}

// conformal is the point on the conformal sphere's transverse Mercator plane.
func (t TransverseMercator) conformal(lat, dlon float64) (xi, eta float64) {
	tau := math.Tan(lat)
	sigma := math.Sinh(t.e * math.Atanh(t.e*tau/math.Hypot(1, tau)))
	tp := tau*math.Hypot(1, sigma) - sigma*math.Hypot(1, tau)
	return math.Atan2(tp, math.Cos(dlon)), math.Asinh(math.Sin(dlon) / math.Hypot(tp, math.Cos(dlon)))
}

// geographic finds tan(latitude) from the tangent of the conformal latitude by
// Newton's method, which converges to rounding in three steps.
func (t TransverseMercator) geographic(tauPrime float64) float64 {
	e2 := t.e * t.e
	tau := tauPrime / (1 - e2)
	for range 5 {
		sigma := math.Sinh(t.e * math.Atanh(t.e*tau/math.Hypot(1, tau)))
		tp := tau*math.Hypot(1, sigma) - sigma*math.Hypot(1, tau)
		tau += (tauPrime - tp) / math.Hypot(1, tp) *
			(1 + (1-e2)*tau*tau) / ((1 - e2) * math.Hypot(1, tau))
	}
	return tau
}

func (t TransverseMercator) rectifyingAngle(lat float64) float64 {
	xi, _ := t.conformal(lat, 0)
	y := xi
	for j, a := range t.alpha {
		y += a * math.Sin(float64(2*(j+1))*xi)
	}
	return y
}
