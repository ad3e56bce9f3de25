package sample

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// TestTermsAgree: the school's term times are the days on which the planted robberies
// can happen.
func TestTermsAgree(t *testing.T) {
	in := map[string]bool{}
	for term := range strings.SplitSeq(schoolTerms(), ";") {
		from, to, ok := strings.Cut(term, "/")
		if !ok || from > to {
			t.Fatalf("term %q", term)
		}
		for d := date(2024, 9, 1); d < windowTo+60*day; d += day {
			if d.Date() >= from && d.Date() <= to {
				if in[d.Date()] {
					t.Errorf("%s is in two terms", d.Date())
				}
				in[d.Date()] = true
			}
		}
	}
	for d := date(2024, 9, 1); d < windowTo; d += day {
		if got := in[d.Date()] && d.weekday() < 5; got != schoolDay(d) {
			t.Errorf("%s: in term %v, a school day %v", d.Date(), got, schoolDay(d))
		}
	}
}

// TestLayerFiles: the layers hold what they are for, near the places they are for.
func TestLayerFiles(t *testing.T) {
	kinds := map[string]int{}
	near := 0
	for _, s := range pointSites {
		kinds[s.kind]++
		if strings.HasPrefix(s.id, "pub") || strings.HasPrefix(s.id, "club") || strings.HasPrefix(s.id, "bar") {
			if dist(s.at, fishStreet) < 150 {
				near++
			}
		}
	}
	for _, k := range []string{"Secondary school", "Public house", "CCTV", "Knife bin"} {
		if kinds[k] == 0 {
			t.Errorf("no %s", k)
		}
	}
	if near < 3 {
		t.Errorf("%d places to drink at Fish Street", near)
	}
	for name, columns := range map[string][]string{
		"layers/sites.csv":         {"id", "name", "type", "opening_hours", "term_dates", "lon", "lat"},
		"layers/events.csv":        {"id", "name", "type", "starts", "ends", "location", "size", "lon", "lat"},
		"layers/walk-and-talk.csv": {"month", "theme", "score", "note_category", "lon", "lat"},
	} {
		f, err := embeddedFiles(t).Open(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil || len(rows) < 3 || !slices.Equal(rows[0], columns) {
			t.Errorf("%s: %d rows, %v (%v)", name, len(rows), rows[0], err)
		}
	}
}
