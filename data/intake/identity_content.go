package intake

import (
	"slices"
	"strconv"
	"strings"
)

// What share of a column's values must look like identities for the column to be one.
// Plain marks of a person need few; what may be chance needs many.
const (
	mailShare   = 0.10 // e-mail addresses, telephone and National Insurance numbers
	titledShare = 0.20
	namedShare  = 0.50
	givenShare  = 0.80 // forenames alone: towns and wards have them, too
	healthShare = 0.95 // one in eleven numbers of ten figures passes by chance
	fewNamed    = 5    // values, below which names and NHS numbers are not told
	bornShare   = 0.80
)

// column counts what the values of one column look like.
type columnLook struct {
	values                                              int
	mail, phone, bare, insured, health, tit, nam, given int
	years                                               []int   // of those that are dates
	rising                                              int     // bare numbers greater than the one before
	last                                                float64 // bare number
}

// contentIdentities lists the columns of a table whose values look like identities: the
// first rows are looked at, and rows nobody could read are not. event tells the columns
// that are read as dates of what happened, skip those that are not looked at.
func contentIdentities(header []string, rows [][]string, event, skip func(column int) bool) []int {
	var out []int
	for i := range header {
		if skip(i) {
			continue
		}
		var c columnLook
		seen := map[string]likeness{}
		for _, r := range rows {
			if i < len(r) {
				c.see(r[i], seen, event(i))
			}
		}
		if c.identity() {
			out = append(out, i)
		}
	}
	return out
}

// see counts one value; what was looked at before is not looked at again.
func (c *columnLook) see(s string, seen map[string]likeness, event bool) {
	s = strings.TrimSpace(s)
	if nothing(s) {
		return
	}
	c.values++
	like, again := seen[s]
	if !again {
		like = likenessOf(s)
		seen[s] = like
	}
	for _, n := range []struct {
		bit likeness
		to  *int
	}{{likeMail, &c.mail}, {likeInsured, &c.insured}, {likeHealth, &c.health}, {likeTitled, &c.tit}, {likeNamed, &c.nam}, {likeForename, &c.given}} {
		if like&n.bit != 0 {
			*n.to++
		}
	}
	if like&(likePhone|likeHealth) != 0 {
		c.number(s, like)
	}
	if !event {
		if st, err := readStamp(s, false); err == nil && !st.month && st.sec <= 0 {
			c.years = append(c.years, st.day.Time().Year())
		}
	}
}

// number counts a telephone number. One of figures alone may be a serial number with a
// nought before it: those rise from row to row.
func (c *columnLook) number(s string, like likeness) {
	if like&likePhone != 0 {
		c.phone++
	}
	if strings.Trim(s, "0123456789") != "" {
		return
	}
	c.bare++
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		if n > c.last {
			c.rising++
		}
		c.last = n
	}
}

func (c *columnLook) identity() bool {
	share := func(n int) float64 { return float64(n) / float64(max(c.values, 1)) }
	serial := c.bare >= fewNamed && float64(c.rising) >= 0.9*float64(c.bare)
	switch {
	case c.values == 0:
		return false
	case share(c.mail) >= mailShare, share(c.insured) >= mailShare:
		return true
	case share(c.phone) >= mailShare && (c.phone > c.bare || !serial):
		return true
	case share(c.tit) >= titledShare:
		return true
	case c.values < fewNamed:
		return false
	case share(c.nam) >= namedShare, share(c.nam+c.given) >= givenShare, share(c.health) >= healthShare && !serial:
		return true
	}
	return share(len(c.years)) >= bornShare && c.born()
}

// born tells dates of birth: most between 1920 and 2015, a good part before 1990, and
// spread over many years, as the dates of events are not.
func (c *columnLook) born() bool {
	slices.Sort(c.years)
	in, old := 0, 0
	for _, y := range c.years {
		if y >= 1920 && y <= 2015 {
			in++
		}
		if y >= 1920 && y < 1990 {
			old++
		}
	}
	n := len(c.years)
	spread := c.years[n-1-n/4] - c.years[n/4]
	return float64(in) >= bornShare*float64(n) && float64(old) >= 0.25*float64(n) && spread >= 8
}
