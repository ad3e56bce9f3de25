package hotspot

import "math"

// usualYearsMost is how many earlier years are looked at.
const usualYearsMost = 5

// usual is the counts of the same cells on the same dates of earlier years.
type usual struct {
	years [][]int32 // by complete year: count by cell
}

// usualCounts counts the question's incidents on the same dates of each of the
// five years before, for the years that every source of the present window
// supplied wholly. A window that ends on a month's last day does so in every year.
// A year whose window cuts a month of which only the month is known is left out.
func (a *analysis) usualCounts() usual {
	sources, cov := sourcesOf(a.s, a.sel.rows), coverageOf(a.s)
	var windows []Window
	for k := 1; k <= usualYearsMost; k++ {
		if w := shiftMonths(a.q.Window, -12*k); cov.allReach(sources, w) {
			windows = append(windows, w)
		}
	}
	var u usual
	for _, w := range windows {
		if count, ok := a.countIn(w); ok {
			u.years = append(u.years, count)
		}
	}
	return u
}

// countIn counts the question's incidents of another window by cell; ok is false
// where that window cuts a month of which only the month is known.
func (a *analysis) countIn(w Window) (count []int32, ok bool) {
	s := a.s
	count = make([]int32, len(a.count))
	for i, day := range s.Day {
		last := day
		if s.Precision[i] == Month {
			last = max(day, s.LastDay[i])
		}
		if last < w.From || day > w.To || s.PlaceOf[i] < 0 {
			continue
		}
		c := a.g.cellOf[s.PlaceOf[i]]
		if c < 0 {
			continue
		}
		if yes, _ := a.f.takes(i); !yes {
			continue
		}
		if day < w.From || last > w.To {
			return nil, false
		}
		count[c]++
	}
	return count, true
}

// of is the mean, the least and the most yearly count of the cells and the number
// of years behind them; NaN and zeros when no earlier year is complete.
func (u usual) of(cells []int32) (mean float64, low, high, years int) {
	if len(u.years) == 0 {
		return math.NaN(), 0, 0, 0
	}
	sum := 0
	for k, count := range u.years {
		n := total(count, cells)
		sum += n
		if k == 0 {
			low, high = n, n
		}
		low, high = min(low, n), max(high, n)
	}
	return float64(sum) / float64(len(u.years)), low, high, len(u.years)
}
