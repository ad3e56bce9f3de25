package index_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/index"
)

func Example() {
	box := func(code string, west, east float64) geo.Area {
		return geo.Area{Kind: geo.Ward, Code: code, Geometry: orb.MultiPolygon{{{
			{west, 51.50}, {east, 51.50}, {east, 51.51}, {west, 51.51}, {west, 51.50},
		}}}}
	}
	wards := index.NewAreas([]geo.Area{box("E05002", -0.11, -0.10), box("E05001", -0.10, -0.09)})
	for _, p := range []orb.Point{{-0.105, 51.505}, {-0.10, 51.505}, {-0.11003, 51.505}, {-0.12, 51.505}} {
		i, how := wards.Partition(p)
		fmt.Println(i, how)
	}
	// Output:
	// 0 inside
	// 1 tied
	// 0 snapped
	// -1 none
}
