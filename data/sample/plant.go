package sample

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/paulmach/orb"
)

// The planted places, in metres of the frame.
var (
	fishStreet   = orb.Point{3900, 3180}
	swanBridge   = orb.Point{3300, 2900}
	academyLane  = orb.Point{1500, 4600}
	cornMarket   = orb.Point{3600, 2500}
	curlewAvenue = orb.Point{5600, 4700}
	ploverClose  = orb.Point{6300, 1500}
	castlePark   = orb.Point{2100, 1700}
	ropewalk     = orb.Point{2600, 3900}
	tannery      = orb.Point{4330, 3230}
	kestrel      = orb.Point{1100, 3300}
	station      = orb.Point{3450, 2350} // Wherry Street police station
	courts       = orb.Point{2500, 4200}
	marineWay    = orb.Point{4900, 400}
	gasworksLane = orb.Point{5200, 1900}
	approach     = orb.Point{3900, 2200}
)

// always is the borough's whole span.
var always = [2]Stamp{firstDay, windowTo}

// keepOuts are the rules of quiet: where and when an everyday incident would spoil
// a planted count.
func keepOuts() []keepOut {
	violent := []string{"violence-and-sexual-offences", "robbery"}
	return []keepOut{
		{centre: ploverClose, radius: 420, from: windowFrom, to: windowTo, categories: []string{"burglary"}},
		{centre: curlewAvenue, radius: 330, from: at(2026, 9, 1, 0, 0), to: windowTo, categories: []string{"burglary"}},
		{centre: swanBridge, radius: 280, from: always[0], to: always[1], categories: []string{"robbery"}},
		{centre: swanBridge, radius: 220, from: windowFrom, to: always[1], categories: violent},
		{centre: courts, radius: 160, from: afterMarch, to: always[1]},
		{centre: ropewalk, radius: 200, from: at(2026, 8, 1, 0, 0), to: always[1], categories: []string{"vehicle-crime"}},
		{centre: station, radius: 210, from: at(2025, 1, 1, 0, 0), to: always[1], categories: violent},
		{centre: fishStreet, radius: 240, from: always[0], to: always[1], categories: violent},
		{centre: kestrel, radius: 200, from: always[0], to: always[1], categories: violent},
		// Between Fish Street and Tannery Gardens, so that the two stay apart.
		{centre: orb.Point{4165, 3195}, radius: 95, from: always[0], to: always[1], categories: []string{"anti-social-behaviour"}},
		{ward: heronReach, from: at(2026, 7, 1, 0, 0), to: always[1], categories: []string{"robbery"}},
		{ward: lanternQuay, from: always[0], to: always[1], raw: "Street drinking"},
	}
}

// plants puts every planted place into the borough.
func (m *maker) plants() {
	m.plantFishStreet()
	m.plantNightOut()
	m.plantSwanBridge()
	m.plantAcademyLane()
	m.plantHeronReach()
	m.plantCornMarket()
	m.plantStationApproach()
	m.plantCurlewAvenue()
	m.plantPloverClose()
	m.plantCastlePark()
	m.plantDrinking()
	m.plantMarineWay()
	m.plantGasworksLane()
	m.plantRopewalk()
	m.plantCourts()
	m.plantKestrelTowers()
	m.parkAtStation()
}

// add records a planted incident.
func (m *maker) add(id string, i Incident) {
	i.Plant = id
	if i.Source == "" {
		i.Source = "police"
	}
	m.rows = append(m.rows, i)
}

// door moves an incident to one of the front doors.
func (m *maker) door(rng *rand.Rand, i Incident, doors []int32) Incident {
	d := pick(rng, doors)
	i.At, i.Location = m.doors[d].At, m.street(d)
	return i
}

// daysOf lists the midnights of a month that fall on the given weekdays (Monday 0);
// none means every day.
func (mo month) daysOf(weekdays ...int) []Stamp {
	var out []Stamp
	for d := mo.from; d < mo.to; d += day {
		if len(weekdays) == 0 || slices.Contains(weekdays, d.weekday()) {
			out = append(out, d)
		}
	}
	return out
}

// some is n days of the list, each at most once while they last.
func some(rng *rand.Rand, days []Stamp, n int) []Stamp {
	out := make([]Stamp, 0, n)
	for len(out) < n && len(days) > 0 {
		s := shuffled(rng, days)
		out = append(out, s[:min(len(s), n-len(out))]...)
	}
	return out
}

// cycle gives whole numbers whose mean over time is exact: the k-th of the list,
// round and round.
func cycle(k int, of ...int) int { return of[k%len(of)] }

// lastSunday is the last Sunday of the month, and whether the month reaches it.
func (mo month) lastSunday() (Stamp, bool) {
	s := mo.daysOf(6)
	if !mo.whole() || len(s) == 0 {
		return 0, false
	}
	return s[len(s)-1], true
}

// date is midnight of a date.
func date(y int, m time.Month, d int) Stamp { return at(y, m, d, 0, 0) }
