package sample

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/data/sample/internal/town"
)

// property is one property of a feature: text, or a number as text.
type property struct {
	key, value string
	number     bool
}

// collection writes a GeoJSON FeatureCollection (RFC 7946: longitude first, nine
// decimals, outer rings anticlockwise), one feature a line.
type collection struct{ bytes.Buffer }

func (c *collection) begin() { c.WriteString(`{"type":"FeatureCollection","features":[`) }

func (c *collection) add(props []property, ring []orb.Point) {
	if !bytes.HasSuffix(c.Bytes(), []byte("[")) {
		c.WriteByte(',')
	}
	c.WriteString("\n" + `{"type":"Feature","properties":{`)
	for i, p := range props {
		if i > 0 {
			c.WriteByte(',')
		}
		if p.number {
			fmt.Fprintf(c, "%q:%s", p.key, p.value)
		} else {
			fmt.Fprintf(c, "%q:%q", p.key, p.value)
		}
	}
	c.WriteString(`},"geometry":{"type":"Polygon","coordinates":[[`)
	for i, p := range ring {
		if i > 0 {
			c.WriteByte(',')
		}
		c.WriteString("[" + degrees(p[0], 9) + "," + degrees(p[1], 9) + "]")
	}
	c.WriteString("]]}}")
}

func (c *collection) end() ([]byte, error) {
	c.WriteString("\n]}\n")
	return c.Bytes(), nil
}

func degrees(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) }

func (b *Borough) boroughFile() ([]byte, error) {
	ring, err := b.plan.Outline(func(town.Block) bool { return true })
	if err != nil {
		return nil, err
	}
	var c collection
	c.begin()
	c.add([]property{{key: "LAD22CD", value: "X09000001"}, {key: "LAD22NM", value: "Wendmouth"}}, b.degreesOf(ring))
	return c.end()
}

func (b *Borough) degreesOf(nodes []int32) []orb.Point {
	out := make([]orb.Point, len(nodes))
	for i, n := range nodes {
		out[i] = b.lonlat[n]
	}
	return out
}

// people live in each ward, in the order of town.Wards.
var people = [...]int{9800, 10900, 8700, 11800, 7900, 12600, 9400, 11300, 8800, 2900, 10400, 7600}

// wardsFile is the wards of one vintage: those in force from 5 May 2022, or from 7
// May 2026, when fourteen streets passed from Castle Ditch to Corn Market.
func (b *Borough) wardsFile(year int) ([]byte, error) {
	short, valid, base := "WD22", "2022-05-05", 5000001
	if year == 2026 {
		short, valid, base = "WD26", "2026-05-07", 5000101
	}
	var c collection
	c.begin()
	for w, name := range town.Wards {
		ring, err := b.plan.Outline(func(k town.Block) bool {
			if year == 2026 {
				return k.Next == w
			}
			return k.Ward == w
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		c.add([]property{
			{key: short + "CD", value: fmt.Sprintf("X%08d", base+w)}, {key: short + "NM", value: name},
			{key: "population", value: strconv.Itoa(people[w]), number: true}, {key: "valid_from", value: valid},
		}, b.degreesOf(ring))
	}
	return c.end()
}

// areaFile is a file of one polygon, given as an open ring in metres of the frame.
func areaFile(ring []orb.Point) func() ([]byte, error) {
	return func() ([]byte, error) {
		var c collection
		c.begin()
		ll, err := closedDegrees(ring)
		if err != nil {
			return nil, err
		}
		c.add([]property{{key: "crs_note", value: "drawn on the National Grid, given in WGS 84"}}, ll)
		return c.end()
	}
}

func closedDegrees(ring []orb.Point) ([]orb.Point, error) {
	var out []orb.Point
	for _, p := range ring {
		ll, err := toLonLat(p)
		if err != nil {
			return nil, err
		}
		out = append(out, ll)
	}
	return append(out, out[0]), nil
}

// ringOf is a box as an open anticlockwise ring.
func ringOf(b orb.Bound) []orb.Point {
	return []orb.Point{b.Min, {b.Max[0], b.Min[1]}, b.Max, {b.Min[0], b.Max[1]}}
}

// cornMarketArea is the draft order's area: it crosses Swan Street, which is an A
// road, and the forecourt of a public house; neither is a fault.
var cornMarketArea = []orb.Point{{3440, 2290}, {3640, 2110}, {3990, 2100}, {3985, 2300}, {3760, 2420}, {3755, 2590}, {3500, 2610}}

// parkAreaFile is Castle Ditch Park itself.
func (b *Borough) parkAreaFile() ([]byte, error) {
	var c collection
	c.begin()
	for _, k := range b.plan.Blocks {
		if k.Use == town.Park && k.Name == "Castle Ditch Park" {
			c.add([]property{{key: "crs_note", value: "drawn on the National Grid, given in WGS 84"}}, b.degreesOf(append(append([]int32{}, k.Ring...), k.Ring[0])))
		}
	}
	return c.end()
}

// site is a place that is no incident: a base, a station, a cafe.
type site struct {
	id, name, kind string
	at             orb.Point
	half           float64 // half its side, metres
}

var sites = []site{
	{"hub-corn-market", "Corn Market hub", "hub", orb.Point{3640, 2516}, 10},
	{"hub-curlew", "Curlew hub", "hub", orb.Point{5632, 4486}, 10},
	{"wherry-street-police-station", stationName, "police station", station, 14},
	{"wendmouth-station", "Wendmouth station", "railway station", orb.Point{3893, 2104}, 18},
	{"windmill-road-station", "Windmill Road station", "railway station", orb.Point{1500, 1224}, 12},
	{"plover-hill-station", "Plover Hill station", "railway station", orb.Point{5862, 2186}, 12},
	{"park-cafe", "Castle Ditch Park cafe", "cafe", orb.Point{2150, 1560}, 9},
	{"town-hall", "Wendmouth Town Hall", "council", orb.Point{3700, 2440}, 14},
}

func sitesFile() ([]byte, error) {
	var c collection
	c.begin()
	for _, s := range sites {
		ring, err := closedDegrees(ringOf(orb.Bound{Min: orb.Point{s.at[0] - s.half, s.at[1] - s.half}, Max: orb.Point{s.at[0] + s.half, s.at[1] + s.half}}))
		if err != nil {
			return nil, err
		}
		c.add([]property{{key: "id", value: s.id}, {key: "name", value: s.name}, {key: "kind", value: s.kind}}, ring)
	}
	return c.end()
}

// stationsFile is the list of places that records are parked on when nobody says where:
// the borough's one police station.
func stationsFile() ([]byte, error) {
	ll, err := toLonLat(station)
	if err != nil {
		return nil, err
	}
	return csvOf([][]string{{"station", "lon", "lat"}, {stationName, degrees(ll[0], 7), degrees(ll[1], 7)}})
}

// placesFile is the two areas of Operation Harbour Light.
func (b *Borough) placesFile() ([]byte, error) {
	var c collection
	c.begin()
	for _, p := range []struct {
		id, name string
		ring     []orb.Point
	}{
		{"harbour-light-fish-street", "Fish Street (Harbour Light)", ringOf(lanternArea)},
		{"harbour-light-swan-bridge", "Swan Bridge (Harbour Light)", circle(swanBridge, swanRadius)[:32]},
	} {
		ring, err := closedDegrees(p.ring)
		if err != nil {
			return nil, err
		}
		c.add([]property{{key: "id", value: p.id}, {key: "name", value: p.name}, {key: "operation", value: "harbour-light"}, {key: "from", value: "2026-10-05"}, {key: "to", value: "2026-10-25"}}, ring)
	}
	return c.end()
}
