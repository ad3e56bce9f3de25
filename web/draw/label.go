package draw

import (
	"math"

	"github.com/paulmach/orb"
)

// labeller keeps the places taken on a map, so that no two labels lie on each other
// and none leaves the frame.
type labeller struct {
	bound Rect
	taken []turned
	// lines are what a label had better not lie on, though it may.
	lines []turned
}

// avoid notes a line that labels had better not lie on.
func (l *labeller) avoid(ls orb.LineString) {
	for i := 1; i < len(ls); i++ {
		dx, dy := ls[i][0]-ls[i-1][0], ls[i][1]-ls[i-1][1]
		mid := orb.Point{(ls[i][0] + ls[i-1][0]) / 2, (ls[i][1] + ls[i-1][1]) / 2}
		l.lines = append(l.lines, turned{centre: mid, w: math.Hypot(dx, dy), h: 0.8, angle: math.Atan2(dy, dx)})
	}
}

// crossed counts the lines that a place lies on.
func (l *labeller) crossed(t turned) int {
	n := 0
	for _, o := range l.lines {
		if t.overlaps(o) {
			n++
		}
	}
	return n
}

// turned is a rectangle turned about its centre, angle in radians clockwise on the page.
type turned struct {
	centre orb.Point
	w, h   float64
	angle  float64
}

// reserve takes a place without asking.
func (l *labeller) reserve(t turned) { l.taken = append(l.taken, t) }

// free reports whether a place is inside the frame and touches no place taken.
func (l *labeller) free(t turned) bool {
	for _, c := range t.corners() {
		if !l.bound.Contains(Rect{c[0], c[1], 0, 0}) {
			return false
		}
	}
	for _, o := range l.taken {
		if t.overlaps(o) {
			return false
		}
	}
	return true
}

// take is free and, when it is, reserve.
func (l *labeller) take(t turned) bool {
	if !l.free(t) {
		return false
	}
	l.reserve(t)
	return true
}

func (t turned) corners() [4]orb.Point {
	sin, cos := math.Sincos(t.angle)
	var out [4]orb.Point
	for i, k := range [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		u, v := k[0]*t.w/2, k[1]*t.h/2
		out[i] = orb.Point{t.centre[0] + u*cos - v*sin, t.centre[1] + u*sin + v*cos}
	}
	return out
}

// overlaps uses separating axes: two rectangles are apart when, seen along a side of
// one of them, they do not meet.
func (t turned) overlaps(o turned) bool {
	dx, dy := t.centre[0]-o.centre[0], t.centre[1]-o.centre[1]
	if reach := math.Hypot(t.w, t.h) + math.Hypot(o.w, o.h); 4*(dx*dx+dy*dy) > reach*reach {
		return false
	}
	a, b := t.corners(), o.corners()
	for _, angle := range [4]float64{t.angle, t.angle + math.Pi/2, o.angle, o.angle + math.Pi/2} {
		sin, cos := math.Sincos(angle)
		aLo, aHi := spread(a, cos, sin)
		bLo, bHi := spread(b, cos, sin)
		if aHi <= bLo || bHi <= aLo {
			return false
		}
	}
	return true
}

func spread(ps [4]orb.Point, x, y float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, p := range ps {
		v := p[0]*x + p[1]*y
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi
}

// textPlace is the place of a text of a measured width, centred on a point.
func textPlace(centre orb.Point, width, size, angle float64) turned {
	return turned{centre: centre, w: width + 1, h: size/pointsPerMM*0.95 + 0.3, angle: angle}
}

// labelAt draws a haloed text centred on a point, if its place is free.
func (s *sketch) labelAt(c orb.Point, text string, face Face, size float64, colour Colour, angle float64) bool {
	if !s.labels.take(textPlace(c, Measure(text, face, size), size, angle)) {
		return false
	}
	s.write(c, text, face, size, colour, angle)
	return true
}

// write draws a haloed text centred on a point both ways.
func (s *sketch) write(c orb.Point, text string, face Face, size float64, colour Colour, angle float64) {
	drop := capHeight(face, size) / 2
	sin, cos := math.Sincos(angle)
	s.d.Text(Text{
		At: orb.Point{c[0] - drop*sin, c[1] + drop*cos}, S: text, Face: face, Size: size, Align: Centre,
		Colour: colour, Angle: -angle * 180 / math.Pi, Halo: 0.45,
	})
}

// labelArea writes a name inside an area as far from its line as may be, and once.
// The area is given as cut to the frame.
func (s *sketch) labelArea(rings []orb.Ring, text string, face Face, size float64, colour Colour) bool {
	const steps = 24
	if len(rings) == 0 {
		return false
	}
	b := rings[0].Bound()
	for _, r := range rings[1:] {
		b = b.Union(r.Bound())
	}
	lines := make([]orb.LineString, len(rings))
	for i, r := range rings {
		lines[i] = orb.LineString(r)
	}
	width, best, at := Measure(text, face, size), 0.0, orb.Point{}
	for j := 0; j < steps; j++ {
		y := b.Min[1] + (float64(j)+0.5)/steps*(b.Max[1]-b.Min[1])
		us := crossings(lines, y)
		for i := 0; i+1 < len(us); i += 2 {
			lo, hi := max(us[i], s.labels.bound.X), min(us[i+1], s.labels.bound.Right())
			for k := 1; k < 8; k++ {
				c := orb.Point{lo + (hi-lo)*float64(k)/8, y}
				room := min(c[0]-lo, hi-c[0]) / (width/2 + 1)
				score := min(room, 1.5) * min(edgeDistance(lines, c)/(size*0.7), 1.5)
				place := textPlace(c, width, size, 0)
				if score > best && s.labels.free(place) {
					if score /= 1 + float64(s.labels.crossed(place)); score > best {
						best, at = score, c
					}
				}
			}
		}
	}
	return best > 0.12 && s.labelAt(at, text, face, size, colour, 0)
}

func edgeDistance(lines []orb.LineString, p orb.Point) float64 {
	best := math.Inf(1)
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			best = min(best, segmentDistance(l[i-1], l[i], p))
		}
	}
	return best
}

func segmentDistance(a, b, p orb.Point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(max(((p[0]-a[0])*dx+(p[1]-a[1])*dy)/n, 0), 1)
	}
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}
