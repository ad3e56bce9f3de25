package hotspot

import (
	"math"
	"slices"
)

// removal is how many incidents must be taken away from a hotspot until it is none:
// the smallest r at which, with r of its incidents gone and everything else as it
// is, no connected group of hot cells within its own cells holds MinCount.
//
// Incidents are taken one at a time from the cell of the hotspot that then holds
// most, level cells in order. Both tests are made again on the whole map: taking
// incidents away lowers the map's mean and spread too. r is found by halving, which
// supposes that taking away more never brings the hotspot back; Count - MinCount
// + 1 always suffices, because then fewer than MinCount are left.
//
// With weights, each incident taken away takes the mean weight of its cell.
func (a *analysis) removal(cells []int32) int {
	lo, hi := 0, a.surelyRemoves(cells)
	r := newRerun(a, cells)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; r.stays(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// surelyRemoves is the number after which fewer than MinCount are left.
func (a *analysis) surelyRemoves(cells []int32) int {
	return total(a.count, cells) - a.q.MinCount + 1
}

// searchable is how many hotspots, the largest first, are searched for the smallest
// number: all of them on a borough, some on a whole force at fine resolution, where
// each search makes thousands of tests again. The others' sentence says the number
// that surely suffices.
func (a *analysis) searchable() int {
	const cellTests, halvings = 20_000_000, 8
	return max(10, cellTests/(halvings*max(len(a.count), 1)))
}

// rerun makes both tests again on a map that differs in a few cells. It makes the
// same calls as scoreCells and skips what cannot be hot.
type rerun struct {
	a      *analysis
	cells  []int32
	in     map[int32]bool
	count  []int32
	weight []float64
	small  []float64
}

func newRerun(a *analysis, cells []int32) *rerun {
	r := &rerun{a: a, cells: cells, in: map[int32]bool{}}
	for _, i := range cells {
		r.in[i] = true
	}
	return r
}

// stays reports whether the hotspot is still one with n incidents taken away.
func (r *rerun) stays(n int) bool {
	r.take(n)
	hot := r.hot()
	for _, group := range r.a.g.components(func(i int) bool { return hot[i] && r.in[int32(i)] }) {
		if total(r.count, group) >= r.a.q.MinCount {
			return true
		}
	}
	return false
}

func (r *rerun) take(n int) {
	r.count, r.weight = slices.Clone(r.a.count), slices.Clone(r.a.weight)
	for range n {
		most := r.cells[0]
		for _, i := range r.cells[1:] {
			if r.count[i] > r.count[most] {
				most = i
			}
		}
		if r.count[most] == 0 {
			return
		}
		r.weight[most] -= r.weight[most] / float64(r.count[most])
		r.count[most]--
	}
}

// hot is the rule of scoreCells. Only cells with p <= alpha can be called, so
// only those are evaluated and sorted.
func (r *rerun) hot() []bool {
	a := r.a
	n, alpha := len(r.count), a.q.Alpha
	hot := make([]bool, n)
	z, err := GiStar(r.weight, a.g.nb)
	if err != nil {
		return hot
	}
	p, tests := make([]float64, n), 0
	r.small = r.small[:0]
	for i, v := range z {
		if !math.IsNaN(v) {
			tests++
		}
		if p[i] = UpperTail(v); p[i] <= alpha {
			r.small = append(r.small, p[i])
		}
	}
	cut := bhCut(r.small, tests, alpha)
	around, sum := a.g.around(r.count), sumOf(r.count)
	exact := make([]float64, n)
	r.small = r.small[:0]
	for i, k := range around {
		exact[i] = 1
		if mu := a.g.expectedAround(sum, i); float64(k) > mu {
			if exact[i] = PoissonUpper(k, mu); exact[i] <= alpha {
				r.small = append(r.small, exact[i])
			}
		}
	}
	exactCut := bhCut(r.small, n, alpha)
	for i := range hot {
		hot[i] = r.count[i] >= 1 && p[i] <= cut && exact[i] <= exactCut
	}
	return hot
}
