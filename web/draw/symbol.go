package draw

import (
	"math"

	"github.com/paulmach/orb"
)

// symbolPart is one piece of a symbol in a square from -1 to 1, y downwards: a ring, or
// a circle of radius r at a point. Pieces lie on one another in their order, in the
// symbol's colour or in white.
type symbolPart struct {
	ring  []orb.Point
	at    orb.Point
	r     float64
	white bool
}

func dot(x, y, r float64) symbolPart    { return symbolPart{at: orb.Point{x, y}, r: r} }
func shape(pts ...orb.Point) symbolPart { return symbolPart{ring: pts} }
func (p symbolPart) hole() symbolPart   { p.white = true; return p }
func bar(x, y, w, h float64) symbolPart { return shape(box(x, y, w, h)...) }
func box(x, y, w, h float64) []orb.Point {
	return []orb.Point{{x - w, y - h}, {x + w, y - h}, {x + w, y + h}, {x - w, y + h}}
}

// symbols are the marks of sites, named places, events and perception points, by kind
// and class. They differ in shape, not only in colour, so that a copier keeps them
// apart: sites are full, perceptions are white inside. The browser's map draws the same
// ones from web/app/src/map/symbols.ts.
var symbols = map[string]map[string][]symbolPart{
	"site": {
		"school":    {shape(orb.Point{0, -1}, orb.Point{1, 0.8}, orb.Point{-1, 0.8})},
		"licensed":  {dot(0, 0, 0.95), dot(0, 0, 0.42).hole()},
		"cctv":      {bar(0, 0, 0.85, 0.85), dot(0, 0, 0.5).hole(), dot(0, 0, 0.22)},
		"knife-bin": {shape(orb.Point{0, -1}, orb.Point{1, 0}, orb.Point{0, 1}, orb.Point{-1, 0}), bar(0, 0, 0.14, 0.55).hole()},
		"hub":       {shape(orb.Point{0, -1}, orb.Point{0.9, -0.15}, orb.Point{0.9, 0.85}, orb.Point{-0.9, 0.85}, orb.Point{-0.9, -0.15}), bar(0, 0.45, 0.24, 0.4).hole()},
		"other":     {bar(0, 0, 0.62, 0.62)},
	},
	"place": {"other": {bar(0, 0, 0.9, 0.28), bar(0, 0, 0.28, 0.9)}},
	"event": {
		"protest": {shape(orb.Point{-1, -0.8}, orb.Point{1, -0.8}, orb.Point{0, 1})},
		"match":   {dot(0, 0, 0.95), bar(0, 0, 0.62, 0.17).hole(), bar(0, 0, 0.17, 0.62).hole()},
		"other":   {shape(star(5, 1, 0.45)...)},
	},
	"perception": {
		"lighting":   {dot(0, 0, 0.95), shape(halfDisc(0.68)...).hole()},
		"sightlines": {shape(lens(1, 0.72)...), shape(lens(0.72, 0.46)...).hole(), dot(0, 0, 0.32)},
		"unease":     {dot(0, 0, 0.95), dot(0, 0, 0.7).hole(), bar(0, -0.17, 0.14, 0.3), dot(0, 0.4, 0.16)},
		"other":      {dot(0, 0, 0.95), dot(0, 0, 0.62).hole()},
	},
}

// symbolColours are told apart on a screen; on paper they are one black.
var symbolColours = map[string]Colour{"site": 0x003078, "place": 0x3d4347, "event": 0x912b88, "perception": 0x00625c}

// star has n points, from straight up.
func star(n int, outer, inner float64) (pts []orb.Point) {
	for i := range 2 * n {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		sin, cos := math.Sincos(math.Pi * float64(i) / float64(n))
		pts = append(pts, orb.Point{r * sin, -r * cos})
	}
	return pts
}

// halfDisc is the right half of a disc.
func halfDisc(r float64) (pts []orb.Point) {
	for i := range 13 {
		sin, cos := math.Sincos(math.Pi * float64(i) / 12)
		pts = append(pts, orb.Point{r * sin, -r * cos})
	}
	return pts
}

// lens is an eye: two arcs of a parabola.
func lens(w, h float64) (pts []orb.Point) {
	for i := range 9 {
		x := float64(i)/4 - 1
		pts = append(pts, orb.Point{w * x, -h * (1 - x*x)})
	}
	for i := range 7 {
		x := 0.75 - float64(i)/4
		pts = append(pts, orb.Point{w * x, h * (1 - x*x)})
	}
	return pts
}

// symbolOf falls back on the kind's last class, and on the plain site.
func symbolOf(kind, class string) ([]symbolPart, Colour) {
	of, ok := symbols[kind]
	if !ok {
		of, kind = symbols["site"], "site"
	}
	parts, ok := of[class]
	if !ok {
		parts = of["other"]
	}
	return parts, symbolColours[kind]
}

// Symbol draws a symbol of radius r mm with a white edge that keeps it clear of what
// lies below.
func (d *Drawing) Symbol(c orb.Point, r float64, kind, class string, mono bool) {
	parts, colour := symbolOf(kind, class)
	if mono {
		colour = Ink
	}
	for i, p := range parts {
		fill, edge := Solid(colour), Stroke{}
		if p.white {
			fill = Solid(White)
		}
		if i == 0 { // the largest, below the others
			d.symbolPart(c, r, p, Stroke{Width: 0.9, Colour: White}, Fill{})
			edge = Stroke{Width: 0.15, Colour: colour}
		}
		d.symbolPart(c, r, p, edge, fill)
	}
}

func (d *Drawing) symbolPart(c orb.Point, r float64, p symbolPart, s Stroke, f Fill) {
	if p.r > 0 {
		d.Circle(orb.Point{c[0] + r*p.at[0], c[1] + r*p.at[1]}, r*p.r, s, f)
		return
	}
	ring := make(orb.Ring, len(p.ring))
	for i, q := range p.ring {
		ring[i] = orb.Point{c[0] + r*q[0], c[1] + r*q[1]}
	}
	d.Polygon([]orb.Ring{ring}, s, f)
}
