package hotspot

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestNames(t *testing.T) {
	g := boroughGrid()
	here := g.centre[1700]
	east := func(m float64) orb.Point { return orb.Point{here[0] + m/67_000, here[1]} }
	type at struct {
		name   string
		n      int
		metres float64
	}
	for _, c := range []struct {
		name   string
		places []at
		want   string
	}{
		{"a street", []at{{"On or near Bishopsgate", 12, 0}, {"Cornhill", 4, 10}}, "Bishopsgate"},
		{"weighted by incidents", []at{{"Bishopsgate", 5, 0}, {"Cornhill", 9, 10}}, "Cornhill"},
		{"level names go by the alphabet", []at{{"Cornhill", 8, 10}, {"Bishopsgate", 8, 0}}, "Bishopsgate"},
		{"a kind of place with a street", []at{{"On or near Supermarket", 12, 0}, {"Cornhill", 4, 10}}, "Supermarket, near Cornhill"},
		{"a kind of place with a street outside", []at{{"Supermarket", 12, 0}, {"Cornhill", 1, 300}}, "Supermarket, near Cornhill"},
		{"two kinds of place", []at{{"Nightclub", 12, 0}, {"Parking Area", 5, 10}}, "Nightclub, Curlew ward, "},
		{"police.uk's capital S", []at{{"On or near St Martin'S Le Grand", 12, 0}}, "St Martin's Le Grand"},
		{"no name, a street near", []at{{"", 12, 0}, {"Cornhill", 1, 200}}, "Near Cornhill"},
		{"no name at all", []at{{"No Location", 12, 0}}, " ward, "},
	} {
		m := newSnapshot(boroughWards())
		for _, p := range c.places {
			for range p.n {
				m.add(incident{at: east(p.metres), name: p.name})
			}
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Replace(c.want, "Curlew ward", boroughWards()[areaAt(boroughWards(), here)].Name+" ward", 1)
		if got := r.Hotspots[0].Name; got != want && !(strings.HasSuffix(want, ", ") && strings.Contains(got, want)) {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
}

// Two hotspots of one street are told apart by the nearest other street, else by
// the side they lie on.
func TestNamesToldApart(t *testing.T) {
	g := boroughGrid()
	for _, c := range []struct {
		name   string
		others [2]string // a lone incident beside each
		want   [2]string
	}{
		{"by street", [2]string{"Cornhill", "Cheapside"}, [2]string{"Bishopsgate, near Cornhill", "Bishopsgate, near Cheapside"}},
		{"by side", [2]string{"", ""}, [2]string{"Bishopsgate (west)", "Bishopsgate (east)"}},
		{"by street and side", [2]string{"Cornhill", "Cornhill"}, [2]string{"Bishopsgate, near Cornhill (west)", "Bishopsgate, near Cornhill (east)"}},
	} {
		m := newSnapshot(boroughWards())
		west := g.centre[1700]
		for k, n := range []int{20, 15} {
			p := orb.Point{west[0] + float64(k)*0.02, west[1]}
			for range n {
				m.add(incident{at: p, name: "On or near Bishopsgate"})
			}
			m.add(incident{at: orb.Point{p[0], p[1] + 0.002}, name: c.others[k]})
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Hotspots) != 2 || r.Hotspots[0].Name != c.want[0] || r.Hotspots[1].Name != c.want[1] {
			t.Errorf("%s: got %d hotspots, %q; want %q", c.name, len(r.Hotspots), []string{r.Hotspots[0].Name, r.Hotspots[len(r.Hotspots)-1].Name}, c.want)
		}
	}
}

func TestCompass(t *testing.T) {
	for _, c := range []struct {
		east, north float64
		want        string
	}{{1, 0, "east"}, {1, 1, "north-east"}, {0, 1, "north"}, {-1, 0.1, "west"}, {-1, -1, "south-west"}, {0.1, -1, "south"}, {1, -1, "south-east"}} {
		if got := compass(c.east, c.north); got != c.want {
			t.Errorf("(%v, %v): got %s, want %s", c.east, c.north, got, c.want)
		}
	}
}

// A watched place beside a hotspot of its street does not bear the hotspot's name.
func TestWatchedNameIsNotAHotspots(t *testing.T) {
	g := boroughGrid()
	m := newSnapshot(boroughWards())
	for range 20 {
		m.add(incident{at: g.centre[1700], name: "On or near Bishopsgate"})
	}
	for range 3 {
		m.add(incident{at: g.centre[900], name: "On or near Bishopsgate"})
	}
	m.add(incident{at: orb.Point{g.centre[900][0] + 0.004, g.centre[900][1]}, name: "Cornhill"})
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Watch) != 1 || r.Hotspots[0].Name != "Bishopsgate" || r.Watch[0].Name != "Bishopsgate, near Cornhill" {
		t.Errorf("got %q and %+v", r.Hotspots[0].Name, r.Watch)
	}
}

// A police station names only the places that are mostly its own.
func TestPoliceStationGivesNoName(t *testing.T) {
	at := boroughGrid().centre[1700]
	for _, c := range []struct {
		station, street int
		want            string
	}{{20, 8, "Corn Market"}, {20, 1, "Wherry Street police station"}} {
		m := newSnapshot(boroughWards())
		for range c.station {
			m.add(incident{at: at, name: "Wherry Street police station"})
		}
		for range c.street {
			m.add(incident{at: orb.Point{at[0] + 0.0001, at[1]}, name: "Corn Market"})
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Hotspots[0].Name; got != c.want {
			t.Errorf("%d at the station, %d in the street: got %q, want %q", c.station, c.street, got, c.want)
		}
	}
}
