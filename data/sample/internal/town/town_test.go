package town

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

var drawn = sync.OnceValue(func() *Plan { return Wendmouth(rand.New(rand.NewPCG(1, 2))) })

func TestSameChanceSameTown(t *testing.T) {
	p := Wendmouth(rand.New(rand.NewPCG(1, 2)))
	if !slices.Equal(p.Points, drawn().Points) {
		t.Error("two towns of one source of chance differ in their points")
	}
	q := Wendmouth(rand.New(rand.NewPCG(3, 4)))
	if slices.Equal(q.Points, drawn().Points) {
		t.Error("two sources of chance made the same town")
	}
}

// TestBlocksTile checks the subdivision: every side of every block is known, no
// block is turned inside out, and together they fill the borough.
func TestBlocksTile(t *testing.T) {
	p := drawn()
	var sum float64
	for f := range p.Blocks {
		ring := p.Blocks[f].Ring
		a := area(p.Ring(int32(f)))
		if a <= 0 {
			t.Errorf("block %d has area %v", f, a)
		}
		sum += a
		for i, u := range ring {
			if g := p.left[[2]int32{u, ring[(i+1)%len(ring)]}]; g != int32(f) {
				t.Fatalf("side %d of block %d belongs to block %d", i, f, g)
			}
		}
	}
	whole, err := p.Outline(func(Block) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if got := area(p.at(whole[:len(whole)-1])); math.Abs(got-sum) > 1 {
		t.Errorf("the blocks have %.1f m2, the borough %.1f", sum, got)
	}
}

func TestBlocksAreOfATownsSize(t *testing.T) {
	p := drawn()
	var long []float64
	for f, b := range p.Blocks {
		bx := boxAround(p.Ring(int32(f)))
		if b.Use != Built || bx.width < narrowestM { // strips along the quays
			continue
		}
		long = append(long, bx.length)
	}
	slices.Sort(long)
	n := len(long)
	if n < 2000 {
		t.Fatalf("%d blocks", n)
	}
	within := 0
	for _, l := range long {
		if l >= 60 && l <= 160 {
			within++
		}
	}
	t.Logf("%d blocks, longer side: 5 %% %.0f m, median %.0f m, 95 %% %.0f m", n, long[n/20], long[n/2], long[n*19/20])
	if share := float64(within) / float64(n); share < 0.85 {
		t.Errorf("%.0f %% of the blocks are 60 to 160 m long, want at least 85 %%", 100*share)
	}
}

func TestWards(t *testing.T) {
	p := drawn()
	for w, name := range Wards {
		for vintage, in := range map[string]func(Block) bool{
			"older": func(b Block) bool { return b.Ward == w }, "newer": func(b Block) bool { return b.Next == w },
		} {
			ring, err := p.Outline(in)
			if err != nil {
				t.Errorf("%s, %s boundaries: %v", name, vintage, err)
				continue
			}
			scaled := p.at(ring) // Validate takes degrees: a hundredth of the metres will do
			for i := range scaled {
				scaled[i] = orb.Point{scaled[i][0] / 100, scaled[i][1] / 100}
			}
			if err := geo.Validate(orb.MultiPolygon{{scaled}}); err != nil {
				t.Errorf("%s, %s boundaries: %v", name, vintage, err)
			}
			if vintage == "older" {
				checkOnStreets(t, p, name, ring)
			}
		}
	}
	if got := p.Moved(); len(got) != movedStreets {
		t.Errorf("%d streets pass to Corn Market, want %d: %v", len(got), movedStreets, got)
	}
}

// checkOnStreets: a ward line runs along streets, the middle of the river, or the
// borough's own line.
func checkOnStreets(t *testing.T, p *Plan, name string, ring []int32) {
	t.Helper()
	for i := 1; i < len(ring); i++ {
		u, v := ring[i-1], ring[i]
		l := p.Lines[p.lineOf[key(u, v)]]
		_, shared := p.left[[2]int32{v, u}]
		wet := math.Abs(p.Points[u][1]-3000) < 70 && math.Abs(p.Points[v][1]-3000) < 70
		if shared && !wet && !l.Class.Walkable() {
			t.Errorf("%s: the line from %v to %v runs along %q", name, p.Points[u], p.Points[v], l.Class)
		}
	}
}

func TestNames(t *testing.T) {
	p := drawn()
	pieces := map[string][]orb.Point{}
	for _, l := range p.Lines {
		if l.Name == "" || !l.Class.Walkable() {
			continue
		}
		if strings.TrimSpace(l.Name) != l.Name || len(strings.Fields(l.Name)) < 1 {
			t.Errorf("street name %q", l.Name)
		}
		for _, n := range l.Nodes {
			pieces[l.Name] = append(pieces[l.Name], p.Points[n])
		}
	}
	for _, want := range []string{"Fish Street", "Old Wharf", "Academy Lane", "Curlew Avenue", "Plover Close", "Ropewalk", "Ropewalk Court",
		"Wherry Street", "Station Approach", "Gasworks Lane", "Tannery Gardens", "Marine Way", "Corn Market", "Swan Bridge", "Mill Bridge", "Heron Parade"} {
		if len(pieces[want]) == 0 {
			t.Errorf("no street is called %s", want)
		}
	}
	for name, pts := range pieces {
		if b := orb.MultiPoint(pts).Bound(); math.Hypot(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]) > 4200 {
			t.Errorf("%s is spread over %v", name, b)
		}
	}
}

func TestAddresses(t *testing.T) {
	p := drawn()
	doors := p.Addresses()
	if len(doors) < 40000 {
		t.Fatalf("%d front doors", len(doors))
	}
	for k, d := range doors {
		if k%17 != 0 {
			continue
		}
		if !p.Holds(d.Block, d.At) {
			t.Errorf("%v is not in its block", d.At)
		}
		if p.Blocks[d.Block].Use == Water {
			t.Errorf("%v is in the river", d.At)
		}
		off := math.Inf(1)
		n := p.Lines[d.Line].Nodes
		for i := 1; i < len(n); i++ {
			off = min(off, dist(nearest(p.Points[n[i-1]], p.Points[n[i]], d.At), d.At))
		}
		if off > setBackM+0.2 {
			t.Errorf("%v is %.1f m off its street", d.At, off)
		}
	}
}
