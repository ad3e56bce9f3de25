package hotspot

import (
	"fmt"

	"hexbeat/geo/hexgrid"
)

// tracedWindows is how many earlier windows are looked at by default.
const tracedWindows = 4

// Trace sets Fresh on the hotspots of r, the answer to q, by asking the same of
// the windows before: next to one another, of the same length, windowsBack of
// them (4 when 0). It returns the hotspots of the window before that are none now.
//
// A hotspot was one before when at least half of its incidents lie in cells that
// were part of a hotspot then:
//
//   - Still: in the window before.
//   - Returned: not in the window before, but in an earlier one.
//   - New: in none of them.
//
// A hotspot of the window before is Cooling when less than half of its incidents
// then lay in cells of a hotspot now, and no hotspot that is still there shares a
// cell with it. Its sentence says how many there are now.
//
// A window counts only where every source of the present one supplied it wholly
// and it cuts no month of which only the month is known; where the window before is not such a one, Fresh stays empty, because nothing
// can be said. Boundaries are those in force at the end of r's window in all of
// them, so that a changed ward line makes nothing new.
//
// Errors: as Detect.
func Trace(s *Snapshot, q Question, r *Result, windowsBack int) (cooling []Group, err error) {
	if windowsBack <= 0 {
		windowsBack = tracedWindows
	}
	now, err := analyse(s, q)
	if err != nil {
		return nil, err
	}
	var was []map[hexgrid.Cell]bool
	for k := 1; k <= windowsBack; k++ {
		old, ok := now.earlier(now.q.Window.before(k))
		if !ok {
			break
		}
		if k == 1 {
			cooling = old.cooling(now, r)
		}
		was = append(was, old.hotCells())
	}
	if len(was) == 0 {
		return nil, nil
	}
	counts := r.counts()
	for i := range r.Hotspots {
		r.Hotspots[i].Fresh = freshness(r.Hotspots[i].Cells, counts, was)
	}
	return stillCooling(cooling, r), nil
}

// earlier is the same question in an earlier window on the same ground, tested; ok
// is false where the data do not reach it.
func (a *analysis) earlier(w Window) (old *analysis, ok bool) {
	if !coverageOf(a.s).allReach(sourcesOf(a.s, a.sel.rows), w) {
		return nil, false
	}
	old = &analysis{s: a.s, q: a.q, f: a.f, g: a.g}
	old.q.Window = w
	var err error
	if old.sel, err = a.f.selectIn(w); err != nil { // the window cuts a month
		return nil, false
	}
	old.tally()
	old.test()
	return old, true
}

func (a *analysis) hotCells() map[hexgrid.Cell]bool {
	cells := map[hexgrid.Cell]bool{}
	for _, group := range a.hotspots() {
		for _, i := range group {
			cells[a.g.cells[i]] = true
		}
	}
	return cells
}

// cooling describes those hotspots of an earlier window of which less than half
// lies in hotspots of r.
func (a *analysis) cooling(now *analysis, r *Result) []Group {
	hot := map[hexgrid.Cell]bool{}
	for _, g := range r.Hotspots {
		for _, c := range g.Cells {
			hot[c] = true
		}
	}
	var gone [][]int32
	for _, group := range a.hotspots() {
		in := 0
		for _, i := range group {
			if hot[a.g.cells[i]] {
				in += int(a.count[i])
			}
		}
		if 2*in < total(a.count, group) {
			gone = append(gone, group)
		}
	}
	a.rank(gone)
	out := newDescriber(a, a.meta()).list(HotspotList, gone)
	for i := range out {
		out[i].Fresh = Cooling
		out[i].Reason = fmt.Sprintf("%s %s, and %s %s. It is no hotspot now.", reports(out[i].Count),
			span(a.q.Window), thousands(total(now.count, gone[i])), span(now.q.Window))
	}
	return out
}

// stillCooling drops groups that a hotspot which is still there grew out of.
func stillCooling(cooling []Group, r *Result) (out []Group) {
	still := map[hexgrid.Cell]bool{}
	for _, g := range r.Hotspots {
		if g.Fresh == Still {
			for _, c := range g.Cells {
				still[c] = true
			}
		}
	}
	for _, g := range cooling {
		kept := true
		for _, c := range g.Cells {
			kept = kept && !still[c]
		}
		if kept {
			g.Rank = len(out) + 1
			out = append(out, g)
		}
	}
	return out
}

func (r *Result) counts() map[hexgrid.Cell]int {
	m := make(map[hexgrid.Cell]int, len(r.Cells))
	for _, c := range r.Cells {
		m[c.Cell] = c.Count
	}
	return m
}

// freshness compares one hotspot with the hot cells of earlier windows, the
// latest first.
func freshness(cells []hexgrid.Cell, count map[hexgrid.Cell]int, was []map[hexgrid.Cell]bool) Freshness {
	for k, hot := range was {
		all, shared := 0, 0
		for _, c := range cells {
			all += count[c]
			if hot[c] {
				shared += count[c]
			}
		}
		if 2*shared >= all {
			if k == 0 {
				return Still
			}
			return Returned
		}
	}
	return New
}
