package patrol

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"time"

	"github.com/paulmach/orb"
)

// problem is an operation worked out in minutes: all that a solver needs.
type problem struct {
	op      *Operation
	zone    *time.Location
	travel  string
	places  []Place
	travelS [][]int
	targets []target // target i is place i
	walks   []walk   // by start, then team
	hours   [][][]span
	visit   minute
	gap     minute
	edges   []minute // edges[i] begins policing day i; day 1 is the operation's first
	weeks   int
}

// span is a stretch of time, both ends included.
type span struct{ lo, hi minute }

type target struct {
	prize   float64
	perWeek int
	pair    bool
	bands   []Band
}

// walk is one team's shift on one date.
type walk struct {
	team       int
	base       int // place
	date       day
	start, end minute
	pause      minute // length of the break; 0 without one
	pauseAt    span   // when the break may begin
	leg        [][]minute
}

// newProblem works an operation out; it must have its defaults and be valid.
func newProblem(op *Operation, travel Travel) (*problem, error) {
	zone, err := london()
	if err != nil {
		return nil, err
	}
	p := &problem{op: op, zone: zone, travel: travel.Name(), visit: minute(op.Operation.VisitMin), gap: minute(op.Operation.MinGapMin)}
	base := p.addPlaces()
	points := make([]orb.Point, len(p.places))
	for i, pl := range p.places {
		points[i] = orb.Point{pl.Lon, pl.Lat}
	}
	if p.travelS, err = travel.MatrixS(points); err != nil {
		return nil, err
	}
	if err := p.addWalks(base); err != nil {
		return nil, err
	}
	p.addDays()
	p.addHours()
	return p, nil
}

// addPlaces lists the targets and then each distinct base, and gives each team's base.
func (p *problem) addPlaces() []int {
	ids := map[string]bool{}
	for _, t := range p.op.Hotspots {
		p.places = append(p.places, Place{ID: t.ID, Name: t.Name, Lon: t.Lon, Lat: t.Lat})
		tg := target{prize: t.Priority, perWeek: t.VisitsPerWeek, pair: t.PairOnly}
		for _, s := range t.Hot {
			b, _ := ParseBand(s) // Validate has read it
			tg.bands = append(tg.bands, b)
		}
		p.targets = append(p.targets, tg)
		ids[t.ID] = true
	}
	base := make([]int, len(p.op.Teams))
	for i, t := range p.op.Teams {
		at := slices.IndexFunc(p.places, func(q Place) bool { return q.Base && q.Lon == t.Base[0] && q.Lat == t.Base[1] })
		if at < 0 {
			id := fmt.Sprintf("base-%d", len(p.places)-len(p.targets)+1)
			for ids[id] {
				id += "-b"
			}
			ids[id] = true
			name := t.BaseName
			set(&name, "Base of "+t.ID)
			at = len(p.places)
			p.places = append(p.places, Place{ID: id, Name: name, Lon: t.Base[0], Lat: t.Base[1], Base: true})
		}
		base[i] = at
	}
	return base
}

// addWalks lists every shift on every date of the operation it runs on.
func (p *problem) addWalks(base []int) error {
	from, _ := parseDay(p.op.Operation.From)
	to, _ := parseDay(p.op.Operation.To)
	for i, t := range p.op.Teams {
		leg := p.legs(t.SpeedKmh)
		first := len(p.walks)
		for d := from; d <= to; d++ {
			for _, s := range t.Shifts {
				if s.on(d) {
					w := p.newWalk(s, d)
					w.team, w.base, w.leg = i, base[i], leg
					p.walks = append(p.walks, w)
				}
			}
		}
		mine := p.walks[first:]
		sort.SliceStable(mine, func(a, b int) bool { return mine[a].start < mine[b].start })
		for k := 1; k < len(mine); k++ {
			if mine[k].start < mine[k-1].end {
				return &OperationError{Table: "team", Index: i, Name: t.ID, Key: "shift",
					Problem: fmt.Sprintf("two shifts overlap on %s", mine[k].date), Write: "a second team, or shifts that follow each other"}
			}
		}
		if len(p.walks) > maxWalks {
			return &OperationError{Table: "operation", Problem: fmt.Sprintf("more than %d shifts", maxWalks), Write: "fewer days, teams or shifts"}
		}
	}
	sort.SliceStable(p.walks, func(a, b int) bool { return p.walks[a].start < p.walks[b].start })
	return nil
}

func (p *problem) newWalk(s Shift, d day) walk {
	from, _ := parseClock(s.From)
	to, _ := parseClock(s.To)
	if to <= from {
		to += dayMin
	}
	w := walk{date: d, start: instant(d, from, p.zone), end: instant(d, to, p.zone), pause: minute(s.BreakMin)}
	if a, b, ok := s.breakWindow(from); ok && w.pause > 0 {
		lo := instant(d, a, p.zone)
		// Where the clocks skip part of the window it is longer by what is missing.
		w.pauseAt = span{lo, max(instant(d, b, p.zone)-w.pause, lo)}
	}
	return w
}

// legs is the walking time between places at a speed, in whole minutes.
func (p *problem) legs(speed float64) [][]minute {
	out := make([][]minute, len(p.travelS))
	for i, row := range p.travelS {
		out[i] = make([]minute, len(row))
		for j, s := range row {
			out[i][j] = minute((walkS(s, speed) + 59) / 60)
		}
	}
	return out
}

func (p *problem) addDays() {
	from, _ := parseDay(p.op.Operation.From)
	to, _ := parseDay(p.op.Operation.To)
	starts, _ := parseClock(p.op.Operation.DayStarts)
	for d := from - 1; d <= to+2; d++ {
		p.edges = append(p.edges, instant(d, starts, p.zone))
	}
	p.weeks = int(to-from)/7 + 1
}

// dayOf is the policing day of an instant: 1 for the operation's first.
func (p *problem) dayOf(m minute) int {
	i := sort.Search(len(p.edges), func(i int) bool { return p.edges[i] > m }) - 1
	return min(max(i, 0), len(p.edges)-1)
}

// weekOf is the operation's week that a policing day counts in.
func (p *problem) weekOf(day int) int { return min(max(day-1, 0)/7, p.weeks-1) }

// addHours cuts each place's hours to each walk.
func (p *problem) addHours() {
	p.hours = make([][][]span, len(p.walks))
	for w := range p.walks {
		wk := &p.walks[w]
		p.hours[w] = make([][]span, len(p.targets))
		for t := range p.targets {
			if p.targets[t].pair && p.op.Teams[wk.team].Size < 2 {
				continue
			}
			p.hours[w][t] = p.hoursIn(p.targets[t].bands, wk)
		}
	}
}

// hoursIn is when a visit may begin during a walk. No bands means any time.
func (p *problem) hoursIn(bands []Band, w *walk) []span {
	last := w.end - p.visit
	if last < w.start {
		return nil
	}
	if len(bands) == 0 {
		return []span{{w.start, last}}
	}
	var out []span
	for _, b := range bands {
		for d := w.date - 2; d <= w.date+2; d++ {
			if !b.Days[d.weekday()] {
				continue
			}
			s := span{max(instant(d, b.From, p.zone), w.start), min(instant(d, b.To, p.zone)-1, last)}
			if s.lo <= s.hi {
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b span) int { return int(a.lo - b.lo) })
	merged := out[:0]
	for _, s := range out {
		if n := len(merged); n > 0 && s.lo <= merged[n-1].hi+1 {
			merged[n-1].hi = max(merged[n-1].hi, s.hi)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// never is later than every time.
const never = minute(math.MaxInt64 / 4)
