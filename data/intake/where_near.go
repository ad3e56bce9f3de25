package intake

import (
	"context"
	"errors"
	"math"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/geo/osgrid"
	"hexbeat/hotspot"
)

// farM is how far in metres a point may lie outside the loaded areas before it is
// flagged: a force records what its officers deal with over the border, and a day's
// journey is a mistake.
const farM = 20_000

// surroundings is what the folder knows of the ground: where its areas are, its lists of
// places and of stations. One is made for an import; a nil one knows nothing, and then
// nothing is far. Close it.
type surroundings struct {
	boxes    []orb.Bound // of the areas that tile the ground, grown by farM
	all      orb.Bound
	lists    *data.Finder
	stations stations
	missed   map[string]int // rows that a list could not place, by why
	err      error          // what went wrong in asking a list
}

// surroundingsOf reads the boxes of the loaded wards, boroughs, LSOAs and neighbourhoods
// and opens the loaded lists.
func surroundingsOf(ctx context.Context, s *data.Store, sc data.Scope) (*surroundings, error) {
	areas, err := s.Areas(ctx, sc)
	if err != nil {
		return nil, err
	}
	n := &surroundings{missed: map[string]int{}}
	for _, a := range areas {
		if a.Kind.Partitions() && len(a.Geometry) > 0 {
			n.add(a.Bound())
		}
	}
	if n.lists, err = s.Finder(ctx, sc); err != nil {
		return nil, err
	}
	at, err := n.lists.Stations()
	if err != nil {
		return nil, errors.Join(err, n.close())
	}
	n.stations = newStations(at)
	return n, nil
}

func (n *surroundings) close() error {
	if n == nil || n.lists == nil {
		return nil
	}
	return n.lists.Close()
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
	if n == nil || len(n.boxes) == 0 {
		return false
	}
	return !n.all.Contains(p) || !holds(n.boxes, p)
}

// flags are what is odd about a place.
func (n *surroundings) flags(p orb.Point) (f hotspot.Flags) {
	if n == nil {
		return 0
	}
	if n.far(p) {
		f |= hotspot.FlagFarOutside
	}
	if n.stations.at(p) {
		f |= hotspot.FlagStation
	}
	return f
}

// holds reports whether one of the boxes holds a point. The one that does comes to the
// front: the next point is probably in it, and of a county's LSOAs there are thousands.
func holds(boxes []orb.Bound, p orb.Point) bool {
	for i := range boxes {
		if boxes[i].Contains(p) {
			boxes[0], boxes[i] = boxes[i], boxes[0]
			return true
		}
	}
	return false
}

// gridBounds are the grown boxes on the National Grid.
type gridBounds struct{ boxes []orb.Bound }

// onGrid turns the boxes into boxes on the National Grid; nil where nothing is loaded
// or the areas lie off it.
func (n *surroundings) onGrid() *gridBounds {
	g := &gridBounds{}
	for _, b := range n.boxes {
		var out *orb.Bound
		for _, corner := range []orb.Point{b.Min, {b.Min[0], b.Max[1]}, b.Max, {b.Max[0], b.Min[1]}} {
			en, err := osgrid.FromLonLat(corner)
			if err != nil {
				return nil
			}
			if out == nil {
				out = &orb.Bound{Min: en, Max: en}
			}
			*out = out.Extend(en)
		}
		g.boxes = append(g.boxes, *out)
	}
	if len(g.boxes) == 0 {
		return nil
	}
	return g
}

func (g *gridBounds) hold(en orb.Point) bool { return holds(g.boxes, en) }
