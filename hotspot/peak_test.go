package hotspot

import (
	"math/rand/v2"
	"testing"
)

func TestPeak(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	draw := func(n int, days []int, from, hours int) (h Hours) {
		for range n {
			hour := from + rng.IntN(hours)
			h[(days[rng.IntN(len(days))]+hour/24)%7][hour%24]++
		}
		return h
	}
	for _, c := range []struct {
		name string
		h    Hours
		n    int
		want string
	}{
		{"weekend nights", draw(200, []int{4, 5}, 22, 4), 200, "Fri-Sat 22:00-02:00"},
		{"Sunday into Monday", draw(80, []int{6, 0}, 10, 2), 80, "Sun-Mon 10:00-12:00"},
		{"after school", draw(60, []int{0, 1, 2, 3, 4}, 15, 2), 60, "Mon-Fri 15:00-17:00"},
		{"shop hours", draw(600, []int{0, 1, 2, 3, 4, 5}, 11, 4), 600, "Mon-Sat 11:00-15:00"},
		{"every day", draw(700, []int{0, 1, 2, 3, 4, 5, 6}, 18, 3), 700, "Mon-Sun 18:00-21:00"},
		{"an hour on one day", draw(9, []int{2}, 8, 1), 9, "Wed 08:00-09:00"},
		{"spread evenly", draw(50, []int{0, 1, 2, 3, 4, 5, 6}, 0, 24), 50, NoClearPeak},
		{"two", draw(2, []int{2}, 8, 1), 2, NoClearPeak},
		{"none", Hours{}, 0, TimesNotKnown},
	} {
		got, in := c.h.peak(c.n)
		if got != c.want || in > float64(c.n) {
			t.Errorf("%s: got %q with %v of %d, want %q", c.name, got, in, c.n, c.want)
		}
	}
}

// Of evenly spread times about one set in twenty shows a peak.
func TestPeakRarelyByChance(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	const sets = 400
	shown := 0
	for k := range sets {
		n := 3 + k%60
		var h Hours
		for range n {
			h[rng.IntN(7)][rng.IntN(24)]++
		}
		if words, _ := h.peak(n); words != NoClearPeak {
			shown++
		}
	}
	if shown > sets/10 {
		t.Errorf("%d of %d even sets show a peak", shown, sets)
	}
	t.Logf("%d of %d even sets show a peak", shown, sets)
}

func TestGroupTimes(t *testing.T) {
	m := newSnapshot(boroughWards())
	at := boroughGrid().centre[1700]
	for k := range 20 {
		v := incident{at: at, start: -1, precision: DayOnly}
		if k < 15 {
			v = incident{at: at, start: int16(22*60 + k), day: Date(2019, 6, 7)} // a Friday
		}
		m.add(v)
	}
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	if g := r.Hotspots[0]; g.Peak != "Fri 22:00-23:00" || g.Timed != 0.75 {
		t.Errorf("got %q, %v timed", g.Peak, g.Timed)
	}
}
