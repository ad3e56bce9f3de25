package draw

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/paulmach/orb"
)

// ErrNotFinite is returned by the writers of a drawing that was given a coordinate,
// width or size that is not a finite number.
var ErrNotFinite = errors.New("draw: a number is not finite")

// Page is a paper size in millimetres.
type Page struct{ W, H float64 }

// The papers offered.
var (
	A4Portrait  = Page{210, 297}
	A4Landscape = Page{297, 210}
	A3Portrait  = Page{297, 420}
	A3Landscape = Page{420, 297}
)

// Rect is a rectangle on the page, millimetres.
type Rect struct{ X, Y, W, H float64 }

// Right and Bottom are the far edges.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom is the lower edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Inset is the rectangle with d taken off every side.
func (r Rect) Inset(d float64) Rect { return Rect{r.X + d, r.Y + d, r.W - 2*d, r.H - 2*d} }

// bound is the rectangle as orb has it.
func (r Rect) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{r.X, r.Y}, Max: orb.Point{r.Right(), r.Bottom()}}
}

// Contains reports whether o lies within r, give or take a hundredth of a millimetre.
func (r Rect) Contains(o Rect) bool {
	const e = 0.01
	return o.X >= r.X-e && o.Y >= r.Y-e && o.Right() <= r.Right()+e && o.Bottom() <= r.Bottom()+e
}

// Drawing is a page and the marks on it, in drawing order.
type Drawing struct {
	Page    Page
	Title   string
	Desc    string    // a sentence for people who cannot see it; may be empty
	Lang    string    // "en-GB"
	Created time.Time // written into a PDF; the zero time stands for 1 January 1970

	items []item
	err   error
}

// New is an empty drawing with a title. Its language is British English.
func New(page Page, title string) *Drawing {
	d := &Drawing{Page: page, Title: title, Lang: "en-GB"}
	d.finite(page.W, page.H)
	return d
}

// Err is the first fault of what was drawn, or nil.
func (d *Drawing) Err() error { return d.err }

// item is one mark, or the begin or end of a group or clip.
type item any

type (
	pathItem struct {
		lines  []orb.LineString // closed ones when closed is set
		closed bool
		stroke Stroke
		fill   Fill
	}
	circleItem struct {
		centre orb.Point
		r      float64
		stroke Stroke
		fill   Fill
	}
	textItem  struct{ Text }
	groupItem struct{ title, desc string }
	clipItem  struct{ rect Rect }
	endItem   struct{}
)

// finite notes the first number that is not finite, or is beyond any paper.
func (d *Drawing) finite(vs ...float64) bool {
	for _, v := range vs {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			if d.err == nil {
				d.err = fmt.Errorf("%w: %v in %q", ErrNotFinite, v, d.Title)
			}
			return false
		}
	}
	return true
}

func (d *Drawing) finiteLines(ls []orb.LineString) bool {
	for _, l := range ls {
		for _, p := range l {
			if !d.finite(p[0], p[1]) {
				return false
			}
		}
	}
	return true
}

// Group draws fn's marks as one group with a title that a browser shows when
// pointed at, and an optional longer description.
func (d *Drawing) Group(title, desc string, fn func()) {
	d.items = append(d.items, groupItem{title, desc})
	fn()
	d.items = append(d.items, endItem{})
}

// Clip draws fn's marks cut to a rectangle.
func (d *Drawing) Clip(r Rect, fn func()) {
	if !d.finite(r.X, r.Y, r.W, r.H) {
		return
	}
	d.items = append(d.items, clipItem{r})
	fn()
	d.items = append(d.items, endItem{})
}
