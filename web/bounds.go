package web

import (
	"strconv"

	"github.com/paulmach/orb"
)

// bounds is a box as the map element reads it: west, south, east, north.
func bounds(b orb.Bound) string {
	text := ""
	for i, f := range []float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]} {
		if i > 0 {
			text += ","
		}
		text += strconv.FormatFloat(f, 'f', 6, 64)
	}
	return text
}

// padded widens a box by degrees on every side, so that what is on its edge is seen.
func padded(b orb.Bound, degrees float64) orb.Bound { return b.Pad(degrees) }

// bounds is the box of all that is loaded; empty when nothing is.
func (f *facts) bounds() string {
	if !f.located {
		return ""
	}
	return bounds(padded(f.bound, 0.001))
}

// mapElement is the element that the map's script fills.
type mapElement struct {
	Kind   string // question, plan, orders
	Query  string // the question, for kind question
	Plan   string
	Walk   int
	Order  string
	Layers []string // kinds of layer that the still picture shows
	Bounds string
	Label  string // what it shows, for who cannot see it
}
