package web

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"

	"hexbeat/hotspot"
	"hexbeat/web/draw"
)

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
