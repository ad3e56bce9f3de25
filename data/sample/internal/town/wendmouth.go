package town

import (
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"
)

// Wards are the twelve wards, in the order of their codes.
var Wards = [...]string{
	"Corn Market", "Lantern Quay", "Castle Ditch", "Ropewalk", "Swan Bridge", "Curlew",
	"Plover Hill", "Saltings", "Gasworks", "Heron Reach", "Marine Way", "Windmill Down",
}

// Indices into Wards.
const (
	CornMarket = iota
	LanternQuay
	CastleDitch
	Ropewalk
	SwanBridge
	Curlew
	PloverHill
	Saltings
	Gasworks
	HeronReach
	MarineWay
	WindmillDown
)

// Wendmouth draws the borough: 7.2 by 6 km, the River Wend along y = 3000 with
// bridges at x = 3300 and x = 5900 only.
func Wendmouth(rng *rand.Rand) *Plan {
	p := newPlan(outline())
	p.drawRiver()
	p.drawNorth()
	p.drawSouth()
	p.bridge("Swan Bridge", Primary, orb.Point{3300, 3000})
	p.bridge("Mill Bridge", Primary, orb.Point{5900, 3000})
	p.assignWards()
	f := &filler{Plan: p, rng: rng, names: newNamer(rng, p), wishes: wishes()}
	f.fill()
	f.addSpurs()
	p.parkPaths()
	p.moveWard()
	return p
}

type xy = orb.Point

// outline is the borough's line, anticlockwise from its south-west corner: a wavy
// shore in the south, field and dyke lines elsewhere.
func outline() []orb.Point {
	var out []orb.Point
	for x := 0.0; x < 7200; x += 200 {
		out = append(out, xy{x, 150 + 35*math.Sin(x/430) + 18*math.Sin(x/170)})
	}
	for y := 150.0; y < 6000; y += 300 {
		out = append(out, xy{7165 + 25*math.Sin(y/390), y})
	}
	for x := 7160.0; x > 0; x -= 300 {
		out = append(out, xy{x, 5960 + 30*math.Sin(x/510)})
	}
	for y := 5940.0; y > 250; y -= 300 {
		out = append(out, xy{30 + 25*math.Sin(y/450), y})
	}
	return out
}

// wend is the middle of the river at x.
func wend(x float64) float64 { return 3000 + 14*math.Sin(x/650) + 5*math.Sin(x/240) }

func (p *Plan) drawRiver() {
	var middle, north, south []orb.Point
	for x := -100.0; x <= 7300; x += 180 {
		half := 37 + 6*math.Sin(x/900) // 62 to 86 m wide
		middle = append(middle, xy{x, wend(x)})
		north = append(north, xy{x, wend(x) + half})
		south = append(south, xy{x, wend(x) - half})
	}
	p.road("River Wend", River, middle...)
	p.road("", bank, north...)
	p.road("", bank, south...)
	for _, x := range []float64{1930, 3330, 4750} { // ward lines down to the middle
		p.road("", limit, xy{x, 3060}, xy{x, 2990})
	}
	for _, x := range []float64{3525, 4455, 5890} {
		p.road("", limit, xy{x, 3010}, xy{x, 2940})
	}
	for i := range p.Blocks {
		c := boxAround(p.Ring(int32(i))).centre
		if math.Abs(c[1]-3000) < 60 {
			p.Blocks[i].Use = Water
		}
	}
}

func (p *Plan) drawNorth() {
	ring := p.road("Saltings Road", Secondary, xy{-100, 4150}, xy{1000, 4050}, xy{1930, 4230}, xy{3340, 4420}, xy{4740, 4260}, xy{5880, 4110}, xy{7300, 4180})
	upper := p.road("Seawall Road", Tertiary, xy{-100, 5150}, xy{960, 5080}, xy{1930, 5010}, xy{3350, 5090}, xy{4750, 4980}, xy{5870, 5120}, xy{7300, 5050})
	west := p.road("Staithe Road", Secondary, xy{1930, 3000}, xy{1900, 3600}, xy{1950, 4250}, xy{1900, 5000}, xy{1960, 6100})
	north := p.road("Bridge Street", Primary, xy{3325, 3000}, xy{3330, 3150}, xy{3350, 3700}, xy{3330, 4420}, xy{3380, 5100}, xy{3340, 6100})
	p.road("Tannery Road", Tertiary, xy{4752, 3000}, xy{4740, 3600}, xy{4760, 4260}, xy{4740, 4990}, xy{4790, 6100})
	mill := p.road("Mill Road", Primary, xy{5890, 3000}, xy{5900, 3500}, xy{5870, 4110}, xy{5890, 5120}, xy{5850, 6100})
	p.road("Samphire Road", Tertiary, xy{960, 3000}, xy{940, 3500}, xy{980, 4060}, xy{940, 5080}, xy{980, 6100})
	quay := p.road("Ropery Quay", Residential, xy{1850, 3078}, xy{2600, 3072}, xy{3330, 3074}, xy{4100, 3052}, xy{4750, 3084}, xy{5890, 3078}, xy{6500, 3058}, xy{7300, 3062})
	fish := p.road("Fish Street", Secondary, xy{3310, 3106}, xy{3600, 3138}, xy{3900, 3180}, xy{4330, 3216}, xy{4800, 3262})
	p.cut(fish, xy{4130, 3200}, "Tanyard Lane")

	ring = p.cut(ring, xy{1930, 4230}, "Ropery Road")
	ring = p.cut(ring, xy{3340, 4420}, "Curlew Road")
	p.cut(ring, xy{5880, 4110}, "Reach Road")
	upper = p.cut(upper, xy{1930, 5010}, "North Dyke Road")
	p.cut(upper, xy{4750, 4980}, "Whimbrel Road")
	p.cut(west, xy{1950, 4250}, "Creek Road")
	p.cut(north, xy{3330, 4420}, "North Gate")
	p.cut(mill, xy{5870, 4110}, "Upper Mill Road")
	quay = p.cut(quay, xy{3330, 3074}, "Lantern Quay")
	quay = p.cut(quay, xy{4750, 3084}, "Heron Quay")
	p.cut(quay, xy{5890, 3078}, "Heron Parade")
}

func (p *Plan) drawSouth() {
	shore := p.road("West Parade", Primary, xy{-100, 420}, xy{1500, 440}, xy{2900, 380}, xy{4000, 400}, xy{4900, 396}, xy{5800, 400}, xy{7300, 430})
	ballast := p.road("Downland Road", Secondary, xy{-100, 960}, xy{1500, 985}, xy{2890, 950}, xy{3690, 1000}, xy{4455, 960}, xy{5850, 930}, xy{7300, 905})
	west := p.road("Windmill Lane", Secondary, xy{1500, 100}, xy{1480, 980}, xy{1530, 1700}, xy{1500, 2350}, xy{1520, 2700}, xy{1490, 3010})
	ditch := p.road("Shingle Road", Tertiary, xy{2900, 100}, xy{2890, 950}, xy{2930, 1600}, xy{2890, 2300}, xy{3200, 2440}, xy{3430, 2660}, xy{3520, 2900}, xy{3525, 3010})
	moat := p.road("Moat Lane", Tertiary, xy{-100, 2290}, xy{700, 2330}, xy{1500, 2360}, xy{2200, 2280}, xy{2940, 2290})
	quay := p.road("Withy Wharf", Residential, xy{1400, 2918}, xy{2400, 2900}, xy{3300, 2908}, xy{3900, 2884}, xy{4455, 2898}, xy{5890, 2902}, xy{7300, 2906})
	gas := p.road("Ballast Road", Tertiary, xy{4455, 100}, xy{4460, 960}, xy{4430, 1700}, xy{4470, 2400}, xy{4455, 3010})
	mill := p.road("Mill Lane", Primary, xy{5850, 100}, xy{5850, 930}, xy{5870, 1720}, xy{5860, 2300}, xy{5895, 3010})
	cross := p.road("Coal Road", Tertiary, xy{2900, 1610}, xy{3700, 1630}, xy{4440, 1680}, xy{5860, 1710}, xy{7300, 1640})
	swan := p.road("Swan Street", Primary, xy{3305, 3010}, xy{3310, 2900}, xy{3480, 2690}, xy{3590, 2520}, xy{3690, 2100}, xy{3720, 1640}, xy{3690, 1000}, xy{3680, 100})
	p.road("Wendmouth Line", Rail, xy{7300, 2310}, xy{5860, 2170}, xy{4460, 2080}, xy{3900, 2080}, xy{3400, 1860}, xy{2910, 1330}, xy{1500, 1210}, xy{-100, 1300})

	p.road("Bailey Road", Tertiary, xy{1450, 1950}, xy{2100, 1935}, xy{2960, 1960})
	p.road("Park Side", Residential, xy{1865, 1100}, xy{1880, 1500}, xy{1850, 2000})
	p.road("Postern Road", Residential, xy{2320, 1100}, xy{2340, 1500}, xy{2330, 2000})
	p.road("Palisade Road", Residential, xy{1830, 1480}, xy{2100, 1462}, xy{2400, 1480})

	shore = p.cut(shore, xy{4000, 400}, "Marine Way")
	p.cut(shore, xy{5850, 400}, "East Parade")
	ballast = p.cut(ballast, xy{1500, 985}, "Drawbridge Road")
	ballast = p.cut(ballast, xy{2890, 950}, "Malt Road")
	ballast = p.cut(ballast, xy{4455, 960}, "Retort Road")
	p.cut(ballast, xy{5850, 930}, "Plover Road")
	p.cut(west, xy{1500, 2350}, "Osier Road")
	p.cut(moat, xy{1500, 2360}, "Castle Road")
	ditch = p.cut(ditch, xy{2890, 950}, "Ditch Gate")
	p.cut(ditch, xy{2890, 2300}, "Eel Lane")
	quay = p.cut(quay, xy{3310, 2908}, "Old Wharf")
	quay = p.cut(quay, xy{4455, 2898}, "Gas Wharf")
	p.cut(quay, xy{5890, 2902}, "Mill Wharf")
	p.cut(gas, xy{4430, 1700}, "Retort Street")
	p.cut(mill, xy{5870, 1720}, "Mill Gate")
	cross = p.cut(cross, xy{4440, 1680}, "Foundry Road")
	p.cut(cross, xy{5860, 1710}, "Kestrel Road")
	p.cut(swan, xy{3720, 1640}, "Malthouse Road")
}

// bridge joins the two banks at x.
func (p *Plan) bridge(name string, class Class, at orb.Point) {
	ends := [2]int32{-1, -1}
	for side, dy := range []float64{-40, 40} {
		best := 1e9
		for _, l := range p.Lines {
			if l.Class != class || len(l.Nodes) < 2 {
				continue
			}
			for _, n := range []int32{l.Nodes[0], l.Nodes[len(l.Nodes)-1]} {
				if d := dist(p.Points[n], xy{at[0], at[1] + dy}); d < best {
					best, ends[side] = d, n
				}
			}
		}
	}
	p.Lines = append(p.Lines, Line{Name: name, Class: class, Bridge: true, Nodes: ends[:]})
}

// wishes are the places that sample borough's story needs.
func wishes() []wish {
	street := func(name string, x, y, deg, size float64) wish {
		return wish{name: name, class: Residential, at: xy{x, y}, deg: deg, maxM2: size}
	}
	keep := func(name string, use Use, x, y, size float64) wish {
		return wish{name: name, use: use, at: xy{x, y}, maxM2: size}
	}
	return []wish{
		{name: "Corn Market", class: Pedestrian, at: xy{3630, 2496}, deg: 8, maxM2: 110000},
		street("Wherry Street", 3452, 2336, 12, 90000),
		street("Station Approach", 3900, 2200, 86, 130000),
		street("Academy Lane", 1500, 4600, 20, 260000),
		street("Curlew Avenue", 5600, 4700, 84, 420000),
		street("Ropewalk", 2600, 3900, 4, 300000),
		street("Ropewalk Court", 2500, 4200, 88, 120000),
		street("Gasworks Lane", 5200, 1900, 3, 400000),
		street("Plover Hill", 6300, 1590, 2, 160000),
		street("Tannery Gardens", 4331, 3244, 88, 60000),
		street("Tower Walk", 1100, 3262, 6, 160000),
		keep("", Built, 6300, 1500, 34000),
		keep("", Built, 1100, 3305, 30000),
		keep("Castle Ditch Park", Park, 2100, 1700, 230000),
		keep("Windmill Down", Park, 620, 1900, 420000),
		keep("Saltings Marsh", Park, 450, 5500, 420000),
		keep("Curlew Field", Park, 5250, 5500, 160000),
		keep("Plover Common", Park, 6700, 2450, 160000),
		keep("Heron Meadow", Park, 5300, 3650, 120000),
		keep("Marine Gardens", Park, 5000, 560, 40000),
		keep("Gasworks Recreation Ground", Park, 4900, 2500, 60000),
		keep("Wendmouth Park", Ground, 5150, 1800, 40000),
		keep("Northgate Park", Park, 4100, 5500, 110000),
		keep("Ropery Green", Park, 2250, 3350, 36000),
		keep("Tithe Green", Park, 4150, 1330, 45000),
		keep("Chalk Pit Field", Park, 420, 700, 60000),
		keep("Academy Playing Field", Park, 1350, 4850, 60000),
		keep("Harrier Golf Links", Park, 6600, 5600, 420000),
		keep("Redshank Allotments", Park, 6500, 4650, 70000),
		keep("Bittern Fen", Park, 2500, 5650, 230000),
		keep("Seablite Lake Park", Park, 600, 3500, 120000),
		keep("Drover Fields", Park, 1000, 1600, 120000),
		keep("Foundry Works", Ground, 6900, 1300, 110000),
		keep("Malthouse Sidings", Ground, 4200, 1900, 60000),
	}
}
