package hotspot_test

import (
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
)

// One ward, sixty scattered reports and fourteen at one place on Friday and
// Saturday evenings.
func Example() {
	ward := orb.Bound{Min: orb.Point{1.99, 52.85}, Max: orb.Point{2.03, 52.87}}
	s := &hotspot.Snapshot{
		Seq: 1, Digest: "5eed0001", DataTo: time.Date(2019, 7, 31, 22, 59, 0, 0, time.UTC),
		Categories: []hotspot.Category{{ID: "robbery", Label: "Robbery"}},
		RawLabels:  []string{"Robbery"}, Sources: []string{"police"},
		Partitions: []hotspot.Partition{{Kind: geo.Ward, Areas: []geo.Area{
			{Kind: geo.Ward, Code: "W1", Name: "Lantern Quay", Geometry: orb.MultiPolygon{ward.ToPolygon()}},
		}}},
	}
	add := func(p orb.Point, name string, day hotspot.Day, minute int16) {
		cell, _ := hexgrid.At(p, 10)
		s.ID = append(s.ID, int64(len(s.ID)+1))
		s.PlaceOf = append(s.PlaceOf, int32(len(s.Places)))
		s.Places = append(s.Places, hotspot.Place{Point: p, Cell: cell, Name: name})
		s.Partitions[0].Of = append(s.Partitions[0].Of, 0)
		s.Day, s.LastDay = append(s.Day, day), append(s.LastDay, day)
		s.Start, s.SpanMin = append(s.Start, minute), append(s.SpanMin, 0)
		s.Precision, s.Setting = append(s.Precision, hotspot.Minute), append(s.Setting, hotspot.Street)
		s.Category, s.Raw, s.Source = append(s.Category, 0), append(s.Raw, 0), append(s.Source, 0)
		s.Tags = append(s.Tags, 0)
	}
	may := hotspot.Date(2019, time.May, 1)
	for i := range 60 {
		p := orb.Point{1.991 + 0.038*float64(i*37%60)/60, 52.851 + 0.018*float64(i)/60}
		add(p, "On or near Mill Lane", may+hotspot.Day(i), int16(i*23))
	}
	for i := range 14 {
		friday := hotspot.Date(2019, time.May, 3) + hotspot.Day(7*(i/2)+i%2)
		add(orb.Point{2.0105, 52.8608}, "On or near Fish Street", friday, int16(22*60+5*i))
	}
	s.Sort()

	r, err := hotspot.Detect(s, hotspot.Question{
		Window:     hotspot.Window{From: may, To: hotspot.Date(2019, time.July, 31)},
		Categories: []string{"robbery"},
		In:         []string{"ward:lantern quay"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range r.Hotspots {
		fmt.Printf("%d. %s, %s, peak %s\n%s\n", h.Rank, h.Name, h.WardNames[0], h.Peak, h.Reason)
	}
	fmt.Printf("%d incidents in %d cells\n", r.Meta.Incidents, r.Meta.Cells)
	// Output:
	// 1. Fish Street, Lantern Quay, peak Fri-Sat 22:00-00:00
	// 16 reports from 1 May to 31 July 2019; the borough average for an area this size is 0.5. It stays on this list unless 10 or more of them are taken away.
	// 74 incidents in 466 cells
}

// The cell that holds everything gets the same z whether it holds one incident or
// a thousand: z says nothing about volume, and is never used alone.
func ExampleGiStar() {
	var ring hotspot.Adjacency // 300 cells in a circle, each with three on either side
	ring.Start = []int32{0}
	for i := range int32(300) {
		for k := int32(-3); k <= 3; k++ {
			ring.Index = append(ring.Index, (i+k+300)%300)
		}
		ring.Start = append(ring.Start, int32(len(ring.Index)))
	}
	for _, held := range []float64{1, 1000} {
		x := make([]float64, 300)
		x[150] = held
		z, err := hotspot.GiStar(x, ring)
		fmt.Printf("%.2f %v\n", z[150], err)
	}
	// Output:
	// 6.47 <nil>
	// 6.47 <nil>
}

func ExampleBenjaminiHochberg() {
	fmt.Println(hotspot.BenjaminiHochberg([]float64{.01, .02, .03, .50}))
	// Output: [0.04 0.04 0.04 0.5]
}

func ExampleParseWindow() {
	w, err := hotspot.ParseWindow("2019-05", "2019-07")
	fmt.Println(w, w.Days(), w.WholeMonths(), err)
	// Output: 2019-05-01 to 2019-07-31 92 true <nil>
}
