package draw

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"hexbeat/geo/street"
)

// chain is a street's line on the page, joined from the ways that bear its name.
type chain struct {
	name  string
	class street.Class
	line  orb.LineString
	rank  float64
}

// crowded reports whether a name would only crowd the map: at the smaller scales, of
// a lesser street away from where people are sent.
func (s *sketch) crowded(c street.Class, l orb.LineString, focus []orb.Point) bool {
	if c == street.Main || s.f.Scale < 8500 || len(focus) == 0 {
		return false
	}
	reach := 30.0
	if c != street.Local {
		reach = 10
	}
	for _, p := range focus {
		if edgeDistance([]orb.LineString{l}, p) < reach {
			return false
		}
	}
	return true
}

func cmpFloat(a, b float64) int {
	if a < b {
		return -1
	} else if a > b {
		return 1
	}
	return 0
}

// chainRank is small for what is to be named first.
func chainRank(c street.Class, l orb.LineString, focus []orb.Point) float64 {
	near := 60.0
	for _, p := range focus {
		near = min(near, edgeDistance([]orb.LineString{l}, p))
	}
	class := map[street.Class]float64{street.Main: 0, street.Local: 12, street.ServiceWay: 30, street.Path: 36}[c]
	return near + class - min(lengthMM(l), 80)/8
}

func lengthMM(l orb.LineString) float64 {
	var sum float64
	for i := 1; i < len(l); i++ {
		sum += math.Hypot(l[i][0]-l[i-1][0], l[i][1]-l[i-1][1])
	}
	return sum
}

// joinWays joins ways of one name end to end where they share a point.
func joinWays(ws []street.Way) []orb.LineString {
	left := make([]orb.LineString, len(ws))
	for i, w := range ws {
		left[i] = w.Line
	}
	var out []orb.LineString
	for len(left) > 0 {
		line := slices.Clone(left[0])
		left = left[1:]
		for range 2 { // onwards from the end, then, turned round, from the beginning
			for i := next(left, line); i >= 0; i = next(left, line) {
				line = append(line, onwards(left[i], line[len(line)-1])...)
				left = slices.Delete(left, i, i+1)
			}
			slices.Reverse(line)
		}
		out = append(out, line)
	}
	return out
}

// next is the index of a line that begins or ends where another ends, or -1.
func next(lines []orb.LineString, l orb.LineString) int {
	end := l[len(l)-1]
	return slices.IndexFunc(lines, func(o orb.LineString) bool { return o[0] == end || o[len(o)-1] == end })
}

// onwards are a line's points after p, which is one of its ends.
func onwards(l orb.LineString, p orb.Point) orb.LineString {
	if l[0] == p {
		return l[1:]
	}
	back := slices.Clone(l[:len(l)-1])
	slices.Reverse(back)
	return back
}

// alongChain finds the straightest free piece of a line that holds a width, nearest
// its middle. overhang is the share of the width that may stand out at the ends.
func (s *sketch) alongChain(l orb.LineString, width, size, overhang float64, done []orb.Point, apart float64) (orb.Point, float64, bool) {
	total, need := lengthMM(l), width*(1-overhang)
	if total < need {
		return orb.Point{}, 0, false
	}
	best, at, turn := math.Inf(1), orb.Point{}, 0.0
	step := max(1.5, (total-need)/60)
	for from := 0.0; from <= total-need; from += step {
		a, b, bend := span(l, from, from+need)
		chord := math.Hypot(b[0]-a[0], b[1]-a[1])
		if bend > size/pointsPerMM*0.45 || chord < need*0.9 {
			continue
		}
		c := orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}
		angle := math.Atan2(b[1]-a[1], b[0]-a[0])
		if angle > math.Pi/2+0.01 {
			angle -= math.Pi
		} else if angle <= -math.Pi/2+0.01 {
			angle += math.Pi
		}
		score := bend*8 + math.Abs(from+need/2-total/2)*0.1
		place := textPlace(c, width, size, angle)
		if score < best && farFrom(c, done, apart) && s.labels.free(place) {
			if score += 8 * float64(s.labels.crossed(place)); score < best {
				best, at, turn = score, c, angle
			}
		}
	}
	return at, turn, !math.IsInf(best, 1)
}

func farFrom(p orb.Point, done []orb.Point, apart float64) bool {
	for _, q := range done {
		if math.Hypot(p[0]-q[0], p[1]-q[1]) < apart {
			return false
		}
	}
	return true
}

// span is the two ends of the piece of a line between two distances along it, and
// how far the piece strays from the chord between them.
func span(l orb.LineString, from, to float64) (a, b orb.Point, bend float64) {
	var inner []orb.Point
	a, b = l[0], l[len(l)-1]
	walked := 0.0
	for i := 1; i < len(l); i++ {
		seg := math.Hypot(l[i][0]-l[i-1][0], l[i][1]-l[i-1][1])
		at := func(d float64) orb.Point {
			t := (d - walked) / seg
			return orb.Point{l[i-1][0] + t*(l[i][0]-l[i-1][0]), l[i-1][1] + t*(l[i][1]-l[i-1][1])}
		}
		if seg > 0 && walked <= from && from < walked+seg {
			a = at(from)
		}
		if seg > 0 && walked < to && to <= walked+seg {
			b = at(to)
		}
		walked += seg
		if walked > from && walked < to {
			inner = append(inner, l[i])
		}
	}
	for _, p := range inner {
		bend = max(bend, segmentDistance(a, b, p))
	}
	return a, b, bend
}
