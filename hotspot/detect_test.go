package hotspot

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

// planted is a flat borough with so many incidents at the centre of one cell.
func planted(background, here int, seed uint64) (m *made, cell int32) {
	m = flat(background, seed)
	g := boroughGrid()
	for cell = int32(len(g.cells) / 2); len(g.nb.Of(int(cell))) < 7; cell++ {
	}
	for range here {
		m.add(incident{at: g.centre[cell], name: "On or near Fish Street", setting: Street})
	}
	return m, cell
}

// A second, naive implementation of everything a cell says, from the definitions
// alone: cells by their centres, neighbours by the disk, sums by loops.
func TestDetectAgreesWithNaive(t *testing.T) {
	m, _ := planted(1200, 14, 11)
	for _, q := range []Question{{}, {Ring: 2}, {Res: 9}, {In: []string{"ward:Swan Bridge", "ward:Curlew"}}, {Alpha: 0.2}} {
		q.Window = may2019
		r, err := Detect(m.Snapshot, q)
		if err != nil {
			t.Fatal(err)
		}
		q, _ = q.withDefaults(m.Snapshot)
		count := map[hexgrid.Cell]int{}
		for _, c := range r.Cells {
			count[c.Cell] = 0
		}
		total := 0
		for _, p := range m.PlaceOf {
			c, err := hexgrid.At(m.Places[p].Point, q.Res)
			if err != nil {
				t.Fatal(err)
			}
			if _, ok := count[c]; ok {
				count[c]++
				total++
			}
		}
		checkCells(t, r, q, count, total)
	}
}

func checkCells(t *testing.T, r *Result, q Question, count map[hexgrid.Cell]int, total int) {
	t.Helper()
	n := float64(len(count))
	var sum, squares, area float64
	for c, k := range count {
		sum, squares, area = sum+float64(k), squares+float64(k*k), area+c.AreaM2()
	}
	mean, s := sum/n, math.Sqrt(squares/n-sum/n*sum/n)
	var p, poisson, z, expected []float64
	for _, c := range r.Cells {
		var w, x, mu float64
		for _, d := range c.Cell.Disk(q.Ring) {
			if k, ok := count[d]; ok {
				w, x, mu = w+1, x+float64(k), mu+float64(total)*d.AreaM2()/area
			}
		}
		z = append(z, (x-mean*w)/(s*math.Sqrt((n*w-w*w)/(n-1))))
		p = append(p, 0.5*math.Erfc(z[len(z)-1]/math.Sqrt2))
		expected = append(expected, float64(total)*c.Cell.AreaM2()/area)
		upper := 1.0
		for j, term := 0, math.Exp(-mu); j < int(x); j++ {
			upper -= term
			term *= mu / float64(j+1)
		}
		poisson = append(poisson, upper)
	}
	adjusted, exact := naiveBH(p), naiveBH(poisson)
	for i, c := range r.Cells {
		for _, v := range []struct {
			name      string
			got, want float64
		}{
			{"z", c.Z, z[i]}, {"p", c.P, p[i]}, {"q", c.Q, adjusted[i]}, {"expected", c.Expected, expected[i]},
			{"poisson p", c.PoissonP, poisson[i]}, {"poisson q", c.PoissonQ, exact[i]}, {"count", float64(c.Count), float64(count[c.Cell])},
		} {
			if math.Abs(v.got-v.want) > 1e-9 {
				t.Fatalf("%+v: cell %s: %s: got %v, want %v", q, c.Cell, v.name, v.got, v.want)
			}
		}
		if hot := c.Q <= q.Alpha && c.PoissonQ <= q.Alpha && c.Count >= 1; c.Hot != hot {
			t.Fatalf("cell %s: hot %v, want %v", c.Cell, c.Hot, hot)
		}
	}
}

func TestHotspotIsAConnectedGroupOfHotCells(t *testing.T) {
	m, cell := planted(900, 20, 4)
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Hotspots) != 1 {
		t.Fatalf("got %d hotspots, want 1", len(r.Hotspots))
	}
	h, g := r.Hotspots[0], boroughGrid()
	if !slices.Contains(h.Cells, g.cells[cell]) || h.List != HotspotList || h.Rank != 1 || h.Count < 20 {
		t.Errorf("got %+v", h)
	}
	if h.Name != "Fish Street" || len(h.WardCodes) == 0 || h.WardNames[0] == "" || len(h.ID) != 12 || len(h.Geometry) == 0 {
		t.Errorf("got name %q, wards %v %v, id %q", h.Name, h.WardCodes, h.WardNames, h.ID)
	}
	if math.Abs(h.Share-float64(h.Count)/float64(r.Meta.Incidents)) > 1e-12 || h.BoroughAverage <= 0 || h.AreaM2 <= 0 {
		t.Errorf("got share %v, average %v, area %v", h.Share, h.BoroughAverage, h.AreaM2)
	}
	sum := 0
	for _, c := range r.Cells {
		in := slices.Contains(h.Cells, c.Cell)
		if in {
			sum += c.Count
		}
		if in != c.Hot || in != (c.Class == Hot) {
			t.Errorf("cell %s: hot %v, class %s, in the hotspot %v", c.Cell, c.Hot, c.Class, in)
		}
	}
	if sum != h.Count {
		t.Errorf("its cells hold %d, the hotspot says %d", sum, h.Count)
	}
}

// The minimum counts for a hotspot's total: four incidents that pass both tests
// are watched, five are a hotspot, two are never listed.
func TestMinimumCount(t *testing.T) {
	for _, c := range []struct {
		here           int
		minCount       int
		hotspot, watch bool
	}{{5, 0, true, false}, {4, 0, false, true}, {3, 0, false, true}, {2, 0, false, false}, {5, 6, false, true}, {3, 3, true, false}} {
		m := newSnapshot(boroughWards())
		g := boroughGrid()
		for k := range 20 { // lone incidents far from one another
			m.add(incident{at: g.centre[80*k+7]})
		}
		for range c.here {
			m.add(incident{at: g.centre[1700]})
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019, MinCount: c.minCount})
		if err != nil {
			t.Fatal(err)
		}
		if (len(r.Hotspots) == 1) != c.hotspot || (len(r.Watch) == 1) != c.watch {
			t.Errorf("%d incidents, minimum %d: %d hotspots and %d watched, want hotspot %v, watched %v",
				c.here, c.minCount, len(r.Hotspots), len(r.Watch), c.hotspot, c.watch)
		}
		if len(r.Busiest) != busiestMost {
			t.Errorf("%d busiest, want %d", len(r.Busiest), busiestMost)
		}
		for _, cell := range r.Cells {
			if cell.Class == Hot && !c.hotspot || cell.Hot && cell.Class == None {
				t.Errorf("%d incidents: cell of class %s with hot %v", c.here, cell.Class, cell.Hot)
			}
		}
	}
}

func TestUndefinedMaps(t *testing.T) {
	constant := newSnapshot(boroughWards())
	for _, p := range boroughGrid().centre {
		constant.add(incident{at: p})
	}
	tiny := newSnapshot(boroughWards())
	tiny.Overlays = []Overlay{{Kind: geo.Site, Areas: []geo.Area{{Kind: geo.Site, Code: "s1", Name: "A disc", Geometry: hexgrid.Outline(boroughGrid().cells[:1])}}}}
	tiny.add(incident{at: boroughGrid().centre[0]})
	disc := newSnapshot(boroughWards())
	var around []hexgrid.Cell
	for _, i := range boroughGrid().nb.Of(1700) {
		around = append(around, boroughGrid().cells[i])
	}
	disc.Overlays = []Overlay{{Kind: geo.Site, Areas: []geo.Area{{Kind: geo.Site, Code: "s1", Name: "A disc", Geometry: hexgrid.Outline(around)}}}}
	disc.add(incident{at: boroughGrid().centre[1700]})
	for _, c := range []struct {
		name      string
		m         *made
		in        []string
		undefined int
		says      string
	}{
		{"the same everywhere", constant, nil, len(boroughGrid().cells), "every cell holds the same number (1)"},
		{"nothing selected", newSnapshot(boroughWards()), nil, len(boroughGrid().cells), "every cell holds the same number (0)"},
		{"one cell", tiny, []string{"site:s1"}, 1, "1 cells"},
		{"a neighbourhood that is everything", disc, []string{"site:s1"}, 1, "1 of 7 cells is the whole study area"},
	} {
		r, err := Detect(c.m.Snapshot, Question{Window: may2019, In: c.in})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		n := 0
		for _, cell := range r.Cells {
			if cell.Class == Undefined {
				n++
				if !math.IsNaN(cell.Z) || !math.IsNaN(cell.Q) || cell.Hot {
					t.Errorf("%s: undefined cell with z %v, q %v, hot %v", c.name, cell.Z, cell.Q, cell.Hot)
				}
			}
		}
		if n != c.undefined || !strings.Contains(r.Meta.Reason, c.says) || len(r.Hotspots) != 0 {
			t.Errorf("%s: %d undefined cells, reason %q, %d hotspots; want %d saying %q", c.name, n, r.Meta.Reason, len(r.Hotspots), c.undefined, c.says)
		}
		if r.Meta.Incidents > 0 && len(r.Busiest) == 0 {
			t.Errorf("%s: busiest is empty", c.name)
		}
	}
}

func TestCountMethod(t *testing.T) {
	m, _ := planted(300, 12, 4)
	r, err := Detect(m.Snapshot, Question{Window: may2019, Method: CountMethod})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Hotspots)+len(r.Watch) != 0 || len(r.Busiest) != 10 || r.Meta.Reason == "" {
		t.Errorf("got %d, %d, %d and %q", len(r.Hotspots), len(r.Watch), len(r.Busiest), r.Meta.Reason)
	}
	if b := r.Busiest[0]; b.Name != "Fish Street" || b.Count < 12 || !math.IsNaN(b.ZMax) || !strings.Contains(b.Reason, "plain count") {
		t.Errorf("got %+v", b)
	}
}

// Weights change Gi*, not what is counted or tested exactly.
func TestWeights(t *testing.T) {
	m, cell := planted(900, 20, 4)
	plainly, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	same, err := Detect(m.Snapshot, Question{Window: may2019, Weights: map[string]float64{"violence-and-sexual-offences": 7}})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range same.Cells {
		if want := plainly.Cells[i]; math.Abs(c.Z-want.Z) > 1e-9 || c.PoissonP != want.PoissonP || c.Count != want.Count || c.Weight != 7*want.Weight {
			t.Fatalf("cell %s: got %+v, want z and counts of %+v", c.Cell, c, want)
		}
	}
	nothing, err := Detect(m.Snapshot, Question{Window: may2019, Weights: map[string]float64{"violence-and-sexual-offences": 0}})
	if err != nil {
		t.Fatal(err)
	}
	if nothing.Meta.Reason == "" || nothing.Cells[cell].Count < 20 {
		t.Errorf("weights of nothing: reason %q, count %d", nothing.Meta.Reason, nothing.Cells[cell].Count)
	}
}

// The answer does not hang on the order of the incidents, and twice the same
// question gets the same answer.
func TestOrderOfIncidents(t *testing.T) {
	m, _ := planted(700, 15, 21)
	for i := range 30 {
		m.add(incident{at: boroughGrid().centre[100*i], start: int16(30 * (i + 1)), name: "On or near Supermarket"})
	}
	q := Question{Window: may2019}
	first, err := Detect(m.Snapshot, q)
	if err != nil {
		t.Fatal(err)
	}
	shuffled := *m.Snapshot
	order := make([]int32, m.Len())
	for i, j := range rand.New(rand.NewPCG(1, 8)).Perm(m.Len()) {
		order[i] = int32(j)
	}
	for _, f := range []any{&shuffled.ID, &shuffled.PlaceOf, &shuffled.Day, &shuffled.LastDay, &shuffled.Start, &shuffled.SpanMin,
		&shuffled.Precision, &shuffled.Category, &shuffled.Raw, &shuffled.Setting, &shuffled.Tags, &shuffled.Source} {
		reorder(f, order)
	}
	second, err := Detect(&shuffled, q)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first.Meta, second.Meta) {
		t.Errorf("meta differs:\n%+v\n%+v", first.Meta, second.Meta)
	}
	for i := range first.Cells {
		if a, b := first.Cells[i], second.Cells[i]; a.Count != b.Count || a.Z != b.Z || a.PoissonQ != b.PoissonQ || a.Class != b.Class {
			t.Fatalf("cell differs: %+v and %+v", a, b)
		}
	}
	for _, lists := range [][2][]Group{{first.Hotspots, second.Hotspots}, {first.Watch, second.Watch}, {first.Busiest, second.Busiest}} {
		if len(lists[0]) != len(lists[1]) {
			t.Fatalf("got %d and %d groups", len(lists[0]), len(lists[1]))
		}
		for i, a := range lists[0] {
			if b := lists[1][i]; a.ID != b.ID || a.Name != b.Name || a.Reason != b.Reason || a.Peak != b.Peak {
				t.Errorf("group differs: %s %q and %s %q", a.ID, a.Name, b.ID, b.Name)
			}
		}
	}
}

func reorder(column any, order []int32) {
	v := reflect.ValueOf(column).Elem()
	out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i, j := range order {
		out.Index(i).Set(v.Index(int(j)))
	}
	v.Set(out)
}

// The same cells have the same id, in any order; other cells another.
func TestGroupID(t *testing.T) {
	c := boroughGrid().cells
	a, b := groupID([]hexgrid.Cell{c[3], c[1], c[2]}), groupID([]hexgrid.Cell{c[1], c[2], c[3]})
	if a != b || len(a) != 12 || a == groupID(c[1:3]) {
		t.Errorf("got %s and %s, and %s for two of them", a, b, groupID(c[1:3]))
	}
}
