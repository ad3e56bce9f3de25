package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hexbeat/data"
	"hexbeat/hotspot"
	"hexbeat/web/draw"
)

// mostHappenings is how many events have a strip of their own under the trend; what
// happened least shares one.
const mostHappenings = 4

// happenings gathers events by name and venue, those that happened most often first.
// Events outside the months are left out.
func happenings(events []data.LayerFeature, w hotspot.Window) []draw.Happening {
	var list []draw.Happening
	at := map[string]int{}
	for _, e := range events {
		if !e.Span.Touches(w) {
			continue
		}
		name := e.Name
		if e.Venue != "" {
			name += ", " + e.Venue
		}
		i, ok := at[name]
		if !ok {
			i = len(list)
			at[name] = i
			list = append(list, draw.Happening{Name: name})
		}
		list[i].Days = append(list[i].Days, hotspot.Window{From: e.Span.From, To: e.Span.To})
	}
	slices.SortStableFunc(list, func(a, b draw.Happening) int { return cmp.Compare(len(b.Days), len(a.Days)) })
	if len(list) <= mostHappenings {
		return list
	}
	rest := draw.Happening{Name: "Other events"}
	for _, h := range list[mostHappenings-1:] {
		rest.Days = append(rest.Days, h.Days...)
	}
	slices.SortFunc(rest.Days, func(a, b hotspot.Window) int { return int(a.From - b.From) })
	return append(list[:mostHappenings-1:mostHappenings-1], rest)
}

// eventWords are the events of a month, for the table: "Home match, Wendmouth Park (3 times)".
func eventWords(list []draw.Happening, month hotspot.Window) string {
	var out []string
	for _, h := range list {
		n := 0
		for _, d := range h.Days {
			if d.From <= month.To && d.To >= month.From {
				n++
			}
		}
		switch {
		case n == 1:
			out = append(out, h.Name)
		case n > 1:
			out = append(out, fmt.Sprintf("%s (%d times)", h.Name, n))
		}
	}
	return strings.Join(out, "; ")
}
