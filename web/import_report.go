package web

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo/street"
	"hexbeat/hotspot"
)

// reportView is what came of an import.
type reportView struct {
	Heading, Lead, When string
	Warning             string
	Said                []string // in full sentences: what the reader should know beside the figures
	Figures             []figure
	Labels              []labelTable
	Reasons             []reasonRow
	Faults              []readerFault
	Rejected            int
	RejectsHref         string
	MapHref             string
}

type figure struct{ Name, Value, Hint string }

type reasonRow struct {
	Reason string
	Count  int
}

// labelTable lists words of the file with how often they stand there.
type labelTable struct {
	Title, Words string
	Second       string // heading of a column between; empty for none
	Rows         []labelRow
}

type labelRow struct {
	Label, Second string
	Count         int
}

func (p *reportView) incidents(r *intake.Report, faults []*intake.Fault) {
	p.Lead = fmt.Sprintf("%s read: %s came in.", plural(r.Rows, "row", "rows"), number(r.Accepted))
	if r.AlreadyIn != 0 {
		p.Lead = fmt.Sprintf("Exactly this came in before, with batch %d. Nothing was brought in a second time.", r.AlreadyIn)
	}
	p.Figures = []figure{
		{"Rows read", number(r.Rows), ""},
		{"Accepted", number(r.Accepted), "New reports."},
		{"Duplicates", number(r.Duplicates), "Known before. Updated by this file: " + number(r.Updated) + "."},
		{"Rejected", number(r.Rejected), "Could not be used."},
		{"Withdrawn", number(r.Withdrawn), "Known before and no longer in the source’s file."},
		{"Without a place", number(r.Unlocated), "Accepted: they count in trends, never on a map."},
	}
	if c := r.CatchAll; c != nil {
		p.Figures = append(p.Figures, figure{"Anti-social behaviour, nothing closer", fmt.Sprintf("%s (%s of %s)", percent(c.Share), number(c.Count), number(c.Of)), "The share of a catch-all kind. Nothing was changed for it."})
	}
	if r.FirstDate != "" {
		p.Figures = append(p.Figures, figure{"Dates", civilDay(r.FirstDate) + " to " + civilDay(r.LastDate), ""})
	}
	p.Figures = append(p.Figures, figure{"Source", r.Source, "Use the same name next time, so that reports are known again."}, figure{"Kind of file", r.Profile, ""})
	p.people(r)
	if r.AlreadyIn == 0 && 5*r.Rejected > r.Rows {
		p.Warning = fmt.Sprintf("%s of the rows could not be used. See why below before you rely on this import.", upperFirst(percent(float64(r.Rejected)/float64(r.Rows))))
	}
	p.words(r)
	p.rejected(r.Rejected, r.Reasons, faults, len(r.Formats) > 1)
	if day, err := hotspot.ParseDay(r.LastDate); err == nil && r.Accepted > 0 {
		// Whole months: a window may not cut one where reports come by the month.
		p.MapHref = "/map?from=" + (day - 60).MonthStart().String() + "&to=" + day.MonthEnd().String()
	}
}

// people says what of people was left out.
func (p *reportView) people(r *intake.Report) {
	if len(r.RefusedColumns) > 0 {
		p.Said = append(p.Said, "Stripped and not kept: "+strings.Join(r.RefusedColumns, ", ")+".")
	}
	if len(r.DroppedText) > 0 {
		p.Said = append(p.Said, "Free text is not kept: "+strings.Join(r.DroppedText, ", ")+".")
	}
	if r.Scrubbed > 0 {
		p.Said = append(p.Said, fmt.Sprintf("%s blanked, because it told who somebody is.", plural(r.Scrubbed, "place in words was", "places in words were")))
	}
	if r.Unmatched > 0 {
		p.Said = append(p.Said, fmt.Sprintf("%s to reports that are not here. They are among the rejected: bring the reports in, then this file again.", plural(r.Unmatched, "outcome belongs", "outcomes belong")))
	}
}

// words lists what was read otherwise than it was written.
func (p *reportView) words(r *intake.Report) {
	add := func(title, words, second string, rows []labelRow) {
		if len(rows) > 0 {
			p.Labels = append(p.Labels, labelTable{title, words, second, rows})
		}
	}
	var odd []labelRow
	for _, words := range slices.Sorted(maps.Keys(r.Flags)) {
		odd = append(odd, labelRow{Label: upperFirst(words), Count: r.Flags[words]})
	}
	slices.SortStableFunc(odd, func(a, b labelRow) int { return cmp.Compare(b.Count, a.Count) })
	add("Odd, and brought in all the same", "Look at them before you rely on a place that has many.", "", odd)
	more := ""
	if n := r.UnmappedLabels - len(r.Unmapped); n > 0 {
		more = fmt.Sprintf(" And %d more.", n)
	}
	add("Kinds that were not known", "Each was kept as a kind of its own. Nothing was dropped."+more, "", labelRows(r.Unmapped))
	var recoded []labelRow
	for _, c := range r.Recoded {
		recoded = append(recoded, labelRow{c.Label, labelOf(c.Category), c.Count})
	}
	add("Read under another name", "What the file says is kept with each report.", "Read as", recoded)
	add("Kinds of place that were not known", "These reports came in without a kind of place.", "", labelRows(r.UnknownSettings))
}

// lookup are the figures of a list of places.
func (p *reportView) lookup(r *intake.LookupReport) {
	p.Lead = fmt.Sprintf("%s read: %s can be looked up now.", plural(r.Rows, "row", "rows"), number(r.Accepted))
	p.Figures = []figure{{"List", lookupNames[r.Kind], "It took the place of the one before."}, {"Rows read", number(r.Rows), ""}, {"Can be looked up", number(r.Accepted), ""},
		{"Came again", number(r.Duplicates), "The same key at the same place."}, {"Stand for two places", number(r.Ambiguous), "Not used: nobody can say which."},
		{"Too far away", number(r.Outside), "Further than 20 km from the areas here."}, {"Without a place", number(r.Unplaced), "The list does not say where."}, {"Rejected", number(r.Rejected), "Could not be used."}}
	p.rejected(r.Rejected, r.Reasons, r.Faults, len(r.Formats) > 1)
	p.Said = append(p.Said, "Reports that come in from now on are placed by it. Those that are in already stay as they are.")
}

func labelRows(counts []intake.LabelCount) []labelRow {
	var out []labelRow
	for _, c := range counts {
		out = append(out, labelRow{Label: c.Label, Count: c.Count})
	}
	return out
}

func (p *reportView) areas(r *intake.AreaReport, faults []*intake.Fault) {
	p.Lead = fmt.Sprintf("%s read: %s came in.", plural(r.Features, "area", "areas"), number(r.Accepted))
	p.Figures = []figure{{"Read", number(r.Features), ""}, {"Accepted", number(r.Accepted), ""}, {"Rejected", number(r.Rejected), "Could not be used."}}
	if r.CRS != "" {
		p.Figures = append(p.Figures, figure{"Coordinates", crsWords(r.CRS), ""})
	}
	for _, note := range r.Notes {
		p.Said = append(p.Said, stopped(note))
	}
	if len(r.NotKept) > 0 {
		p.Said = append(p.Said, "Columns that are no part of this layer were not kept: "+strings.Join(r.NotKept, ", ")+".")
	}
	p.rejected(r.Rejected, r.Reasons, faults, false)
	p.MapHref = "/map"
}

func (p *reportView) streets(r *street.Stats) {
	p.Lead = fmt.Sprintf("%s of streets and paths came in.", plural(int(r.LengthKm+0.5), "kilometre", "kilometres"))
	p.Figures = []figure{{"Streets and paths read", number(r.Ways), ""}, {"Kept for walking routes", decimal(r.LengthKm) + " km", "Pieces that hang together."}}
	p.MapHref = "/map"
}

// counts are the figures of an import that left no report.
func (p *reportView) counts(b data.BatchInfo) {
	p.Lead = fmt.Sprintf("%s read: %s came in.", plural(b.Rows, "row", "rows"), number(b.Accepted))
	p.Figures = []figure{{"Rows read", number(b.Rows), ""}, {"Accepted", number(b.Accepted), ""}, {"Duplicates", number(b.Duplicates), "Updated: " + number(b.Updated) + "."},
		{"Rejected", number(b.Rejected), ""}, {"Withdrawn", number(b.Withdrawn), ""}, {"Without a place", number(b.Unlocated), ""}, {"Source", orElse(b.Source, "–"), ""}}
	p.Said = []string{"Of this import only the counts were kept."}
}

// firstFaults is how many rejected rows a page shows.
const firstFaults = 5

func (p *reportView) rejected(n int, reasons map[string]int, faults []*intake.Fault, many bool) {
	p.Rejected = n
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		p.Reasons = append(p.Reasons, reasonRow{upperFirst(reason), reasons[reason]})
	}
	slices.SortStableFunc(p.Reasons, func(a, b reasonRow) int { return cmp.Compare(b.Count, a.Count) })
	for _, f := range faults[:min(len(faults), firstFaults)] {
		p.Faults = append(p.Faults, told(f, many))
	}
}
