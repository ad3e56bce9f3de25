package hotspot

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
)

// The truth tests ask whether the method is right about ground that we made
// ourselves. How many maps are drawn is set in truth_full_test.go and
// truth_race_test.go: the figures of the claim, or fewer under the race detector,
// which makes the same code five to ten times slower. The full ones run with
// "go test ./hotspot", the smaller with "go test -race ./hotspot".

// On flat boroughs, where every incident fell at an independent uniform place, at
// most 18 of 200 maps may show a hotspot, at each of five densities.
func TestTruthFlatBoroughs(t *testing.T) {
	n := len(boroughGrid().cells)
	for _, perCell := range []float64{0.2, 0.4, 1, 2, 4} {
		incidents := int(perCell*float64(n) + 0.5)
		alarms := countMaps(t, flatMaps, func(seed uint64) bool {
			r, err := Detect(flat(incidents, 1000+seed).Snapshot, Question{Window: may2019})
			if err != nil {
				t.Error(err)
				return false
			}
			return len(r.Hotspots) > 0
		})
		t.Logf("%g incidents a cell on %d cells: %d of %d flat maps show a hotspot", perCell, n, alarms, flatMaps)
		if alarms > flatAlarms {
			t.Errorf("%g incidents a cell: %d of %d flat maps show a hotspot, want at most %d", perCell, alarms, flatMaps, flatAlarms)
		}
	}
}

// A disc of seven cells in which everything happens three times as often, with so
// many background incidents expected in it, is found (one of its cells is hot) on
// at least 90 % of maps from 25 on; below that the rate is measured and printed.
func TestTruthThreefoldHotspots(t *testing.T) {
	g := boroughGrid()
	for _, c := range []struct {
		background float64
		atLeast    float64
		maps       int
	}{{6, 0, powerMaps / 2}, {12, 0, powerMaps / 2}, {18, 0, powerMaps / 2}, {25, 0.9, powerMaps}} {
		found := countMaps(t, c.maps, func(seed uint64) bool {
			rng := rand.New(rand.NewPCG(seed, 77))
			disc := innerDisc(g, rng)
			m := threefold(g, disc, c.background, seed)
			r, err := Detect(m.Snapshot, Question{Window: may2019})
			if err != nil {
				t.Error(err)
				return false
			}
			for _, i := range disc {
				if r.Cells[i].Hot {
					return true
				}
			}
			return false
		})
		rate := float64(found) / float64(c.maps)
		t.Logf("threefold, %g background incidents in the disc: found on %d of %d maps", c.background, found, c.maps)
		if rate < c.atLeast {
			t.Errorf("threefold, %g background incidents: found on %.0f %% of maps, want at least %.0f %%", c.background, 100*rate, 100*c.atLeast)
		}
	}
}

// innerDisc is a cell with all its six neighbours, somewhere in the borough.
func innerDisc(g *grid, rng *rand.Rand) []int32 {
	for {
		if row := g.nb.Of(rng.IntN(len(g.cells))); len(row) == 7 {
			return row
		}
	}
}

// threefold is a flat borough on which the disc expects so many background
// incidents, and twice as many again fall in the disc.
func threefold(g *grid, disc []int32, background float64, seed uint64) *made {
	var area float64
	in := map[int32]bool{}
	for _, i := range disc {
		area += g.areaM2[i]
		in[i] = true
	}
	m := flat(int(background*g.sumM2/area+0.5), 5000+seed)
	rng := rand.New(rand.NewPCG(seed, 78))
	for range poissonDraw(rng, 2*background) {
		for {
			p := uniformNear(g, disc, rng)
			if in[cellIndex(g, p)] {
				m.add(incident{at: p})
				break
			}
		}
	}
	return m
}

// countMaps counts the maps of which a claim is true, on every core.
func countMaps(t *testing.T, maps int, claim func(seed uint64) bool) (n int) {
	t.Helper()
	var wg sync.WaitGroup
	var mu sync.Mutex
	next := make(chan uint64)
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for seed := range next {
				if claim(seed) {
					mu.Lock()
					n++
					mu.Unlock()
				}
			}
		}()
	}
	for seed := range maps {
		next <- uint64(seed)
	}
	close(next)
	wg.Wait()
	return n
}
