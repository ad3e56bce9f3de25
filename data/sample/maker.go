package sample

import (
	"errors"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/data/sample/internal/town"
)

// maker makes one borough.
type maker struct {
	seed int64
	ground
	rows  []Incident
	truth Truth
	keep  []keepOut
}

// ground is where things can happen.
type ground struct {
	plan      *town.Plan
	doors     []town.Address
	byStreet  map[string][]int32
	grid      map[[2]int32][]int32 // doors by square of nearM
	parks     []int32              // blocks
	shops     []stand
	transport []stand
}

// stand is a named premises that records are made at.
type stand struct {
	name  string
	at    orb.Point
	block int32
}

const nearM = 60

// stream is a source of chance of its own for each part of the work, so that a
// change in one part moves nothing in the others.
func (m *maker) stream(part string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(part))
	return rand.New(rand.NewPCG(uint64(m.seed), h.Sum64()))
}

// ErrTown is returned where no town could be drawn in which every planted street
// lies where the story needs it.
var ErrTown = errors.New("sample: no town with every planted street in twenty attempts")

// needed are the streets that planted records lie on, with the least number of
// front doors within so many metres.
var needed = []struct {
	at     orb.Point
	radius float64
	street string
	doors  int
}{
	{fishStreet, 115, "Fish Street", 8}, {academyLane, 62, "Academy Lane", 6}, {curlewAvenue, 104, "Curlew Avenue", 8},
	{ploverClose, 45, "Plover Close", 3}, {ropewalk, 85, "Ropewalk", 6}, {courts, 60, "Ropewalk Court", 4},
	{gasworksLane, 150, "Gasworks Lane", 6}, {approach, 80, "Station Approach", 6}, {marineWay, 900, "Marine Way", 60},
	{tannery, 60, "Tannery Gardens", 2}, {swanBridge, 75, "", 8}, {cornMarket, 60, "", 8}, {station, 60, "Wherry Street", 4},
}

// layGround draws towns until one has every planted street; nearly always the
// first does. Errors: ErrTown.
func (m *maker) layGround() error {
	for k := range 20 {
		part := "town"
		if k > 0 {
			part += " again " + strconv.Itoa(k)
		}
		m.drawTown(part)
		if m.complete() {
			return nil
		}
	}
	return ErrTown
}

func (m *maker) complete() bool {
	for _, n := range needed {
		if len(m.doorsWithin(n.at, n.radius, n.street)) < n.doors {
			return false
		}
	}
	return len(m.plan.Moved()) == 14 && m.plan.BlockAt(castlePark) >= 0 && m.plan.Blocks[m.plan.BlockAt(castlePark)].Use == town.Park
}

func (m *maker) drawTown(part string) {
	m.ground = ground{plan: town.Wendmouth(m.stream(part))}
	m.doors = m.plan.Addresses()
	m.byStreet, m.grid = map[string][]int32{}, map[[2]int32][]int32{}
	for i, d := range m.doors {
		name := m.plan.Lines[d.Line].Name
		m.byStreet[name] = append(m.byStreet[name], int32(i))
		k := square(d.At)
		m.grid[k] = append(m.grid[k], int32(i))
	}
	for i, b := range m.plan.Blocks {
		if b.Use == town.Park {
			m.parks = append(m.parks, int32(i))
		}
	}
	m.setShops()
	for _, s := range stops {
		s.block = m.plan.BlockAt(s.at)
		m.transport = append(m.transport, s)
	}
}

// stops are where people wait for trains and buses.
var stops = []stand{
	{name: "Wendmouth station", at: orb.Point{3893, 2118}}, {name: "Windmill Road station", at: orb.Point{1500, 1222}},
	{name: "Plover Hill station", at: orb.Point{5862, 2185}}, {name: "Bridge Street bus stands", at: orb.Point{3345, 3300}},
	{name: "Creek Road bus stands", at: orb.Point{1945, 4300}}, {name: "Curlew Road bus stands", at: orb.Point{5000, 4235}},
	{name: "West Parade bus stands", at: orb.Point{2500, 405}}, {name: "Mill Road bus stands", at: orb.Point{5885, 3500}},
}

func square(p orb.Point) [2]int32 {
	return [2]int32{int32(math.Floor(p[0] / nearM)), int32(math.Floor(p[1] / nearM))}
}

// setShops puts parades of shops on the larger streets, at least 380 m apart.
func (m *maker) setShops() {
	rng := m.stream("shops")
	for range 4000 {
		d := m.doors[rng.IntN(len(m.doors))]
		l := m.plan.Lines[d.Line]
		if l.Class == town.Residential || l.Class == town.Service || l.Class == town.Pedestrian {
			continue
		}
		if dist(d.At, cornMarket) < 400 || slices.ContainsFunc(m.shops, func(s stand) bool { return dist(s.at, d.At) < 380 }) {
			continue
		}
		m.shops = append(m.shops, stand{"Shops, " + l.Name, d.At, d.Block})
	}
}

func dist(a, b orb.Point) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }

// street is the name of a door's street.
func (g *ground) street(i int32) string { return g.plan.Lines[g.doors[i].Line].Name }

// ward is the index of the ward a point lies in under the newer boundaries, -1 outside.
func (g *ground) ward(p orb.Point) int {
	if b := g.plan.BlockAt(p); b >= 0 {
		return g.plan.Blocks[b].Next
	}
	return -1
}

// doorNear is the front door closest to a point, -1 when none is within nearM.
func (g *ground) doorNear(p orb.Point) int32 {
	k, best, found := square(p), float64(nearM), int32(-1)
	for dx := int32(-1); dx <= 1; dx++ {
		for dy := int32(-1); dy <= 1; dy++ {
			for _, i := range g.grid[[2]int32{k[0] + dx, k[1] + dy}] {
				if d := dist(g.doors[i].At, p); d < best {
					best, found = d, i
				}
			}
		}
	}
	return found
}

// doorsWithin are the front doors within so many metres, in the town's order; on
// the named street only, where one is named.
func (g *ground) doorsWithin(p orb.Point, radius float64, street string) []int32 {
	var out []int32
	for i, d := range g.doors {
		if dist(d.At, p) <= radius && (street == "" || g.street(int32(i)) == street) {
			out = append(out, int32(i))
		}
	}
	return out
}

// keepOut keeps everyday incidents away from where the planted truth needs quiet.
type keepOut struct {
	centre     orb.Point
	radius     float64 // metres; 0 takes the ward instead
	ward       int
	from, to   Stamp
	categories []string // none: all
	raw        string   // only this label
}

// quiet reports whether an everyday incident may not be at a place in a block.
func (m *maker) quiet(at orb.Point, block int32, i *Incident) bool {
	for _, k := range m.keep {
		if i.From < k.from || i.From >= k.to || len(k.categories) > 0 && !slices.Contains(k.categories, i.Category) || k.raw != "" && k.raw != i.Raw {
			continue
		}
		if k.radius > 0 && dist(at, k.centre) < k.radius || k.radius == 0 && block >= 0 && m.plan.Blocks[block].Next == k.ward {
			return true
		}
	}
	return false
}
