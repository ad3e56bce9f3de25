package hotspot

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

func TestDamagedSnapshots(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(s *Snapshot)
	}{
		{"short column", func(s *Snapshot) { s.Start = s.Start[1:] }},
		{"no such place", func(s *Snapshot) { s.PlaceOf[3] = int32(len(s.Places)) }},
		{"no such category", func(s *Snapshot) { s.Category[0] = 99 }},
		{"minute of the day", func(s *Snapshot) { s.Start[0] = 1440 }},
		{"a place off the globe", func(s *Snapshot) { s.Places[0].Point = orb.Point{0, 1000} }},
		{"a place that is no place", func(s *Snapshot) { s.Places[0].Point[0] = math.NaN() }},
		{"no such ward", func(s *Snapshot) { s.Partitions[0].Of[0] = 17 }},
		{"wards of too few places", func(s *Snapshot) { s.Partitions[0].Of = s.Partitions[0].Of[1:] }},
		{"no such order", func(s *Snapshot) {
			s.Overlays = []Overlay{{Kind: geo.PSPO, In: make([][]int32, len(s.Places))}}
			s.Overlays[0].In[0] = []int32{0}
		}},
	} {
		s := flat(20, 1).Snapshot
		c.damage(s)
		if _, err := Detect(s, Question{Window: may2019}); !errors.Is(err, ErrSnapshot) {
			t.Errorf("%s: got %v, want ErrSnapshot", c.name, err)
		}
	}
}

// randomSnapshot has everything a snapshot may have, in any combination: empty
// names, months among minutes, spans of any sign, tags beyond the names, places
// far away, areas that overlap.
func randomSnapshot(rng *rand.Rand) *Snapshot {
	var wards []geo.Area
	if rng.IntN(3) > 0 {
		wards = boroughWards()[rng.IntN(4):]
	}
	m := newSnapshot(wards)
	if rng.IntN(2) == 0 {
		m.Overlays = []Overlay{
			{Kind: geo.PSPO, Areas: boroughWards()[:2]},
			{Kind: geo.Site, Areas: []geo.Area{{Kind: geo.Site, Name: "Police Station", Geometry: boroughWards()[0].Geometry}, {Kind: geo.Site}}},
		}
	}
	m.DataTo = time.Unix(rng.Int64N(1<<33)-1<<32, 0)
	names := []string{"", "On or near", "On or near Supermarket", "Police Station", "Cornhill", "'S ", "\xff", "No Location"}
	spots := make([]orb.Point, 1+rng.IntN(12))
	for i := range spots {
		if spots[i] = uniform(rng); rng.IntN(9) == 0 {
			spots[i] = orb.Point{rng.Float64()*360 - 180, rng.Float64()*180 - 90}
		}
	}
	for range rng.IntN(120) {
		day := may2019.From + Day(rng.IntN(800)-600)
		v := incident{
			at: spots[rng.IntN(len(spots))], unlocated: rng.IntN(9) == 0, name: names[rng.IntN(len(names))], day: day, last: day + Day(rng.IntN(3)),
			start: int16(rng.IntN(1441) - 1), span: int32(rng.IntN(20000) - 300), precision: Precision(rng.IntN(5)), category: uint16(rng.IntN(3)),
			raw: uint16(rng.IntN(9)), setting: Setting(rng.IntN(12)), tags: rng.Uint64() & rng.Uint64(), source: uint16(rng.IntN(4)),
		}
		if v.precision == Month && rng.IntN(4) > 0 {
			v.day, v.last = day.MonthStart(), day.MonthEnd()
		}
		m.add(v)
	}
	if rng.IntN(2) == 0 {
		m.Sort()
	}
	return m.Snapshot
}

// FuzzDetect: no snapshot and no question makes anything panic, and no number that
// is defined is NaN or infinite.
func FuzzDetect(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed, int16(seed%120), "", "")
	}
	f.Add(uint64(3), int16(-40), "ward:Curlew", "burglary")
	f.Add(uint64(4), int16(0), ":", "\x00")
	f.Fuzz(func(t *testing.T, seed uint64, days int16, in, category string) {
		rng := rand.New(rand.NewPCG(seed, 6))
		s := randomSnapshot(rng)
		q := Question{Res: []int{0, 8, 9, 10}[rng.IntN(4)], Ring: rng.IntN(4), MinCount: []int{0, 3, 12}[rng.IntN(3)]}
		if days != 0 {
			q.Window = Window{may2019.From, may2019.From + Day(days)}
		}
		if in != "" {
			q.In = []string{in}
		}
		if category != "" {
			q.Categories = []string{category}
		}
		r, err := Detect(s, q)
		if err != nil {
			if !slices.ContainsFunc([]error{ErrQuestion, ErrArea, ErrCategory, ErrWindow}, func(e error) bool { return errors.Is(err, e) }) {
				t.Fatal(err)
			}
			return
		}
		checkFinite(t, r)
		if _, err = Trace(s, q, r, 3); err != nil {
			t.Fatal(err)
		}
		if _, err = Clock(s, q); err != nil {
			t.Fatal(err)
		}
		if q.Window.Days() < 4000 {
			if _, err = Trend(s, q); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func checkFinite(t *testing.T, r *Result) {
	t.Helper()
	finite := func(what string, v ...float64) {
		for _, x := range v {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%s is %v", what, v)
			}
		}
	}
	sum := 0
	for _, c := range r.Cells {
		sum += c.Count
		finite("a cell's count, area, expected and exact p", c.AreaM2, c.Weight, c.Expected, c.PoissonP, c.PoissonQ)
		if c.Class != Undefined {
			finite("a defined cell's z, p and q", c.Z, c.P, c.Q)
		}
	}
	if sum != r.Meta.Incidents {
		t.Fatalf("cells hold %d, meta says %d", sum, r.Meta.Incidents)
	}
	finite("chance", r.Meta.WatchByChance)
	seen := map[hexgrid.Cell]bool{}
	for _, g := range append(slices.Clone(r.Hotspots), r.Watch...) {
		finite("a tested group", g.Centre[0], g.Centre[1], g.AreaM2, g.BoroughAverage, g.ZMax, g.QMin, g.PoissonPMin, g.Share, g.Timed)
		for _, c := range g.Cells {
			if seen[c] {
				t.Fatalf("cell %s is in two groups", c)
			}
			seen[c] = true
		}
	}
	names := map[List]map[string]bool{}
	for _, g := range append(append(slices.Clone(r.Hotspots), r.Watch...), r.Busiest...) {
		if names[g.List] == nil {
			names[g.List] = map[string]bool{}
		}
		if g.Name == "" || g.Reason == "" || names[g.List][g.Name] {
			t.Fatalf("%s %d: name %q, reason %q", g.List, g.Rank, g.Name, g.Reason)
		}
		names[g.List][g.Name] = true
	}
}
