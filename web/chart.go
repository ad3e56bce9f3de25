package web

import (
	"fmt"

	"hexbeat/hotspot"
)

// chart is a column a month, ready to be written as SVG. It repeats the table
// beside it and adds nothing.
type chart struct {
	Width, Height float64
	Columns       []column
	Labels        []chartLabel
	Top           string // the highest count, at the scale's upper end
	Words         string
}

type column struct {
	X, Y, W, H float64
	Fill       string
	Title      string
}

type chartLabel struct {
	X    float64
	Text string
}

func newChart(months []hotspot.TrendMonth) chart {
	const step, height, left, base = 18.0, 180.0, 48.0, 160.0
	c := chart{Width: left + step*float64(len(months)) + 10, Height: height}
	top := 1
	for _, m := range months {
		top = max(top, m.Count)
	}
	c.Top = number(top)
	for i, m := range months {
		x := left + step*float64(i)
		h := (base - 14) * float64(m.Count) / float64(top)
		col := column{X: x, Y: base - h, W: step - 4, H: h, Fill: "#12436d", Title: monthWords(m.Month) + ": " + number(m.Count)}
		switch m.State {
		case hotspot.Missing:
			col.Y, col.H, col.Fill, col.Title = base-6, 6, "#b1b4b6", monthWords(m.Month)+": not supplied"
		case hotspot.Provisional, hotspot.Part:
			col.Fill = "#6d8fad"
			col.Title += ", not the whole month"
		}
		c.Columns = append(c.Columns, col)
		if i%6 == 0 {
			c.Labels = append(c.Labels, chartLabel{x, shortMonth(m.Month)})
		}
	}
	c.Words = fmt.Sprintf("Columns of reports by month, at most %s. The table below holds the numbers.", c.Top)
	return c
}
