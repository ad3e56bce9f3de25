package sample

import (
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"
)

// drink makes n reports of street drinking between two dates, none of one place
// on the same day as another, so that two of them never look like one.
func (m *maker) drink(rng *rand.Rand, spots [3][]int32, mo month, n int) {
	inside, moved := n*3/4, 0
	if mo.from >= tanneryFrom {
		inside, moved = n/5, n*3/5
	}
	for place, k := range []int{inside, moved, n - inside - moved} {
		for _, d := range some(rng, mo.daysOf(), k) {
			i := Incident{Category: "anti-social-behaviour", Raw: "Street drinking", Setting: "street", Tags: []string{"alcohol"}, From: sometime(rng, d, 12, 22)}
			if rng.Float64() < 0.4 {
				i.Source = "council"
			}
			if place == 1 {
				spot := pick(rng, []orb.Point{{4320, 3226}, {4327, 3236}, {4336, 3224}, {4341, 3233}, {4331, 3243}})
				i.Setting, i.Location, i.At = "open-space", "Tannery Gardens", spot
				m.add("tannery-gardens", i)
				continue
			}
			m.add("lantern-quay-drinking", m.door(rng, i, spots[place]))
		}
	}
}

// farDoors are the doors of Lantern Quay ward at least 500 m from the order.
func (m *maker) farDoors() []int32 {
	var out []int32
	for i, d := range m.doors {
		if m.plan.Blocks[d.Block].Next == lanternQuay && boundGap(lanternArea, d.At) > 500 {
			out = append(out, int32(i))
		}
	}
	return out
}

// boundGap is how far a point lies outside a box, in metres.
func boundGap(b orb.Bound, p orb.Point) float64 {
	q := orb.Point{min(max(p[0], b.Min[0]), b.Max[0]), min(max(p[1], b.Min[1]), b.Max[1])}
	return dist(p, q)
}

// motorcycles are the reports of nuisance motorcycles in Castle Ditch Park by
// quarter of the riding season, April to June and July to September, from 2021.
var motorcycles = [6][2]int{{33, 36}, {35, 37}, {34, 35}, {36, 36}, {37, 38}, {39, 41}}

// offSeason is a winter month's: a fifth of a summer month's.
var offSeason = []int{2, 3, 2, 3, 2, 3, 2, 2, 3}

var parkSpots = []orb.Point{{2100, 1700}, {2015, 1650}, {2185, 1655}, {2060, 1790}, {2160, 1780}, {2100, 1600}}

// plantCastlePark: motorcycles on summer weekends, in the afternoon.
func (m *maker) plantCastlePark() {
	rng := m.stream("castle ditch park")
	winter := 0
	for _, mo := range months() {
		if !mo.whole() {
			continue
		}
		if mo.m < 4 || mo.m > 9 {
			for _, d := range some(rng, mo.daysOf(5, 6), cycle(winter, offSeason...)) {
				m.rideOn(rng, d, 0)
			}
			winter++
			continue
		}
		if mo.m != 4 && mo.m != 7 { // a quarter at a time
			continue
		}
		quarter := month{from: mo.from, to: date(mo.y, mo.m+3, 1)}
		on := map[Stamp]int{}
		for _, d := range some(rng, quarter.daysOf(5, 6), motorcycles[mo.y-2021][int(mo.m)/7]) {
			m.rideOn(rng, d, on[d])
			on[d]++
		}
	}
}

// rideOn is the k-th report of a day: each at another corner of the park.
func (m *maker) rideOn(rng *rand.Rand, d Stamp, k int) {
	i := Incident{Category: "anti-social-behaviour", Raw: "Nuisance motorcycles", Setting: "open-space", Tags: []string{"motorcycle"}, Location: "Castle Ditch Park"}
	i.From = sometime(rng, d, 14, 20)
	i.At = parkSpots[(int(d/day)+2*k)%len(parkSpots)]
	if rng.Float64() < 0.45 {
		i.Source = "council"
	}
	m.add("castle-ditch-park", i)
}

// plantMarineWay: cars drift on the last Sunday night of the month.
func (m *maker) plantMarineWay() {
	rng := m.stream("marine way")
	doors := slices.DeleteFunc(m.doorsWithin(marineWay, 900, "Marine Way"), func(i int32) bool {
		return m.doors[i].At[0] < 4000 || m.doors[i].At[0] > 5800
	})
	for k, mo := range months() {
		d, ok := mo.lastSunday()
		if !ok {
			continue
		}
		for range cycle(k, 5, 4, 6) {
			i := Incident{Category: "anti-social-behaviour", Raw: "Drifting and racing", Setting: "street", Tags: []string{"vehicle"}, From: sometime(rng, d, 22, 1)}
			m.add("marine-way", m.door(rng, i, doors))
		}
	}
}

// homeWeeks are the weeks of the season, from the first Saturday of August, in
// which the football club plays at home: 23 of them.
var homeWeeks = []int{1, 3, 5, 6, 8, 10, 12, 14, 15, 17, 19, 20, 22, 24, 26, 27, 29, 31, 33, 34, 36, 38, 39}

// HomeSaturdays are the days of the home matches up to the data-to date.
func HomeSaturdays() []Stamp {
	var out []Stamp
	for y := 2020; y <= 2026; y++ {
		first := date(y, 8, 1)
		first += Stamp((5-first.weekday()+7)%7) * day
		for _, w := range homeWeeks {
			if d := first + Stamp(w)*week; d >= firstDay && d < lastTime {
				out = append(out, d)
			}
		}
	}
	return out
}

// plantGasworksLane: crowds on home Saturdays.
func (m *maker) plantGasworksLane() {
	rng := m.stream("gasworks lane")
	doors := m.doorsWithin(gasworksLane, 150, "Gasworks Lane")
	crowd := []Incident{
		{Category: "public-order", Raw: "Fear or alarm", Setting: "street"},
		{Category: "anti-social-behaviour", Raw: "Rowdy behaviour", Setting: "street"},
		{Category: "anti-social-behaviour", Raw: "Vehicle nuisance", Setting: "street"},
		{Category: "public-order", Raw: "Affray", Setting: "street"},
		{Category: "criminal-damage-and-arson", Raw: "Damage to a vehicle", Setting: "street"},
	}
	for k, d := range HomeSaturdays() {
		for n := range cycle(k, 4, 5) {
			i := crowd[(n+k)%len(crowd)]
			i.Tags, i.From = []string{"event"}, sometime(rng, d, 13, 18)
			m.add("gasworks-lane", m.door(rng, i, doors))
		}
	}
}
