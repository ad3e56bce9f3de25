package geo

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// naiveLocate works in rational arithmetic by winding numbers, edge by edge: a
// different rule from the one under test, and no rounding.
func naiveLocate(mp orb.MultiPolygon, p orb.Point) Side {
	best := Outside
	for _, poly := range mp {
		side := Outside
		for k, r := range poly {
			switch s := naiveRing(r, p); {
			case k == 0:
				side = s
			case side == Inside && s == Inside:
				side = Outside
			case side == Inside && s == OnLine:
				side = OnLine
			}
			if side != Inside {
				break
			}
		}
		best = max(best, side)
	}
	return best
}

func naiveRing(r orb.Ring, p orb.Point) Side {
	winding := 0
	for i := range r {
		a, b := r[i], r[(i+1)%len(r)]
		if a[1] < p[1] && b[1] < p[1] || a[1] > p[1] && b[1] > p[1] {
			continue // for speed: rational numbers are slow
		}
		if naiveOn(a, b, p) {
			return OnLine
		}
		switch {
		case a[1] <= p[1] && b[1] > p[1] && naiveOrient(a, b, p) > 0:
			winding++
		case a[1] > p[1] && b[1] <= p[1] && naiveOrient(a, b, p) < 0:
			winding--
		}
	}
	if winding%2 != 0 { // even-odd, as for a ring that laps itself
		return Inside
	}
	return Outside
}

func naiveOn(a, b, p orb.Point) bool {
	if naiveOrient(a, b, p) != 0 {
		return false
	}
	if v, ok := grid64(a, b, p); ok {
		return (v[0]-v[4])*(v[2]-v[4])+(v[1]-v[5])*(v[3]-v[5]) <= 0
	}
	r := func(f float64) *big.Rat { return new(big.Rat).SetFloat64(f) }
	dot := new(big.Rat)
	for k := range 2 {
		u, v := new(big.Rat).Sub(r(a[k]), r(p[k])), new(big.Rat).Sub(r(b[k]), r(p[k]))
		dot.Add(dot, u.Mul(u, v))
	}
	return dot.Sign() <= 0
}

func square(x, y, side float64) orb.Ring {
	return orb.Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
}

func reversed(r orb.Ring) orb.Ring {
	r = r.Clone()
	r.Reverse()
	return r
}

func TestLocate(t *testing.T) {
	holed := orb.MultiPolygon{{square(0, 0, 10), reversed(square(4, 4, 2))}}
	island := append(holed.Clone(), orb.Polygon{square(4.5, 4.5, 1)}, orb.Polygon{square(20, 0, 10)})
	diamond := orb.MultiPolygon{{{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}}} // open, and level with its corners
	overlap := orb.MultiPolygon{{square(0, 0, 4)}, {square(2, 2, 4)}}
	for _, tt := range []struct {
		name string
		mp   orb.MultiPolygon
		p    orb.Point
		want Side
	}{
		{"inside", holed, orb.Point{1, 1}, Inside},
		{"in the hole", holed, orb.Point{5, 5}, Outside},
		{"on the hole's edge", holed, orb.Point{4, 5}, OnLine},
		{"on the hole's corner", holed, orb.Point{6, 6}, OnLine},
		{"on an edge", holed, orb.Point{10, 3}, OnLine},
		{"on a corner", holed, orb.Point{0, 10}, OnLine},
		{"level with an edge, east", holed, orb.Point{11, 0}, Outside},
		{"level with an edge, west", holed, orb.Point{-1, 10}, Outside},
		{"on the island in the hole", island, orb.Point{5, 5}, Inside},
		{"on the island's shore", island, orb.Point{4.5, 5}, OnLine},
		{"between island and hole", island, orb.Point{4.25, 5}, Outside},
		{"in the second part", island, orb.Point{25, 5}, Inside},
		{"ray through corners", diamond, orb.Point{-0.5, 0}, Inside},
		{"ray touches a corner", diamond, orb.Point{-2, 0}, Outside},
		{"ray touches the top", diamond, orb.Point{-1, 1}, Outside},
		{"a hair beside the line", diamond, orb.Point{0.5, math.Nextafter(0.5, 1)}, Outside},
		{"a hair within the line", diamond, orb.Point{0.5, math.Nextafter(0.5, 0)}, Inside},
		{"on one part's line, inside another", overlap, orb.Point{3, 4}, Inside},
		{"not a number", holed, orb.Point{math.NaN(), 1}, Outside},
		{"endless", holed, orb.Point{math.Inf(-1), 1}, Outside},
		{"nothing", nil, orb.Point{1, 1}, Outside},
		{"empty polygon", orb.MultiPolygon{{}, {nil}}, orb.Point{0, 0}, Outside},
		{"a line there and back", orb.MultiPolygon{{{{0, 0}, {2, 2}, {0, 0}}}}, orb.Point{1, 1}, OnLine},
		{"a point three times", orb.MultiPolygon{{{{1, 1}, {1, 1}, {1, 1}}}}, orb.Point{1, 1}, OnLine},
	} {
		if got := Locate(tt.mp, tt.p); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
		if got := Prepare(tt.mp).Locate(tt.p); got != tt.want {
			t.Errorf("%s, prepared: got %d, want %d", tt.name, got, tt.want)
		}
		if got := Contains(tt.mp, tt.p); got != (tt.want != Outside) {
			t.Errorf("%s: Contains is %v", tt.name, got)
		}
	}
}

// star is a ring about a centre with n corners at radii in lo..hi, rounded to a
// 1/32 grid so that points fall on its line often.
func star(rng *rand.Rand, cx, cy, lo, hi float64, n int) orb.Ring {
	r := make(orb.Ring, 0, n+1)
	for i := range n {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		d := lo + (hi-lo)*rng.Float64()
		r = append(r, orb.Point{math.Round((cx+d*c)*32) / 32, math.Round((cy+d*s)*32) / 32})
	}
	return append(r, r[0])
}

func randomArea(rng *rand.Rand) orb.MultiPolygon {
	var mp orb.MultiPolygon
	for part := range 1 + rng.IntN(3) {
		x, y := 8*float64(part), 2*rng.Float64()
		poly := orb.Polygon{star(rng, x, y, 2, 4, 3+rng.IntN(40))}
		for h := range rng.IntN(3) {
			poly = append(poly, star(rng, x-0.4+0.8*float64(h), y, 0.1, 0.35, 3+rng.IntN(8)))
		}
		mp = append(mp, poly)
	}
	return mp
}

// probes are random points, on the grid and off it, corners and middles of edges.
func probes(rng *rand.Rand, mp orb.MultiPolygon) []orb.Point {
	var out []orb.Point
	b := mp.Bound().Pad(0.5)
	for range 4 {
		x, y := b.Min[0]+rng.Float64()*(b.Max[0]-b.Min[0]), b.Min[1]+rng.Float64()*(b.Max[1]-b.Min[1])
		out = append(out, orb.Point{x, y}, orb.Point{math.Round(x*32) / 32, math.Round(y*32) / 32})
	}
	for _, poly := range mp {
		for _, r := range poly {
			for i := 1 + rng.IntN(6); i < len(r); i += 8 {
				out = append(out, r[i], orb.Point{(r[i-1][0] + r[i][0]) / 2, (r[i-1][1] + r[i][1]) / 2})
			}
		}
	}
	return out
}

func TestLocateRandomAreas(t *testing.T) {
	rng := rand.New(rand.NewPCG(20, 26))
	var seen [3]int
	for range 1000 {
		mp := randomArea(rng)
		prepared := Prepare(mp)
		for _, p := range probes(rng, mp) {
			want := naiveLocate(mp, p)
			seen[want]++
			if got := Locate(mp, p); got != want {
				t.Fatalf("Locate(%v, %v): got %d, want %d", mp, p, got, want)
			}
			if got := prepared.Locate(p); got != want {
				t.Fatalf("Prepare(%v).Locate(%v): got %d, want %d", mp, p, got, want)
			}
		}
	}
	for s, n := range seen {
		if n < 1000 {
			t.Errorf("side %d was met only %d times", s, n)
		}
	}
}

// FuzzLocate reads rings from bytes: small whole coordinates, 0xFF begins a new
// ring, 0xFE a new part. Rings may cross themselves.
func FuzzLocate(f *testing.F) {
	f.Add([]byte{0, 0, 9, 0, 9, 9, 0, 9, 0xFF, 3, 3, 6, 3, 6, 6}, 5.0, 3.0)
	f.Add([]byte{0, 0, 9, 9, 9, 0, 0, 9, 0xFE, 1, 1, 2, 2, 3, 1}, 4.5, 4.5)
	f.Fuzz(func(t *testing.T, b []byte, x, y float64) {
		p := orb.Point{x, y}
		if len(b) > 200 || !finite(p) {
			return
		}
		mp := areaFromBytes(b)
		for _, q := range []orb.Point{p, {math.Round(x), math.Round(y)}, {math.Mod(x, 16), math.Mod(y, 16)}} {
			want := naiveLocate(mp, q)
			if got := Locate(mp, q); got != want {
				t.Fatalf("Locate(%v, %v): got %d, want %d", mp, q, got, want)
			}
			if got := Prepare(mp).Locate(q); got != want {
				t.Fatalf("Prepare(%v).Locate(%v): got %d, want %d", mp, q, got, want)
			}
		}
	})
}

func areaFromBytes(b []byte) orb.MultiPolygon {
	mp := orb.MultiPolygon{{nil}}
	for i := 0; i < len(b); {
		last := len(mp) - 1
		switch {
		case b[i] == 0xFE:
			mp = append(mp, orb.Polygon{nil})
			i++
		case b[i] == 0xFF:
			mp[last] = append(mp[last], nil)
			i++
		case i+1 < len(b):
			r := len(mp[last]) - 1
			mp[last][r] = append(mp[last][r], orb.Point{float64(b[i] % 16), float64(b[i+1] % 16)})
			i += 2
		default:
			i++
		}
	}
	for _, poly := range mp {
		for k, r := range poly {
			if len(r) < 3 {
				poly[k] = nil
			}
		}
	}
	return mp
}
