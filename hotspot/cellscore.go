package hotspot

import "math"

// scores are the tests of every cell of a grid. Where the map has no answer, z, p
// and q are NaN, nothing is hot and reason says why.
type scores struct {
	expected           []float64 // total x area_i / sum of areas
	around             []int     // the neighbourhood's count
	z, p, q            []float64
	poissonP, poissonQ []float64
	hot                []bool
	reason             error
}

// scoreCells makes both tests of every cell:
//
//	p_i         = one-sided upper tail of Gi* of weight, erfc(z_i/sqrt 2)/2
//	q           = Benjamini-Hochberg of p over all n cells
//	expected_i  = total x area_i / sum of areas
//	poisson_p_i = P(Poisson(sum of expected over N_i) >= sum of count over N_i)
//	poisson_q   = Benjamini-Hochberg of poisson_p over the same n
//	hot_i       = q_i <= alpha and poisson_q_i <= alpha and count_i >= 1
//
// Gi* alone raises a false alarm on 20-99 % of evenly spread maps, because sums of
// small counts are skewed and its tail is the normal's; the exact test beside it
// brings that to a few in a hundred. weight is count itself unless a question
// weighs categories; the exact test always counts.
func scoreCells(g *grid, count []int32, weight []float64, alpha float64) scores {
	n := len(count)
	sc := scores{
		expected: g.expected(count), around: g.around(count),
		p: make([]float64, n), poissonP: make([]float64, n), hot: make([]bool, n),
	}
	sum := sumOf(count)
	for i := range n {
		sc.poissonP[i] = PoissonUpper(sc.around[i], g.expectedAround(sum, i))
	}
	sc.poissonQ = BenjaminiHochberg(sc.poissonP)
	sc.z, sc.reason = GiStar(weight, g.nb)
	if sc.reason != nil {
		sc.z = undefined(n)
	}
	for i, z := range sc.z {
		sc.p[i] = UpperTail(z)
	}
	sc.q = BenjaminiHochberg(sc.p)
	for i := range sc.hot {
		sc.hot[i] = sc.q[i] <= alpha && sc.poissonQ[i] <= alpha && count[i] >= 1
	}
	return sc
}

// expected is the map's total shared out by area.
func (g *grid) expected(count []int32) []float64 {
	sum, out := sumOf(count), make([]float64, len(count))
	for i, a := range g.areaM2 {
		out[i] = float64(sum) * a / g.sumM2
	}
	return out
}

// expectedAround is the sum of expected over the neighbourhood of cell i.
func (g *grid) expectedAround(sum, i int) float64 {
	return float64(sum) * g.aroundM2[i] / g.sumM2
}

func sumOf(count []int32) (sum int) {
	for _, c := range count {
		sum += int(c)
	}
	return sum
}

// around is the count of every cell's neighbourhood.
func (g *grid) around(count []int32) []int {
	out := make([]int, len(count))
	for i := range out {
		for _, j := range g.nb.Of(i) {
			out[i] += int(count[j])
		}
	}
	return out
}

func undefined(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}

func floats(count []int32) []float64 {
	out := make([]float64, len(count))
	for i, c := range count {
		out[i] = float64(c)
	}
	return out
}
