package data

import (
	"fmt"
	"slices"
	"strings"
)

// hourWords is a way of writing hours.
type hourWords struct {
	always, never, daily string // daily stands before times of every day
	rule, span, day      string // what joins rules, the spans of one day, and days
	days                 [7]string
}

var (
	hoursForm   = hourWords{"24/7", "off", "", "; ", ",", ",", [7]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}}
	hoursPeople = hourWords{"always", "never", "every day ", ", ", " and ", " and ", [7]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}}
)

// String is the hours in the form that ParseHours reads, each day once, days of the
// same hours together: "Mo-Th 08:00-18:00; Fr 08:00-18:00,20:00-02:00". Days off are
// left out; a site that never opens is "off". Hours not known are empty.
func (h Hours) String() string { return h.write(hoursForm) }

// Words are the hours for people, to stand after "open":
// "Mon-Thu 08:00-18:00, Fri 08:00-18:00 and 20:00-02:00".
func (h Hours) Words() string { return h.write(hoursPeople) }

func (h Hours) write(w hourWords) string {
	if !h.known {
		return ""
	}
	var rules []string
	var done [7]bool
	for d, spans := range h.week {
		if done[d] || len(spans) == 0 {
			continue
		}
		var same [7]bool
		for e := d; e < 7; e++ {
			same[e] = slices.Equal(h.week[e], spans)
			done[e] = done[e] || same[e]
		}
		every := !slices.Contains(same[:], false)
		switch {
		case every && slices.Equal(spans, []HourSpan{{0, dayMin}}):
			return w.always
		case every:
			return w.daily + spanText(spans, w.span)
		}
		rules = append(rules, strings.Join(dayParts(same, w.days), w.day)+" "+spanText(spans, w.span))
	}
	if len(rules) == 0 {
		return w.never
	}
	return strings.Join(rules, w.rule)
}

func spanText(spans []HourSpan, between string) string {
	var out []string
	for _, s := range spans {
		out = append(out, clockText(s.From)+"-"+clockText(s.To))
	}
	return strings.Join(out, between)
}

// dayParts are days as "Mo-Fr", "Su": days in a row are a range, also over the week's
// end, as in "Su-Th".
func dayParts(on [7]bool, names [7]string) (parts []string) {
	first := 0
	if on[0] && on[6] { // begin after a day that is out, so that no row of days is torn
		first = max(0, slices.Index(on[:], false))
	}
	for i := 0; i < 7; i++ {
		run := 0
		for run < 7-i && on[(first+i+run)%7] {
			run++
		}
		switch from := names[(first+i)%7]; run {
		case 0:
		case 1:
			parts = append(parts, from)
		default:
			parts = append(parts, from+"-"+names[(first+i+run-1)%7])
		}
		i += run
	}
	return parts
}

// clockText is a minute as HH:MM; the end of a day is 24:00, two hours later 02:00.
func clockText(minute int) string {
	if minute > dayMin {
		minute -= dayMin
	}
	return fmt.Sprintf("%02d:%02d", minute/60, minute%60)
}
