package draw

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// maxPatternLines bounds what one area may be hatched with; a larger area takes a
// wider spacing rather than a file nobody can open.
const maxPatternLines = 1500

// pattern draws a pattern cut to an area by the even-odd rule.
func (d *Drawing) pattern(rings []orb.LineString, p Pattern) {
	if !d.finite(p.Spacing, p.Width) || p.Width <= 0 {
		return
	}
	s := Stroke{Width: p.Width, Colour: p.Colour}
	switch p.Kind {
	case Dots:
		s.Round = true
		d.Lines(dots(rings, p.Spacing), s)
	case Level:
		d.Lines(hatch(rings, 0, p.Spacing), s)
	case Counter:
		d.Lines(hatch(rings, math.Pi/4, p.Spacing), s)
	default:
		d.Lines(hatch(rings, -math.Pi/4, p.Spacing), s)
	}
}

// hatch cuts parallel lines at an angle from the x axis (down the page positive) to
// an area. Every crossing of a line with an edge is found; the parts between the
// first and second, third and fourth, ... lie inside.
func hatch(rings []orb.LineString, angle, spacing float64) []orb.LineString {
	sin, cos := math.Sincos(angle)
	turn := func(p orb.Point) orb.Point { return orb.Point{p[0]*cos + p[1]*sin, p[1]*cos - p[0]*sin} }
	back := func(u, v float64) orb.Point { return orb.Point{u*cos - v*sin, u*sin + v*cos} }
	turned, lo, hi := make([]orb.LineString, len(rings)), math.Inf(1), math.Inf(-1)
	for i, r := range rings {
		turned[i] = make(orb.LineString, len(r))
		for j, p := range r {
			turned[i][j] = turn(p)
			lo, hi = min(lo, turned[i][j][1]), max(hi, turned[i][j][1])
		}
	}
	if !(hi > lo) {
		return nil
	}
	for (hi-lo)/spacing > maxPatternLines {
		spacing *= 2
	}
	var out []orb.LineString
	for v := math.Ceil(lo/spacing) * spacing; v < hi; v += spacing {
		us := crossings(turned, v)
		for i := 0; i+1 < len(us); i += 2 {
			if us[i+1]-us[i] > 0.05 {
				out = append(out, orb.LineString{back(us[i], v), back(us[i+1], v)})
			}
		}
	}
	return out
}

// crossings are where the level v crosses the rings, in ascending order. An edge
// holds its lower end and not its upper, so a vertex counts once.
func crossings(rings []orb.LineString, v float64) []float64 {
	var us []float64
	for _, r := range rings {
		for i, b := range r {
			a := r[(i+len(r)-1)%len(r)]
			if (a[1] <= v) != (b[1] <= v) {
				us = append(us, a[0]+(v-a[1])/(b[1]-a[1])*(b[0]-a[0]))
			}
		}
	}
	slices.Sort(us)
	return us
}

// dots are points of no length, drawn with round ends, in staggered rows.
func dots(rings []orb.LineString, spacing float64) []orb.LineString {
	var out []orb.LineString
	for _, row := range hatch(rings, 0, spacing) {
		a, b := row[0], row[1]
		shift := 0.0
		if int(math.Round(a[1]/spacing))%2 != 0 {
			shift = spacing / 2
		}
		first := math.Ceil((a[0]+spacing*0.2-shift)/spacing)*spacing + shift
		for x := first; x < b[0]-spacing*0.2 && len(out) < maxPatternLines*8; x += spacing {
			out = append(out, orb.LineString{{x, a[1]}, {x, a[1]}})
		}
	}
	return out
}
