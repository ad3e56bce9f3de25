package draw

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

// Reading is what the shade of a cell says.
type Reading int

// HowMany shades cells by their count in five steps; HowSure hatches the hot cells
// and dots the ones to watch.
const (
	HowMany Reading = iota
	HowSure
)

// cellEdge is 0.5 px of white.
var cellEdge = Stroke{Width: 0.13, Colour: White}

// Breaks are the upper limits of the four lower of five classes of counts: those at
// 1/5, 2/5, 3/5 and 4/5 of the cells that hold a report, pushed apart so that each
// is above the one before.
func Breaks(counts []int) [4]int {
	var held []int
	for _, c := range counts {
		if c > 0 {
			held = append(held, c)
		}
	}
	slices.Sort(held)
	var out [4]int
	last := 0
	for i := range out {
		v := last + 1
		if n := len(held); n > 0 {
			v = max(v, held[n*(i+1)/5])
		}
		out[i], last = v, v
	}
	return out
}

// step is the class of a count, 0 to 4.
func step(count int, breaks [4]int) int {
	for i, b := range breaks {
		if count <= b {
			return i
		}
	}
	return 4
}

// stepLabels print the limits of the five classes, "1", "2-3", "9 or more".
func stepLabels(breaks [4]int) [5]string {
	var out [5]string
	lo := 1
	for i, b := range breaks {
		out[i] = strconv.Itoa(lo)
		if b > lo {
			out[i] += "–" + strconv.Itoa(b)
		}
		lo = b + 1
	}
	out[4] = fmt.Sprintf("%d or more", lo)
	return out
}

// stepFill is the shade of a class: one hue from nearly white to dark.
func stepFill(i int) Fill {
	return Fill{Colour: Blend(White, CellBlue, [5]float64{0.18, 0.36, 0.56, 0.78, 1}[i]), Opacity: 0.9}
}

var (
	hotFill = Fill{Colour: OrderRed, Opacity: 0.22,
		Pattern: Pattern{Kind: Diagonal, Spacing: 1.1, Width: 0.32, Colour: OrderRed}}
	watchFill = Fill{Colour: WatchTone, Opacity: 0.16,
		Pattern: Pattern{Kind: Dots, Spacing: 1.3, Width: 0.45, Colour: 0xc25a1e}}
)

// cells draws the cells that have something to say under a reading.
func (s *sketch) cells(cells []hotspot.CellResult, reading Reading, breaks [4]int) {
	near := s.f.Bound()
	for _, c := range cells {
		if !near.Contains(c.Centre) {
			continue
		}
		var fill Fill
		switch {
		case reading == HowMany && c.Count > 0:
			fill = stepFill(step(c.Count, breaks))
		case reading == HowSure && c.Hot:
			fill = hotFill
		case reading == HowSure && c.Class == hotspot.LowEvidence:
			fill = watchFill
		default:
			continue
		}
		for _, r := range c.Cell.Boundary() {
			s.d.Polygon([]orb.Ring{s.f.ring(r)}, cellEdge, fill)
		}
	}
}

// outlines draws groups of cells by their outline, solid for hotspots, dashed for
// the watch list, with the rank in a disc above.
func (s *sketch) outlines(groups []hotspot.Group, ranked bool) {
	const radius = 2.3
	stroke := Stroke{Width: 0.65, Colour: s.look.outline}
	if !ranked {
		stroke = Stroke{Width: 0.45, Colour: s.look.outline, Dash: []float64{1.2, 0.9}}
	}
	type disc struct {
		at   orb.Point
		text string
	}
	var discs []disc
	for _, g := range groups {
		rings := s.f.Area(g.Geometry)
		if len(rings) == 0 {
			continue
		}
		s.d.Group(fmt.Sprintf("%d. %s: %d reports", g.Rank, g.Name, g.Count), g.Reason, func() {
			s.d.Polygon(rings, Stroke{Width: stroke.Width + 0.5, Colour: White}, Fill{})
			s.d.Polygon(rings, stroke, Fill{})
		})
		if ranked && s.f.Shows(g.Centre) {
			at := top(rings)
			discs = append(discs, disc{orb.Point{at[0], at[1] - radius - 0.2}, strconv.Itoa(g.Rank)})
		}
	}
	at := make([]orb.Point, len(discs))
	for i, c := range discs {
		at[i] = c.at
	}
	for i, c := range spreadDiscs(at, radius, s.f.Rect.Inset(radius+0.5)) {
		s.labels.reserve(turned{centre: c, w: 2*radius + 0.6, h: 2*radius + 0.6})
		s.d.Disc(c, radius, discs[i].text, White, Ink)
	}
}

// top is the highest point of an outline on the page.
func top(rings []orb.Ring) orb.Point {
	best := rings[0][0]
	for _, r := range rings {
		for _, p := range r {
			if p[1] < best[1] || p[1] == best[1] && p[0] < best[0] {
				best = p
			}
		}
	}
	return best
}
