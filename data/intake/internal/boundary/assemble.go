package boundary

import (
	"errors"
	"math"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

// maxPairs bounds how many holes are held against how many rings: a real area has some
// hundreds of each at most.
const maxPairs = 50_000_000

var (
	errHoles = errors.New("it has too many holes")
	errStray = errors.New("a hole lies in none of its parts")
)

// assemble makes polygons of a shape's rings, which come without saying which is a hole
// of which. Outer rings run clockwise and holes against it; where that leaves a hole
// without a ring around it, the writer may have had it the other way round.
func assemble(rings []orb.Ring) (orb.Geometry, error) {
	if len(rings) == 0 {
		return nil, nil
	}
	mp, err := assembleBy(rings, func(area float64) bool { return area > 0 })
	if errors.Is(err, errStray) {
		if turned, again := assembleBy(rings, func(area float64) bool { return area < 0 }); again == nil {
			return turned, nil
		}
	}
	if err != nil {
		return nil, err
	}
	return mp, nil
}

func assembleBy(rings []orb.Ring, isHole func(signedArea float64) bool) (orb.MultiPolygon, error) {
	var outers []outer
	var holes []orb.Ring
	for _, r := range rings {
		if a := signedArea(r); isHole(a) {
			holes = append(holes, r)
		} else {
			outers = append(outers, outer{ring: r, bound: r.Bound(), area: math.Abs(a)})
		}
	}
	if len(outers)*len(holes) > maxPairs {
		return nil, errHoles
	}
	mp := make(orb.MultiPolygon, len(outers))
	for i := range outers {
		mp[i] = orb.Polygon{outers[i].ring}
	}
	for _, h := range holes {
		i := around(outers, h)
		if i < 0 {
			return nil, errStray
		}
		mp[i] = append(mp[i], h)
	}
	return mp, nil
}

type outer struct {
	ring     orb.Ring
	bound    orb.Bound
	area     float64
	prepared *geo.Prepared // once it is asked about a hole
}

// around is the smallest outer ring around a hole, -1 when there is none.
func around(outers []outer, hole orb.Ring) int {
	box, best := hole.Bound(), -1
	for i := range outers {
		o := &outers[i]
		if best >= 0 && o.area >= outers[best].area || !o.bound.Contains(box.Min) || !o.bound.Contains(box.Max) {
			continue
		}
		if o.prepared == nil {
			o.prepared = geo.Prepare(orb.MultiPolygon{{o.ring}})
		}
		if holds(o.prepared, hole) {
			best = i
		}
	}
	return best
}

// holds goes by the first point of the hole that is not on the ring's line.
func holds(p *geo.Prepared, hole orb.Ring) bool {
	for _, q := range hole {
		switch p.Locate(q) {
		case geo.Inside:
			return true
		case geo.Outside:
			return false
		}
	}
	return false
}

// signedArea is positive for a ring that runs against the clock, in the square of its
// unit. It is taken from the first point, which keeps it right far from the origin.
func signedArea(r orb.Ring) float64 {
	sum := 0.0
	for i := 1; i+1 < len(r); i++ {
		sum += (r[i][0]-r[0][0])*(r[i+1][1]-r[0][1]) - (r[i+1][0]-r[0][0])*(r[i][1]-r[0][1])
	}
	return sum / 2
}
