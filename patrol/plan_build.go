package patrol

import (
	"fmt"
	"strings"
)

// tours of a solution, as the plan is made from them: visits and break of each walk
// in order of time.
type solution interface {
	stops(walk int) []node
	reason(target, have int) string
}

// plan writes a solution out. Errors: ErrNoPlan when it holds no stop.
func (p *problem) plan(sol solution, opt Options) (*Plan, error) {
	out := &Plan{Meta: opt.Meta, Operation: *p.op, Places: p.places, TravelS: p.travelS, Shifts: []Walk{}, Unserved: []Unserved{}, BoundName: BoundName}
	m := &out.Meta
	m.Seed, m.Travel, m.Method, m.MethodVersion = opt.Seed, p.travel, Method, MethodVersion
	visits, count := make([][]int, len(p.targets)), make([]int, len(p.targets))
	for t := range visits {
		visits[t] = make([]int, len(p.edges))
	}
	total := 0
	for w := range p.walks {
		walk := p.write(w, sol.stops(w))
		out.Shifts = append(out.Shifts, walk)
		for _, n := range sol.stops(w) {
			if n.target >= 0 {
				visits[n.target][p.dayOf(n.at)]++
				count[n.target]++
				total++
			}
		}
	}
	out.Unserved = p.unserved(sol, count)
	if total == 0 {
		return nil, p.noStop(out.Unserved)
	}
	out.Score = rounded(p.score(visits))
	out.Bound = roundedUp(p.bound())
	return out, nil
}

// write is one walk with its times as clocks show them.
func (p *problem) write(w int, nodes []node) Walk {
	wk := &p.walks[w]
	team := &p.op.Teams[wk.team]
	out := Walk{Team: team.ID, Date: wk.date.String(), Start: rfc3339(wk.start, p.zone), End: rfc3339(wk.end, p.zone), Stops: []Stop{}}
	at := wk.base
	for _, n := range nodes {
		if n.target < 0 {
			out.Break = &Pause{Start: rfc3339(n.at, p.zone), End: rfc3339(n.at+wk.pause, p.zone)}
			at = wk.base
			continue
		}
		out.Stops = append(out.Stops, Stop{
			Hotspot: p.places[n.target].ID,
			Arrive:  rfc3339(n.at, p.zone),
			Leave:   rfc3339(n.at+p.visit, p.zone),
			WalkS:   walkS(p.travelS[at][n.target], team.SpeedKmh),
		})
		at = n.target
	}
	out.ReturnS = walkS(p.travelS[at][wk.base], team.SpeedKmh)
	return out
}

// unserved lists each target that is not visited, or not as often as asked for.
func (p *problem) unserved(sol solution, count []int) []Unserved {
	from, _ := parseDay(p.op.Operation.From)
	to, _ := parseDay(p.op.Operation.To)
	out := []Unserved{}
	for t, have := range count {
		want := max(1, wanted(p.targets[t].perWeek, int(to-from)+1))
		if have >= want {
			continue
		}
		reason := sol.reason(t, have)
		if have > 0 {
			reason = fmt.Sprintf("Visited %d of %d times asked for. %s", have, want, reason)
		}
		out = append(out, Unserved{Hotspot: p.places[t].ID, Reason: reason})
	}
	return out
}

// noStop says why nothing fits, in the words of the first few places.
func (p *problem) noStop(list []Unserved) error {
	name := map[string]string{}
	for _, pl := range p.places {
		name[pl.ID] = pl.Name
	}
	var b strings.Builder
	for i, u := range list {
		if i == 5 {
			fmt.Fprintf(&b, " And %d more.", len(list)-i)
			break
		}
		fmt.Fprintf(&b, " %s: %s", name[u.Hotspot], u.Reason)
	}
	return fmt.Errorf("%w: no stop fits any shift.%s", ErrNoPlan, b.String())
}
