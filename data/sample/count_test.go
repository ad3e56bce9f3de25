package sample

import (
	"math"
	"regexp"
	"slices"
	"testing"
	"time"
)

func TestTotals(t *testing.T) {
	all := rows(t)
	truth := planted(t).Truth
	police := len(pickRows(all, func(r row) bool { return r.source == "police" }))
	unlocated := len(pickRows(all, func(r row) bool { return !r.located }))
	t.Logf("%d records: %d police, %d council, %d unlocated", len(all), police, len(all)-police, unlocated)
	if len(all) < 62500 || len(all) > 65500 {
		t.Errorf("%d records, want about 64,000", len(all))
	}
	if len(all) != truth.Records || police != truth.Police || unlocated != truth.Unlocated || len(all)-police != truth.Council {
		t.Errorf("truth says %d, %d, %d and %d", truth.Records, truth.Police, truth.Council, truth.Unlocated)
	}
	if share := float64(unlocated) / float64(len(all)); math.Abs(share-0.04) > 0.0005 {
		t.Errorf("%.2f %% unlocated, want 4", 100*share)
	}
}

func TestReferencesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range lines(t) {
		if r.reference == "" || seen[r.reference] {
			t.Errorf("reference %q twice, or none", r.reference)
		}
		seen[r.reference] = true
	}
}

func TestSpan(t *testing.T) {
	all := rows(t)
	months := map[string]int{}
	first, last := all[0].from, all[0].from
	for _, r := range all {
		months[r.source+" "+r.from.Format("2006-01")]++
		end := r.from
		if !r.to.IsZero() {
			end = r.to
		}
		if r.from.Before(first) {
			first = r.from
		}
		if end.After(last) {
			last = end
		}
		if r.recorded.Before(r.from) || r.recorded.After(Clock) || r.to.Before(r.from) && !r.to.IsZero() {
			t.Errorf("%s: from %v to %v, recorded %v", r.reference, r.from, r.to, r.recorded)
		}
	}
	if first.Format(time.DateOnly) != "2021-04-01" || last.Format("2006-01-02 15:04") != "2026-11-01 23:40" {
		t.Errorf("the data run from %v to %v", first, last)
	}
	for m := first; m.Before(Clock.AddDate(0, -1, 0)); m = m.AddDate(0, 1, 0) {
		for _, source := range []string{"police", "council"} {
			n := months[source+" "+m.Format("2006-01")]
			if missing := source == "council" && m.Format("2006-01") == "2026-02"; missing != (n == 0) {
				t.Errorf("%s %s: %d records", source, m.Format("2006-01"), n)
			}
		}
	}
}

// TestNoTimeThatNeverWas: the hour that the spring change skips holds nothing.
func TestNoTimeThatNeverWas(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows(t) {
		for _, x := range []time.Time{r.from, r.to} {
			if x.IsZero() || r.dayOnly {
				continue
			}
			real := time.Date(x.Year(), x.Month(), x.Day(), x.Hour(), x.Minute(), 0, 0, london)
			if real.Hour() != x.Hour() {
				t.Errorf("%s: %s is no time in London", r.reference, x.Format("2006-01-02 15:04"))
			}
		}
	}
}

func TestVocabulary(t *testing.T) {
	categories := map[string]bool{}
	for _, c := range scheme {
		categories[c.ID] = c.PoliceGenerated
	}
	settings := []string{"street", "open-space", "transport", "retail", "licensed", "dwelling", "other", ""}
	person := regexp.MustCompile(`(?i)\b(mr|mrs|ms|dr|victim|suspect)\b`)
	kinds := map[string]int{}
	for _, r := range rows(t) {
		generated, ok := categories[r.category]
		if !ok || !slices.Contains(settings, r.setting) {
			t.Fatalf("%s: category %q, setting %q", r.reference, r.category, r.setting)
		}
		if generated != (r.provenance == "police-generated") {
			t.Errorf("%s: %s is %s", r.reference, r.category, r.provenance)
		}
		if person.MatchString(r.raw + " " + r.location) {
			t.Errorf("%s: %q at %q names somebody", r.reference, r.raw, r.location)
		}
		switch {
		case r.dayOnly:
			kinds["untimed"]++
		case !r.to.IsZero():
			kinds["interval"]++
		default:
			kinds["timed"]++
		}
	}
	t.Logf("timed, interval, untimed: %v", kinds)
	if kinds["timed"] < 40000 || kinds["interval"] < 5000 || kinds["untimed"] < 300 {
		t.Errorf("timed, interval, untimed: %v", kinds)
	}
}

// TestStationsAndShops: about one record in twenty lies at a station or a shop.
func TestStationsAndShops(t *testing.T) {
	all := pickRows(rows(t), func(r row) bool { return r.located && r.location != stationName })
	premises := regexp.MustCompile(`^Shops, | station$| bus stands$|^Corn Market$`)
	at := len(pickRows(all, func(r row) bool { return premises.MatchString(r.location) }))
	if share := float64(at) / float64(len(all)); share < 0.04 || share > 0.075 {
		t.Errorf("%.1f %% at stations and shops, want about 5", 100*share)
	}
}
