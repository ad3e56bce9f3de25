package patrol

// candidate is the best place for one target in one walk; cost 0 means none.
type candidate struct {
	target, walk, pos int
	at                minute
	cost, merit       float64
}

// evaluate finds for each target its cheapest place in a walk, cost being minutes of
// dwell and added walking, blurred by chance so that no two evenings are alike.
func (s *search) evaluate(w int) {
	open := !s.tours[w].closed && s.slack(w)
	for t := range s.best[w] {
		best := candidate{}
		if open && len(s.p.hours[w][t]) > 0 {
			for pos := range len(s.tours[w].nodes) + 1 {
				at, ok := s.fits(w, t, pos)
				if !ok {
					continue
				}
				cost := s.addedMin(w, t, pos) * (1 + 0.5*s.rng.Float64())
				if best.cost == 0 || cost < best.cost {
					best = candidate{target: t, walk: w, pos: pos, at: at, cost: cost}
				}
			}
		}
		s.best[w][t] = best
	}
}

// fits gives the time a target would be visited at, put in front of position pos.
func (s *search) fits(w, t, pos int) (minute, bool) {
	tr, wk := &s.tours[w], &s.p.walks[w]
	m, from := wk.start, wk.base
	if pos > 0 {
		nd := tr.nodes[pos-1]
		m, from = tr.early[pos-1]+s.dwell(w, nd), s.place(w, nd)
	}
	m += wk.leg[from][t]
	if j := s.before(w, t, pos); j >= 0 {
		m = max(m, tr.early[j]+s.p.visit+s.p.gap)
	}
	last, to := wk.end, wk.base
	if pos < len(tr.nodes) {
		last, to = tr.late[pos], s.place(w, tr.nodes[pos])
	}
	last -= wk.leg[t][to] + s.p.visit
	if j := s.after(w, t, pos); j >= 0 {
		last = min(last, tr.late[j]-s.p.visit-s.p.gap)
	}
	if m > last {
		return 0, false
	}
	m = s.next(w, node{target: t}, m)
	return m, m <= last
}

func (s *search) addedMin(w, t, pos int) float64 {
	tr, wk := &s.tours[w], &s.p.walks[w]
	from, to := wk.base, wk.base
	if pos > 0 {
		from = s.place(w, tr.nodes[pos-1])
	}
	if pos < len(tr.nodes) {
		to = s.place(w, tr.nodes[pos])
	}
	return float64(max(1, s.p.visit+wk.leg[from][t]+wk.leg[t][to]-wk.leg[from][to]))
}
