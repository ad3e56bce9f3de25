package hexgrid

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

func TestOutline(t *testing.T) {
	c := mustAt(t, orb.Point{-0.09, 51.513}, 10)
	ring := slices.DeleteFunc(c.Disk(1), func(d Cell) bool { return d == c })
	far := mustAt(t, orb.Point{-0.05, 51.513}, 10)
	coarse := mustAt(t, orb.Point{-0.2, 51.5}, 8)
	for _, tt := range []struct {
		name  string
		cells []Cell
		rings []int // per polygon
	}{
		{"nothing", nil, nil},
		{"not a cell", []Cell{0}, nil},
		{"one", []Cell{c}, []int{1}},
		{"one, twice", []Cell{c, c}, []int{1}},
		{"flower", c.Disk(1), []int{1}},
		{"ring", ring, []int{2}},
		{"two apart", []Cell{c, far}, []int{1, 1}},
		{"two resolutions", []Cell{c, coarse}, []int{1, 1}},
		{"an island in a ring", append(slices.DeleteFunc(c.Disk(3), func(d Cell) bool { return slices.Contains(c.Disk(2), d) }), c), []int{2, 1}},
	} {
		got := Outline(tt.cells)
		var rings []int
		for _, poly := range got {
			rings = append(rings, len(poly))
		}
		slices.Sort(rings)
		slices.Sort(tt.rings)
		if !slices.Equal(rings, tt.rings) {
			t.Errorf("%s: got %v rings, want %v", tt.name, rings, tt.rings)
		}
		checkOutline(t, tt.name, tt.cells, got)
	}
}

// checkOutline holds an outline against the cells: turned the right way, closed,
// valid, with the centres of the cells inside and the area of their hexagons.
func checkOutline(t *testing.T, name string, cells []Cell, got orb.MultiPolygon) {
	t.Helper()
	if len(got) == 0 {
		return
	}
	if err := geo.Validate(got); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, poly := range got {
		for i, r := range poly {
			if want := orb.CW; i == 0 && r.Orientation() != orb.CCW || i > 0 && r.Orientation() != want {
				t.Errorf("%s: ring %d turns the wrong way", name, i)
			}
		}
	}
	plane := geo.PlaneFor(got.Bound())
	distinct := slices.Clone(cells)
	slices.Sort(distinct)
	sum := 0.0
	for _, c := range slices.Compact(distinct) {
		if !geo.Contains(got, c.Centre()) {
			t.Errorf("%s: %v is left out", name, c)
		}
		sum += plane.AreaM2(orb.MultiPolygon{c.Boundary()})
	}
	if area := plane.AreaM2(got); math.Abs(area/sum-1) > 1e-6 {
		t.Errorf("%s: the outline has %.1f m2, its hexagons %.1f m2", name, area, sum)
	}
}

func TestOutlineOfCover(t *testing.T) {
	mp := orb.MultiPolygon{{box(-2000, -1500, 1800, 2200), box(-500, -400, 700, 300)}}
	cells, err := Cover(mp, 10)
	if err != nil {
		t.Fatal(err)
	}
	got := Outline(cells)
	if len(got) != 1 || len(got[0]) != 2 {
		t.Errorf("got %d parts", len(got))
	}
	checkOutline(t, "cover", cells, got)
	slices.Reverse(cells)
	if again := Outline(cells); !again.Equal(got) {
		t.Error("the order of the cells shows in the outline")
	}
}
