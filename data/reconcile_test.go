package data_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
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

// Between any two states, of any kind, the moves turn the one into the other and the
// counts add up.
func TestReconcileAddsUp(t *testing.T) {
	for seed := range uint64(6) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		s := open(t)
		states := []string{"2019-08-31"}
		for range 6 {
			at := day(1 + rnd.IntN(28))
			b := imported(t, s, data.Batch{Statement: rnd.IntN(2) == 0, AsAt: at, Source: []string{"police", "council"}[rnd.IntN(2)]}, randomRows(rnd)...)
			states = append(states, fmt.Sprint(b.ID), at.Format(time.RFC3339))
		}
		for range 30 {
			from, to := states[rnd.IntN(len(states))], states[rnd.IntN(len(states))]
			reconciled(t, s, fmt.Sprintf("seed %d, %s to %s", seed, from, to), from, to)
		}
	}
}

func reconciled(t *testing.T, s *data.Store, what, from, to string) {
	t.Helper()
	a, b := contents(snapshotAt(t, s, from)), contents(snapshotAt(t, s, to))
	stA, _ := data.ParseState(from, london)
	stB, _ := data.ParseState(to, london)
	r, err := s.Reconcile(t.Context(), owner, stA, stB, func(m data.Move) error {
		if m.Was != nil {
			delete(a, m.Was.ID)
		}
		if m.Is != nil {
			a[m.Is.ID] = recordContent(m.Is)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if !maps.Equal(a, b) {
		t.Errorf("%s: the moves lead elsewhere (-want +got):\n%s", what, cmp.Diff(b, a))
	}
	n := r.Counts
	if r.After != r.Before+n[data.MoveLate]+n[data.MoveNew]-n[data.MoveWithdrawn]-n[data.MoveErased] || r.After != len(b) || n[data.MoveErased] != 0 {
		t.Errorf("%s: %+v does not add up to %d", what, r, len(b))
	}
	if r.From != snapshotAt(t, s, from).Label() || r.To != snapshotAt(t, s, to).Label() {
		t.Errorf("%s: it is called %s to %s", what, r.From, r.To)
	}
}

func contents(s *hotspot.Snapshot) map[int64]string {
	out := map[int64]string{}
	for i, id := range s.ID {
		p := orb.Point{}
		if at := s.PlaceOf[i]; at >= 0 {
			p = s.Places[at].Point
		}
		out[id] += fmt.Sprint(s.Categories[s.Category[i]].ID, s.Day[i], p)
	}
	return out
}

func recordContent(r *data.Record) string {
	return fmt.Sprint(r.Category, r.Day, orb.Point{r.Lon, r.Lat})
}
