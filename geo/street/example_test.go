package street_test

import (
	"fmt"
	"strings"

	"hexbeat/geo/street"
)

func Example() {
	const text = `<osm version="0.6">
 <way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Fish Street"/></way>
 <node id="1" lat="51.5000" lon="-0.1000"/>
 <node id="2" lat="51.5010" lon="-0.1000"/>
</osm>`
	ways, stats, err := street.Read(strings.NewReader(text), "town.osm")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(ways[0].Name, ways[0].Class, ways[0].Foot)
	fmt.Printf("%d nodes, %.3f km\n", stats.Nodes, stats.LengthKm)
	// Output:
	// Fish Street local true
	// 2 nodes, 0.111 km
}

func ExampleFileError() {
	_, _, err := street.Read(strings.NewReader("<osm>\n<node id='1' lat='1000' lon='0'/>\n</osm>"), "town.osm")
	fmt.Println(err)
	// Output: town.osm, line 2, column 34: node 1 lies at longitude 0, latitude 1000, which is not on the globe
}
