package street

import (
	"reflect"
	"testing"

	"github.com/paulmach/orb"
)

func TestJoin(t *testing.T) {
	for _, tt := range []struct {
		name     string
		in, want [][]int64
	}{
		{"nothing", nil, nil},
		{"a ring by itself", [][]int64{{1, 2, 3, 1}}, [][]int64{{1, 2, 3, 1}}},
		{"two halves", [][]int64{{1, 2, 3}, {1, 4, 3}}, [][]int64{{1, 2, 3, 4, 1}}},
		{"three, out of order and turned", [][]int64{{1, 2}, {4, 3, 1}, {2, 9, 4}}, [][]int64{{1, 2, 9, 4, 3, 1}}},
		{"open at both ends", [][]int64{{2, 3}, {1, 2}, {4, 3}}, [][]int64{{1, 2, 3, 4}}},
		{"two rings", [][]int64{{1, 2, 1}, {5, 6}, {6, 7, 5}}, [][]int64{{1, 2, 1}, {5, 6, 7, 5}}},
		{"apart", [][]int64{{1, 2}, {3, 4}}, [][]int64{{1, 2}, {3, 4}}},
	} {
		if got := join(tt.in); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

// path makes a walkable way through nodes n, n+1, ... with steps of 0.001 degrees.
func path(n, count int64) Way {
	w := Way{ID: n, Class: Path, Foot: true}
	for i := range count {
		w.Nodes = append(w.Nodes, n+i)
		w.Line = append(w.Line, orb.Point{-0.1 + float64(i)*0.001, 51.5})
	}
	return w
}

func TestStats(t *testing.T) {
	lake := path(9000, 4)
	lake.Class, lake.Foot = Water, false
	for _, tt := range []struct {
		name string
		ways []Way
		want Stats
	}{
		{"nothing", nil, Stats{}},
		{"nothing to walk on", []Way{lake}, Stats{Ways: 1}},
		{"one small component is kept", []Way{path(1, 3), lake}, Stats{Nodes: 3, Edges: 2, Components: 1, KeptNodes: 3, KeptEdges: 2, Ways: 2}},
		{"of two equal ones the first", []Way{path(1, 3), path(11, 3)}, Stats{Nodes: 6, Edges: 4, Components: 2, KeptNodes: 3, KeptEdges: 2, Ways: 2}},
		{"large ones beside the largest", []Way{path(1, 300), path(1000, KeepNodes), path(2000, KeepNodes-1)}, Stats{Nodes: 300 + 2*KeepNodes - 1, Edges: 299 + 2*KeepNodes - 3, Components: 3, KeptNodes: 300 + KeepNodes, KeptEdges: 299 + KeepNodes - 1, Ways: 3}},
		{"the same step twice", []Way{path(1, 3), path(2, 3)}, Stats{Nodes: 4, Edges: 3, Components: 1, KeptNodes: 4, KeptEdges: 3, Ways: 2}},
	} {
		got := statsOf(tt.ways)
		tt.want.LengthKm = got.LengthKm // every step is 69.44 m long
		if want := 0.06944 * float64(got.KeptEdges); got != tt.want || got.LengthKm < want*0.999 || got.LengthKm > want*1.001 {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestClosed(t *testing.T) {
	w := Way{Line: orb.LineString{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}
	if !w.Closed() || (Way{}).Closed() || (Way{Line: w.Line[:3]}).Closed() {
		t.Error("a triangle is closed, and nothing else here is")
	}
}
