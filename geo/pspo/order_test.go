package pspo

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestLiveAndLapsed(t *testing.T) {
	for _, tt := range []struct {
		name         string
		status       Status
		from, until  string
		on           string
		live, lapsed bool
	}{
		{"on the first day", Made, "2025-03-01", "2028-02-29", "2025-03-01", true, false},
		{"the day before", Made, "2025-03-01", "2028-02-29", "2025-02-28", false, false},
		{"on the last day", Made, "2025-03-01", "2028-02-29", "2028-02-29", true, false},
		{"the day after", Made, "2025-03-01", "2028-02-29", "2028-03-01", false, true},
		{"varied", Varied, "2025-03-01", "2028-02-29", "2026-01-01", true, false},
		{"extended", Extended, "2022-03-01", "2028-02-29", "2026-01-01", true, false},
		{"without an end", Made, "2025-03-01", "", "2099-01-01", true, false},
		{"without a beginning", Made, "", "2028-02-29", "2026-01-01", false, false},
		{"proposed", Proposed, "2025-03-01", "2028-02-29", "2026-01-01", false, false},
		{"consulting", Consulting, "", "", "2026-01-01", false, false},
		{"agreed", Agreed, "2025-03-01", "2028-02-29", "2026-01-01", false, false},
		{"expired by status", Expired, "2025-03-01", "", "2026-01-01", false, true},
		{"discharged", Discharged, "2025-03-01", "2028-02-29", "2026-01-01", false, false},
	} {
		o := Order{Status: tt.status, InForce: tt.from, Until: tt.until}
		on, err := time.Parse(time.DateOnly, tt.on)
		if err != nil {
			t.Fatal(err)
		}
		if o.Live(on) != tt.live || o.Lapsed(on) != tt.lapsed {
			t.Errorf("%s: live %v, lapsed %v", tt.name, o.Live(on), o.Lapsed(on))
		}
	}
}

// The last minute of the last day in London is already the next day in Tokyo.
func TestLiveUsesTheZoneOfItsMoment(t *testing.T) {
	london := time.FixedZone("BST", 3600)
	o := Order{Status: Made, InForce: "2025-03-01", Until: "2026-06-14"}
	last := time.Date(2026, 6, 14, 23, 59, 0, 0, london)
	if !o.Live(last) || o.Lapsed(last) {
		t.Error("the last minute does not count")
	}
	if tokyo := last.In(time.FixedZone("JST", 9*3600)); o.Live(tokyo) || !o.Lapsed(tokyo) {
		t.Error("the next day still counts")
	}
}

func TestValidate(t *testing.T) {
	change := func(f func(*Order)) Order {
		o := quay
		o.Activities = append([]Activity(nil), quay.Activities...)
		o.Prohibitions = append([]Prohibition(nil), quay.Prohibitions...)
		c := *quay.Consultation
		o.Consultation = &c
		f(&o)
		return o
	}
	for _, tt := range []struct {
		name string
		o    Order
		want string // part of the text; empty for none
	}{
		{"a whole order", quay, ""},
		{"the least", Order{ID: "a", Title: "A", Status: Proposed}, ""},
		{"one day", change(func(o *Order) { o.Until = o.InForce }), ""},
		{"no id", change(func(o *Order) { o.ID = "" }), "id and title must be given"},
		{"no title", change(func(o *Order) { o.Title = "" }), "id and title must be given"},
		{"no status", change(func(o *Order) { o.Status = "" }), `lantern-quay: status "" is not one of [proposed`},
		{"a status of another case", change(func(o *Order) { o.Status = "Made" }), `status "Made"`},
		{"an unknown type", change(func(o *Order) { o.Type = "temporary" }), `type "temporary" is not one of`},
		{"made on no day", change(func(o *Order) { o.Made = "17 February 2025" }), `made = "17 February 2025" is not a date; write YYYY-MM-DD`},
		{"29 February of no leap year", change(func(o *Order) { o.Until = "2027-02-29" }), `until = "2027-02-29" is not a date`},
		{"in force on no day", change(func(o *Order) { o.InForce = "2025-3-1" }), "in_force"},
		{"ends before it begins", change(func(o *Order) { o.Until = "2024-12-31" }), "until = 2024-12-31 is before in_force = 2025-03-01"},
		{"an activity twice", change(func(o *Order) { o.Activities = append(o.Activities, o.Activities[0]) }), `activity "drinking"`},
		{"an activity without an id", change(func(o *Order) { o.Activities[0].ID = "" }), `activity ""`},
		{"a prohibition twice", change(func(o *Order) { o.Prohibitions[1].ID = "p1" }), `prohibition "p1"`},
		{"an unknown kind", change(func(o *Order) { o.Prohibitions[1].Kind = "advise" }), `prohibition p2: kind "advise"`},
		{"consulted from no day", change(func(o *Order) { o.Consultation.From = "autumn" }), `consultation: from = "autumn"`},
		{"consulted backwards", change(func(o *Order) { o.Consultation.To = "2024-09-01" }), "consultation: to = 2024-09-01 is before from"},
		{"fewer than no premises", change(func(o *Order) { o.Consultation.Premises = -1 }), "premises = -1"},
		{"less than no support", change(func(o *Order) { o.Consultation.Support = []Support{{Item: "p1", Count: -2}} }), `support for "p1": count = -2`},
	} {
		err := tt.o.Validate()
		if tt.want == "" && err != nil || tt.want != "" && (!errors.Is(err, ErrOrder) || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}
