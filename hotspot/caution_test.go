package hotspot

import (
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

func TestNotForFootPatrol(t *testing.T) {
	for _, c := range []struct {
		domestic, dwelling, street int
		want                       string
	}{
		{17, 0, 3, "17 of 20 are domestic or inside homes"},
		{0, 11, 9, "11 of 20 are domestic or inside homes"},
		{5, 6, 9, "11 of 20 are domestic or inside homes"},
		{10, 0, 10, ""},
		{0, 0, 20, ""},
	} {
		m := newSnapshot(boroughWards())
		at := boroughGrid().centre[1700]
		for range c.domestic {
			m.add(incident{at: at, tags: 2})
		}
		for range c.dwelling {
			m.add(incident{at: at, setting: Dwelling})
		}
		for range c.street {
			m.add(incident{at: at, setting: Street})
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Hotspots[0].NotForFootPatrol; got != c.want {
			t.Errorf("%+v: got %q, want %q", c, got, c.want)
		}
	}
}

// Burglaries happen in homes, but a patrol in the street matters to them; a domestic
// one is still nothing for the street.
func TestBurglariesStayForFootPatrol(t *testing.T) {
	for tags, want := range map[uint64]string{0: "", 2: "11 of 11 are domestic or inside homes"} {
		m := newSnapshot(boroughWards())
		m.Categories = slices.Clone(m.Categories)
		m.Categories[0].FromOutside = true
		for range 11 {
			m.add(incident{at: boroughGrid().centre[1700], setting: Dwelling, tags: tags})
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Hotspots[0].NotForFootPatrol; got != want {
			t.Errorf("tags %d: got %q, want %q", tags, got, want)
		}
	}
}

func TestCheckData(t *testing.T) {
	g := boroughGrid()
	here := g.centre[1700]
	beside := orb.Point{here[0] + 0.0001, here[1]}
	site := geo.Area{Kind: geo.Site, Code: "s1", Name: "Wherry Street police station", Geometry: orb.MultiPolygon{{{
		{here[0] - 2e-5, here[1] - 2e-5}, {here[0] + 2e-5, here[1] - 2e-5}, {here[0] + 2e-5, here[1] + 2e-5}, {here[0] - 2e-5, here[1] + 2e-5}, {here[0] - 2e-5, here[1] - 2e-5}}}}}
	month := incident{precision: Month, day: Date(2019, 6, 1), last: Date(2019, 6, 30), start: -1}
	for _, c := range []struct {
		name       string
		pile, rest int
		text       string
		like       incident
		site       bool
		background int
		want       string
	}{
		{"a station's site", 58, 2, "", incident{}, true, 0, "58 of 60 records sit on one point, Wherry Street police station: likely parked there"},
		{"the text says so", 58, 2, "Wherry Street Police Station", incident{}, false, 0, "58 of 60 records sit on one point, Wherry Street Police Station: likely parked there"},
		{"police.uk's text", 40, 0, "On or near Police Station", month, false, 0, "40 of 40 records sit on one point, a police station: likely parked there"},
		{"a station with nine", 9, 0, "", incident{}, true, 0, "9 of 9 records sit on one point, Wherry Street police station: likely parked there"},
		{"nine on another point", 9, 0, "Cheapside", incident{}, false, 60, ""},
		{"less than four in five", 30, 20, "", incident{}, true, 0, ""},
		{"a snapped point", 40, 0, "On or near Cheapside", month, false, 60, ""},
		{"exact points, no setting", 40, 1, "Cheapside", incident{}, false, 60, "40 of 41 records sit on one exact point, Cheapside: it may stand for places not known"},
		{"exact points, a shop", 40, 1, "Cheapside", incident{setting: Retail}, false, 60, ""},
	} {
		m := newSnapshot(boroughWards())
		if c.site {
			m.Overlays = []Overlay{{Kind: geo.Site, Areas: []geo.Area{site}}}
		}
		c.like.name, c.like.at = c.text, here
		for range c.pile {
			m.add(c.like)
		}
		c.like.name, c.like.at = "", beside
		for range c.rest {
			m.add(c.like)
		}
		for k := range c.background {
			c.like.at = g.centre[20*k]
			m.add(c.like)
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(append(r.Hotspots, r.Busiest...), func(h Group) bool { return slices.Contains(h.Cells, g.cells[1700]) })
		if got := append(r.Hotspots, r.Busiest...)[i].CheckData; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestOrdersAtAHotspot(t *testing.T) {
	g := boroughGrid()
	at := g.centre[1700]
	order := func(code string, mp orb.MultiPolygon) geo.Area {
		return geo.Area{Kind: geo.PSPO, Code: code, Name: code, Geometry: mp}
	}
	m := newSnapshot(boroughWards())
	m.Overlays = []Overlay{{Kind: geo.PSPO, Areas: []geo.Area{
		order("b", hexgrid.Outline(g.cells[1700:1701])), order("far", hexgrid.Outline(g.cells[1:2])), order("a", orb.MultiPolygon{boroughBound.ToPolygon()}),
	}}}
	for range 9 {
		m.add(incident{at: at})
	}
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(r.Hotspots[0].PSPOIDs, " "); got != "a b" {
		t.Errorf("got orders %q, want a and b", got)
	}
}
