package hotspot

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// traced is a borough with a little background in every quarter of 2018 and 2019,
// and so many incidents at named places in each quarter, the last one first.
func traced(places map[string][]int) *made {
	m := newSnapshot(boroughWards())
	g := boroughGrid()
	for d := Date(2018, 1, 1); d <= may2019.To; d++ {
		m.add(incident{at: g.centre[(int(d)*97)%300], day: d})
	}
	k := 0
	for _, name := range []string{"A", "B", "C", "D", "E"} {
		k++
		at := g.centre[500*k]
		for back, n := range places[name] {
			for range n {
				m.add(incident{at: at, name: "Street " + name, day: may2019.before(back).From + 20})
			}
		}
	}
	return m
}

func TestTrace(t *testing.T) {
	m := traced(map[string][]int{
		"A": {12, 12, 12, 12, 12}, // always
		"B": {12},                 // now only
		"C": {12, 0, 0, 12},       // again
		"D": {1, 14, 0, 0},        // before, hardly now
		"E": {0, 0, 12, 0, 12},    // long ago
	})
	q := Question{Window: may2019}
	r, err := Detect(m.Snapshot, q)
	if err != nil {
		t.Fatal(err)
	}
	cooling, err := Trace(m.Snapshot, q, r, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]Freshness{}
	for _, h := range append(r.Hotspots, cooling...) {
		got[strings.TrimPrefix(h.Name, "Street ")] = h.Fresh
	}
	for name, want := range map[string]Freshness{"A": Still, "B": New, "C": Returned, "D": Cooling, "E": ""} {
		if got[name] != want {
			t.Errorf("place %s: got %q, want %q", name, got[name], want)
		}
	}
	if len(cooling) != 1 || cooling[0].Rank != 1 || !strings.HasPrefix(cooling[0].Reason, "14 reports from 1 February to 30 April 2019, and 1 from 1 May to 31 July 2019.") {
		t.Errorf("got %d cooling: %+v", len(cooling), cooling)
	}
	// Two windows back, the earlier return of C cannot be seen.
	if _, err = Trace(m.Snapshot, q, r, 2); err != nil {
		t.Fatal(err)
	}
	for _, h := range r.Hotspots {
		if h.Name == "Street C" && h.Fresh != New {
			t.Errorf("place C, two windows back: got %q, want new", h.Fresh)
		}
	}
}

// Nothing is new where nothing earlier is known.
func TestTraceWithoutEarlierData(t *testing.T) {
	m, _ := planted(300, 20, 2)
	q := Question{Window: may2019}
	r, err := Detect(m.Snapshot, q)
	if err != nil {
		t.Fatal(err)
	}
	cooling, err := Trace(m.Snapshot, q, r, 4)
	if err != nil || len(cooling) != 0 || r.Hotspots[0].Fresh != "" {
		t.Errorf("got %v, %d cooling, fresh %q", err, len(cooling), r.Hotspots[0].Fresh)
	}
}

// A hotspot that moved by more than half of its incidents is new, and the one it
// left is cooling; one that only grew is still there, and what it grew out of is
// not cooling.
func TestTraceMovesAndGrowth(t *testing.T) {
	g := boroughGrid()
	row := g.touch.Of(1700)
	a := g.centre[1700]
	var b orb.Point
	for _, j := range row {
		if j != 1700 {
			b = g.centre[j]
		}
	}
	for _, c := range []struct {
		name         string
		then, now    [2]int // at a and at b, its neighbour
		fresh        Freshness
		stillCooling int
	}{
		{"grew", [2]int{15, 0}, [2]int{15, 14}, Still, 0},
		{"grew beyond itself", [2]int{15, 0}, [2]int{10, 25}, New, 0},
		{"moved", [2]int{15, 0}, [2]int{0, 15}, New, 1},
		{"shrank", [2]int{15, 14}, [2]int{15, 0}, Still, 0},
	} {
		m := newSnapshot(boroughWards())
		for d := Date(2018, 1, 1); d <= may2019.To; d++ {
			m.add(incident{at: g.centre[(int(d)*97)%300], day: d})
		}
		for k, counts := range [][2]int{c.now, c.then} {
			for p, at := range []orb.Point{a, b} {
				for range counts[p] {
					m.add(incident{at: at, day: may2019.before(k).From + 30})
				}
			}
		}
		q := Question{Window: may2019}
		r, err := Detect(m.Snapshot, q)
		if err != nil {
			t.Fatal(err)
		}
		cooling, err := Trace(m.Snapshot, q, r, 1)
		if err != nil {
			t.Fatal(err)
		}
		if r.Hotspots[0].Fresh != c.fresh || len(cooling) != c.stillCooling {
			t.Errorf("%s: got %q and %d cooling, want %q and %d", c.name, r.Hotspots[0].Fresh, len(cooling), c.fresh, c.stillCooling)
		}
	}
}
