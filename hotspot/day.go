package hotspot

import (
	"errors"
	"fmt"
	"time"
)

// Day is a civil date, counted in days from 1 January 1970. It has no zone: an
// incident belongs to the day on which it began where it happened.
type Day int32

// ErrDate is returned for text that is not a date, and for a window that ends
// before it begins.
var ErrDate = errors.New("hotspot: not a date")

// DayOf is the civil date of an instant in a zone.
func DayOf(t time.Time, zone *time.Location) Day {
	y, m, d := t.In(zone).Date()
	return Date(y, m, d)
}

// Date is the day of a calendar date.
func Date(y int, m time.Month, d int) Day {
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads YYYY-MM-DD.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, fmt.Errorf("%w: %q; write YYYY-MM-DD", ErrDate, s)
	}
	return Day(t.Unix() / 86400), nil
}

// Time is midnight UTC of the day, for formatting and calendar arithmetic.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String is YYYY-MM-DD.
func (d Day) String() string { return d.Time().Format("2006-01-02") }

// MarshalText writes YYYY-MM-DD.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Day) UnmarshalText(b []byte) (err error) { *d, err = ParseDay(string(b)); return err }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return time.Weekday((int(d)%7 + 11) % 7) }

// MonthStart and MonthEnd are the first and last day of the day's month.
func (d Day) MonthStart() Day { t := d.Time(); return Date(t.Year(), t.Month(), 1) }

// MonthEnd is the last day of the day's month.
func (d Day) MonthEnd() Day { t := d.Time(); return Date(t.Year(), t.Month()+1, 0) }

// Window is a span of civil dates, both ends inclusive.
type Window struct {
	From Day `json:"from"`
	To   Day `json:"to"`
}

// ParseWindow reads two ends, each a date or a month (YYYY-MM). A month given as
// the first end begins there, as the second it ends there.
func ParseWindow(from, to string) (Window, error) {
	f, err := parseEnd(from, Day.MonthStart)
	if err != nil {
		return Window{}, fmt.Errorf("from: %w", err)
	}
	t, err := parseEnd(to, Day.MonthEnd)
	if err != nil {
		return Window{}, fmt.Errorf("to: %w", err)
	}
	if t < f {
		return Window{}, fmt.Errorf("%w: the window ends (%s) before it begins (%s)", ErrDate, t, f)
	}
	return Window{f, t}, nil
}

func parseEnd(s string, month func(Day) Day) (Day, error) {
	if t, err := time.Parse("2006-01", s); err == nil {
		return month(Day(t.Unix() / 86400)), nil
	}
	d, err := ParseDay(s)
	if err != nil {
		return 0, fmt.Errorf("%w: %q; write YYYY-MM-DD or YYYY-MM", ErrDate, s)
	}
	return d, nil
}

// Days is the window's length, both ends counted.
func (w Window) Days() int { return int(w.To-w.From) + 1 }

// Contains reports whether the day lies in the window.
func (w Window) Contains(d Day) bool { return d >= w.From && d <= w.To }

// WholeMonths reports whether the window begins on a first and ends on a last day of a month.
func (w Window) WholeMonths() bool { return w.From == w.From.MonthStart() && w.To == w.To.MonthEnd() }

// String is "2019-05-01 to 2019-07-31".
func (w Window) String() string { return w.From.String() + " to " + w.To.String() }
