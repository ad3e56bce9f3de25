package sample

import (
	"math"
	"math/rand/v2"
	"slices"
)

// lateFrom is when online reports began to wait for a weekly load.
var lateFrom = date(2026, 9, 1)

// sinceFriday is how many records came in after Friday's extract.
const sinceFriday = 41

// record says when each agency's system had each record.
func (m *maker) record() {
	rng := m.stream("recorded")
	for n := range m.rows {
		i := &m.rows[n]
		switch {
		case i.Plant == "last":
			i.Recorded = i.From + 12
		case i.has("online") && i.From >= lateFrom:
			i.Recorded = loaded(rng, i.end())
		case i.has("online"):
			i.Recorded = i.end() + Stamp(2*hour+rng.IntN(2*day))
		case i.Source == "council":
			i.Recorded = atTheOffice(rng, i.end())
		default:
			i.Recorded = i.end() + Stamp(min(6*day, 9+int(-math.Log(1-rng.Float64())*9*hour)))
		}
	}
}

// end is the last moment the incident may have begun.
func (i Incident) end() Stamp {
	if i.DayOnly {
		return i.From + day - 1
	}
	return max(i.From, i.To)
}

// loaded is the Tuesday load that an online report comes in with: those of the
// last two weeks or so wait for the next, 19 days after the event in the median.
func loaded(rng *rand.Rand, t Stamp) Stamp {
	d := (t + Stamp(10*day+rng.IntN(13*day))).midnight()
	return d + Stamp((1-d.weekday()+7)%7)*day + 5*hour
}

// atTheOffice is a time on the next working day.
func atTheOffice(rng *rand.Rand, t Stamp) Stamp {
	d := t.midnight() + day
	for d.weekday() > 4 {
		d += day
	}
	return d + 9*hour + Stamp(rng.IntN(450))
}

// settleFriday makes exactly 41 records new since Friday's extract. Everyday
// records that are too many wait until Monday, as some always do.
func (m *maker) settleFriday() {
	rng := m.stream("friday")
	var fresh, free []int
	for n, i := range m.rows {
		if i.Recorded < friday || !i.Known() {
			continue
		}
		fresh = append(fresh, n)
		if i.Plant == "" && i.pair == 0 && !i.has("online") && i.Category != "burglary" && i.Category != "robbery" {
			free = append(free, n)
		}
	}
	for _, n := range shuffled(rng, free)[:max(0, min(len(free), len(fresh)-sinceFriday))] {
		m.rows[n].Recorded = clock + Stamp(3*hour+rng.IntN(6*hour))
	}
}

// lastWord adds the record that the data reach to, 23:40 on Sunday.
func (m *maker) lastWord() {
	doors := m.byStreet["Old Wharf"]
	i := Incident{Source: "police", Category: "anti-social-behaviour", Raw: "Rowdy behaviour", Setting: "street", From: lastTime, Plant: "last"}
	m.rows = append(m.rows, m.door(m.stream("last"), i, doors))
}

// inOrder sorts the records as their agencies numbered them and gives each its
// reference.
func (m *maker) inOrder() {
	slices.SortStableFunc(m.rows, func(a, b Incident) int {
		if a.Recorded != b.Recorded {
			return int(a.Recorded - b.Recorded)
		}
		return int(a.From - b.From)
	})
	next := map[string]int{"police": 104211, "council": 20118}
	for n := range m.rows {
		i := &m.rows[n]
		next[i.Source]++
		i.Reference = reference(i.Source, next[i.Source])
	}
}

func reference(source string, n int) string {
	digits := []byte("000000")
	for k := len(digits) - 1; k >= 0 && n > 0; k, n = k-1, n/10 {
		digits[k] = byte('0' + n%10)
	}
	if source == "council" {
		return "WBC/" + string(digits)
	}
	return "WP/" + string(digits)
}
