package patrol

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// operation of so many days, places and two-officer teams on late turns.
func largeOperation(days, places, teams int) *Operation {
	rng := rand.New(rand.NewPCG(21, 40))
	first, _ := parseDay("2026-11-05")
	op := &Operation{Operation: Header{ID: "large", From: first.String(), To: (first + day(days) - 1).String(), Seed: 3, MinGapMin: 120}}
	for i := range places {
		op.Hotspots = append(op.Hotspots, Target{ID: fmt.Sprintf("h%d", i), Lon: -0.09 + 0.06*(rng.Float64()-0.5), Lat: 51.51 + 0.04*(rng.Float64()-0.5),
			Priority: 1 + 6*rng.Float64(), VisitsPerWeek: 6})
		if i%3 == 0 {
			op.Hotspots[i].Hot = []string{"Fri-Sat 20:00-02:00", "Sun-Thu 16:00-20:00"}
		}
	}
	for i := range teams {
		op.Teams = append(op.Teams, Team{ID: fmt.Sprintf("t%d", i), Base: [2]float64{-0.09, 51.51}, Shifts: []Shift{{
			Days: []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, From: "18:00", To: "02:00", BreakMin: 30, BreakBetween: []string{"21:00", "23:00"}}}})
	}
	return op
}

func BenchmarkSolve(b *testing.B) {
	for _, bb := range []struct {
		days, places, teams int
		effort              Effort
	}{{3, 6, 1, Normal}, {21, 40, 4, Quick}, {21, 40, 4, Normal}, {366, 40, 1, Quick}} {
		b.Run(fmt.Sprintf("%dd-%dp-%dt-%s", bb.days, bb.places, bb.teams, bb.effort), func(b *testing.B) {
			op := largeOperation(bb.days, bb.places, bb.teams)
			for b.Loop() {
				p, err := Solve(op, Options{Effort: bb.effort})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(p.Score, "score")
				b.ReportMetric(p.Score/p.Bound, "of-bound")
			}
		})
	}
}
