//go:build !race

package data_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// plainStore says in the plainest way what stands after a row of batches.
type plainStore struct{ stands []data.Incident }

// take is what an import of rows makes of it, and what it should count.
func (p *plainStore) take(rows []data.Incident, whole bool) (want counts) {
	said := map[string]int{} // reference -> index into winners
	var winners []data.Incident
	months := map[hotspot.Day]bool{}
	for _, r := range rows {
		months[r.Day] = true
		at, again := said[r.Reference]
		switch {
		case r.Reference == "":
			winners = append(winners, r)
		case !again:
			said[r.Reference] = len(winners)
			winners = append(winners, r)
		case r.Located && !winners[at].Located:
			winners[at] = r
		}
	}
	before := slices.Clone(p.stands)
	var kept []data.Incident
	for _, r := range before {
		if _, again := said[r.Reference]; !(r.Reference != "" && again) && !(whole && months[r.Day]) {
			kept = append(kept, r)
		}
	}
	p.stands = append(kept, winners...)
	return p.count(before, winners, months, len(rows), whole)
}

func (p *plainStore) count(before, winners []data.Incident, months map[hotspot.Day]bool, rows int, whole bool) (want counts) {
	left := map[string]int{} // what stood, by its content
	byRef := map[string]string{}
	for _, r := range before {
		left[content(r)]++
		byRef[r.Reference] = content(r)
	}
	for _, w := range winners {
		was, known := byRef[w.Reference]
		switch {
		case w.Reference == "" && whole && left[content(w)] > 0:
			left[content(w)]--
		case w.Reference == "" || !known:
			want.Accepted++
		default:
			if left[was]--; was != content(w) {
				want.Updated++
			}
		}
	}
	for _, r := range before {
		if whole && months[r.Day] && left[content(r)] > 0 {
			left[content(r)]--
			want.Withdrawn++
		}
	}
	want.Duplicates = rows - want.Accepted
	return want
}

func content(r data.Incident) string {
	return fmt.Sprint(r.Reference, " ", r.Category, " ", r.Day, " ", r.Located, " ", r.Point)
}

// randomRows draws rows of which many share a reference or are equal.
func randomRows(rnd *rand.Rand) []data.Incident {
	var out []data.Incident
	first := time.Month(1 + rnd.IntN(6))
	for range rnd.IntN(60) + 1 {
		ref := ""
		if rnd.IntN(3) > 0 {
			ref = fmt.Sprintf("A%d", rnd.IntN(30))
		}
		p := orb.Point{}
		if rnd.IntN(4) > 0 {
			p = orb.Point{1.99 + float64(rnd.IntN(2))*0.001, 52.85}
		}
		out = append(out, inMonth(ref, []string{"burglary", asb}[rnd.IntN(2)], first+time.Month(rnd.IntN(3)), p))
	}
	return out
}

// Whatever is imported in whatever order, what stands and what is counted is what the
// plainest reading of the rules comes to; with references whose hashes collide, and
// with imports that are given up or die in between.
func TestRandomImports(t *testing.T) {
	for seed := range uint64(20) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		s, plain := open(t), &plainStore{}
		if seed%2 == 1 {
			data.CollideForTest(s)
		}
		for step := range 8 {
			rows, whole := randomRows(rnd), rnd.IntN(2) == 0
			im, err := s.BeginImport(t.Context(), owner, data.Batch{Kind: "incidents", Source: "police", File: "f", Statement: whole})
			if err != nil {
				t.Fatal(err)
			}
			add(t, im, rows...)
			switch rnd.IntN(5) {
			case 0:
				err = im.Abort(t.Context())
			case 1:
				if err = data.CrashForTest(t.Context(), im); err == nil {
					err = relock(t, s)
				}
			default:
				b := commit(t, im, 0)
				wantCounts(t, fmt.Sprintf("seed %d step %d, full %v", seed, step, whole), b, plain.take(rows, whole))
			}
			if err != nil {
				t.Fatal(err)
			}
			compareStands(t, fmt.Sprintf("seed %d step %d", seed, step), s, plain)
			if t.Failed() {
				return
			}
		}
	}
}

// relock takes the lock, which sweeps, and frees it.
func relock(t *testing.T, s *data.Store) error {
	t.Helper()
	lock, err := s.Lock(t.Context(), "test")
	if err != nil {
		return err
	}
	return lock.Release()
}

func compareStands(t *testing.T, what string, s *data.Store, plain *plainStore) {
	t.Helper()
	got, want := map[string]int{}, map[string]int{}
	ids := map[int64]bool{}
	err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
		got[content(data.Incident{Reference: r.Reference, Category: r.Category, Day: r.Day, Located: r.Located, Point: orb.Point{r.Lon, r.Lat}})]++
		if ids[r.ID] {
			t.Errorf("%s: incident %d stands twice", what, r.ID)
		}
		ids[r.ID] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range plain.stands {
		want[content(r)]++
	}
	if !maps.Equal(got, want) {
		t.Errorf("%s: what stands (-want +got):\n%s", what, cmp.Diff(want, got))
	}
	if kept, counted, err := data.SignedForTest(t.Context(), s); err != nil || kept != counted {
		t.Errorf("%s: batches sign %x, the rows come to %x (%v)", what, kept, counted, err)
	}
}
