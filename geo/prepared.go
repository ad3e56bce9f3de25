package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Prepared is an area made ready for many points: where Locate looks at every edge,
// it looks at a number that grows with the logarithm of their count. Its answers
// are those of Locate. It is immutable and safe for concurrent use.
type Prepared struct {
	polygons []preparedPolygon
	bound    orb.Bound
}

type preparedPolygon struct {
	bound orb.Bound
	rings []chain
}

// Prepare indexes an area's edges. It keeps its own copy of the geometry.
func Prepare(mp orb.MultiPolygon) *Prepared {
	a := &Prepared{bound: mp.Bound()}
	for _, poly := range mp {
		p := preparedPolygon{bound: poly.Bound()}
		for _, r := range poly {
			p.rings = append(p.rings, newChain(r))
		}
		a.polygons = append(a.polygons, p)
	}
	return a
}

// Bound is the box around the area. It is empty (Min greater than Max) for an empty
// area.
func (a *Prepared) Bound() orb.Bound { return a.bound }

// Contains reports whether the point is inside the area or on its line.
func (a *Prepared) Contains(p orb.Point) bool { return a.Locate(p) != Outside }

// Locate places a point relative to the area, exactly. See the function Locate.
func (a *Prepared) Locate(p orb.Point) Side {
	if !finite(p) {
		return Outside
	}
	best := Outside
	for i := range a.polygons {
		poly := &a.polygons[i]
		if !poly.bound.Contains(p) {
			continue
		}
		switch locateRings(len(poly.rings), func(k int) Side { return poly.rings[k].locate(p) }) {
		case Inside:
			return Inside
		case OnLine:
			best = OnLine
		}
	}
	return best
}

// NearM is the distance in metres from a point in degrees to the area, 0 inside it
// or on its line, and ok is false when it is more than limitM. Metres are taken on
// the plane that touches WGS 84 at the point: right to a part in 10,000 within a
// kilometre, which is what snapping to a line needs.
func (a *Prepared) NearM(p orb.Point, limitM float64) (distanceM float64, ok bool) {
	if !finite(p) || !(limitM >= 0) {
		return 0, false
	}
	if a.Contains(p) {
		return 0, true
	}
	sx, sy := DegreeM(p[1])
	limit2 := limitM * limitM
	best := math.Nextafter(limit2, math.Inf(1)) // a distance of just limitM counts
	for i := range a.polygons {
		for k := range a.polygons[i].rings {
			best = a.polygons[i].rings[k].near(p, sx, sy, best)
		}
	}
	return math.Sqrt(best), best <= limit2
}

// DegreeM is the length in metres of one degree of longitude and one of latitude on
// the WGS 84 ellipsoid at a latitude in degrees.
//
//	(pi/180) nu cos(lat), (pi/180) rho;  nu = a/w, rho = a(1-e^2)/w^3, w^2 = 1 - e^2 sin^2(lat)
func DegreeM(lat float64) (east, north float64) {
	e2 := WGS84.F * (2 - WGS84.F)
	s, c := math.Sincos(lat * math.Pi / 180)
	w := math.Sqrt(1 - e2*s*s)
	return WGS84.A / w * c * math.Pi / 180, WGS84.A * (1 - e2) / (w * w * w) * math.Pi / 180
}
