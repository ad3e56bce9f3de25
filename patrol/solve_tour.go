package patrol

import (
	"slices"
	"sort"
)

// node is a visit, or the break when target is -1.
type node struct {
	target int
	at     minute // when it begins
}

// tour is one walk being built. early[i] is the earliest that node i can begin after
// those before it, late[i] the latest that still lets those after it happen.
type tour struct {
	nodes       []node
	early, late []minute
	closed      bool // not even its break fits
}

func (s *search) emptyTour(w int) tour {
	t := tour{}
	wk := &s.p.walks[w]
	if wk.pause > 0 {
		lo := max(wk.pauseAt.lo, wk.start)
		t.nodes = []node{{target: -1, at: lo}}
		t.closed = lo > wk.pauseAt.hi || lo+wk.pause > wk.end
	}
	return t
}

func (s *search) place(w int, n node) int {
	if n.target < 0 {
		return s.p.walks[w].base
	}
	return n.target
}

func (s *search) dwell(w int, n node) minute {
	if n.target < 0 {
		return s.p.walks[w].pause
	}
	return s.p.visit
}

// next is the first moment from m on when walk w may begin node n; never if none.
// Visits of other walks keep their times and the gap around them.
func (s *search) next(w int, n node, m minute) minute {
	if n.target < 0 {
		at := s.p.walks[w].pauseAt
		if m > at.hi {
			return never
		}
		return max(m, at.lo)
	}
	apart := s.p.visit + s.p.gap
	marks := s.marks[n.target]
	for _, h := range s.p.hours[w][n.target] {
		if h.hi < m {
			continue
		}
		m = max(m, h.lo)
		i := sort.Search(len(marks), func(i int) bool { return marks[i].at > m-apart })
		for ; i < len(marks) && marks[i].at < m+apart; i++ {
			if marks[i].walk != w {
				m = marks[i].at + apart
			}
		}
		if m <= h.hi {
			return m
		}
	}
	return never
}

// prev is the last moment up to m when walk w may begin node n; -never if none.
func (s *search) prev(w int, n node, m minute) minute {
	if n.target < 0 {
		at := s.p.walks[w].pauseAt
		if m < at.lo {
			return -never
		}
		return min(m, at.hi)
	}
	apart := s.p.visit + s.p.gap
	marks := s.marks[n.target]
	hours := s.p.hours[w][n.target]
	for k := len(hours) - 1; k >= 0; k-- {
		if hours[k].lo > m {
			continue
		}
		m = min(m, hours[k].hi)
		i := sort.Search(len(marks), func(i int) bool { return marks[i].at >= m+apart }) - 1
		for ; i >= 0 && marks[i].at > m-apart; i-- {
			if marks[i].walk != w {
				m = marks[i].at - apart
			}
		}
		if m >= hours[k].lo {
			return m
		}
	}
	return -never
}

// slack works out early and late. It reports false when the tour cannot be walked.
func (s *search) slack(w int) bool {
	t, wk := &s.tours[w], &s.p.walks[w]
	n := len(t.nodes)
	t.early, t.late = slices.Grow(t.early[:0], n)[:n], slices.Grow(t.late[:0], n)[:n]
	m, at := wk.start, wk.base
	for i, nd := range t.nodes {
		m += wk.leg[at][s.place(w, nd)]
		if j := s.before(w, nd.target, i); j >= 0 {
			m = max(m, t.early[j]+s.p.visit+s.p.gap)
		}
		if m = s.next(w, nd, m); m == never {
			return false
		}
		t.early[i] = m
		m += s.dwell(w, nd)
		at = s.place(w, nd)
	}
	if m+wk.leg[at][wk.base] > wk.end {
		return false
	}
	m, at = wk.end, wk.base
	for i := n - 1; i >= 0; i-- {
		nd := t.nodes[i]
		m -= wk.leg[s.place(w, nd)][at] + s.dwell(w, nd)
		if j := s.after(w, nd.target, i+1); j >= 0 {
			m = min(m, t.late[j]-s.p.visit-s.p.gap)
		}
		m = s.prev(w, nd, m)
		t.late[i] = m
		at = s.place(w, nd)
	}
	return true
}

// before is the last visit of a target ahead of position i, after the first from it on.
func (s *search) before(w, target, i int) int {
	for j := i - 1; j >= 0 && target >= 0; j-- {
		if s.tours[w].nodes[j].target == target {
			return j
		}
	}
	return -1
}

func (s *search) after(w, target, i int) int {
	for j := i; j < len(s.tours[w].nodes) && target >= 0; j++ {
		if s.tours[w].nodes[j].target == target {
			return j
		}
	}
	return -1
}

// insert puts a candidate where it was found to fit.
func (s *search) insert(c candidate) {
	s.replace(c.walk, slices.Insert(slices.Clone(s.tours[c.walk].nodes), c.pos, node{target: c.target}))
}

// replace gives a walk other nodes, begun as early as can be, and tells the rest. It
// leaves the walk as it was when the new one cannot be walked, as where a detour over
// a third place is the shorter way.
func (s *search) replace(w int, nodes []node) {
	s.unmark(w)
	old := s.tours[w].nodes
	s.tours[w].nodes = nodes
	if s.slack(w) {
		for i := range nodes {
			nodes[i].at = s.tours[w].early[i]
		}
	} else {
		s.tours[w].nodes = old
	}
	s.mark(w)
}

func (s *search) mark(w int) {
	for _, n := range s.tours[w].nodes {
		if n.target >= 0 {
			i := sort.Search(len(s.marks[n.target]), func(i int) bool { return s.marks[n.target][i].at >= n.at })
			s.marks[n.target] = slices.Insert(s.marks[n.target], i, mark{n.at, w})
			s.visits[n.target][s.p.dayOf(n.at)]++
		}
	}
}

func (s *search) unmark(w int) {
	for _, n := range s.tours[w].nodes {
		if n.target >= 0 {
			s.marks[n.target] = slices.DeleteFunc(s.marks[n.target], func(m mark) bool { return m.walk == w && m.at == n.at })
			s.visits[n.target][s.p.dayOf(n.at)]--
		}
	}
}

func (s *search) save(walks []int) [][]node {
	out := make([][]node, len(walks))
	for i, w := range walks {
		out[i] = slices.Clone(s.tours[w].nodes)
	}
	return out
}

func (s *search) restore(walks []int, old [][]node) {
	for _, w := range walks {
		s.unmark(w)
	}
	for i, w := range walks {
		s.tours[w].nodes = old[i]
		s.mark(w)
	}
}

// walking is the minutes of walking in some walks.
func (s *search) walking(walks []int) (sum minute) {
	for _, w := range walks {
		wk, at := &s.p.walks[w], s.p.walks[w].base
		for _, n := range s.tours[w].nodes {
			sum += wk.leg[at][s.place(w, n)]
			at = s.place(w, n)
		}
		sum += wk.leg[at][wk.base]
	}
	return sum
}
