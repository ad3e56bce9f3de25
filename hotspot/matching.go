package hotspot

// Matched are the incidents that a question takes, as indices into the snapshot's
// columns, in their order.
type Matched struct {
	Located   []int32 // counted in a cell of the study area
	Unlocated []int32 // without a place; asked of no area in particular
}

// Matching selects the incidents of a question without testing anything: for
// points on a map, shares and small lines of counts. Errors: as Detect.
func Matching(s *Snapshot, q Question) (Matched, error) {
	a, err := analyse(s, q)
	if err != nil {
		return Matched{}, err
	}
	var m Matched
	for _, i := range a.sel.rows {
		if a.g.cellOf[s.PlaceOf[i]] >= 0 {
			m.Located = append(m.Located, i)
		}
	}
	m.Unlocated = a.sel.unlocated
	return m, nil
}
