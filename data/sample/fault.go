package sample

import (
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"
)

// The faults of the data, as they must be found again.
const (
	duplicates     = 214 // records that both agencies hold
	parkDuplicates = 150 // of them, motorcycles in Castle Ditch Park
	unlocatedShare = 0.04
)

// never is the month that the council never supplied.
var never = [2]Stamp{date(2026, 2, 1), date(2026, 3, 1)}

func (i Incident) neverSupplied() bool { return i.Source == "council" && i.begins(never[0], never[1]) }

// loseFebruary drops what the council never supplied.
func (m *maker) loseFebruary() {
	m.rows = slices.DeleteFunc(m.rows, Incident.neverSupplied)
}

// duplicate reports an incident to the other agency too: at most half an hour and
// 30 m apart, under the same category.
func (m *maker) duplicate() {
	rng := m.stream("duplicates")
	var park, town []int
	for n, i := range m.rows {
		switch {
		case i.Category != "anti-social-behaviour" || i.Source != "police" || i.DayOnly || i.begins(never[0], never[1]) || i.From > friday-3*day:
		case i.Plant == "castle-ditch-park":
			if mo := i.From.time().Month(); mo < 4 || mo > 9 {
				continue
			}
			park = append(park, n)
		case i.Plant == "" && !i.has("online") && m.harbourPlace(i) < 0 && i.Location != "Castle Ditch Park":
			town = append(town, n)
		}
	}
	for k, n := range append(shuffled(rng, park)[:parkDuplicates], shuffled(rng, town)[:duplicates-parkDuplicates]...) {
		m.rows[n].pair = k + 1
		i := m.rows[n]
		i.Source, i.pair = "council", -k-1
		i.Tags = slices.Clone(i.Tags)
		i.From = (i.From + Stamp(rng.IntN(61)-30)).ticking()
		i.At = orb.Point{i.At[0] + float64(rng.IntN(31)-15), i.At[1] + float64(rng.IntN(31)-15)}
		if i.Plant == "" {
			i.At = m.rows[n].At // the same front door
		}
		m.rows = append(m.rows, i)
	}
}

// alike is the rule by which two records of the two agencies are taken for one:
// the same category, within 50 m and two hours.
func alike(a, b Incident) bool {
	return a.Source != b.Source && a.Category == b.Category && !a.DayOnly && !b.DayOnly && !a.Unlocated && !b.Unlocated &&
		max(a.From, b.From)-min(a.From, b.From) <= 2*hour && dist(a.At, b.At) <= 50
}

// lookAlikes lists the pairs of rows, police first, that the rule takes for one.
func lookAlikes(rows []Incident) [][2]int {
	byDay := map[Stamp][]int{}
	for n, i := range rows {
		if i.Source == "council" {
			byDay[i.From/day] = append(byDay[i.From/day], n)
		}
	}
	var out [][2]int
	for n, i := range rows {
		if i.Source != "police" || i.Category != "anti-social-behaviour" && i.Category != "criminal-damage-and-arson" {
			continue
		}
		for d := i.From/day - 1; d <= i.From/day+1; d++ {
			for _, k := range byDay[d] {
				if alike(i, rows[k]) {
					out = append(out, [2]int{n, k})
				}
			}
		}
	}
	return out
}

// partChance gives records that chance alone made alike another date, so that
// exactly the planted duplicates are alike.
func (m *maker) partChance() {
	for range 6 {
		found := false
		for _, p := range lookAlikes(m.rows) {
			a, b := &m.rows[p[0]], &m.rows[p[1]]
			if a.pair > 0 && b.pair == -a.pair {
				continue
			}
			// Move the one that no count depends on; three hours on is far enough.
			move := b
			if b.pair != 0 || b.Plant != "" && a.Plant == "" {
				move = a
			}
			move.From = (move.From.midnight() + Stamp((move.From.minute()+3*hour)%day)).ticking()
			found = true
		}
		if !found {
			return
		}
	}
}

// catchAll lays the label that says nothing over everyday records until it covers
// 31 in 100 of the anti-social behaviour that is known.
func (m *maker) catchAll() {
	rng := m.stream("catch-all")
	var plain []int
	total := 0
	for n, i := range m.rows {
		if i.Category != "anti-social-behaviour" || !i.Known() {
			continue
		}
		total++
		if i.Plant == "" && i.pair == 0 {
			plain = append(plain, n)
		}
	}
	left := int(catchAllShare*float64(total) + 0.5)
	for _, n := range shuffled(rng, plain)[:min(left, len(plain))] {
		i := &m.rows[n]
		i.Raw, i.Tags = noFineLabel, slices.DeleteFunc(i.Tags, func(t string) bool { return t != "online" })
	}
}

// losePlaces leaves four in a hundred records without a position, among the known
// and among the late alike. No planted record loses its own.
func (m *maker) losePlaces() {
	rng := m.stream("unlocated")
	m.unlocate(rng, Incident.Known)
	m.unlocate(rng, func(i Incident) bool { return !i.Known() })
}

func (m *maker) unlocate(rng *rand.Rand, in func(Incident) bool) {
	var free []int
	total := 0
	for n, i := range m.rows {
		if !in(i) {
			continue
		}
		total++
		if i.Plant == "" && i.pair == 0 && m.harbourPlace(i) < 0 {
			free = append(free, n)
		}
	}
	for _, n := range shuffled(rng, free)[:int(unlocatedShare*float64(total)+0.5)] {
		m.rows[n].Unlocated, m.rows[n].Location = true, ""
	}
}
