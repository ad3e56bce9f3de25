package hotspot

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"hexbeat/geo/hexgrid"
)

// The order is that of the plain comparison: cell, place, day, id, and the unlocated
// last; with every column in step and columns that nobody filled left empty.
func TestSortIsThePlainOrder(t *testing.T) {
	for seed := range uint64(50) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		s := &Snapshot{Places: make([]Place, rnd.IntN(12))}
		for i := range s.Places {
			s.Places[i].Cell = hexgrid.Cell(rnd.IntN(6)) // several places share a cell
		}
		type row struct {
			place int32
			day   Day
			id    int64
		}
		var want []row
		for i := range rnd.IntN(60) {
			r := row{int32(rnd.IntN(len(s.Places)+1)) - 1, Day(rnd.IntN(5)), int64(1000 - i)}
			want = append(want, r)
			s.ID, s.PlaceOf, s.Day, s.SpanMin = append(s.ID, r.id), append(s.PlaceOf, r.place), append(s.Day, r.day), append(s.SpanMin, int32(r.id))
		}
		slices.SortFunc(want, func(a, b row) int {
			switch {
			case a.place == b.place:
				return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id))
			case a.place < 0 || b.place < 0:
				return -cmp.Compare(a.place, b.place)
			}
			return cmp.Or(cmp.Compare(s.Places[a.place].Cell, s.Places[b.place].Cell), cmp.Compare(a.place, b.place))
		})
		s.Sort()
		for i, w := range want {
			if got := (row{s.PlaceOf[i], s.Day[i], s.ID[i]}); got != w || s.SpanMin[i] != int32(w.id) {
				t.Fatalf("seed %d, row %d: got %+v want %+v", seed, i, got, w)
			}
		}
		if s.Flags != nil || len(s.ID) != len(want) {
			t.Errorf("seed %d: flags %v, %d rows", seed, s.Flags, len(s.ID))
		}
	}
}
