package hotspot

import (
	"encoding/csv"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// near builds binary neighbourhoods, self included, from a rule on pairs.
func adjacent(n int, near func(i, j int) bool) Adjacency {
	a := Adjacency{Start: []int32{0}}
	for i := range n {
		for j := range n {
			if i == j || near(i, j) {
				a.Index = append(a.Index, int32(j))
			}
		}
		a.Start = append(a.Start, int32(len(a.Index)))
	}
	return a
}

// naiveGiStar is the formula as it is printed in methods, term by term.
func naiveGiStar(x []float64, nb Adjacency) []float64 {
	n := float64(len(x))
	var sum, squares float64
	for _, v := range x {
		sum, squares = sum+v, squares+v*v
	}
	m := sum / n
	s := math.Sqrt(squares/n - m*m)
	z := make([]float64, len(x))
	for i := range x {
		var local, w float64
		for _, j := range nb.Of(i) {
			local, w = local+x[j], w+1
		}
		z[i] = (local - m*w) / (s * math.Sqrt((n*w-w*w)/(n-1)))
	}
	return z
}

// Six points, distance band 15: esda, getisord.py and its tests; Gi* reproduced
// with R spdep. The third point lies 14.14 from the fifth.
func TestGiStarSixPoints(t *testing.T) {
	points := [][2]float64{{10, 10}, {20, 10}, {40, 10}, {15, 20}, {30, 20}, {30, 30}}
	nb := adjacent(6, func(i, j int) bool {
		return math.Hypot(points[i][0]-points[j][0], points[i][1]-points[j][1]) <= 15
	})
	z, err := GiStar([]float64{2, 3, 3.2, 5, 8, 7}, nb)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"-1.39727626", "-0.28917762", "0.65064964", "-0.28917762", "1.23452088", "2.02424331"} {
		if got := strconv.FormatFloat(z[i], 'f', 8, 64); got != want {
			t.Errorf("point %d: got z %s, want %s", i, got, want)
		}
	}
}

// hexDisc is the 37 axial cells within three steps of a centre.
func hexDisc() (cells [][2]int, nb Adjacency) {
	for q := -3; q <= 3; q++ {
		for r := -3; r <= 3; r++ {
			if q+r >= -3 && q+r <= 3 {
				cells = append(cells, [2]int{q, r})
			}
		}
	}
	return cells, adjacent(len(cells), func(i, j int) bool {
		dq, dr := cells[i][0]-cells[j][0], cells[i][1]-cells[j][1]
		return max(abs(dq), abs(dr), abs(dq+dr)) == 1
	})
}

// A disc of 37 hexagons: R spdep.
func TestGiStarHexDisc(t *testing.T) {
	cells, nb := hexDisc()
	x := make([]float64, len(cells))
	for i, c := range cells {
		switch ring := max(abs(c[0]), abs(c[1]), abs(c[0]+c[1])); {
		case ring == 0:
			x[i] = 12
		case ring == 1:
			x[i] = 5
		case c == [2]int{3, -3}:
			x[i] = 4
		case c == [2]int{-3, 0}:
			x[i] = 1
		}
	}
	z, err := GiStar(x, nb)
	if err != nil {
		t.Fatal(err)
	}
	want := map[[2]int]string{
		{0, 0}: "5.259965805", {1, 0}: "2.876879256", {2, 0}: "-0.618314348",
		{3, -3}: "-0.216635440", {-3, 0}: "-0.817798785", {3, 0}: "-1.018186567",
	}
	var p []float64
	for i, c := range cells {
		if w, ok := want[c]; ok && strconv.FormatFloat(z[i], 'f', 9, 64) != w {
			t.Errorf("cell %v: got z %.9f, want %s", c, z[i], w)
		}
		p = append(p, UpperTail(z[i]))
	}
	raw, adjusted := 0, 0
	for i, q := range BenjaminiHochberg(p) {
		if p[i] <= 0.05 {
			raw++
		}
		if q <= 0.05 {
			adjusted++
		}
	}
	if raw != 7 || adjusted != 7 {
		t.Errorf("got %d hot before and %d after the adjustment, want 7 and 7", raw, adjusted)
	}
}

// getisord reads the 16 x 16 grid with the neighbourhoods of band 30: the four
// cells that share a side.
func getisord(t testing.TB) (x []float64, want []string, nb Adjacency) {
	f, err := os.Open("testdata/getisord.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var at [][2]int
	for _, row := range rows[1:] {
		px, _ := strconv.Atoi(row[0])
		py, _ := strconv.Atoi(row[1])
		v, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		at, x, want = append(at, [2]int{px, py}), append(x, v), append(want, row[3])
	}
	return x, want, adjacent(len(x), func(i, j int) bool {
		return abs(at[i][0]-at[j][0])+abs(at[i][1]-at[j][1]) == 30
	})
}

// Every printed digit of R spdep localG on the Getis-Ord grid, and its tallies.
func TestGiStarGetisOrdGrid(t *testing.T) {
	x, want, nb := getisord(t)
	z, err := GiStar(x, nb)
	if err != nil {
		t.Fatal(err)
	}
	if len(z) != 256 {
		t.Fatalf("got %d cells, want 256", len(z))
	}
	var two []float64
	beyond := 0
	for i := range z {
		digits := len(want[i]) - strings.IndexByte(want[i], '.') - 1
		if got := strconv.FormatFloat(z[i], 'f', digits, 64); got != want[i] {
			t.Errorf("cell %d: got z %s, want %s", i, got, want[i])
		}
		two = append(two, 2*UpperTail(math.Abs(z[i])))
		if math.Abs(z[i]) > 1.96 {
			beyond++
		}
	}
	called, bonferroni := 0, 0
	for i, q := range BenjaminiHochberg(two) {
		if q < 0.05 {
			called++
		}
		if two[i]*256 < 0.05 {
			bonferroni++
		}
	}
	if beyond != 114 || called != 78 || bonferroni != 9 {
		t.Errorf("|z| > 1.96 in %d, BH < .05 in %d, Bonferroni in %d; want 114, 78, 9", beyond, called, bonferroni)
	}
}

// If one cell holds everything, be it one incident or a thousand, z around it is
// sqrt((n-W)/W): closed form, by hand.
func TestGiStarOneCellHoldsAll(t *testing.T) {
	for _, c := range []struct {
		n    int
		want string
	}{{300, "6.47"}, {1000, "11.91"}, {10000, "37.78"}} {
		nb := Adjacency{Start: []int32{0}}
		for i := range c.n { // a ring of cells, each with six others
			for k := -3; k <= 3; k++ {
				nb.Index = append(nb.Index, int32((i+k+c.n)%c.n))
			}
			nb.Start = append(nb.Start, int32(len(nb.Index)))
		}
		for _, held := range []float64{1, 3, 1000} {
			x := make([]float64, c.n)
			x[50] = held
			z, err := GiStar(x, nb)
			if err != nil {
				t.Fatal(err)
			}
			if got := strconv.FormatFloat(z[48], 'f', 2, 64); got != c.want {
				t.Errorf("n %d, %v held: got z %s, want %s", c.n, held, got, c.want)
			}
		}
	}
}

func TestGiStarHasNoAnswer(t *testing.T) {
	ring := func(n int) Adjacency {
		return adjacent(n, func(i, j int) bool { d := abs(i - j); return d == 1 || d == n-1 })
	}
	for _, c := range []struct {
		name string
		x    []float64
		nb   Adjacency
		says string
	}{
		{"nothing", nil, Adjacency{}, "0 cells"},
		{"one cell", []float64{4}, ring(1), "1 cells"},
		{"constant", []float64{3, 3, 3, 3, 3}, ring(5), "same number"},
		{"empty map", make([]float64, 5), ring(5), "same number"},
		{"constant tenths", []float64{0.1, 0.1, 0.1, 0.1, 0.1}, ring(5), "same number"},
		{"not a number", []float64{1, math.NaN(), 2, 0, 0}, ring(5), "not finite"},
		{"infinite", []float64{1, math.Inf(1), 2, 0, 0}, ring(5), "not finite"},
		{"wrong length", []float64{1, 2}, ring(5), "2 numbers for 5"},
	} {
		z, err := GiStar(c.x, c.nb)
		if !errors.Is(err, ErrUndefined) || z != nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got z %v and error %v, want none and ErrUndefined saying %q", c.name, z, err, c.says)
		}
	}
}

func TestGiStarNeighbourhoodIsTheMap(t *testing.T) {
	nb := adjacent(4, func(i, j int) bool { return i == 0 || j == 0 && i == 1 })
	z, err := GiStar([]float64{1, 2, 3, 4}, nb)
	if err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(z[0]) || math.IsNaN(z[1]) || math.IsNaN(z[3]) {
		t.Errorf("got %v, want NaN for the first cell alone", z)
	}
}

func randomMap(rng *rand.Rand) (x []float64, nb Adjacency) {
	n := 2 + rng.IntN(60)
	near := make([]bool, n*n)
	for range rng.IntN(4 * n) {
		i, j := rng.IntN(n), rng.IntN(n)
		near[i*n+j], near[j*n+i] = true, true
	}
	x = make([]float64, n)
	for i := range x {
		x[i] = float64(rng.IntN(5) * rng.IntN(8))
	}
	return x, adjacent(n, func(i, j int) bool { return near[i*n+j] })
}

func TestGiStarAgreesWithNaive(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	compared := 0
	for range 500 {
		x, nb := randomMap(rng)
		z, err := GiStar(x, nb)
		if err != nil {
			continue
		}
		for i, want := range naiveGiStar(x, nb) {
			if math.IsInf(want, 0) || math.IsNaN(want) {
				if !math.IsNaN(z[i]) {
					t.Fatalf("cell %d: got z %v where the formula divides by zero", i, z[i])
				}
				continue
			}
			if compared++; math.Abs(z[i]-want) > 1e-9 {
				t.Fatalf("cell %d: got z %.15g, want %.15g", i, z[i], want)
			}
		}
	}
	if compared < 10_000 {
		t.Fatalf("only %d cells compared", compared)
	}
}

// z does not change with the order of the cells, nor with the scale of x.
func TestGiStarOrderAndScale(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		x, nb := randomMap(rng)
		z, err := GiStar(x, nb)
		if err != nil {
			continue
		}
		for _, scale := range []float64{1e-250, 3, 1e200} {
			big := make([]float64, len(x))
			for i, v := range x {
				big[i] = v * scale
			}
			scaled, err := GiStar(big, nb)
			if err != nil {
				t.Fatal(err)
			}
			sameNumbers(t, scaled, z, "scaled")
		}
		perm := rng.Perm(len(x))
		y := make([]float64, len(x))
		where := make([]int, len(x))
		for to, from := range perm {
			y[to], where[from] = x[from], to
		}
		moved := Adjacency{Start: []int32{0}}
		for _, from := range perm {
			for _, j := range nb.Of(from) {
				moved.Index = append(moved.Index, int32(where[j]))
			}
			moved.Start = append(moved.Start, int32(len(moved.Index)))
		}
		w, err := GiStar(y, moved)
		if err != nil {
			t.Fatal(err)
		}
		back := make([]float64, len(z))
		for to, from := range perm {
			back[from] = w[to]
		}
		sameNumbers(t, back, z, "reordered")
	}
}

func sameNumbers(t *testing.T, got, want []float64, what string) {
	t.Helper()
	for i := range want {
		if math.IsNaN(got[i]) != math.IsNaN(want[i]) || math.Abs(got[i]-want[i]) > 1e-9*(1+math.Abs(want[i])) {
			t.Fatalf("%s: cell %d: got %v, want %v", what, i, got[i], want[i])
		}
	}
}

// FuzzGiStar: whatever the numbers, an answer is finite or NaN only where the
// neighbourhood is the whole map, and a refusal says ErrUndefined.
func FuzzGiStar(f *testing.F) {
	f.Add(uint64(1), 0.0, 1.0)
	f.Add(uint64(2), math.Inf(1), 3.0)
	f.Add(uint64(3), 1e308, -1e308)
	f.Add(uint64(4), 5e-324, 0.0)
	f.Fuzz(func(t *testing.T, seed uint64, a, b float64) {
		rng := rand.New(rand.NewPCG(seed, 9))
		x, nb := randomMap(rng)
		x[rng.IntN(len(x))], x[rng.IntN(len(x))] = a, b
		z, err := GiStar(x, nb)
		if err != nil {
			if !errors.Is(err, ErrUndefined) || z != nil {
				t.Fatalf("got %v with %v", z, err)
			}
			return
		}
		for i, v := range z {
			whole := len(nb.Of(i)) == len(x)
			if math.IsInf(v, 0) || math.IsNaN(v) != whole {
				t.Fatalf("cell %d of %d with %d neighbours: z %v", i, len(x), len(nb.Of(i)), v)
			}
		}
	})
}
