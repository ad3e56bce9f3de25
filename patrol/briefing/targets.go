package briefing

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"hexbeat/hotspot"
	"hexbeat/patrol"
)

// Where a target's hours come from, as Target.HotFrom says it.
const (
	HoursFromData = "data"      // the clear peak of its own timed reports
	HoursUntimed  = "inspector" // its reports carry no times
	HoursNoPeak   = "inspector, no clear peak"
)

// leastTimed is the share of reports with a time below which a peak is not used.
const leastTimed = 0.5

// whyRunes is the longest reason on a sheet.
const whyRunes = 140

// TargetOptions say how chosen hotspots become targets.
type TargetOptions struct {
	// Hours are the inspector's, as "Thu-Sat 18:00-02:00". They stand where the reports
	// of a place carry no times or have no clear peak. None means any hour of a shift.
	Hours []string
	// OwnHours sets the inspector's hours for every place, whatever the reports say.
	OwnHours      bool
	VisitsPerWeek int      // for each; 0 asks for none
	Tactics       []string // default "High-visibility patrol"
}

// Skipped is a chosen hotspot that is not offered for a foot patrol.
type Skipped struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// Targets turns chosen groups of a result, by id, into targets in the order chosen.
// Nothing chosen means every hotspot of the first list. Places that the result keeps
// off foot patrol, or whose data want checking first, are never offered: they come
// back as skipped with the reason, as do ids that the result does not hold.
//
// A target's priority is the square root of its reports, so that one busy place does
// not take every visit.
func Targets(r *hotspot.Result, chosen []string, opt TargetOptions) ([]patrol.Target, []Skipped) {
	if r == nil {
		r = &hotspot.Result{}
	}
	if len(chosen) == 0 {
		for _, g := range r.Hotspots {
			chosen = append(chosen, g.ID)
		}
	}
	var targets []patrol.Target
	var skipped []Skipped
	seen := map[string]bool{}
	for _, id := range chosen {
		if seen[id] {
			continue
		}
		seen[id] = true
		g := find(r, id)
		switch {
		case g == nil:
			skipped = append(skipped, Skipped{id, "", "It is not on the lists any more: the question or the data have changed."})
		case g.NotForFootPatrol != "":
			skipped = append(skipped, Skipped{id, g.Name, g.NotForFootPatrol})
		case g.CheckData != "":
			skipped = append(skipped, Skipped{id, g.Name, g.CheckData})
		default:
			targets = append(targets, target(*g, opt))
		}
	}
	return targets, skipped
}

// find looks through the three lists, the hotspots first.
func find(r *hotspot.Result, id string) *hotspot.Group {
	for _, list := range [][]hotspot.Group{r.Hotspots, r.Watch, r.Busiest} {
		for i := range list {
			if list[i].ID == id {
				return &list[i]
			}
		}
	}
	return nil
}

func target(g hotspot.Group, opt TargetOptions) patrol.Target {
	t := patrol.Target{
		ID: g.ID, Name: oneLine(g.Name), Lon: g.Centre[0], Lat: g.Centre[1],
		Priority:      max(1, math.Round(100*math.Sqrt(float64(g.Count)))/100),
		VisitsPerWeek: opt.VisitsPerWeek,
		Tactics:       slices.Clone(opt.Tactics),
		Why:           Shorten(g.Reason, whyRunes),
		Orders:        slices.Clone(g.PSPOIDs),
	}
	if t.Name == "" {
		t.Name = g.ID
	}
	if len(t.Tactics) == 0 {
		t.Tactics = []string{"High-visibility patrol"}
	}
	for _, c := range g.Cells {
		t.Cells = append(t.Cells, c.String())
	}
	t.Hot, t.HotFrom = hours(g, opt)
	return t
}

// hours are the place's own peak where most of its reports carry a time and they do
// peak, else the inspector's.
func hours(g hotspot.Group, opt TargetOptions) (hot []string, from string) {
	_, err := patrol.ParseBand(g.Peak)
	switch {
	case g.Timed >= leastTimed && err == nil && !opt.OwnHours:
		return []string{g.Peak}, HoursFromData
	case g.Timed >= leastTimed:
		return slices.Clone(opt.Hours), HoursNoPeak
	}
	return slices.Clone(opt.Hours), HoursUntimed
}

// Shorten is the first sentences of a text that fit so many characters; a first
// sentence that is longer is cut at a word, with an ellipsis.
func Shorten(s string, most int) string {
	runes := []rune(oneLine(s))
	if len(runes) <= most {
		return string(runes)
	}
	head := string(runes[:most])
	if i := strings.LastIndex(head, ". "); i > 0 {
		return head[:i+1]
	}
	if i := strings.LastIndexByte(head, ' '); i > 0 && runes[most] != ' ' {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:.") + "…"
}

// oneLine has no control characters and no space at its ends.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
}
