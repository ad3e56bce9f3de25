package town

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"
)

// The measure of a block, metres and square metres.
const (
	longestM     = 155
	narrowestM   = 58
	smallestM2   = 4600
	snapM        = 26
	squarestRad  = 0.6 // the least angle between a new street and the one it meets
	keepAwayM    = 55  // between a new street and a place that waits for its own
	groundsShare = 0.05
)

// wish is a street, park or undivided block that must lie at a place. It is
// granted when the halving has come down to a block of at most maxM2 around it.
type wish struct {
	name  string
	class Class // nobody: the block is left whole
	use   Use
	at    orb.Point
	deg   float64 // direction, anticlockwise from east
	maxM2 float64
}

// filler halves blocks until they are of a town's size.
type filler struct {
	*Plan
	rng    *rand.Rand
	names  *namer
	wishes []wish
}

func (f *filler) fill() {
	todo := make([]int32, 0, len(f.Blocks))
	for i := range f.Blocks {
		if f.Blocks[i].Use == Built {
			todo = append(todo, int32(i))
		}
	}
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if g, ok := f.halve(b); ok {
			todo = append(todo, b, g)
		}
	}
}

// halve cuts a block in two, or leaves it whole.
func (f *filler) halve(b int32) (int32, bool) {
	ring := f.Ring(b)
	size, bx := area(ring), boxAround(ring)
	if i := f.wanted(ring, size); i >= 0 {
		if g, divided, ok := f.grant(b, ring, i); ok {
			return g, divided
		}
	}
	if bx.length < f.limitM(bx) || size < 2*smallestM2 || bx.width < narrowestM {
		return 0, false
	}
	if size > 18000 && size < 42000 && f.rng.Float64() < groundsShare {
		return 0, false
	}
	for try := range 14 {
		chain, ok := f.attempt(b, ring, bx, try)
		if ok {
			class, named := f.classFor(size)
			name := ""
			if named {
				name = f.nameOf(b, chain, class)
			}
			return f.lay(b, chain, name, class), true
		}
	}
	return 0, false
}

// limitM is how long a block may stay: shorter in the middle of the town.
func (f *filler) limitM(bx box) float64 {
	out := dist(bx.centre, orb.Point{3600, 2700})
	return longestM*(0.78+0.22*min(1, out/1800)) + 22*f.rng.Float64() - 8
}

// wanted is the wish that the block has come down to, or -1.
func (f *filler) wanted(ring orb.Ring, size float64) int {
	return slices.IndexFunc(f.wishes, func(w wish) bool { return size <= w.maxM2 && inside(ring, w.at) })
}

// grant fulfils a wish, turning a street a little where it would not fit; a street
// that fits in no way waits for a smaller block.
func (f *filler) grant(b int32, ring orb.Ring, i int) (g int32, divided, ok bool) {
	w := f.wishes[i]
	if w.class == nobody {
		f.Blocks[b].Use, f.Blocks[b].Name = w.use, w.name
		f.wishes = slices.Delete(f.wishes, i, i+1)
		return 0, false, true
	}
	for _, turn := range []float64{0, 8, -8, 16, -16, 24, -24} {
		d := rotate(orb.Point{1, 0}, (w.deg+turn)*math.Pi/180)
		if chain, ok := f.chord(b, ring, w.at, d, 0); ok {
			f.wishes = slices.Delete(f.wishes, i, i+1)
			return f.lay(b, chain, w.name, w.class), true, true
		}
	}
	return 0, false, false
}

// attempt proposes a street across the block's longer side, less square at each try.
func (f *filler) attempt(b int32, ring orb.Ring, bx box, try int) ([]int32, bool) {
	spread := 0.10 + 0.02*float64(try)
	base := move(bx.centre, bx.along, bx.length*spread*(2*f.rng.Float64()-1))
	base = move(base, turnLeft(bx.along), bx.width*0.2*(2*f.rng.Float64()-1))
	d := rotate(turnLeft(bx.along), (0.12+0.03*float64(try))*(2*f.rng.Float64()-1))
	for _, w := range f.wishes {
		if inside(ring, w.at) && math.Abs(dot(sub(w.at, base), turnLeft(d))) < keepAwayM {
			return nil, false
		}
	}
	bow := 0.0
	if bx.width > 110 {
		bow = 0.09 * (2*f.rng.Float64() - 1)
	}
	return f.chord(b, ring, base, d, bow)
}

// classFor gives larger blocks larger streets. Some of the smallest are lanes
// without a name.
func (f *filler) classFor(size float64) (class Class, named bool) {
	switch {
	case size > 420000:
		return Tertiary, true
	case size > 34000:
		return Residential, true
	case f.rng.Float64() < 0.22:
		return Footway, false
	case f.rng.Float64() < 0.18:
		return Service, true
	}
	return Residential, true
}

// lay makes the chain a line and cuts the block along it.
func (f *filler) lay(b int32, chain []int32, name string, class Class) int32 {
	l := int32(len(f.Lines))
	f.Lines = append(f.Lines, Line{Name: name, Class: class, Nodes: chain})
	return f.split(b, chain, l)
}
