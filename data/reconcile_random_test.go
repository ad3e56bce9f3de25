//go:build !race

package data_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/hotspot"
)

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
