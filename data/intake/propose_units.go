package intake

import (
	"strings"

	"hexbeat/data/intake/internal/crs"
)

// box is where the numbers of a pair of coordinates lie.
type box struct{ minX, maxX, minY, maxY float64 }

// The United Kingdom in each system, with some sea.
var (
	ukDegrees  = box{-9, 3, 49, 61.5}
	ukGrid     = box{1000, 700000, 1000, 1300000}
	ukMercator = box{-1000000, 340000, 6200000, 8800000}
	globe      = box{-180, 180, -90, 90}
)

// findXY looks for a pair of coordinates, and says when a pair that is named looks
// swapped: it is never swapped by guess.
func (pr *proposer) findXY() {
	for _, pair := range [][2]string{{"lon", "lat"}, {"easting", "northing"}} {
		x, okX := pr.cols.at[pair[0]]
		y, okY := pr.cols.at[pair[1]]
		switch {
		case okX && okY:
			pr.swapped(pair, &pr.seen[x], &pr.seen[y])
		case okX != okY && !pr.half(pair, okX):
			delete(pr.cols.at, pair[0]) // half of a pair is nothing
			delete(pr.cols.at, pair[1])
		}
	}
	if !pr.has("easting") {
		pr.findPair("easting", "northing", ukGrid, "metres of the National Grid", 0)
	}
	if !pr.has("lon") && !pr.has("easting") {
		pr.findPair("easting", "northing", ukMercator, "metres of Web Mercator", 0)
	}
	if !pr.has("lon") && !pr.has("easting") {
		pr.findPair("lon", "lat", ukDegrees, "degrees in the United Kingdom", 3)
	}
	if !pr.has("lon") && !pr.has("easting") {
		pr.findPair("lon", "lat", globe, "degrees, outside the United Kingdom", 3)
	}
}

// half keeps a named coordinate without the other if that can be found.
func (pr *proposer) half(pair [2]string, haveX bool) bool {
	lack, b := pair[1], globe
	if !haveX {
		lack = pair[0]
	}
	if pair[0] == "easting" {
		b = ukGrid
	}
	low, high := b.minY, b.maxY
	if !haveX {
		low, high = b.minX, b.maxX
	}
	i := pr.best(func(i int, c *columnFacts) float64 {
		if !c.within(low, high) || !pr.heads(i, " x ", " y ", "lat", "lon", "lng", "east", "north", "coord", " n ", " e ") {
			return 0
		}
		return 1
	})
	if i >= 0 {
		pr.take(lack, i, false, "its numbers can be the other half of the coordinates")
	}
	return i >= 0
}

func (pr *proposer) swapped(pair [2]string, x, y *columnFacts) {
	b := ukDegrees
	if pair[0] == "easting" {
		return // both may lie in either range
	}
	if x.within(b.minY, b.maxY) && y.within(b.minX, b.maxX) {
		for _, f := range pair {
			pr.unsure(f, "its numbers are those of the other: the two columns look swapped, and rows will be refused")
		}
	}
}

// findPair looks for two free columns of numbers in a box, x before y by their names
// where those say so, else by their place in the file.
func (pr *proposer) findPair(fx, fy string, b box, what string, decimals int) {
	find := func(low, high float64, want, other string) int {
		return pr.best(func(i int, c *columnFacts) float64 {
			if !c.within(low, high) || c.filled*2 < len(pr.sample.rows) || pr.heads(i, other) || c.distinct < 2 && c.filled > 2 {
				return 0
			}
			if decimals > 0 && 2*c.decimals < c.filled {
				return 0
			}
			switch {
			case pr.heads(i, want):
				return 3
			case pr.heads(i, "coord", "lon", "lat", "lng", "east", "north"):
				return 2
			case decimals > 0 && b != globe:
				return 1
			}
			return 0 // many numbers are as large
		})
	}
	x := find(b.minX, b.maxX, " x ", " y ")
	if x < 0 {
		return
	}
	pr.cols.at[fx] = x // so that it is not free any more
	y := find(b.minY, b.maxY, " y ", " x ")
	if y < 0 {
		delete(pr.cols.at, fx)
		return
	}
	pr.take(fx, x, false, "its numbers are %s", what)
	pr.take(fy, y, false, "its numbers are %s", what)
	if b == ukMercator {
		pr.cols.p.CRS = crs.WebMercator
	}
}

// findUnits finds how dates and numbers are written, into the base profile.
func (pr *proposer) findUnits() {
	p := pr.cols.p
	for _, field := range []string{"occurred", "occurred_from", "occurred_to", "recorded"} {
		i, ok := pr.cols.at[field]
		if !ok {
			continue
		}
		c := &pr.seen[i]
		switch {
		case c.monthFirst > 0 && c.dayFirst == 0:
			p.Dates = datesMonthFirst
			pr.note(field, "some days are above 12 in the second place, so the month is read first")
		case c.monthFirst > 0 && c.dayFirst > 0:
			pr.unsure(field, "some dates put the day first and some the month: they cannot all be right")
		case c.ambiguous == c.filled && c.halfDay == c.filled && c.filled > 0 && pr.allFirst(i):
			p.Dates = datesMonthFirst
			pr.unsure(field, "times are written with AM and the second number is always 01, so the month is read first")
		case c.ambiguous == c.filled && c.filled > 12:
			pr.unsure(field, "no day is above 12, so it cannot be told whether the day or the month comes first; the day is read first")
		}
		if field == "occurred" && c.mostly(c.dates) && c.months == 0 && c.times == 0 && c.filled >= 20 && (c.firsts == c.filled || p.MonthFirst() && pr.allFirst(i)) {
			p.Precision = "month"
			pr.unsure(field, "every date is the first of its month, so only the month is taken as known")
		}
	}
	for _, field := range []string{"lon", "lat", "easting", "northing"} {
		if i, ok := pr.cols.at[field]; ok && pr.seen[i].commas > 0 {
			p.DecimalComma = true
		}
	}
	if i, ok := pr.cols.at["location"]; ok && pr.begin(i, "on or near") {
		p.Fix = "snapped"
	}
}

// begin reports whether most texts of a column begin so.
func (pr *proposer) begin(i int, with string) bool {
	n := 0
	for _, r := range pr.sample.rows {
		if i < len(r.cells) && strings.HasPrefix(strings.ToLower(strings.TrimSpace(r.cells[i])), with) {
			n++
		}
	}
	return 2*n > pr.seen[i].filled
}

// allFirst reports whether the second number of every date is 1.
func (pr *proposer) allFirst(i int) bool {
	for _, r := range pr.sample.rows {
		if i >= len(r.cells) || r.cells[i] == "" {
			continue
		}
		if m := slashedDate.FindStringSubmatch(r.cells[i]); m == nil || two2(m[2]) != 1 {
			return false
		}
	}
	return true
}
