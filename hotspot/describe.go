package hotspot

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

// describer turns groups of cells into what people read.
type describer struct {
	a      *analysis
	meta   Meta
	usual  usual
	orders *Overlay
	sites  *Overlay
	exact  bool // the data hold exact points, not snapped ones
	names  *namer
}

func newDescriber(a *analysis, m Meta) *describer {
	return &describer{
		a: a, meta: m, usual: a.usualCounts(), orders: a.s.Overlay(geo.PSPO), sites: a.s.Overlay(geo.Site),
		exact: a.exactPoints(), names: newNamer(a),
	}
}

// list describes the groups of one list in their order and names them apart.
func (d *describer) list(l List, groups [][]int32) []Group {
	out := make([]Group, len(groups))
	for i, cells := range groups {
		out[i] = d.group(l, cells)
		out[i].Rank = i + 1
	}
	d.names.tellApart(out)
	for _, g := range out {
		d.names.taken[g.Name] = l == HotspotList
	}
	for i := range out {
		out[i].Reason = d.reason(out[i], groups[i])
	}
	return out
}

// group fills everything but rank and the sentence.
func (d *describer) group(l List, cells []int32) Group {
	a := d.a
	g := Group{List: l, ZMax: a.zMax(cells), QMin: math.NaN(), PoissonPMin: math.NaN()}
	var rows []int32
	for _, i := range cells {
		g.Cells = append(g.Cells, a.g.cells[i])
		g.AreaM2 += a.g.areaM2[i]
		g.Count += int(a.count[i])
		g.BoroughAverage += a.sc.expected[i]
		g.QMin = least(g.QMin, a.sc.q[i])
		g.PoissonPMin = least(g.PoissonPMin, a.sc.poissonP[i])
		rows = append(rows, a.rows[i]...)
	}
	slices.Sort(rows)
	if d.meta.Incidents > 0 {
		g.Share = float64(g.Count) / float64(d.meta.Incidents)
	}
	g.ID = groupID(g.Cells)
	if l == BusiestList {
		g.ID += "-b" // the same cell may be a hotspot of its own
	}
	g.Geometry = hexgrid.Outline(g.Cells)
	g.Centre = a.centreOf(rows, g.Cells)
	g.UsualHere, g.UsualLow, g.UsualHigh, g.UsualYears = d.usual.of(cells)
	g.WardCodes, g.WardNames = a.wardsOf(rows, cells)
	g.PSPOIDs = d.ordersAt(rows)
	g.Peak, g.Timed = a.peakOf(rows)
	g.NotForFootPatrol = a.notForFootPatrol(rows)
	g.CheckData = d.checkData(rows)
	g.Name = d.names.name(g, rows)
	return g
}

// least is the smaller of two numbers, NaN giving way.
func least(a, b float64) float64 {
	if math.IsNaN(a) || b < a {
		return b
	}
	return a
}

// zMax is the largest z of the cells, NaN where none has one.
func (a *analysis) zMax(cells []int32) float64 {
	top := math.NaN()
	for _, i := range cells {
		if z := a.sc.z[i]; math.IsNaN(top) || z > top {
			top = z
		}
	}
	return top
}

// centreOf is the mean point of the incidents; without any, of the cells.
func (a *analysis) centreOf(rows []int32, cells []hexgrid.Cell) orb.Point {
	var sum orb.Point
	for _, i := range rows {
		p := a.s.Places[a.s.PlaceOf[i]].Point
		sum[0] += p[0]
		sum[1] += p[1]
	}
	n := float64(len(rows))
	if len(rows) == 0 {
		for _, c := range cells {
			sum[0] += c.Centre()[0]
			sum[1] += c.Centre()[1]
		}
		n = float64(max(len(cells), 1))
	}
	return orb.Point{sum[0] / n, sum[1] / n}
}

// wardsOf is the wards that the incidents fall in, those with most first, in the
// boundaries in force at the window's end. Where no incident falls in one, the
// wards of the cells' centres stand in.
func (a *analysis) wardsOf(rows, cells []int32) (codes, names []string) {
	if a.g.wards == nil {
		return nil, nil
	}
	n := map[int32]int{}
	for _, i := range rows {
		if w := a.g.wards.Of[a.s.PlaceOf[i]]; w >= 0 {
			n[w]++
		}
	}
	if len(n) == 0 {
		for _, c := range cells {
			if w := a.g.wardOf[c]; w >= 0 {
				n[w]++
			}
		}
	}
	areas := a.g.wards.Areas
	for _, w := range mostFirst(n, func(x, y int32) int { return cmp.Compare(areas[x].Code, areas[y].Code) }) {
		codes = append(codes, areas[w].Code)
		names = append(names, cmp.Or(areas[w].Name, areas[w].Code))
	}
	return codes, names
}

// ordersAt is the orders that any of the incidents happened inside, by code.
func (d *describer) ordersAt(rows []int32) (ids []string) {
	if d.orders == nil {
		return nil
	}
	for _, i := range rows {
		for _, o := range d.orders.In[d.a.s.PlaceOf[i]] {
			if id := d.orders.Areas[o].Code; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// mostFirst is the keys by descending number, level ones in the order given.
func mostFirst[K comparable](n map[K]int, level func(x, y K) int) []K {
	keys := make([]K, 0, len(n))
	for k := range n {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y K) int { return cmp.Or(cmp.Compare(n[y], n[x]), level(x, y)) })
	return keys
}
