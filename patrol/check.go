package patrol

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Violation is one rule that a plan breaks.
type Violation struct {
	Code  string `json:"code"`
	Where string `json:"where"` // as "shifts[2].stops[0]"
	Text  string `json:"text"`
}

// The codes of violations.
const (
	BadOperation = "operation" // the plan's own operation cannot be read
	BadPlace     = "place"     // a place is missing, doubled or not on the globe
	BadMatrix    = "matrix"    // walking times of the wrong size, or not what the coordinates give
	BadTime      = "time"      // a time does not parse or has not London's offset
	BadShift     = "shift"     // no such shift of the team on that date
	BadAbsence   = "absent"    // the team is absent that day
	BadOverlap   = "overlap"   // a team in two places at once
	BadTravel    = "travel"    // a walk takes longer than the time left for it, or is misprinted
	BadWindow    = "window"    // a visit outside the place's hours
	BadDwell     = "dwell"     // a visit shorter than a visit is
	BadBreak     = "break"     // a break missing, too short or outside its window
	BadReturn    = "return"    // not back at the base by the end
	BadPair      = "pair"      // a pair-only place and a team of one
	BadGap       = "gap"       // visits to one place too close together
	BadScore     = "score"     // the score or its bound is not what the visits give
	BadUnserved  = "unserved"  // a place not served without a reason, or listed wrongly
)

// maxViolations keeps a hostile plan from a hostile answer.
const maxViolations = 1000

// Check tests a plan against its own operation and gives every rule it breaks; a sound
// plan gives none. It shares no code with the solver: it reads hours, dates and clocks
// itself, and where the plan says that walks are straight lines it works them out
// again from the coordinates by another formula. With a walking network the plan's own
// matrix is taken as it is. Nothing a plan can hold makes it panic.
func Check(p *Plan) []Violation {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		return []Violation{{BadTime, "", "the time zone Europe/London is not available on this machine"}}
	}
	if p == nil {
		return []Violation{{BadOperation, "", "there is no plan"}}
	}
	c := &checker{p: p, zone: zone, out: []Violation{}, index: map[string]int{}, visits: map[string][]checkedVisit{}}
	if c.operation() && c.places() {
		c.matrix()
		for i := range p.Shifts {
			c.walk(i)
		}
		c.overlaps()
		c.gaps()
		c.score()
		c.unserved()
	}
	return c.out
}

// checker holds what is read from the plan on the way.
type checker struct {
	p         *Plan
	zone      *time.Location
	out       []Violation
	index     map[string]int // place by id
	from, to  time.Time      // first and last date
	dayStarts int
	walks     []checkedWalk
	visits    map[string][]checkedVisit // by hotspot
}

type checkedWalk struct {
	team, where string
	start, end  time.Time
}

type checkedVisit struct {
	where         string
	arrive, leave time.Time
}

func (c *checker) bad(code, where, format string, args ...any) {
	if len(c.out) < maxViolations {
		c.out = append(c.out, Violation{code, where, fmt.Sprintf(format, args...)})
	}
}

// operation reads the header; without it nothing can be checked.
func (c *checker) operation() bool {
	h := c.p.Operation.Operation
	before := len(c.out)
	var err error
	if c.from, err = time.Parse(time.DateOnly, h.From); err != nil {
		c.bad(BadOperation, "operation.operation.from", "%q is not a date", h.From)
	}
	if c.to, err = time.Parse(time.DateOnly, h.To); err != nil {
		c.bad(BadOperation, "operation.operation.to", "%q is not a date", h.To)
	}
	if c.to.Before(c.from) {
		c.bad(BadOperation, "operation.operation.to", "the operation ends before it begins")
	}
	var ok bool
	if c.dayStarts, ok = readClock(h.DayStarts); !ok {
		c.bad(BadOperation, "operation.operation.dayStarts", "%q is not a time of day", h.DayStarts)
	}
	if h.VisitMin < 1 || h.VisitMin > 1440 {
		c.bad(BadOperation, "operation.operation.visitMin", "a visit of %d minutes", h.VisitMin)
	}
	if h.MinGapMin < 0 || h.MinGapMin > 10080 {
		c.bad(BadOperation, "operation.operation.minGapMin", "a gap of %d minutes", h.MinGapMin)
	}
	return len(c.out) == before
}

// places wants each hotspot and each base among the places, with the same point.
func (c *checker) places() bool {
	before := len(c.out)
	for i, pl := range c.p.Places {
		where := fmt.Sprintf("places[%d]", i)
		if _, twice := c.index[pl.ID]; twice || pl.ID == "" {
			c.bad(BadPlace, where, "the id %q is empty or used twice", pl.ID)
		}
		if !(math.Abs(pl.Lon) <= 180 && math.Abs(pl.Lat) < 90) {
			c.bad(BadPlace, where, "(%g, %g) is not on the globe", pl.Lon, pl.Lat)
		}
		c.index[pl.ID] = i
	}
	seen := map[string]bool{}
	for i, t := range c.p.Operation.Hotspots {
		where := fmt.Sprintf("operation.hotspot[%d]", i)
		j, ok := c.index[t.ID]
		if !ok || c.p.Places[j].Base || c.p.Places[j].Lon != t.Lon || c.p.Places[j].Lat != t.Lat {
			c.bad(BadPlace, where, "%q is not among the places at its point", t.ID)
		}
		if seen[t.ID] {
			c.bad(BadOperation, where, "the id %q is used twice", t.ID)
		}
		seen[t.ID] = true
	}
	seen = map[string]bool{}
	for i, t := range c.p.Operation.Teams {
		where := fmt.Sprintf("operation.team[%d]", i)
		if c.base(t) < 0 {
			c.bad(BadPlace, where, "the base of %q is not among the places", t.ID)
		}
		if seen[t.ID] || !(t.SpeedKmh > 0 && t.SpeedKmh <= 100) {
			c.bad(BadOperation, where, "the id %q is used twice, or its speed is %g km/h", t.ID, t.SpeedKmh)
		}
		seen[t.ID] = true
	}
	return len(c.out) == before
}

func (c *checker) base(t Team) int {
	for i, pl := range c.p.Places {
		if pl.Base && pl.Lon == t.Base[0] && pl.Lat == t.Base[1] {
			return i
		}
	}
	return -1
}

func (c *checker) team(id string) *Team {
	for i := range c.p.Operation.Teams {
		if c.p.Operation.Teams[i].ID == id {
			return &c.p.Operation.Teams[i]
		}
	}
	return nil
}

func (c *checker) hotspot(id string) *Target {
	for i := range c.p.Operation.Hotspots {
		if c.p.Operation.Hotspots[i].ID == id {
			return &c.p.Operation.Hotspots[i]
		}
	}
	return nil
}

// when reads a printed time and wants London's own offset on it.
func (c *checker) when(where, s string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		c.bad(BadTime, where, "%q is not a time such as 2026-11-06T18:00:00Z", s)
		return t, false
	}
	_, printed := t.Zone()
	if _, london := t.In(c.zone).Zone(); printed != london || strings.HasSuffix(s, "-00:00") {
		c.bad(BadTime, where, "%s has not the offset London has then", s)
	}
	return t.In(c.zone), true
}
