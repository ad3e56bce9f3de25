package hotspot

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
)

// busiestMost is how many of the busiest cells are listed.
const busiestMost = 10

// busiest is the plain count: the ten cells with most incidents, each a group of
// its own, whatever the tests say of them. Cells level at the cut are taken by the
// count of their neighbourhood and then by a hash of the cell, which no side of
// the map is favoured by; the sentence of the last says how many were left out.
func (d *describer) busiest() []Group {
	order, left := d.a.busiestCells()
	groups := make([][]int32, len(order))
	for i, c := range order {
		groups[i] = []int32{c}
	}
	out := d.list(BusiestList, groups)
	if left > 0 {
		last := &out[len(out)-1]
		last.Reason += fmt.Sprintf(" %s not listed.", others(left))
	}
	return out
}

func others(n int) string {
	if n == 1 {
		return "One other place with the same number is"
	}
	return fmt.Sprintf("%d other places with the same number are", n)
}

// busiestCells is the cells to list, and how many with the last one's count are not.
func (a *analysis) busiestCells() (cells []int32, left int) {
	for i, c := range a.count {
		if c > 0 {
			cells = append(cells, int32(i))
		}
	}
	slices.SortFunc(cells, func(x, y int32) int {
		return cmp.Or(
			cmp.Compare(a.count[y], a.count[x]), cmp.Compare(a.sc.around[y], a.sc.around[x]),
			cmp.Compare(a.lot(x), a.lot(y)), cmp.Compare(x, y))
	})
	if len(cells) <= busiestMost {
		return cells, 0
	}
	for _, c := range cells[busiestMost:] {
		if a.count[c] == a.count[cells[busiestMost-1]] {
			left++
		}
	}
	return cells[:busiestMost], left
}

// lot draws a cell's place among level ones.
func (a *analysis) lot(i int32) uint64 {
	h := fnv.New64a()
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(a.g.cells[i])))
	return h.Sum64()
}
