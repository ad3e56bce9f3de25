package patrol

import (
	"fmt"
	"math/rand/v2"
)

// randomOperation makes a small valid operation: 1 to 3 days, up to 10 places, up to 3
// teams, at any time of year and often on a night when the clocks change.
func randomOperation(rng *rand.Rand) *Operation {
	from := []string{"2026-11-05", "2026-03-28", "2026-10-24", "2026-07-01", "2026-10-23", "2026-03-27"}[rng.IntN(6)]
	first, _ := parseDay(from)
	op := &Operation{Operation: Header{
		ID: "random", From: from, To: (first + day(rng.IntN(3))).String(), Seed: rng.Int64N(1000),
		VisitMin:  []int{5, 10, 15, 15, 15, 20, 45}[rng.IntN(7)],
		MinGapMin: []int{0, 30, 60, 120, 120, 240}[rng.IntN(6)],
		DayStarts: []string{"06:00", "06:00", "00:00", "01:30", "20:00"}[rng.IntN(5)],
	}}
	spread := []float64{0.005, 0.02, 0.06}[rng.IntN(3)]
	near := func() (lon, lat float64) {
		return -0.09 + 2*spread*(rng.Float64()-0.5), 51.51 + spread*(rng.Float64()-0.5)
	}
	for i := range 1 + rng.IntN(10) {
		t := Target{ID: fmt.Sprintf("h%d", i), Priority: float64(1+rng.IntN(80)) / 4, VisitsPerWeek: rng.IntN(12), PairOnly: rng.IntN(6) == 0}
		t.Lon, t.Lat = near()
		for range rng.IntN(3) {
			t.Hot = append(t.Hot, randomBand(rng))
		}
		op.Hotspots = append(op.Hotspots, t)
	}
	for i := range 1 + rng.IntN(3) {
		tm := Team{ID: fmt.Sprintf("t%d", i), Size: 1 + rng.IntN(3), SpeedKmh: []float64{0, 4.8, 3.6, 5.5, 15}[rng.IntN(5)]}
		tm.Base[0], tm.Base[1] = near()
		if i > 0 && rng.IntN(2) == 0 {
			tm.Base = op.Teams[0].Base
		}
		tm.Shifts = []Shift{randomShift(rng)}
		op.Teams = append(op.Teams, tm)
	}
	return op
}

func randomBand(rng *rand.Rand) string {
	days := []string{"", "Fri ", "Thu-Sat ", "Sun-Tue ", "Sat,Sun ", "Mon - Fri "}[rng.IntN(6)]
	return fmt.Sprintf("%s%02d:%02d-%02d:%02d", days, rng.IntN(24), 15*rng.IntN(4), rng.IntN(24), 15*rng.IntN(4))
}

func randomShift(rng *rand.Rand) Shift {
	start, length := 30*rng.IntN(48), 60+30*rng.IntN(19)
	clock := func(m int) string { return fmt.Sprintf("%02d:%02d", m%dayMin/60, m%60) }
	s := Shift{Days: []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, From: clock(start), To: clock(start + length)}
	if rng.IntN(3) > 0 && length >= 120 {
		s.BreakMin = 15 + 15*rng.IntN(3)
		if rng.IntN(2) == 0 {
			a := rng.IntN(length - s.BreakMin + 1)
			b := a + s.BreakMin + rng.IntN(length-a-s.BreakMin+1)
			s.BreakBetween = []string{clock(start + a), clock(start + b)}
		}
	}
	if rng.IntN(4) == 0 {
		s.Absent = []string{"2026-11-06", "2026-10-24", "2026-03-29"}
	}
	return s
}
