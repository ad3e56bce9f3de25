package web

import (
	"fmt"
	"html/template"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"hexbeat/hotspot"
)

// words are the functions that templates may call: they turn values into what a
// person reads.
var words = template.FuncMap{
	"plural": plural,
	"number": number,
	"day":    civilDay,
	"join":   strings.Join,
	"dash":   func(s string) string { return orElse(s, "–") },
	"lower":  strings.ToLower,
	"layer":  func(value, label string, on bool) choice { return choice{value, label, on} },
	// query marks a canonical, already encoded question as safe to stand after "?".
	"segment": url.PathEscape, // of an address's path: an id may hold a slash
	"query":   func(encoded string) template.URL { return template.URL(encoded) },
}

// plural is "1 place" or "3 places".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number groups thousands with commas.
func number(n int) string {
	text := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, text = "-", text[1:]
	}
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return sign + text
}

// decimal is a mean as it is read: one decimal place at most, none from ten up,
// "under 0.1" rather than a nought that is none; undefined is "not known".
func decimal(f float64) string {
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return "not known"
	case f > 0 && f < 0.05:
		return "under 0.1"
	case math.Abs(f) >= 9.95:
		return number(int(math.Round(f)))
	}
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}

// percent is a whole percentage of a share; a share that would round to nothing is
// "under 1 %".
func percent(share float64) string {
	switch p := 100 * share; {
	case math.IsNaN(p) || math.IsInf(p, 0):
		return "not known"
	case p > 0 && p < 0.5:
		return "under 1 %"
	default:
		return fmt.Sprintf("%.0f %%", p)
	}
}

// longDate is "Monday 2 November 2026".
func longDate(t time.Time) string { return t.Format("Monday 2 January 2006") }

// shortDate is "2 November 2026".
func shortDate(t time.Time) string { return t.Format("2 January 2006") }

// civilDay reads YYYY-MM-DD and writes "2 November 2026"; other text stays as it is.
func civilDay(s string) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return shortDate(t)
}

// dataTo is "Sunday 1 November 2026, 23:40", without the time of day where data
// come by the month.
func dataTo(snap *hotspot.Snapshot) string {
	if snap.DataTo.IsZero() || snap.Len() == 0 {
		return "nothing imported yet"
	}
	t := snap.DataTo.In(zoneOf(snap))
	if t.Hour() == 0 && t.Minute() == 0 || t.Hour() == 23 && t.Minute() == 59 {
		return longDate(t)
	}
	return longDate(t) + ", " + t.Format("15:04")
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// rfc3339 is an instant as it leaves the program.
func rfc3339(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
