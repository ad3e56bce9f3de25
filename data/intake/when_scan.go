package intake

import (
	"strconv"
	"strings"
)

// scan walks through a text, figures and letters by turns.
type scan struct {
	s string
	i int
}

func (c *scan) end() bool { return c.i >= len(c.s) }

// figures reads a run of figures: how many there are, and their value while there are
// no more than nine.
func (c *scan) figures() (value, count int) {
	from := c.i
	for ; !c.end() && c.s[c.i] >= '0' && c.s[c.i] <= '9'; c.i++ {
		if c.i-from < 9 {
			value = value*10 + int(c.s[c.i]-'0')
		}
	}
	return value, c.i - from
}

// letters reads a run of ASCII letters.
func (c *scan) letters() string {
	from := c.i
	for !c.end() && (c.s[c.i]|0x20) >= 'a' && (c.s[c.i]|0x20) <= 'z' {
		c.i++
	}
	return c.s[from:c.i]
}

// signs passes over the signs that stand between the parts of a date, and says which
// it met last; 0 for none.
func (c *scan) signs(which string) (last byte) {
	for !c.end() && strings.IndexByte(which, c.s[c.i]) >= 0 {
		last = c.s[c.i]
		c.i++
	}
	return last
}

// rest is what has not been read.
func (c *scan) rest() string { return c.s[c.i:] }

const between = "-/. ,"

// scanStamp reads the layouts that stand at no fixed places: 1/2/2019, 31-Dec-2019,
// 31.12.2019, 31st December 2019 2.05pm, May 2019, 05/2019, Dec 31, 2019, 20191231.
func scanStamp(s string, monthFirst bool) (stamp, *whenError) {
	c := scan{s: strings.TrimSpace(s)}
	if word := c.letters(); weekday(word) {
		c.signs(", ")
		if word = c.letters(); word != "" {
			return c.fromWord(word)
		}
	} else if word != "" {
		return c.fromWord(word)
	}
	value, count := c.figures()
	switch {
	case count == 0:
		return stamp{}, errDate
	case count == 4:
		return c.fromYear(value)
	case count == 5 && value > 20000 && value < 60000:
		return stamp{}, errSerial
	case count == 8:
		return c.compact(value)
	case count > 2:
		return stamp{}, errDate
	}
	return c.fromDay(value, monthFirst)
}

// fromWord goes on after the name of a month: May 2019, December 31, 2019.
func (c *scan) fromWord(word string) (stamp, *whenError) {
	m := monthNamed(word)
	c.signs(between)
	value, count := c.figures()
	if m == 0 || count == 0 {
		return stamp{}, errDate
	}
	if count == 4 && c.end() {
		return monthStamp(value, m)
	}
	if count > 2 {
		return stamp{}, errDate
	}
	c.ordinal()
	return c.year(m, value)
}

// fromYear goes on after a year: 2019-5-1, 2019/05, 2019-Dec-31.
func (c *scan) fromYear(y int) (stamp, *whenError) {
	if c.signs(between) == 0 {
		return stamp{}, errDate
	}
	m, count := c.figures()
	if count == 0 {
		m = monthNamed(c.letters())
	} else if count > 2 {
		return stamp{}, errDate
	}
	if c.end() {
		return monthStamp(y, m)
	}
	c.signs(between)
	d, count := c.figures()
	if count == 0 || count > 2 {
		return stamp{}, errDate
	}
	return c.time(y, m, d, false)
}

// fromDay goes on after a number of one or two figures: a day or, where nothing but
// a year follows, a month.
func (c *scan) fromDay(first int, monthFirst bool) (stamp, *whenError) {
	c.ordinal()
	sign := c.signs(between)
	if word := c.letters(); word != "" {
		c.signs(between)
		return c.year(monthNamed(word), first)
	}
	second, count := c.figures()
	switch {
	case sign == 0 || count == 0:
		return stamp{}, errDate
	case count == 4 && c.end(): // 05/2019
		return monthStamp(second, first)
	case count > 2 || sign == ' ':
		return stamp{}, errDate
	}
	if c.signs(between) == 0 {
		return stamp{}, errDate
	}
	d, m := first, second
	if monthFirst {
		d, m = second, first
	}
	return c.yearOf(d, m, monthFirst)
}

// year reads the year that ends a date whose month is named.
func (c *scan) year(m, d int) (stamp, *whenError) {
	if m == 0 {
		return stamp{}, errDate
	}
	c.signs(between)
	return c.yearOf(d, m, false)
}

func (c *scan) yearOf(d, m int, monthFirst bool) (stamp, *whenError) {
	y, count := c.figures()
	switch count {
	case 2:
		return stamp{}, errShortYear
	case 4:
		return c.time(y, m, d, monthFirst)
	}
	return stamp{}, errDate
}

// compact is YYYYMMDD.
func (c *scan) compact(value int) (stamp, *whenError) {
	return c.time(value/10000, value/100%100, value%100, false)
}

// time ends a date with what follows it.
func (c *scan) time(y, m, d int, monthFirst bool) (stamp, *whenError) {
	st, err := dayStamp(y, m, d, monthFirst)
	if err != nil || c.end() {
		return st, err
	}
	if sign := c.s[c.i] | 0x20; sign == 't' {
		c.i++
	} else if c.signs(", -") == 0 {
		return st, errDate
	}
	if at := c.i; !strings.EqualFold(c.letters(), "at") {
		c.i = at
	}
	return st.at(c.rest())
}

// ordinal passes over the ending of 1st, 2nd, 3rd, 4th.
func (c *scan) ordinal() {
	if at := c.i; !equalsOne(c.letters(), "st", "nd", "rd", "th") {
		c.i = at
	}
}

func equalsOne(word string, of ...string) bool {
	for _, o := range of {
		if strings.EqualFold(word, o) {
			return true
		}
	}
	return false
}

var (
	dayNames   = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	monthNames = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// begins reports whether a word is a name or its beginning, of three letters or more.
func begins(word, name string) bool {
	return len(word) >= 3 && len(word) <= len(name) && word[0]|0x20 == name[0] && strings.EqualFold(word, name[:len(word)])
}

func weekday(word string) bool {
	for i := range dayNames {
		if begins(word, dayNames[i]) {
			return true
		}
	}
	return false
}

// monthNamed is 1 to 12 for a month's name, whole or cut short, or 0.
func monthNamed(word string) int {
	for i := range monthNames {
		if begins(word, monthNames[i]) {
			return i + 1
		}
	}
	return 0
}

// scanClock reads a time of day: 9:05, 14:05:30.250, 2.05pm, 1405, 905 hrs, a spreadsheet's
// fraction of a day, with a zone behind it or none.
func (st stamp) scanClock(s string) (stamp, *whenError) {
	if strings.HasPrefix(s, "0.") || strings.HasPrefix(s, ".") {
		return st.fraction(s)
	}
	c := scan{s: s}
	h, count := c.figures()
	if count == 0 || count > 4 {
		return st, errTime
	}
	m, sec, parted := 0, 0, false
	switch {
	case count > 2: // 1405, 905
		h, m = h/100, h%100
	case !c.end() && (c.s[c.i] == ':' || c.s[c.i] == '.'):
		parted = true
		c.i++
		if m, count = c.figures(); count != 2 {
			return st, errTime
		}
		if !c.end() && (c.s[c.i] == ':' || c.s[c.i] == '.') {
			c.i++
			if sec, count = c.figures(); count != 2 {
				return st, errTime
			}
			if !c.end() && (c.s[c.i] == '.' || c.s[c.i] == ',') { // a fraction of a second is not kept
				c.i++
				c.figures()
			}
		}
	case h == 0 && c.end(): // what a spreadsheet leaves of 00:00
		parted = true
	}
	return c.half(st, h, m, sec, parted || count > 2)
}

// half reads am or pm and the zone.
func (c *scan) half(st stamp, h, m, sec int, whole bool) (stamp, *whenError) {
	c.signs(" ")
	at := c.i
	switch word := c.letters(); {
	case equalsOne(word, "a", "p") && len(c.rest()) > 1 && strings.EqualFold(c.rest()[:2], ".m"):
		c.i += len(".m")
		c.signs(".")
		fallthrough
	case equalsOne(word, "am", "pm"):
		if h < 1 || h > 12 {
			return st, errTime
		}
		if h %= 12; word[0]|0x20 == 'p' {
			h += 12
		}
		whole = true
	case equalsOne(word, "h", "hrs", "hours"):
		whole = true
	default:
		c.i = at
	}
	if !whole {
		return st, errTime
	}
	st, err := st.clock(h, m, sec)
	if err != nil {
		return st, err
	}
	return c.zone(st)
}

// zone reads Z, UTC, GMT, BST, +01, +01:00 or +0100.
func (c *scan) zone(st stamp) (stamp, *whenError) {
	c.signs(" ")
	if c.end() {
		return st, nil
	}
	sign := c.s[c.i]
	if sign != '+' && sign != '-' {
		switch word := c.letters(); {
		case equalsOne(word, "z", "utc", "gmt"):
		case equalsOne(word, "bst"):
			st.offset = 3600
		default:
			return st, errTime
		}
		st.zoned = true
		if !c.end() {
			return st, errTime
		}
		return st, nil
	}
	c.i++
	h, count := c.figures()
	m := 0
	switch {
	case count == 4:
		h, m = h/100, h%100
	case count != 2:
		return st, errTime
	case !c.end() && c.s[c.i] == ':':
		c.i++
		if m, count = c.figures(); count != 2 {
			return st, errTime
		}
	}
	if h > 15 || m > 59 || !c.end() {
		return st, errTime
	}
	if st.offset, st.zoned = int32(h*3600+m*60), true; sign == '-' {
		st.offset = -st.offset
	}
	return st, nil
}

// fraction is a spreadsheet's time of day, as 0.6180556 for 14:50. Two figures are
// refused where they may be minutes: 0.45 may be a quarter to one as well, 0.75 is 18:00.
func (st stamp) fraction(s string) (stamp, *whenError) {
	f, err := strconv.ParseFloat(s, 64)
	if _, after, _ := strings.Cut(s, "."); err != nil || !(f >= 0 && f < 1) || len(after) == 2 && after < "60" {
		return st, errTime
	}
	sec := int(f*86400 + 0.5)
	return st.clock(sec/3600, sec/60%60, sec%60)
}
