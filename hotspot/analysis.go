package hotspot

import (
	"slices"
	"strconv"
	"time"
)

// analysis is one question in one window on its way to an answer.
type analysis struct {
	s      *Snapshot
	q      Question
	f      *filter
	g      *ground
	sel    selection
	count  []int32 // by cell
	weight []float64
	rows   [][]int32 // by cell: the incidents counted there
	sc     scores
}

// analyse selects and counts, without testing. Errors: ErrQuestion, ErrArea,
// ErrCategory, ErrWindow, ErrSnapshot.
func analyse(s *Snapshot, q Question) (*analysis, error) {
	q, err := q.withDefaults(s)
	if err != nil {
		return nil, err
	}
	a := &analysis{s: s, q: q}
	if a.g, err = groundOf(s, q); err != nil {
		return nil, err
	}
	if a.f, err = newFilter(s, q); err != nil {
		return nil, err
	}
	if a.sel, err = a.f.selectIn(q.Window); err != nil {
		return nil, err
	}
	a.tally()
	return a, nil
}

// tally counts the selected incidents by cell.
func (a *analysis) tally() {
	n := len(a.g.cells)
	a.count = make([]int32, n)
	for _, i := range a.sel.rows {
		if c := a.g.cellOf[a.s.PlaceOf[i]]; c >= 0 {
			a.count[c]++
		}
	}
	start := make([]int32, n+1)
	for i, c := range a.count {
		start[i+1] = start[i] + c
	}
	flat := make([]int32, start[n])
	a.rows = make([][]int32, n)
	for i := range a.rows {
		a.rows[i] = flat[start[i]:start[i]:start[i+1]]
	}
	for _, i := range a.sel.rows {
		if c := a.g.cellOf[a.s.PlaceOf[i]]; c >= 0 {
			a.rows[c] = append(a.rows[c], i)
		}
	}
	a.weight = floats(a.count)
	if len(a.q.Weights) > 0 {
		a.weigh()
	}
}

// weigh sums each cell's weights, a category without one weighing 1.
func (a *analysis) weigh() {
	of := make([]float64, len(a.s.Categories))
	for i := range a.s.Categories {
		of[i] = 1
		a.f.kinds.Up(i, func(up int) bool { // a kind weighs what its category weighs
			w, ok := a.q.Weights[a.s.Categories[up].ID]
			if ok {
				of[i] = w
			}
			return !ok
		})
	}
	for c, rows := range a.rows {
		a.weight[c] = 0
		for _, i := range rows {
			a.weight[c] += of[a.s.Category[i]]
		}
	}
}

// test scores the cells, unless the method only counts.
func (a *analysis) test() {
	n := len(a.count)
	if a.q.Method == CountMethod {
		a.sc = scores{
			expected: a.g.expected(a.count), around: a.g.around(a.count), z: undefined(n), p: undefined(n), q: undefined(n),
			poissonP: undefined(n), poissonQ: undefined(n), hot: make([]bool, n),
		}
		return
	}
	a.sc = scoreCells(a.g.grid, a.count, a.weight, a.q.Alpha)
}

// hotspots are the connected groups of hot cells with MinCount incidents or more.
func (a *analysis) hotspots() [][]int32 {
	groups := a.g.components(func(i int) bool { return a.sc.hot[i] })
	return slices.DeleteFunc(groups, func(g []int32) bool { return total(a.count, g) < a.q.MinCount })
}

// meta says what the answer is of.
func (a *analysis) meta() Meta {
	m := Meta{
		Snapshot: a.s.Label(), MethodVersion: MethodVersion, From: a.q.Window.From, To: a.q.Window.To,
		Categories: append([]string{}, a.f.labels...), StudyArea: a.g.study.Label, Cells: len(a.g.cells), Res: a.q.Res, Ring: a.q.Ring,
		Alpha: a.q.Alpha, MinCount: a.q.MinCount, Method: a.q.Method, Sided: "one-sided, upper",
		Marking: DefaultMarking, Unlocated: len(a.sel.unlocated), Warnings: slices.Clone(a.g.warnings),
		Excluded: Excluded{Categories: append([]string{}, a.f.excluded...)},
		Apart:    a.f.apart,
	}
	if !a.s.DataTo.IsZero() {
		m.DataTo = a.s.DataTo.UTC().Format(time.RFC3339)
	}
	if to := a.s.DataToDay(); !a.s.DataTo.IsZero() && a.q.Window.To > to {
		m.Warnings = append(m.Warnings, "The window ends on "+longDate(a.q.Window.To)+" and the data reach to "+longDate(to)+".")
	}
	a.countInto(&m)
	return m
}

// countInto counts what the cells hold, what they hold wrongly by the exact line,
// and what was left out.
func (a *analysis) countInto(m *Meta) {
	known := false
	for _, i := range a.sel.rows {
		p := a.s.PlaceOf[i]
		counted := a.g.cellOf[p] >= 0
		if counted {
			m.Incidents++
			known = known || a.s.Setting[i] != SettingUnknown
		}
		switch {
		case a.g.between[p]:
			m.Undecided++
		case counted != a.g.inside[p]:
			m.EdgeIncidents++
		}
	}
	if m.Undecided > 0 {
		m.Warnings = append(m.Warnings, undecidedWords(m.Undecided))
	}
	m.IncludesHomes = m.Incidents > 0 && !known
	for _, i := range a.sel.generated {
		if a.g.cellOf[a.s.PlaceOf[i]] >= 0 {
			m.Excluded.Count++
		}
	}
}

// undecidedWords says that a centroid decides nothing.
func undecidedWords(n int) string {
	it := "1 incident is known only by the middle of its postcode, street or place: whether it happened"
	if n > 1 {
		it = strconv.Itoa(n) + " incidents are known only by the middle of their postcode, street or place: whether they happened"
	}
	return it + " inside the area cannot be said. Hexagons count them, totals of the area do not."
}
