package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// element is what the tests look at of an SVG: names, attributes and text in order.
type element struct {
	name  string
	attrs map[string]string
	text  string
}

// parseSVG reads a drawing's SVG as XML and fails where it is not well formed.
func parseSVG(t *testing.T, d *Drawing) []element {
	t.Helper()
	var b bytes.Buffer
	if err := d.SVG(&b); err != nil {
		t.Fatal(err)
	}
	return parseXML(t, &b)
}

func parseXML(t *testing.T, r io.Reader) []element {
	t.Helper()
	var out []element
	var open []int
	for dec := xml.NewDecoder(r); ; {
		tok, err := dec.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("not well formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := element{name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			open = append(open, len(out))
			out = append(out, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				out[open[len(open)-1]].text += string(tok)
			}
		}
	}
}

// everyDrawing is one of each kind of drawing there is.
func everyDrawing(t *testing.T) map[string]*Drawing {
	t.Helper()
	out := map[string]*Drawing{"bars": Bars("Bars", townMonths()), "heat": Heat("Heat", townHours())}
	var err error
	if out["sheet"], err = Sheet(townSheet(10, false), townBase()); err != nil {
		t.Fatal(err)
	}
	for name, s := range townScenes() {
		if out[name], err = Map(s); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestSVGPassesAStrictPolicy(t *testing.T) {
	allowed := map[string]bool{"svg": true, "title": true, "desc": true, "g": true, "path": true, "circle": true, "text": true}
	long := regexp.MustCompile(`\d\.\d{4}`)
	for name, d := range everyDrawing(t) {
		t.Run(name, func(t *testing.T) {
			els := parseSVG(t, d)
			if els[0].name != "svg" || els[0].attrs["role"] != "img" || els[0].attrs["lang"] != "en-GB" {
				t.Errorf("root is %v", els[0])
			}
			if els[1].name != "title" || els[1].text != d.Title {
				t.Errorf("title is %q, want %q", els[1].text, d.Title)
			}
			for _, e := range els {
				if !allowed[e.name] {
					t.Fatalf("element %q", e.name)
				}
				for k, v := range e.attrs {
					if k == "style" || k == "class" || k == "id" || k == "href" || strings.HasPrefix(k, "on") {
						t.Fatalf("%s has attribute %s=%q", e.name, k, v)
					}
					if long.MatchString(v) || strings.Contains(v, "NaN") || strings.Contains(v, "Inf") || strings.Contains(v, "e-") {
						t.Fatalf("%s %s=%.80q", e.name, k, v)
					}
				}
			}
		})
	}
}

func TestTextIsEscaped(t *testing.T) {
	const nasty = "<script>\"A&B\"</script>\x00\n\u200b\U0001F600"
	d := New(A4Portrait, nasty)
	d.Desc = "]]>" + nasty
	d.Group(nasty, "", func() { d.Text(Text{At: orb.Point{10, 10}, S: nasty, Size: 9, Colour: Ink}) })
	els := parseSVG(t, d)
	got := els[len(els)-1].text
	if want := "<script>\"A&B\"</script> \uFFFD"; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
}

func TestNumbersThatAreNotFinite(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, draw := range map[string]func(*Drawing){
		"line":    func(d *Drawing) { d.Line(orb.LineString{{0, 0}, {nan, 1}}, Stroke{Width: 1}) },
		"width":   func(d *Drawing) { d.Line(orb.LineString{{0, 0}, {1, 1}}, Stroke{Width: inf}) },
		"polygon": func(d *Drawing) { d.Polygon([]orb.Ring{{{0, 0}, {1, inf}, {2, 2}}}, Stroke{}, Solid(Ink)) },
		"circle":  func(d *Drawing) { d.Circle(orb.Point{nan, 0}, 1, Stroke{}, Solid(Ink)) },
		"text":    func(d *Drawing) { d.Text(Text{At: orb.Point{0, -inf}, S: "a", Size: 9}) },
		"size":    func(d *Drawing) { d.Text(Text{S: "a", Size: nan}) },
		"clip":    func(d *Drawing) { d.Clip(Rect{0, 0, nan, 1}, func() {}) },
		"pattern": func(d *Drawing) {
			d.Rect(Rect{0, 0, 9, 9}, Stroke{}, Fill{Pattern: Pattern{Spacing: inf, Width: 1}})
		},
		"huge": func(d *Drawing) { d.Line(orb.LineString{{0, 0}, {1e9, 1}}, Stroke{Width: 1}) },
	} {
		t.Run(name, func(t *testing.T) {
			d := New(A4Portrait, "t")
			draw(d)
			var b bytes.Buffer
			if err := d.SVG(&b); !errors.Is(err, ErrNotFinite) || b.Len() > 0 {
				t.Errorf("SVG: %v with %d bytes written, want ErrNotFinite and none", err, b.Len())
			}
			if err := d.PDF(&b); !errors.Is(err, ErrNotFinite) || b.Len() > 0 {
				t.Errorf("PDF: %v with %d bytes written, want ErrNotFinite and none", err, b.Len())
			}
		})
	}
}
