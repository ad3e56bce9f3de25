package patrol

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	clockForm = regexp.MustCompile(`^([01][0-9]|2[0-3]):([0-5][0-9])$`)
	bandForm  = regexp.MustCompile(`^(?:([A-Za-z][A-Za-z, –—-]*?) +)?([0-9:]{5}) *[-–—] *([0-9:]{5})$`)
	dashForm  = regexp.MustCompile(` *[-–—] *`)
)

// readClock is minutes after midnight.
func readClock(s string) (int, bool) {
	if s == "24:00" {
		return 1440, true
	}
	m := clockForm.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	h, _ := strconv.Atoi(m[1])
	min, _ := strconv.Atoi(m[2])
	return 60*h + min, true
}

// moment is when London's clocks first show so many minutes after the midnight of a
// date, or next show a time at all when they skip that one. Summer time is tried
// first: of two moments with one clock it is the earlier.
func (c *checker) moment(date time.Time, clock int) time.Time {
	shown := date.Add(time.Duration(clock) * time.Minute)
	for skipped := range 180 {
		for _, ahead := range [2]time.Duration{time.Hour, 0} {
			t := shown.Add(time.Duration(skipped)*time.Minute - ahead)
			if _, offset := t.In(c.zone).Zone(); time.Duration(offset)*time.Second == ahead {
				return t
			}
		}
	}
	return shown
}

// dateOf is the civil date of an instant in London, as midnight UTC.
func (c *checker) dateOf(t time.Time) time.Time {
	y, m, d := t.In(c.zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// policingDay is the date whose policing day holds the instant.
func (c *checker) policingDay(t time.Time) time.Time {
	d := c.dateOf(t)
	switch {
	case t.Before(c.moment(d, c.dayStarts)):
		return d.AddDate(0, 0, -1)
	case !t.Before(c.moment(d.AddDate(0, 0, 1), c.dayStarts)):
		return d.AddDate(0, 0, 1)
	}
	return d
}

// inBand reports whether the instant lies in hours such as "Fri 20:00-02:00"; ok is
// false when they cannot be read.
func (c *checker) inBand(t time.Time, band string) (in, ok bool) {
	m := bandForm.FindStringSubmatch(strings.Trim(strings.ReplaceAll(band, "\t", " "), " "))
	if m == nil {
		return false, false
	}
	from, okFrom := readClock(m[2])
	to, okTo := readClock(m[3])
	if !okFrom || !okTo || from == 1440 {
		return false, false
	}
	if to <= from {
		to += 1440
	}
	today := c.dateOf(t)
	for back := range 3 {
		d := today.AddDate(0, 0, -back)
		on, ok := namesDay(m[1], d.Weekday())
		if !ok {
			return false, false
		}
		if on && !t.Before(c.moment(d, from)) && t.Before(c.moment(d, to)) {
			in = true
		}
	}
	return in, true
}

// namesDay reports whether "Mon-Sat" or "Tue, Thu" names a day of the week. Nothing
// names them all.
func namesDay(list string, day time.Weekday) (named, ok bool) {
	list = dashForm.ReplaceAllString(list, "-")
	if list == "" {
		return true, true
	}
	for _, part := range strings.Split(list, ",") {
		ends := strings.Split(strings.ReplaceAll(part, " ", ""), "-")
		if len(ends) > 2 {
			return false, false
		}
		first, ok := dayNumber(ends[0])
		last, okLast := dayNumber(ends[len(ends)-1])
		if !ok || !okLast {
			return false, false
		}
		// Days after the first, going round, up to the last.
		if (int(day)-first+7)%7 <= (last-first+7)%7 {
			named = true
		}
	}
	return named, true
}

func dayNumber(s string) (int, bool) {
	for i, name := range []string{"SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"} {
		if len(s) > 2 && strings.HasPrefix(name, strings.ToUpper(s)) {
			return i, true
		}
	}
	return 0, false
}
