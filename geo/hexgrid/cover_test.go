package hexgrid

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/uber/h3-go/v4"

	"hexbeat/geo"
)

// box is a rectangle of metres about a point in the City of London.
func box(west, south, east, north float64) orb.Ring {
	plane := geo.NewPlane(orb.Point{-0.09, 51.513})
	at := func(x, y float64) orb.Point { return plane.Degrees(orb.Point{x, y}) }
	r := orb.Ring{at(west, south), at(east, south), at(east, north), at(west, north)}
	return append(r, r[0])
}

// blob is a ring of n corners at radii of lo..hi metres.
func blob(rng *rand.Rand, x, y, lo, hi float64, n int) orb.Ring {
	plane := geo.NewPlane(orb.Point{-0.09, 51.513})
	var r orb.Ring
	for i := range n {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		d := lo + (hi-lo)*rng.Float64()
		r = append(r, plane.Degrees(orb.Point{x + d*c, y + d*s}))
	}
	return append(r, r[0])
}

// bruteCover tries every cell of a disc that is wide enough.
func bruteCover(t *testing.T, mp orb.MultiPolygon, res, k int) []Cell {
	var out []Cell
	for _, c := range mustAt(t, mp.Bound().Center(), res).Disk(k) {
		if geo.Contains(mp, c.Centre()) {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

func TestCoverAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for name, mp := range map[string]orb.MultiPolygon{
		"a box":               {{box(-600, -500, 700, 400)}},
		"an open ring":        {{box(-600, -500, 700, 400)[:4]}},
		"a hole":              {{box(-600, -500, 700, 400), box(-300, -200, 200, 100)}},
		"an island":           {{box(-600, -500, 700, 400), box(-300, -200, 200, 100)}, {box(-100, -100, 50, 50)}},
		"two parts":           {{box(-600, -500, -100, 400)}, {box(100, -300, 700, 400)}},
		"a sliver":            {{box(-600, -2, 700, 2)}},
		"smaller than a cell": {{box(-3, -3, 3, 3)}},
		"jagged":              {{blob(rng, 0, 0, 100, 700, 200)}},
		"star":                {{blob(rng, 0, 0, 5, 700, 11)}},
		"nothing":             nil,
		"empty polygon":       {{}, {nil}},
	} {
		for _, tt := range []struct{ res, k int }{{9, 8}, {10, 20}, {11, 45}} {
			got, err := Cover(mp, tt.res)
			if want := bruteCover(t, mp, tt.res, tt.k); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s at %d: got %d cells, %v; want %d", name, tt.res, len(got), err, len(want))
			}
		}
	}
}

// H3's own polygon function follows the same rule with rounded arithmetic: on blobs,
// whose lines meet no centre, the cells are the same.
func TestCoverAgainstH3(t *testing.T) {
	rng := rand.New(rand.NewPCG(23, 24))
	for range 40 {
		poly := orb.Polygon{blob(rng, 0, 0, 300, 2000, 3+rng.IntN(60)), blob(rng, 0, 0, 50, 280, 3+rng.IntN(9))}
		got, err := Cover(orb.MultiPolygon{poly}, 10)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := h3.PolygonToCells(h3.GeoPolygon{GeoLoop: loop(poly[0]), Holes: []h3.GeoLoop{loop(poly[1])}}, 10)
		if err != nil {
			t.Fatal(err)
		}
		var want []Cell
		for _, c := range raw {
			want = append(want, Cell(c))
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("got %d cells, H3 %d", len(got), len(want))
		}
	}
}

func loop(r orb.Ring) (l h3.GeoLoop) {
	for _, p := range r[:len(r)-1] {
		l = append(l, h3.LatLng{Lat: p[1], Lng: p[0]})
	}
	return l
}

// Neighbours that share a jagged line share no cell, and together have those of the
// whole.
func TestCoversOfNeighboursAreDisjoint(t *testing.T) {
	rng := rand.New(rand.NewPCG(25, 26))
	plane := geo.NewPlane(orb.Point{-0.09, 51.513})
	outer := box(-1500, -1500, 1500, 1500)
	line := orb.Ring{}
	for y := -1500.0; y <= 1500; y += 60 {
		x := 0.0
		if math.Abs(y) < 1500 {
			x = rng.Float64()*300 - 150
		}
		line = append(line, plane.Degrees(orb.Point{x, y}))
	}
	line[0][1], line[len(line)-1][1] = outer[0][1], outer[2][1]
	up := slices.Clone(line)
	slices.Reverse(line)
	west := append(append(orb.Ring{outer[0]}, up...), outer[3], outer[0])
	east := append(append(orb.Ring{outer[1], outer[2]}, line...), outer[1])
	a, errA := Cover(orb.MultiPolygon{{west}}, 11)
	b, errB := Cover(orb.MultiPolygon{{east}}, 11)
	both, err := Cover(orb.MultiPolygon{{west}, {east}}, 11)
	if errA != nil || errB != nil || err != nil {
		t.Fatal(errA, errB, err)
	}
	union := append(slices.Clone(a), b...)
	slices.Sort(union)
	if len(slices.Compact(slices.Clone(union))) != len(union) {
		t.Error("the covers share a cell")
	}
	if !slices.Equal(union, both) || len(a) < 1000 || len(b) < 1000 {
		t.Errorf("%d + %d cells apart, %d together", len(a), len(b), len(both))
	}
}

// A cell whose centre lies exactly on a shared line belongs to both sides.
func TestCentreOnSharedLine(t *testing.T) {
	c := mustAt(t, orb.Point{-0.09, 51.513}, 10)
	p := c.Centre()
	west := orb.MultiPolygon{{{{p[0] - 0.01, p[1] - 0.01}, {p[0], p[1] - 0.01}, {p[0], p[1] + 0.01}, {p[0] - 0.01, p[1] + 0.01}, {p[0] - 0.01, p[1] - 0.01}}}}
	east := orb.MultiPolygon{{{{p[0], p[1] - 0.01}, {p[0] + 0.01, p[1] - 0.01}, {p[0] + 0.01, p[1] + 0.01}, {p[0], p[1] + 0.01}, {p[0], p[1] - 0.01}}}}
	for side, mp := range map[string]orb.MultiPolygon{"west": west, "east": east} {
		cells, err := Cover(mp, 10)
		if _, in := slices.BinarySearch(cells, c); err != nil || !in {
			t.Errorf("%s: %d cells, %v, without the one on the line", side, len(cells), err)
		}
	}
}

// The cells of a large area have together the area of the ground, on H3's sphere.
func TestCoverAreaSum(t *testing.T) {
	mp := orb.MultiPolygon{{box(-8000, -8000, 8000, 8000), box(-2000, -1000, 1000, 2000)}}
	want := geo.PlaneFor(mp.Bound()).AreaM2(mp)
	for res := MinRes; res <= MaxRes-1; res++ {
		cells, err := Cover(mp, res)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, c := range cells {
			sum += c.AreaM2()
		}
		within := 0.005 + 0.06*math.Pow(2.65, float64(MinRes-res)) // the sphere, and the ragged edge
		if math.Abs(sum/want-1) > within {
			t.Errorf("res %d: %d cells have %.4f of the area", res, len(cells), sum/want)
		}
	}
}

func TestCoverRefuses(t *testing.T) {
	nan := math.NaN()
	for name, tt := range map[string]struct {
		mp   orb.MultiPolygon
		res  int
		want error
	}{
		"resolution":    {orb.MultiPolygon{{box(0, 0, 9, 9)}}, 12, ErrResolution},
		"not a number":  {orb.MultiPolygon{{{{0, 51}, {nan, 51}, {0, 52}, {0, 51}}}}, 9, ErrCoordinate},
		"National Grid": {orb.MultiPolygon{{{{5e5, 1e5}, {6e5, 1e5}, {5e5, 2e5}, {5e5, 1e5}}}}, 9, ErrCoordinate},
		"the world":     {orb.MultiPolygon{{{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}}}}, 9, ErrTooLarge},
		"far parts":     {orb.MultiPolygon{{box(0, 0, 9, 9)}, {{{100, -40}, {101, -40}, {101, -41}, {100, -40}}}}, 11, ErrTooLarge},
	} {
		if got, err := Cover(tt.mp, tt.res); !errors.Is(err, tt.want) || got != nil {
			t.Errorf("%s: got %d cells, %v", name, len(got), err)
		}
	}
}

func BenchmarkCoverBorough(b *testing.B) {
	mp := orb.MultiPolygon{{blob(rand.New(rand.NewPCG(27, 28)), 0, 0, 3000, 3500, 2000)}}
	for b.Loop() {
		cells, err := Cover(mp, 10)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(cells)), "cells")
	}
}
