package sample

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
)

// The score of the detector on the planted borough: each place must be seen as the
// table says, and nothing else may be called a hotspot.

// public is every setting but dwellings.
var public = []hotspot.Setting{hotspot.SettingUnknown, hotspot.Street, hotspot.OpenSpace, hotspot.Transport, hotspot.Retail, hotspot.Licensed, hotspot.OtherSetting}

// questions are what the truth is scored with, by name.
var questions = map[string]hotspot.Question{
	"public violence and robbery": {Categories: []string{"violence-and-sexual-offences", "robbery"}, Settings: public},
	"violence":                    {Categories: []string{"violence-and-sexual-offences"}},
	"robbery":                     {Categories: []string{"robbery"}},
	"burglary":                    {Categories: []string{"burglary"}},
	"vehicle crime":               {Categories: []string{"vehicle-crime"}},
	"anti-social behaviour":       {Categories: []string{"anti-social-behaviour"}},
	"shop theft":                  {Categories: []string{"shoplifting"}},
	"cycle theft":                 {Categories: []string{"bicycle-theft"}},
	"police-generated":            {Categories: []string{"stop-and-search", "drugs", "possession-of-weapons"}},
	"everything":                  {},
}

// answer is a result with its traced past.
type answer struct {
	*hotspot.Result
	cooling []hotspot.Group
}

var (
	answers     map[string]answer
	answersOnce sync.Once
)

// ask answers every question of the planted borough, once for all tests.
func ask(t *testing.T) map[string]answer {
	t.Helper()
	answersOnce.Do(func() {
		s := snapshotOf(t, planted(t))
		answers = map[string]answer{}
		for name, q := range questions {
			r, err := hotspot.Detect(s, q)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			cooling, err := hotspot.Trace(s, q, r, 0)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			answers[name] = answer{r, cooling}
		}
	})
	return answers
}

// on finds the group of a list whose cells hold a planted place or touch its cell.
func on(t *testing.T, list []hotspot.Group, id string) (hotspot.Group, bool) {
	t.Helper()
	p, ok := planted(t).Truth.Place(id)
	if !ok {
		t.Fatalf("no planted place %q", id)
	}
	cell, err := hexgrid.At(orb.Point{p.Lon, p.Lat}, 10)
	if err != nil {
		t.Fatal(err)
	}
	near := cell.Disk(1)
	for _, g := range list {
		if slices.ContainsFunc(g.Cells, func(c hexgrid.Cell) bool { return slices.Contains(near, c) }) {
			return g, true
		}
	}
	return hotspot.Group{}, false
}

func TestTruth(t *testing.T) {
	all := ask(t)
	hot := func(question string) []hotspot.Group { return all[question].Hotspots }
	fresh := func(question, id string, want hotspot.Freshness) bool {
		g, ok := on(t, hot(question), id)
		return ok && g.Fresh == want && g.CheckData == ""
	}
	score := 0
	checks := []struct {
		what string
		ok   bool
	}{
		{"Swan Bridge is new for robbery", fresh("robbery", "swan-bridge", hotspot.New)},
		{"Swan Bridge is new on the first screen", fresh("public violence and robbery", "swan-bridge", hotspot.New)},
		{"Fish Street is still there", fresh("public violence and robbery", "fish-street", hotspot.Still)},
		{"Academy Lane is still there on the first screen", fresh("public violence and robbery", "academy-lane", hotspot.Still)},
		{"Academy Lane is found for robbery", fresh("robbery", "academy-lane", hotspot.Still)},
		{"Corn Market is found for shop theft", fresh("shop theft", "corn-market", hotspot.Still)},
		{"Curlew Avenue is new for burglary", fresh("burglary", "curlew-avenue", hotspot.New)},
		{"Plover Close is too few to call", watched(t, all["burglary"], "plover-close", 3)},
		{"Castle Ditch Park is found", fresh("anti-social behaviour", "castle-ditch-park", hotspot.Still)},
		{"Ropewalk is cooling", cooling(t, all["vehicle crime"], "ropewalk")},
		{"Tannery Gardens is found", fresh("anti-social behaviour", "tannery-gardens", hotspot.Still)},
		{"Tannery Gardens stands apart from Fish Street", apart(t, hot("anti-social behaviour"), "tannery-gardens", "fish-street")},
		{"Kestrel Towers is not for foot patrol", offFoot(t, hot("violence"), "kestrel-towers")},
		{"Kestrel Towers is no public place", !listed(t, hot("public violence and robbery"), "kestrel-towers")},
		{"Wherry Street: check the data", checkFirst(t, hot("public violence and robbery"), "wherry-street")},
		{"Ropewalk courts are absent by default", !listed(t, hot("everything"), "ropewalk-courts") && !listed(t, all["everything"].Watch, "ropewalk-courts")},
		{"Ropewalk courts are there when asked for", listed(t, hot("police-generated"), "ropewalk-courts")},
		{"Gasworks Lane is found", listed(t, hot("anti-social behaviour"), "gasworks-lane")},
		{"Station Approach is found for cycle theft", fresh("cycle theft", "station-approach", hotspot.Still)},
	}
	for _, c := range checks {
		if c.ok {
			score++
		} else {
			t.Errorf("missed: %s", c.what)
		}
	}
	t.Logf("found %d of %d, missed %d", score, len(checks), len(checks)-score)
}

func listed(t *testing.T, list []hotspot.Group, id string) bool {
	_, ok := on(t, list, id)
	return ok
}

func apart(t *testing.T, list []hotspot.Group, a, b string) bool {
	g, okA := on(t, list, a)
	h, okB := on(t, list, b)
	return okA && okB && g.ID != h.ID
}

func watched(t *testing.T, a answer, id string, n int) bool {
	g, ok := on(t, a.Watch, id)
	return ok && g.Count == n && !listed(t, a.Hotspots, id)
}

func cooling(t *testing.T, a answer, id string) bool {
	return listed(t, a.cooling, id) && !listed(t, a.Hotspots, id)
}

func offFoot(t *testing.T, list []hotspot.Group, id string) bool {
	g, ok := on(t, list, id)
	return ok && g.NotForFootPatrol != ""
}

func checkFirst(t *testing.T, list []hotspot.Group, id string) bool {
	g, ok := on(t, list, id)
	return ok && strings.Contains(g.CheckData, stationName)
}

// TestNoFalseHotspots: every hotspot of every question lies at a planted place.
func TestNoFalseHotspots(t *testing.T) {
	wrong, total := 0, 0
	for name, a := range ask(t) {
		for _, g := range a.Hotspots {
			total++
			if !slices.ContainsFunc(planted(t).Truth.Places, func(p Place) bool {
				_, ok := on(t, []hotspot.Group{g}, p.ID)
				return ok
			}) {
				wrong++
				t.Errorf("%s: %q with %d is nothing that was planted", name, g.Name, g.Count)
			}
		}
	}
	t.Logf("%d hotspots, %d of them false", total, wrong)
}

// TestWindmillDownIsFlat: no hotspot in the ward, whatever is asked.
func TestWindmillDownIsFlat(t *testing.T) {
	for name, a := range ask(t) {
		for _, g := range a.Hotspots {
			if slices.Contains(g.WardNames, "Windmill Down") {
				t.Errorf("%s: %q with %d", name, g.Name, g.Count)
			}
		}
	}
}

func TestStudyArea(t *testing.T) {
	r := ask(t)["robbery"]
	if r.Meta.Cells < 3000 || r.Meta.Cells > 3300 || r.Meta.From.String() != "2026-08-10" || r.Meta.To.String() != "2026-11-01" {
		t.Errorf("%d cells from %s to %s", r.Meta.Cells, r.Meta.From, r.Meta.To)
	}
}

// TestKestrelIsTheHighestCell of violence, the police station's own point apart.
func TestKestrelIsTheHighestCell(t *testing.T) {
	p, _ := planted(t).Truth.Place("kestrel-towers")
	want, err := hexgrid.At(orb.Point{p.Lon, p.Lat}, 10)
	if err != nil {
		t.Fatal(err)
	}
	best := hotspot.CellResult{}
	for _, c := range ask(t)["violence"].Cells {
		if c.Count > best.Count {
			best = c
		}
	}
	if best.Cell != want {
		t.Errorf("the highest cell is %v with %d, not Kestrel Towers", best.Cell, best.Count)
	}
}

// TestFishStreetInEveryWindow looks at windows of twelve weeks over four years.
func TestFishStreetInEveryWindow(t *testing.T) {
	s := snapshotOf(t, planted(t))
	q := questions["public violence and robbery"]
	q.Categories = []string{"violence-and-sexual-offences"}
	for k := 0; k < 17; k += 2 { // every other one: they are alike
		to := hotspot.Date(2026, 11, 1) - hotspot.Day(84*k)
		q.Window = hotspot.Window{From: to - 83, To: to}
		r, err := hotspot.Detect(s, q)
		if err != nil {
			t.Fatal(err)
		}
		if g, ok := on(t, r.Hotspots, "fish-street"); !ok {
			t.Errorf("%s: not there", q.Window)
		} else if math.IsNaN(g.ZMax) || g.Count < 5 {
			t.Errorf("%s: %d, z %v", q.Window, g.Count, g.ZMax)
		}
	}
}

// TestLists prints what the detector says, for people.
func TestLists(t *testing.T) {
	for _, name := range []string{"public violence and robbery", "robbery", "burglary", "violence", "vehicle crime", "anti-social behaviour"} {
		a := ask(t)[name]
		if len(a.Hotspots) == 0 {
			t.Errorf("%s: no hotspot", name)
		}
		for _, l := range []struct {
			word   string
			groups []hotspot.Group
		}{{"hotspot", a.Hotspots}, {"watch", a.Watch}, {"cooling", a.cooling}} {
			for _, g := range l.groups {
				t.Logf("%s: %s %s: %d here, average %.1f, usual %.1f, %s, %s%s%s", name, l.word, g.Name, g.Count, g.BoroughAverage, g.UsualHere, g.Peak, g.Fresh,
					mark(" | not for foot patrol: ", g.NotForFootPatrol), mark(" | check: ", g.CheckData))
			}
		}
	}
}

func mark(word, reason string) string {
	if reason == "" {
		return ""
	}
	return word + reason
}
