package hotspot

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// A watch group never overlaps or touches a hotspot, has 3 or 4 incidents and an
// exact p of at most 0.01, and there are at most ten.
func TestWatchList(t *testing.T) {
	g := boroughGrid()
	listed := 0
	for seed := range uint64(60) {
		m := flat(150, 100+seed)
		for range 12 {
			m.add(incident{at: g.centre[1700]})
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		listed += len(r.Watch)
		if len(r.Watch) > watchMost {
			t.Fatalf("%d watched", len(r.Watch))
		}
		last := 0.0
		for _, w := range r.Watch {
			if w.Count < 3 || w.Count > 4 || w.PoissonPMin > 0.01 || w.PoissonPMin < last || w.List != WatchList {
				t.Fatalf("watched: %d incidents, p %v after %v", w.Count, w.PoissonPMin, last)
			}
			last = w.PoissonPMin
			for _, c := range w.Cells {
				i := g.index[c]
				if r.Cells[i].Class != LowEvidence || r.Cells[i].Count == 0 {
					t.Fatalf("watched cell of class %s with %d", r.Cells[i].Class, r.Cells[i].Count)
				}
				for _, j := range g.touch.Of(int(i)) {
					if r.Cells[j].Class == Hot {
						t.Fatal("a watch group touches a hotspot")
					}
				}
			}
			if !strings.Contains(w.Reason, "Too few to call") {
				t.Fatalf("got %q", w.Reason)
			}
		}
	}
	if listed == 0 {
		t.Fatal("nothing was ever watched")
	}
}

// What chance puts on the map is what flat maps show: the two are counted by
// different code. 150 incidents on 3,249 hexagons: 2.4 on average of 30 runs, at
// most 5, computed outside; ours is the mean of 400.
func TestWatchByChance(t *testing.T) {
	g := boroughGrid()
	mean := g.watchByChance(150, DefaultMinCount)
	if mean < 2 || mean > 3.3 {
		t.Errorf("got %v watch places by chance for 150 incidents on %d cells, want about 2.4", mean, len(g.cells))
	}
	const maps = 200
	sum := 0
	for seed := range uint64(maps) {
		rng := rand.New(rand.NewPCG(seed, 12))
		count := make([]int32, len(g.cells))
		for range 150 {
			for {
				if i := cellIndex(g, uniform(rng)); i >= 0 {
					count[i]++
					break
				}
			}
		}
		sc := scoreCells(g, count, floats(count), DefaultAlpha)
		sum += len(watchGroups(g, count, sc.poissonP, make([]bool, len(count)), DefaultMinCount))
	}
	if got := float64(sum) / maps; math.Abs(got-mean) > 0.5 {
		t.Errorf("flat maps show %v, the simulation says %v", got, mean)
	}
	if again := g.watchByChance(150, DefaultMinCount); again != mean {
		t.Errorf("asked again: %v, want %v", again, mean)
	}
	for _, n := range []int{0, 2, 4 * len(g.cells)} {
		if v := g.watchByChance(n, DefaultMinCount); v != 0 {
			t.Errorf("%d incidents: got %v, want 0", n, v)
		}
	}
}

// A hot group that is short of the minimum is watched even where other occupied
// cells touch it.
func TestHotGroupShortOfTheMinimumIsWatched(t *testing.T) {
	g := boroughGrid()
	count := make([]int32, len(g.cells))
	hot := make([]bool, len(g.cells))
	p := make([]float64, len(g.cells))
	for i := range p {
		p[i] = 1
	}
	row := g.touch.Of(1700)
	count[1700], hot[1700], p[1700] = 4, true, 1e-6
	for _, j := range row {
		if j != 1700 {
			count[j] = 1 // ten in the whole occupied group
		}
	}
	groups := watchGroups(g, count, p, hot, DefaultMinCount)
	if len(groups) != 1 || len(groups[0]) != 1 || groups[0][0] != 1700 {
		t.Errorf("got %v, want the hot cell alone", groups)
	}
}
