package data_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

func TestReconcileNamesEveryMove(t *testing.T) {
	s := open(t)
	timed := func(ref, category string, d int, p orb.Point) data.Incident {
		in := incident(ref, category, p)
		in.From = time.Date(2026, 10, d, 21, 15, 0, 0, time.UTC)
		in.To, in.Day = in.From, hotspot.Date(2026, 10, d)
		in.LastDay = in.Day
		return in
	}
	police := data.Batch{Source: "police", Statement: true}
	imported(t, s, police, timed("same", "burglary", 1, fishStreet), timed("class", "burglary", 2, fishStreet), timed("place", "burglary", 3, orb.Point{}),
		timed("both", "burglary", 4, fishStreet), timed("time", "burglary", 5, fishStreet), timed("words", "burglary", 6, fishStreet), timed("gone", "burglary", 9, fishStreet))
	im := begin(t, s, "orders", "pspo")
	if err := im.AddOrder(t.Context(), pspo.Order{ID: "quay", Title: "Quay", Status: pspo.Made, Geometry: square(1.989, 52.849, 0.002)}); err != nil {
		t.Fatal(err)
	}
	commit(t, im, 0)
	words := timed("words", "burglary", 6, fishStreet)
	words.Provenance = "public"
	both := timed("both", "robbery", 4, oldWharf)
	imported(t, s, police, timed("same", "burglary", 1, fishStreet), timed("class", "robbery", 2, fishStreet), timed("place", "burglary", 3, fishStreet),
		both, timed("time", "burglary", 6, fishStreet), words, timed("late", "burglary", 8, fishStreet), timed("new", "burglary", 10, fishStreet))
	imported(t, s, data.Batch{Source: "council"}, timed("council", "begging", 1, fishStreet))

	got := map[string][]data.MoveKind{}
	r, err := s.Reconcile(t.Context(), owner, data.State{Seq: 1}, data.State{}, func(m data.Move) error {
		rec := m.Is
		if rec == nil {
			rec = m.Was
		}
		got[rec.Reference] = m.Kinds
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]data.MoveKind{
		"class": {data.MoveReclassified}, "place": {data.MoveRelocated}, "both": {data.MoveReclassified, data.MoveRelocated}, "time": {data.MoveRedated},
		"words": {data.MoveAmended}, "late": {data.MoveLate}, "new": {data.MoveNew}, "gone": {data.MoveWithdrawn},
		"council": {data.MoveNew}, // its source had not spoken before
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	wantCount := map[data.MoveKind]int{data.MoveReclassified: 2, data.MoveRelocated: 2, data.MoveRedated: 1, data.MoveAmended: 1, data.MoveLate: 1, data.MoveNew: 2, data.MoveWithdrawn: 1}
	if diff := cmp.Diff(wantCount, r.Counts); diff != "" || r.Before != 7 || r.After != 9 || r.To != snapshot(t, s).Label() {
		t.Errorf("%+v (-want +got):\n%s", r, diff)
	}
	if audited := data.AuditedForTest(s); audited[len(audited)-1] != "disclosure reconciliation of "+r.From+" with "+r.To {
		t.Errorf("recorded %q", audited[len(audited)-1])
	}
	if _, err := s.Reconcile(t.Context(), data.Scope{}, data.State{}, data.State{}, nil); !errors.Is(err, data.ErrForbidden) {
		t.Errorf("nobody's scope: %v", err)
	}
}

// What was erased since is counted, also in the older snapshot.
func TestReconcileCountsWhatWasErased(t *testing.T) {
	s := open(t)
	imported(t, s, data.Batch{Source: "police"}, incident("A1", "Burglary", fishStreet), incident("A2", "Burglary", fishStreet), incident("A3", "Burglary", fishStreet))
	imported(t, s, data.Batch{Source: "police"}, incident("A4", "Burglary", fishStreet))
	if err := data.EraseForTest(t.Context(), s, "A2"); err != nil {
		t.Fatal(err)
	}
	r, err := s.Reconcile(t.Context(), owner, data.State{Seq: 1}, data.State{Seq: 2}, nil)
	if err != nil || r.Before != 3 || r.After != 3 || r.Counts[data.MoveErased] != 1 || r.Counts[data.MoveLate] != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if snap := snapshotAt(t, s, "1"); snap.Erased != 1 || snap.Len() != 2 {
		t.Errorf("the older snapshot has %d incidents and says %d were erased", snap.Len(), snap.Erased)
	}
}
