package intake

import (
	"strings"

	"hexbeat/hotspot"
)

// stamp is a date or a time as it is written, before any zone is known.
type stamp struct {
	day, last hotspot.Day // the day; of a month its first and last
	month     bool        // no day is given
	sec       int32       // of the day, up to 86,400 for midnight at its end; -1 when no time is given
	offset    int32       // seconds east of UTC, where zoned
	zoned     bool        // the text says which instant it is
}

// whenError says why a text is no date: short, countable, and what to do about it.
type whenError struct{ reason, hint string }

func (e *whenError) Error() string { return e.reason }

const dateHint = "write YYYY-MM-DD HH:MM, YYYY-MM-DD, DD/MM/YYYY or YYYY-MM, from 1900 to 2099"

// What can be wrong with a date on its own.
var (
	errDate       = &whenError{"date not understood", dateHint}
	errSerial     = &whenError{"date not understood", "the number is a spreadsheet's own count of days: format the column as a date and save the file again"}
	errTime       = &whenError{"time not understood", "write HH:MM, as 14:05"}
	errShortYear  = &whenError{"the year has two digits", "write the year with four digits, as 31/12/2019"}
	errMonthFirst = &whenError{"the month is above 12", "dates are read day first; if this file puts the month first, as 12/31/2019, import it with --month-first"}
	errDayFirst   = &whenError{"the month is above 12", "dates were asked to be read month first; if this file puts the day first, as 31/12/2019, leave out --month-first"}
)

// The years that can be meant: outside them a digit is wrong, and one such row would
// move the end of the data and with it every window counted back from there.
const firstYear, lastYear = 1900, 2099

// readStamp reads a date, a date with a time or a month. The common layouts are read
// at fixed places in the text, which costs some twenty nanoseconds; all others by scanStamp.
func readStamp(s string, monthFirst bool) (stamp, *whenError) {
	if len(s) >= 10 {
		switch {
		case s[4] == '-' && s[7] == '-':
			return fixedStamp(s, four(s), two(s[5:]), two(s[8:]), false)
		case s[2] == '/' && s[5] == '/' && four(s[6:]) >= 0:
			d, m := two(s), two(s[3:])
			if monthFirst {
				d, m = m, d
			}
			return fixedStamp(s, four(s[6:]), m, d, monthFirst)
		}
	}
	if len(s) == 7 && s[4] == '-' {
		return monthStamp(four(s), two(s[5:]))
	}
	return scanStamp(s, monthFirst)
}

// fixedStamp has read the ten characters of a date; a time may follow.
func fixedStamp(s string, y, m, d int, monthFirst bool) (stamp, *whenError) {
	if y < 0 || m < 0 || d < 0 {
		return scanStamp(s, monthFirst)
	}
	st, err := dayStamp(y, m, d, monthFirst)
	if err != nil || len(s) == 10 {
		return st, err
	}
	if c := s[10]; c != ' ' && c != 'T' && c != 't' && c != ',' {
		return st, errDate
	}
	return st.at(s[11:])
}

// dayStamp checks the parts of a date.
func dayStamp(y, m, d int, monthFirst bool) (stamp, *whenError) {
	switch {
	case y < firstYear || y > lastYear || m < 1 || d < 1:
		return stamp{}, errDate
	case m > 12 && d <= 12 && monthFirst:
		return stamp{}, errDayFirst
	case m > 12 && d <= 12:
		return stamp{}, errMonthFirst
	case m > 12 || d > daysIn(y, m):
		return stamp{}, errDate
	}
	day := civilDay(y, m, d)
	return stamp{day: day, last: day, sec: -1}, nil
}

// monthStamp checks the parts of a month.
func monthStamp(y, m int) (stamp, *whenError) {
	if y < firstYear || y > lastYear || m < 1 || m > 12 {
		return stamp{}, errDate
	}
	return stamp{day: civilDay(y, m, 1), last: civilDay(y, m, daysIn(y, m)), month: true, sec: -1}, nil
}

// civilDay counts days from 1 January 1970. Source: H. Hinnant, chrono-compatible
// low-level date algorithms, days_from_civil, for years that are not negative.
func civilDay(y, m, d int) hotspot.Day {
	if m <= 2 {
		y--
	}
	era, yoe := y/400, y%400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	return hotspot.Day(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// two and four read so many figures, or -1.
func two(s string) int {
	if len(s) < 2 {
		return -1
	}
	a, b := s[0]-'0', s[1]-'0'
	if a > 9 || b > 9 {
		return -1
	}
	return int(a)*10 + int(b)
}

func four(s string) int {
	if len(s) < 4 {
		return -1
	}
	h, l := two(s), two(s[2:])
	if h < 0 || l < 0 {
		return -1
	}
	return h*100 + l
}

// at adds a time of day to a date. A text of blanks adds nothing.
func (st stamp) at(s string) (stamp, *whenError) {
	if len(s) >= 5 && s[2] == ':' { // HH:MM, HH:MM:SS, HH:MM:SS+01:00
		h, m, sec := two(s), two(s[3:]), 0
		rest := s[5:]
		if len(rest) >= 3 && rest[0] == ':' {
			sec, rest = two(rest[1:]), rest[3:]
		}
		if h >= 0 && m >= 0 && sec >= 0 && (rest == "" || strings.IndexByte("Zz+-", rest[0]) >= 0) {
			st, err := st.clock(h, m, sec)
			if err != nil || rest == "" {
				return st, err
			}
			c := scan{s: rest}
			return c.zone(st)
		}
	}
	if s = strings.TrimSpace(s); s == "" {
		return st, nil
	}
	return st.scanClock(s)
}

// clock sets the time of day; 24:00 is midnight at the day's end.
func (st stamp) clock(h, m, sec int) (stamp, *whenError) {
	if st.month || h > 24 || m > 59 || sec > 59 || h == 24 && (m > 0 || sec > 0) {
		return st, errTime
	}
	st.sec = int32(h*3600 + m*60 + sec)
	return st, nil
}
