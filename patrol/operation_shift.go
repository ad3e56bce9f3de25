package patrol

import "fmt"

func (v *validator) shift(i, j int, name string, s Shift) {
	fault := func(key, problem, write string) {
		v.put(OperationError{Table: "team.shift", Index: i, Sub: j, Name: name, Key: key, Problem: problem, Write: write})
	}
	if len(s.Days) == 0 {
		fault("days", "no day is named", `days = ["Thu", "Fri"]`)
	}
	for _, d := range s.Days {
		if _, err := parseWeekday(d); err != nil {
			fault("days", err.Error(), "Mon, Tue, Wed, Thu, Fri, Sat or Sun")
		}
	}
	for _, d := range s.Absent {
		if _, ok := parseDay(d); !ok {
			fault("absent", fmt.Sprintf("%q is not a date", d), "YYYY-MM-DD")
		}
	}
	from, okFrom := parseClock(s.From)
	to, okTo := parseClock(s.To)
	if !okFrom || from == dayMin {
		fault("from", fmt.Sprintf("%q is not a time of day", s.From), "HH:MM")
	}
	if !okTo {
		fault("to", fmt.Sprintf("%q is not a time of day", s.To), "HH:MM")
	}
	if okFrom && okTo && from < dayMin {
		s.checkBreak(from, to, fault)
	}
}

// checkBreak wants the break shorter than the shift and its window inside it.
func (s Shift) checkBreak(from, to int, fault func(key, problem, write string)) {
	if to <= from {
		to += dayMin
	}
	if s.BreakMin < 0 || s.BreakMin >= to-from {
		fault("break_min", fmt.Sprintf("%d minutes do not fit a shift of %d", s.BreakMin, to-from), "fewer minutes, or 0 for no break")
		return
	}
	if s.BreakMin == 0 {
		return
	}
	a, b, ok := s.breakWindow(from)
	switch {
	case !ok:
		fault("break_between", "two times of day are needed", `break_between = ["21:00", "23:00"]`)
	case b > to:
		fault("break_between", fmt.Sprintf("%s-%s does not lie within the shift %s-%s", s.BreakBetween[0], s.BreakBetween[1], s.From, s.To), "two times inside the shift")
	case b-a < s.BreakMin:
		fault("break_between", fmt.Sprintf("a break of %d minutes does not fit between %s and %s", s.BreakMin, s.BreakBetween[0], s.BreakBetween[1]), "a longer time")
	}
}

// breakWindow is the break's window in minutes after midnight of the shift's date,
// for a shift that begins at from.
func (s Shift) breakWindow(from int) (a, b int, ok bool) {
	if len(s.BreakBetween) != 2 {
		return 0, 0, false
	}
	a, okA := parseClock(s.BreakBetween[0])
	b, okB := parseClock(s.BreakBetween[1])
	if !okA || !okB {
		return 0, 0, false
	}
	if a < from {
		a += dayMin
	}
	for b <= a {
		b += dayMin
	}
	return a, b, true
}

// on reports whether the shift runs on a date.
func (s Shift) on(d day) bool {
	for _, a := range s.Absent {
		if x, ok := parseDay(a); ok && x == d {
			return false
		}
	}
	for _, name := range s.Days {
		if w, err := parseWeekday(name); err == nil && w == d.weekday() {
			return true
		}
	}
	return false
}
