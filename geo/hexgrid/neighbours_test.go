package hexgrid

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/uber/h3-go/v4"
)

// Each neighbourhood is what H3's grid distance says, cell by cell.
func TestNeighboursAgainstGridDistance(t *testing.T) {
	rng := rand.New(rand.NewPCG(29, 30))
	cells := mustAt(t, orb.Point{-0.09, 51.513}, 10).Disk(9)
	rng.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	cells = cells[:180] // with gaps
	for k := range 4 {
		a := Neighbours(cells, k)
		if a.Len() != len(cells) {
			t.Fatalf("k = %d: %d lists", k, a.Len())
		}
		for i, c := range cells {
			var want []int32
			for j, d := range cells {
				if n, err := h3.GridDistance(h3.Cell(c), h3.Cell(d)); err != nil {
					t.Fatal(err)
				} else if n <= k {
					want = append(want, int32(j))
				}
			}
			if !slices.Equal(a.Of(i), want) {
				t.Fatalf("k = %d, cell %d: got %v, want %v", k, i, a.Of(i), want)
			}
		}
	}
}

func TestNeighboursEdgeCases(t *testing.T) {
	if a := Neighbours(nil, 1); a.Len() != 0 {
		t.Errorf("no cells have %d neighbourhoods", a.Len())
	}
	if a := (Adjacency{}); a.Len() != 0 {
		t.Errorf("the zero value has %d neighbourhoods", a.Len())
	}
	c := mustAt(t, orb.Point{-0.09, 51.513}, 10)
	a := Neighbours([]Cell{c, 0}, -3)
	if !slices.Equal(a.Of(0), []int32{0}) || !slices.Equal(a.Of(1), []int32{1}) {
		t.Errorf("got %v", a)
	}
}

func BenchmarkNeighbours100000(b *testing.B) {
	c, err := At(orb.Point{-0.09, 51.513}, 10)
	if err != nil {
		b.Fatal(err)
	}
	cells := c.Disk(182) // 99,919 cells
	slices.Sort(cells)
	for b.Loop() {
		Neighbours(cells, 1)
	}
}
