package hotspot

import (
	"math"
	"slices"
)

// BenjaminiHochberg adjusts p for the number of tests so that, of everything
// called at q <= a, at most the share a is expected to be called falsely. With the
// p sorted ascending and m tests:
//
//	q_(i) = min over j >= i of min(1, m p_(j) / j)
//
// m is the number of p that are numbers: NaN marks a test that could not be made,
// takes no part and stays NaN. Equal p get equal q. The result is in the order of p.
//
// Gi* of neighbouring cells is positively dependent, which the procedure bears
// (Benjamini and Yekutieli 2001).
//
// Source: Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995) 289-300; R
// p.adjust(method = "BH").
func BenjaminiHochberg(p []float64) []float64 {
	order := make([]int32, 0, len(p))
	q := make([]float64, len(p))
	for i, v := range p {
		if math.IsNaN(v) {
			q[i] = math.NaN()
			continue
		}
		order = append(order, int32(i))
	}
	slices.SortFunc(order, func(a, b int32) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	m, least := float64(len(order)), 1.0
	for j := len(order) - 1; j >= 0; j-- {
		i := order[j]
		least = min(least, m*p[i]/float64(j+1))
		q[i] = least
	}
	return q
}

// bhCut is the largest p that Benjamini-Hochberg calls at the rate alpha among m
// tests, or -1 when it calls none. It needs only those p that are at most alpha,
// in any order, and sorts them in place: the same calls as BenjaminiHochberg(p) <=
// alpha at a fraction of the cost, for work that re-runs the test.
func bhCut(small []float64, m int, alpha float64) float64 {
	slices.Sort(small)
	for i := len(small) - 1; i >= 0; i-- {
		if float64(m)*small[i]/float64(i+1) <= alpha {
			return small[i]
		}
	}
	return -1
}
