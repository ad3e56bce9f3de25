package web

import (
	"html"
	"strings"
	"testing"
	"time"

	"hexbeat/geo/pspo"
)

func TestOrdersBegin(t *testing.T) {
	s := newServer(t, newMemory(timedOnce()))
	body := get(s, "/orders").Body.String()
	if want := "Castle Ditch Park lapses in 34 days. Lapsed: Heron Parade."; !strings.Contains(body, want) {
		t.Errorf("the first line is not %q", want)
	}
	park, quay, parade := strings.Index(body, "/orders/park"), strings.Index(body, "/orders/quay"), strings.Index(body, "/orders/parade")
	if !(0 < park && park < quay && quay < parade) {
		t.Errorf("not by next legal date: %d, %d, %d", park, quay, parade)
	}
}

// An order's id is the authority's own and may hold anything; its link leads to it.
func TestOrderLinksHoldAnyID(t *testing.T) {
	for _, id := range []string{"PSPO/2024/7", "king's cross", "a%2Fb?c#d", "=cmd|' /C calc'!A0", "ü"} {
		m := newMemory(timedOnce())
		m.orders = []pspo.Order{{ID: id, Title: "The order", Status: pspo.Made, Geometry: square(0, 0, 10, 10)}}
		s := newServer(t, m)
		_, rest, _ := strings.Cut(get(s, "/orders").Body.String(), `href="/orders/`)
		link, _, _ := strings.Cut(rest, `"`)
		if w := get(s, "/orders/"+html.UnescapeString(link)); w.Code != 200 || !strings.Contains(w.Body.String(), "The order") {
			t.Errorf("%q: /orders/%s answers %d", id, link, w.Code)
		}
	}
}

func TestNextDate(t *testing.T) {
	today := time.Date(2026, 11, 2, 23, 30, 0, 0, time.UTC)
	for _, tc := range []struct {
		name   string
		o      pspo.Order
		status string
		next   string
	}{
		{"in force", pspo.Order{Status: pspo.Made, InForce: "2025-01-01", Until: "2026-12-06"}, "In force", "lapses on 6 December 2026, in 34 days"},
		{"last day", pspo.Order{Status: pspo.Made, InForce: "2025-01-01", Until: "2026-11-02"}, "In force", "lapses on 2 November 2026, today"},
		{"day after", pspo.Order{Status: pspo.Made, InForce: "2025-01-01", Until: "2026-11-01"}, "Lapsed", "lapsed on 1 November 2026"},
		{"tomorrow", pspo.Order{Status: pspo.Made, InForce: "2026-11-03", Until: "2029-11-02"}, "Made, not yet in force", "comes into force on 3 November 2026, tomorrow"},
		{"consulting", pspo.Order{Status: pspo.Consulting, Consultation: &pspo.Consultation{To: "2026-11-20"}}, "Consulting, not in force", "consultation closes on 20 November 2026, in 18 days"},
		{"consulted", pspo.Order{Status: pspo.Consulting, Consultation: &pspo.Consultation{To: "2026-10-20"}}, "Consulting, not in force", "consultation closed on 20 October 2026"},
		{"no end", pspo.Order{Status: pspo.Made, InForce: "2025-01-01"}, "In force", "no date set"},
		{"discharged", pspo.Order{Status: pspo.Discharged, InForce: "2025-01-01"}, "Discharged, not in force", "no date set"},
		{"expired without a date", pspo.Order{Status: pspo.Expired}, "Lapsed", "lapsed"},
		{"nothing known", pspo.Order{}, "Not known", "no date set"},
	} {
		next, _ := nextDate(tc.o, today)
		if got := orderStatus(tc.o, today); got != tc.status || next != tc.next {
			t.Errorf("%s: got %q, %q; want %q, %q", tc.name, got, next, tc.status, tc.next)
		}
	}
}

func TestShortTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Castle Ditch Park Public Spaces Protection Order 2023": "Castle Ditch Park",
		"Town Centre PSPO":                    "Town Centre",
		"Public Spaces Protection Order 2023": "Public Spaces Protection Order 2023",
		"Quay Public Space Protection Order":  "Quay",
		"The Public Spaces Protection Area":   "The Public Spaces Protection Area",
	} {
		if got := shortTitle(title); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}
