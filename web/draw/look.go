package draw

import (
	"time"

	"hexbeat/geo"
	"hexbeat/geo/pspo"
	"hexbeat/geo/street"
)

// Base is what lies under every map: streets and base lines, wards, and orders as
// they stand on a day.
type Base struct {
	Streets []street.Way
	Wards   []geo.Area // of any vintage; those that apply on the day are drawn
	Orders  []pspo.Order
	On      time.Time // the day that says which orders are in force; a sheet takes its own date
}

// wards are those of the vintage that applies on the day: the latest that begins on or
// before it, else the earliest there is.
func (b Base) wards() []geo.Area {
	var vintage time.Time
	for i, w := range b.Wards {
		v, old := w.ValidFrom, vintage
		if i == 0 || !v.After(b.On) && (old.After(b.On) || v.After(old)) || v.After(b.On) && old.After(b.On) && v.Before(old) {
			vintage = v
		}
	}
	var out []geo.Area
	for _, w := range b.Wards {
		if w.ValidFrom.Equal(vintage) {
			out = append(out, w)
		}
	}
	return out
}

// look is how a map is drawn. Two exist: the screen's, in colour, and paper's,
// which uses black, white and greys that a laser printer keeps apart.
type look struct {
	mono                     bool
	land, water, park        Colour
	waterPattern, parkDots   Pattern
	casing, core, main, path Colour
	names, wardLine          Colour
	live, consulting, lapsed Colour
	outline                  Colour
}

var screenLook = look{
	land: Land, water: WaterBlue, park: ParkGreen,
	casing: StreetTan, core: White, main: 0xece8de, path: StreetTan,
	names: 0x3d4347, wardLine: Secondary,
	live: OrderRed, consulting: OrderRed, lapsed: Secondary, outline: Ink,
}

var paperLook = look{
	mono: true,
	land: White, water: 0xe9e9e9, park: White,
	waterPattern: Pattern{Kind: Level, Spacing: 1.6, Width: 0.15, Colour: 0x9a9a9a},
	parkDots:     Pattern{Kind: Dots, Spacing: 1.7, Width: 0.28, Colour: 0xa8a8a8},
	casing:       0x8a8a8a, core: White, main: 0xdcdcdc, path: 0x8a8a8a,
	names: Ink, wardLine: 0x4a4a4a,
	live: Ink, consulting: Ink, lapsed: 0x6a6a6a, outline: Ink,
}

// streetWidths are the width of each class on the ground in metres and the bounds
// of its width on paper in mm: a street keeps its true width where that is legible.
var streetWidths = map[street.Class]struct{ m, least, most float64 }{
	street.Main:       {14, 0.55, 3.2},
	street.Local:      {9, 0.3, 2.3},
	street.ServiceWay: {5, 0.18, 1.2},
	street.Path:       {2, 0.15, 0.35},
}

// streetOrder is the drawing order, the widest last.
var streetOrder = []street.Class{street.Path, street.ServiceWay, street.Local, street.Main}

// streetMM is the width of a class on the page.
func streetMM(c street.Class, f Frame) float64 {
	w := streetWidths[c]
	return min(max(f.MM(w.m), w.least), w.most)
}

// shown reports whether a class is drawn at a scale: a borough on one page would be
// black with alleys.
func shown(c street.Class, scale float64) bool {
	switch c {
	case street.Path:
		return scale <= 10000
	case street.ServiceWay:
		return scale <= 12500
	case street.Local:
		return scale <= 60000
	}
	return true
}

// cased reports whether streets are drawn as two edges with white between them.
func cased(scale float64) bool { return scale <= 12500 }
