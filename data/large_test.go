//go:build !race

package data_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"

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

// Rows of one reference find each other over the borders of transactions, and what an
// aborted import of many transactions did to what stood is undone.
func TestReferencesAcrossTransactions(t *testing.T) {
	const rows = 5_500
	s := open(t)
	data.ShortenForTest(s, 700)
	fill := func(category string) *data.Import {
		im := begin(t, s, "incidents", "police")
		for i := range rows {
			p := fishStreet
			if i < 1_000 {
				p = orb.Point{} // the first 1,000 references come without a place, and once more 3,000 rows later
			}
			ref := i
			if i >= 3_000 && i < 4_000 {
				ref = i - 3_000
			}
			add(t, im, incident(strconv.Itoa(ref), category, p))
		}
		return im
	}
	wantCounts(t, "first", commit(t, fill("Burglary"), 0), counts{Accepted: 4_500, Duplicates: 1_000})
	snap := snapshot(t, s)
	if snap.PlaceOf[snap.Len()-1] < 0 {
		t.Error("a row without a place stands where one with a place came later")
	}
	if err := fill("Robbery").Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, s); got.Label() != snap.Label() || got.Len() != snap.Len() {
		t.Errorf("after an aborted import %s of %d, before %s of %d", got.Label(), got.Len(), snap.Label(), snap.Len())
	}
	wantCounts(t, "again", commit(t, fill("Burglary"), 0), counts{Duplicates: rows})
	wantCounts(t, "all changed", commit(t, fill("Robbery"), 0), counts{Duplicates: rows, Updated: 4_500})
	if kept, counted, err := data.SignedForTest(t.Context(), s); err != nil || kept != counted {
		t.Errorf("batches sign %x, the rows come to %x (%v)", kept, counted, err)
	}
}

// A file of many months in no order is compared with all of them.
func TestStatementInNoOrder(t *testing.T) {
	s := open(t)
	var rows []data.Incident
	for i := range 3000 {
		m := time.Month(1 + i*7%12)
		ref := ""
		if i%3 == 0 {
			ref = fmt.Sprintf("X%d", i)
		}
		rows = append(rows, inMonth(ref, asb, m, orb.Point{1.99 + float64(i%10)*0.001, 52.85}))
	}
	wantCounts(t, "first", state(t, s, day(1), rows...), counts{Accepted: 3000})
	label := snapshot(t, s).Label()
	wantCounts(t, "again", state(t, s, day(2), rows...), counts{Duplicates: 3000})
	wantCounts(t, "a third of them", state(t, s, day(3), rows[:1000]...), counts{Duplicates: 1000, Withdrawn: 2000})
	wantCounts(t, "all again", state(t, s, day(4), rows...), counts{Accepted: 2000, Duplicates: 1000})
	if got := snapshot(t, s).Label(); got[2:] != label[2:] {
		t.Errorf("the same data are %s, were %s", got, label)
	}
}
