package draw

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// pointsPerMM turns millimetres into typographic points.
const pointsPerMM = 72 / 25.4

// Face is a cut of the Go fonts.
type Face int

// The faces.
const (
	Regular Face = iota
	Bold
	Italic
)

var faces = [...]*sfnt.Font{parseFont(goregular.TTF), parseFont(gobold.TTF), parseFont(goitalic.TTF)}

// parseFont reads a font that is compiled in; a test holds that each can be read.
func parseFont(ttf []byte) *sfnt.Font {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return new(sfnt.Font)
	}
	return f
}

// Align is where a text lies relative to its point.
type Align int

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Text is one line of text. At is on its baseline.
type Text struct {
	At     orb.Point
	S      string
	Face   Face
	Size   float64 // points
	Align  Align
	Colour Colour
	Angle  float64 // degrees anticlockwise about At
	Halo   float64 // mm of white around the letters, 0 for none
}

// Text draws one line of text. Control characters become spaces; a character that
// the font does not hold is drawn as U+FFFD.
func (d *Drawing) Text(t Text) {
	t.S = clean(t.S)
	if t.S == "" || !d.finite(t.At[0], t.At[1], t.Size, t.Angle, t.Halo) {
		return
	}
	d.items = append(d.items, textItem{t})
}

// width is the measured length of the line in mm.
func (t Text) width() float64 { return Measure(t.S, t.Face, t.Size) }

// left is the x at which an unturned text begins.
func (t Text) left() float64 {
	switch t.Align {
	case Centre:
		return t.At[0] - t.width()/2
	case Right:
		return t.At[0] - t.width()
	}
	return t.At[0]
}

// box is the space an unturned text takes, from cap height to descender.
func (t Text) box() Rect {
	em := t.Size / pointsPerMM
	return Rect{t.left(), t.At[1] - 0.75*em, t.width(), 0.95 * em}
}

// advances are the widths of the characters below U+2600, in ems, per face: the Go
// fonts hold none above it but U+FFFD and a few ligatures.
var advances = sync.OnceValue(func() *[3][0x2600]float64 {
	out := new([3][0x2600]float64)
	for face := range out {
		for r := range out[face] {
			out[face][r] = advance(Face(face), rune(r))
		}
	}
	return out
})

func advance(face Face, r rune) float64 {
	f := faces[face]
	var buf sfnt.Buffer
	ppem := fixed.Int26_6(f.UnitsPerEm()) << 6
	i, err := f.GlyphIndex(&buf, r)
	if err != nil {
		return 0
	}
	a, err := f.GlyphAdvance(&buf, i, ppem, font.HintingNone)
	if err != nil || ppem == 0 {
		return 0
	}
	return float64(a) / float64(ppem)
}

// Measure is the width of a text in mm at a size in points.
func Measure(s string, face Face, size float64) float64 {
	table, sum := advances(), 0.0
	for _, r := range s {
		if int(r) < len(table[face]) {
			sum += table[face][r]
		} else {
			sum += advance(face, r)
		}
	}
	return sum * size / pointsPerMM
}

// capHeight is the height of a capital letter in mm.
func capHeight(face Face, size float64) float64 {
	var buf sfnt.Buffer
	ppem := fixed.Int26_6(faces[face].UnitsPerEm()) << 6
	m, err := faces[face].Metrics(&buf, ppem, font.HintingNone)
	if err != nil || m.CapHeight <= 0 {
		return 0.72 * size / pointsPerMM
	}
	return float64(m.CapHeight) / float64(ppem) * size / pointsPerMM
}

// clean makes one line of printable characters that the fonts hold.
func clean(s string) string {
	var buf sfnt.Buffer
	out := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		if i, err := faces[Regular].GlyphIndex(&buf, r); err != nil || i == 0 {
			return utf8.RuneError
		}
		return r
	}, s)
	return strings.Join(strings.Fields(out), " ")
}
