package hotspot

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

// A watch group never overlaps or touches a hotspot, has 3 or 4 incidents and an
// exact p of at most 0.01, and there are at most ten.
func TestWatchList(t *testing.T) {
	g := boroughGrid()
	listed := 0
	for seed := range uint64(60) {
		m := flat(150, 100+seed)
		for range 12 {
			m.add(incident{at: g.centre[1700]})
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		listed += len(r.Watch)
		if len(r.Watch) > watchMost {
			t.Fatalf("%d watched", len(r.Watch))
		}
		last := 0.0
		for _, w := range r.Watch {
			if w.Count < 3 || w.Count > 4 || w.PoissonPMin > 0.01 || w.PoissonPMin < last || w.List != WatchList {
				t.Fatalf("watched: %d incidents, p %v after %v", w.Count, w.PoissonPMin, last)
			}
			last = w.PoissonPMin
			for _, c := range w.Cells {
				i := g.index[c]
				if r.Cells[i].Class != LowEvidence || r.Cells[i].Count == 0 {
					t.Fatalf("watched cell of class %s with %d", r.Cells[i].Class, r.Cells[i].Count)
				}
				for _, j := range g.touch.Of(int(i)) {
					if r.Cells[j].Class == Hot {
						t.Fatal("a watch group touches a hotspot")
					}
				}
			}
			if !strings.Contains(w.Reason, "Too few to call") {
				t.Fatalf("got %q", w.Reason)
			}
		}
	}
	if listed == 0 {
		t.Fatal("nothing was ever watched")
	}
}

// What chance puts on the map is what flat maps show: the two are counted by
// different code. 150 incidents on 3,249 hexagons: 2.4 on average of 30 runs, at
// most 5, computed outside; ours is the mean of 400.
func TestWatchByChance(t *testing.T) {
	g := boroughGrid()
	mean := g.watchByChance(150, DefaultMinCount)
	if mean < 2 || mean > 3.3 {
		t.Errorf("got %v watch places by chance for 150 incidents on %d cells, want about 2.4", mean, len(g.cells))
	}
	const maps = 200
	sum := 0
	for seed := range uint64(maps) {
		rng := rand.New(rand.NewPCG(seed, 12))
		count := make([]int32, len(g.cells))
		for range 150 {
			for {
				if i := cellIndex(g, uniform(rng)); i >= 0 {
					count[i]++
					break
				}
			}
		}
		sc := scoreCells(g, count, floats(count), DefaultAlpha)
		sum += len(watchGroups(g, count, sc.poissonP, make([]bool, len(count)), DefaultMinCount))
	}
	if got := float64(sum) / maps; math.Abs(got-mean) > 0.5 {
		t.Errorf("flat maps show %v, the simulation says %v", got, mean)
	}
	if again := g.watchByChance(150, DefaultMinCount); again != mean {
		t.Errorf("asked again: %v, want %v", again, mean)
	}
	for _, n := range []int{0, 2, 4 * len(g.cells)} {
		if v := g.watchByChance(n, DefaultMinCount); v != 0 {
			t.Errorf("%d incidents: got %v, want 0", n, v)
		}
	}
}

// A hot group that is short of the minimum is watched even where other occupied
// cells touch it.
func TestHotGroupShortOfTheMinimumIsWatched(t *testing.T) {
	g := boroughGrid()
	count := make([]int32, len(g.cells))
	hot := make([]bool, len(g.cells))
	p := make([]float64, len(g.cells))
	for i := range p {
		p[i] = 1
	}
	row := g.touch.Of(1700)
	count[1700], hot[1700], p[1700] = 4, true, 1e-6
	for _, j := range row {
		if j != 1700 {
			count[j] = 1 // ten in the whole occupied group
		}
	}
	groups := watchGroups(g, count, p, hot, DefaultMinCount)
	if len(groups) != 1 || len(groups[0]) != 1 || groups[0][0] != 1700 {
		t.Errorf("got %v, want the hot cell alone", groups)
	}
}

// Cells level at the cut are not taken in the order of the map.
func TestBusiestTies(t *testing.T) {
	m := newSnapshot(boroughWards())
	g := boroughGrid()
	for k := range 30 {
		m.add(incident{at: g.centre[100*k+50]})
	}
	for range 3 {
		m.add(incident{at: g.centre[50]})
	}
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Busiest) != 10 || r.Busiest[0].Count != 4 || r.Busiest[1].Count != 1 {
		t.Fatalf("got %d busiest", len(r.Busiest))
	}
	if want := "20 other places with the same number are not listed."; !strings.Contains(r.Busiest[9].Reason, want) {
		t.Errorf("got %q, want it to say %q", r.Busiest[9].Reason, want)
	}
	var order []int
	for _, b := range r.Busiest[1:] {
		order = append(order, int(g.index[b.Cells[0]]))
	}
	if slices.IsSorted(order) || slices.Max(order) < 1500 {
		t.Errorf("level cells were taken in the order of the map: %v", order)
	}
	for _, b := range r.Busiest {
		if !strings.HasSuffix(b.ID, "-b") || len(b.Cells) != 1 {
			t.Errorf("got id %q of %d cells", b.ID, len(b.Cells))
		}
	}
}

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

// What the sentence promises is held to the test itself: with one fewer taken away
// the place is still a hotspot, with that many it is none.
func TestSentenceSaysWhatWouldRemoveIt(t *testing.T) {
	for _, background := range []int{0, 200, 900, 3000} {
		m, cell := planted(background, 23, uint64(background))
		a, err := analyse(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		a.test()
		groups := a.hotspots()
		if len(groups) != 1 {
			t.Fatalf("background %d: %d hotspots", background, len(groups))
		}
		k := a.removal(groups[0])
		for _, taken := range []int{k - 1, k} {
			without, in := newSnapshot(boroughWards()), map[int32]bool{}
			for _, c := range groups[0] {
				in[c] = true
			}
			r := newRerun(a, groups[0])
			r.take(taken)
			for c, n := range r.count {
				for range n {
					without.add(incident{at: boroughGrid().centre[c]})
				}
			}
			res, err := Detect(without.Snapshot, Question{Window: may2019})
			if err != nil {
				t.Fatal(err)
			}
			stays := slices.ContainsFunc(res.Hotspots, func(h Group) bool { return slices.Contains(h.Cells, a.g.cells[cell]) })
			if stays != (taken < k) {
				t.Errorf("background %d: %d of %d taken away: still a hotspot %v", background, taken, total(a.count, groups[0]), stays)
			}
		}
		d := newDescriber(a, a.meta()).list(HotspotList, groups)
		want := fmt.Sprintf("It stays on this list unless %d or more of them are taken away.", k)
		if k == 1 {
			want = "It would leave this list if one of them were taken away."
		}
		if !strings.HasSuffix(d[0].Reason, want) || !strings.HasPrefix(d[0].Reason, fmt.Sprintf("%d reports from 1 May to 31 July 2019; the borough average for an area this size is ", d[0].Count)) {
			t.Errorf("got %q, want it to end %q", d[0].Reason, want)
		}
	}
}

func TestSentenceWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{about(0), "under 0.1"}, {about(2.13), "2.1"}, {about(2.04), "2"}, {about(9.96), "10"}, {about(1234.4), "1,234"}, {about(math.NaN()), "not known"},
		{thousands(999), "999"}, {thousands(1000), "1,000"}, {thousands(-1234567), "-1,234,567"},
		{span(may2019), "from 1 May to 31 July 2019"},
		{span(Window{Date(2018, 12, 1), Date(2019, 2, 28)}), "from 1 December 2018 to 28 February 2019"},
		{span(Window{Date(2019, 5, 1), Date(2019, 5, 31)}), "from 1 to 31 May 2019"},
		{span(Window{Date(2019, 5, 1), Date(2019, 5, 1)}), "on 1 May 2019"},
		{places(0.01), "fewer than one place in twenty maps"}, {places(0.4), "0.4 of a place"}, {places(1), "about 1 place"}, {places(2.41), "about 2.4 places"},
		{reports(1), "1 report"}, {reports(1500), "1,500 reports"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	m, _ := planted(900, 23, 1)
	r, err := Detect(m.Snapshot, Question{Window: may2019, In: []string{"ward:W01", "ward:W02", "ward:W04", "ward:W05"}})
	if err != nil || len(r.Hotspots) == 0 || !strings.Contains(r.Hotspots[0].Reason, "the study area's average for an area this size") {
		t.Errorf("four of six wards: got %v %+v", err, r)
	}
}

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
