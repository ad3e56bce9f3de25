package draw

import (
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
)

// ErrNoPages is returned for a document without pages.
var ErrNoPages = errors.New("draw: no pages")

// PDF writes the drawing as one page. The same drawing gives the same bytes: the
// only date in the file is d.Created. Errors: ErrNotFinite, and those of w.
func (d *Drawing) PDF(w io.Writer) error { return PDFPages(w, d.Title, d) }

// PDFPages writes drawings as the pages of one document. Its language and date are
// those of the first. Errors: ErrNoPages, ErrNotFinite, and those of w.
func PDFPages(w io.Writer, title string, pages ...*Drawing) error {
	if len(pages) == 0 {
		return ErrNoPages
	}
	p := &pdfWriter{Fpdf: newPDF(title, pages[0])}
	for _, d := range pages {
		if d.err != nil {
			return d.err
		}
		p.AddPageFormat("P", fpdf.SizeType{Wd: d.Page.W, Ht: d.Page.H})
		p.SetLineJoinStyle("round")
		p.marks(d.items)
	}
	if err := p.Output(w); err != nil {
		return fmt.Errorf("draw: pdf: %w", err)
	}
	return nil
}

// marks draws items in order.
func (p *pdfWriter) marks(items []item) {
	for _, it := range items {
		switch it := it.(type) {
		case pathItem:
			p.path(it)
		case circleItem:
			p.circle(it)
		case textItem:
			p.text(it.Text)
		case groupItem:
			p.open = append(p.open, func() {})
		case clipItem:
			p.ClipRect(it.rect.X, it.rect.Y, it.rect.W, it.rect.H, false)
			p.open = append(p.open, p.ClipEnd)
		case endItem:
			p.open[len(p.open)-1]()
			p.open = p.open[:len(p.open)-1]
		}
	}
}

// newPDF is an empty document with the fonts and its properties. The orientation
// is always "P": the size given already says which side is long.
func newPDF(title string, d *Drawing) *fpdf.Fpdf {
	f := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: fpdf.SizeType{Wd: d.Page.W, Ht: d.Page.H}})
	created := d.Created
	if created.IsZero() {
		created = time.Unix(0, 0)
	}
	f.SetCreationDate(created.UTC())
	f.SetModificationDate(created.UTC())
	f.SetCatalogSort(true)
	f.SetCompression(true)
	f.SetTitle(clean(title), true)
	f.SetSubject(clean(d.Desc), true)
	f.SetCreator("Hexbeat", true)
	f.SetLang(d.Lang)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	f.AddUTF8FontFromBytes("go", "I", goitalic.TTF)
	return f
}

type pdfWriter struct {
	*fpdf.Fpdf
	open []func()
}

// style sets line and fill and says which of them DrawPath is to use.
func (p *pdfWriter) style(s Stroke, f Fill) string {
	op := ""
	if f.Opacity > 0 {
		p.SetFillColor(f.Colour.rgb())
		op = "F*"
	}
	if s.Width > 0 {
		p.SetDrawColor(s.Colour.rgb())
		p.SetLineWidth(s.Width)
		p.SetDashPattern(s.Dash, 0)
		if s.Round {
			p.SetLineCapStyle("round")
		} else {
			p.SetLineCapStyle("butt")
		}
		op = map[string]string{"": "D", "F*": "FD*"}[op]
	}
	return op
}

// faded runs draw with the fill's opacity. The line is always opaque, so a faded
// fill with a line is drawn in two goes.
func (p *pdfWriter) faded(s Stroke, f Fill, draw func(op string)) {
	if f.Opacity > 0 && f.Opacity < 1 {
		p.SetAlpha(f.Opacity, "Normal")
		draw(p.style(Stroke{}, f))
		p.SetAlpha(1, "Normal")
		f = Fill{}
	}
	if op := p.style(s, f); op != "" {
		draw(op)
	}
}

func (p *pdfWriter) path(it pathItem) {
	p.faded(it.stroke, it.fill, func(op string) {
		for _, l := range it.lines {
			p.MoveTo(l[0][0], l[0][1])
			for _, q := range l[1:] {
				p.LineTo(q[0], q[1])
			}
			if it.closed {
				p.ClosePath()
			}
		}
		p.DrawPath(op)
	})
}

// circle draws four Bezier quarters, right to 0.03 % of the radius.
func (p *pdfWriter) circle(it circleItem) {
	const k = 4.0 / 3 * (math.Sqrt2 - 1)
	x, y, r := it.centre[0], it.centre[1], it.r
	p.faded(it.stroke, it.fill, func(op string) {
		p.MoveTo(x+r, y)
		p.CurveBezierCubicTo(x+r, y+k*r, x+k*r, y+r, x, y+r)
		p.CurveBezierCubicTo(x-k*r, y+r, x-r, y+k*r, x-r, y)
		p.CurveBezierCubicTo(x-r, y-k*r, x-k*r, y-r, x, y-r)
		p.CurveBezierCubicTo(x+k*r, y-r, x+r, y-k*r, x+r, y)
		p.ClosePath()
		p.DrawPath(op)
	})
}

func (p *pdfWriter) text(t Text) {
	p.SetFont("go", [...]string{"", "B", "I"}[t.Face], t.Size)
	x := t.left()
	if t.Angle != 0 {
		p.TransformBegin()
		p.TransformRotate(t.Angle, t.At[0], t.At[1])
	}
	if t.Halo > 0 {
		// The halo is the same text drawn as a line. It is marked as an artefact so
		// that a reader hears the words once.
		p.RawWriteStr("/Artifact BMC")
		p.style(Stroke{Width: 2 * t.Halo, Colour: White, Round: true}, Fill{})
		p.SetTextRenderingMode(1)
		p.words(x, t.At[1], t.S, White)
		p.SetTextRenderingMode(0)
		p.RawWriteStr("EMC")
	}
	p.words(x, t.At[1], t.S, t.Colour)
	if t.Angle != 0 {
		p.TransformEnd()
	}
}

// words sets fill and text to one colour: fpdf remembers a fill that the end of a
// clip has taken back, and would leave it out.
func (p *pdfWriter) words(x, y float64, s string, c Colour) {
	p.SetFillColor(c.rgb())
	p.SetTextColor(c.rgb())
	p.Text(x, y, s)
}
