package hotspot

import (
	"github.com/paulmach/orb"

	"hexbeat/geo/hexgrid"
)

// outline is the ground the cells cover, hexagon by hexagon.
func outline(cells []hexgrid.Cell) orb.MultiPolygon {
	mp := make(orb.MultiPolygon, len(cells))
	for i, c := range cells {
		mp[i] = c.Boundary()
	}
	return mp
}
