package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

type shareRow struct{ Name, Count, Share string }

// shares count the reports by ward and by category.
func (p *analysisPage) shares(ctx context.Context, snap *hotspot.Snapshot, q hotspot.Question) error {
	rows, err := hotspot.Matching(snap, q)
	if err != nil {
		return err
	}
	byWard, byCategory := map[string]int{}, map[string]int{}
	wards := snap.PartitionAt(geo.Ward, q.Window.To)
	for _, i := range slices.Concat(rows.Located, rows.Unlocated) {
		byCategory[snap.Categories[snap.Category[i]].Label]++
		byWard[wardOf(snap, wards, i)]++
	}
	total := len(rows.Located) + len(rows.Unlocated)
	p.Categories = shareRows(byCategory, total)
	if wards != nil {
		p.Wards = shareRows(byWard, total)
	}
	return ctx.Err()
}

func wardOf(snap *hotspot.Snapshot, wards *hotspot.Partition, i int32) string {
	place := snap.PlaceOf[i]
	switch {
	case place < 0:
		return noPlace
	case wards == nil || wards.Of[place] < 0:
		return noWard
	}
	w := wards.Areas[wards.Of[place]]
	return orElse(w.Name, w.Code)
}

// What stands where a ward's name cannot; these rows come last.
const (
	noWard  = "Outside every ward"
	noPlace = "No place known"
)

// shareRows are counts with their share of all, the largest first.
func shareRows(counts map[string]int, total int) []shareRow {
	rest := func(name string) int { return slices.Index([]string{noWard, noPlace}, name) }
	names := make([]string, 0, len(counts))
	for n := range counts {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(rest(a), rest(b)), cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	out := make([]shareRow, len(names))
	for i, n := range names {
		out[i] = shareRow{n, number(counts[n]), percent(float64(counts[n]) / float64(total))}
	}
	return out
}
