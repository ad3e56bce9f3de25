package hotspot

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

func TestStudyAreas(t *testing.T) {
	m := newSnapshot(boroughWards())
	m.Overlays = []Overlay{{Kind: geo.PSPO, Areas: []geo.Area{{Kind: geo.PSPO, Code: "lantern-quay", Name: "Lantern Quay", Geometry: orb.MultiPolygon{boroughBound.ToPolygon()}}}}}
	m.add(incident{at: boroughBound.Center()})
	all := len(boroughGrid().cells)
	for _, c := range []struct {
		in    []string
		label string
		cells int // 0: not checked
	}{
		{nil, "6 wards", all},
		{[]string{"ward:W01"}, "Corn Market", 0},
		{[]string{"ward:corn market"}, "Corn Market", 0},
		{[]string{"WARD: w01"}, "Corn Market", 0},
		{[]string{"ward:W06", "ward:Corn Market", "ward:curlew"}, "Corn Market and Curlew", 0},
		{[]string{"pspo:lantern-quay"}, "Lantern Quay", all},
	} {
		r, err := Detect(m.Snapshot, Question{Window: may2019, In: c.in})
		if err != nil {
			t.Errorf("%v: %v", c.in, err)
			continue
		}
		if r.Study.Label != c.label || c.cells > 0 && r.Meta.Cells != c.cells || len(r.Cells) != r.Meta.Cells {
			t.Errorf("%v: got %q of %d cells, want %q of %d", c.in, r.Study.Label, r.Meta.Cells, c.label, c.cells)
		}
	}
	for _, c := range []struct{ in, says string }{
		{"ward:Corn Maket", `the nearest names are "Corn Market"`},
		{"ward:W99", `"W0`},
		{"borough:Lewisham", "no areas of kind \"borough\" are loaded"},
		{"Corn Market", "write KIND:CODE or KIND:NAME"},
		{"ward:", "write KIND:CODE or KIND:NAME"},
	} {
		if _, err := Detect(m.Snapshot, Question{Window: may2019, In: []string{c.in}}); !errors.Is(err, ErrArea) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want ErrArea saying %s", c.in, err, c.says)
		}
	}
}

func TestAreaNamesSharedByTwo(t *testing.T) {
	wards := boroughWards()
	wards[1].Name = "Corn Market"
	m := newSnapshot(wards)
	m.add(incident{at: boroughBound.Center()})
	_, err := Detect(m.Snapshot, Question{Window: may2019, In: []string{"ward:Corn Market"}})
	if !errors.Is(err, ErrArea) || !strings.Contains(err.Error(), "W01, W02") {
		t.Errorf("got %v, want ErrArea with both codes", err)
	}
}

// Boroughs come before wards; a borough's own line is the study area.
func TestBoroughsAreTheDefault(t *testing.T) {
	m := newSnapshot(boroughWards())
	half := boroughBound
	half.Max[0] = half.Center()[0]
	m.Partitions = append(m.Partitions, Partition{Kind: geo.Borough, Areas: []geo.Area{{Kind: geo.Borough, Code: "B1", Name: "Wendmouth", Geometry: orb.MultiPolygon{half.ToPolygon()}}}})
	m.add(incident{at: boroughBound.Center()})
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	if all := len(boroughGrid().cells); r.Study.Label != "Wendmouth" || r.Meta.Cells < all*45/100 || r.Meta.Cells > all*55/100 {
		t.Errorf("got %q of %d cells, want Wendmouth of about half of %d", r.Study.Label, r.Meta.Cells, all)
	}
}

// The boundaries in force at the window's end count; older ones by code, with a warning.
func TestVintages(t *testing.T) {
	m := newSnapshot(boroughWards())
	newer := boroughWards()[:3]
	for i := range newer {
		newer[i].Code, newer[i].Name = "N0"+string(rune('1'+i)), "New "+newer[i].Name
	}
	m.Partitions = append(m.Partitions, Partition{Kind: geo.Ward, Vintage: Date(2019, 7, 1), Areas: newer})
	m.add(incident{at: boroughBound.Center()})
	for _, c := range []struct {
		q     Question
		label string
		warns bool
	}{
		{Question{Window: may2019}, "New Corn Market, New Lantern Quay and New Castle Ditch", false},
		{Question{Window: Window{may2019.From, Date(2019, 6, 30)}}, "6 wards", false},
		{Question{Window: may2019, In: []string{"ward:W04"}}, "Ropewalk", true},
	} {
		r, err := Detect(m.Snapshot, c.q)
		if err != nil {
			t.Fatal(err)
		}
		warned := slices.ContainsFunc(r.Meta.Warnings, func(w string) bool { return strings.Contains(w, "not those in force") })
		if r.Study.Label != c.label || warned != c.warns {
			t.Errorf("%s in %v: got %q, warned %v; want %q, %v", c.q.Window, c.q.In, r.Study.Label, warned, c.label, c.warns)
		}
	}
}

// Without areas the study is the cells that hold incidents and their neighbours,
// whatever is asked for.
func TestStudyWithoutAreas(t *testing.T) {
	m := newSnapshot(nil)
	p := boroughBound.Center()
	m.add(incident{at: p})
	m.add(incident{at: orb.Point{p[0] + 0.02, p[1]}, category: 1, day: Date(2018, 1, 1)})
	for _, q := range []Question{{Window: may2019}, {Window: may2019, Categories: []string{"burglary"}}} {
		r, err := Detect(m.Snapshot, q)
		if err != nil {
			t.Fatal(err)
		}
		if r.Meta.Cells != 14 || len(r.Meta.Warnings) == 0 || r.Meta.EdgeIncidents != 0 || len(r.Study.Geometry) == 0 {
			t.Errorf("got %d cells, warnings %v, %d at the edge; want 14 cells and a warning", r.Meta.Cells, r.Meta.Warnings, r.Meta.EdgeIncidents)
		}
	}
	empty, err := Detect(newSnapshot(nil).Snapshot, Question{Window: may2019})
	if err != nil || empty.Meta.Cells != 0 || empty.Meta.Reason == "" {
		t.Errorf("empty snapshot: got %d cells, reason %q, error %v", empty.Meta.Cells, empty.Meta.Reason, err)
	}
}

// Every incident is counted in its cell, and the difference to the exact area is
// said: brute force over every place.
func TestEdgeIncidents(t *testing.T) {
	m := flat(2000, 3)
	r, err := Detect(m.Snapshot, Question{Window: may2019, In: []string{"ward:Swan Bridge"}})
	if err != nil {
		t.Fatal(err)
	}
	ward := boroughWards()[4]
	cells := map[hexgrid.Cell]bool{}
	for _, c := range r.Cells {
		cells[c.Cell] = true
		if !geo.Contains(ward.Geometry, c.Centre) {
			t.Fatalf("cell %s of the study has its centre outside", c.Cell)
		}
	}
	counted, edge := 0, 0
	for _, p := range m.PlaceOf {
		pt := m.Places[p].Point
		in := cells[m.Places[p].Cell]
		if in {
			counted++
		}
		if in != geo.Contains(ward.Geometry, pt) {
			edge++
		}
	}
	if r.Meta.Incidents != counted || r.Meta.EdgeIncidents != edge || edge == 0 {
		t.Errorf("got %d incidents and %d at the edge, want %d and %d", r.Meta.Incidents, r.Meta.EdgeIncidents, counted, edge)
	}
	sum := 0
	for _, c := range r.Cells {
		sum += c.Count
	}
	if sum != counted {
		t.Errorf("the cells hold %d, want %d", sum, counted)
	}
}

// At other resolutions a place's cell is found directly, never through a parent.
func TestOtherResolutions(t *testing.T) {
	m := flat(800, 5)
	for _, res := range []int{7, 8, 9, 11} {
		r, err := Detect(m.Snapshot, Question{Window: may2019, Res: res})
		if err != nil {
			t.Fatal(err)
		}
		want := map[hexgrid.Cell]int{}
		for _, p := range m.PlaceOf {
			c, err := hexgrid.At(m.Places[p].Point, res)
			if err != nil {
				t.Fatal(err)
			}
			want[c]++
		}
		for _, c := range r.Cells {
			if c.Count != want[c.Cell] || c.Cell.Res() != res {
				t.Fatalf("resolution %d, cell %s: got %d, want %d", res, c.Cell, c.Count, want[c.Cell])
			}
		}
	}
}

func TestMemoIsSharedAndForgets(t *testing.T) {
	r := recent[int, int]{keep: 3}
	made := 0
	get := func(k int) int {
		v, err := r.get(k, func() (int, error) { made++; return 10 * k, nil })
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, k := range []int{1, 2, 3, 1, 4, 1, 2} { // 4 pushes out 2, the one used longest ago
		if got := get(k); got != 10*k {
			t.Fatalf("got %d for %d", got, k)
		}
	}
	if made != 5 || len(r.entries) != 3 {
		t.Errorf("made %d and kept %d, want 5 and 3", made, len(r.entries))
	}
	for range 2 {
		if _, err := r.get(9, func() (int, error) { made++; return 0, ErrArea }); !errors.Is(err, ErrArea) {
			t.Errorf("got %v, want ErrArea", err)
		}
	}
	if made != 7 {
		t.Errorf("an error was kept")
	}
}

// Many askers at once share one making of the ground and get one answer.
func TestConcurrentQuestions(t *testing.T) {
	m, _ := planted(400, 15, 6)
	var wg sync.WaitGroup
	ids := make([]string, 16)
	for i := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			q := Question{Window: may2019, Res: 9 + i%2}
			r, err := Detect(m.Snapshot, q)
			if err != nil || len(r.Hotspots) == 0 {
				t.Errorf("asker %d: %v", i, err)
				return
			}
			if _, err = Trace(m.Snapshot, q, r, 2); err != nil {
				t.Errorf("asker %d: %v", i, err)
			}
			ids[i] = r.Hotspots[0].ID
		}()
	}
	wg.Wait()
	for i := 2; i < len(ids); i++ {
		if ids[i] != ids[i-2] {
			t.Errorf("asker %d got %s, asker %d got %s", i, ids[i], i-2, ids[i-2])
		}
	}
}

// The middle of a postcode is neither inside nor outside an order: it is counted in its
// hexagon, left out of the order's exact total, and said. Of a ward it decides, as the
// closest there is.
func TestCentroidsDecideNoOrder(t *testing.T) {
	m := newSnapshot(boroughWards())
	m.Overlays = []Overlay{{Kind: geo.PSPO, Areas: []geo.Area{{Kind: geo.PSPO, Code: "lantern-quay", Name: "Lantern Quay", Geometry: orb.MultiPolygon{boroughBound.ToPolygon()}}}}}
	at := boroughBound.Center()
	for range 3 {
		m.add(incident{at: at})
	}
	m.add(incident{at: orb.Point{at[0] + 0.001, at[1]}})
	m.Places[m.PlaceOf[0]].Centroid = true
	r, err := Detect(m.Snapshot, Question{Window: may2019, In: []string{"pspo:lantern-quay"}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Meta.Incidents != 4 || r.Meta.Undecided != 3 || r.Meta.EdgeIncidents != 0 || !slices.ContainsFunc(r.Meta.Warnings, func(w string) bool { return strings.HasPrefix(w, "3 incidents are known only by the middle") }) {
		t.Errorf("of the order: %+v", r.Meta)
	}
	c, err := Clock(m.Snapshot, Question{Window: may2019, In: []string{"pspo:lantern-quay"}})
	if err != nil || c.Timed+c.Untimed != 1 {
		t.Errorf("the order's clock counts %+v, %v; want 1", c, err)
	}
	r, err = Detect(m.Snapshot, Question{Window: may2019})
	if err != nil || r.Meta.Incidents != 4 || r.Meta.Undecided != 0 {
		t.Errorf("of all wards: %+v, %v", r.Meta, err)
	}
}
