package draw

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo/street"
)

func TestTurnedOverlaps(t *testing.T) {
	box := func(x, y, w, h, degrees float64) turned {
		return turned{orb.Point{x, y}, w, h, degrees * math.Pi / 180}
	}
	for _, c := range []struct {
		name string
		a, b turned
		want bool
	}{
		{"same", box(0, 0, 10, 2, 0), box(0, 0, 10, 2, 0), true},
		{"side by side", box(0, 0, 10, 2, 0), box(10, 0, 10, 2, 0), false},
		{"corner", box(0, 0, 10, 2, 0), box(9, 1, 10, 2, 0), true},
		{"crossing", box(0, 0, 10, 2, 0), box(0, 0, 10, 2, 90), true},
		{"bounds meet, boxes do not", box(0, 0, 20, 1, 45), box(6, -6, 1, 1, 0), false},
		{"turned into each other", box(0, 0, 20, 1, 45), box(6, 6, 1, 1, 0), true},
		{"far", box(0, 0, 10, 2, 30), box(40, 0, 10, 2, 30), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.a.overlaps(c.b); got != c.want {
				t.Errorf("got %v want %v", got, c.want)
			}
			if got := c.b.overlaps(c.a); got != c.want {
				t.Errorf("the other way round: got %v want %v", got, c.want)
			}
		})
	}
}

func townSketch(t *testing.T, scale float64) *sketch {
	t.Helper()
	f, err := FrameAt(Rect{9, 32, 124, 190}, at(0, 0), scale)
	if err != nil {
		t.Fatal(err)
	}
	return newSketch(New(A4Portrait, "t"), f, paperLook)
}

func TestLabelsDoNotMeet(t *testing.T) {
	for _, scale := range []float64{2500, 5000, 10000} {
		s := townSketch(t, scale)
		s.groundNames(townStreets())
		s.streetNames(townStreets(), nil)
		s.orderNames(townBase().Orders, townBase().On, 7.5)
		s.wardNames(townBase().Wards, 8)
		taken := s.labels.taken
		if len(taken) < 12 {
			t.Errorf("1:%.0f: only %d labels", scale, len(taken))
		}
		for i, a := range taken {
			for _, c := range a.corners() {
				if !s.f.Rect.Contains(Rect{c[0], c[1], 0, 0}) {
					t.Errorf("1:%.0f: a label leaves the frame at %v", scale, c)
				}
			}
			for _, b := range taken[i+1:] {
				if a.overlaps(b) {
					t.Errorf("1:%.0f: labels at %v and %v meet", scale, a.centre, b.centre)
				}
			}
		}
	}
}

// A label lies on its street: the middle of the text is on the street's line, and the
// text is never upside down.
func TestStreetNamesLieOnTheirStreets(t *testing.T) {
	s := townSketch(t, 5000)
	s.streetNames(townStreets(), nil)
	last := map[string][]orb.Point{}
	for _, it := range s.d.items {
		text := it.(textItem)
		if math.Abs(text.Angle) > 91 {
			t.Errorf("%s is turned by %.0f degrees", text.S, text.Angle)
		}
		rad := text.Angle * math.Pi / 180
		drop := capHeight(text.Face, text.Size) / 2
		mid := orb.Point{text.At[0] - drop*math.Sin(rad), text.At[1] - drop*math.Cos(rad)}
		best := math.Inf(1)
		for _, w := range townStreets() {
			if w.Name == text.S || shortStreet(w.Name) == text.S {
				best = min(best, edgeDistance(s.f.Line(w.Line), mid))
			}
		}
		if best > 0.8 {
			t.Errorf("%s lies %.1f mm from its street", text.S, best)
		}
		if !farFrom(mid, last[text.S], 70) {
			t.Errorf("%s is repeated close by", text.S)
		}
		last[text.S] = append(last[text.S], mid)
	}
}

func TestJoinWays(t *testing.T) {
	way := func(ps ...orb.Point) street.Way { return street.Way{Line: ps} }
	a, b, c, d := orb.Point{0, 0}, orb.Point{1, 0}, orb.Point{2, 0}, orb.Point{3, 0}
	got := joinWays([]street.Way{way(b, c), way(b, a), way(d, c), way(orb.Point{9, 9}, orb.Point{9, 8})})
	if len(got) != 2 || len(got[0]) != 4 || len(got[1]) != 2 {
		t.Fatalf("got %v", got)
	}
	ring := joinWays([]street.Way{way(a, b, c), way(c, d, a)})
	if len(ring) != 1 || len(ring[0]) != 5 {
		t.Errorf("a ring of two ways gives %v", ring)
	}
}

func TestShortStreet(t *testing.T) {
	for name, want := range map[string]string{"Fish Street": "Fish St", "Street": "Street", "Cheapside": "Cheapside", "Road Lane": "Road La", "": ""} {
		if got := shortStreet(name); got != want {
			t.Errorf("%q: got %q want %q", name, got, want)
		}
	}
}

func TestSpreadDiscs(t *testing.T) {
	within := Rect{0, 0, 60, 60}
	at := []orb.Point{{30, 30}, {30, 30}, {31, 30}, {30, 31}, {2, 2}, {30, 30}}
	got := spreadDiscs(at, 3, within)
	if got[0] != at[0] || got[4] != at[4] {
		t.Errorf("discs that lie clear are moved: %v", got)
	}
	for i, p := range got {
		if !within.Contains(Rect{p[0], p[1], 0, 0}) {
			t.Errorf("%v lies outside", p)
		}
		if !farFrom(p, got[:i], 5.99) {
			t.Errorf("%v lies on another disc", p)
		}
	}
}

func TestWardLinesAreDrawnOnce(t *testing.T) {
	s := townSketch(t, 30000)
	s.wardLines(townBase().Wards)
	sum := 0.0
	for _, it := range s.d.items {
		if p, ok := it.(pathItem); ok {
			for _, l := range p.lines {
				sum += lengthMM(l)
			}
		}
	}
	// The outline of both together, 2,400 x 2,100 m, and the line between them once.
	if want := s.f.MM(2*2400 + 3*2100); math.Abs(sum-want) > 0.01*want {
		t.Errorf("%.1f mm of ward line, want %.1f", sum, want)
	}
}

func TestOuterEdgesOfNeighbours(t *testing.T) {
	left := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}
	right := orb.Ring{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0}}
	sum := 0.0
	for _, l := range outerEdges([]orb.Ring{left, right}) {
		sum += lengthMM(l)
	}
	if sum != 6 {
		t.Errorf("the outline of two squares is %v long, want 6", sum)
	}
}

func TestLabelsHoldNoForbiddenCharacters(t *testing.T) {
	s := townSketch(t, 5000)
	if !s.labelAt(orb.Point{70, 100}, clean("A\u202eB\x07C"), Regular, 8, Ink, 0) {
		t.Fatal("no room")
	}
	if got := s.d.items[0].(textItem).S; strings.ContainsAny(got, "\u202e\x07") {
		t.Errorf("got %q", got)
	}
}

func TestOrderName(t *testing.T) {
	for title, want := range map[string]string{
		"Lantern Quay Public Spaces Protection Order 2025": "Lantern Quay",
		"Heron Parade PSPO (No. 2)":                        "Heron Parade",
		"Public Spaces Protection Order":                   "Public Spaces Protection Order",
		"İİİİ public SPACES protection order":              "İİİİ",
		"Castle Ditch Park":                                "Castle Ditch Park",
		"":                                                 "",
	} {
		if got := orderName(title); got != want {
			t.Errorf("%q: got %q want %q", title, got, want)
		}
	}
}
