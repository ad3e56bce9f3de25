package hotspot

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// reason is the sentence that says why a group is on its list: how many, when,
// against what, and what would take it off.
func (d *describer) reason(g Group, cells []int32) string {
	q := d.a.q
	first := fmt.Sprintf("%s %s; the %s for an area this size is %s.",
		reports(g.Count), span(q.Window), d.average(), about(g.BoroughAverage))
	switch g.List {
	case WatchList:
		return first + " Too few to call. Chance alone would put " + places(d.meta.WatchByChance) + " like this on the map."
	case BusiestList:
		return first + " This is a plain count, without a test."
	}
	if g.Rank > d.a.searchable() {
		return first + fmt.Sprintf(" It would leave this list if %s of them were taken away.", thousands(d.a.surelyRemoves(cells)))
	}
	k := d.a.removal(cells)
	if k == 1 {
		return first + " It would leave this list if one of them were taken away."
	}
	return first + fmt.Sprintf(" It stays on this list unless %s or more of them are taken away.", thousands(k))
}

// average names the comparison: it is the borough's only where the study area is
// all that is loaded.
func (d *describer) average() string {
	switch {
	case d.a.g.borough:
		return "borough average"
	case len(d.a.g.study.Areas) == 1:
		return d.a.g.study.Label + " average"
	}
	return "study area's average"
}

func reports(n int) string {
	if n == 1 {
		return "1 report"
	}
	return thousands(n) + " reports"
}

// places is a mean number of places in words.
func places(mean float64) string {
	switch {
	case mean < 0.05:
		return "fewer than one place in twenty maps"
	case mean < 0.95:
		return about(mean) + " of a place"
	case mean < 1.05:
		return "about 1 place"
	}
	return "about " + about(mean) + " places"
}

// about is a number as it is read: one decimal below ten, none above, and
// "under 0.1" rather than 0.
func about(v float64) string {
	switch {
	case math.IsNaN(v):
		return "not known"
	case v < 0.05:
		return "under 0.1"
	case v < 9.95:
		return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
	}
	return thousands(int(math.Round(v)))
}

func thousands(n int) string {
	t := strconv.Itoa(n)
	for i := len(t) - 3; i > 0 && t[i-1] != '-'; i -= 3 {
		t = t[:i] + "," + t[i:]
	}
	return t
}

// longDate is "31 July 2019".
func longDate(d Day) string { return d.Time().Format("2 January 2006") }

// span is a window in words: "from 1 May to 31 July 2019".
func span(w Window) string {
	f, t := w.From.Time(), w.To.Time()
	switch {
	case w.From == w.To:
		return "on " + longDate(w.From)
	case f.Year() != t.Year():
		return "from " + longDate(w.From) + " to " + longDate(w.To)
	case f.Month() != t.Month():
		return "from " + f.Format("2 January") + " to " + longDate(w.To)
	}
	return "from " + f.Format("2") + " to " + longDate(w.To)
}
