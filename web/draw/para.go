package draw

import (
	"strings"

	"github.com/paulmach/orb"
)

// para is a paragraph that begins with a bold label.
type para struct {
	label string
	text  string
	face  Face
	grow  float64 // points above the body size
	gap   float64 // mm above it
}

// leading is the height of a line in mm.
func leading(size float64) float64 { return size * 1.2 / pointsPerMM }

func (p para) size(body float64) float64 { return body + p.grow }

// lines wraps the paragraph; most limits them, and cuts at a word, unless negative.
// The label stands on the first line and is not part of what is returned.
func (p para) lines(body, width float64, most int) []string {
	size := p.size(body)
	indent := p.indent(body)
	if indent == 0 {
		if most < 0 {
			return Wrap(p.text, p.face, size, width)
		}
		return WrapMax(p.text, p.face, size, width, most)
	}
	first := Wrap(p.text, p.face, size, width-indent)
	if len(first) <= 1 && most != 0 {
		return first
	}
	if most == 1 {
		return []string{Fit(p.text, p.face, size, width-indent)}
	}
	if most == 0 {
		return nil
	}
	rest := strings.TrimPrefix(clean(p.text), first[0])
	if most < 0 {
		return append(first[:1:1], Wrap(rest, p.face, size, width)...)
	}
	return append(first[:1:1], WrapMax(rest, p.face, size, width, most-1)...)
}

// indent is the room the label takes on the first line.
func (p para) indent(body float64) float64 {
	if p.label == "" {
		return 0
	}
	return Measure(p.label+" ", Bold, p.size(body))
}

// height is that of n lines with the gap above.
func (p para) height(body float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return p.gap + float64(n)*leading(p.size(body))
}

// draw writes the paragraph with its top at y and is the y below it.
func (p para) draw(d *Drawing, x, y, width, body float64, most int) float64 {
	lines := p.lines(body, width, most)
	if len(lines) == 0 {
		return y
	}
	size := p.size(body)
	y += p.gap
	indent := p.indent(body)
	for i, l := range lines {
		at := orb.Point{x, y + leading(size)*0.8}
		if i == 0 && indent > 0 {
			d.Text(Text{At: at, S: p.label, Face: Bold, Size: size, Colour: Ink})
			at[0] += indent
		}
		d.Text(Text{At: at, S: l, Face: p.face, Size: size, Colour: Ink})
		y += leading(size)
	}
	return y
}

// column is paragraphs one under the other.
type column []para

// fitLines gives every paragraph its lines at a size, and reports whether all of
// their words fit within height.
func (c column) fitLines(body, width, height float64) ([]int, bool) {
	n, sum := make([]int, len(c)), 0.0
	for i, p := range c {
		n[i] = len(p.lines(body, width, -1))
		sum += p.height(body, n[i])
	}
	return n, sum <= height
}

// cutLines gives every paragraph as many lines as height allows: one each in order,
// then a further one each in turn.
func (c column) cutLines(body, width, height float64) []int {
	want, _ := c.fitLines(body, width, height)
	got, left := make([]int, len(c)), height
	for grew := true; grew; {
		grew = false
		for i, p := range c {
			if cost := p.height(body, got[i]+1) - p.height(body, got[i]); got[i] < want[i] && cost <= left {
				got[i]++
				left -= cost
				grew = true
			}
		}
	}
	return got
}

// draw writes the column and is the y below it.
func (c column) draw(d *Drawing, x, y, width, body float64, lines []int) float64 {
	for i, p := range c {
		y = p.draw(d, x, y, width, body, lines[i])
	}
	return y
}
