package draw

import "fmt"

// Colour is 0xRRGGBB.
type Colour uint32

// The colours of the house.
const (
	Ink       Colour = 0x0b0c0c
	Secondary Colour = 0x505a5f
	White     Colour = 0xffffff
	Land      Colour = 0xf7f6f2
	WaterBlue Colour = 0xdfe9ef
	ParkGreen Colour = 0xe6eddc
	StreetTan Colour = 0xc9c5bd
	OrderRed  Colour = 0xd4351c
	WatchTone Colour = 0xf47738
	CellBlue  Colour = 0x12436d
	RouteBlue Colour = 0x1d70b8
	Purple    Colour = 0x4c2c92
	Green     Colour = 0x00703c
)

// Hex is the colour as SVG writes it, "#0b0c0c".
func (c Colour) Hex() string { return fmt.Sprintf("#%06x", uint32(c)&0xffffff) }

// rgb are the parts, 0..255.
func (c Colour) rgb() (r, g, b int) { return int(c >> 16 & 255), int(c >> 8 & 255), int(c & 255) }

// Blend is the colour between a (t = 0) and b (t = 1).
func Blend(a, b Colour, t float64) Colour {
	mix := func(shift uint) Colour {
		x, y := float64(a>>shift&255), float64(b>>shift&255)
		return Colour(x+(y-x)*min(max(t, 0), 1)+0.5) << shift
	}
	return mix(16) | mix(8) | mix(0)
}

// Stroke is a line's look. A width of 0 draws no line.
type Stroke struct {
	Width  float64 // mm
	Colour Colour
	Dash   []float64 // on, off, ... in mm; none is a solid line
	Round  bool      // round ends; joins are always round
}

// Fill is an area's look. An opacity of 0 fills nothing; the pattern is drawn anyway.
type Fill struct {
	Colour  Colour
	Opacity float64 // 0..1
	Pattern Pattern
}

// Solid is an opaque fill.
func Solid(c Colour) Fill { return Fill{Colour: c, Opacity: 1} }

// Pattern is what fills an area beside its colour, as real lines and dots. Spacing 0
// is no pattern. It is anchored to the page, so that neighbours run on.
type Pattern struct {
	Kind    PatternKind
	Spacing float64 // mm between lines or dots
	Width   float64 // mm, of a line or a dot
	Colour  Colour
}

// PatternKind is the form of a pattern.
type PatternKind int

// Diagonal rises to the right, Counter falls, Level is horizontal.
const (
	Diagonal PatternKind = iota
	Counter
	Level
	Dots
)
