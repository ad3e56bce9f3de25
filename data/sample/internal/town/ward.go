package town

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// ErrWard is returned where the blocks of a ward do not make one simple polygon.
var ErrWard = errors.New("town: a ward is not in one piece")

// wardLines are rough boxes, tried in order, that say to which ward a block
// between main roads belongs. The real line is the roads'.
var wardLines = []struct {
	ward           int
	x0, y0, x1, y1 float64
}{
	{Saltings, 0, 3000, 1930, 6100},
	{Ropewalk, 1930, 3000, 3335, 6100},
	{LanternQuay, 3335, 3000, 4750, 5000},
	{HeronReach, 4750, 3000, 7300, 4150},
	{Curlew, 3335, 3000, 7300, 6100},
	{SwanBridge, 0, 2340, 2960, 3000},
	{WindmillDown, 0, 0, 1500, 2340},
	{CastleDitch, 1500, 960, 2900, 2340},
	{MarineWay, 1500, 0, 7300, 960},
	{Gasworks, 4450, 960, 5870, 3000},
	{PloverHill, 5870, 960, 7300, 3000},
}

func (p *Plan) assignWards() {
	for i := range p.Blocks {
		c := middle(p.Ring(int32(i)))
		w := CornMarket
		for _, b := range wardLines {
			if c[0] >= b.x0 && c[0] < b.x1 && c[1] >= b.y0 && c[1] < b.y1 {
				w = b.ward
				break
			}
		}
		// West of Eel Lane the bank belongs to Swan Bridge.
		if w == CornMarket && c[1] > 2420 && c[0] < 3525-(2960-c[1])*0.32-max(0, 2700-c[1])*0.55 {
			w = SwanBridge
		}
		p.Blocks[i].Ward, p.Blocks[i].Next = w, w
	}
}

// middle is the centroid of a ring.
func middle(r orb.Ring) orb.Point {
	var x, y, s float64
	o := r[0]
	for i, a := range r {
		b := r[(i+1)%len(r)]
		a, b = sub(a, o), sub(b, o)
		k := a[0]*b[1] - a[1]*b[0]
		x, y, s = x+k*(a[0]+b[0]), y+k*(a[1]+b[1]), s+k
	}
	if s == 0 {
		return o
	}
	return orb.Point{o[0] + x/(3*s), o[1] + y/(3*s)}
}

// Outline is the anticlockwise closed ring of points around all blocks that are in
// the set. Errors: ErrWard when they are not one piece without holes.
func (p *Plan) Outline(in func(Block) bool) ([]int32, error) {
	next := map[int32]int32{}
	first, edges := int32(math.MaxInt32), 0
	for f := range p.Blocks {
		if !in(p.Blocks[f]) {
			continue
		}
		ring := p.Blocks[f].Ring
		for i, u := range ring {
			v := ring[(i+1)%len(ring)]
			if g, ok := p.left[[2]int32{v, u}]; ok && in(p.Blocks[g]) {
				continue
			}
			if _, twice := next[u]; twice {
				return nil, ErrWard
			}
			next[u] = v
			first = min(first, u)
			edges++
		}
	}
	if edges == 0 {
		return nil, ErrWard
	}
	out := []int32{first}
	for u := next[first]; ; u = next[u] {
		out = append(out, u)
		if u == first {
			break
		}
	}
	if len(out)-1 != edges {
		return nil, ErrWard
	}
	return out, nil
}

// movedStreets is how many streets pass from Castle Ditch to Corn Market in 2026.
const movedStreets = 14

// moveWard gives Castle Ditch's north-eastern blocks to Corn Market, the nearest to
// the corner first, until 14 named streets have passed with all their houses and
// both wards are still in one piece.
func (p *Plan) moveWard() {
	corner := xy{2900, 2300}
	var order []int
	for i, b := range p.Blocks {
		if b.Ward == CastleDitch {
			order = append(order, i)
		}
	}
	away := func(i int) float64 { return dist(middle(p.Ring(int32(i))), corner) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(away(a), away(b)) })
	for range 3 { // a block left for later because it was cut off may fit now
		for _, i := range order {
			if p.Blocks[i].Next == CornMarket {
				continue
			}
			p.Blocks[i].Next = CornMarket
			n := len(p.Moved())
			if n > movedStreets || !p.wardsWhole() {
				p.Blocks[i].Next = CastleDitch
			} else if n == movedStreets {
				return
			}
		}
	}
}

func (p *Plan) wardsWhole() bool {
	for _, w := range []int{CornMarket, CastleDitch} {
		if _, err := p.Outline(func(b Block) bool { return b.Next == w }); err != nil {
			return false
		}
	}
	return true
}

// Moved names the streets all of whose sides lay in Castle Ditch under the old
// boundaries and lie in Corn Market under the new.
func (p *Plan) Moved() []string {
	ok := map[string]bool{}
	for li, l := range p.Lines {
		if l.Name == "" || !l.Class.Walkable() {
			continue
		}
		if _, seen := ok[l.Name]; !seen {
			ok[l.Name] = true
		}
		ok[l.Name] = ok[l.Name] && p.allSides(int32(li), func(b Block) bool { return b.Ward == CastleDitch && b.Next == CornMarket })
	}
	var out []string
	for name, moved := range ok {
		if moved {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func (p *Plan) allSides(li int32, in func(Block) bool) bool {
	n := p.Lines[li].Nodes
	for i := 1; i < len(n); i++ {
		for _, e := range [][2]int32{{n[i-1], n[i]}, {n[i], n[i-1]}} {
			f, ok := p.left[e]
			if !ok {
				f, ok = p.spurBlock(li)
			}
			if !ok || !in(p.Blocks[f]) {
				return false
			}
		}
	}
	return true
}
