package web

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/geo"
	"hexbeat/hotspot"
	"hexbeat/web/draw"
)

type analysisPage struct {
	Ask        askBar
	Lead       string
	Notes      []string
	When       *whenPart
	Trend      *trendPart
	Wards      []shareRow
	Categories []shareRow
	Query      string
}

// whenPart is the reports by weekday and three-hour band.
type whenPart struct {
	Sentence string
	Bands    []string
	Days     []bandRow
	Timed    bool
	Picture  template.HTML // drawn by web/draw: hour by hour
}

type bandRow struct {
	Day   string
	Cells []bandCell
}

type bandCell struct {
	Words string
	Step  int // 0 to 5, for the shade
}

type trendPart struct {
	Sentence string
	Months   []trendRow
	Chart    template.HTML // drawn by web/draw, which escapes its own text
}

type trendRow struct {
	Month, Count string
	Note         string
}

type shareRow struct{ Name, Count, Share string }

// trendMonths is how many months the trend goes back: three years and the month in
// hand, so that the same month stands in it three times.
const trendMonths = 37

// analysis answers GET /analysis?QUESTION.
func (s *Server) analysis(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	f := s.facts.of(snap)
	q, err := askPage(c.QueryParams(), f)
	if err != nil {
		return err
	}
	page := analysisPage{Ask: newAskBar("/analysis", q, f), Query: canonical(q).Encode()}
	if snap.Len() == 0 {
		page.Lead = "Nothing has been imported yet, so there is nothing to count."
		return s.page(c, http.StatusOK, "analysis", "Analysis", "Analysis", snap, page)
	}
	clock, err := hotspot.Clock(snap, q)
	if err != nil {
		return err
	}
	page.Notes = notes(clock.Meta)
	if page.When, err = newWhen(clock); err != nil {
		return err
	}
	page.Lead = upperFirst(page.Ask.Words) + ": " + plural(clock.Timed+clock.Untimed, "report", "reports") + "."
	if page.Trend, err = newTrend(snap, q, f); err != nil {
		return err
	}
	if err := page.shares(ctx, snap, q); err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "analysis", "Analysis", "Analysis", snap, page)
}

// newWhen says first when most reports come, or that nobody knows.
func newWhen(r *hotspot.ClockResult) (*whenPart, error) {
	w := &whenPart{Timed: r.Timed > 0}
	all := r.Timed + r.Untimed
	switch {
	case all == 0:
		w.Sentence = "There are no reports."
		return w, nil
	case r.Timed == 0:
		w.Sentence = "The times are not known: the source gives the month or the day only for all " + plural(all, "report", "reports") + "."
		return w, nil
	}
	w.Sentence = "Peak: " + r.Peak + "."
	if r.Peak == hotspot.NoClearPeak {
		w.Sentence = "There is no clear peak."
	}
	if r.Untimed > 0 {
		w.Sentence += fmt.Sprintf(" The time is not known for %s (%s); they are left out here.",
			plural(r.Untimed, "report", "reports"), percent(float64(r.Untimed)/float64(all)))
	}
	top := 0.0
	for _, day := range r.Bands {
		top = max(top, slices.Max(day[:]))
	}
	for b := range 8 {
		w.Bands = append(w.Bands, fmt.Sprintf("%02d:00–%02d:59", 3*b, 3*b+2))
	}
	for d, name := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		row := bandRow{Day: name}
		for _, n := range r.Bands[d] {
			row.Cells = append(row.Cells, bandCell{decimal(n), shadeStep(n, top)})
		}
		w.Days = append(w.Days, row)
	}
	var err error
	w.Picture, err = picture(draw.Heat("Reports by day and hour", r.Hours))
	return w, err
}

// picture is a drawing as an element of the page.
func picture(d *draw.Drawing) (template.HTML, error) {
	var b bytes.Buffer
	if err := d.SVG(&b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

// shadeStep is 0 for nothing, else 1 to 5 in fifths of the highest.
func shadeStep(n, top float64) int {
	if n <= 0 || top <= 0 {
		return 0
	}
	return min(5, 1+int(5*n/top))
}

// newTrend counts by month up to the end of the question's window.
func newTrend(snap *hotspot.Snapshot, q hotspot.Question, f *facts) (*trendPart, error) {
	end := q.Window.To.MonthEnd()
	t := end.Time()
	from := hotspot.Date(t.Year(), t.Month()-trendMonths+1, 1)
	q.Window = hotspot.Window{From: min(max(from, f.first.MonthStart()), end.MonthStart()), To: end}
	r, err := hotspot.Trend(snap, q)
	if err != nil {
		return nil, err
	}
	p := &trendPart{Sentence: trendWords(r.Months)}
	if p.Chart, err = picture(draw.Bars("Reports by month", r.Months)); err != nil {
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

// shares count the reports by ward and by category.
func (p *analysisPage) shares(ctx context.Context, snap *hotspot.Snapshot, q hotspot.Question) error {
	rows, err := hotspot.Matching(snap, q)
	if err != nil {
		return err
	}
	byWard, byCategory := map[string]int{}, map[string]int{}
	wards := snap.PartitionAt(geo.Ward, q.Window.To)
	for _, i := range slices.Concat(rows.Located, rows.Unlocated) {
		byCategory[snap.Categories[snap.Category[i]].Label]++
		byWard[wardOf(snap, wards, i)]++
	}
	total := len(rows.Located) + len(rows.Unlocated)
	p.Categories = shareRows(byCategory, total)
	if wards != nil {
		p.Wards = shareRows(byWard, total)
	}
	return ctx.Err()
}

func wardOf(snap *hotspot.Snapshot, wards *hotspot.Partition, i int32) string {
	place := snap.PlaceOf[i]
	switch {
	case place < 0:
		return "No place known"
	case wards == nil || wards.Of[place] < 0:
		return "Outside every ward"
	}
	w := wards.Areas[wards.Of[place]]
	return orElse(w.Name, w.Code)
}

// shareRows are counts with their share of all, the largest first.
func shareRows(counts map[string]int, total int) []shareRow {
	names := make([]string, 0, len(counts))
	for n := range counts {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	out := make([]shareRow, len(names))
	for i, n := range names {
		out[i] = shareRow{n, number(counts[n]), percent(float64(counts[n]) / float64(total))}
	}
	return out
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
