package hotspot

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"hexbeat/geo/hexgrid"
)

// components are the connected groups of the cells that are in, by grid
// adjacency: two cells are connected when they share an edge. Groups come in the
// order of their first cell, and so do the cells in each.
func (g *grid) components(in func(i int) bool) [][]int32 {
	var groups [][]int32
	seen := make([]bool, len(g.cells))
	for i := range seen {
		if seen[i] || !in(i) {
			continue
		}
		seen[i] = true
		group := []int32{int32(i)}
		for k := 0; k < len(group); k++ {
			for _, j := range g.touch.Of(int(group[k])) {
				if !seen[j] && in(int(j)) {
					seen[j] = true
					group = append(group, j)
				}
			}
		}
		slices.Sort(group)
		groups = append(groups, group)
	}
	return groups
}

func total(count []int32, cells []int32) (sum int) {
	for _, i := range cells {
		sum += int(count[i])
	}
	return sum
}

// groupID is the identity of a group: the first 12 hexadecimal digits of the
// SHA-256 of its resolution and its cells in ascending order. The same cells have
// the same id in every run and on every machine.
func groupID(cells []hexgrid.Cell) string {
	sorted := slices.Sorted(slices.Values(cells))
	h := sha256.New()
	if len(sorted) > 0 {
		h.Write([]byte{byte(sorted[0].Res())})
	}
	for _, c := range sorted {
		h.Write([]byte(c.String()))
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
