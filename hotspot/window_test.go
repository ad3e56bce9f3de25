package hotspot

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestLastCountsBackFromTheData(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, london)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		name          string
		dataTo        time.Time
		months, weeks string
	}{
		{"the sample's clock", at("2026-11-01 23:40"), "2026-08-01 to 2026-10-31", "2026-08-10 to 2026-11-01"},
		{"to a midnight", at("2020-12-01 00:00"), "2020-09-01 to 2020-11-30", "2020-09-08 to 2020-11-30"},
		{"to a month's last second", at("2019-07-31 23:59"), "2019-05-01 to 2019-07-31", "2019-05-09 to 2019-07-31"},
		{"a leap day", at("2024-02-29 12:00"), "2023-12-01 to 2024-02-29", "2023-12-08 to 2024-02-29"},
	} {
		s := &Snapshot{DataTo: c.dataTo.UTC(), DataTz: london}
		if got := LastMonths(s, 3).String(); got != c.months {
			t.Errorf("%s: last 3 months: got %s, want %s", c.name, got, c.months)
		}
		if got := LastWeeks(s, 12).String(); got != c.weeks {
			t.Errorf("%s: last 12 weeks: got %s, want %s", c.name, got, c.weeks)
		}
	}
}

// A record that begins on the very midnight the data reach belongs to that day.
func TestDataToDayAtMidnight(t *testing.T) {
	m := newSnapshot(nil)
	m.DataTo = time.Date(2019, 8, 1, 0, 0, 0, 0, london)
	m.add(incident{at: boroughBound.Min, day: Date(2019, 7, 30)})
	if got := m.DataToDay(); got != Date(2019, 7, 31) {
		t.Errorf("got %s, want 2019-07-31", got)
	}
	m.add(incident{at: boroughBound.Min, day: Date(2019, 8, 1)})
	if got := m.DataToDay(); got != Date(2019, 8, 1) {
		t.Errorf("got %s, want 2019-08-01", got)
	}
}

func TestDefaultWindow(t *testing.T) {
	m := newSnapshot(boroughWards())
	m.add(incident{at: boroughBound.Center(), day: Date(2019, 7, 2)})
	m.add(incident{at: boroughBound.Center(), day: Date(2019, 6, 1), last: Date(2019, 6, 30), start: -1, precision: Month, category: 1})
	m.add(incident{at: boroughBound.Center(), day: Date(2016, 6, 1), last: Date(2016, 6, 30), start: -1, precision: Month})
	for _, c := range []struct {
		name string
		q    Question
		want string
	}{
		{"timed records only, months long ago", Question{Categories: []string{"violence and sexual offences"}}, "2019-05-09 to 2019-07-31"},
		{"months among them", Question{}, "2019-05-01 to 2019-07-31"},
		{"unknown words take nothing", Question{Categories: []string{"piracy"}}, "2019-05-09 to 2019-07-31"},
	} {
		if got := DefaultWindow(m.Snapshot, c.q).String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// Month-precision records count only where the whole month is in the window.
func TestWindowThatCutsAMonth(t *testing.T) {
	m := newSnapshot(boroughWards())
	for _, month := range []time.Month{4, 5, 6, 7} {
		d := Date(2019, month, 1)
		m.add(incident{at: boroughBound.Center(), day: d, last: d.MonthEnd(), start: -1, precision: Month})
	}
	for _, c := range []struct {
		from, to string
		counted  int
		says     string // both windows offered; empty when not refused
	}{
		{"2019-05", "2019-07", 3, ""},
		{"2019-05-10", "2019-07-31", 0, "ask for 2019-05-01 to 2019-07-31 or for 2019-06-01 to 2019-07-31"},
		{"2019-05-20", "2019-07-31", 0, "ask for 2019-06-01 to 2019-07-31 or for 2019-05-01 to 2019-07-31"},
		{"2019-05-09", "2019-07-30", 0, "ask for 2019-05-01 to 2019-07-31 or for 2019-06-01 to 2019-07-31"},
		{"2019-05-10", "2019-05-20", 0, "ask for 2019-05-01 to 2019-05-31 or for 2019-04-01 to 2019-04-30"},
		{"2019-01-15", "2019-05-31", 2, ""}, // January holds none
		{"2019-09-05", "2019-09-20", 0, ""},
	} {
		w, err := ParseWindow(c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Detect(m.Snapshot, Question{Window: w})
		switch {
		case c.says == "" && err != nil:
			t.Errorf("%s: %v", w, err)
		case c.says == "" && r.Meta.Incidents != c.counted:
			t.Errorf("%s: counted %d, want %d", w, r.Meta.Incidents, c.counted)
		case c.says != "" && (!errors.Is(err, ErrWindow) || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: got %v, want ErrWindow with %q", w, err, c.says)
		}
	}
}

// Only records that the question takes make it refuse a window.
func TestCutMonthOfAnotherCategory(t *testing.T) {
	m := newSnapshot(boroughWards())
	m.add(incident{at: boroughBound.Center(), day: Date(2019, 5, 1), last: Date(2019, 5, 31), start: -1, precision: Month, category: 1})
	m.add(incident{at: boroughBound.Center(), day: Date(2019, 5, 20)})
	w := Window{Date(2019, 5, 10), Date(2019, 7, 31)}
	r, err := Detect(m.Snapshot, Question{Window: w, Categories: []string{"violence and sexual offences"}})
	if err != nil || r.Meta.Incidents != 1 {
		t.Errorf("got %v, want one incident", err)
	}
	if _, err = Detect(m.Snapshot, Question{Window: w, Categories: []string{"burglary"}}); !errors.Is(err, ErrWindow) {
		t.Errorf("got %v, want ErrWindow", err)
	}
}

// An interval belongs to the window that holds its first date; dates at both ends
// are in the window.
func TestWindowEnds(t *testing.T) {
	m := newSnapshot(boroughWards())
	for _, d := range []Day{Date(2019, 4, 30), Date(2019, 5, 1), Date(2019, 7, 31), Date(2019, 8, 1)} {
		m.add(incident{at: boroughBound.Center(), day: d, start: 23 * 60, span: 600, precision: Interval, last: d + 1})
	}
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil || r.Meta.Incidents != 2 {
		t.Errorf("got %d incidents, error %v, want 2", r.Meta.Incidents, err)
	}
}

func TestWindowBefore(t *testing.T) {
	for _, c := range []struct {
		from, to string
		k        int
		want     string
	}{
		{"2019-05", "2019-07", 1, "2019-02-01 to 2019-04-30"},
		{"2019-05", "2019-07", 4, "2018-05-01 to 2018-07-31"},
		{"2024-02", "2024-02", 1, "2024-01-01 to 2024-01-31"},
		{"2026-08-10", "2026-11-01", 1, "2026-05-18 to 2026-08-09"},
		{"2026-08-10", "2026-11-01", 2, "2026-02-23 to 2026-05-17"},
	} {
		w, err := ParseWindow(c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.before(c.k).String(); got != c.want {
			t.Errorf("%s, %d before: got %s, want %s", w, c.k, got, c.want)
		}
	}
}

// The same dates of other years keep their month ends.
func TestShiftMonths(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2024-02-01", "2024-02-29", "2023-02-01 to 2023-02-28"},
		{"2023-02-01", "2023-02-28", "2022-02-01 to 2022-02-28"},
		{"2025-02-01", "2025-02-28", "2024-02-01 to 2024-02-29"},
		{"2024-02-29", "2024-05-10", "2023-02-28 to 2023-05-10"},
	} {
		w, err := ParseWindow(c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		if got := shiftMonths(w, -12).String(); got != c.want {
			t.Errorf("%s a year before: got %s, want %s", w, got, c.want)
		}
	}
}
