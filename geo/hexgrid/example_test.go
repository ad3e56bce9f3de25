package hexgrid_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/geo/hexgrid"
)

func Example() {
	c, err := hexgrid.At(orb.Point{-0.0912, 51.5136}, 10)
	if err != nil {
		fmt.Println(err)
		return
	}
	group := c.Disk(1)
	outline := hexgrid.Outline(group)
	fmt.Printf("%s: %.0f m2; a group of %d has an outline of %d points\n", c, c.AreaM2(), len(group), len(outline[0][0]))
	_, err = hexgrid.At(orb.Point{51.5136, -1000}, 10)
	fmt.Println(err)
	// Output:
	// 8a194ad3041ffff: 13447 m2; a group of 7 has an outline of 19 points
	// hexgrid: longitude must be within -180..180 and latitude within -90..90, got (51.5136, -1000)
}
