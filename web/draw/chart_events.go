package draw

import (
	"strconv"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

// Happening is a kind of event and when it was, for a strip of its own under a chart of
// months.
type Happening struct {
	Name string // "Home match, Wendmouth Park"
	Days []hotspot.Window
}

const (
	stripMM   = 8.4 // height of one event's strip: its name, then its marks
	leastBand = 3   // days: what was shorter is a line, or it could not be seen
)

// happenings draws one strip an event under the months, from y downwards: a line for
// each day, a band for what lasted, on the months' own scale. Events outside the months
// are left out.
func (d *Drawing) happenings(list []Happening, months []hotspot.TrendMonth, plot Rect, y float64) {
	at := monthScale(months, plot)
	if at == nil {
		return
	}
	for _, h := range list {
		shown := make([]hotspot.Window, 0, len(h.Days))
		for _, w := range h.Days {
			if at(w.To+1) > plot.X && at(w.From) < plot.Right() {
				shown = append(shown, w)
			}
		}
		words := h.Name + ": " + strconv.Itoa(len(shown))
		d.Text(Text{At: orb.Point{plot.X, y + 3.2}, S: Fit(words, Bold, axisSize, plot.W), Face: Bold, Size: axisSize, Colour: symbolColours["event"]})
		d.Line(orb.LineString{{plot.X, y + 7.4}, {plot.Right(), y + 7.4}}, Stroke{Width: 0.15, Colour: 0xb1b4b6})
		d.Group(words, "", func() {
			for _, w := range shown {
				from, to := max(at(w.From), plot.X), min(at(w.To+1), plot.Right())
				d.happening(Rect{from, y + 4.4, to - from, 3}, w.Days() >= leastBand)
			}
		})
		y += stripMM
	}
}

// happening is a band, or a line in its middle.
func (d *Drawing) happening(r Rect, band bool) {
	colour := symbolColours["event"]
	if band {
		d.Rect(r, Stroke{Width: 0.2, Colour: colour}, Fill{Colour: colour, Opacity: 0.25})
		return
	}
	x := r.X + r.W/2
	d.Line(orb.LineString{{x, r.Y}, {x, r.Bottom()}}, Stroke{Width: 0.4, Colour: colour})
}

// monthScale is where a day stands on the axis of months; nil without months that can
// be read.
func monthScale(months []hotspot.TrendMonth, plot Rect) func(hotspot.Day) float64 {
	if len(months) == 0 {
		return nil
	}
	t, err := time.Parse("2006-01", months[0].Month)
	if err != nil {
		return nil
	}
	first, slot := t.Year()*12+int(t.Month()), plot.W/float64(len(months))
	return func(day hotspot.Day) float64 {
		m := day.Time()
		part := float64(m.Day()-1) / float64(day.MonthEnd()-day.MonthStart()+1)
		return plot.X + (float64(m.Year()*12+int(m.Month())-first)+part)*slot
	}
}
