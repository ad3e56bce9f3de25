package sample

import (
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/paulmach/orb"
)

// everyday makes the incidents that belong to no planted place: at front doors,
// shops, stations and parks, as many to the hectare in one built-up street as in
// another but for a gentle rise towards the middle of the town.
func (m *maker) everyday() {
	for _, k := range kinds() {
		rng := m.stream("everyday " + k.category)
		for _, mo := range months() {
			mean := k.perMonth * k.season[mo.m-1] * float64(mo.days()) / 30.4
			for range poisson(rng, mean) {
				if i, ok := m.one(rng, k, mo); ok {
					m.rows = append(m.rows, i)
				}
			}
		}
	}
}

// countSheds adds as many burglaries of sheds as lift burglary by 35 parts in 100
// over the mean of the same months of the four years before: in the first year of
// the new counting, and in the seven months after it.
func (m *maker) countSheds() {
	rng := m.stream("sheds")
	burgled := func(from, to Stamp) int {
		return count(m.rows, func(i Incident) bool { return i.Category == "burglary" && i.begins(from, to) })
	}
	for _, s := range []struct{ first, last time.Month }{{4, 15}, {16, 22}} { // months from January 2025
		from, to := date(2025, s.first, 1), date(2025, s.last+1, 1)
		before := 0
		for back := 1; back <= 4; back++ {
			first := s.first - 12*((s.first-4)/12)
			before += burgled(date(2025-back, first, 1), date(2025-back, first+s.last-s.first+1, 1))
		}
		span := month{from: from, to: to}
		for n := int((1+shedRise)*float64(before)/4+0.5) - burgled(from, to); n > 0; {
			mo := month{from: span.from, to: span.to, m: 1, y: 2025}
			if i, ok := m.one(rng, shed, mo); ok {
				m.rows = append(m.rows, i)
				n--
			}
		}
	}
}

// one makes one everyday incident; ok is false where it would fall after the last
// moment of the data.
func (m *maker) one(rng *rand.Rand, k kind, mo month) (Incident, bool) {
	l := pickLabel(rng, k.labels)
	i := Incident{Source: "police", Category: k.category, Raw: l.raw, Setting: l.setting}
	if l.tags != "" {
		i.Tags = strings.Split(l.tags, ";")
	}
	if i.Setting == "" {
		i.Setting = pickSetting(rng, k.settings)
	}
	if rng.Float64() < k.council {
		i.Source = "council"
	}
	m.when(rng, &i, k, mo)
	if !m.where(rng, &i) {
		return i, false
	}
	if rng.Float64() < k.online {
		i.Tags = append(i.Tags, "online")
	}
	return i, i.From >= firstDay && max(i.From, i.To) <= lastTime
}

// when gives the incident its time.
func (m *maker) when(rng *rand.Rand, i *Incident, k kind, mo month) {
	d := mo.from + Stamp(rng.IntN(mo.days())*day)
	for rng.Float64()*2.3 > k.days[d.weekday()]*busy(d, k.category) {
		d = mo.from + Stamp(rng.IntN(mo.days())*day)
	}
	h := pickHour(rng, k.hours)
	if h < 5 && !k.night { // the small hours belong to the evening before
		d += day
	}
	i.From = (d + Stamp(h*hour+rng.IntN(hour))).ticking()
	switch u := rng.Float64(); {
	case u < k.spread && k.night:
		i.From = (d + Stamp((17+rng.IntN(6))*hour+rng.IntN(12)*5)).ticking()
		i.To = (d + day + Stamp((6+rng.IntN(4))*hour+rng.IntN(12)*5)).ticking()
	case u < k.spread:
		i.From = d + Stamp((7+rng.IntN(3))*hour+rng.IntN(12)*5)
		i.To = i.From + Stamp((3+rng.IntN(7))*hour+rng.IntN(6)*10)
	case u < k.spread+k.dayOnly:
		i.From, i.DayOnly = i.From.midnight(), true
	}
}

// busy raises the nights everybody knows.
func busy(d Stamp, category string) float64 {
	t := d.time()
	switch {
	case category != "anti-social-behaviour" && category != "public-order" && category != "criminal-damage-and-arson":
		return 1
	case t.Month() == time.October && t.Day() == 31, t.Month() == time.November && t.Day() == 5, t.Month() == time.December && t.Day() == 31:
		return 1.5
	}
	return 1
}

// where gives the incident its place: a uniform point of the frame moved to the
// nearest front door. Where none is near (water, park, field) or the story needs
// quiet, another point is tried.
func (m *maker) where(rng *rand.Rand, i *Incident) bool {
	switch {
	case i.Setting == "retail" && i.Category == "shoplifting":
		return m.atStand(rng, i, m.shops)
	case i.Setting == "transport" && rng.Float64() < 0.12:
		return m.atStand(rng, i, m.transport)
	case i.Setting == "open-space" && rng.Float64() < 0.8:
		return m.inPark(rng, i)
	}
	for range 400 {
		p := orb.Point{7200 * rng.Float64(), 6000 * rng.Float64()}
		if rng.Float64() > middling(p) {
			continue
		}
		door := m.doorNear(p)
		if door < 0 || m.quiet(m.doors[door].At, m.doors[door].Block, i) {
			continue
		}
		i.At, i.Location = m.doors[door].At, m.street(door)
		return true
	}
	return false
}

// middling is the relative likelihood of a place: a quarter more in the middle of
// the town than at its edge, and no more than that.
func middling(p orb.Point) float64 {
	d := dist(p, orb.Point{3700, 2700})
	return (1 + 0.25*math.Exp(-d*d/(2*1100*1100))) / 1.25
}

// atStand puts the incident at one of the premises.
func (m *maker) atStand(rng *rand.Rand, i *Incident, all []stand) bool {
	for range 50 {
		if s := pick(rng, all); !m.quiet(s.at, s.block, i) {
			i.At, i.Location = s.at, s.name
			return true
		}
	}
	return false
}

// inPark puts the incident somewhere in a park, larger parks more often.
func (m *maker) inPark(rng *rand.Rand, i *Incident) bool {
	for range 2000 {
		b := pick(rng, m.parks)
		ring := m.plan.Ring(b)
		box := ring.Bound()
		p := orb.Point{box.Min[0] + rng.Float64()*(box.Max[0]-box.Min[0]), box.Min[1] + rng.Float64()*(box.Max[1]-box.Min[1])}
		p = orb.Point{round(p[0], 10), round(p[1], 10)}
		size := (box.Max[0] - box.Min[0]) * (box.Max[1] - box.Min[1])
		if rng.Float64()*420000 > size || !m.plan.Holds(b, p) || m.quiet(p, b, i) {
			continue
		}
		if i.Raw == "Nuisance motorcycles" && m.plan.Blocks[b].Name == "Castle Ditch Park" {
			continue // all of those are planted
		}
		i.At, i.Location = p, m.plan.Blocks[b].Name
		return true
	}
	return false
}

func round(v, parts float64) float64 { return math.Round(v*parts) / parts }
