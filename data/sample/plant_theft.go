package sample

import (
	"math"
	"time"

	"github.com/paulmach/orb"
)

// plantSwanBridge: nine phone robberies in seven weeks on Tuesdays to Thursdays at
// the end of the working day, and hardly any before.
func (m *maker) plantSwanBridge() {
	rng := m.stream("swan bridge")
	doors := m.doorsWithin(swanBridge, 75, "")
	phone := Incident{Category: "robbery", Raw: "Phone robbery", Setting: "street", Tags: []string{"phone"}}
	for _, d := range []Stamp{
		date(2026, 9, 15), date(2026, 9, 17), date(2026, 9, 23), date(2026, 9, 30), date(2026, 10, 6),
		date(2026, 10, 8), date(2026, 10, 14), date(2026, 10, 20), date(2026, 10, 28),
	} {
		i := phone
		i.From = sometime(rng, d, 16, 19)
		i = m.door(rng, i, doors)
		i.Location = "Swan Bridge"
		m.add("swan-bridge", i)
	}
	for _, d := range []Stamp{date(2022, 5, 19), date(2023, 10, 11), date(2025, 9, 24), date(2026, 3, 3)} {
		i := phone
		i.From = sometime(rng, d, 12, 22)
		m.add("swan-bridge-before", m.door(rng, i, doors))
	}
}

// holidays are the school holidays, both ends included.
var holidays = [][2]Stamp{
	{date(2021, 4, 1), date(2021, 4, 18)}, {date(2021, 5, 31), date(2021, 6, 4)}, {date(2021, 7, 22), date(2021, 9, 1)}, {date(2021, 10, 25), date(2021, 10, 29)}, {date(2021, 12, 20), date(2022, 1, 3)},
	{date(2022, 2, 14), date(2022, 2, 18)}, {date(2022, 4, 4), date(2022, 4, 18)}, {date(2022, 5, 30), date(2022, 6, 3)}, {date(2022, 7, 22), date(2022, 9, 4)}, {date(2022, 10, 24), date(2022, 10, 28)}, {date(2022, 12, 19), date(2023, 1, 3)},
	{date(2023, 2, 13), date(2023, 2, 17)}, {date(2023, 4, 3), date(2023, 4, 16)}, {date(2023, 5, 29), date(2023, 6, 2)}, {date(2023, 7, 22), date(2023, 9, 4)}, {date(2023, 10, 23), date(2023, 10, 27)}, {date(2023, 12, 21), date(2024, 1, 5)},
	{date(2024, 2, 12), date(2024, 2, 16)}, {date(2024, 3, 29), date(2024, 4, 12)}, {date(2024, 5, 27), date(2024, 5, 31)}, {date(2024, 7, 23), date(2024, 9, 3)}, {date(2024, 10, 28), date(2024, 11, 1)}, {date(2024, 12, 21), date(2025, 1, 3)},
	{date(2025, 2, 17), date(2025, 2, 21)}, {date(2025, 4, 5), date(2025, 4, 21)}, {date(2025, 5, 26), date(2025, 5, 30)}, {date(2025, 7, 23), date(2025, 9, 2)}, {date(2025, 10, 27), date(2025, 10, 31)}, {date(2025, 12, 20), date(2026, 1, 2)},
	{date(2026, 2, 16), date(2026, 2, 20)}, {date(2026, 3, 30), date(2026, 4, 10)}, {date(2026, 5, 25), date(2026, 5, 29)}, {date(2026, 7, 22), date(2026, 9, 1)}, {date(2026, 10, 26), date(2026, 10, 30)},
}

// schoolDay reports whether Wendmouth's schools are open.
func schoolDay(d Stamp) bool {
	if d.weekday() > 4 {
		return false
	}
	for _, h := range holidays {
		if d >= h[0] && d <= h[1] {
			return false
		}
	}
	return true
}

// plantAcademyLane: one robbery in every five school days, when school is out.
func (m *maker) plantAcademyLane() {
	rng := m.stream("academy lane")
	doors := m.doorsWithin(academyLane, 62, "Academy Lane")
	open := 0
	turn := 3
	for d := firstDay; d < lastTime; d += day {
		if !schoolDay(d) {
			continue
		}
		if open%5 == turn {
			i := Incident{Category: "robbery", Raw: "Phone robbery", Setting: "street", Tags: []string{"phone"}}
			i.From = d + 15*hour + Stamp(rng.IntN(90))
			m.add("academy-lane", m.door(rng, i, doors))
		}
		if open++; open%5 == 0 {
			turn = rng.IntN(5)
		}
	}
}

// heronArea is the restricted area of the Heron Parade order.
var heronArea = orb.Bound{Min: orb.Point{6130, 3034}, Max: orb.Point{6740, 3230}}

// plantHeronReach: six robberies in the ward, four of them in the order's area; a
// reader of both counts would know the other two.
func (m *maker) plantHeronReach() {
	rng := m.stream("heron reach")
	i := Incident{Category: "robbery", Raw: "Personal robbery", Setting: "street"}
	for k, d := range []Stamp{date(2026, 8, 14), date(2026, 8, 29), date(2026, 9, 11), date(2026, 9, 26)} {
		x := 6180 + 165*float64(k)
		i.From = sometime(rng, d, 17, 23)
		m.add("heron-parade", m.door(rng, i, m.doorsWithin(orb.Point{x, 3072}, 45, "Heron Parade")))
	}
	for k, d := range []Stamp{date(2026, 8, 21), date(2026, 9, 18)} {
		i.From = sometime(rng, d, 17, 23)
		m.add("heron-reach", m.door(rng, i, m.doorsWithin(orb.Point{5100 + 900*float64(k), 3850 - 60*float64(k)}, 120, "")))
	}
}

// plantCornMarket: shop theft, two parts in a hundred more every month.
func (m *maker) plantCornMarket() {
	rng := m.stream("corn market")
	doors := m.doorsWithin(cornMarket, 60, "")
	due := 0.0
	for k, mo := range months() {
		if !mo.whole() {
			continue
		}
		due += 9 * math.Pow(1.02, float64(k))
		n := int(due)
		due -= float64(n)
		for _, d := range some(rng, mo.daysOf(0, 1, 2, 3, 4, 5), n) {
			i := Incident{Category: "shoplifting", Raw: "Shop theft", Setting: "retail", From: sometime(rng, d, 11, 15)}
			i = m.door(rng, i, doors)
			i.Location = "Corn Market"
			m.add("corn-market", i)
		}
	}
}

// plantStationApproach: bicycles go while their owners are at work.
func (m *maker) plantStationApproach() {
	rng := m.stream("station approach")
	doors := m.doorsWithin(approach, 80, "Station Approach")
	for k, mo := range months() {
		if mo.m < time.May || mo.m > time.September {
			continue
		}
		for _, d := range some(rng, mo.daysOf(0, 1, 2, 3, 4), cycle(k, 12, 13, 11)) {
			i := Incident{Category: "bicycle-theft", Raw: "Cycle theft", Setting: "transport"}
			i.From = d + 7*hour + Stamp(rng.IntN(20)*5)
			i.To = d + 17*hour + Stamp(rng.IntN(25)*5)
			m.add("station-approach", m.door(rng, i, doors))
		}
	}
}

// plantCurlewAvenue: a run of eleven burglaries, by day, close together.
func (m *maker) plantCurlewAvenue() {
	rng := m.stream("curlew avenue")
	doors := shuffled(rng, m.doorsWithin(curlewAvenue, 104, "Curlew Avenue"))
	for k, d := range []int{6, 7, 9, 9, 12, 13, 16, 17, 20, 22, 24} {
		i := Incident{Category: "burglary", Raw: "Domestic burglary", Setting: "dwelling"}
		i.From = date(2026, 10, d) + 8*hour + Stamp(rng.IntN(25)*5)
		i.To = date(2026, 10, d) + 15*hour + Stamp(rng.IntN(42)*5)
		m.add("curlew-avenue", m.door(rng, i, doors[k%len(doors):][:1]))
	}
}

// plantPloverClose: three burglaries, weeks apart: too few to call.
func (m *maker) plantPloverClose() {
	rng := m.stream("plover close")
	doors := shuffled(rng, m.doorsWithin(ploverClose, 45, "Plover Close"))
	for k, d := range []Stamp{date(2026, 8, 20), date(2026, 9, 16), date(2026, 10, 14)} {
		i := Incident{Category: "burglary", Raw: "Domestic burglary", Setting: "dwelling"}
		i.From = d + 9*hour + Stamp(rng.IntN(12)*5)
		i.To = d + 16*hour + Stamp(rng.IntN(12)*5)
		m.add("plover-close", m.door(rng, i, doors[k%len(doors):][:1]))
	}
}

// mopeds are the thefts at Ropewalk: six a month until the railings they were
// chained to were removed on 19 January 2026, then fewer and fewer.
var mopeds = map[int][]int{2026: {6, 5, 5, 4, 3, 3, 2, 1, 0, 0}}

func (m *maker) plantRopewalk() {
	rng := m.stream("ropewalk")
	doors := m.doorsWithin(ropewalk, 85, "Ropewalk")
	for k, mo := range months() {
		if !mo.whole() {
			continue
		}
		n := cycle(k, 6, 7, 5)
		if fade := mopeds[mo.y]; fade != nil {
			n = fade[mo.m-1]
		}
		days := mo.daysOf()
		switch {
		case mo.y == 2026 && mo.m == time.May:
			days = days[17:]
		case mo.y == 2026 && mo.m == time.August:
			days = days[:9]
		}
		for _, d := range some(rng, days, n) {
			i := Incident{Category: "vehicle-crime", Raw: "Moped theft", Setting: "street", Tags: []string{"moped"}, From: sometime(rng, d, 9, 21)}
			m.add("ropewalk", m.door(rng, i, doors))
		}
	}
}
