package draw

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"
)

// hundredths is a point of the page in hundredths of a millimetre: points that are
// equal so are one.
func hundredths(p orb.Point) [2]int {
	return [2]int{int(math.Round(p[0] * 100)), int(math.Round(p[1] * 100))}
}

// outerEdges are the edges that one ring only has: the outline of cells side by side.
func outerEdges(rings []orb.Ring) []orb.LineString {
	type edge struct{ a, b [2]int }
	times := map[edge]int{}
	each := func(do func(e edge, a, b orb.Point)) {
		for _, r := range rings {
			for i := 1; i < len(r); i++ {
				e := edge{hundredths(r[i-1]), hundredths(r[i])}
				if e.b[0] < e.a[0] || e.b[0] == e.a[0] && e.b[1] < e.a[1] {
					e.a, e.b = e.b, e.a
				}
				do(e, r[i-1], r[i])
			}
		}
	}
	each(func(e edge, _, _ orb.Point) { times[e]++ })
	var out []orb.LineString
	each(func(e edge, a, b orb.Point) {
		if times[e] == 1 && e.a != e.b {
			out = append(out, orb.LineString{a, b})
		}
	})
	return out
}

// sharedOnce breaks rings into lines so that an edge of two rings is in one of them.
func sharedOnce(rings []orb.Ring) []orb.LineString {
	type edge struct{ a, b [2]int }
	seen := map[edge]bool{}
	var out []orb.LineString
	for _, r := range rings {
		var run orb.LineString
		flush := func() {
			if len(run) > 1 {
				out = append(out, simplify.DouglasPeucker(0.05).LineString(run))
			}
			run = nil
		}
		for i := 1; i < len(r); i++ {
			a, b := hundredths(r[i-1]), hundredths(r[i])
			switch {
			case a == b:
			case seen[edge{a, b}] || seen[edge{b, a}]:
				flush()
			default:
				seen[edge{a, b}] = true
				if run == nil {
					run = orb.LineString{r[i-1]}
				}
				run = append(run, r[i])
			}
		}
		flush()
	}
	return out
}

// thin leaves out points that the page cannot show.
func thin(rings []orb.Ring) []orb.Ring {
	for i, r := range rings {
		if cut := simplify.DouglasPeucker(0.05).Ring(r.Clone()); len(cut) > 3 {
			rings[i] = cut
		}
	}
	return rings
}
