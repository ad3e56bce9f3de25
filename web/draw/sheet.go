package draw

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/patrol/briefing"
)

// sheetFloor is the smallest type on a sheet, points: what can be read under a
// street lamp.
const sheetFloor = 7

// sheetLayout is where the parts of a sheet lie. Every text of a sheet lies in one
// of them.
type sheetLayout struct {
	top, header, mapFrame, key, stops, foot, source, bottom Rect
}

// layoutSheet divides the page: the more stops, the wider their column, and the foot
// as high as it needs.
func layoutSheet(stops int, foot float64) sheetLayout {
	const left, width, gap = 9.0, 192.0, 4.0
	column := 64.0
	switch {
	case stops > 12:
		column = 76
	case stops > 8:
		column = 71
	}
	const bodyTop, footBottom = 32.0, 277.5
	bodyBottom := footBottom - foot - 2.5
	mapWidth := width - column - gap
	return sheetLayout{
		top:      Rect{left, 6, width, 6},
		header:   Rect{left, 12.5, width, 17},
		mapFrame: Rect{left, bodyTop, mapWidth, bodyBottom - bodyTop - 12},
		key:      Rect{left, bodyBottom - 11.3, mapWidth, 11.3},
		stops:    Rect{left + mapWidth + gap, bodyTop, column, bodyBottom - bodyTop},
		foot:     Rect{left, footBottom - foot, width, foot},
		source:   Rect{left, 278.5, width, 7},
		bottom:   Rect{left, 286, width, 5.5},
	}
}

// Sheet draws what one team carries on one shift: one A4 side, upright, black on
// white. It always fits: type shrinks in steps to 7 points, then sentences are cut
// at a word with an ellipsis. Orders are those in force on the sheet's date.
// Errors: ErrNoGround for a stop that is not on the globe, ErrNotFinite.
func Sheet(s briefing.Sheet, base Base) (*Drawing, error) {
	d := New(A4Portrait, sheetTitle(s))
	d.Desc = sheetDesc(s)
	if on, err := sheetDay(s); err == nil {
		d.Created, base.On = on, on
	}
	l := layoutSheet(len(s.Stops), footHeight(s))
	d.sheetMarking(s, l)
	d.sheetHeader(s, l.header)
	if err := d.sheetMap(s, base, l); err != nil {
		return nil, err
	}
	d.sheetStops(s.Stops, l.stops)
	d.sheetFoot(s, l)
	return d, d.err
}

// sheetDay is the date that a sheet prints.
func sheetDay(s briefing.Sheet) (time.Time, error) {
	return time.Parse("Monday 2 January 2006", s.Date)
}

// SheetsPDF writes one page a sheet, in the order given. Errors: as Sheet, and
// ErrNoPages for no sheets.
func SheetsPDF(w io.Writer, sheets []briefing.Sheet, base Base) error {
	pages, title := make([]*Drawing, len(sheets)), "Patrol sheets"
	for i, s := range sheets {
		d, err := Sheet(s, base)
		if err != nil {
			return fmt.Errorf("sheet %d: %w", i+1, err)
		}
		pages[i], title = d, "Patrol sheets, "+s.Operation
	}
	if len(pages) == 1 {
		title = pages[0].Title
	}
	return PDFPages(w, title, pages...)
}

func sheetTitle(s briefing.Sheet) string {
	title := "Patrol sheet"
	for _, part := range []string{s.Team, s.Date, s.Shift} {
		if part != "" {
			title += ", " + part
		}
	}
	return title
}

func sheetDesc(s briefing.Sheet) string {
	return s.Operation + ": " + countStops(len(s.Stops)) + ", with a map of the walk and the times of each stop."
}

func countStops(n int) string {
	if n == 1 {
		return "1 stop"
	}
	return strconv.Itoa(n) + " stops"
}

// sheetMarking prints the marking at the top and the foot, and says of an invented
// borough that it is one.
func (d *Drawing) sheetMarking(s briefing.Sheet, l sheetLayout) {
	for _, r := range []Rect{l.top, l.bottom} {
		mid := orb.Point{r.X + r.W/2, r.Y + 4}
		d.Text(Text{At: mid, S: Fit(s.Marking, Bold, 10, r.W*0.45), Face: Bold, Size: 10, Align: Centre, Colour: Ink})
		if s.Sample {
			d.Text(Text{At: orb.Point{r.Right(), mid[1]}, S: "Invented sample, not a real place", Face: Italic, Size: 7.5, Align: Right, Colour: Ink})
		}
	}
	d.Text(Text{At: orb.Point{l.top.X, l.top.Y + 4}, S: "Patrol sheet", Size: 8, Colour: Ink})
	if s.PageID != "" {
		d.Text(Text{At: orb.Point{l.bottom.X, l.bottom.Y + 4}, S: Fit("Page "+s.PageID, Regular, 7.5, 50), Size: 7.5, Colour: Ink})
	}
}

// sheetHeader says who and when in the largest type of the page.
func (d *Drawing) sheetHeader(s briefing.Sheet, r Rect) {
	d.Line(orb.LineString{{r.X, r.Y}, {r.Right(), r.Y}}, Stroke{Width: 0.6, Colour: Ink})
	line := func(y float64, left, right string, size float64, face Face) {
		both := func(size float64) float64 {
			return Measure(clean(left), face, size) + Measure(clean(right), face, size)
		}
		for least := size * 0.75; size > least && both(size) > r.W-6; {
			size -= 0.5
		}
		if both(size) > r.W-6 {
			left = Fit(left, face, size, max(r.W/2-3, r.W-6-Measure(clean(right), face, size)))
			right = Fit(right, face, size, max(r.W/2-3, r.W-6-Measure(left, face, size)))
		}
		d.Text(Text{At: orb.Point{r.X, y}, S: left, Face: face, Size: size, Colour: Ink})
		d.Text(Text{At: orb.Point{r.Right(), y}, S: right, Face: face, Size: size, Align: Right, Colour: Ink})
	}
	line(r.Y+7.2, s.Team, strings.ReplaceAll(s.Shift, "-", "–"), 17, Bold)
	line(r.Y+13.6, joinCommas(s.Operation, countStops(len(s.Stops))), s.Date, 11, Regular)
	d.Line(orb.LineString{{r.X, r.Bottom()}, {r.Right(), r.Bottom()}}, Stroke{Width: 0.6, Colour: Ink})
}

// joinCommas joins what is not empty.
func joinCommas(parts ...string) string {
	out := ""
	for _, p := range parts {
		if p == "" {
			continue
		}
		if out != "" {
			out += ", "
		}
		out += p
	}
	return out
}
