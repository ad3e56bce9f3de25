package draw

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/patrol/briefing"
)

// shiftCounts are the boxes for the shift as a whole: counts, never names.
var shiftCounts = []string{"spoken to", "moved on", "penalties", "arrests"}

// footColumns are the three columns under the map and the stops.
func footColumns(s briefing.Sheet) [3]column {
	var base, who, notes column
	if s.Base.Name != "" {
		base = append(base, para{label: "Base:", text: s.Base.Name})
	}
	if len(s.Stops) > 0 {
		base = append(base, para{label: "Back to base:", text: fmt.Sprintf("%d min from the last stop", s.ReturnMin), gap: 0.5})
	}
	if s.Break != "" {
		base = append(base, para{label: "Break:", text: s.Break, gap: 0.5})
	}
	if s.Diverted != "" {
		who = append(who, para{label: "If diverted:", text: s.Diverted})
	}
	for i, c := range s.Contacts {
		p := para{text: c, gap: 0.3}
		if i == 0 {
			p.label, p.gap = "Contacts:", 0.8
		}
		who = append(who, p)
	}
	for i, n := range s.Notes {
		p := para{text: n, gap: 0.4}
		if i == 0 {
			p.label = map[bool]string{true: "Note:", false: "Notes:"}[len(s.Notes) == 1]
		}
		notes = append(notes, p)
	}
	return [3]column{base, who, notes}
}

const (
	footGap      = 5.0                     // between columns, mm
	footWidth    = (192.0 - 2*footGap) / 3 // of a column
	countsHeight = 11.0                    // of the boxes for counts
)

// footHeight is what the three columns need at an easy size, within bounds.
func footHeight(s briefing.Sheet) float64 {
	const easy, least, most = 8.5, 24, 36
	need := 0.0
	for i, c := range footColumns(s) {
		sum := 1.2
		if i == 0 {
			sum += countsHeight
		}
		for _, p := range c {
			sum += p.height(easy, len(p.lines(easy, footWidth, -1)))
		}
		need = max(need, sum)
	}
	return min(max(need, least), most)
}

// sheetFoot draws base, contacts and notes in three columns, then where the figures
// come from and where the sheet goes.
func (d *Drawing) sheetFoot(s briefing.Sheet, l sheetLayout) {
	r := l.foot
	d.Line(orb.LineString{{r.X, r.Y - 1}, {r.Right(), r.Y - 1}}, Stroke{Width: 0.6, Colour: Ink})
	cols := footColumns(s)
	const gap, width = footGap, footWidth
	room := [3]float64{r.H - countsHeight - 1, r.H - 1, r.H - 1}
	body := 9.0
	for ; body > sheetFloor; body -= 0.5 {
		if fitsAll(cols, body, width, room) {
			break
		}
	}
	for i, c := range cols {
		x := r.X + float64(i)*(width+gap)
		c.draw(d, x, r.Y+0.6, width, body, c.cutLines(body, width, room[i]))
		if i > 0 {
			d.Line(orb.LineString{{x - gap/2, r.Y + 1}, {x - gap/2, r.Bottom() - 1}}, Stroke{Width: 0.2, Colour: 0x8a8a8a})
		}
	}
	d.countBoxes(Rect{r.X, r.Bottom() - countsHeight, width, countsHeight})
	d.sheetSource(s, l.source)
}

func fitsAll(cols [3]column, body, width float64, room [3]float64) bool {
	for i, c := range cols {
		if _, ok := c.fitLines(body, width, room[i]); !ok {
			return false
		}
	}
	return true
}

// countBoxes draws a box per count of the shift, its word above it.
func (d *Drawing) countBoxes(r Rect) {
	w := r.W / float64(len(shiftCounts))
	for i, words := range shiftCounts {
		x := r.X + float64(i)*w
		d.Text(Text{At: orb.Point{x, r.Y + 3}, S: words, Size: sheetFloor, Colour: Ink})
		d.Rect(Rect{x, r.Y + 4.2, w - 3, 6}, Stroke{Width: 0.3, Colour: Ink}, Solid(White))
	}
}

// sheetSource prints snapshot, data-to and where to return the sheet.
func (d *Drawing) sheetSource(s briefing.Sheet, r Rect) {
	d.Line(orb.LineString{{r.X, r.Y - 0.4}, {r.Right(), r.Y - 0.4}}, Stroke{Width: 0.2, Colour: 0x8a8a8a})
	var parts []string
	if s.DataTo != "" {
		parts = append(parts, "Data to "+s.DataTo)
	}
	if s.Snapshot != "" {
		parts = append(parts, "snapshot "+s.Snapshot)
	}
	d.Text(Text{At: orb.Point{r.X, r.Y + 2.6}, S: Fit(strings.Join(parts, ", "), Regular, sheetFloor, r.W), Size: sheetFloor, Colour: Ink})
	d.Text(Text{At: orb.Point{r.X, r.Y + 6}, S: Fit(returnWords(s.ReturnTo), Bold, 7.5, r.W), Face: Bold, Size: 7.5, Colour: Ink})
}

// returnWords make "Return to ..." of a bare place.
func returnWords(to string) string {
	if to == "" || strings.HasPrefix(strings.ToLower(to), "return") {
		return to
	}
	return "Return to " + to
}
