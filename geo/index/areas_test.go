package index

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"hexbeat/geo"
)

var plane = geo.NewPlane(orb.Point{-0.1, 51.5})

// at is a point x metres east and y metres north of the middle of the test ground.
func at(x, y float64) orb.Point { return plane.Degrees(orb.Point{x, y}) }

func box(code string, west, south, east, north float64) geo.Area {
	r := orb.Ring{at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)}
	return geo.Area{Kind: geo.Ward, Code: code, Geometry: orb.MultiPolygon{{r}}}
}

func TestPartition(t *testing.T) {
	left, right := box("W2", -1000, -500, 0, 500), box("W1", 0, -500, 1000, 500)
	right.Geometry[0][0][0], right.Geometry[0][0][3] = left.Geometry[0][0][1], left.Geometry[0][0][2]
	right.Geometry[0][0][4] = right.Geometry[0][0][0]
	gap := box("W0", 1008, -500, 2000, 500)
	holed := box("W9", -1000, 600, 1000, 1600)
	holed.Geometry[0] = append(holed.Geometry[0], box("", -200, 900, 200, 1300).Geometry[0][0])
	twin := box("W2", 3000, 0, 4000, 1000)
	x := NewAreas([]geo.Area{left, right, gap, holed, twin, twin, {Code: "A", Geometry: nil}})
	corner := left.Geometry[0][0][1]
	for _, tt := range []struct {
		name string
		p    orb.Point
		want int32
		how  How
	}{
		{"inside", at(-500, 0), 0, Inside},
		{"on an outer line", left.Geometry[0][0][0], 0, Inside},
		{"on the shared corner", corner, 1, Tied},
		{"3 m from one, 5 m from the other", at(1003, 0), 1, Snapped},
		{"5 m from one, 3 m from the other", at(1005, 0), 2, Snapped},
		{"6 m off", at(-1006, 0), -1, None},
		{"4.9 m off", at(-1004.9, 0), 0, Snapped},
		{"in a hole", at(0, 1100), -1, None},
		{"in a hole, 2 m from its line", at(-198, 1100), 3, Snapped},
		{"below the shared line", orb.Point{corner[0], corner[1] - 2e-5}, 1, Snapped},
		{"in twins", at(3500, 500), 4, Tied},
		{"far away", orb.Point{10, 10}, -1, None},
		{"not a number", orb.Point{math.NaN(), 51.5}, -1, None},
		{"latitude 1000", orb.Point{-0.1, 1000}, -1, None},
		{"the pole", orb.Point{0, 90}, -1, None},
	} {
		if got, how := x.Partition(tt.p); got != tt.want || how != tt.how {
			t.Errorf("%s: got %d %v, want %d %v", tt.name, got, how, tt.want, tt.how)
		}
	}
	if x.Len() != 7 {
		t.Errorf("got %d areas", x.Len())
	}
	if got := x.Containing(at(3500, 500)); !slices.Equal(got, []int32{4, 5}) {
		t.Errorf("twins: got %v", got)
	}
	if got := x.Containing(orb.Point{math.NaN(), 51.5}); got != nil {
		t.Errorf("not a number: got %v", got)
	}
}

func TestNotFiniteAreas(t *testing.T) {
	bad := box("B", 0, 0, 10, 10)
	bad.Geometry[0][0][1][0] = math.NaN()
	huge := box("H", 0, 0, 10, 10)
	huge.Geometry[0][0][1][0] = math.Inf(1)
	x := NewAreas([]geo.Area{bad, huge, box("G", 0, 0, 10, 10)})
	if i, how := x.Partition(at(5, 5)); i != 2 || how != Inside {
		t.Errorf("got %d %v", i, how)
	}
	if _, how := NewAreas(nil).Partition(at(5, 5)); how != None {
		t.Errorf("no areas: %v", how)
	}
}

// mesh is a partition of n x n crooked wards of 400 m. One in five is drawn in by up
// to 4 m, which leaves slivers; one in five is pushed out, which makes overlaps. Codes
// are shuffled.
func mesh(rng *rand.Rand, n int) []geo.Area {
	knots := map[[2]int]orb.Point{}
	for i := range n + 1 {
		for k := range n + 1 {
			knots[[2]int{i, k}] = orb.Point{float64(i)*400 + rng.Float64()*200, float64(k)*400 + rng.Float64()*200}
		}
	}
	var out []geo.Area
	for _, c := range rng.Perm(n * n) {
		i, k := c%n, c/n
		push := []float64{0, 0, 0, -4 * rng.Float64(), 4 * rng.Float64()}[rng.IntN(5)]
		var r orb.Ring
		for _, d := range [][2]int{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
			p := knots[[2]int{i + d[0], k + d[1]}]
			r = append(r, at(p[0]+push*float64(2*d[0]-1), p[1]+push*float64(2*d[1]-1)))
		}
		out = append(out, geo.Area{Code: fmt.Sprintf("E%04d", rng.IntN(10_000)), Geometry: orb.MultiPolygon{{append(r, r[0])}}})
	}
	return out
}

// naivePartition follows the words of the rule over all areas.
func naivePartition(areas []geo.Area, p orb.Point) (int32, How) {
	best, how := -1, None
	lower := func(i, k int) bool { return k < 0 || areas[i].Code < areas[k].Code }
	for i, a := range areas {
		if geo.Contains(a.Geometry, p) {
			how = min(how+1, Tied)
			if lower(i, best) {
				best = i
			}
		}
	}
	if how != None {
		return int32(best), how
	}
	nearest := SnapM + 0.0
	local := geo.NewPlane(p)
	for i, a := range areas {
		if !a.Bound().Pad(1e-3).Contains(p) {
			continue // for speed: its box alone is further than 60 m
		}
		d := toLines(local.MultiPolygon(a.Geometry))
		if d < nearest-1e-4 || d <= nearest+1e-4 && d <= SnapM && lower(i, best) {
			best, how, nearest = i, Snapped, min(d, nearest)
		}
	}
	return int32(best), how
}

// toLines is the distance from the plane's centre to the nearest line.
func toLines(mp orb.MultiPolygon) float64 {
	best := math.Inf(1)
	for _, poly := range mp {
		for _, r := range poly {
			for i := 1; i < len(r); i++ {
				a, b := r[i-1], r[i]
				ux, uy := b[0]-a[0], b[1]-a[1]
				t := 0.0
				if uu := ux*ux + uy*uy; uu > 0 {
					t = min(max(-(a[0]*ux+a[1]*uy)/uu, 0), 1)
				}
				best = min(best, math.Hypot(a[0]+t*ux, a[1]+t*uy))
			}
		}
	}
	return best
}

func TestConformance(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	var seen [4]int
	for range 6 {
		areas := mesh(rng, 7)
		x := NewAreas(areas)
		for _, p := range probes(rng, areas) {
			wantAll := []int32(nil)
			for i, a := range areas {
				if geo.Contains(a.Geometry, p) {
					wantAll = append(wantAll, int32(i))
				}
			}
			if got := x.Containing(p); !slices.Equal(got, wantAll) {
				t.Fatalf("Containing(%v): got %v, want %v", p, got, wantAll)
			}
			want, wantHow := naivePartition(areas, p)
			got, how := x.Partition(p)
			seen[how]++
			if got != want || how != wantHow {
				t.Fatalf("Partition(%v): got %d %v, want %d %v", p, got, how, want, wantHow)
			}
		}
	}
	for h, n := range seen {
		if n < 20 {
			t.Errorf("%v was met only %d times", How(h), n)
		}
	}
}

// probes are random points, corners, and points up to 8 m from corners.
func probes(rng *rand.Rand, areas []geo.Area) []orb.Point {
	var out []orb.Point
	for range 300 {
		out = append(out, at(rng.Float64()*3000-50, rng.Float64()*3000-50))
	}
	for _, a := range areas {
		for _, c := range a.Geometry[0][0] {
			out = append(out, c, orb.Point{c[0] + (rng.Float64()-0.5)*2e-4, c[1] + (rng.Float64()-0.5)*1e-4})
		}
	}
	return out
}

// Every point of a real partition's ground has one ward; the count of each rule adds
// up.
func TestRealWards(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA does not name the folder of real files; TestConformance covers partitions with slivers and overlaps")
	}
	for _, name := range []string{"wards-2013-city-of-london.geojson", "lsoa-2021-lewisham.geojson"} {
		b, err := os.ReadFile(filepath.Join(root, "real", "wards", name))
		if err != nil {
			t.Fatal(err)
		}
		var fc geojson.FeatureCollection
		if err := json.Unmarshal(b, &fc); err != nil {
			t.Fatal(err)
		}
		var areas []geo.Area
		for i, f := range fc.Features {
			mp, ok := f.Geometry.(orb.MultiPolygon)
			if p, isPolygon := f.Geometry.(orb.Polygon); isPolygon {
				mp, ok = orb.MultiPolygon{p}, true
			}
			if !ok {
				t.Fatalf("%s: feature %d is a %T", name, i, f.Geometry)
			}
			areas = append(areas, geo.Area{Code: fmt.Sprint(1000 + i), Geometry: mp})
		}
		x := NewAreas(areas)
		rng := rand.New(rand.NewPCG(33, 34))
		var seen [4]int
		for range 1000 {
			ring := areas[rng.IntN(len(areas))].Geometry[0][0]
			c := ring[rng.IntN(len(ring))]
			p := orb.Point{c[0] + (rng.Float64()-0.5)*2e-4, c[1] + (rng.Float64()-0.5)*2e-4}
			got, how := x.Partition(p)
			if want, wantHow := naivePartition(areas, p); got != want || how != wantHow {
				t.Fatalf("%s: Partition(%v): got %d %v, want %d %v", name, p, got, how, want, wantHow)
			}
			seen[how]++
		}
		t.Logf("%s: near corners of %d areas, none %d, inside %d, tied %d, snapped %d", name, len(areas), seen[0], seen[1], seen[2], seen[3])
	}
}

// One ward of 5,000 corners, and a force of 625 crooked ones.
func BenchmarkPartition(b *testing.B) {
	var r orb.Ring
	rng := rand.New(rand.NewPCG(35, 36))
	for i := range 5000 {
		s, c := math.Sincos(2 * math.Pi * float64(i) / 5000)
		d := 4000 + 500*rng.Float64()
		r = append(r, at(5000+d*c, 5000+d*s))
	}
	for _, bb := range []struct {
		name  string
		areas []geo.Area
	}{
		{"5000-corners", []geo.Area{{Geometry: orb.MultiPolygon{{append(r, r[0])}}}}},
		{"625-wards", mesh(rng, 25)},
	} {
		x := NewAreas(bb.areas)
		b.Run(bb.name, func(b *testing.B) {
			for b.Loop() {
				x.Partition(orb.Point{-0.1 + 0.14*rng.Float64(), 51.5 + 0.09*rng.Float64()})
			}
		})
	}
}
