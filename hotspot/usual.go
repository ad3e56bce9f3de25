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
func (a *analysis) usualCounts() usual {
	sources, cov := sourcesOf(a.s, a.sel.rows), coverageOf(a.s)
	var u usual
	var windows []Window
	for k := 1; k <= usualYearsMost; k++ {
		if w := shiftMonths(a.q.Window, -12*k); cov.allReach(sources, w) {
			windows = append(windows, w)
			u.years = append(u.years, make([]int32, len(a.count)))
		}
	}
	if len(windows) == 0 {
		return u
	}
	last := windows[0].To
	for i, day := range a.s.Day {
		if day > last || a.s.PlaceOf[i] < 0 || a.g.cellOf[a.s.PlaceOf[i]] < 0 {
			continue
		}
		for k, w := range windows {
			if w.Contains(day) {
				if yes, _ := a.f.takes(i); yes {
					u.years[k][a.g.cellOf[a.s.PlaceOf[i]]]++
				}
			}
		}
	}
	return u
}

// of is the mean yearly count of the cells and the number of years behind it; NaN
// and 0 when no earlier year is complete.
func (u usual) of(cells []int32) (mean float64, years int) {
	if len(u.years) == 0 {
		return math.NaN(), 0
	}
	sum := 0
	for _, count := range u.years {
		sum += total(count, cells)
	}
	return float64(sum) / float64(len(u.years)), len(u.years)
}
