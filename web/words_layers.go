package web

import (
	"fmt"
	"strings"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// layerTitles name the layers on the map's page.
var layerTitles = map[geo.Kind]string{
	geo.Site: "Sites", geo.Place: "Named places", geo.Event: "Events", geo.Perception: "Perception points",
}

// whatWords are the source's own word for what it is, else the class's.
func whatWords(f data.LayerFeature) string { return orElse(f.Label, f.ClassWords()) }

// inSentence lets words go on in a sentence; what is written in capitals stays so.
func inSentence(s string) string {
	if len(s) < 2 || s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return lowerFirst(s)
}

// openWords are the opening times, for a table.
func openWords(f data.LayerFeature) string {
	if !f.Hours.Known() {
		return "not known"
	}
	return upperFirst(f.Hours.Words())
}

// termWords are a school's terms that touch the window; empty for what has none.
func termWords(f data.LayerFeature, w hotspot.Window) string {
	if len(f.Terms) == 0 {
		return ""
	}
	var out []string
	for _, t := range f.Terms {
		if t.From <= w.To && t.To >= w.From {
			out = append(out, dayRange(t.From, t.To))
		}
	}
	return orElse(strings.Join(out, "; "), "no term in these dates")
}

// heldWords are the dates of an event with its times, "15 August 2026, 15:00 to 17:00".
func heldWords(s data.LayerSpan) string {
	days := dayRange(s.From, s.To)
	switch {
	case s.FromMin < 0:
		return days
	case s.ToMin < 0:
		return days + ", from " + clockWords(s.FromMin)
	case s.To <= s.From+1:
		return shortDate(s.From.Time()) + ", " + clockWords(s.FromMin) + " to " + clockWords(s.ToMin)
	}
	return shortDate(s.From.Time()) + ", " + clockWords(s.FromMin) + " to " + shortDate(s.To.Time()) + ", " + clockWords(s.ToMin)
}

// dayRange is one date, a whole month as "September 2026", or "28 to 31 August 2026".
func dayRange(from, to hotspot.Day) string {
	a, z := from.Time(), to.Time()
	switch {
	case from == to || to == 0:
		return shortDate(a)
	case from == 0:
		return "to " + shortDate(z)
	case from == from.MonthStart() && to == from.MonthEnd():
		return a.Format("January 2006")
	case a.Year() != z.Year():
		return shortDate(a) + " to " + shortDate(z)
	case a.Month() != z.Month():
		return a.Format("2 January") + " to " + shortDate(z)
	}
	return fmt.Sprintf("%d to %s", a.Day(), shortDate(z))
}
