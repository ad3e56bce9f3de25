package sample

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"
)

// The faults of the data, counted from the files.

func TestCatchAll(t *testing.T) {
	asb := pickRows(rows(t), func(r row) bool { return r.category == "anti-social-behaviour" })
	n := len(pickRows(asb, func(r row) bool { return r.raw == noFineLabel }))
	if share := float64(n) / float64(len(asb)); math.Abs(share-0.31) > 0.0005 {
		t.Errorf("%.2f %% of %d are %q, want 31", 100*share, len(asb), noFineLabel)
	}
}

// TestBurglaryBreak compares the years before and after sheds began to count, the
// run at Curlew Avenue left out.
func TestBurglaryBreak(t *testing.T) {
	burglary := pickRows(rows(t), func(r row) bool { return r.category == "burglary" && !r.near(curlewAvenue, 330) })
	months := func(year int, from, to string) int {
		return len(pickRows(burglary, func(r row) bool { return r.between(fmt.Sprint(year, from), fmt.Sprint(year, to)) }))
	}
	before, after := 0, 0
	for y := 2021; y <= 2024; y++ {
		before += months(y, "-04-01", "-10-31")
	}
	after = months(2025, "-04-01", "-10-31") + months(2026, "-04-01", "-10-31")
	rise := float64(after)/2/(float64(before)/4) - 1
	t.Logf("April to October: %.0f burglaries before, %.0f after: %+.0f %%", float64(before)/4, float64(after)/2, 100*rise)
	if rise < 0.29 || rise > 0.41 {
		t.Errorf("burglary rose by %.0f %%, want 35", 100*rise)
	}
	sheds := pickRows(burglary, func(r row) bool { return r.raw == "Burglary of a shed or garage" })
	if slices.ContainsFunc(sheds, func(r row) bool { return !r.from.After(time.Date(2025, 3, 31, 0, 0, 0, 0, time.UTC)) }) {
		t.Error("a shed counted before it could")
	}
}

// TestDuplicates finds the pairs by the rule alone, every pair of the two files
// compared.
func TestDuplicates(t *testing.T) {
	byDay := map[string][]row{}
	for _, r := range rows(t) {
		if r.source == "council" {
			byDay[r.from.Format(time.DateOnly)] = append(byDay[r.from.Format(time.DateOnly)], r)
		}
	}
	pairs, park := 0, 0
	twice := map[string]int{}
	for _, r := range rows(t) {
		if r.source != "police" {
			continue
		}
		for d := -1; d <= 1; d++ {
			for _, c := range byDay[r.from.AddDate(0, 0, d).Format(time.DateOnly)] {
				if sameEvent(r, c) {
					pairs++
					twice[r.reference]++
					twice[c.reference]++
					if c.location == "Castle Ditch Park" {
						park++
					}
				}
			}
		}
	}
	if pairs != 214 || park != parkDuplicates {
		t.Errorf("%d pairs, %d of them in the park; want 214 and %d", pairs, park, parkDuplicates)
	}
	for ref, n := range twice {
		if n > 1 {
			t.Errorf("%s is in %d pairs", ref, n)
		}
	}
}

// TestLateRecords: online reports of September and October wait for a weekly load,
// 19 days in the median; before, they came in at once.
func TestLateRecords(t *testing.T) {
	var wait, before []int
	for _, i := range planted(t).Incidents {
		if !i.has("online") {
			continue
		}
		days := int(i.Recorded-i.From) / day
		if i.From >= lateFrom {
			wait = append(wait, days)
			if i.Recorded.weekday() != 1 && i.Recorded < clock {
				t.Errorf("loaded on weekday %d", i.Recorded.weekday())
			}
		} else {
			before = append(before, days)
		}
	}
	slices.Sort(wait)
	slices.Sort(before)
	if m := wait[len(wait)/2]; m < 18 || m > 20 {
		t.Errorf("median wait %d days, want 19", m)
	}
	if m := before[len(before)/2]; m > 2 {
		t.Errorf("median wait before September %d days", m)
	}
	if late := planted(t).Truth.Late; late < 100 {
		t.Errorf("%d records come late", late)
	}
}

func TestHarbourLight(t *testing.T) {
	in := func(r row) bool {
		return r.located && r.provenance == "public" && (lanternArea.Contains(r.at) || dist(r.at, swanBridge) <= swanRadius)
	}
	count := func(from, to string) int {
		return len(pickRows(rows(t), func(r row) bool { return in(r) && r.between(from, to) }))
	}
	for _, before := range [][2]string{{"2026-09-14", "2026-10-04"}, {"2025-10-05", "2025-10-25"}, {"2025-10-06", "2025-10-26"}} {
		if n := count(before[0], before[1]); n != 31 {
			t.Errorf("%d before, from %s to %s; want 31", n, before[0], before[1])
		}
	}
	if n := count("2026-10-05", "2026-10-25"); n != 15 {
		t.Errorf("%d during, want 15", n)
	}
	if o := planted(t).Truth.HarbourLight; o.Before != 31 || o.Known != 15 || o.Full != 26 {
		t.Errorf("truth says %+v", o)
	}
}

func TestSinceFriday(t *testing.T) {
	n := len(pickRows(rows(t), func(r row) bool { return !r.recorded.Before(time.Date(2026, 10, 30, 7, 0, 0, 0, time.UTC)) }))
	if n != sinceFriday || planted(t).Truth.NewSinceFriday != sinceFriday {
		t.Errorf("%d records since Friday's extract, truth %d, want %d", n, planted(t).Truth.NewSinceFriday, sinceFriday)
	}
}
