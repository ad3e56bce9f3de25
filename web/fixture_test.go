package web

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
	"hexbeat/geo/pspo"
	"hexbeat/geo/street"
	"hexbeat/hotspot"
	"hexbeat/patrol"
)

// memory is a store of one small invented town, kept in memory: the same answers as
// the data folder's without its files.
type memory struct {
	snap   *hotspot.Snapshot
	orders []pspo.Order
	layers []data.LayerFeature
	broken error // returned by every read when set

	mu    sync.Mutex
	plans map[string]*patrol.Plan
	audit []string
}

func (m *memory) check(scope data.Scope) error {
	if scope.Role != data.RoleOwner {
		return data.ErrForbidden
	}
	return m.broken
}

func (m *memory) Snapshot(_ context.Context, sc data.Scope) (*hotspot.Snapshot, error) {
	return m.snap, m.check(sc)
}

func (m *memory) Orders(_ context.Context, sc data.Scope) ([]pspo.Order, error) {
	return m.orders, m.check(sc)
}

func (m *memory) Streets(_ context.Context, sc data.Scope) ([]street.Way, error) {
	return []street.Way{{ID: 1, Name: "Fish Street", Class: street.Main, Line: orb.LineString{at(0, 500), at(2000, 500)}},
		{ID: 2, Name: "River Wend", Class: street.Water, Line: orb.LineString{at(0, 900), at(2000, 900)}}}, m.check(sc)
}

func (m *memory) Layers(_ context.Context, sc data.Scope, kind geo.Kind) (out []data.LayerFeature, _ error) {
	for _, f := range m.layers {
		if f.Kind == kind {
			out = append(out, f)
		}
	}
	return out, m.check(sc)
}

func (m *memory) SavePlan(_ context.Context, sc data.Scope, p *patrol.Plan) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	id := fmt.Sprintf("plan%d", len(m.plans)+1)
	m.plans[id] = p
	return id, m.check(sc)
}

func (m *memory) Plans(_ context.Context, sc data.Scope) ([]data.PlanInfo, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []data.PlanInfo
	for id, p := range m.plans {
		h := p.Operation.Operation
		out = append(out, data.PlanInfo{ID: id, Operation: h.ID, Name: h.Name, From: h.From, To: h.To, Walks: len(p.Shifts), Made: m.Clock()})
	}
	return out, m.check(sc)
}

func (m *memory) Plan(_ context.Context, sc data.Scope, id string) (*patrol.Plan, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if p, ok := m.plans[id]; ok {
		return p, m.check(sc)
	}
	return nil, data.ErrNotFound
}

func (m *memory) Batches(_ context.Context, sc data.Scope) ([]data.BatchInfo, error) {
	return []data.BatchInfo{{ID: 1, Kind: "incidents", Source: "police", File: "town.csv", Rows: 110, Accepted: 100, Duplicates: 4, Rejected: 6, Unlocated: 2, Committed: m.Clock()}}, m.check(sc)
}

func (m *memory) Coverage(_ context.Context, sc data.Scope) ([]data.SourceMonth, error) {
	return []data.SourceMonth{{Source: "police", Month: "2026-09", Count: 90, State: "filled"}, {Source: "police", Month: "2026-10", Count: 0, State: "missing"},
		{Source: "police", Month: "2026-11", Count: 3, State: "provisional"}}, m.check(sc)
}

func (m *memory) Audit(_ context.Context, sc data.Scope, a data.Action, what string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.audit = append(m.audit, string(a)+" "+what)
	return m.check(sc)
}

func (m *memory) Sample() bool     { return true }
func (m *memory) Clock() time.Time { return time.Date(2026, 11, 2, 7, 0, 0, 0, time.UTC) }
func (m *memory) Marking() string  { return "OFFICIAL" }
func (m *memory) Ready() error     { return m.broken }

var plane = geo.NewPlane(orb.Point{1.9, 52.5})

// at is a point of the town in metres from its corner.
func at(x, y float64) orb.Point { return plane.Degrees(orb.Point{x, y}) }

func square(x, y, w, h float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{at(x, y), at(x+w, y), at(x+w, y+h), at(x, y+h), at(x, y)}}}
}

// town makes the columns: 2 km by 2 km, two wards, a site, an order; two years of
// even background and planted places in the last weeks.
type town struct {
	snap   *hotspot.Snapshot
	places map[orb.Point]int32
	rng    *rand.Rand
}

const (
	catViolence = iota
	catRobbery
	catBurglary
	catDrugs
)

var townEnd = hotspot.Date(2026, time.November, 1)

func newTown(timed bool) *town {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err)
	}
	t := &town{places: map[orb.Point]int32{}, rng: rand.New(rand.NewPCG(1, 2))}
	t.snap = &hotspot.Snapshot{Seq: 7, Digest: "abcd1234", DataTz: zone, DataTo: townEnd.Time().Add(23*time.Hour + 40*time.Minute),
		Categories: []hotspot.Category{{ID: violence, Label: "Violence and sexual offences"}, {ID: robbery, Label: "Robbery"},
			{ID: "burglary", Label: "Burglary"}, {ID: "drugs", Label: "Drugs", PoliceGenerated: true}},
		RawLabels: []string{"raw"}, Sources: []string{"police"}, TagNames: []string{"domestic", "knife"}}
	if !timed {
		t.snap.DataTo = hotspot.Date(2026, time.November, 1).Time().Add(-time.Minute)
	}
	t.background(timed)
	return t
}

func (t *town) background(timed bool) {
	for i := range 2400 {
		day := townEnd - hotspot.Day(t.rng.IntN(800))
		p := at(float64(t.rng.IntN(40))*50+20, float64(t.rng.IntN(40))*50+20)
		start := int16(t.rng.IntN(1440))
		precision := hotspot.Minute
		if !timed {
			start, precision, day = -1, hotspot.Month, (townEnd - 1 - hotspot.Day(t.rng.IntN(800))).MonthStart()
		}
		set := hotspot.Street
		if !timed {
			set = hotspot.SettingUnknown
		}
		t.add(p, "Long Street", i%3, day, start, precision, set, 0)
	}
}

func (t *town) add(p orb.Point, name string, category int, day hotspot.Day, start int16, precision hotspot.Precision, set hotspot.Setting, tags uint64) {
	s := t.snap
	place, ok := t.places[p]
	if !ok {
		cell, err := hexgrid.At(p, 10)
		if err != nil {
			panic(err)
		}
		place = int32(len(s.Places))
		t.places[p] = place
		s.Places = append(s.Places, hotspot.Place{Point: p, Cell: cell, Name: name})
	}
	last := day
	if precision == hotspot.Month {
		last = day.MonthEnd()
	}
	s.ID, s.PlaceOf = append(s.ID, int64(len(s.ID)+1)), append(s.PlaceOf, place)
	s.Day, s.LastDay, s.Start, s.SpanMin = append(s.Day, day), append(s.LastDay, last), append(s.Start, start), append(s.SpanMin, 0)
	s.Precision, s.Category, s.Raw = append(s.Precision, precision), append(s.Category, uint16(category)), append(s.Raw, 0)
	s.Setting, s.Tags, s.Source = append(s.Setting, set), append(s.Tags, tags), append(s.Source, 0)
}

// finish joins places with areas and sorts.
func (t *town) finish() *hotspot.Snapshot {
	s := t.snap
	wards := []geo.Area{{Kind: geo.Ward, Code: "W1", Name: "West", Geometry: square(0, 0, 1000, 2000)}, {Kind: geo.Ward, Code: "W2", Name: "East & Quay", Geometry: square(1000, 0, 1000, 2000)}}
	part := hotspot.Partition{Kind: geo.Ward, Areas: wards}
	orders := hotspot.Overlay{Kind: geo.PSPO, Areas: []geo.Area{{Kind: geo.PSPO, Code: "quay", Name: "Quay", Geometry: square(400, 400, 300, 300)}}}
	sites := hotspot.Overlay{Kind: geo.Site, Areas: []geo.Area{{Kind: geo.Site, Code: "hub", Name: "Market hub", Geometry: square(900, 900, 20, 20)}}}
	within := func(o *hotspot.Overlay, p orb.Point) {
		var in []int32
		for i, a := range o.Areas {
			if geo.Contains(a.Geometry, p) {
				in = append(in, int32(i))
			}
		}
		o.In = append(o.In, in)
	}
	for _, p := range s.Places {
		of := int32(-1)
		for i, w := range wards {
			if of < 0 && geo.Contains(w.Geometry, p.Point) {
				of = int32(i)
			}
		}
		part.Of = append(part.Of, of)
		within(&orders, p.Point)
		within(&sites, p.Point)
	}
	s.Partitions, s.Overlays = []hotspot.Partition{part}, []hotspot.Overlay{orders, sites}
	s.Sort()
	return s
}

// timedTown has a new robbery place, old violence inside the order, a place of homes
// and three burglaries that are too few to call.
func timedTown() *hotspot.Snapshot {
	t := newTown(true)
	for i := range 18 {
		t.add(at(1500, 1500), "Swan Bridge", catRobbery, townEnd-hotspot.Day(i*2), int16(16*60+i*9), hotspot.Minute, hotspot.Street, 0)
	}
	for i := range 300 {
		day := townEnd - hotspot.Day(i*2)
		t.add(at(500, 500), `Fish Street <script>alert("x")</script>`, catViolence, day, int16(22*60+i%100), hotspot.Minute, hotspot.Licensed, 0)
	}
	for i := range 40 {
		t.add(at(300, 1700), "Kestrel Towers", catViolence, townEnd-hotspot.Day(i*2), 600, hotspot.Minute, hotspot.Dwelling, 1)
	}
	for i := range 30 {
		t.add(at(1800, 300), "Ropewalk", catDrugs, townEnd-hotspot.Day(i), 700, hotspot.Minute, hotspot.Street, 0)
	}
	return t.finish()
}

// monthTown knows only months and no settings, as files of data.police.uk do.
func monthTown() *hotspot.Snapshot {
	t := newTown(false)
	for i := range 60 {
		t.add(at(500, 500), "Fish Street", catViolence, hotspot.Date(2026, time.Month(8+i%3), 1), -1, hotspot.Month, hotspot.SettingUnknown, 0)
	}
	return t.finish()
}

var testOrders = []pspo.Order{
	{ID: "quay", Title: "Quay", Authority: "Wendmouth", Status: pspo.Made, InForce: "2025-03-01", Until: "2028-02-29", Geometry: square(400, 400, 300, 300),
		Prohibitions: []pspo.Prohibition{{ID: "p1", Text: "Drinking alcohol when asked to stop", Short: "Alcohol", Kind: "prohibit"}}},
	{ID: "park", Title: "Castle Ditch Park", Status: pspo.Made, InForce: "2023-12-07", Until: "2026-12-06", Geometry: square(1200, 100, 300, 300)},
	{ID: "parade", Title: "Heron Parade", Status: pspo.Made, InForce: "2023-06-15", Until: "2026-06-14", Geometry: square(1200, 1500, 200, 200)},
}

// shared snapshots are built once: they are immutable.
var (
	timedOnce = sync.OnceValue(timedTown)
	monthOnce = sync.OnceValue(monthTown)
)

func newMemory(snap *hotspot.Snapshot) *memory {
	return &memory{snap: snap, orders: testOrders, plans: map[string]*patrol.Plan{}}
}

func newServer(t *testing.T, m *memory) *Server {
	t.Helper()
	s, err := New(Options{Store: m})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends a request as a browser on this machine would.
func ask(s http.Handler, method, target string, body string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host, r.RemoteAddr = "127.0.0.1:8080", "127.0.0.1:50000"
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func get(s http.Handler, target string) *httptest.ResponseRecorder {
	return ask(s, http.MethodGet, target, "")
}

var errBroken = errors.New("disk on fire")

func emptySnapshot() *hotspot.Snapshot { return &hotspot.Snapshot{DataTz: time.UTC} }
