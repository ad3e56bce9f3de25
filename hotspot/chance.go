package hotspot

import (
	"math/rand/v2"
	"sync"
)

// chanceSeed seeds the simulation behind Meta.WatchByChance. It is fixed, so that
// the same map always gets the same number, and printed as Meta.Seed.
const chanceSeed = 20190501

// chanceMemo keeps the answers of one grid: they depend on the number of
// incidents and the minimum count alone.
type chanceMemo struct {
	mu   sync.Mutex
	mean map[[2]int]float64
}

// watchByChance is how many watch groups chance alone puts on these cells: the
// mean number over seeded maps on which the same number of incidents each falls
// at an independent, uniform place of the study area. It counts whole connected
// groups of occupied cells (see watchGroups) before the list is cut at ten. Up to
// 400 maps are drawn, fewer where there are many incidents; the mean of 2.4 for
// 150 incidents on 3,249 cells then has a standard error below 0.1.
func (g *grid) watchByChance(incidents, minCount int) float64 {
	n := len(g.cells)
	if n == 0 || incidents < LeastListed {
		return 0
	}
	if float64(incidents) > 3*float64(n) {
		return 0 // an occupied cell ringed by empty ones: less than 1 map in 10,000 has one
	}
	key := [2]int{incidents, minCount}
	g.chance.mu.Lock()
	defer g.chance.mu.Unlock()
	mean, ok := g.chance.mean[key]
	if !ok {
		if g.chance.mean == nil || len(g.chance.mean) > 1000 {
			g.chance.mean = map[[2]int]float64{}
		}
		mean = simulateWatch(g, incidents, minCount, min(400, max(20, 100_000/incidents)))
		g.chance.mean[key] = mean
	}
	return mean
}

func simulateWatch(g *grid, incidents, minCount, runs int) float64 {
	rng := rand.New(rand.NewPCG(chanceSeed, uint64(incidents)))
	d := flatMap{g: g, rng: rng, count: make([]int32, len(g.cells)), seen: make([]bool, len(g.cells))}
	for _, a := range g.areaM2 {
		d.widest = max(d.widest, a)
	}
	groups := 0
	for range runs {
		d.draw(incidents)
		groups += d.watch(incidents, minCount)
		d.clear()
	}
	return float64(groups) / float64(runs)
}

// flatMap is one evenly spread map after another in the same memory.
type flatMap struct {
	g        *grid
	rng      *rand.Rand
	widest   float64
	count    []int32
	seen     []bool
	occupied []int32
	group    []int32
}

// draw puts every incident in a cell with probability in proportion to its area.
func (d *flatMap) draw(incidents int) {
	for range incidents {
		i := d.rng.IntN(len(d.count))
		for d.rng.Float64()*d.widest > d.g.areaM2[i] {
			i = d.rng.IntN(len(d.count))
		}
		if d.count[i]++; d.count[i] == 1 {
			d.occupied = append(d.occupied, int32(i))
		}
	}
}

// watch counts the watch groups of the map.
func (d *flatMap) watch(incidents, minCount int) (groups int) {
	for _, i := range d.occupied {
		if d.seen[i] {
			continue
		}
		d.seen[i] = true
		d.group = append(d.group[:0], i)
		sum := 0
		for k := 0; k < len(d.group); k++ {
			sum += int(d.count[d.group[k]])
			for _, j := range d.g.touch.Of(int(d.group[k])) {
				if !d.seen[j] && d.count[j] > 0 {
					d.seen[j] = true
					d.group = append(d.group, j)
				}
			}
		}
		if sum >= LeastListed && sum < minCount && d.best(incidents) <= watchPoisson {
			groups++
		}
	}
	return groups
}

// best is the least exact p of the cells of the group.
func (d *flatMap) best(incidents int) float64 {
	best := 1.0
	for _, i := range d.group {
		k := 0
		for _, j := range d.g.nb.Of(int(i)) {
			k += int(d.count[j])
		}
		best = min(best, PoissonUpper(k, d.g.expectedAround(incidents, int(i))))
	}
	return best
}

func (d *flatMap) clear() {
	for _, i := range d.occupied {
		d.count[i], d.seen[i] = 0, false
	}
	d.occupied = d.occupied[:0]
}
