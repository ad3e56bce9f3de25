package hotspot

import (
	"cmp"
	"slices"
)

// Sort brings the columns into the order that everything reads them in: by cell,
// place, day and id; the unlocated last.
func (s *Snapshot) Sort() {
	order := s.byPlace()
	s.ID, s.PlaceOf = permute(s.ID, order), permute(s.PlaceOf, order)
	s.Day, s.LastDay = permute(s.Day, order), permute(s.LastDay, order)
	s.Start, s.SpanMin = permute(s.Start, order), permute(s.SpanMin, order)
	s.Precision, s.Category = permute(s.Precision, order), permute(s.Category, order)
	s.Raw, s.Setting = permute(s.Raw, order), permute(s.Setting, order)
	s.Tags, s.Source = permute(s.Tags, order), permute(s.Source, order)
	s.Flags = permute(s.Flags, order)
}

// byPlace is the order of the incidents. There are fewer places than incidents: they
// are sorted, the incidents dealt out to them, and each place's few sorted.
func (s *Snapshot) byPlace() []int32 {
	ranked := make([]int32, len(s.Places))
	for i := range ranked {
		ranked[i] = int32(i)
	}
	slices.SortFunc(ranked, func(a, b int32) int {
		return cmp.Or(cmp.Compare(s.Places[a].Cell, s.Places[b].Cell), cmp.Compare(a, b))
	})
	// next[p+1] is where the next incident of place p goes; next[0] is of the unlocated
	next, sum := make([]int32, len(s.Places)+1), int32(0)
	for _, p := range s.PlaceOf {
		next[p+1]++
	}
	ends := make([]int32, 0, len(next))
	place := func(i int32) {
		next[i], sum = sum, sum+next[i]
		ends = append(ends, sum)
	}
	for _, p := range ranked {
		place(p + 1)
	}
	place(0)
	order := make([]int32, s.Len())
	for i, p := range s.PlaceOf {
		order[next[p+1]] = int32(i)
		next[p+1]++
	}
	from := int32(0)
	for _, end := range ends {
		slices.SortFunc(order[from:end], func(a, b int32) int {
			return cmp.Or(cmp.Compare(s.Day[a], s.Day[b]), cmp.Compare(s.ID[a], s.ID[b]))
		})
		from = end
	}
	return order
}

// permute leaves a column that nobody filled empty.
func permute[T any](column []T, order []int32) []T {
	if len(column) == 0 {
		return column
	}
	out := make([]T, len(column))
	for i, j := range order {
		out[i] = column[j]
	}
	return out
}
