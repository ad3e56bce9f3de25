package web

import (
	"regexp"
	"strings"
	"testing"
)

// tags are what stands between words; attributes are not read by people.
var tags = regexp.MustCompile(`(?s)<svg.*?</svg>|<[^>]*>`)

func TestTodayPutsPlacesOnTheirLists(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	body := get(s, "/").Body.String()
	section := func(id string) string {
		i := strings.Index(body, `id="`+id+`"`)
		if i < 0 {
			t.Fatalf("no list %q", id)
		}
		rest := body[i:]
		if j := regexp.MustCompile(`<h2 |<details class="govuk-details" id=|<button`).FindStringIndex(rest[1:]); j != nil {
			rest = rest[:j[0]+1]
		}
		return rest
	}
	for list, place := range map[string]string{"new": "Swan Bridge", "still": "Fish Street", "foot": "Kestrel Towers"} {
		if !strings.Contains(section(list), place) {
			t.Errorf("%s is not under %q", place, list)
		}
	}
	for _, list := range []string{"new", "still", "cooling"} {
		if strings.Contains(section(list), "Kestrel Towers") {
			t.Errorf("a place of homes is offered for foot patrol under %q", list)
		}
	}
	if strings.Contains(body, "Ropewalk") {
		t.Error("a police-generated place is on Today")
	}
	if !strings.Contains(section("still"), "Quay") {
		t.Error("the order in force is not named")
	}
}

func TestTodaySpeaksPlainly(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	text := tags.ReplaceAllString(get(s, "/").Body.String(), " ")
	for _, word := range []string{`\bz\b`, `\bp\b`, `\bq\b`, `\bH3\b`, `Gi\*`, `(?i)poisson`, `(?i)predict`, `(?i)signific`} {
		if m := regexp.MustCompile(word).FindString(text); m != "" {
			t.Errorf("Today says %q", m)
		}
	}
	for _, want := range []string{"Data to Sunday 1 November 2026, 23:40.", "Wendmouth is invented. Its clock stands at Monday 2 November 2026.", "in 12 weeks, usually", "Plan the week with the ticked places"} {
		if !strings.Contains(text, want) {
			t.Errorf("Today does not say %q", want)
		}
	}
}

func TestNamesFromOutsideAreEscaped(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	for _, path := range []string{"/", "/map", "/analysis", "/operations"} {
		if strings.Contains(get(s, path).Body.String(), "<script>alert") {
			t.Errorf("%s runs what a place is called", path)
		}
	}
}

func TestNothingImportedYet(t *testing.T) {
	m := newMemory(emptySnapshot())
	m.orders = nil
	s := newServer(t, m)
	for _, path := range []string{"/", "/map", "/analysis", "/operations", "/orders", "/data", "/help", "/api/v1/clock", "/api/v1/snapshots", "/api/v1/areas?kind=ward"} {
		if w := get(s, path); w.Code != 200 {
			t.Errorf("%s: status %d on an empty folder: %.200s", path, w.Code, w.Body)
		}
	}
	if body := get(s, "/").Body.String(); !strings.Contains(body, "Nothing has been imported yet") {
		t.Error("an empty folder does not say so")
	}
}

func TestMonthsOnly(t *testing.T) {
	s := newServer(t, newMemory(monthOnce()))
	body := get(s, "/map").Body.String()
	for _, want := range []string{"August to October 2026", "times not known", "include offences inside homes"} {
		if !strings.Contains(body, want) {
			t.Errorf("the map of month-only data does not say %q", want)
		}
	}
	if body := get(s, "/analysis").Body.String(); !strings.Contains(body, "The times are not known") {
		t.Error("the analysis of month-only data does not say that the times are not known")
	}
}
