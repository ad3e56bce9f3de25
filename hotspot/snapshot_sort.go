package hotspot

import (
	"cmp"
	"slices"
)

// Sort brings the columns into the order that everything reads them in: by cell,
// place, day and id; the unlocated last.
func (s *Snapshot) Sort() {
	order := make([]int32, s.Len())
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		pa, pb := s.PlaceOf[a], s.PlaceOf[b]
		switch {
		case pa == pb:
			return cmp.Or(cmp.Compare(s.Day[a], s.Day[b]), cmp.Compare(s.ID[a], s.ID[b]))
		case pa < 0:
			return 1
		case pb < 0:
			return -1
		}
		return cmp.Or(cmp.Compare(s.Places[pa].Cell, s.Places[pb].Cell), cmp.Compare(pa, pb))
	})
	s.ID, s.PlaceOf = permute(s.ID, order), permute(s.PlaceOf, order)
	s.Day, s.LastDay = permute(s.Day, order), permute(s.LastDay, order)
	s.Start, s.SpanMin = permute(s.Start, order), permute(s.SpanMin, order)
	s.Precision, s.Category = permute(s.Precision, order), permute(s.Category, order)
	s.Raw, s.Setting = permute(s.Raw, order), permute(s.Setting, order)
	s.Tags, s.Source = permute(s.Tags, order), permute(s.Source, order)
	s.Flags = permute(s.Flags, order)
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
