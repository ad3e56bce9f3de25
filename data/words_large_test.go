//go:build !race

package data_test

import (
	"errors"
	"strconv"
	"testing"

	"hexbeat/data"
)

// A column of free text mapped by mistake is refused before labels run out of bits,
// and what it left in the dictionaries neither shows nor takes room. It takes 66,000
// rows, and SQLite is 20 to 30 times slower under the race detector.
func TestFreeTextIsNotALabel(t *testing.T) {
	s := open(t)
	before := snapshot(t, s).Label()
	im := begin(t, s, "incidents", "police")
	var err error
	n := 0
	for ; n < 66_000 && err == nil; n++ {
		in := incident("", "Burglary", fishStreet)
		in.Raw = "Called about " + strconv.Itoa(n)
		err = im.Add(t.Context(), in)
	}
	if !errors.Is(err, data.ErrTooMany) || n != 1<<16+1 {
		t.Fatalf("after %d labels: %v", n, err)
	}
	if err := im.Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, s); got.Label() != before {
		t.Errorf("snapshot %s after the refusal, %s before", got.Label(), before)
	}
	im = begin(t, s, "incidents", "police")
	add(t, im, incident("", "Robbery", fishStreet))
	commit(t, im, 0)
	if got := snapshot(t, s); len(got.RawLabels) != 1 || got.RawLabels[0] != "Robbery" {
		t.Errorf("%d raw labels, want one", len(got.RawLabels))
	}
}
