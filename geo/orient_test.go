package geo

import (
	"cmp"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// naiveOrient is the determinant in whole numbers where the points are on a grid of
// 1/64, else in rational ones, and nothing else.
func naiveOrient(a, b, c orb.Point) int {
	if v, ok := grid64(a, b, c); ok {
		return cmp.Compare((v[0]-v[4])*(v[3]-v[5]), (v[1]-v[5])*(v[2]-v[4]))
	}
	r := func(f float64) *big.Rat { return new(big.Rat).SetFloat64(f) }
	sub := func(x, y float64) *big.Rat { return new(big.Rat).Sub(r(x), r(y)) }
	l := new(big.Rat).Mul(sub(a[0], c[0]), sub(b[1], c[1]))
	return l.Cmp(new(big.Rat).Mul(sub(a[1], c[1]), sub(b[0], c[0])))
}

func grid64(a, b, c orb.Point) (v [6]int64, ok bool) {
	for i, x := range [6]float64{a[0], a[1], b[0], b[1], c[0], c[1]} {
		if x *= 64; x != math.Trunc(x) || math.Abs(x) > 1<<20 {
			return v, false
		}
		v[i] = int64(x)
	}
	return v, true
}

func TestOrient(t *testing.T) {
	ulp := math.Nextafter(0.5, 1)
	for _, tt := range []struct {
		name    string
		a, b, c orb.Point
		want    int
	}{
		{"left", orb.Point{0, 0}, orb.Point{1, 0}, orb.Point{0, 1}, 1},
		{"right", orb.Point{0, 0}, orb.Point{1, 0}, orb.Point{0, -1}, -1},
		{"on a diagonal", orb.Point{0.1, 0.1}, orb.Point{0.3, 0.3}, orb.Point{0.7, 0.7}, 0},
		{"one unit in the last place off a diagonal", orb.Point{12, 12}, orb.Point{24, 24}, orb.Point{0.5, ulp}, 1},
		{"across Greenwich", orb.Point{-0.1, 51}, orb.Point{0.1, 51}, orb.Point{1e-17, 51}, 0},
		{"products underflow", orb.Point{1e-200, 0}, orb.Point{0, 1e-200}, orb.Point{0, 0}, 1},
		{"products overflow", orb.Point{1e300, 0}, orb.Point{0, 1e300}, orb.Point{-1e300, -1e300}, 1},
		{"same points", orb.Point{1, 2}, orb.Point{1, 2}, orb.Point{1, 2}, 0},
		{"not a number", orb.Point{math.NaN(), 2}, orb.Point{1, 2}, orb.Point{3, 4}, 0},
		{"endless", orb.Point{math.Inf(1), 2}, orb.Point{1, 2}, orb.Point{3, 4}, 0},
	} {
		if got := Orient(tt.a, tt.b, tt.c); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

// Near-degenerate triples, as in Kettner et al., Classroom examples of robustness
// problems in geometric computations, 2008, figure 1.
func TestOrientNearLine(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a := orb.Point{0.5 + float64(rng.IntN(256))*0x1p-53, 0.5 + float64(rng.IntN(256))*0x1p-53}
		b, c := orb.Point{12, 12}, orb.Point{24, 24}
		if rng.IntN(2) == 0 { // along a line that is not a diagonal
			b, c = orb.Point{17.300000000000001, 17.300000000000001}, orb.Point{24.00000000000005, 24.0000000000000517765}
		}
		if got, want := Orient(a, b, c), naiveOrient(a, b, c); got != want {
			t.Fatalf("Orient(%v, %v, %v): got %d, want %d", a, b, c, got, want)
		}
	}
}

func FuzzOrient(f *testing.F) {
	f.Add(0.0, 0.0, 1.0, 1.0, 0.5, 0.5)
	f.Add(1e-200, 0.0, 0.0, 1e-200, 0.0, 0.0)
	f.Add(1e300, -1e300, 5e-324, 1e16, -1e308, 3.0)
	f.Add(-0.1, 51.5, 0.1, 51.5, 1e-17, 51.5)
	f.Fuzz(func(t *testing.T, ax, ay, bx, by, cx, cy float64) {
		a, b, c := orb.Point{ax, ay}, orb.Point{bx, by}, orb.Point{cx, cy}
		got := Orient(a, b, c)
		if !finite(a) || !finite(b) || !finite(c) {
			if got != 0 {
				t.Fatalf("a point that is not finite has side %d", got)
			}
			return
		}
		if want := naiveOrient(a, b, c); got != want {
			t.Fatalf("Orient(%v, %v, %v): got %d, want %d", a, b, c, got, want)
		}
		if Orient(b, c, a) != got || Orient(b, a, c) != -got {
			t.Fatal("the sign does not follow the order of the points")
		}
	})
}

func BenchmarkOrientOnLine(b *testing.B) {
	for b.Loop() {
		Orient(orb.Point{-0.1, 51.5}, orb.Point{-0.05, 51.5}, orb.Point{-0.075, 51.5})
	}
}
