package draw

import (
	"math"
	"slices"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
)

// fpdf reads the same fonts with a parser of its own, in thousandths of an em.
func TestMeasureAgreesWithFpdf(t *testing.T) {
	f := fpdf.New("P", "mm", "A4", "")
	for face, ttf := range [][]byte{goregular.TTF, gobold.TTF, goitalic.TTF} {
		style := [...]string{"", "B", "I"}[face]
		f.AddUTF8FontFromBytes("go", style, ttf)
		f.SetFont("go", style, 10)
		for _, s := range []string{"Cheapside", "18:07–18:22", "WAVE illicit ffi", "Gŵyl Café £5", "…"} {
			got, want := Measure(s, Face(face), 10), f.GetStringWidth(s)
			if math.Abs(got-want) > 0.01*want {
				t.Errorf("face %d, %q: %.3f mm, want %.3f", face, s, got, want)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"nothing", " \t\n", 50, nil},
		{"one line", "Fish Street", 50, []string{"Fish Street"}},
		{"two", "Fish Street and Swan Bridge", 25, []string{"Fish Street and", "Swan Bridge"}},
		{"spaces", "  Fish \n Street ", 50, []string{"Fish Street"}},
		{"long word", "Llanfairpwllgwyngyll", 18, []string{"Llanfairpwl", "lgwyngyll"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Wrap(c.text, Regular, 10, c.width); !slices.Equal(got, c.want) {
				t.Errorf("got %q want %q", got, c.want)
			}
		})
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      float64
		want       string
	}{
		{"fits", "Fish Street", 50, "Fish Street"},
		{"cut at a word", "Fish Street, near Swan Bridge", 32, "Fish Street, near…"},
		{"no comma before the ellipsis", "Fish Street, near Swan Bridge", 24, "Fish Street…"},
		{"first word too long", "Llanfairpwllgwyngyll", 12, "Llanf…"},
		{"no room", "Fish", 0.5, ""},
		{"less than none", "Fish", -3, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Fit(c.text, Regular, 10, c.width); got != c.want {
				t.Errorf("got %q want %q", got, c.want)
			}
		})
	}
}

func TestWrapMax(t *testing.T) {
	const text = "one two three four five six seven eight nine ten"
	for n := range 5 {
		got := WrapMax(text, Regular, 10, 20, n)
		if len(got) > n {
			t.Errorf("%d lines, want at most %d", len(got), n)
		}
		if n > 0 && !strings.HasSuffix(got[len(got)-1], ellipsis) {
			t.Errorf("cut to %d lines, it ends %q", n, got[len(got)-1])
		}
	}
	if got := WrapMax(text, Regular, 10, 500, 1); !slices.Equal(got, []string{text}) {
		t.Errorf("what fits is left alone: %q", got)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Fish Street and Swan Bridge", 9.0, 25.0, 2)
	f.Add("\x00\xff� \u202e", 7.0, 3.0, 1)
	f.Add(strings.Repeat("W", 90), 10.0, 0.0, 3)
	f.Fuzz(func(t *testing.T, s string, size, width float64, n int) {
		if !(size >= 4 && size <= 40 && width >= 20 && width <= 300) || len(s) > 2000 {
			return
		}
		lines := Wrap(s, Regular, size, width)
		for _, l := range lines {
			if Measure(l, Regular, size) > width+1e-9 {
				t.Errorf("%q is wider than %v", l, width)
			}
		}
		if a, b := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(clean(s), " ", ""); a != b {
			t.Errorf("wrapping lost text: %q, want %q", a, b)
		}
		for _, l := range WrapMax(s, Regular, size, width, n%10) {
			if Measure(l, Regular, size) > width+1e-9 {
				t.Errorf("cut line %q is wider than %v", l, width)
			}
		}
	})
}
