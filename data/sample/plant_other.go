package sample

import "github.com/paulmach/orb"

// afterMarch is from when the courts off Ropewalk have searches and possession only.
var afterMarch = date(2026, 4, 1)

// plantCourts: until March 2026 young people gathered there and neighbours
// reported it; since then only what police make by being there.
func (m *maker) plantCourts() {
	rng := m.stream("ropewalk courts")
	doors := m.doorsWithin(courts, 60, "Ropewalk Court")
	made := []Incident{
		{Category: "stop-and-search", Raw: "Person search", Setting: "street"},
		{Category: "stop-and-search", Raw: "Person search", Setting: "street"},
		{Category: "possession-of-weapons", Raw: "Possession of a knife", Setting: "street", Tags: []string{"knife"}},
		{Category: "stop-and-search", Raw: "Person search", Setting: "street"},
		{Category: "drugs", Raw: "Possession of cannabis", Setting: "street"},
	}
	for k, mo := range months() {
		if !mo.whole() {
			continue
		}
		if mo.from < afterMarch {
			for _, d := range some(rng, mo.daysOf(), cycle(k, 5, 6, 5)) {
				i := Incident{Category: "anti-social-behaviour", Raw: "Youths gathering", Setting: "street", From: sometime(rng, d, 17, 22)}
				m.add("ropewalk-courts-before", m.door(rng, i, doors))
			}
			continue
		}
		for n, d := range some(rng, mo.daysOf(), 9) {
			i := made[n%len(made)]
			i.From = sometime(rng, d, 14, 23)
			m.add("ropewalk-courts", m.door(rng, i, doors))
		}
	}
}

// plantKestrelTowers: more violence than in any other cell, 17 of 20 of it
// domestic and behind front doors.
func (m *maker) plantKestrelTowers() {
	rng := m.stream("kestrel towers")
	towers := []orb.Point{{1088, 3299}, {1100, 3304}, {1112, 3298}}
	n := 0
	for _, mo := range months() {
		if !mo.whole() {
			continue
		}
		for range 8 {
			i := Incident{Category: "violence-and-sexual-offences", Raw: "Domestic violence", Setting: "dwelling", Tags: []string{"domestic"}, Location: "Kestrel Towers"}
			if n%20 == 4 || n%20 == 11 || n%20 == 18 {
				i.Raw, i.Setting, i.Tags = "Violence without injury", "street", nil
			}
			i.From = sometime(rng, pick(rng, mo.daysOf()), 15, 2)
			i.At = towers[n%len(towers)]
			m.add("kestrel-towers", i)
			n++
		}
	}
}

// parked is what stands each month on the police station's own point because
// nobody recorded where it happened: 58 records.
var parked = []struct {
	n             int
	category, raw string
}{
	{12, "other-theft", "Theft of other property"}, {9, "vehicle-crime", "Theft from vehicle"}, {8, "criminal-damage-and-arson", "Damage to a vehicle"},
	{8, "anti-social-behaviour", "Rowdy behaviour"}, {6, "violence-and-sexual-offences", "Violence without injury"},
	{6, "public-order", "Fear or alarm"}, {5, "drugs", "Possession of cannabis"}, {4, "other-crime", "Other offence"},
}

// stationName is as the site and the records call it.
const stationName = "Wherry Street police station"

func (m *maker) parkAtStation() {
	rng := m.stream("station")
	for _, mo := range months() {
		if !mo.whole() {
			continue
		}
		for _, p := range parked {
			for range p.n {
				i := Incident{Category: p.category, Raw: p.raw, At: station, Location: stationName}
				i.From = (pick(rng, mo.daysOf()) + Stamp(pickHour(rng, daytime)*hour+rng.IntN(hour))).ticking()
				m.add("wherry-street", i)
			}
		}
	}
}
