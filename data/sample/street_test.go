package sample

import (
	"bytes"
	"cmp"
	"container/heap"
	"context"
	"io/fs"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmxml"

	"hexbeat/geo/osgrid"
)

// network is the walkable part of streets.osm.
type network struct {
	at    map[osm.NodeID]orb.Point // metres of the frame
	next  map[osm.NodeID][]osm.NodeID
	ways  []*osm.Way
	names map[string]bool
}

func readNetwork(t *testing.T) *network {
	t.Helper()
	raw, err := fs.ReadFile(embeddedFiles(t), "streets.osm")
	if err != nil {
		t.Fatal(err)
	}
	w := &network{at: map[osm.NodeID]orb.Point{}, next: map[osm.NodeID][]osm.NodeID{}, names: map[string]bool{}}
	s := osmxml.New(context.Background(), bytes.NewReader(raw))
	defer s.Close()
	for s.Scan() {
		switch o := s.Object().(type) {
		case *osm.Node:
			en, err := osgrid.FromLonLat(orb.Point{o.Lon, o.Lat})
			if err != nil {
				t.Fatal(err)
			}
			w.at[o.ID] = orb.Point{en[0] - Origin[0], en[1] - Origin[1]}
		case *osm.Way:
			w.ways = append(w.ways, o)
			if o.Tags.Find("highway") == "" {
				continue
			}
			w.names[o.Tags.Find("name")] = true
			for i := 1; i < len(o.Nodes); i++ {
				a, b := o.Nodes[i-1].ID, o.Nodes[i].ID
				w.next[a], w.next[b] = append(w.next[a], b), append(w.next[b], a)
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *network) nearest(p orb.Point) osm.NodeID {
	var best osm.NodeID
	least := math.Inf(1)
	for id := range w.next {
		if d := dist(w.at[id], p); d < least || d == least && id < best {
			best, least = id, d
		}
	}
	return best
}

// item and queue are the open list of a shortest path.
type item struct {
	node osm.NodeID
	d    float64
}
type queue []item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return cmp.Less(q[i].d, q[j].d) }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(item)) }
func (q *queue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

// walk is the walking distance in metres from a node to every other.
func (w *network) walk(from osm.NodeID) map[osm.NodeID]float64 {
	done := map[osm.NodeID]float64{}
	q := &queue{{from, 0}}
	for q.Len() > 0 {
		it := heap.Pop(q).(item)
		if _, ok := done[it.node]; ok {
			continue
		}
		done[it.node] = it.d
		for _, n := range w.next[it.node] {
			if _, ok := done[n]; !ok {
				heap.Push(q, item{n, it.d + dist(w.at[it.node], w.at[n])})
			}
		}
	}
	return done
}

func TestStreetsAreConnected(t *testing.T) {
	w := readNetwork(t)
	reached := w.walk(w.nearest(cornMarket))
	t.Logf("%d points, %d reached, %d ways, %d names", len(w.next), len(reached), len(w.ways), len(w.names))
	if len(reached) != len(w.next) {
		for id := range w.next {
			if _, ok := reached[id]; !ok {
				t.Errorf("cut off at %v", w.at[id])
			}
		}
	}
}

// TestRiver: Fish Street to Old Wharf is 300 m as the crow flies and 1.4 km on
// foot, because only two bridges cross.
func TestRiver(t *testing.T) {
	w := readNetwork(t)
	fish, wharf := orb.Point{3900, 3180}, orb.Point{3900, 2880}
	metres := w.walk(w.nearest(fish))[w.nearest(wharf)]
	t.Logf("%.0f m straight, %.0f m on foot", dist(fish, wharf), metres)
	if metres < 1250 || metres > 1550 {
		t.Errorf("%.0f m on foot, want about 1,400", metres)
	}
	crossings := map[string]int{}
	for _, way := range w.ways {
		if way.Tags.Find("highway") == "" {
			continue
		}
		for i := 1; i < len(way.Nodes); i++ {
			if (w.at[way.Nodes[i-1].ID][1] > 3000) != (w.at[way.Nodes[i].ID][1] > 3000) {
				crossings[way.Tags.Find("name")+" "+way.Tags.Find("bridge")]++
			}
		}
	}
	if len(crossings) != 2 || crossings["Swan Bridge yes"] != 1 || crossings["Mill Bridge yes"] != 1 {
		t.Errorf("the river is crossed by %v", crossings)
	}
}

func TestWindmillDownIsFar(t *testing.T) {
	w := readNetwork(t)
	const twentyMinutesM = 20 * 80 // at 4.8 km/h
	for _, hub := range sites[:2] {
		walk := w.walk(w.nearest(hub.at))
		for id, d := range walk {
			if p := w.at[id]; p[0] < 1400 && p[1] < 2250 && d < twentyMinutesM {
				t.Fatalf("%v in Windmill Down is %.0f m from %s", p, d, hub.name)
			}
		}
	}
}

func TestStreetFeatures(t *testing.T) {
	w := readNetwork(t)
	count := map[string]int{}
	for _, way := range w.ways {
		for _, tag := range way.Tags {
			if tag.Key != "name" {
				count[tag.Key+"="+tag.Value]++
			}
		}
		if len(way.Nodes) < 2 {
			t.Errorf("way %d has %d points", way.ID, len(way.Nodes))
		}
		for _, n := range way.Nodes {
			if _, ok := w.at[n.ID]; !ok {
				t.Errorf("way %d names point %d, which is not there", way.ID, n.ID)
			}
		}
	}
	t.Log(count)
	for _, want := range []string{"highway=primary", "highway=secondary", "highway=tertiary", "highway=residential", "highway=service", "highway=footway",
		"highway=pedestrian", "bridge=yes", "natural=water", "waterway=river", "railway=rail", "leisure=park"} {
		if count[want] == 0 {
			t.Errorf("nothing is %s", want)
		}
	}
	for name := range w.names {
		if strings.ContainsAny(name, "<>&\"") {
			t.Errorf("street name %q", name)
		}
	}
	dead := 0
	for _, next := range w.next {
		if len(next) == 1 {
			dead++
		}
	}
	if dead < 200 {
		t.Errorf("%d dead ends", dead)
	}
}
