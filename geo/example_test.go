package geo_test

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

func Example() {
	market := orb.MultiPolygon{{{
		{-0.1000, 51.5000}, {-0.0990, 51.5000}, {-0.0990, 51.5005}, {-0.1000, 51.5005}, {-0.1000, 51.5000},
	}}}
	fmt.Println(geo.Contains(market, orb.Point{-0.0995, 51.5005})) // on the line
	fmt.Printf("%.0f m2\n", geo.PlaneFor(market.Bound()).AreaM2(market))
	// Output:
	// true
	// 3863 m2
}

func ExampleValidate() {
	tie := orb.MultiPolygon{{{
		{-0.10, 51.50}, {-0.08, 51.52}, {-0.08, 51.50}, {-0.10, 51.52}, {-0.10, 51.50},
	}}}
	err := geo.Validate(tie)
	fmt.Println(err)
	var fault *geo.GeometryError
	fmt.Println(errors.As(err, &fault), fault.Part, fault.Ring)
	// Output:
	// the boundary crosses itself near 51.51000, -0.09000 (latitude, longitude)
	// true 0 0
}

func ExamplePrepare() {
	ward := geo.Prepare(orb.MultiPolygon{{{{-0.10, 51.50}, {-0.08, 51.50}, {-0.08, 51.52}, {-0.10, 51.52}, {-0.10, 51.50}}}})
	beside := orb.Point{-0.10003, 51.51}
	d, near := ward.NearM(beside, 5)
	fmt.Printf("%v, %.1f m off, within 5 m: %v\n", ward.Contains(beside), d, near)
	// Output: false, 2.1 m off, within 5 m: true
}
