package patrol

import (
	"fmt"
	"strings"
)

// obstacle is why a walk cannot visit a place once more, from the one that nothing
// in the plan can change to the one that most could.
type obstacle int

const (
	noPair obstacle = iota
	noTime
	noHours
	tooFar
	inGap
	dayFull
	isFull
)

func (s *search) stops(w int) []node {
	if s.tours[w].closed {
		return nil
	}
	return s.tours[w].nodes
}

// reason is why a target is not visited more often: the obstacle that comes nearest
// to a visit over all walks.
func (s *search) reason(t, have int) string {
	worst, walk := noPair, -1
	for w := range s.tours {
		if o := s.obstacle(w, t); walk < 0 || o > worst || o == tooFar && worst == tooFar && s.out(w, t) < s.out(walk, t) {
			worst, walk = o, w
		}
	}
	op := s.p.op
	switch worst {
	case noPair:
		return "It needs a pair and no team of two or more has a shift."
	case noTime:
		return fmt.Sprintf("A visit of %d minutes does not fit any shift.", op.Operation.VisitMin)
	case noHours:
		return fmt.Sprintf("Its hours (%s) do not meet any shift.", strings.Join(op.Hotspots[t].Hot, ", "))
	case tooFar:
		wk := &s.p.walks[walk]
		return fmt.Sprintf("Too far: the walk there from %s takes %s, and with the visit and the walk back it does not fit the hours of any shift.",
			s.p.places[wk.base].Name, duration(wk.leg[wk.base][t]))
	case inGap:
		return fmt.Sprintf("The gap of %d minutes between visits leaves no other time in its hours.", op.Operation.MinGapMin)
	case dayFull:
		return fmt.Sprintf("It is visited %d times on each day that it can be; more in a day are not planned.", len(rankFactor))
	}
	return "The shifts that meet its hours are full."
}

// out is the way from a walk's base to a target and back, in minutes.
func (s *search) out(w, t int) minute {
	wk := &s.p.walks[w]
	return wk.leg[wk.base][t] + wk.leg[t][wk.base]
}

// obstacle looks at one walk.
func (s *search) obstacle(w, t int) obstacle {
	wk, p := &s.p.walks[w], s.p
	if p.targets[t].pair && p.op.Teams[wk.team].Size < 2 {
		return noPair
	}
	if s.tours[w].closed || wk.end-wk.start-wk.pause < p.visit {
		return noTime
	}
	hours := p.hours[w][t]
	if len(hours) == 0 {
		return noHours
	}
	if !s.alone(w, t) {
		return tooFar
	}
	free, open := false, false
	for _, h := range hours {
		for m := h.lo; m <= h.hi; m++ {
			if s.clear(t, m) {
				free = true
				open = open || s.visits[t][p.dayOf(m)] < len(rankFactor)
			}
		}
	}
	switch {
	case !free:
		return inGap
	case !open:
		return dayFull
	}
	return isFull
}

// alone reports whether a walk with nothing but its break and this place would do.
func (s *search) alone(w, t int) bool {
	lone := &search{p: s.p, tours: make([]tour, len(s.tours)), marks: make([][]mark, len(s.marks))}
	lone.tours[w] = lone.emptyTour(w)
	if !lone.slack(w) {
		return false
	}
	for pos := range len(lone.tours[w].nodes) + 1 {
		if _, ok := lone.fits(w, t, pos); ok {
			return true
		}
	}
	return false
}

// clear reports whether a visit at this minute would keep the gap to all others.
func (s *search) clear(t int, m minute) bool {
	apart := s.p.visit + s.p.gap
	for _, k := range s.marks[t] {
		if k.at > m-apart && k.at < m+apart {
			return false
		}
	}
	return true
}

// duration is "25 minutes" or "3 h 10 min".
func duration(m minute) string {
	if m < 60 {
		return fmt.Sprintf("%d minutes", m)
	}
	if m%60 == 0 {
		return fmt.Sprintf("%d h", m/60)
	}
	return fmt.Sprintf("%d h %d min", m/60, m%60)
}
