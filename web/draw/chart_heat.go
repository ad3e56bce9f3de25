package draw

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

var weekdays = [7]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// Heat draws the hours of the week as a table of 7 x 24: the darker, the more
// reports, with the rounded number in each hour that has one. Row 0 is Monday.
func Heat(title string, hours hotspot.Hours) *Drawing {
	const cell, left, top = 6.9, 13.0, 12.5
	d := New(Page{left + 24*cell + 1, top + 7*cell + 13}, title)
	most := 0.0
	for _, row := range hours {
		for _, v := range row {
			if !d.finite(v) {
				return d
			}
			most = max(most, v)
		}
	}
	d.Desc = "A table of the seven days and 24 hours: the darker, the more reports began in that hour."
	d.Text(Text{At: orb.Point{0, 4}, S: "Reports by day and hour they began", Face: Bold, Size: 9, Colour: Ink})
	for h := 0; h < 24; h += 3 {
		x := left + float64(h)*cell
		d.Line(orb.LineString{{x, top - 1.6}, {x, top}}, Stroke{Width: 0.2, Colour: Secondary})
		d.Text(Text{At: orb.Point{x + 0.6, top - 1}, S: fmt.Sprintf("%02d:00", h), Size: axisSize, Colour: Ink})
	}
	for i, row := range hours {
		y := top + float64(i)*cell
		d.Text(Text{At: orb.Point{left - 1.5, y + cell*0.62}, S: weekdays[i], Size: axisSize, Align: Right, Colour: Ink})
		for h, v := range row {
			d.heatCell(Rect{left + float64(h)*cell, y, cell, cell}, v, heatStep(v, most))
		}
	}
	d.Rect(Rect{left, top, 24 * cell, 7 * cell}, Stroke{Width: 0.3, Colour: Secondary}, Fill{})
	d.heatKey(orb.Point{left, top + 7*cell + 3}, most)
	return d
}

// heatStep is the shade of a value: 0 for under a tenth of a report, else 1 to 5 by
// equal parts of the most.
func heatStep(v, most float64) int {
	if v < 0.1 || most <= 0 {
		return 0
	}
	return min(int(math.Ceil(v/most*5)), 5)
}

func (d *Drawing) heatCell(r Rect, v float64, step int) {
	fill, ink := Solid(White), Ink
	if step > 0 {
		fill = stepFill(step - 1)
		fill.Opacity = 1
	}
	if step > 3 {
		ink = White
	}
	d.Rect(r, Stroke{Width: 0.2, Colour: White}, fill)
	if n := math.Round(v); n >= 1 {
		words := strconv.FormatFloat(n, 'f', 0, 64)
		size := 7.5
		for size > 4 && Measure(words, Regular, size) > r.W-0.8 {
			size -= 0.5
		}
		d.Text(Text{At: orb.Point{r.X + r.W/2, r.Y + r.H/2 + capHeight(Regular, size)/2}, S: words, Size: size, Align: Centre, Colour: ink})
	}
}

// heatKey prints the limits of the five shades.
func (d *Drawing) heatKey(at orb.Point, most float64) {
	x := at[0]
	for i := range 5 {
		fill := stepFill(i)
		fill.Opacity = 1
		d.Rect(Rect{x, at[1], 6, 3.2}, Stroke{Width: 0.1, Colour: Secondary}, fill)
		limit, decimals := most*float64(i+1)/5, 1
		if most >= 10 {
			decimals = 0
		}
		words := "up to " + strconv.FormatFloat(limit, 'f', decimals, 64)
		d.Text(Text{At: orb.Point{x + 7.2, at[1] + 2.6}, S: words, Size: axisSize, Colour: Ink})
		x += 12 + Measure(words, Regular, axisSize)
	}
}
