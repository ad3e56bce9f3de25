package hotspot

import (
	"fmt"
	"math"

	"hexbeat/geo/hexgrid"
)

// Adjacency holds the neighbourhoods of the n cells of a study area: those of cell
// i are Index[Start[i]:Start[i+1]], positions in the same n cells, the cell itself
// among them. Cells outside the study area are in no list: a cell at the edge has a
// smaller neighbourhood, and what was never counted is not a zero.
type Adjacency = hexgrid.Adjacency

// GiStar is the local statistic of Getis and Ord with binary weights, the cell
// itself included. With x_1..x_n the counts of all n cells of the study area,
// zeros included, N_i the neighbourhood of cell i and W_i its size:
//
//	m   = sum x / n
//	s   = sqrt( sum x^2 / n - m^2 )
//	z_i = ( sum_{j in N_i} x_j - m W_i ) / ( s sqrt( (n W_i - W_i^2) / (n - 1) ) )
//
// The standard deviation divides by n. It is computed from the deviations
// x - m, which is the same number with less cancellation, after scaling x by a
// power of two where its squares would leave the range of a float64.
//
// States that have no answer are named, never reported as "not significant":
//
//   - ErrUndefined, z nil: n < 2; an x that is not finite; a map on which every
//     cell holds the same number (s = 0).
//   - z_i = NaN for a cell whose neighbourhood is the whole map (W_i = n), and
//     for one whose neighbourhood is empty.
//
// z says how unusual a neighbourhood is among the others, not how much happened
// there: if one cell holds everything, be it a single incident, z =
// sqrt((n-W)/W) around it, 37.8 on a map of 10,000 cells. Pair it with a minimum
// count and an exact test; Detect does.
//
// Source: Ord and Getis, Local spatial autocorrelation statistics, Geographical
// Analysis 27 (1995), eq. for G_i*, as in R spdep localG.
// We differ: Getis and Ord 1996, p. 267, divide by n-1 in s; multiply z by
// sqrt((n-1)/n) for theirs.
func GiStar(x []float64, nb Adjacency) ([]float64, error) {
	n := len(x)
	if nb.Len() != n {
		return nil, fmt.Errorf("%w: %d numbers for %d neighbourhoods", ErrUndefined, n, nb.Len())
	}
	if n < 2 {
		return nil, fmt.Errorf("%w: the study area has %d cells and the test compares at least two", ErrUndefined, n)
	}
	x, m, s, err := moments(x)
	if err != nil {
		return nil, err
	}
	inv := inverseDeviations(nb, n, s)
	z := make([]float64, n)
	for i := range z {
		row := nb.Of(i)
		var sum float64
		for _, j := range row {
			sum += x[j]
		}
		w := len(row)
		z[i] = (sum - m*float64(w)) * inv[w]
	}
	return z, nil
}

// moments is the mean and the standard deviation (dividing by n) of x, and x
// itself, scaled where its squares would overflow or vanish; z does not change
// with the scale.
func moments(x []float64) (scaled []float64, m, s float64, err error) {
	first, top, constant := x[0], 0.0, true
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, 0, 0, fmt.Errorf("%w: a cell holds a number that is not finite", ErrUndefined)
		}
		constant = constant && v == first
		top = max(top, math.Abs(v))
	}
	if constant {
		return nil, 0, 0, fmt.Errorf("%w: every cell holds the same number (%g)", ErrUndefined, first)
	}
	if top > 0x1p200 || top < 0x1p-200 {
		_, e := math.Frexp(top)
		y := make([]float64, len(x))
		for i, v := range x {
			y[i] = math.Ldexp(v, -e)
		}
		x = y
	}
	n := float64(len(x))
	for _, v := range x {
		m += v
	}
	m /= n
	for _, v := range x {
		s += (v - m) * (v - m)
	}
	s = math.Sqrt(s / n)
	if s == 0 { // differences below the precision of the numbers
		return nil, 0, 0, fmt.Errorf("%w: the cells differ by less than rounding", ErrUndefined)
	}
	return x, m, s, nil
}

// inverseDeviations is 1 / (s sqrt((n W - W^2)/(n-1))) for every W up to the
// largest neighbourhood, NaN where it has no value. There are few different W, and
// a square root a cell costs more than the seven additions it scales.
func inverseDeviations(nb Adjacency, n int, s float64) []float64 {
	widest := 0
	for i := range n {
		widest = max(widest, int(nb.Start[i+1]-nb.Start[i]))
	}
	inv := make([]float64, widest+1)
	for w := range inv {
		if w == 0 || w >= n {
			inv[w] = math.NaN()
			continue
		}
		fn, fw := float64(n), float64(w)
		inv[w] = 1 / (s * math.Sqrt(fw*(fn-fw)/(fn-1)))
	}
	return inv
}

// UpperTail is the one-sided p of z: the probability that a standard normal is at
// least z, erfc(z/sqrt 2)/2. NaN stays NaN.
func UpperTail(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }
