package osgrid

import (
	"encoding/csv"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
)

// Ordnance Survey's own example: Caister water tower through OSTN15.
func TestCaister(t *testing.T) {
	tower := orb.Point{1.716073973, 52.658007833}
	want := orb.Point{651409.804, 313177.450}
	got, err := FromLonLat(tower)
	if err != nil || math.Hypot(got[0]-want[0], got[1]-want[1]) > 0.001 {
		t.Errorf("got %.4f, %v; want %.3f", got, err, want)
	}
	back, err := ToLonLat(want)
	if err != nil || math.Abs(back[0]-tower[0]) > 1e-8 || math.Abs(back[1]-tower[1]) > 1e-8 {
		t.Errorf("got %.10f, %v; want %.9f", back, err, tower)
	}
}

func TestPoints(t *testing.T) { checkPoints(t, filepath.Join("testdata", "points.csv"), 30) }

func TestAllPoints(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA does not name the folder of real files; TestPoints holds a fifth of the same points")
	}
	checkPoints(t, filepath.Join(root, "reference", "ostn15", "points.csv"), 150)
}

// checkPoints compares another implementation's points both ways, within 0.01 m.
func checkPoints(t *testing.T, name string, want int) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) != want+1 {
		t.Fatalf("%s: %d rows, %v", name, len(rows), err)
	}
	worst := 0.0
	for _, row := range rows[1:] {
		var v [4]float64
		for i := range v {
			if v[i], err = strconv.ParseFloat(row[i], 64); err != nil {
				t.Fatal(err)
			}
		}
		p, en := orb.Point{v[0], v[1]}, orb.Point{v[2], v[3]}
		got, err := FromLonLat(p)
		if err != nil {
			t.Errorf("%v: %v", p, err)
		}
		worst = max(worst, math.Hypot(got[0]-en[0], got[1]-en[1]))
		back, err := ToLonLat(en)
		if err != nil {
			t.Errorf("%v: %v", en, err)
		}
		worst = max(worst, math.Hypot((back[0]-p[0])*111_320*math.Cos(p[1]*math.Pi/180), (back[1]-p[1])*111_200))
	}
	if worst > 0.01 {
		t.Errorf("the worst of %d points is %.4f m off", want, worst)
	}
	t.Logf("%d points, worst %.4f m", want, worst)
}

func TestRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	for range 5000 {
		en := orb.Point{200 + rng.Float64()*(MaxEasting-200), rng.Float64() * (MaxNorthing - 200)}
		p, err := ToLonLat(en)
		if err != nil {
			t.Fatal(err)
		}
		back, err := FromLonLat(p)
		if err != nil || math.Hypot(back[0]-en[0], back[1]-en[1]) > 1e-4 {
			t.Fatalf("%v came back as %v, %v", en, back, err)
		}
	}
}

func TestOutside(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, p := range []orb.Point{
		{-0.1, 1000}, {nan, 51}, {-0.1, nan}, {inf, 51}, {-0.1, -inf}, {0, 0}, {51.5, -0.1},
		{178, 52}, {-2, 49.7}, {-9.5, 50}, {5.5, 52}, {-2, 61.2}, {2.35, 48.86}, {-73.9, 40.7},
	} {
		if got, err := FromLonLat(p); !errors.Is(err, ErrOutside) || got != (orb.Point{}) {
			t.Errorf("FromLonLat(%v): got %v, %v", p, got, err)
		}
	}
	for _, en := range []orb.Point{
		{-1, 5000}, {5000, -1}, {MaxEasting + 1, 5000}, {5000, MaxNorthing + 1}, {nan, 5000}, {5000, inf}, {-0.09, 51.5},
		{10, 5000},               // less than its shift from the west edge: no figure there
		{5000, MaxNorthing - 10}, // likewise in the north
	} {
		if got, err := ToLonLat(en); !errors.Is(err, ErrOutside) || got != (orb.Point{}) {
			t.Errorf("ToLonLat(%v): got %v, %v", en, got, err)
		}
	}
}

func BenchmarkFromLonLat(b *testing.B) {
	for b.Loop() {
		if _, err := FromLonLat(orb.Point{-0.0912, 51.5136}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkToLonLat(b *testing.B) {
	for b.Loop() {
		if _, err := ToLonLat(orb.Point{532805, 181305}); err != nil {
			b.Fatal(err)
		}
	}
}
