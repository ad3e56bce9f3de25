package data

import (
	"errors"
	"fmt"
	"strings"
)

// ErrHours is returned for opening hours that are not written in the form read here.
var ErrHours = errors.New("data: opening hours not understood")

// HoursHint says how to write opening hours.
const HoursHint = `write "Mo-Fr 08:00-18:00; Sa,Su 10:00-16:00", "Fr 18:00-23:00,23:30-02:00", "24/7" or "Su off"; without public holidays, dates, sunsets or remarks`

// dayMin is the length of a day in minutes; opening hours are of the clock on the wall.
const dayMin = 24 * 60

// Hours are the weekly opening times of a site. The zero value is "not known", which
// is not "closed".
type Hours struct {
	known bool
	week  [7][]HourSpan // Monday first
}

// HourSpan is a span of one day, in minutes after its midnight. A span that ends at
// or before its beginning on the clock passes midnight: To is then above 1440. It
// belongs to the day it begins on.
type HourSpan struct{ From, To int }

var hourDays = [7]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// ParseHours reads a small part of the opening_hours form of OpenStreetMap:
//
//	hours = "24/7" | rule { ";" rule }
//	rule  = [ days ] ( "off" | "closed" | "24/7" | span { "," span } )
//	days  = day [ "-" day ] { "," day [ "-" day ] }
//	span  = HH:MM "-" HH:MM
//
// A day is two letters or more of its English name. As in OpenStreetMap a later rule
// takes the place of an earlier one for the days it names, so two spans of one day
// are joined by a comma. A rule without days is of every day. Days that no rule
// names are closed. Empty text is the zero value. Errors: ErrHours.
//
// Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
func ParseHours(s string) (Hours, error) {
	var h Hours
	text := strings.Join(strings.Fields(strings.NewReplacer("–", "-", "—", "-").Replace(strings.ToLower(s))), " ")
	if text == "" {
		return h, nil
	}
	h.known = true
	for rule := range strings.SplitSeq(strings.TrimSuffix(text, ";"), ";") {
		days, times := splitRule(strings.TrimSpace(rule))
		on, err := parseHourDays(days)
		if err != nil {
			return Hours{}, err
		}
		spans, err := parseHourSpans(times)
		if err != nil {
			return Hours{}, err
		}
		for d := range h.week {
			if on[d] {
				h.week[d] = spans
			}
		}
	}
	return h, nil
}

// splitRule parts a rule before its first time.
func splitRule(rule string) (days, times string) {
	for _, closed := range []string{"off", "closed", "24/7"} {
		if before, ok := strings.CutSuffix(rule, closed); ok && (before == "" || strings.HasSuffix(before, " ")) {
			return before, closed
		}
	}
	if i := strings.IndexAny(rule, "0123456789"); i >= 0 {
		return rule[:i], rule[i:]
	}
	return rule, ""
}

func parseHourDays(s string) (on [7]bool, err error) {
	s = strings.ReplaceAll(strings.TrimSuffix(strings.TrimSpace(s), ":"), " ", "")
	if s == "" {
		return [7]bool{true, true, true, true, true, true, true}, nil
	}
	for part := range strings.SplitSeq(s, ",") {
		first, last, ranged := strings.Cut(part, "-")
		a, ok := hourDay(first)
		z := a
		if ranged && ok {
			z, ok = hourDay(last)
		}
		if !ok {
			return on, fmt.Errorf("%w: %q is not a day of the week", ErrHours, part)
		}
		for d := a; ; d = (d + 1) % 7 {
			on[d] = true
			if d == z {
				break
			}
		}
	}
	return on, nil
}

func hourDay(s string) (int, bool) {
	for i, name := range hourDays {
		if len(s) >= 2 && strings.HasPrefix(name, s) {
			return i, true
		}
	}
	return 0, false
}

func parseHourSpans(s string) ([]HourSpan, error) {
	switch s {
	case "off", "closed":
		return nil, nil
	case "24/7":
		return []HourSpan{{0, dayMin}}, nil
	case "":
		return nil, fmt.Errorf("%w: a rule without times", ErrHours)
	}
	var out []HourSpan
	for part := range strings.SplitSeq(strings.ReplaceAll(s, " ", ""), ",") {
		from, to, ok := strings.Cut(part, "-")
		a, okA := parseClock(from)
		z, okZ := parseClock(to)
		if !ok || !okA || !okZ || a == dayMin {
			return nil, fmt.Errorf("%w: %q is not a span of times", ErrHours, part)
		}
		if z <= a {
			z += dayMin
		}
		if len(out) > 0 && a < out[len(out)-1].To {
			return nil, fmt.Errorf("%w: %q begins before the span before it ends", ErrHours, part)
		}
		out = append(out, HourSpan{a, z})
	}
	if last := out[len(out)-1]; last.To > dayMin && last.To-dayMin > out[0].From {
		return nil, fmt.Errorf("%w: the last span of a day reaches into the first of the same hours on the next", ErrHours)
	}
	return out, nil
}

// parseClock reads H:MM or HH:MM up to 24:00 as minutes after midnight.
func parseClock(s string) (int, bool) {
	h, m, ok := strings.Cut(s, ":")
	if !ok || len(h) < 1 || len(h) > 2 || len(m) != 2 {
		return 0, false
	}
	n := 0
	for _, c := range h + m {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	minute := n/100*60 + n%100
	return minute, n%100 < 60 && minute <= dayMin
}

// Known reports whether anything is known of the opening times.
func (h Hours) Known() bool { return h.known }

// Day is the spans of a day of the week, Monday 0. Do not change them.
func (h Hours) Day(weekday int) []HourSpan { return h.week[weekday] }
