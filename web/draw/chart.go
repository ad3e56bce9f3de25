package draw

import (
	"math"
	"strconv"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

const axisSize = 8 // points

// Bars draws reports a month as bars with both axes labelled. A month that is still
// filling, or only partly in the window, is hatched; a missing one has a dotted
// outline and no bar, because missing is not nought. Events stand in strips below, each
// with its name.
func Bars(title string, months []hotspot.TrendMonth, events ...Happening) *Drawing {
	const page, height = 180.0, 78.0
	d := New(Page{page, height + stripMM*float64(len(events))}, title)
	plot := Rect{15, 9, page - 17, height - 24}
	most := 0
	for _, m := range months {
		most = max(most, m.Count)
	}
	gap, top := niceStep(float64(most))
	d.Desc = barsDesc(months)
	d.Text(Text{At: orb.Point{0, 4.5}, S: "Reports a month", Face: Bold, Size: 9, Colour: Ink})
	for v := 0.0; v <= top+gap/2; v += gap {
		y := plot.Bottom() - v/top*plot.H
		d.Line(orb.LineString{{plot.X, y}, {plot.Right(), y}}, Stroke{Width: 0.15, Colour: 0xb1b4b6})
		d.Text(Text{At: orb.Point{plot.X - 1.5, y + 1}, S: strconv.FormatFloat(v, 'f', -1, 64), Size: axisSize, Align: Right, Colour: Secondary})
	}
	slot := plot.W / float64(max(len(months), 1))
	seen := map[hotspot.MonthState]bool{}
	for i, m := range months {
		seen[m.State] = true
		r := Rect{plot.X + (float64(i)+0.12)*slot, 0, slot * 0.76, float64(m.Count) / top * plot.H}
		r.Y = plot.Bottom() - r.H
		if m.State == hotspot.Missing {
			r.Y, r.H = plot.Y, plot.H
		}
		d.Group(monthWords(m.Month)+": "+barWords(m), "", func() { d.Rect(r, barLook(m.State).stroke, barLook(m.State).fill) })
	}
	d.Line(orb.LineString{{plot.X, plot.Bottom()}, {plot.Right(), plot.Bottom()}}, Stroke{Width: 0.4, Colour: Ink})
	d.monthAxis(months, plot, slot)
	d.barsKey(seen, plot.X, height-2.6)
	d.happenings(events, months, plot, height)
	return d
}

type barStyle struct {
	stroke Stroke
	fill   Fill
	words  string
}

func barLook(state hotspot.MonthState) barStyle {
	edge := Stroke{Width: 0.25, Colour: CellBlue}
	hatched := Fill{Colour: CellBlue, Opacity: 0.15, Pattern: Pattern{Kind: Diagonal, Spacing: 1.2, Width: 0.25, Colour: CellBlue}}
	switch state {
	case hotspot.Missing:
		return barStyle{Stroke{Width: 0.25, Colour: Secondary, Dash: []float64{0.6, 0.9}}, Fill{}, "no data: not nought"}
	case hotspot.Provisional:
		return barStyle{edge, hatched, "still filling"}
	case hotspot.Part:
		return barStyle{edge, hatched, "part of the month"}
	}
	return barStyle{edge, Solid(CellBlue), "complete"}
}

// barsKey says what hatching and dots mean, where there are any.
func (d *Drawing) barsKey(seen map[hotspot.MonthState]bool, x, y float64) {
	for _, state := range []hotspot.MonthState{hotspot.Provisional, hotspot.Part, hotspot.Missing} {
		if look := barLook(state); seen[state] {
			d.Rect(Rect{x, y - 2.4, 5, 2.8}, look.stroke, look.fill)
			d.Text(Text{At: orb.Point{x + 6.5, y}, S: look.words, Size: axisSize, Colour: Ink})
			x += 12 + Measure(look.words, Regular, axisSize)
		}
	}
}

// monthAxis labels months as closely as their names fit, and years under them.
func (d *Drawing) monthAxis(months []hotspot.TrendMonth, plot Rect, slot float64) {
	every := 1
	for float64(every)*slot < Measure("May ", Regular, axisSize)+1 && every < 12 {
		every = map[int]int{1: 2, 2: 3, 3: 6, 6: 12}[every]
	}
	lastYear, lastX := 0, -100.0
	for i, m := range months {
		t, err := time.Parse("2006-01", m.Month)
		if err != nil {
			continue
		}
		x := plot.X + (float64(i)+0.5)*slot
		if (int(t.Month())-1)%every == 0 && every < 12 {
			d.Text(Text{At: orb.Point{x, plot.Bottom() + 3.8}, S: t.Format("Jan"), Size: axisSize, Align: Centre, Colour: Ink})
		}
		if t.Year() != lastYear && x-lastX > 10 {
			lastYear, lastX = t.Year(), x
			left := plot.X + float64(i)*slot
			d.Line(orb.LineString{{left, plot.Bottom() + 4.8}, {left, plot.Bottom() + 8}}, Stroke{Width: 0.2, Colour: Secondary})
			d.Text(Text{At: orb.Point{left + 1, plot.Bottom() + 7.6}, S: t.Format("2006"), Face: Bold, Size: axisSize, Colour: Ink})
		}
	}
}

func monthWords(month string) string {
	if t, err := time.Parse("2006-01", month); err == nil {
		return t.Format("January 2006")
	}
	return month
}

func barWords(m hotspot.TrendMonth) string {
	words := strconv.Itoa(m.Count) + " reports"
	switch look := barLook(m.State); m.State {
	case hotspot.Missing:
		return look.words
	case hotspot.Provisional, hotspot.Part:
		return words + ", " + look.words
	}
	return words
}

func barsDesc(months []hotspot.TrendMonth) string {
	if len(months) == 0 {
		return "No months."
	}
	return "Bars of reports a month from " + monthWords(months[0].Month) + " to " + monthWords(months[len(months)-1].Month) + "."
}

// niceStep is the distance of the lines of an axis, 1, 2 or 5 times a power of ten and
// at least 1, and the axis's upper end: four to six lines that reach most.
func niceStep(most float64) (gap, top float64) {
	gap = 1
	for i := 0; most/gap > 5; i++ {
		gap *= [3]float64{2, 2.5, 2}[i%3]
	}
	return gap, max(math.Ceil(most/gap), 1) * gap
}
