package osgrid_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/geo/osgrid"
)

func Example() {
	en, err := osgrid.FromLonLat(orb.Point{1.716073973, 52.658007833}) // Caister water tower
	if err != nil {
		fmt.Println(err)
		return
	}
	ref, err := osgrid.Format(en, 8)
	fmt.Printf("%.3f %.3f %s %v\n", en[0], en[1], ref, err)
	// Output: 651409.804 313177.450 TG 5140 1317 <nil>
}

func ExampleParse() {
	en, precisionM, err := osgrid.Parse("TQ 328 813")
	fmt.Println(en, precisionM, err)
	_, err = osgrid.ToLonLat(orb.Point{-0.0912, 51.5136}) // degrees given for metres
	fmt.Println(err)
	// Output:
	// [532850 181350] 100 <nil>
	// osgrid: outside the National Grid: easting -0.0912, northing 51.5136
}
