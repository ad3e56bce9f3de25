package patrol

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
				share := min(1, 2.5*s.rng.Float64()/float64(len(t.nodes)-i))
				m = s.next(w, *nd, m+minute(share*float64(room)))
			}
			nd.at = m
			m += s.dwell(w, *nd)
			at = s.place(w, *nd)
		}
		s.mark(w)
	}
}
