package sample

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Operation Harbour Light, 5 to 25 October 2026 at Fish Street and Swan Bridge, and
// how its result reads: 31 before, 15 as known at the borough's clock, 26 once the
// late records are in. Both usual readings of "before" give 31: the same weeks of
// the year before, by date and by weekday, and the three weeks just before.
const (
	harbourBefore = 31
	harbourKnown  = 15
	harbourFull   = 26
)

var (
	harbourFrom = date(2026, 10, 5)
	harbourTo   = date(2026, 10, 26)
	swanRadius  = 150.0
)

// harbourSpans are the spans counted, with what each must hold. The first is the
// same by date (from the 5th) and by weekday (to the 26th): both days are emptied.
var harbourSpans = []struct {
	from, to Stamp
	want     int
}{
	{date(2025, 10, 6), date(2025, 10, 26), harbourBefore},
	{date(2026, 9, 14), date(2026, 10, 5), harbourBefore},
	{harbourFrom, harbourTo, harbourFull},
}

// harbourPlace is 0 at Fish Street, 1 at Swan Bridge, -1 elsewhere.
func (m *maker) harbourPlace(i Incident) int {
	switch {
	case lanternArea.Contains(i.At):
		return 0
	case dist(i.At, swanBridge) <= swanRadius:
		return 1
	}
	return -1
}

// harbourCounts reports whether the operation's result counts the record.
func (m *maker) harbourCounts(i Incident) bool {
	return !policeGenerated[i.Category] && m.harbourPlace(i) >= 0
}

// settleHarbour brings each span to its number, taking away or adding nights out,
// which no other planted count rests on.
func (m *maker) settleHarbour() {
	rng := m.stream("harbour")
	m.emptyDay(date(2025, 10, 5), week)
	m.emptyDay(date(2025, 10, 26), -week)
	doors := m.doorsWithin(fishStreet, 120, "Fish Street")
	for _, s := range harbourSpans {
		in := func(i Incident) bool { return i.begins(s.from, s.to) && m.harbourCounts(i) }
		n := count(m.rows, in)
		m.rows = slices.DeleteFunc(m.rows, func(i Incident) bool {
			if n > s.want && in(i) && m.spare(i) {
				n--
				return true
			}
			return false
		})
		inner := month{from: s.from + day, to: s.to - day}
		for k, d := range some(rng, inner.daysOf(3, 4), s.want-n) {
			i := nightOut[k%len(nightOut)]
			i.Tags = slices.Clone(i.Tags)
			i.From = sometime(rng, d, 20, 23)
			m.add("night-out", m.door(rng, i, doors))
		}
	}
}

// emptyDay leaves a day without records that count: the spare ones go, the others
// happen a week later or earlier instead.
func (m *maker) emptyDay(d, by Stamp) {
	m.rows = slices.DeleteFunc(m.rows, func(i Incident) bool { return i.begins(d, d+day) && m.harbourCounts(i) && m.spare(i) })
	for n := range m.rows {
		if i := &m.rows[n]; i.begins(d, d+day) && m.harbourCounts(*i) {
			i.From += by
		}
	}
}

// spare reports whether no planted count but the operation's rests on the record.
func (m *maker) spare(i Incident) bool { return i.Plant == "" || i.Plant == "night-out" }

// settleLate decides which of the operation's records came in by the clock: 15,
// and 11 with later loads. Records of the weeks before are all in.
func (m *maker) settleLate() {
	rng := m.stream("harbour late")
	var late []int
	for n := range m.rows {
		i := &m.rows[n]
		if !m.harbourCounts(*i) || !i.begins(harbourSpans[1].from, harbourTo) {
			continue
		}
		i.Tags = slices.DeleteFunc(slices.Clone(i.Tags), func(t string) bool { return t == "online" })
		i.Recorded = min(i.end()+Stamp(30+rng.IntN(2*day)), friday-hour)
		if i.begins(harbourFrom, harbourTo) && m.spare(*i) {
			late = append(late, n)
		}
	}
	for _, n := range shuffled(rng, late)[:min(len(late), harbourFull-harbourKnown)] {
		i := &m.rows[n]
		i.Tags = append(i.Tags, "online")
		i.Recorded = date(2026, 11, 3) + 5*hour + Stamp(rng.IntN(2)*week) // the next loads
	}
}

// count is of the rows that a reader can use.
func count(rows []Incident, in func(Incident) bool) int {
	n := 0
	for _, i := range rows {
		if !i.Swapped && in(i) {
			n++
		}
	}
	return n
}

// circle is a ring of 32 points around a place, anticlockwise and closed.
func circle(c orb.Point, radius float64) orb.Ring {
	out := make(orb.Ring, 0, 33)
	for k := range 33 {
		sin, cos := math.Sincos(float64(k%32) * math.Pi / 16)
		out = append(out, orb.Point{c[0] + radius*cos, c[1] + radius*sin})
	}
	return out
}
