package intake

import (
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/boundary"
	"hexbeat/data/intake/internal/crs"
	"hexbeat/geo"
)

// nearDegrees is how far from the areas that are there a new one may lie, in degrees,
// before it is asked whether its axes are swapped: some fifty kilometres.
const nearDegrees = 0.5

// swapped tells a file whose axes are swapped where its numbers alone do not show it:
// northings before eastings are a point of the grid all the same, at sea. Turned round
// it lies among the areas that are there already, and as it is far from them.
func swapped(c *boundary.Collection, standing []geo.Area) *Fault {
	box, ok := c.Bound()
	if !ok || len(standing) == 0 || crs.Look(box, c.CRS) != nil { // each feature says so itself
		return nil
	}
	here := standing[0].Bound()
	for _, a := range standing[1:] {
		here = here.Union(a.Bound())
	}
	here = here.Pad(nearDegrees)
	centre := box.Center()
	as, err := crs.ToDegrees(centre, c.CRS)
	if err == nil && here.Contains(as) {
		return nil
	}
	turned, err := crs.ToDegrees(orb.Point{centre[1], centre[0]}, c.CRS)
	if err != nil || !here.Contains(turned) {
		return nil
	}
	return &Fault{File: c.File, Reason: "the axes look swapped", Detail: fmt.Sprintf("the file's middle, %v, %v, is far from the areas that are there; turned round it lies among them", centre[0], centre[1]),
		Hint: "write eastings before northings and longitudes before latitudes, and import it again"}
}
