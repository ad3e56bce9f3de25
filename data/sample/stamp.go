package sample

import (
	"math/rand/v2"
	"time"
)

// Stamp is a moment of the wall clock in Wendmouth, in minutes since midnight at
// the start of 2021. It counts as if clocks never changed; moments that a spring
// morning skips are never made.
type Stamp int32

var epoch = time.Date(2021, time.January, 1, 0, 0, 0, 0, time.UTC)

const (
	hour = 60
	day  = 24 * hour
	week = 7 * day
)

// at is the stamp of a date and a time of day.
func at(y int, m time.Month, d, hh, mm int) Stamp {
	return Stamp(time.Date(y, m, d, hh, mm, 0, 0, time.UTC).Sub(epoch) / time.Minute)
}

func (s Stamp) time() time.Time { return epoch.Add(time.Duration(s) * time.Minute) }

// String is "2026-10-09 22:15".
func (s Stamp) String() string { return s.time().Format("2006-01-02 15:04") }

// Date is "2026-10-09".
func (s Stamp) Date() string { return s.time().Format(time.DateOnly) }

// midnight is the start of the stamp's day; minute, the minutes since.
func (s Stamp) midnight() Stamp { return s - s%day }
func (s Stamp) minute() int     { return int(s % day) }

// weekday counts from Monday, 0.
func (s Stamp) weekday() int { return (int(s.time().Weekday()) + 6) % 7 }

// ticking moves a time that the spring change skips to the hour after.
func (s Stamp) ticking() Stamp {
	t := s.time()
	if t.Month() == time.March && t.Day() > 24 && t.Weekday() == time.Sunday && t.Hour() == 1 {
		return s + hour
	}
	return s
}

// The borough's span of time.
var (
	firstDay = at(2021, time.April, 1, 0, 0)
	lastTime = at(2026, time.November, 1, 23, 40)
	clock    = at(2026, time.November, 2, 7, 0)
	// friday is when the extract before this one was taken.
	friday = at(2026, time.October, 30, 7, 0)
	// window is the twelve weeks to the data-to date.
	windowFrom = at(2026, time.August, 10, 0, 0)
	windowTo   = at(2026, time.November, 2, 0, 0)
)

// Clock is the moment at which Wendmouth stands still, 07:00 on Monday 2 November
// 2026 (London keeps Greenwich time by then).
var Clock = time.Date(2026, time.November, 2, 7, 0, 0, 0, time.UTC)

// month is a calendar month of the span, with the day after its last.
type month struct {
	from, to Stamp
	m        time.Month
	y        int
}

// months are April 2021 to October 2026, 67 of them, and the first day of November.
func months() []month {
	var out []month
	for t := firstDay.time(); ; t = t.AddDate(0, 1, 0) {
		m := month{from: Stamp(t.Sub(epoch) / time.Minute), to: Stamp(t.AddDate(0, 1, 0).Sub(epoch) / time.Minute), m: t.Month(), y: t.Year()}
		if m.to > windowTo {
			m.to = windowTo
			return append(out, m)
		}
		out = append(out, m)
	}
}

func (m month) days() int { return int(m.to-m.from) / day }

// whole reports whether the month is complete.
func (m month) whole() bool { return m.days() > 27 }

// sometime is a minute of an hour-of-day band on a day; bands may pass midnight.
func sometime(rng *rand.Rand, midnight Stamp, from, to int) Stamp {
	if to <= from {
		to += 24
	}
	return (midnight + Stamp(from*hour) + Stamp(rng.IntN((to-from)*hour))).ticking()
}
