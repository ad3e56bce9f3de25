package data_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data"
)

// A snapshot tells 64 tags apart. The row that would bring the 65th stops its import:
// kept, it would make every later read fail.
func TestTooManyTags(t *testing.T) {
	s := open(t)
	tagged := func(n int) data.Incident {
		in := incident("", "Burglary", fishStreet)
		in.Tags = []string{fmt.Sprintf("tag-%d", n)}
		return in
	}
	im := begin(t, s, "incidents", "police")
	for n := range 40 {
		add(t, im, tagged(n))
	}
	commit(t, im, 0)
	im = begin(t, s, "incidents", "council")
	for n := range 64 {
		add(t, im, tagged(n))
	}
	if err := im.Add(t.Context(), tagged(64)); !errors.Is(err, data.ErrTooMany) {
		t.Fatalf("the 65th tag: got %v, want ErrTooMany", err)
	}
	if err := im.Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, s); len(got.TagNames) != 40 || got.Len() != 40 {
		t.Errorf("got %d tags of %d incidents, want 40 of 40", len(got.TagNames), got.Len())
	}
}

// Without incidents there is no moment that the data reach.
func TestDataTo(t *testing.T) {
	s := open(t)
	if got := snapshot(t, s).DataTo; !got.IsZero() {
		t.Errorf("an empty store has data to %s", got)
	}
	im := begin(t, s, "incidents", "police")
	in := incident("", "Burglary", fishStreet)
	add(t, im, in)
	commit(t, im, 0)
	if got := snapshot(t, s).DataTo; !got.Equal(in.To) {
		t.Errorf("got data to %s, want %s", got, in.To)
	}
}

// The same rows again are no new version, though two of them share a reference.
func TestSharedReferenceAgain(t *testing.T) {
	s := open(t)
	rows := []data.Incident{incident("A1", "Burglary", fishStreet), incident("A1", "Burglary", oldWharf)}
	im := begin(t, s, "incidents", "police")
	add(t, im, rows...)
	commit(t, im, 0)
	for range 2 {
		im = begin(t, s, "incidents", "police")
		add(t, im, rows...)
		if b := commit(t, im, 0); b.Updated != 0 || b.Duplicates != 2 {
			t.Errorf("counts %+v", b)
		}
		if got := snapshot(t, s).Places[0].Point; got != (orb.Point{1.99, 52.85}) {
			t.Errorf("the incident moved to %v", got)
		}
	}
}
