package patrol

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// overlaps wants each team on one walk at a time.
func (c *checker) overlaps() {
	byTeam := map[string][]checkedWalk{}
	for _, w := range c.walks {
		byTeam[w.team] = append(byTeam[w.team], w)
	}
	for _, id := range slices.Sorted(maps.Keys(byTeam)) {
		list := byTeam[id]
		slices.SortStableFunc(list, func(a, b checkedWalk) int { return a.start.Compare(b.start) })
		for i := 1; i < len(list); i++ {
			if list[i].start.Before(list[i-1].end) || list[i].start.Equal(list[i-1].start) {
				c.bad(BadOverlap, list[i].where, "team %s is still on %s", id, list[i-1].where)
			}
		}
	}
}

// gaps wants the least gap between any two visits to one place, whichever team makes
// them, from the end of one to the beginning of the next.
func (c *checker) gaps() {
	gap := time.Duration(c.p.Operation.Operation.MinGapMin) * time.Minute
	for _, id := range slices.Sorted(maps.Keys(c.visits)) {
		list := slices.Clone(c.visits[id])
		slices.SortStableFunc(list, func(a, b checkedVisit) int { return a.arrive.Compare(b.arrive) })
		for i := 1; i < len(list); i++ {
			if list[i].arrive.Before(list[i-1].leave.Add(gap)) {
				c.bad(BadGap, list[i].where, "%s was left at %s (%s); the gap is %d minutes", id,
					list[i-1].leave.Format("15:04"), list[i-1].where, c.p.Operation.Operation.MinGapMin)
			}
		}
	}
}

// week is the operation's week of a policing day, counted from 0.
func (c *checker) week(day time.Time) int {
	days := int(day.Sub(c.from).Hours()) / 24
	last := int(c.to.Sub(c.from).Hours()) / 24
	return max(0, min(days, last)) / 7
}

// worth is what the visits to a place score: a full, a half and a quarter prize for
// the first three of a policing day, none for more; of one week's the visits_per_week
// best count in full and the others a quarter.
func (c *checker) worth(t Target) float64 {
	perDay := map[time.Time]int{}
	weeks := map[int][]float64{}
	for _, v := range c.visits[t.ID] {
		day := c.policingDay(v.arrive)
		if n := perDay[day]; n < 3 {
			weeks[c.week(day)] = append(weeks[c.week(day)], 1/float64(int(1)<<n))
		}
		perDay[day]++
	}
	sum := 0.0
	for _, k := range slices.Sorted(maps.Keys(weeks)) {
		values := weeks[k]
		slices.Sort(values)
		slices.Reverse(values)
		for i, x := range values {
			if t.VisitsPerWeek > 0 && i >= t.VisitsPerWeek {
				x /= 4
			}
			sum += x
		}
	}
	return sum * t.Priority
}

func (c *checker) score() {
	sum := 0.0
	for _, t := range c.p.Operation.Hotspots {
		sum += c.worth(t)
	}
	tolerance := 2e-6 + 1e-9*math.Abs(sum)
	if !(math.Abs(sum-c.p.Score) <= tolerance) {
		c.bad(BadScore, "score", "says %g; the visits give %g", c.p.Score, sum)
	}
	if !(c.p.Bound >= c.p.Score-tolerance) || c.p.BoundName == "" {
		c.bad(BadScore, "bound", "%g (%q) is below the score of %g or has no name", c.p.Bound, c.p.BoundName, c.p.Score)
	}
}

// unserved wants a reason for each place that is not visited, or less than asked for,
// and no entry for any other.
func (c *checker) unserved() {
	listed := map[string]bool{}
	for i, u := range c.p.Unserved {
		where := fmt.Sprintf("unserved[%d]", i)
		if listed[u.Hotspot] {
			c.bad(BadUnserved, where, "%q is listed twice", u.Hotspot)
		}
		listed[u.Hotspot] = true
		if strings.TrimSpace(u.Reason) == "" {
			c.bad(BadUnserved, where, "%q has no reason", u.Hotspot)
		}
		if t := c.hotspot(u.Hotspot); t == nil {
			c.bad(BadUnserved, where, "there is no hotspot %q", u.Hotspot)
		} else if got, want := len(c.visits[t.ID]), c.asked(*t); got >= want {
			c.bad(BadUnserved, where, "%q is visited %d times, as asked for", t.ID, got)
		}
	}
	for i, t := range c.p.Operation.Hotspots {
		if got, want := len(c.visits[t.ID]), c.asked(t); got < want && !listed[t.ID] {
			c.bad(BadUnserved, fmt.Sprintf("operation.hotspot[%d]", i), "%q is visited %d of %d times and no reason is given", t.ID, got, want)
		}
	}
}

// asked is how many visits a place should have: one at least; its visits a week for
// each full week and by the day for the rest, rounded down; a week's in an operation
// shorter than a week.
func (c *checker) asked(t Target) int {
	days := int(c.to.Sub(c.from).Hours())/24 + 1
	if t.VisitsPerWeek <= 0 || t.VisitsPerWeek > 10000 {
		return 1
	}
	if days < 7 {
		return t.VisitsPerWeek
	}
	full, rest := days/7, days%7
	return max(1, full*t.VisitsPerWeek+rest*t.VisitsPerWeek/7)
}
