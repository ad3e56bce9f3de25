package sample

import (
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data/sample/internal/town"
)

const (
	lanternQuay = town.LanternQuay
	heronReach  = town.HeronReach
	castleDitch = town.CastleDitch
)

// lanternArea is the restricted area of the Lantern Quay order.
var lanternArea = orb.Bound{Min: orb.Point{3700, 3060}, Max: orb.Point{4100, 3300}}

// plantFishStreet: violence at eight times the borough's level on Friday and
// Saturday nights, a third more in December, three in ten inside licensed premises.
func (m *maker) plantFishStreet() {
	rng := m.stream("fish street")
	doors := m.doorsWithin(fishStreet, 115, "Fish Street")
	n := 0
	for k, mo := range months() {
		if !mo.whole() {
			continue
		}
		want := cycle(k, 4, 5, 4)
		if mo.m == time.December {
			want = cycle(mo.y, 6, 5, 6)
		}
		for _, d := range some(rng, mo.daysOf(4, 5), want) {
			i := Incident{Category: "violence-and-sexual-offences", Raw: cycleText(n, "Violence with injury", "Violence without injury"), Setting: "street", Tags: []string{"alcohol"}}
			if n%10 == 2 || n%10 == 5 || n%10 == 8 {
				i.Setting = "licensed"
			}
			i.From = sometime(rng, d, 22, 3)
			m.add("fish-street", m.door(rng, i, doors))
			n++
		}
	}
}

func cycleText(k int, of ...string) string { return of[k%len(of)] }

// nightOut is what comes with the pubs, beside the violence.
var nightOut = []Incident{
	{Category: "anti-social-behaviour", Raw: "Rowdy behaviour", Setting: "street", Tags: []string{"alcohol"}},
	{Category: "public-order", Raw: "Fear or alarm", Setting: "street", Tags: []string{"alcohol"}},
	{Category: "anti-social-behaviour", Raw: "Rowdy behaviour", Setting: "street", Tags: []string{"alcohol"}},
	{Category: "theft-from-the-person", Raw: "Phone snatch", Setting: "licensed", Tags: []string{"phone"}},
	{Category: "anti-social-behaviour", Raw: "Urination or spitting", Setting: "street"},
	{Category: "criminal-damage-and-arson", Raw: "Damage to a building", Setting: "licensed"},
	{Category: "public-order", Raw: "Drunk and disorderly", Setting: "street", Tags: []string{"alcohol"}},
	{Category: "theft-from-the-person", Raw: "Pickpocketing", Setting: "licensed"},
}

func (m *maker) plantNightOut() {
	rng := m.stream("night out")
	doors := m.doorsWithin(fishStreet, 120, "Fish Street")
	n := 0
	for k, mo := range months() {
		for _, d := range some(rng, mo.daysOf(3, 4, 5), cycle(k, 22, 25, 23)*mo.days()/30) {
			i := nightOut[n%len(nightOut)]
			i.Tags = append([]string(nil), i.Tags...)
			i.From = sometime(rng, d, 21, 3)
			if i.From > lastTime {
				continue
			}
			if n%3 == 0 {
				i.Tags = append(i.Tags, "online")
			}
			m.add("night-out", m.door(rng, i, doors))
			n++
		}
	}
}

// tanneryFrom is when the drinking moved, three weeks after the order began.
var tanneryFrom = date(2025, 3, 22)

// drinkers are the reports of street drinking in Lantern Quay ward by month, from
// January. Three in five of any of these numbers is a whole number.
var drinkers = [12]int{10, 10, 15, 15, 20, 20, 20, 20, 15, 15, 10, 10}

// plantDrinking: all of Lantern Quay's street drinking. Until 22 March 2025 three
// quarters of it lay inside what became the order; since then three fifths lie at
// Tannery Gardens, 230 m outside, and a fifth inside.
func (m *maker) plantDrinking() {
	rng := m.stream("drinking")
	spots := [3][]int32{m.doorsWithin(fishStreet, 125, ""), nil, m.farDoors()}
	for _, mo := range months() {
		if !mo.whole() {
			continue
		}
		n := drinkers[mo.m-1]
		if mo.from < tanneryFrom && tanneryFrom < mo.to { // ten before, five after
			m.drink(rng, spots, month{mo.from, tanneryFrom, mo.m, mo.y}, 10)
			m.drink(rng, spots, month{tanneryFrom, mo.to, mo.m, mo.y}, 5)
			continue
		}
		m.drink(rng, spots, mo, n)
	}
}
