package data_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

var london, _ = time.LoadLocation("Europe/London")

func TestParseState(t *testing.T) {
	known := func(y int, m time.Month, d, h, min, s int) time.Time {
		return time.Date(y, m, d, h, min, s, 0, time.UTC)
	}
	for _, c := range []struct {
		text string
		want data.State
		bad  bool
	}{
		{text: "12-9f3c2a1b", want: data.State{Seq: 12, Digest: "9f3c2a1b"}},
		{text: "12", want: data.State{Seq: 12}},
		{text: "2026-11-02", want: data.State{KnownAt: known(2026, 11, 2, 23, 59, 59)}},
		{text: "2026-07-02", want: data.State{KnownAt: known(2026, 7, 2, 22, 59, 59)}}, // summer time
		{text: "2026-11-02T07:00:00+01:00", want: data.State{KnownAt: known(2026, 11, 2, 6, 0, 0)}},
		{text: "12-9f3c2a1b@2026-11-02T07:00:00Z", want: data.State{Seq: 12, Digest: "9f3c2a1b", KnownAt: known(2026, 11, 2, 7, 0, 0)}},
		{text: "@2026-11-02", want: data.State{KnownAt: known(2026, 11, 2, 23, 59, 59)}},
		{text: "", bad: true}, {text: "0", bad: true}, {text: "12-9f3c", bad: true}, {text: "-1", bad: true}, {text: "yesterday", bad: true},
		{text: "2026-13-01", bad: true}, {text: "12-9f3c2a1b@then", bad: true}, {text: "99999999999999999999", bad: true}, {text: "12@", bad: true},
	} {
		got, err := data.ParseState(c.text, london)
		if errors.Is(err, data.ErrState) != c.bad || got.Seq != c.want.Seq || got.Digest != c.want.Digest || !got.KnownAt.Equal(c.want.KnownAt) {
			t.Errorf("%q: got %+v, %v; want %+v", c.text, got, err, c.want)
		}
	}
}

// rows are a snapshot's incidents as text, sorted.
func rowsOf(s *hotspot.Snapshot) (out []string) {
	for i := range s.ID {
		where := "nowhere"
		if p := s.PlaceOf[i]; p >= 0 {
			where = fmt.Sprint(s.Places[p].Point)
		}
		out = append(out, fmt.Sprintf("%d %s %s %s", s.ID[i], s.Categories[s.Category[i]].ID, s.Day[i], where))
	}
	slices.Sort(out)
	return out
}

func snapshotAt(t *testing.T, s *data.Store, text string) *hotspot.Snapshot {
	t.Helper()
	st, err := data.ParseState(text, london)
	if err != nil {
		t.Fatal(err)
	}
	snap, err := s.SnapshotAt(t.Context(), owner, st)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return snap
}

// Every state that ever was can be had again, with its label, its incidents and its areas.
func TestOlderSnapshotsAreRebuilt(t *testing.T) {
	s := open(t)
	var labels []string
	var want [][]string
	var wards []int
	keep := func() {
		snap := snapshot(t, s)
		n := 0
		if p := snap.PartitionAt(geo.Ward, 0); p != nil {
			n = len(p.Areas)
		}
		labels, want, wards = append(labels, snap.Label()), append(want, rowsOf(snap)), append(wards, n)
	}
	ward := func(code string, x float64) {
		im := begin(t, s, "areas", "ward")
		if err := im.AddArea(t.Context(), geo.Area{Kind: geo.Ward, Code: code, Name: code, Geometry: square(x, 52.84, 0.02)}); err != nil {
			t.Fatal(err)
		}
		commit(t, im, 0)
		keep()
	}
	ward("W1", 1.98)
	state(t, s, day(1), inMonth("A1", "burglary", time.May, fishStreet), inMonth("", asb, time.May, fishStreet), inMonth("A2", "drugs", time.May, oldWharf))
	keep()
	state(t, s, day(2), inMonth("A1", "robbery", time.May, oldWharf), inMonth("", asb, time.June, fishStreet))
	keep()
	ward("W2", 2.98)
	state(t, s, day(3), inMonth("A2", "drugs", time.May, oldWharf))
	keep()
	for i, label := range labels {
		for _, text := range []string{label, strings.Split(label, "-")[0]} {
			got := snapshotAt(t, s, text)
			if diff := cmp.Diff(want[i], rowsOf(got)); diff != "" || got.Label() != label {
				t.Errorf("%s is rebuilt as %s (-want +got):\n%s", label, got.Label(), diff)
			}
			if n := len(got.PartitionAt(geo.Ward, 0).Areas); n != wards[i] {
				t.Errorf("%s has %d wards, had %d", label, n, wards[i])
			}
		}
	}
	if _, err := s.SnapshotAt(t.Context(), owner, data.State{Seq: 99}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a state that never was: %v", err)
	}
	if _, err := s.SnapshotAt(t.Context(), owner, data.State{Seq: 2, Digest: "00000000"}); !errors.Is(err, data.ErrChanged) {
		t.Errorf("a label that never was: %v", err)
	}
	if _, err := s.SnapshotAt(t.Context(), data.Scope{}, data.State{Seq: 1}); !errors.Is(err, data.ErrForbidden) {
		t.Errorf("nobody's scope: %v", err)
	}
}

// As known at a time stands what the extracts of that time said, in whichever order
// they came in.
func TestAsKnownAt(t *testing.T) {
	extracts := map[int][]data.Incident{
		1:  {inMonth("A1", "burglary", time.May, fishStreet), inMonth("A2", "drugs", time.May, fishStreet), inMonth("", asb, time.May, fishStreet)},
		10: {inMonth("A1", "robbery", time.May, fishStreet), inMonth("A2", "drugs", time.May, fishStreet), inMonth("A3", "drugs", time.May, oldWharf)}, // the ASB row is withdrawn
		20: {inMonth("A1", "robbery", time.May, fishStreet), inMonth("A3", "robbery", time.May, oldWharf), inMonth("", asb, time.May, oldWharf)},
	}
	said := func(n int) (out []string) {
		for _, r := range extracts[n] {
			out = append(out, fmt.Sprintf("%s %s %s", r.Category, r.Day, fmt.Sprint(r.Point)))
		}
		slices.Sort(out)
		return out
	}
	for _, order := range [][]int{{1, 10, 20}, {20, 10, 1}, {10, 1, 20}, {1, 20, 10}, {20, 1, 10}, {10, 20, 1}} {
		s := open(t)
		for _, n := range order {
			state(t, s, day(n), extracts[n]...)
		}
		for at, want := range map[int][]string{1: said(1), 9: said(1), 10: said(10), 19: said(10), 20: said(20), 25: said(20)} {
			got := snapshotAt(t, s, day(at).Format(time.RFC3339))
			var list []string
			for _, r := range rowsOf(got) {
				_, text, _ := strings.Cut(r, " ")
				list = append(list, text)
			}
			slices.Sort(list)
			if diff := cmp.Diff(want, list); diff != "" {
				t.Errorf("imported in the order %v, as known on day %d (-want +got):\n%s", order, at, diff)
			}
			if again := snapshotAt(t, s, got.Label()); again.Label() != got.Label() || again.Len() != got.Len() {
				t.Errorf("%s is rebuilt as %s", got.Label(), again.Label())
			}
		}
		if got := snapshotAt(t, s, "2019-08-31"); got.Len() != 0 {
			t.Errorf("%d incidents were known before the first extract", got.Len())
		}
		if got := snapshotAt(t, s, "2030-01-01"); got.Label() != snapshot(t, s).Label() {
			t.Errorf("with nothing left out it is %s, not %s", got.Label(), snapshot(t, s).Label())
		}
	}
}
