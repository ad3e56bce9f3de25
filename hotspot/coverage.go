package hotspot

import (
	"weak"
)

// coverage is which months each source supplied. Missing is not zero: a year is
// compared with only where every source of the question supplied it.
type coverage struct {
	rows []map[int]int // by source: month number -> incidents
}

var coverages = recent[weak.Pointer[Snapshot], *coverage]{keep: 16}

func coverageOf(s *Snapshot) *coverage {
	c, _ := coverages.get(weak.Make(s), func() (*coverage, error) {
		c := &coverage{}
		for i, src := range s.Source {
			for int(src) >= len(c.rows) {
				c.rows = append(c.rows, map[int]int{})
			}
			c.rows[src][monthNumber(s.Day[i])]++
		}
		return c, nil
	})
	return c
}

// monthNumber counts months from January of year 0.
func monthNumber(d Day) int {
	t := d.Time()
	return t.Year()*12 + int(t.Month()) - 1
}

// usualMonth is the least mean number of incidents a month at which a month
// without any is taken for one that was never supplied: a source of five a month
// has an empty one by chance less than once in a hundred months.
const usualMonth = 5

// reaches reports whether a source supplied every month that the window touches:
// the month is not before its first nor after its last, and not empty between.
func (c *coverage) reaches(source int, w Window) bool {
	if source >= len(c.rows) || len(c.rows[source]) == 0 {
		return false
	}
	months := c.rows[source]
	first, last, sum := -1, -1, 0
	for m, n := range months {
		if first < 0 || m < first {
			first = m
		}
		last, sum = max(last, m), sum+n
	}
	from, to := monthNumber(w.From), monthNumber(w.To)
	if from < first || to > last {
		return false
	}
	if sum < usualMonth*(last-first+1) {
		return true
	}
	for m := from; m <= to; m++ {
		if months[m] == 0 {
			return false
		}
	}
	return true
}

// allReach reports whether every one of the sources supplied the window.
func (c *coverage) allReach(sources []bool, w Window) bool {
	any := false
	for src, used := range sources {
		if used {
			any = true
			if !c.reaches(src, w) {
				return false
			}
		}
	}
	return any
}

// sourcesOf marks the sources that the rows come from.
func sourcesOf(s *Snapshot, rows []int32) []bool {
	var used []bool
	for _, i := range rows {
		for int(s.Source[i]) >= len(used) {
			used = append(used, false)
		}
		used[s.Source[i]] = true
	}
	return used
}
