package hotspot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// MethodVersion names the rules of this package. It changes whenever the same
// snapshot and question would give other numbers.
const MethodVersion = "1"

// DefaultMarking stands on every answer that its reader has not marked otherwise.
const DefaultMarking = "OFFICIAL"

// Detect answers a question: every cell of the study area with both tests, and
// three lists of places.
//
//   - Hotspots: connected groups of hot cells (see scoreCells for the rule) with
//     MinCount incidents or more, by count, then by the largest z.
//   - Watch: too few to call (see watchGroups).
//   - Busiest: a plain count without a test, always filled while there is an
//     incident (see busiestCells).
//
// Where the test has no answer, as on a map that is the same everywhere, no cell
// is hot, every cell is of class Undefined, Meta.Reason says why, and Busiest is
// still filled. The same snapshot, question and MethodVersion give the same
// result to the bit; the order of incidents in the snapshot does not matter.
//
// Errors: ErrQuestion, ErrArea, ErrCategory, ErrWindow, ErrSnapshot.
func Detect(s *Snapshot, q Question) (*Result, error) {
	a, err := analyse(s, q)
	if err != nil {
		return nil, err
	}
	a.test()
	r := &Result{Meta: a.meta(), Study: a.g.study}
	hot, watch := a.hotspots(), [][]int32(nil)
	if a.q.Method == GiStarMethod {
		watch = watchGroups(a.g.grid, a.count, a.sc.poissonP, a.sc.hot, a.q.MinCount)
		r.Meta.WatchByChance = a.g.watchByChance(r.Meta.Incidents, a.q.MinCount)
		r.Meta.Seed = chanceSeed
	}
	r.Meta.Reason = a.reason()
	a.rank(hot)
	d := newDescriber(a, r.Meta)
	r.Hotspots = d.list(HotspotList, hot)
	r.Watch = d.list(WatchList, watch)
	r.Busiest = d.busiest()
	r.Cells = a.cellResults(hot, watch)
	return r, nil
}

// reason is why the test has no answer, everywhere or on some cells; else empty.
func (a *analysis) reason() string {
	if a.q.Method == CountMethod {
		return "no test is made: the method is a plain count"
	}
	if a.sc.reason != nil {
		return strings.TrimPrefix(a.sc.reason.Error(), ErrUndefined.Error()+": ")
	}
	n := 0
	for _, z := range a.sc.z {
		if math.IsNaN(z) {
			n++
		}
	}
	if n > 0 {
		return fmt.Sprintf("the neighbourhood of %d of %d cells is the whole study area, so they cannot be compared with the rest of it", n, len(a.sc.z))
	}
	return ""
}

// rank orders hotspots by count, then by their largest z, then by their first
// cell, so that the order never hangs on chance.
func (a *analysis) rank(groups [][]int32) {
	slices.SortStableFunc(groups, func(x, y []int32) int {
		return cmp.Or(cmp.Compare(total(a.count, y), total(a.count, x)), cmp.Compare(a.zMax(y), a.zMax(x)), cmp.Compare(x[0], y[0]))
	})
}

func (a *analysis) cellResults(hot, watch [][]int32) []CellResult {
	out := make([]CellResult, len(a.count))
	for i := range out {
		out[i] = CellResult{
			Cell: a.g.cells[i], Centre: a.g.centre[i], AreaM2: a.g.areaM2[i],
			Count: int(a.count[i]), Weight: a.weight[i], Expected: a.sc.expected[i],
			Z: a.sc.z[i], P: a.sc.p[i], Q: a.sc.q[i], PoissonP: a.sc.poissonP[i], PoissonQ: a.sc.poissonQ[i],
			Hot: a.sc.hot[i], Class: a.class(i),
		}
		if w := a.g.wardOf[i]; w >= 0 {
			out[i].Ward = a.g.wards.Areas[w].Code
		}
	}
	mark := func(groups [][]int32, c Class) {
		for _, g := range groups {
			for _, i := range g {
				out[i].Class = c
			}
		}
	}
	mark(watch, LowEvidence)
	mark(hot, Hot)
	return out
}

// class is a cell's class before the lists are laid over it: a hot cell of a group
// with too few incidents is low evidence, watched or not.
func (a *analysis) class(i int) Class {
	switch {
	case a.sc.hot[i]:
		return LowEvidence
	case a.q.Method == GiStarMethod && math.IsNaN(a.sc.z[i]):
		return Undefined
	}
	return None
}
