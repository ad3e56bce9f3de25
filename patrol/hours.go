package patrol

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrHours is returned for text that does not name a band of hours.
var ErrHours = errors.New("patrol: not a band of hours")

// Band is a span of the clock on some days of the week. A band that passes
// midnight belongs to the day it begins on.
type Band struct {
	Days [7]bool // by time.Weekday
	From int     // minutes after midnight, 0..1439
	To   int     // minutes after the same midnight, above From and at most From+1440
}

const dayMin = 24 * 60

var dayNames = [7]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// ParseBand reads "Fri 20:00-02:00", "Mon-Sat 11:00-15:00", "Tue,Thu 16:00-19:00" or
// "20:00-02:00" (every day). "Sat-Mon" runs over the week's end. An end at or before
// the beginning is on the next day. Errors: ErrHours.
func ParseBand(s string) (Band, error) {
	bad := func(why string) (Band, error) {
		return Band{}, fmt.Errorf("%w: %q: %s; write it as \"Fri 20:00-02:00\" or \"Mon-Sat 11:00-15:00\"", ErrHours, s, why)
	}
	parts := strings.Split(strings.NewReplacer("–", "-", "—", "-", "\t", " ").Replace(s), "-")
	for i := range parts {
		parts[i] = strings.Trim(parts[i], " ")
	}
	text := strings.Join(parts, "-")
	cut := strings.LastIndexByte(text, ' ')
	days, hours := "", text
	if cut >= 0 {
		days, hours = text[:cut], text[cut+1:]
	}
	var b Band
	if err := b.parseDays(days); err != nil {
		return bad(err.Error())
	}
	from, to, ok := strings.Cut(hours, "-")
	if !ok {
		return bad("no hours")
	}
	var okFrom, okTo bool
	b.From, okFrom = parseClock(from)
	b.To, okTo = parseClock(to)
	if !okFrom || b.From == dayMin || !okTo {
		return bad("the times are not from 00:00 to 24:00")
	}
	if b.To <= b.From {
		b.To += dayMin
	}
	return b, nil
}

// parseDays reads "Fri", "Mon-Sat", "Tue,Thu"; nothing means every day.
func (b *Band) parseDays(s string) error {
	if strings.Trim(s, " ") == "" {
		b.Days = [7]bool{true, true, true, true, true, true, true}
		return nil
	}
	for part := range strings.SplitSeq(s, ",") {
		first, last, ranged := strings.Cut(strings.ReplaceAll(part, " ", ""), "-")
		a, err := parseWeekday(first)
		if err != nil {
			return fmt.Errorf("%q is not a day of the week", part)
		}
		z := a
		if ranged {
			if z, err = parseWeekday(last); err != nil {
				return err
			}
		}
		for d := a; ; d = (d + 1) % 7 {
			b.Days[d] = true
			if d == z {
				break
			}
		}
	}
	return nil
}

// parseWeekday reads a weekday's name or its first three letters or more.
func parseWeekday(s string) (time.Weekday, error) {
	if len(s) >= 3 {
		for i, name := range dayNames {
			if strings.HasPrefix(name, strings.ToLower(s)) {
				return time.Weekday(i), nil
			}
		}
	}
	return 0, fmt.Errorf("%q is not a day of the week", s)
}

// parseClock reads HH:MM as minutes after midnight; 24:00 is allowed.
func parseClock(s string) (int, bool) {
	if len(s) != 5 || s[2] != ':' {
		return 0, false
	}
	n := [4]int{}
	for i, j := range [4]int{0, 1, 3, 4} {
		if s[j] < '0' || s[j] > '9' {
			return 0, false
		}
		n[i] = int(s[j] - '0')
	}
	h, m := n[0]*10+n[1], n[2]*10+n[3]
	if m > 59 || h > 24 || h == 24 && m > 0 {
		return 0, false
	}
	return h*60 + m, true
}
