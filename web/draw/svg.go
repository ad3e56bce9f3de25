package draw

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// SVG writes the drawing as one svg element without an XML declaration, so that it
// can stand in a page as well as in a file. It uses presentation attributes only: no
// style, no script, no ids. Errors: ErrNotFinite, and those of w.
func (d *Drawing) SVG(w io.Writer) error {
	if d.err != nil {
		return d.err
	}
	s := &svgWriter{w: bufio.NewWriter(w)}
	s.printf(`<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="%s" width="%smm" height="%smm" viewBox="0 0 %[2]s %[3]s" font-family="Go, Arial, sans-serif" stroke-linejoin="round">`,
		escape(d.Lang), num(d.Page.W), num(d.Page.H))
	s.titles(d.Title, d.Desc)
	var open []string
	for _, it := range d.items {
		switch it := it.(type) {
		case pathItem:
			s.path(it)
		case circleItem:
			s.printf(`<circle cx="%s" cy="%s" r="%s"%s%s/>`, num(it.centre[0]), num(it.centre[1]), num(it.r), fillAttrs(it.fill), strokeAttrs(it.stroke))
		case textItem:
			s.text(it.Text)
		case groupItem:
			s.printf("<g>")
			s.titles(it.title, it.desc)
			open = append(open, "</g>")
		case clipItem:
			r := it.rect
			s.printf(`<svg x="%s" y="%s" width="%s" height="%s" viewBox="%[1]s %[2]s %[3]s %[4]s" overflow="hidden">`, num(r.X), num(r.Y), num(r.W), num(r.H))
			open = append(open, "</svg>")
		case endItem:
			s.printf("%s", open[len(open)-1])
			open = open[:len(open)-1]
		}
	}
	s.printf("</svg>\n")
	if s.err == nil {
		s.err = s.w.Flush()
	}
	return s.err
}

type svgWriter struct {
	w   *bufio.Writer
	err error
}

func (s *svgWriter) printf(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.w, format, args...)
	}
}

func (s *svgWriter) titles(title, desc string) {
	if title != "" {
		s.printf("<title>%s</title>", escape(title))
	}
	if desc != "" {
		s.printf("<desc>%s</desc>", escape(desc))
	}
}

func (s *svgWriter) path(p pathItem) {
	s.printf(`<path d="%s"%s%s/>`, pathData(p.lines, p.closed), fillAttrs(p.fill), strokeAttrs(p.stroke))
}

// text writes a line with its measured length, which holds a fallback font to the
// space that was kept for it.
func (s *svgWriter) text(t Text) {
	s.printf(`<text x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs" fill="%s"`,
		num(t.At[0]), num(t.At[1]), num(t.Size/pointsPerMM), num(t.width()), t.Colour.Hex())
	switch t.Face {
	case Bold:
		s.printf(` font-weight="bold"`)
	case Italic:
		s.printf(` font-style="italic"`)
	}
	switch t.Align {
	case Centre:
		s.printf(` text-anchor="middle"`)
	case Right:
		s.printf(` text-anchor="end"`)
	}
	if t.Angle != 0 {
		s.printf(` transform="rotate(%s %s %s)"`, num(-t.Angle), num(t.At[0]), num(t.At[1]))
	}
	if t.Halo > 0 {
		s.printf(` stroke="%s" stroke-width="%s" paint-order="stroke"`, White.Hex(), num(2*t.Halo))
	}
	s.printf(">%s</text>", escape(t.S))
}

// pathData joins lines into one path. Points that fall together once rounded are
// written once; a line of no length stays, because it draws a dot.
func pathData(ls []orb.LineString, closed bool) string {
	var b strings.Builder
	for _, l := range ls {
		lastX, lastY := "", ""
		for i, p := range l {
			x, y := num2(p[0]), num2(p[1])
			switch {
			case i == 0:
				b.WriteString("M" + x + " " + y)
			case x != lastX || y != lastY:
				b.WriteString("L" + x + " " + y)
			case len(l) == 2:
				b.WriteString("h0")
			}
			lastX, lastY = x, y
		}
		if closed {
			b.WriteByte('Z')
		}
	}
	return b.String()
}

func fillAttrs(f Fill) string {
	switch {
	case f.Opacity <= 0:
		return ` fill="none"`
	case f.Opacity < 1:
		return ` fill="` + f.Colour.Hex() + `" fill-opacity="` + num(f.Opacity) + `" fill-rule="evenodd"`
	}
	return ` fill="` + f.Colour.Hex() + `" fill-rule="evenodd"`
}

func strokeAttrs(s Stroke) string {
	if s.Width <= 0 {
		return ""
	}
	out := ` stroke="` + s.Colour.Hex() + `" stroke-width="` + num(s.Width) + `"`
	if len(s.Dash) > 0 {
		parts := make([]string, len(s.Dash))
		for i, v := range s.Dash {
			parts[i] = num(v)
		}
		out += ` stroke-dasharray="` + strings.Join(parts, " ") + `"`
	}
	if s.Round {
		out += ` stroke-linecap="round"`
	}
	return out
}

// num is a number with at most 3 decimals, num2 with at most 2.
func num(v float64) string { return trim(v, 3) }

func num2(v float64) string { return trim(v, 2) }

func trim(v float64, decimals int) string {
	p := math.Pow10(decimals)
	v = math.Round(v*p) / p
	if v == 0 {
		v = 0 // no minus zero
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return b.String()
}
