package street

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

// KeepNodes is the least size of a component, in nodes, that is kept beside the
// largest one: an estate behind the edge of the extract is, a path in a courtyard that
// joins nothing is not.
const KeepNodes = 100

// Stats says what the walking network of a file holds. Its nodes are those of ways
// that may be walked, its edges the steps between consecutive ones, each counted once.
type Stats struct {
	Nodes        int     `json:"nodes"`
	Edges        int     `json:"edges"`
	Components   int     `json:"components"` // groups of nodes that hang together
	KeptNodes    int     `json:"keptNodes"`  // of the largest component and those of KeepNodes and more
	KeptEdges    int     `json:"keptEdges"`
	LengthKm     float64 `json:"lengthKm"`     // of the kept edges
	Ways         int     `json:"ways"`         // streets, paths and base lines read
	MissingNodes int     `json:"missingNodes"` // named by a way, but not in the file
}

// edge is a step between two nodes, by their positions, the lower first.
type edge struct {
	a, b    int32
	lengthM float64
}

func statsOf(ways []Way) Stats {
	ids, edges := network(ways)
	group := newGroups(len(ids))
	for _, e := range edges {
		group.join(e.a, e.b)
	}
	kept := group.kept()
	s := Stats{Nodes: len(ids), Edges: len(edges), Components: group.count, Ways: len(ways)}
	for i := range ids {
		if kept[group.of(int32(i))] {
			s.KeptNodes++
		}
	}
	lengthM := 0.0
	for _, e := range edges {
		if kept[group.of(e.a)] {
			s.KeptEdges++
			lengthM += e.lengthM
		}
	}
	s.LengthKm = lengthM / 1000
	return s
}

// network is the nodes of walkable ways in ascending order and their edges.
func network(ways []Way) ([]int64, []edge) {
	var ids []int64
	for _, w := range ways {
		if w.Foot {
			ids = append(ids, w.Nodes...)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var edges []edge
	for _, w := range ways {
		if !w.Foot {
			continue
		}
		for i := 1; i < len(w.Nodes); i++ {
			a, _ := slices.BinarySearch(ids, w.Nodes[i-1])
			b, _ := slices.BinarySearch(ids, w.Nodes[i])
			edges = append(edges, edge{int32(min(a, b)), int32(max(a, b)), stepM(w.Line[i-1], w.Line[i])})
		}
	}
	slices.SortFunc(edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return ids, slices.CompactFunc(edges, func(x, y edge) bool { return x.a == y.a && x.b == y.b })
}

// stepM is the length of a short step in metres, on the plane that touches the
// ellipsoid half way: right to a part in a million up to a kilometre.
func stepM(p, q orb.Point) float64 {
	east, north := geo.DegreeM((p[1] + q[1]) / 2)
	return math.Hypot((q[0]-p[0])*east, (q[1]-p[1])*north)
}

// groups is a union-find over nodes.
type groups struct {
	parent []int32
	size   []int32
	count  int
}

func newGroups(n int) *groups {
	g := &groups{make([]int32, n), make([]int32, n), n}
	for i := range g.parent {
		g.parent[i], g.size[i] = int32(i), 1
	}
	return g
}

func (g *groups) of(i int32) int32 {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *groups) join(a, b int32) {
	a, b = g.of(a), g.of(b)
	if a == b {
		return
	}
	if g.size[a] < g.size[b] {
		a, b = b, a
	}
	g.parent[b] = a
	g.size[a] += g.size[b]
	g.count--
}

// kept marks the roots of the largest group, the first of equal ones, and of those of
// KeepNodes and more.
func (g *groups) kept() map[int32]bool {
	out, largest := map[int32]bool{}, int32(-1)
	for i := range g.parent {
		r := int32(i)
		if g.parent[r] != r {
			continue
		}
		if g.size[r] >= KeepNodes {
			out[r] = true
		}
		if largest < 0 || g.size[r] > g.size[largest] {
			largest = r
		}
	}
	if largest >= 0 {
		out[largest] = true
	}
	return out
}
