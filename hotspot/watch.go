package hotspot

import (
	"cmp"
	"slices"
)

// The rule of the watch list.
const (
	watchPoisson = 0.01 // best exact p of a watch group, uncorrected
	watchMost    = 10   // groups listed
)

// watchGroups are the places that are too few to call: groups of cells with a
// total of 3 up to MinCount - 1 (3 or 4 by default) whose best exact p is at most
// 0.01, uncorrected, at most ten, by that p, then by count.
//
// Our reading of "a connected group of cells with incidents, hot or not": a whole
// connected group of all the cells that hold an incident, so that it ends where
// empty ground begins. It therefore cannot overlap or touch a hotspot, whose cells
// hold incidents too. Besides, a connected group of hot cells with that total is
// listed even where other occupied cells touch it and make the whole group larger:
// it passed both tests and lacks only the number.
func watchGroups(g *grid, count []int32, poissonP []float64, hot []bool, minCount int) [][]int32 {
	few := func(group []int32) bool {
		t := total(count, group)
		return t >= LeastListed && t < minCount && bestP(poissonP, group) <= watchPoisson
	}
	taken := make([]bool, len(count))
	var list [][]int32
	for _, in := range []func(int) bool{
		func(i int) bool { return count[i] > 0 },
		func(i int) bool { return hot[i] },
	} {
		for _, group := range g.components(in) {
			if few(group) && !taken[group[0]] {
				list = append(list, group)
				for _, i := range group {
					taken[i] = true
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b []int32) int {
		return cmp.Or(cmp.Compare(bestP(poissonP, a), bestP(poissonP, b)), cmp.Compare(total(count, b), total(count, a)))
	})
	return list[:min(len(list), watchMost)]
}

func bestP(p []float64, group []int32) float64 {
	best := 1.0
	for _, i := range group {
		best = min(best, p[i])
	}
	return best
}
