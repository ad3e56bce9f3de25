package hotspot

import (
	"math"
	"testing"
	"time"

	"hexbeat/geo"
)

// The years compared with are those that every source supplied wholly.
func TestUsualHere(t *testing.T) {
	at := boroughGrid().centre[1700]
	june := func(y int) Day { return Date(y, 6, 10) }
	for _, c := range []struct {
		name      string
		rows      func(m *made)
		years     int
		mean      float64
		low, high int
	}{
		{"no earlier year", func(m *made) {}, 0, math.NaN(), 0, 0},
		{"two years of 4 and 1", func(m *made) {
			for d := Date(2017, 1, 1); d < Date(2019, 5, 1); d += 15 {
				m.add(incident{at: boroughBound.Min, day: d})
			}
			for range 4 {
				m.add(incident{at: at, day: june(2018)})
			}
			m.add(incident{at: at, day: june(2017)})
			m.add(incident{at: at, day: Date(2018, 8, 1)}) // other dates
			m.add(incident{at: at, day: june(2018), category: 2})
		}, 2, 2.5, 1, 4},
		{"a source that began in June 2018", func(m *made) {
			for d := Date(2017, 1, 1); d < Date(2019, 5, 1); d += 15 {
				m.add(incident{at: boroughBound.Min, day: d})
			}
			m.add(incident{at: boroughBound.Min, day: june(2018), source: 1})
			m.add(incident{at: boroughBound.Min, day: june(2019), source: 1})
		}, 0, math.NaN(), 0, 0},
	} {
		m := newSnapshot(boroughWards())
		for range 20 {
			m.add(incident{at: at, day: june(2019)})
		}
		c.rows(m)
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		g := r.Hotspots[0]
		if g.UsualYears != c.years || g.UsualLow != c.low || g.UsualHigh != c.high || !(g.UsualHere == c.mean || math.IsNaN(g.UsualHere) && math.IsNaN(c.mean)) {
			t.Errorf("%s: got %v over %d years, %d to %d; want %v over %d, %d to %d", c.name, g.UsualHere, g.UsualYears, g.UsualLow, g.UsualHigh, c.mean, c.years, c.low, c.high)
		}
	}
}

// A month without a record of a source that usually has some is missing.
func TestUsualHereSkipsAMissingMonth(t *testing.T) {
	m := newSnapshot([]geo.Area(nil))
	m.Partitions = []Partition{{Kind: geo.Ward, Areas: boroughWards()}}
	at := boroughGrid().centre[1700]
	for d := Date(2016, 1, 1); d <= may2019.To; d++ {
		if d.Time().Year() != 2017 || d.Time().Month() != time.June {
			m.add(incident{at: boroughBound.Min, day: d})
		}
	}
	for range 20 {
		m.add(incident{at: at})
	}
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range r.Hotspots {
		if g.UsualYears != 2 {
			t.Errorf("got %d years, want 2018 and 2016", g.UsualYears)
		}
	}
}
