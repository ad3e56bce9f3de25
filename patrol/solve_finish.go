package patrol

import "math"

// finish varies the times within each tour's slack and fills what that frees, until
// nothing more fits.
func (s *search) finish() {
	for {
		s.spread()
		before := s.count()
		s.recreate(s.all())
		if s.count() == before {
			return
		}
	}
}

func (s *search) count() (n int) {
	for _, m := range s.marks {
		n += len(m)
	}
	return n
}

// spread begins each stop somewhere in its slack, by chance, so that an observer
// cannot learn the times. Every tour stays walkable at each step.
func (s *search) spread() {
	for w := range s.tours {
		t, wk := &s.tours[w], &s.p.walks[w]
		if t.closed || !s.slack(w) {
			continue
		}
		s.unmark(w)
		m, at := wk.start, wk.base
		for i := range t.nodes {
			nd := &t.nodes[i]
			m += wk.leg[at][s.place(w, *nd)]
			if j := s.before(w, nd.target, i); j >= 0 {
				m = max(m, t.nodes[j].at+s.p.visit+s.p.gap)
			}
			m = s.next(w, *nd, m)
			if room := t.late[i] - m; room > 0 {
				m = s.next(w, *nd, m+s.share(room, len(t.nodes)-i))
			}
			nd.at = m
			m += s.dwell(w, *nd)
			at = s.place(w, *nd)
		}
		s.mark(w)
	}
}

// share is how much of the slack the next of k stops uses up: the least of k uniform
// shares, so that what is left over lies evenly between all stops.
func (s *search) share(room minute, k int) minute {
	return min(room, minute((1-math.Pow(s.rng.Float64(), 1/float64(k)))*float64(room+1)))
}
