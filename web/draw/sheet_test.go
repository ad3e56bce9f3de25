package draw

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/patrol/briefing"
)

// zones are the parts of a sheet that its text may lie in.
func (l sheetLayout) zones() map[string]Rect {
	return map[string]Rect{"top": l.top, "header": l.header, "map": l.mapFrame, "key": l.key,
		"stops": l.stops, "foot": l.foot, "source": l.source, "bottom": l.bottom}
}

// corners are those of a text's box, turned with it.
func (t Text) corners() [4]orb.Point {
	b := t.box()
	sin, cos := math.Sincos(-t.Angle * math.Pi / 180)
	out := [4]orb.Point{{b.X, b.Y}, {b.Right(), b.Y}, {b.Right(), b.Bottom()}, {b.X, b.Bottom()}}
	for i, p := range out {
		x, y := p[0]-t.At[0], p[1]-t.At[1]
		out[i] = orb.Point{t.At[0] + x*cos - y*sin, t.At[1] + x*sin + y*cos}
	}
	return out
}

// checkFits fails where a text leaves its part of the page, lies on another text or
// under a box to write in, or is smaller than the floor.
func checkFits(t *testing.T, d *Drawing, l sheetLayout) {
	t.Helper()
	inZone := map[string][]Text{}
	for _, it := range d.items {
		text, ok := it.(textItem)
		if !ok {
			continue
		}
		zone := ""
		for name, r := range l.zones() {
			held := true
			for _, c := range text.corners() {
				held = held && r.Contains(Rect{c[0], c[1], 0, 0})
			}
			if held {
				zone = name
			}
		}
		if zone == "" {
			t.Errorf("%q at %v, %.1f pt, leaves its part of the page", text.S, text.At, text.Size)
			continue
		}
		if _, err := strconv.Atoi(text.S); err != nil && text.Size < sheetFloor && zone != "map" || text.Size < 4 {
			t.Errorf("%q in %s is %.1f pt", text.S, zone, text.Size)
		}
		if zone != "map" {
			for _, o := range inZone[zone] {
				if meet(text.box(), o.box()) {
					t.Errorf("in %s, %q lies on %q", zone, text.S, o.S)
				}
			}
		}
		inZone[zone] = append(inZone[zone], text.Text)
	}
	for _, it := range d.items {
		p, ok := it.(pathItem)
		if !ok || !p.closed || len(p.lines) != 1 || p.fill.Opacity != 1 || p.fill.Colour != White {
			continue
		}
		b := orb.MultiPoint(p.lines[0]).Bound()
		box := Rect{b.Min[0], b.Min[1], b.Max[0] - b.Min[0], b.Max[1] - b.Min[1]}
		for _, zone := range []string{"stops", "foot"} {
			for _, text := range inZone[zone] {
				if meet(text.box(), box) {
					t.Errorf("in %s, %q lies on a box at %v", zone, text.S, box)
				}
			}
		}
	}
}

// meet reports whether two boxes overlap by more than a tenth of a millimetre: the
// boxes of consecutive lines, from above the capitals to below the descenders, touch.
func meet(a, b Rect) bool {
	const e = 0.1
	return a.X+e < b.Right() && b.X+e < a.Right() && a.Y+e < b.Bottom() && b.Y+e < a.Bottom()
}

func sheetTexts(d *Drawing) string {
	var b strings.Builder
	for _, it := range d.items {
		if text, ok := it.(textItem); ok {
			b.WriteString(text.S + "\n")
		}
	}
	return b.String()
}

func TestSheetAlwaysFitsOneSide(t *testing.T) {
	for _, n := range []int{0, 1, 2, 6, 10, 11, 14, 20} {
		for _, long := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d stops, long %v", n, long), func(t *testing.T) {
				s := townSheet(n, long)
				d, err := Sheet(s, townBase())
				if err != nil {
					t.Fatal(err)
				}
				checkFits(t, d, layoutSheet(n, footHeight(s)))
				text := sheetTexts(d)
				if got := strings.Count(text, "arrived\n"); got != n {
					t.Errorf("%d rows to write in, want %d", got, n)
				}
				for _, st := range s.Stops {
					if !strings.Contains(text, stopTimes(st)) {
						t.Errorf("stop %d: its times %q are not on the sheet", st.Number, stopTimes(st))
					}
				}
			})
		}
	}
}

func TestSheetKeepsShortTextWhole(t *testing.T) {
	s := townSheet(6, false)
	d, err := Sheet(s, townBase())
	if err != nil {
		t.Fatal(err)
	}
	if text := sheetTexts(d); strings.Contains(text, ellipsis) {
		t.Errorf("six plain stops are cut:\n%s", text)
	}
	for _, it := range d.items {
		if text, ok := it.(textItem); ok && text.S == "Do:" && text.Size < 8 {
			t.Errorf("six plain stops are set in %.1f pt", text.Size)
		}
	}
}

// Where sentences are cut, every stop keeps its hours, and the ends say that they are cut.
func TestSheetCutsAtWords(t *testing.T) {
	s := townSheet(14, true)
	d, err := Sheet(s, townBase())
	if err != nil {
		t.Fatal(err)
	}
	text := sheetTexts(d)
	if got := strings.Count(text, "Peak Fri–Sat 22:00–03:00."); got < 14 {
		t.Errorf("%d of 14 stops say when their peak is", got)
	}
	for _, line := range strings.Split(text, "\n") {
		if cut, ok := strings.CutSuffix(line, ellipsis); ok {
			whole := strings.Join(append(sheetWords(s), shiftCounts...), " ")
			if !strings.Contains(whole, cut+" ") && !strings.Contains(whole, cut+",") && !strings.Contains(whole, cut+";") && !strings.Contains(whole, cut+".") {
				t.Errorf("%q is not cut at the end of a word", line)
			}
		}
	}
}

func sheetWords(s briefing.Sheet) []string {
	out := []string{s.Team, s.Operation, s.Diverted, s.Base.Name, "Return to " + s.ReturnTo}
	out = append(append(out, s.Notes...), s.Contacts...)
	for _, st := range s.Stops {
		out = append(out, st.Name, st.WhyNow, st.WhyHere, st.Tactic, strings.Join(st.Orders, "; "))
	}
	return out
}

func TestSheetWithMoreStopsThanAnySideHolds(t *testing.T) {
	s := townSheet(60, true)
	d, err := Sheet(s, townBase())
	if err != nil {
		t.Fatal(err)
	}
	checkFits(t, d, layoutSheet(60, footHeight(s)))
	text := sheetTexts(d)
	shown := strings.Count(text, "arrived\n")
	if want := fmt.Sprintf("%d more on screen", 60-shown); shown < 20 || !strings.Contains(text, want) {
		t.Errorf("%d of 60 stops are shown, and the sheet does not say %q", shown, want)
	}
}

func TestSheetIsBlackAndWhite(t *testing.T) {
	d, err := Sheet(townSheet(10, false), townBase())
	if err != nil {
		t.Fatal(err)
	}
	grey := func(c Colour) bool {
		r, g, b := c.rgb()
		return max(r, g, b)-min(r, g, b) <= 16
	}
	for _, it := range d.items {
		switch it := it.(type) {
		case pathItem:
			if !grey(it.stroke.Colour) || !grey(it.fill.Colour) {
				t.Errorf("a path in %s and %s", it.stroke.Colour.Hex(), it.fill.Colour.Hex())
			}
		case textItem:
			if !grey(it.Colour) {
				t.Errorf("%q in %s", it.S, it.Colour.Hex())
			}
		}
	}
}

// Only an order in force may stand on a sheet: an officer would act on it.
func TestSheetShowsOrdersOfItsDate(t *testing.T) {
	s, base := townSheet(6, false), townBase()
	for date, want := range map[string]bool{"Friday 6 November 2026": true, "Wednesday 1 March 2028": false} {
		s.Date = date
		d, err := Sheet(s, base)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, it := range d.items {
			if g, ok := it.(groupItem); ok {
				found = found || g.title == "Order: Lantern Quay"
				if strings.HasSuffix(g.title, "Station Approach") || strings.HasSuffix(g.title, "Heron Parade") {
					t.Errorf("%s: %s is drawn", date, g.title)
				}
			}
		}
		if found != want {
			t.Errorf("%s: order in force drawn %v, want %v", date, found, want)
		}
	}
}

func TestSheetRefusesPlacesOffTheGlobe(t *testing.T) {
	s := townSheet(2, false)
	s.Stops[1].Point = orb.Point{1000, 1000}
	if _, err := Sheet(s, townBase()); !errors.Is(err, ErrNoGround) {
		t.Errorf("got %v, want ErrNoGround", err)
	}
}

func TestStopTimes(t *testing.T) {
	for _, c := range []struct{ arrive, leave, want string }{
		{"18:25", "18:40", "18:25–18:40"},
		{"Sat 00:40", "Sat 00:55", "Sat 00:40–00:55"},
		{"23:50", "Sat 00:05", "23:50–Sat 00:05"},
		{"Sun 01:20 BST", "Sun 01:35 BST", "Sun 01:20–01:35 BST"},
		{"Sun 01:50 BST", "Sun 01:05 GMT", "Sun 01:50 BST–01:05 GMT"},
		{"18:25", "", "18:25"},
		{"", "", ""},
	} {
		if got := stopTimes(briefing.SheetStop{Arrive: c.arrive, Leave: c.leave}); got != c.want {
			t.Errorf("%q, %q: got %q want %q", c.arrive, c.leave, got, c.want)
		}
	}
}

func FuzzSheetFits(f *testing.F) {
	f.Add(uint8(3), "Fish Street", "Sat 00:40", "16 reports in 12 weeks.", uint8(1))
	f.Add(uint8(14), strings.Repeat("Llanfair", 30), "Sun 01:20 BST and then some more", strings.Repeat("word ", 200), uint8(9))
	f.Add(uint8(9), "\x00\u202e", "", "", uint8(40))
	f.Fuzz(func(t *testing.T, n uint8, name, clock, words string, lines uint8) {
		if n > 24 || len(name)+len(clock)+len(words) > 4000 {
			return
		}
		s := townSheet(int(n), false)
		s.Team, s.Operation, s.Shift, s.Base.Name, s.ReturnTo, s.Marking = name, words, clock, name, words, clock
		s.PageID, s.DataTo, s.Break, s.Diverted = name, words, clock, words
		for range lines % 12 {
			s.Notes, s.Contacts = append(s.Notes, words), append(s.Contacts, name)
		}
		for i := range s.Stops {
			s.Stops[i].Name, s.Stops[i].Arrive, s.Stops[i].Leave = name, clock, clock+name
			s.Stops[i].WhyHere, s.Stops[i].Tactic, s.Stops[i].Orders = words, words+name, []string{words, name}
		}
		d, err := Sheet(s, Base{})
		if err != nil {
			t.Fatal(err)
		}
		checkFits(t, d, layoutSheet(int(n), footHeight(s)))
	})
}
