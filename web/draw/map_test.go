package draw

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

func TestMapSaysWhatItShows(t *testing.T) {
	for name, want := range map[string][]string{
		"how many": {"Reports in a cell", "or more", "hotspot and its rank", "too few to call", "order in force", "order consulted on", "order lapsed", "ward", "N", "500 m", "Data to Sunday 1 November 2026"},
		"how sure": {"hot: more than chance", "watch: too few to call"},
		"routes":   {"Patrol routes", "Central 1", "Wardens", "2, 5"},
	} {
		d, err := Map(townScenes()[name])
		if err != nil {
			t.Fatal(err)
		}
		text := sheetTexts(d)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: no %q on the map", name, w)
			}
		}
		page := Rect{0, 0, d.Page.W, d.Page.H}
		for _, it := range d.items {
			if text, ok := it.(textItem); ok {
				for _, c := range text.corners() {
					if !page.Contains(Rect{c[0], c[1], 0, 0}) {
						t.Errorf("%s: %q leaves the page at %v", name, text.S, c)
					}
				}
			}
		}
	}
}

func TestMapNamesWardsOnce(t *testing.T) {
	d, err := Map(townScenes()["how many"])
	if err != nil {
		t.Fatal(err)
	}
	for _, ward := range []string{"Swan Bridge"} {
		if n := strings.Count(sheetTexts(d), ward+"\n"); n != 1 {
			t.Errorf("%s stands %d times", ward, n)
		}
	}
}

// In black and white hot and watch cells are told apart by hatch and dots.
func TestHowSureIsHatchedAndDotted(t *testing.T) {
	d, err := Map(townScenes()["how sure"])
	if err != nil {
		t.Fatal(err)
	}
	hatches, dotted := 0, 0
	for _, it := range d.items {
		p, ok := it.(pathItem)
		switch {
		case !ok || p.closed:
		case p.stroke.Colour == hotFill.Pattern.Colour && p.stroke.Width == hotFill.Pattern.Width:
			hatches++
		case p.stroke.Colour == watchFill.Pattern.Colour && p.stroke.Round && lengthMM(p.lines[0]) == 0:
			dotted++
		}
	}
	hot, watch := 0, 0
	for _, c := range townResult().Cells {
		if c.Hot {
			hot++
		} else if c.Count >= 4 {
			watch++
		}
	}
	// One more of each in the legend.
	if hatches != hot+1 || dotted != watch+1 || hot == 0 || watch == 0 {
		t.Errorf("%d hatched and %d dotted shapes for %d hot and %d watch cells", hatches, dotted, hot, watch)
	}
}

func TestTeamsDifferWithoutColour(t *testing.T) {
	for _, l := range []look{screenLook, paperLook} {
		s, seen := sketch{look: l}, map[string]int{}
		for team := range 4 {
			key := ""
			for _, v := range s.routeStroke(team).Dash {
				key += num(v) + " "
			}
			if other, ok := seen[key]; ok {
				t.Errorf("teams %d and %d have the same dashes", other, team)
			}
			seen[key] = team
		}
	}
}

func TestMapRefuses(t *testing.T) {
	for name, s := range map[string]Scene{
		"nothing":       {},
		"off the globe": {Routes: []Route{{Stops: []RouteStop{{Point: orb.Point{0, 400}}}}}},
		"not a number":  {Routes: []Route{{Stops: []RouteStop{{Point: orb.Point{math.NaN(), 51}}}}}},
	} {
		var b bytes.Buffer
		if err := MapSVG(&b, s); !errors.Is(err, ErrNoGround) || b.Len() > 0 {
			t.Errorf("%s: %v with %d bytes, want ErrNoGround and none", name, err, b.Len())
		}
	}
}

func TestBreaks(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts []int
		want   [4]int
	}{
		{"none", nil, [4]int{1, 2, 3, 4}},
		{"only noughts", []int{0, 0}, [4]int{1, 2, 3, 4}},
		{"all the same", []int{1, 1, 1, 1, 1, 1}, [4]int{1, 2, 3, 4}},
		{"fifths", []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, [4]int{3, 5, 7, 9}},
		{"noughts do not count", []int{0, 0, 0, 10, 20, 30, 40, 50}, [4]int{20, 30, 40, 50}},
	} {
		if got := Breaks(c.counts); got != c.want {
			t.Errorf("%s: got %v want %v", c.name, got, c.want)
		}
	}
	if got, want := stepLabels([4]int{1, 3, 7, 9}), [5]string{"1", "2–3", "4–7", "8–9", "10 or more"}; got != want {
		t.Errorf("labels: got %q want %q", got, want)
	}
	for count, want := range map[int]int{1: 0, 2: 1, 3: 1, 7: 2, 8: 3, 10: 4, 500: 4} {
		if got := step(count, [4]int{1, 3, 7, 9}); got != want {
			t.Errorf("%d is in class %d, want %d", count, got, want)
		}
	}
}

func TestWardsOfTheDay(t *testing.T) {
	day := func(y int) time.Time { return time.Date(y, 5, 7, 0, 0, 0, 0, time.UTC) }
	all := []geo.Area{{Name: "old", ValidFrom: day(2014)}, {Name: "new", ValidFrom: day(2026)}, {Name: "old too", ValidFrom: day(2014)}}
	for _, c := range []struct {
		on   int
		want string
	}{{2013, "old"}, {2020, "old"}, {2026, "new"}, {2030, "new"}} {
		got := Base{Wards: all, On: day(c.on)}.wards()
		if len(got) == 0 || got[0].Name != c.want {
			t.Errorf("%d: got %v want %s", c.on, got, c.want)
		}
	}
	if got := (Base{Wards: all, On: day(2020)}).wards(); len(got) != 2 {
		t.Errorf("a vintage of two wards gives %d", len(got))
	}
	if got := (Base{}).wards(); got != nil {
		t.Errorf("no wards give %v", got)
	}
}

// A line that lies outside the frame adds nothing to the file.
func TestMapHoldsOnlyWhatItShows(t *testing.T) {
	size := func(b Base) int {
		s := townSheet(3, false)
		d, err := SheetMap(s, b)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := d.SVG(&out); err != nil {
			t.Fatal(err)
		}
		return out.Len()
	}
	base := townBase()
	near := size(base)
	for i, w := range townStreets() {
		w.ID, w.Line = int64(10000+i), w.Line.Clone()
		for j := range w.Line {
			w.Line[j][0] += 0.5
		}
		base.Streets = append(base.Streets, w)
	}
	if far := size(base); far != near {
		t.Errorf("streets 30 km away make the map %d bytes instead of %d", far, near)
	}
}
