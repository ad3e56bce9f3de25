package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Plane is a local plane in metres: transverse Mercator on WGS 84 with true scale
// on the meridian of its centre, x east and y north of the centre. At 25 km east
// or west of the centre lengths are 8 parts in a million too long.
type Plane struct{ tm TransverseMercator }

// NewPlane centres a plane on a point in degrees.
func NewPlane(centre orb.Point) Plane {
	return Plane{NewTransverseMercator(WGS84, centre[0], centre[1], 1, 0, 0)}
}

// PlaneFor centres a plane on the middle of a box of degrees.
func PlaneFor(b orb.Bound) Plane { return NewPlane(b.Center()) }

// Metres turns degrees into metres east and north of the centre.
func (p Plane) Metres(pt orb.Point) orb.Point { return p.tm.Forward(pt) }

// Degrees turns metres east and north of the centre into degrees.
func (p Plane) Degrees(pt orb.Point) orb.Point { return p.tm.Inverse(pt) }

// Ring projects a ring of degrees to metres.
func (p Plane) Ring(r orb.Ring) orb.Ring {
	out := make(orb.Ring, len(r))
	for i, pt := range r {
		out[i] = p.Metres(pt)
	}
	return out
}

// Line projects a line of degrees to metres.
func (p Plane) Line(l orb.LineString) orb.LineString {
	return orb.LineString(p.Ring(orb.Ring(l)))
}

// MultiPolygon projects an area of degrees to metres.
func (p Plane) MultiPolygon(mp orb.MultiPolygon) orb.MultiPolygon {
	out := make(orb.MultiPolygon, len(mp))
	for i, poly := range mp {
		out[i] = make(orb.Polygon, len(poly))
		for j, r := range poly {
			out[i][j] = p.Ring(r)
		}
	}
	return out
}

// AreaM2 is the area of a multi-polygon given in degrees, holes taken out, in
// square metres. An empty or degenerate geometry has area 0.
func (p Plane) AreaM2(mp orb.MultiPolygon) float64 {
	var sum float64
	for _, poly := range mp {
		for i, r := range poly {
			a := math.Abs(ringAreaM2(p.Ring(r)))
			if i > 0 {
				a = -a
			}
			sum += a
		}
	}
	return math.Max(sum, 0)
}

// DistanceM is the straight distance between two points in degrees, in metres.
// Use it within one study area; it is not a great-circle distance.
func (p Plane) DistanceM(a, b orb.Point) float64 {
	u, v := p.Metres(a), p.Metres(b)
	return math.Hypot(u[0]-v[0], u[1]-v[1])
}

// ringAreaM2 is the signed shoelace area, positive for anticlockwise rings. It
// is taken about the ring's first point so that large coordinates cancel.
func ringAreaM2(r orb.Ring) float64 {
	if len(r) < 3 {
		return 0
	}
	o, sum := r[0], 0.0
	for i := 1; i+1 < len(r); i++ {
		sum += (r[i][0]-o[0])*(r[i+1][1]-o[1]) - (r[i+1][0]-o[0])*(r[i][1]-o[1])
	}
	return sum / 2
}
