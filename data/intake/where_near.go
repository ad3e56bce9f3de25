package intake

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// farM is how far in metres a point may lie outside the loaded areas before it is
// flagged: a force records what its officers deal with over the border, and a day's
// journey is a mistake.
const farM = 20_000

// surroundings is what the folder knows of the ground: where its areas are. One is made
// for an import; a nil one knows nothing, and then nothing is far.
type surroundings struct {
	boxes []orb.Bound // of the areas that tile the ground, grown by farM
	all   orb.Bound
	last  int // the box that held the last point
}

// surroundingsOf reads the boxes of the loaded wards, boroughs, LSOAs and neighbourhoods.
func surroundingsOf(ctx context.Context, s *data.Store, sc data.Scope) (*surroundings, error) {
	areas, err := s.Areas(ctx, sc)
	if err != nil {
		return nil, err
	}
	n := &surroundings{}
	for _, a := range areas {
		if a.Kind.Partitions() && len(a.Geometry) > 0 {
			n.add(a.Bound())
		}
	}
	return n, nil
}

func (n *surroundings) add(b orb.Bound) {
	east, north := geo.DegreeM(math.Max(math.Abs(b.Min[1]), math.Abs(b.Max[1])))
	dx, dy := farM/math.Max(east, 1), farM/north
	b = orb.Bound{Min: orb.Point{b.Min[0] - dx, b.Min[1] - dy}, Max: orb.Point{b.Max[0] + dx, b.Max[1] + dy}}
	if len(n.boxes) == 0 {
		n.all = b
	}
	n.all = n.all.Union(b)
	n.boxes = append(n.boxes, b)
}

// far reports whether a point lies more than farM outside the box of every loaded area.
// It is false while none is loaded.
func (n *surroundings) far(p orb.Point) bool {
	if n == nil || len(n.boxes) == 0 || n.boxes[n.last].Contains(p) {
		return false
	}
	if !n.all.Contains(p) {
		return true
	}
	for i := range n.boxes {
		if n.boxes[i].Contains(p) {
			n.last = i
			return false
		}
	}
	return true
}

// flags are what is odd about a place.
func (n *surroundings) flags(p orb.Point) (f hotspot.Flags) {
	if n.far(p) {
		f |= hotspot.FlagFarOutside
	}
	return f
}
