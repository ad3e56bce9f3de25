package geo

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// ErrGeometry is what every GeometryError wraps.
var ErrGeometry = errors.New("geo: boundary cannot be used")

// GeometryError says what is wrong with a boundary and where. Its text is for the
// person who drew it.
type GeometryError struct {
	Reason string    // "the boundary crosses itself": countable, without numbers in it
	At     orb.Point // lon, lat of the fault; always finite
	Part   int       // polygon of the multi-polygon, from 0
	Ring   int       // 0 the outside, 1 the first hole

	detail  string // what follows the reason in the text
	nowhere bool   // the fault has no place
}

// Error is the reason and the place, latitude first as maps show it.
func (e *GeometryError) Error() string {
	s := e.Reason + e.detail
	if !e.nowhere {
		s += fmt.Sprintf(" near %.5f, %.5f (latitude, longitude)", e.At[1], e.At[0])
	}
	switch {
	case e.Part > 0 && e.Ring > 0:
		s += fmt.Sprintf(", in part %d, hole %d", e.Part+1, e.Ring)
	case e.Part > 0:
		s += fmt.Sprintf(", in part %d", e.Part+1)
	case e.Ring > 0:
		s += fmt.Sprintf(", in hole %d", e.Ring)
	}
	return s
}

// Unwrap is ErrGeometry.
func (e *GeometryError) Unwrap() error { return ErrGeometry }

// Validate reports the first fault of an area given in degrees, as a
// *GeometryError, or nil. These are faults:
//
//   - no polygon, a polygon without a ring, a ring that is not closed or has fewer
//     than four points, all points of a ring on one line;
//   - a coordinate that is not a finite number of degrees;
//   - a line that crosses itself or runs back along itself, or does so with
//     another ring of its polygon;
//   - a hole outside its polygon or inside another hole; parts that overlap.
//
// A line may touch itself or another at single points, and parts may share an edge:
// boundaries as published do, and membership stays well defined. All tests are
// exact. A line of 10,000 points takes some tens of milliseconds.
func Validate(mp orb.MultiPolygon) error {
	if len(mp) == 0 {
		return &GeometryError{Reason: "the boundary is empty", nowhere: true}
	}
	for i, poly := range mp {
		if len(poly) == 0 {
			return &GeometryError{Reason: "the boundary is empty", Part: i, nowhere: true}
		}
		for k, r := range poly {
			if e := ringFault(r); e != nil {
				e.Part, e.Ring = i, k
				return e
			}
		}
	}
	return layoutFault(newLayout(mp))
}

func ringFault(r orb.Ring) *GeometryError {
	if len(r) == 0 {
		return &GeometryError{Reason: "the boundary is empty", nowhere: true}
	}
	for i, p := range r {
		if !finite(p) {
			return &GeometryError{Reason: "a point of the boundary has a coordinate that is not a number", detail: fmt.Sprintf(": point %d", i+1), nowhere: true}
		}
		if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
			return &GeometryError{At: p, nowhere: true, Reason: "a point of the boundary is not a longitude and a latitude in degrees", detail: fmt.Sprintf(": point %d is %v, %v", i+1, p[0], p[1])}
		}
	}
	if last := r[len(r)-1]; last != r[0] {
		return &GeometryError{Reason: "the boundary is not closed: its last point is not its first, it ends", At: last}
	}
	if len(r) < 4 {
		return &GeometryError{Reason: "the boundary has fewer than four points", At: r[0]}
	}
	if flat(r) {
		return &GeometryError{Reason: "the boundary encloses no ground: all its points are on one line", At: r[0]}
	}
	return nil
}

// flat reports whether all points of a ring are on one line.
func flat(r orb.Ring) bool {
	a := r[0]
	var b *orb.Point
	for i := range r {
		switch {
		case b == nil && r[i] != a:
			b = &r[i]
		case b != nil && Orient(a, *b, r[i]) != 0:
			return false
		}
	}
	return true
}
