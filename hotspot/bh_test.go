package hotspot

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// R 4.2.2, p.adjust(c(.01, .02, .03, .50), "BH").
func TestBenjaminiHochberg(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name    string
		p, want []float64
	}{
		{"reference", []float64{.01, .02, .03, .50}, []float64{.04, .04, .04, .50}},
		{"any order", []float64{.50, .03, .01, .02}, []float64{.50, .04, .04, .04}},
		{"never above 1", []float64{.9, .95}, []float64{.95, .95}},
		{"one", []float64{.2}, []float64{.2}},
		{"none", nil, nil},
		{"undefined takes no part", []float64{.01, nan, .04}, []float64{.02, nan, .04}},
		{"all undefined", []float64{nan, nan}, []float64{nan, nan}},
	} {
		got := BenjaminiHochberg(c.p)
		if len(got) != len(c.want) {
			t.Fatalf("%s: got %v, want %v", c.name, got, c.want)
		}
		for i := range got {
			if math.IsNaN(got[i]) != math.IsNaN(c.want[i]) || math.Abs(got[i]-c.want[i]) > 1e-15 {
				t.Errorf("%s: got %v, want %v", c.name, got, c.want)
			}
		}
	}
}

// The definition, word by word: min over j >= i of min(1, m p_(j) / j).
func naiveBH(p []float64) []float64 {
	sorted := slices.Sorted(slices.Values(p))
	q := make([]float64, len(p))
	for k := range p {
		i := slices.Index(sorted, p[k])
		q[k] = 1
		for j := i; j < len(sorted); j++ {
			q[k] = math.Min(q[k], float64(len(p))*sorted[j]/float64(j+1))
		}
	}
	return q
}

func TestBenjaminiHochbergAgreesWithNaive(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		p := make([]float64, 1+rng.IntN(40))
		for i := range p {
			p[i] = math.Pow(rng.Float64(), 3)
			if i > 0 && rng.IntN(3) == 0 {
				p[i] = p[rng.IntN(i)] // ties
			}
		}
		q, want := BenjaminiHochberg(p), naiveBH(p)
		for i := range q {
			if math.Abs(q[i]-want[i]) > 1e-12 {
				t.Fatalf("p %v: got %v, want %v", p, q, want)
			}
		}
		sameCalls(t, p, q, 0.05+0.4*rng.Float64())
	}
}

// sameCalls holds the cut used where the test is re-run to the full adjustment.
func sameCalls(t *testing.T, p, q []float64, alpha float64) {
	t.Helper()
	var small []float64
	for _, v := range p {
		if v <= alpha {
			small = append(small, v)
		}
	}
	cut := bhCut(small, len(p), alpha)
	for i := range p {
		if (p[i] <= cut) != (q[i] <= alpha) {
			t.Fatalf("p %v at %v: cut %v calls %v otherwise than q %v", p, alpha, cut, p[i], q[i])
		}
	}
}
