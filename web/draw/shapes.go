package draw

import (
	"math"

	"github.com/paulmach/orb"
)

// Line draws one open line.
func (d *Drawing) Line(l orb.LineString, s Stroke) { d.Lines([]orb.LineString{l}, s) }

// Lines draws open lines of one look as one mark. Lines of fewer than two points
// are left out.
func (d *Drawing) Lines(ls []orb.LineString, s Stroke) {
	keep := make([]orb.LineString, 0, len(ls))
	for _, l := range ls {
		if len(l) > 1 {
			keep = append(keep, l)
		}
	}
	if len(keep) == 0 || s.Width <= 0 || !d.finite(s.Width) || !d.finiteLines(keep) {
		return
	}
	d.items = append(d.items, pathItem{lines: keep, stroke: s})
}

// Polygon draws one area: fill, pattern, then line. Holes are told from outsides by
// the even-odd rule, so the order and direction of rings do not matter.
func (d *Drawing) Polygon(rings []orb.Ring, s Stroke, f Fill) {
	ls := make([]orb.LineString, 0, len(rings))
	for _, r := range rings {
		if len(r) > 1 && r[0] == r[len(r)-1] {
			r = r[:len(r)-1]
		}
		if len(r) > 2 {
			ls = append(ls, orb.LineString(r))
		}
	}
	if len(ls) == 0 || !d.finite(s.Width, f.Opacity) || !d.finiteLines(ls) {
		return
	}
	p := pathItem{lines: ls, closed: true, stroke: s, fill: f}
	if f.Pattern.Spacing <= 0 {
		d.items = append(d.items, p)
		return
	}
	if f.Opacity > 0 {
		p.stroke = Stroke{}
		d.items = append(d.items, p)
	}
	d.pattern(ls, f.Pattern)
	if s.Width > 0 {
		p.stroke, p.fill = s, Fill{}
		d.items = append(d.items, p)
	}
}

// Rect draws a rectangle.
func (d *Drawing) Rect(r Rect, s Stroke, f Fill) {
	d.Polygon([]orb.Ring{{{r.X, r.Y}, {r.Right(), r.Y}, {r.Right(), r.Bottom()}, {r.X, r.Bottom()}}}, s, f)
}

// Circle draws a circle of radius r mm. A pattern is not drawn in it.
func (d *Drawing) Circle(c orb.Point, r float64, s Stroke, f Fill) {
	if r > 0 && d.finite(c[0], c[1], r, s.Width, f.Opacity) {
		d.items = append(d.items, circleItem{c, r, s, f})
	}
}

// Disc draws a filled circle of radius r mm with a short text in it, a number or a rank.
func (d *Drawing) Disc(c orb.Point, r float64, text string, ink, paper Colour) {
	d.Circle(c, r, Stroke{Width: 0.35, Colour: ink}, Solid(paper))
	size := r * 1.25 * pointsPerMM
	for size > 4 && Measure(text, Bold, size) > 1.7*r {
		size *= 0.92
	}
	d.Text(Text{At: orb.Point{c[0], c[1] + capHeight(Bold, size)/2}, S: text, Face: Bold, Size: size, Align: Centre, Colour: ink})
}

// TickBox draws an empty square box with its top left corner at (x, y).
func (d *Drawing) TickBox(x, y, side float64) {
	d.Rect(Rect{x, y, side, side}, Stroke{Width: 0.3, Colour: Ink}, Solid(White))
}

// Arrow draws a filled arrow head with its tip at a point, length mm long, pointing
// along (dx, dy).
func (d *Drawing) Arrow(tip orb.Point, dx, dy, length float64, c Colour) {
	n := math.Hypot(dx, dy)
	if n == 0 {
		return
	}
	ux, uy := dx/n*length, dy/n*length
	a := orb.Point{tip[0] - ux - uy*0.42, tip[1] - uy + ux*0.42}
	b := orb.Point{tip[0] - ux + uy*0.42, tip[1] - uy - ux*0.42}
	d.Polygon([]orb.Ring{{tip, a, b}}, Stroke{Width: 0.25, Colour: White}, Solid(c))
}
