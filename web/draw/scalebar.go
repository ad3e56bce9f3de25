package draw

import (
	"strconv"

	"github.com/paulmach/orb"
)

// barLengths are the lengths a scale bar may have, metres.
var barLengths = []float64{20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000}

// ScaleBar draws the longest bar that is no longer than width mm, with its left end
// at (x, y), and is the length of the bar on the ground in metres. Its figures stand
// below it.
func (d *Drawing) ScaleBar(f Frame, x, y, width float64) float64 {
	metres := barLengths[0]
	for _, m := range barLengths {
		if f.MM(m) <= width {
			metres = m
		}
	}
	w := f.MM(metres)
	thin := Stroke{Width: 0.3, Colour: Ink}
	d.Rect(Rect{x, y, w, 1.2}, thin, Solid(White))
	d.Rect(Rect{x, y, w / 2, 1.2}, thin, Solid(Ink))
	const size = 7
	below := y + 1.2 + 2.6
	d.Text(Text{At: orb.Point{x, below}, S: "0", Size: size, Colour: Ink})
	unit, shown := " m", metres
	if metres >= 1000 {
		unit, shown = " km", metres/1000
	}
	d.Text(Text{At: orb.Point{x + w, below}, S: strconv.FormatFloat(shown, 'f', -1, 64) + unit, Size: size, Align: Centre, Colour: Ink})
	if half := strconv.FormatFloat(shown/2, 'f', -1, 64); w > 20 {
		d.Text(Text{At: orb.Point{x + w/2, below}, S: half, Size: size, Align: Centre, Colour: Ink})
	}
	return metres
}

// NorthArrow draws an arrow to north, height mm high, with the tip at the top.
func (d *Drawing) NorthArrow(x, y, height float64) {
	w := height * 0.22
	d.Polygon([]orb.Ring{{{x, y}, {x + w, y + height*0.6}, {x, y + height*0.48}, {x - w, y + height*0.6}}}, Stroke{Width: 0.2, Colour: Ink}, Solid(Ink))
	d.Text(Text{At: orb.Point{x, y + height}, S: "N", Face: Bold, Size: height * 0.42 * pointsPerMM, Align: Centre, Colour: Ink})
}
