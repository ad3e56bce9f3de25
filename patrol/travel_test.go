package patrol

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// Geodesic lengths by PROJ's geod (-I +ellps=WGS84): 3270.9850, 3472.0258, 4731.8209
// and 9082.4947 m; times 1.3 at 4.8 km/h, rounded up.
func TestStraightLine(t *testing.T) {
	for _, tt := range []struct {
		a, b orb.Point
		want int
	}{
		{orb.Point{-0.1230, 51.5310}, orb.Point{-0.0813, 51.5173}, 3190},
		{orb.Point{-0.1, 51.5}, orb.Point{-0.05, 51.5}, 3386},
		{orb.Point{-1.53, 53.84}, orb.Point{-1.549, 53.799}, 4614},
		{orb.Point{-6.3, 49.9}, orb.Point{-6.2, 49.95}, 8856},
	} {
		m, err := StraightLine{1.3}.MatrixS([]orb.Point{tt.a, tt.b})
		if err != nil {
			t.Fatal(err)
		}
		if m[0][1] != tt.want || m[1][0] != tt.want || m[0][0] != 0 || m[1][1] != 0 {
			t.Errorf("%v to %v: got %v, want %d", tt.a, tt.b, m, tt.want)
		}
		a, b := Place{Lon: tt.a[0], Lat: tt.a[1]}, Place{Lon: tt.b[0], Lat: tt.b[1]}
		if got := math.Ceil(straightS(a, b, 1.3)); int(got) != tt.want {
			t.Errorf("checker: %v to %v: got %g, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

// The checker's own formula stays within its tolerance of the solver's plane over
// the largest operation allowed.
func TestStraightSAgrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		c := orb.Point{-8 + 10*rng.Float64(), 49 + 12*rng.Float64()}
		pts := []orb.Point{c, {c[0] + 2.5*(rng.Float64()-0.5), c[1] + 1.5*(rng.Float64()-0.5)}, {c[0] + 0.02*rng.Float64(), c[1]}}
		m, err := StraightLine{1.3}.MatrixS(pts)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range pts {
			for j, q := range pts {
				want := straightS(Place{Lon: p[0], Lat: p[1]}, Place{Lon: q[0], Lat: q[1]}, 1.3)
				if d := math.Abs(float64(m[i][j]) - want); d > 1.5+want*3e-4 {
					t.Fatalf("%v to %v: matrix %d, formula %g", p, q, m[i][j], want)
				}
			}
		}
	}
}

func TestStraightLineRefuses(t *testing.T) {
	for _, p := range []orb.Point{{math.NaN(), 51}, {0, math.Inf(1)}} {
		if _, err := (StraightLine{1.3}).MatrixS([]orb.Point{{0, 51}, p}); !errors.Is(err, ErrOperation) {
			t.Errorf("%v: got %v, want ErrOperation", p, err)
		}
	}
}

func TestWalkS(t *testing.T) {
	for _, tt := range []struct {
		matrix int
		speed  float64
		want   int
	}{{0, 4.8, 0}, {100, 4.8, 100}, {100, 3.6, 134}, {100, 9.6, 50}, {101, 9.6, 51}, {3600, 4, 4320}} {
		if got := walkS(tt.matrix, tt.speed); got != tt.want {
			t.Errorf("walkS(%d, %g): got %d, want %d", tt.matrix, tt.speed, got, tt.want)
		}
	}
}
