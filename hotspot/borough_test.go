package hotspot

import (
	"math/rand/v2"
	"sync"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

// The test borough: 7.2 x 6 km at about 1.99 east, 52.85 north, where the sample
// borough lies too, cut into six wards.
var (
	boroughBound = orb.Bound{Min: orb.Point{1.99, 52.85}, Max: orb.Point{1.99 + 7200/67_400.0, 52.85 + 6000/111_270.0}}
	may2019      = Window{Date(2019, 5, 1), Date(2019, 7, 31)}
)

func boroughWards() []geo.Area {
	names := []string{"Corn Market", "Lantern Quay", "Castle Ditch", "Ropewalk", "Swan Bridge", "Curlew"}
	var out []geo.Area
	w, h := boroughBound.Max[0]-boroughBound.Min[0], boroughBound.Max[1]-boroughBound.Min[1]
	for i, name := range names {
		x, y := float64(i%3), float64(i/3)
		b := orb.Bound{
			Min: orb.Point{boroughBound.Min[0] + x*w/3, boroughBound.Min[1] + y*h/2},
			Max: orb.Point{boroughBound.Min[0] + (x+1)*w/3, boroughBound.Min[1] + (y+1)*h/2},
		}
		out = append(out, geo.Area{Kind: geo.Ward, Code: "W0" + string(rune('1'+i)), Name: name, Geometry: orb.MultiPolygon{b.ToPolygon()}})
	}
	return out
}

// boroughGrid is the test borough's cells, made once.
var boroughGrid = sync.OnceValue(func() *grid {
	g, err := gridOver(boroughWards(), 10, 1)
	if err != nil {
		panic(err)
	}
	return g
})

// made builds snapshots row by row.
type made struct {
	*Snapshot
	places map[orb.Point]int32
}

func newSnapshot(wards []geo.Area) *made {
	m := &made{&Snapshot{
		Seq: 1, Digest: "0a1b2c3d", DataTo: time.Date(2019, 7, 31, 22, 59, 59, 0, time.UTC), DataTz: london,
		Categories: []Category{
			{ID: "violence-and-sexual-offences", Label: "Violence and sexual offences"},
			{ID: "burglary", Label: "Burglary"},
			{ID: "drugs", Label: "Drugs", PoliceGenerated: true},
		},
		RawLabels: []string{"Violence and sexual offences", "ABH", "Burglary", "Drugs"},
		Sources:   []string{"police", "council"}, TagNames: []string{"knife", "domestic"},
	}, map[orb.Point]int32{}}
	if wards != nil {
		m.Partitions = []Partition{{Kind: geo.Ward, Areas: wards}}
	}
	return m
}

var london = func() *time.Location {
	z, err := time.LoadLocation("Europe/London")
	if err != nil {
		return time.UTC
	}
	return z
}()

// incident is one row; the zero value is a timed street offence of 2 June 2019 at noon.
type incident struct {
	at        orb.Point
	unlocated bool
	name      string
	day, last Day
	start     int16
	span      int32
	precision Precision
	category  uint16
	raw       uint16
	setting   Setting
	tags      uint64
	source    uint16
}

func (m *made) add(v incident) {
	place := int32(-1)
	if !v.unlocated {
		var ok bool
		if place, ok = m.places[v.at]; !ok {
			place = m.place(v)
			m.places[v.at] = place
		}
		if m.Places[place].Name == "" {
			m.Places[place].Name = v.name
		}
	}
	m.row(v, place)
}

// place adds the place of an incident.
func (m *made) place(v incident) int32 {
	cell, err := hexgrid.At(v.at, 10)
	if err != nil {
		panic(err)
	}
	m.Places = append(m.Places, Place{Point: v.at, Cell: cell, Name: v.name})
	for i := range m.Partitions {
		m.Partitions[i].Of = append(m.Partitions[i].Of, areaAt(m.Partitions[i].Areas, v.at))
	}
	for i := range m.Overlays {
		m.Overlays[i].In = append(m.Overlays[i].In, areasAt(m.Overlays[i].Areas, v.at))
	}
	return int32(len(m.Places) - 1)
}

func (m *made) row(v incident, place int32) {
	if v.day == 0 {
		v.day = Date(2019, 6, 2)
	}
	if v.last == 0 {
		v.last = v.day
	}
	if v.start == 0 {
		v.start = 12 * 60
	}
	m.ID = append(m.ID, int64(len(m.ID)+1))
	m.PlaceOf, m.Day, m.LastDay = append(m.PlaceOf, place), append(m.Day, v.day), append(m.LastDay, v.last)
	m.Start, m.SpanMin, m.Precision = append(m.Start, v.start), append(m.SpanMin, v.span), append(m.Precision, v.precision)
	m.Category, m.Raw = append(m.Category, v.category), append(m.Raw, v.raw)
	m.Setting, m.Tags, m.Source = append(m.Setting, v.setting), append(m.Tags, v.tags), append(m.Source, v.source)
}

func areaAt(areas []geo.Area, p orb.Point) int32 {
	for i, a := range areas {
		if geo.Contains(a.Geometry, p) {
			return int32(i)
		}
	}
	return -1
}

func areasAt(areas []geo.Area, p orb.Point) (in []int32) {
	for i, a := range areas {
		if geo.Contains(a.Geometry, p) {
			in = append(in, int32(i))
		}
	}
	return in
}

func uniform(rng *rand.Rand) orb.Point {
	b := boroughBound
	return orb.Point{b.Min[0] + rng.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + rng.Float64()*(b.Max[1]-b.Min[1])}
}

// flat is n incidents, each at an independent uniform place of the borough.
func flat(n int, seed uint64) *made {
	rng := rand.New(rand.NewPCG(seed, 1))
	m := newSnapshot(boroughWards())
	for range n { // no two places are the same: the map of places is not needed
		v := incident{at: uniform(rng)}
		m.row(v, m.place(v))
	}
	return m
}

// uniformNear is a uniform place in the box around some cells.
func uniformNear(g *grid, cells []int32, rng *rand.Rand) orb.Point {
	b := g.centre[cells[0]].Bound()
	for _, i := range cells {
		b = b.Union(g.cells[i].Boundary().Bound())
	}
	return orb.Point{b.Min[0] + rng.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + rng.Float64()*(b.Max[1]-b.Min[1])}
}

// cellIndex is the index of the cell that holds a point, -1 outside the grid.
func cellIndex(g *grid, p orb.Point) int32 {
	c, err := hexgrid.At(p, 10)
	if err != nil {
		return -1
	}
	if i, ok := g.index[c]; ok {
		return i
	}
	return -1
}

// poissonDraw is a Poisson number, by counting exponential gaps.
func poissonDraw(rng *rand.Rand, mean float64) (n int) {
	for t := rng.ExpFloat64(); t < mean; t += rng.ExpFloat64() {
		n++
	}
	return n
}
