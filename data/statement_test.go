package data_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// inMonth is a row as police.uk gives it: only the month is known.
func inMonth(ref, category string, m time.Month, p orb.Point) data.Incident {
	first := hotspot.Date(2019, m, 1)
	in := incident(ref, category, p)
	in.Precision, in.StartMin, in.Fix = hotspot.Month, -1, hotspot.FixSnapped
	in.Day, in.LastDay = first, first.MonthEnd()
	in.From, in.To = first.Time(), first.MonthEnd().Time().Add(24*time.Hour-time.Second)
	return in
}

// day is when an extract was known to its owner.
func day(n int) time.Time { return time.Date(2019, 9, n, 0, 0, 0, 0, time.UTC) }

// state imports rows as a full statement.
func state(t *testing.T, s *data.Store, asAt time.Time, rows ...data.Incident) data.BatchInfo {
	t.Helper()
	return imported(t, s, data.Batch{Statement: true, AsAt: asAt}, rows...)
}

func imported(t *testing.T, s *data.Store, b data.Batch, rows ...data.Incident) data.BatchInfo {
	t.Helper()
	b.Kind, b.File = "incidents", "f.csv"
	if b.Source == "" {
		b.Source = "police.uk"
	}
	im, err := s.BeginImport(t.Context(), owner, b)
	if err != nil {
		t.Fatal(err)
	}
	add(t, im, rows...)
	return commit(t, im, 0)
}

// counts are what became of a batch's rows.
type counts struct{ Accepted, Duplicates, Updated, Withdrawn, History int }

func wantCounts(t *testing.T, what string, b data.BatchInfo, want counts) {
	t.Helper()
	got := counts{b.Accepted, b.Duplicates, b.Updated, b.Withdrawn, b.History}
	if got != want {
		t.Errorf("%s: got %+v want %+v", what, got, want)
	}
	if b.Rows != b.Accepted+b.Duplicates+b.Rejected {
		t.Errorf("%s: the rows do not add up: %+v", what, b)
	}
}

// changed lists what a batch did, as "kind reference category".
func changed(t *testing.T, s *data.Store, batch int64) (out []string) {
	t.Helper()
	err := s.Changes(t.Context(), owner, batch, func(c data.Change) error {
		r := c.Is
		if r == nil {
			r = c.Was
		}
		out = append(out, fmt.Sprintf("%s %s %s", c.Kind, r.Reference, r.Category))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const asb = "anti-social-behaviour"

// April to June, then May to July: no row without a reference counts twice, and what
// the overlap withdrew and brought can be listed.
func TestOverlappingStatements(t *testing.T) {
	s := open(t)
	april, may, june, july := time.April, time.May, time.June, time.July
	wantCounts(t, "April to June", state(t, s, day(1),
		inMonth("", asb, april, fishStreet), inMonth("", asb, april, fishStreet),
		inMonth("", asb, may, fishStreet), inMonth("", asb, may, fishStreet), inMonth("", asb, may, oldWharf),
		inMonth("B1", "burglary", may, fishStreet), inMonth("B2", "burglary", may, orb.Point{}),
		inMonth("R1", "robbery", june, oldWharf), inMonth("R2", "robbery", june, oldWharf),
	), counts{Accepted: 9})
	b := state(t, s, day(2),
		inMonth("", asb, may, fishStreet), inMonth("", asb, may, fishStreet), inMonth("", asb, may, fishStreet), // one more; the one at Old Wharf is gone
		inMonth("B1", "burglary", may, fishStreet), inMonth("B2", "burglary", may, oldWharf), // found since
		inMonth("R2", "robbery", july, oldWharf), // another month than was thought; R1 is gone
		inMonth("", asb, june, oldWharf), inMonth("", asb, july, oldWharf),
	)
	wantCounts(t, "May to July", b, counts{Accepted: 3, Duplicates: 5, Updated: 2, Withdrawn: 2})
	if diff := cmp.Diff([]string{"new  " + asb, "updated B2 burglary", "updated R2 robbery", "new  " + asb, "new  " + asb,
		"withdrawn  " + asb, "withdrawn R1 robbery"}, changed(t, s, b.ID)); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if got := snapshot(t, s).Len(); got != 10 {
		t.Errorf("%d incidents stand, want 10: two of April, three and two of May, one of June, two of July", got)
	}
	label := snapshot(t, s).Label()
	again := state(t, s, day(3),
		inMonth("", asb, july, oldWharf), inMonth("B2", "burglary", may, oldWharf), inMonth("", asb, may, fishStreet), inMonth("", asb, june, oldWharf),
		inMonth("R2", "robbery", july, oldWharf), inMonth("", asb, may, fishStreet), inMonth("B1", "burglary", may, fishStreet), inMonth("", asb, may, fishStreet))
	wantCounts(t, "the same in another order", again, counts{Duplicates: 8})
	if got := snapshot(t, s).Label(); got[2:] != label[2:] {
		t.Errorf("the same data are %s, were %s", got, label)
	}
}

// A statement says nothing of other sources, of sources that share its file, or of
// months it does not hold.
func TestStatementKeepsToItsOwn(t *testing.T) {
	s := open(t)
	imported(t, s, data.Batch{Source: "council"}, inMonth("", asb, time.May, fishStreet))
	of := func(source string, in data.Incident) data.Incident { in.Source = source; return in }
	state(t, s, day(1), of("City", inMonth("", asb, time.May, fishStreet)), of("Met", inMonth("M1", "burglary", time.May, oldWharf)), of("City", inMonth("", asb, time.June, fishStreet)))
	b := state(t, s, day(2), of("City", inMonth("C1", "robbery", time.May, oldWharf)))
	wantCounts(t, "City's May alone", b, counts{Accepted: 1, Withdrawn: 1})
	snap := snapshot(t, s)
	if snap.Len() != 4 {
		t.Errorf("%d incidents stand, want the council's, the Met's, City's of June and the new one", snap.Len())
	}
	if diff := cmp.Diff([]string{"City", "Met", "council"}, slices.Sorted(slices.Values(snap.Sources))); diff != "" {
		t.Error(diff)
	}
}

// An extract that is older than what stands changes nothing of it; what it says is
// kept as history.
func TestOlderExtractIsHistory(t *testing.T) {
	rows := func(points ...orb.Point) (out []data.Incident) {
		for i, p := range points {
			out = append(out, inMonth(fmt.Sprintf("B%d", i+1), "burglary", time.May, p))
		}
		return out
	}
	for _, c := range []struct {
		name  string
		whole bool
		want  counts
		stand int
	}{
		{"full statements", true, counts{Duplicates: 4, History: 4}, 3},
		{"extracts", false, counts{Accepted: 2, Duplicates: 2, History: 2}, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			b := data.Batch{Statement: c.whole, AsAt: day(20)}
			imported(t, s, b, append(rows(fishStreet, fishStreet), inMonth("", asb, time.May, fishStreet))...)
			before := snapshot(t, s)
			b.AsAt = day(5)
			older := append(rows(fishStreet, oldWharf, oldWharf), inMonth("", asb, time.May, oldWharf)) // B2 moved since; B3 and the last row are not in the later one
			got := imported(t, s, b, older...)
			wantCounts(t, "the older extract", got, c.want)
			after := snapshot(t, s)
			if after.Len() != c.stand || c.whole && after.Digest != before.Digest {
				t.Errorf("%d incidents stand in %s, want %d (before: %s)", after.Len(), after.Label(), c.stand, before.Label())
			}
			if list := changed(t, s, got.ID); list[0] != "history B1 burglary" || list[1] != "history B2 burglary" {
				t.Errorf("changes %v", list)
			}
			b.AsAt = day(25)
			wantCounts(t, "a later one", imported(t, s, b, older[1]), map[bool]counts{
				true:  {Duplicates: 1, Updated: 1, Withdrawn: 2}, // B1 and the row at Fish Street
				false: {Duplicates: 1, Updated: 1},
			}[c.whole])
		})
	}
}

// Between an older and a later extract of a month stands what the older one said:
// only what is later than the row's own extract keeps it from standing.
func TestConfirmedRowsAreNotOverwritten(t *testing.T) {
	s := open(t)
	imported(t, s, data.Batch{AsAt: day(1)}, inMonth("B1", "burglary", time.May, fishStreet))
	imported(t, s, data.Batch{AsAt: day(20)}, inMonth("B1", "burglary", time.May, fishStreet)) // says the same later
	wantCounts(t, "between the two", imported(t, s, data.Batch{AsAt: day(10)}, inMonth("B1", "burglary", time.May, oldWharf)), counts{Duplicates: 1, History: 1})
	wantCounts(t, "another month", imported(t, s, data.Batch{AsAt: day(10)}, inMonth("J1", "burglary", time.June, oldWharf)), counts{Accepted: 1})
}
