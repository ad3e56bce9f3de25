package intake

import (
	"regexp"
	"strings"
	"unicode"

	"hexbeat/geo/osgrid"
)

// columnFacts is what the values of a column look like, over the rows of a sample.
// Shares are of the cells that hold anything.
type columnFacts struct {
	filled, distinct int
	values           map[string]bool // the different values
	length           float64         // letters a value, on average
	longest          int

	dates, times, months, clocks    int       // a date; of these with a time of day, without a day; a time of day alone
	hhmm                            int       // 2215
	firsts                          int       // dates that are the first of their month
	dayFirst, monthFirst, ambiguous int       // slashed dates by what they can be; both
	serials                         int       // a spreadsheet's count of days
	halfDay                         int       // times with AM or PM
	numbers, commas, decimals       int       // numbers; of these with a decimal comma, with three decimals or more
	figures                         []float64 // the numbers
	gridrefs, postcodes, yesno      int
	known, settings                 int // labels that the scheme knows; words for kinds of place
	streets                         int // texts that read like a place
	named                           int // texts that are a word for a kind of place and nothing else
	spaced                          int // texts of several words
	pairs                           int // two coordinates in one cell
	personal                        int // texts with a telephone number or an e-mail address
}

var (
	postcodeText = regexp.MustCompile(`(?i)^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$`)
	clockText    = regexp.MustCompile(`^([01]?[0-9]|2[0-4])[:.][0-5][0-9]([:.][0-5][0-9])?( ?[AaPp][Mm])?$`)
	streetText   = regexp.MustCompile(`(?i)\b(on or near|road|rd|street|st|lane|avenue|ave|close|drive|way|park|square|gardens|grove|crescent|terrace|hill|court|place|row|mews|bridge|station|estate|town centre|high street)\b`)
	slashedDate  = regexp.MustCompile(`^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\b`)
	pairText     = regexp.MustCompile(`^\(?-?[0-9]+\.[0-9]+[, ]+-?[0-9]+\.[0-9]+\)?$`)
	halfDayText  = regexp.MustCompile(`(?i)[0-9] ?[ap]\.?m\.?$`)
	personalText = regexp.MustCompile(`[^\s@]+@[^\s@]+\.[a-z]{2,}|(\+44|\b0)[0-9][0-9 ()-]{8,12}[0-9]\b`)
)

// share is n of the filled cells, from 0 to 1.
func (c *columnFacts) share(n int) float64 {
	if c.filled == 0 {
		return 0
	}
	return float64(n) / float64(c.filled)
}

// mostly reports whether nearly all filled cells are so.
func (c *columnFacts) mostly(n int) bool { return c.filled > 0 && 10*n >= 9*c.filled }

// text reports whether the column is words, and freeText whether somebody wrote freely.
func (c *columnFacts) text() bool {
	return c.filled > 0 && !c.mostly(c.numbers) && !c.mostly(c.dates) && !c.mostly(c.clocks) && !c.mostly(c.yesno)
}

func (c *columnFacts) freeText() bool {
	return c.text() && 2*c.spaced > c.filled && (c.length > 60 || c.longest > 200 || c.length > 30 && c.share(c.distinct) > 0.9 && c.share(c.streets) < 0.5)
}

// look notes one value.
func (pr *proposer) look(c *columnFacts, v string) {
	c.filled++
	n := len([]rune(v))
	c.length += (float64(n) - c.length) / float64(c.filled)
	c.longest = max(c.longest, n)
	c.values[v] = true
	c.distinct = len(c.values)
	c.lookDate(v)
	c.lookNumber(v)
	switch strings.ToLower(v) {
	case "y", "n", "yes", "no", "true", "false", "0", "1", "t", "f":
		c.yesno++
	}
	if clockText.MatchString(v) {
		c.clocks++
	} else if n := len(v); (n == 3 || n == 4) && strings.Trim(v, "0123456789") == "" && two2(v) < 2400 && two2(v)%100 < 60 {
		c.hhmm++
	}
	if postcodeText.MatchString(v) {
		c.postcodes++
	}
	if strings.Contains(v, " ") {
		c.spaced++
	}
	if pairText.MatchString(v) {
		c.pairs++
	}
	if _, _, err := osgrid.Parse(v); err == nil && strings.ContainsFunc(v, unicode.IsLetter) && strings.ContainsFunc(v, unicode.IsDigit) {
		c.gridrefs++
	}
	if _, ok := pr.o.scheme.Resolve(v); ok {
		c.known++
	}
	if _, ok := settingWords(v); ok {
		c.settings++
	}
	if settingNamed(v) {
		c.named++
	}
	if streetText.MatchString(v) {
		c.streets++
	}
	if personalText.MatchString(v) {
		c.personal++
	}
}

func (c *columnFacts) lookDate(v string) {
	if m := slashedDate.FindStringSubmatch(v); m != nil {
		switch first, second := two2(m[1]), two2(m[2]); {
		case first > 12:
			c.dayFirst++
		case second > 12:
			c.monthFirst++
		default:
			c.ambiguous++
		}
	}
	if halfDayText.MatchString(v) {
		c.halfDay++
	}
	st, err := readStamp(v, false)
	if err != nil && err != errSerial {
		st, err = readStamp(v, true)
	}
	switch {
	case err == errSerial:
		c.serials++
	case err == nil:
		c.dates++
		if st.sec > 0 {
			c.times++
		}
		if st.month {
			c.months++
		}
		if st.day == st.day.MonthStart() {
			c.firsts++
		}
	}
}

// two2 reads one or two figures.
func two2(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

func (c *columnFacts) lookNumber(v string) {
	f, ok := number(v)
	point := strings.IndexByte(v, '.')
	if before, after, comma := strings.Cut(v, ","); !ok && comma && (len(before) > 3 || len(after) != 3) { // 530,076 is a thousand
		if f, ok = number(strings.ReplaceAll(before, ".", "") + "." + after); ok {
			c.commas++
			point = len(before)
		}
	}
	if !ok {
		return
	}
	if point >= 0 && len(v)-1-point >= 3 {
		c.decimals++
	}
	c.numbers++
	c.figures = append(c.figures, f)
}

// within reports whether nearly all values are numbers in a range, noughts aside.
func (c *columnFacts) within(low, high float64) bool {
	inside, other := 0, 0
	for _, f := range c.figures {
		switch {
		case f == 0:
		case f >= low && f <= high:
			inside++
		default:
			other++
		}
	}
	return c.mostly(c.numbers) && inside > 0 && inside >= 9*other
}

// facts looks at every column of the sample.
func (pr *proposer) facts() []columnFacts {
	out := make([]columnFacts, len(pr.sample.header))
	for i := range out {
		out[i].values = map[string]bool{}
	}
	for _, r := range pr.sample.rows {
		for i := range min(len(r.cells), len(out)) {
			if v := strings.TrimSpace(r.cells[i]); v != "" {
				pr.look(&out[i], v)
			}
		}
	}
	return out
}
