package patrol

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func mustLondon(t testing.TB) *time.Location {
	t.Helper()
	zone, err := london()
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestInstant(t *testing.T) {
	zone := mustLondon(t)
	for _, tt := range []struct {
		name, date string
		clock      int
		want       string
	}{
		{"winter", "2026-11-06", 18 * 60, "2026-11-06T18:00:00Z"},
		{"past midnight", "2026-11-06", 26 * 60, "2026-11-07T02:00:00Z"},
		{"summer", "2026-07-01", 90, "2026-07-01T01:30:00+01:00"},
		{"before the skipped hour", "2026-03-29", 59, "2026-03-29T00:59:00Z"},
		{"a skipped time is the jump", "2026-03-29", 90, "2026-03-29T02:00:00+01:00"},
		{"the jump", "2026-03-29", 60, "2026-03-29T02:00:00+01:00"},
		{"after the jump", "2026-03-29", 125, "2026-03-29T02:05:00+01:00"},
		{"skipped, from the evening before", "2026-03-28", 24*60 + 90, "2026-03-29T02:00:00+01:00"},
		{"the doubled hour is the first", "2026-10-25", 90, "2026-10-25T01:30:00+01:00"},
		{"its beginning", "2026-10-25", 60, "2026-10-25T01:00:00+01:00"},
		{"after it", "2026-10-25", 120, "2026-10-25T02:00:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, ok := parseDay(tt.date)
			if !ok {
				t.Fatal("date")
			}
			if got := rfc3339(instant(d, tt.clock, zone), zone); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// The checker has its own clock; over every minute around both nights it agrees.
func TestMomentAgreesWithInstant(t *testing.T) {
	c := &checker{zone: mustLondon(t)}
	for _, date := range []string{"2026-03-27", "2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2026-06-30", "1995-10-22"} {
		d, _ := parseDay(date)
		for clock := range 2 * dayMin {
			if got, want := c.moment(d.time(), clock).Unix(), instant(d, clock, c.zone)*60; got != want {
				t.Fatalf("%s + %d min: checker %d, solver %d", date, clock, got, want)
			}
		}
	}
}

// A night shift is 8 hours, 7 when the clocks go forward and 9 when they go back.
func TestShiftLength(t *testing.T) {
	p := &problem{zone: mustLondon(t)}
	s := Shift{From: "22:00", To: "06:00", BreakMin: 30, BreakBetween: []string{"00:30", "02:00"}}
	for _, tt := range []struct {
		date  string
		hours minute
		pause string // when the break may begin
	}{
		{"2026-03-21", 8, "2026-03-22T00:30:00Z 2026-03-22T01:30:00Z"},
		{"2026-03-28", 7, "2026-03-29T00:30:00Z 2026-03-29T00:30:00Z"},
		{"2026-10-24", 9, "2026-10-25T00:30:00+01:00 2026-10-25T01:30:00Z"},
	} {
		d, _ := parseDay(tt.date)
		w := p.newWalk(s, d)
		if got := (w.end - w.start) / 60; got != tt.hours {
			t.Errorf("%s: got %d h, want %d", tt.date, got, tt.hours)
		}
		if got := rfc3339(w.pauseAt.lo, p.zone) + " " + rfc3339(w.pauseAt.hi, p.zone); got != tt.pause {
			t.Errorf("%s: break may begin %s, want %s", tt.date, got, tt.pause)
		}
	}
	s.BreakBetween = []string{"01:00", "01:45"} // a window that does not exist in spring
	d, _ := parseDay("2026-03-28")
	if w := p.newWalk(s, d); w.pauseAt.lo != w.pauseAt.hi {
		t.Errorf("got %v, want the jump itself", w.pauseAt)
	}
}
