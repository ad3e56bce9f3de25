package data_test

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// Of two rows of one reference the first located one stands; the other is kept with
// all it said, unless it said the same.
func TestConflictsAreKept(t *testing.T) {
	s := open(t)
	other := incident("A1", "Robbery", oldWharf)
	other.Tags, other.Setting, other.Flags = []string{"knife", "domestic"}, hotspot.Retail, hotspot.FlagStation
	im := begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Burglary", fishStreet), other, incident("A1", "Burglary", fishStreet),
		incident("A2", "Drugs", orb.Point{}), incident("A2", "Drugs", oldWharf), incident("A3", "Drugs", oldWharf))
	b := commit(t, im, 0)
	wantCounts(t, "three incidents", b, counts{Accepted: 3, Duplicates: 3})
	got, err := s.Conflicts(t.Context(), owner, b.ID)
	if err != nil || len(got) != 2 {
		t.Fatalf("conflicts %+v, %v; want two: a robbery, and the drugs without a place", got, err)
	}
	slices.SortFunc(got, func(a, b data.Conflict) int { return int(a.Row.ID - b.Row.ID) })
	r, ids := got[0].Row, snapshot(t, s).ID
	if r.Reference != "A1" || r.Source != "police" || r.Category != "robbery" || r.Setting != hotspot.Retail || r.Flags != other.Flags || !r.From.Equal(other.From) ||
		!r.Located || r.Lon != oldWharf[0] || r.GivenCRS != "EPSG:4326" || r.Location != other.Location || !slices.Equal(r.Tags, []string{"domestic", "knife"}) {
		t.Errorf("kept as %+v", r)
	}
	if u := got[1].Row; u.Reference != "A2" || u.Located || u.Category != "drugs" {
		t.Errorf("kept as %+v", u)
	}
	for _, c := range got {
		if !slices.Contains(ids, c.Row.ID) {
			t.Errorf("incident %d, which is said to stand, does not", c.Row.ID)
		}
	}
	// what stood is the other one now, and the batch says two things of it
	im = begin(t, s, "incidents", "police")
	add(t, im, incident("A3", "Robbery", oldWharf), incident("A3", "Drugs", oldWharf))
	b = commit(t, im, 0)
	wantCounts(t, "a change and what stood", b, counts{Duplicates: 2, Updated: 1})
	if got, err := s.Conflicts(t.Context(), owner, b.ID); err != nil || len(got) != 1 || got[0].Row.Category != "drugs" {
		t.Errorf("conflicts %+v, %v", got, err)
	}
}

// A reference that comes unlocated and then located is the located one. The same rows
// again change nothing.
func TestUnlocatedThenLocatedAgain(t *testing.T) {
	rows := []data.Incident{incident("A1", "Burglary", orb.Point{}), incident("A1", "Burglary", fishStreet)}
	for _, whole := range []bool{false, true} {
		s := open(t)
		b := data.Batch{Source: "police", Statement: whole}
		wantCounts(t, "first", imported(t, s, b, rows...), counts{Accepted: 1, Duplicates: 1})
		label := snapshot(t, s).Label()
		for range 2 {
			wantCounts(t, "again", imported(t, s, b, rows...), counts{Duplicates: 2})
		}
		if got := snapshot(t, s).Label(); got[2:] != label[2:] {
			t.Errorf("the same rows make %s of %s", got, label)
		}
	}
}

// What was withdrawn and is stated again is the same incident.
func TestWithdrawnAndBack(t *testing.T) {
	s := open(t)
	b := data.Batch{Source: "police", Statement: true}
	imported(t, s, b, incident("A1", "Burglary", fishStreet), incident("A2", "Burglary", fishStreet))
	id := snapshot(t, s).ID
	wantCounts(t, "without A1", imported(t, s, b, incident("A2", "Burglary", fishStreet)), counts{Duplicates: 1, Withdrawn: 1})
	wantCounts(t, "A1 is back", imported(t, s, b, incident("A2", "Burglary", fishStreet), incident("A1", "Burglary", fishStreet)), counts{Accepted: 1, Duplicates: 1})
	if got := snapshot(t, s).ID; !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(id))) {
		t.Errorf("incidents %v, were %v", got, id)
	}
}

// The same data have the same digest, in one batch or three, in any order, with an
// aborted batch and a dictionary full of its words in between.
func TestDigestIsOfTheDataAlone(t *testing.T) {
	rows := []data.Incident{incident("A1", "Burglary", fishStreet), incident("", "Begging", fishStreet), incident("", "Begging", fishStreet), incident("A2", "Robbery", oldWharf)}
	one, three := open(t), open(t)
	imported(t, one, data.Batch{Source: "police"}, rows...)
	im := begin(t, three, "incidents", "police")
	add(t, im, incident("A9", "Swan upping", fishStreet))
	if err := im.Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	imported(t, three, data.Batch{Source: "police"}, rows[3], rows[1])
	was := incident("A1", "Drugs", oldWharf)
	imported(t, three, data.Batch{Source: "police"}, was)
	imported(t, three, data.Batch{Source: "police"}, rows[2], rows[0])
	a, b := snapshot(t, one), snapshot(t, three)
	if a.Digest != b.Digest || a.Seq == b.Seq {
		t.Errorf("one batch makes %s, three make %s", a.Label(), b.Label())
	}
	for _, s := range []*data.Store{one, three} {
		if label, err := s.Label(t.Context(), owner); err != nil || label != snapshot(t, s).Label() {
			t.Errorf("the store calls itself %s, its snapshot %s (%v)", label, snapshot(t, s).Label(), err)
		}
	}
	imported(t, three, data.Batch{Source: "council"}, rows[1])
	imported(t, one, data.Batch{Source: "fire"}, rows[1])
	if a, b := snapshot(t, one), snapshot(t, three); a.Digest == b.Digest {
		t.Error("a row counts the same whichever source says it")
	}
}

// A dry run says what an import would come to, and leaves nothing.
func TestCountsOfADryRun(t *testing.T) {
	s := open(t)
	b := data.Batch{Kind: "incidents", Source: "police", Statement: true}
	imported(t, s, b, incident("A1", "Burglary", fishStreet), incident("A2", "Burglary", fishStreet))
	before := snapshot(t, s).Label()
	im, err := s.BeginImport(t.Context(), owner, b)
	if err != nil {
		t.Fatal(err)
	}
	add(t, im, incident("A1", "Robbery", fishStreet), incident("A1", "Robbery", fishStreet), incident("A3", "Robbery", fishStreet))
	got, err := im.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got.Accepted != 1 || got.Duplicates != 2 || got.Updated != 1 || got.Withdrawn != 1 {
		t.Errorf("counts %+v", got)
	}
	if err := im.Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	if label, err := s.Label(t.Context(), owner); err != nil || label != before {
		t.Errorf("the store is %s after a dry run, was %s (%v)", label, before, err)
	}
}
