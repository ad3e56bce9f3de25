package hotspot

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// cutEnds gathers the months of month-precision records that a window cuts.
type cutEnds struct {
	n            int
	atFrom, atTo bool // which end of the window cuts
}

func (c *cutEnds) add(w Window, day, last Day) {
	c.n++
	c.atFrom = c.atFrom || day < w.From
	c.atTo = c.atTo || last > w.To
}

// err is nil where nothing is cut; else ErrWindow with the two nearest windows,
// those that move the ends by the fewest days.
func (c *cutEnds) err(w Window) error {
	if c.n == 0 {
		return nil
	}
	froms, tos := []Day{w.From}, []Day{w.To}
	if c.atFrom {
		froms = []Day{w.From.MonthStart(), w.From.MonthEnd() + 1}
	}
	if c.atTo {
		tos = []Day{w.To.MonthEnd(), w.To.MonthStart() - 1}
	}
	var near []Window
	for _, f := range froms {
		for _, t := range tos {
			if f <= t {
				near = append(near, Window{f, t})
			}
		}
	}
	moved := func(v Window) int { return abs(int(v.From-w.From)) + abs(int(v.To-w.To)) }
	slices.SortStableFunc(near, func(a, b Window) int { return cmp.Compare(moved(a), moved(b)) })
	if len(near) == 1 { // the window lies inside one month: offer the month and the one before
		near = append(near, shiftMonths(near[0], -1))
	}
	return fmt.Errorf("%w: %s cuts a month, and of %d records only the month is known; ask for %s or for %s",
		ErrWindow, w, c.n, near[0], near[1])
}

func abs(n int) int { return max(n, -n) }

// DataToDay is the last date that the data reach. Data that reach a midnight reach
// the end of the day before, unless a record begins on that very midnight. Without
// data it is 1 January 1970, a date like any other.
func (s *Snapshot) DataToDay() Day {
	if s.DataTo.IsZero() && len(s.Day) == 0 {
		return 0
	}
	to := DayOf(s.DataTo.Add(-time.Nanosecond), s.zone())
	if next := DayOf(s.DataTo, s.zone()); !s.DataTo.IsZero() && next == to {
		return to
	}
	for i := range s.Day {
		if s.Day[i] == to+1 || s.DataTo.IsZero() {
			to = max(to, s.Day[i])
		}
	}
	return to
}

func (s *Snapshot) zone() *time.Location {
	if s.DataTz == nil {
		return time.UTC
	}
	return s.DataTz
}

// LastMonths is n whole months back from the data-to date. A month that the data
// do not reach the end of is not whole and not counted.
func LastMonths(s *Snapshot, n int) Window {
	to := s.DataToDay()
	if to != to.MonthEnd() {
		to = to.MonthStart() - 1
	}
	return Window{addMonths(to, 1-max(n, 1)).MonthStart(), to}
}

// LastWeeks is n weeks back from the data-to date, which is its last day.
func LastWeeks(s *Snapshot, n int) Window {
	to := s.DataToDay()
	return Window{to - Day(7*max(n, 1)) + 1, to}
}

// DefaultWindow is the last 12 weeks back from the data-to date; where of any
// record the question takes there only the month is known, the last 3 whole
// months, because 12 weeks would cut a month. Only the categories, tags and
// settings of the question are read; words the data do not have take nothing.
func DefaultWindow(s *Snapshot, q Question) Window {
	weeks := LastWeeks(s, 12)
	f, err := newFilter(s, q)
	if err != nil || s.check() != nil {
		return weeks
	}
	for i := range s.ID {
		if s.Precision[i] != Month || max(s.Day[i], s.LastDay[i]) < weeks.From || s.Day[i] > weeks.To {
			continue
		}
		if yes, _ := f.takes(i); yes {
			return LastMonths(s, 3)
		}
	}
	return weeks
}

// addMonths moves a date by n months, to the last day of a month that is too short.
func addMonths(d Day, n int) Day {
	t := d.Time()
	first := Date(t.Year(), t.Month()+time.Month(n), 1)
	return min(first+Day(t.Day())-1, first.MonthEnd())
}

// shiftMonths moves a window by whole months; an end that is a month's last day
// stays a month's last day.
func shiftMonths(w Window, n int) Window {
	v := Window{addMonths(w.From, n), addMonths(w.To, n)}
	if w.To == w.To.MonthEnd() {
		v.To = v.To.MonthEnd()
	}
	return v
}

// before is the k-th window of the same length that lies before w, next to one
// another: months before whole months, else days before days.
func (w Window) before(k int) Window {
	if w.WholeMonths() {
		f, t := w.From.Time(), w.To.Time()
		months := (t.Year()-f.Year())*12 + int(t.Month()) - int(f.Month()) + 1
		return shiftMonths(w, -k*months)
	}
	back := Day(k * w.Days())
	return Window{w.From - back, w.To - back}
}
