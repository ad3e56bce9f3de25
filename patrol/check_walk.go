package patrol

import (
	"fmt"
	"slices"
	"time"
)

// leg is where a team is on its walk.
type leg struct {
	team  *Team
	place int       // index of the place it is at
	free  time.Time // when it may leave it
}

// walk follows one shift from base to base.
func (c *checker) walk(i int) {
	w := &c.p.Shifts[i]
	where := fmt.Sprintf("shifts[%d]", i)
	team := c.team(w.Team)
	if team == nil {
		c.bad(BadShift, where, "there is no team %q", w.Team)
		return
	}
	start, okStart := c.when(where+".start", w.Start)
	end, okEnd := c.when(where+".end", w.End)
	date, err := time.Parse(time.DateOnly, w.Date)
	if err != nil {
		c.bad(BadTime, where+".date", "%q is not a date", w.Date)
	}
	if !okStart || !okEnd || err != nil {
		return
	}
	c.walks = append(c.walks, checkedWalk{team.ID, where, start, end})
	shift := c.shift(where, team, date, start, end)
	at := &leg{team: team, place: c.base(*team), free: start}
	pause := w.Break
	var pauseFrom time.Time
	if pause != nil {
		pauseFrom, _ = time.Parse(time.RFC3339, pause.Start)
	}
	for k := range w.Stops {
		whereStop := fmt.Sprintf("%s.stops[%d]", where, k)
		arrive, err := time.Parse(time.RFC3339, w.Stops[k].Arrive)
		if pause != nil && err == nil && pauseFrom.Before(arrive) {
			c.pause(where+".break", pause, shift, date, at)
			pause = nil
		}
		c.stop(whereStop, &w.Stops[k], at)
	}
	if pause != nil {
		c.pause(where+".break", pause, shift, date, at)
	}
	if shift != nil && shift.BreakMin > 0 && w.Break == nil && len(w.Stops) > 0 {
		c.bad(BadBreak, where, "the break of %d minutes is missing", shift.BreakMin)
	}
	c.home(where, w, at, end)
}

// shift finds the team's shift that begins and ends so on that date.
func (c *checker) shift(where string, t *Team, date, start, end time.Time) *Shift {
	if date.Before(c.from) || date.After(c.to) {
		c.bad(BadShift, where, "%s is outside the operation", date.Format(time.DateOnly))
	}
	for i := range t.Shifts {
		s := &t.Shifts[i]
		from, okFrom := readClock(s.From)
		to, okTo := readClock(s.To)
		if !okFrom || !okTo {
			c.bad(BadOperation, where, "shift %d of team %s has no times", i, t.ID)
			continue
		}
		if to <= from {
			to += 1440
		}
		today := slices.ContainsFunc(s.Days, func(d string) bool { n, ok := dayNumber(d); return ok && n == int(date.Weekday()) })
		if !today || !c.moment(date, from).Equal(start) || !c.moment(date, to).Equal(end) {
			continue
		}
		if slices.Contains(s.Absent, date.Format(time.DateOnly)) {
			c.bad(BadAbsence, where, "team %s is absent on %s", t.ID, date.Format(time.DateOnly))
		}
		return s
	}
	c.bad(BadShift, where, "team %s has no shift from %s to %s on %s", t.ID, start.Format("15:04"), end.Format("15:04"), date.Format("Mon 2006-01-02"))
	return nil
}

// reach wants enough time for the walk to a place.
func (c *checker) reach(where string, at *leg, to int, begin time.Time) (walkS int) {
	s, ok := c.legS(at.team, at.place, to)
	if !ok {
		c.bad(BadTravel, where, "the matrix gives no walk there")
		return 0
	}
	if begin.Before(at.free) {
		c.bad(BadOverlap, where, "begins at %s, before the stop ahead of it is over", begin.Format("15:04:05"))
	} else if begin.Before(at.free.Add(time.Duration(s) * time.Second)) {
		c.bad(BadTravel, where, "the walk takes %d s and %d s are left for it", s, int(begin.Sub(at.free).Seconds()))
	}
	return s
}

func (c *checker) stop(where string, s *Stop, at *leg) {
	arrive, okArrive := c.when(where+".arrive", s.Arrive)
	leave, okLeave := c.when(where+".leave", s.Leave)
	target, to := c.hotspot(s.Hotspot), -1
	if target == nil {
		c.bad(BadPlace, where, "there is no hotspot %q", s.Hotspot)
	} else {
		to = c.index[s.Hotspot]
	}
	if !okArrive || !okLeave || target == nil {
		return
	}
	if walkS := c.reach(where, at, to, arrive); s.WalkS < walkS-1 || s.WalkS > walkS+1 {
		c.bad(BadTravel, where, "walkS says %d; the matrix gives %d", s.WalkS, walkS)
	}
	if leave.Sub(arrive) < time.Duration(c.p.Operation.Operation.VisitMin)*time.Minute {
		c.bad(BadDwell, where, "%s to %s is shorter than %d minutes", arrive.Format("15:04"), leave.Format("15:04"), c.p.Operation.Operation.VisitMin)
	}
	c.hours(where, target, arrive)
	if target.PairOnly && at.team.Size < 2 {
		c.bad(BadPair, where, "%s needs a pair; team %s has %d", target.ID, at.team.ID, at.team.Size)
	}
	c.visits[target.ID] = append(c.visits[target.ID], checkedVisit{where, arrive, leave})
	at.place, at.free = to, leave
}

// hours wants the visit to begin in one of the place's bands, where it has any.
func (c *checker) hours(where string, t *Target, arrive time.Time) {
	if len(t.Hot) == 0 {
		return
	}
	for _, band := range t.Hot {
		in, ok := c.inBand(arrive, band)
		if !ok {
			c.bad(BadOperation, where, "the hours %q of %s cannot be read", band, t.ID)
		}
		if in {
			return
		}
	}
	c.bad(BadWindow, where, "%s is outside the hours of %s %v", arrive.Format("Mon 15:04"), t.ID, t.Hot)
}

// pause checks the break: at the base, long enough, inside its window.
func (c *checker) pause(where string, b *Pause, s *Shift, date time.Time, at *leg) {
	start, okStart := c.when(where+".start", b.Start)
	end, okEnd := c.when(where+".end", b.End)
	if !okStart || !okEnd {
		return
	}
	base := c.base(*at.team)
	c.reach(where, at, base, start)
	if end.Before(start) {
		c.bad(BadBreak, where, "ends before it begins")
		end = start
	}
	at.place, at.free = base, end
	if s == nil || s.BreakMin <= 0 {
		return
	}
	if end.Sub(start) < time.Duration(s.BreakMin)*time.Minute {
		c.bad(BadBreak, where, "is shorter than %d minutes", s.BreakMin)
	}
	lo, hi, ok := c.breakWindow(s, date)
	if !ok {
		c.bad(BadOperation, where, "break_between %v cannot be read", s.BreakBetween)
	} else if start.Before(lo) || end.After(hi) {
		c.bad(BadBreak, where, "is not between %s and %s", lo.In(c.zone).Format("15:04"), hi.In(c.zone).Format("15:04"))
	}
}

// breakWindow is never shorter than the break: where the clocks skip a part of it, it
// ends later by what is missing.
func (c *checker) breakWindow(s *Shift, date time.Time) (lo, hi time.Time, ok bool) {
	if len(s.BreakBetween) != 2 {
		return lo, hi, false
	}
	from, okFrom := readClock(s.From)
	a, okA := readClock(s.BreakBetween[0])
	b, okB := readClock(s.BreakBetween[1])
	if !okFrom || !okA || !okB {
		return lo, hi, false
	}
	if a < from {
		a += 1440
	}
	for b <= a {
		b += 1440
	}
	lo, hi = c.moment(date, a), c.moment(date, b)
	if need := lo.Add(time.Duration(min(s.BreakMin, 1440)) * time.Minute); hi.Before(need) {
		hi = need
	}
	return lo, hi, true
}

// home wants the team back at its base before the shift ends.
func (c *checker) home(where string, w *Walk, at *leg, end time.Time) {
	s, ok := c.legS(at.team, at.place, c.base(*at.team))
	if !ok {
		c.bad(BadTravel, where, "the matrix gives no walk home")
		return
	}
	if w.ReturnS < s-1 || w.ReturnS > s+1 {
		c.bad(BadTravel, where+".returnS", "says %d; the matrix gives %d", w.ReturnS, s)
	}
	if back := at.free.Add(time.Duration(s) * time.Second); back.After(end) {
		c.bad(BadReturn, where, "back at %s, after the shift's end at %s", back.In(c.zone).Format("15:04:05"), end.Format("15:04"))
	}
}
