//go:build !race

package data_test

import (
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data"
)

// An import of more rows than one transaction holds is still one batch: none of it
// is seen before its record is committed, and an aborted one leaves nothing.
// SQLite is 20 to 30 times slower under the race detector, so this runs without it.
func TestManyTransactionsAreOneBatch(t *testing.T) {
	const rows = 60_000
	s := open(t)
	fill := func() *data.Import {
		im := begin(t, s, "incidents", "police")
		for i := range rows {
			add(t, im, incident("", "Burglary", orb.Point{1.9 + float64(i%300)*0.001, 52.8 + float64(i/300)*0.0005}))
		}
		return im
	}
	im := fill()
	if got := snapshot(t, s); got.Len() != 0 || got.Seq != 0 {
		t.Errorf("%d incidents can be seen before the commit, in snapshot %s", got.Len(), got.Label())
	}
	commit(t, im, 0)
	first := snapshot(t, s)
	if first.Len() != rows || len(first.Places) != rows {
		t.Errorf("got %d incidents at %d places, want %d", first.Len(), len(first.Places), rows)
	}
	for i := 1; i < first.Len(); i++ {
		if a, b := first.Places[first.PlaceOf[i-1]].Cell, first.Places[first.PlaceOf[i]].Cell; a > b {
			t.Fatalf("the columns are not sorted by cell at %d", i)
		}
	}
	if err := fill().Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, s); got.Label() != first.Label() || got.Len() != rows {
		t.Errorf("after an aborted import: %d incidents in %s, want %d in %s", got.Len(), got.Label(), rows, first.Label())
	}
}
