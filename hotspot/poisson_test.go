package hotspot

import (
	"math"
	"math/big"
	"strconv"
	"testing"
)

// naivePoissonUpper sums exp(-mu) mu^j / j! from j = k on with 400 bits.
func naivePoissonUpper(k int, mu float64) *big.Float {
	const bits = 400
	m := new(big.Float).SetPrec(bits).SetFloat64(mu)
	term := new(big.Float).SetPrec(bits).SetInt64(1)
	for j := 1; j <= k; j++ {
		term.Mul(term, m)
		term.Quo(term, new(big.Float).SetPrec(bits).SetInt64(int64(j)))
	}
	sum := new(big.Float).SetPrec(bits)
	for j := k; ; j++ {
		sum.Add(sum, term)
		term.Mul(term, m)
		term.Quo(term, new(big.Float).SetPrec(bits).SetInt64(int64(j+1)))
		if float64(j) > mu && (term.Sign() == 0 || term.MantExp(nil) < sum.MantExp(nil)-200) {
			break
		}
	}
	return sum.Mul(sum, bigExp(new(big.Float).Neg(m)))
}

// bigExp is the exponential by its series after halving the argument 2^-20 fold.
func bigExp(x *big.Float) *big.Float {
	const bits, halvings = 400, 20
	y := new(big.Float).SetPrec(bits).SetMantExp(x, -halvings)
	sum, term := big.NewFloat(1).SetPrec(bits), big.NewFloat(1).SetPrec(bits)
	for j := 1; j < 80; j++ {
		term.Mul(term, y)
		term.Quo(term, new(big.Float).SetPrec(bits).SetInt64(int64(j)))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

func TestPoissonUpperAgreesWithNaive(t *testing.T) {
	worst := 0.0
	for _, mu := range []float64{1e-9, 1e-3, 0.04, 0.4, 1, 2.5, 7, 15.5, 16, 33.3, 120, 700, 2500} {
		for _, k := range []int{1, 2, 3, 5, 8, 13, 15, 16, 17, 25, 40, 64, 100, 130, 200, 400, 690, 710, 900, 2400, 2600, 3200} {
			want, _ := naivePoissonUpper(k, mu).Float64()
			got := PoissonUpper(k, mu)
			if want < 1e-300 { // a float64 has no digits left to compare
				if got > 1e-299 {
					t.Errorf("P(Poisson(%v) >= %d): got %v, want below 1e-300", mu, k, got)
				}
				continue
			}
			e := math.Abs(got-want) / want
			worst = math.Max(worst, e)
			if e > 1e-10 {
				t.Errorf("P(Poisson(%v) >= %d): got %v, want %v", mu, k, got, want)
			}
		}
	}
	t.Logf("worst relative error %.2g", worst)
}

func TestPoissonUpperStates(t *testing.T) {
	// methods, reference 13, by hand arithmetic.
	if got := strconv.FormatFloat(PoissonUpper(3, 0.4), 'f', 5, 64); got != "0.00793" {
		t.Errorf("P(Poisson(0.4) >= 3): got %s, want 0.00793", got)
	}
	for _, c := range []struct {
		k    int
		mu   float64
		want float64
	}{
		{0, 5, 1}, {-3, 5, 1}, {0, 0, 1}, {1, 0, 0}, {1, 1e-300, 1e-300},
		{1, math.NaN(), math.NaN()}, {1, -1, math.NaN()}, {1, math.Inf(1), math.NaN()}, {1, 800, 1},
	} {
		got := PoissonUpper(c.k, c.mu)
		if math.Abs(got-c.want) > 1e-12*c.want || math.IsNaN(got) != math.IsNaN(c.want) {
			t.Errorf("P(Poisson(%v) >= %d): got %v, want %v", c.mu, c.k, got, c.want)
		}
	}
}

// The tail falls as k rises and rises with mu.
func FuzzPoissonUpper(f *testing.F) {
	f.Add(uint16(3), 0.4)
	f.Add(uint16(900), 880.0)
	f.Fuzz(func(t *testing.T, k uint16, mu float64) {
		if math.IsNaN(mu) || mu < 0 || mu > 1e5 {
			return
		}
		p, next, more := PoissonUpper(int(k), mu), PoissonUpper(int(k)+1, mu), PoissonUpper(int(k), mu*1.01)
		if !(p >= 0 && p <= 1) || next > p*(1+1e-12) || more < p*(1-1e-12) {
			t.Fatalf("k %d, mu %v: P %v, P at k+1 %v, P at 1.01 mu %v", k, mu, p, next, more)
		}
	})
}

// The upper tail of the normal at the printed points of any table.
func TestUpperTail(t *testing.T) {
	for _, c := range []struct{ z, want float64 }{
		{0, 0.5}, {1.959963984540054, 0.025}, {1.6448536269514722, 0.05}, {-1.6448536269514722, 0.95},
		{6, 9.865876450376981e-10}, {37.5, 4.605353009e-308},
	} {
		if got := UpperTail(c.z); math.Abs(got-c.want) > 1e-9*c.want {
			t.Errorf("upper tail of %v: got %v, want %v", c.z, got, c.want)
		}
	}
}
