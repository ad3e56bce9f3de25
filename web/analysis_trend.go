package web

import (
	"fmt"
	"html/template"
	"slices"

	"hexbeat/data"
	"hexbeat/hotspot"
	"hexbeat/web/draw"
)

type trendPart struct {
	Sentence string
	Months   []trendRow
	Chart    template.HTML // drawn by web/draw, which escapes its own text
	Events   bool          // some are drawn
}

type trendRow struct {
	Month, Count string
	Note         string
	Events       string
}

// trendMonths is how many months the trend goes back: three years and the month in
// hand, so that the same month stands in it three times.
const trendMonths = 37

// newTrend counts by month up to the end of the question's window, and sets the events
// of those months beside them.
func newTrend(snap *hotspot.Snapshot, q hotspot.Question, f *facts, events []data.LayerFeature) (*trendPart, error) {
	end := q.Window.To.MonthEnd()
	t := end.Time()
	from := hotspot.Date(t.Year(), t.Month()-trendMonths+1, 1)
	q.Window = hotspot.Window{From: min(max(from, f.first.MonthStart()), end.MonthStart()), To: end}
	r, err := hotspot.Trend(snap, q)
	if err != nil {
		return nil, err
	}
	went := happenings(events, q.Window)
	p := &trendPart{Sentence: trendWords(r.Months), Events: len(went) > 0}
	if p.Chart, err = picture(draw.Bars("Reports by month", r.Months, went...)); err != nil {
		return nil, err
	}
	for _, m := range slices.Backward(r.Months) {
		row := trendRow{Month: monthWords(m.Month), Count: number(m.Count)}
		switch m.State {
		case hotspot.Missing:
			row.Count, row.Note = "–", "not supplied: not zero"
		case hotspot.Provisional:
			row.Note = "still filling"
		case hotspot.Part:
			row.Note = "part of the month"
		}
		if month, err := hotspot.ParseWindow(m.Month, m.Month); err == nil {
			row.Events = eventWords(went, month)
		}
		p.Months = append(p.Months, row)
	}
	return p, nil
}

// trendWords compare the last whole month with the same month a year before, in
// counts: percentages of small numbers mislead.
func trendWords(months []hotspot.TrendMonth) string {
	at := slices.IndexFunc(months, func(m hotspot.TrendMonth) bool { return m.State == hotspot.Complete })
	if at < 0 {
		return "There is no whole month to compare."
	}
	for i, m := range slices.Backward(months) {
		if m.State == hotspot.Complete {
			at = i
			break
		}
	}
	last := months[at]
	words := fmt.Sprintf("%s in %s", plural(last.Count, "report", "reports"), monthWords(last.Month))
	if at >= 12 && months[at-12].State == hotspot.Complete {
		return words + fmt.Sprintf(", %s in the same month a year before.", number(months[at-12].Count))
	}
	return words + ", the last whole month."
}
