package hotspot

import (
	"slices"
	"strings"
	"testing"
)

// Cells level at the cut are not taken in the order of the map.
func TestBusiestTies(t *testing.T) {
	m := newSnapshot(boroughWards())
	g := boroughGrid()
	for k := range 30 {
		m.add(incident{at: g.centre[100*k+50]})
	}
	for range 3 {
		m.add(incident{at: g.centre[50]})
	}
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Busiest) != 10 || r.Busiest[0].Count != 4 || r.Busiest[1].Count != 1 {
		t.Fatalf("got %d busiest", len(r.Busiest))
	}
	if want := "20 other places with the same number are not listed."; !strings.Contains(r.Busiest[9].Reason, want) {
		t.Errorf("got %q, want it to say %q", r.Busiest[9].Reason, want)
	}
	var order []int
	for _, b := range r.Busiest[1:] {
		order = append(order, int(g.index[b.Cells[0]]))
	}
	if slices.IsSorted(order) || slices.Max(order) < 1500 {
		t.Errorf("level cells were taken in the order of the map: %v", order)
	}
	for _, b := range r.Busiest {
		if !strings.HasSuffix(b.ID, "-b") || len(b.Cells) != 1 {
			t.Errorf("got id %q of %d cells", b.ID, len(b.Cells))
		}
	}
}
