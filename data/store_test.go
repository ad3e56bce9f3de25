package data_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
	"hexbeat/geo/street"
	"hexbeat/hotspot"
	"hexbeat/patrol"
)

var owner = data.Owner("test")

// open makes a store in a temporary folder and takes its lock.
func open(t *testing.T) *data.Store {
	t.Helper()
	dir := t.TempDir()
	if err := data.Init(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	s, err := data.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func incident(ref, category string, p orb.Point) data.Incident {
	at := time.Date(2026, 10, 9, 21, 15, 0, 0, time.UTC)
	return data.Incident{Reference: ref, Category: category, Precision: hotspot.Minute, From: at, To: at,
		Day: hotspot.Date(2026, 10, 9), LastDay: hotspot.Date(2026, 10, 9), StartMin: 22*60 + 15,
		Located: p != orb.Point{}, Point: p, Given: p, GivenCRS: "EPSG:4326", Location: "On or near Fish Street"}
}

func add(t *testing.T, im *data.Import, in ...data.Incident) {
	t.Helper()
	for _, i := range in {
		if err := im.Add(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
}

func begin(t *testing.T, s *data.Store, kind, source string) *data.Import {
	t.Helper()
	im, err := s.BeginImport(t.Context(), owner, data.Batch{Kind: kind, Source: source, File: "f.csv"})
	if err != nil {
		t.Fatal(err)
	}
	return im
}

func commit(t *testing.T, im *data.Import, rejected int) data.BatchInfo {
	t.Helper()
	b, err := im.Commit(t.Context(), rejected, "sum")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func snapshot(t *testing.T, s *data.Store) *hotspot.Snapshot {
	t.Helper()
	snap, err := s.Snapshot(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

var fishStreet, oldWharf = orb.Point{1.99, 52.85}, orb.Point{1.9912, 52.8471}

func TestRowsReconcile(t *testing.T) {
	s := open(t)
	im := begin(t, s, "incidents", "police")
	add(t, im,
		incident("A1", "Burglary", fishStreet),
		incident("A1", "Burglary", fishStreet),          // same reference in one batch
		incident("A2", "Robbery", orb.Point{}),          // unlocated first,
		incident("A2", "Robbery", oldWharf),             // located afterwards: it stands
		incident("", "Anti-social behaviour", oldWharf), // equal rows without a reference
		incident("", "Anti-social behaviour", oldWharf), // are incidents of their own
		incident("A3", "Cattle rustling", orb.Point{}),  // a category nobody knows
	)
	b := commit(t, im, 3)
	if b.Rows != 10 || b.Accepted != 5 || b.Duplicates != 2 || b.Rejected != 3 || b.Unlocated != 2 || b.Updated != 0 {
		t.Errorf("counts: %+v", b)
	}
	snap := snapshot(t, s)
	if snap.Len() != 5 || len(snap.Places) != 2 {
		t.Errorf("got %d incidents at %d places, want 5 at 2", snap.Len(), len(snap.Places))
	}
	if c := snap.Categories[len(snap.Categories)-1]; c.ID != "cattle-rustling" || c.Label != "Cattle rustling" {
		t.Errorf("an unknown category was kept as %+v", c)
	}
	if snap.PlaceOf[snap.Len()-1] != -1 {
		t.Error("the unlocated incident is not last")
	}
	if snap.Places[0].Name != "On or near Fish Street" {
		t.Errorf("place name %q", snap.Places[0].Name)
	}
}

func TestVersions(t *testing.T) {
	s := open(t)
	im := begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Burglary", fishStreet), incident("A2", "Burglary", fishStreet))
	commit(t, im, 0)
	first := snapshot(t, s)

	im = begin(t, s, "incidents", "police")
	moved := incident("A1", "Robbery", oldWharf)
	add(t, im, moved, incident("A2", "Burglary", fishStreet), incident("A1", "Robbery", fishStreet))
	if mid := snapshot(t, s); mid != first {
		t.Error("an uncommitted batch can be seen")
	}
	b := commit(t, im, 0)
	if b.Accepted != 0 || b.Updated != 1 || b.Duplicates != 3 {
		t.Errorf("counts: %+v", b)
	}
	now := snapshot(t, s)
	if now.Len() != 2 || now.Digest == first.Digest || now.Seq == first.Seq {
		t.Errorf("got %d incidents, snapshot %s after %s", now.Len(), now.Label(), first.Label())
	}
	if first.Len() != 2 || len(first.Places) != 1 {
		t.Error("the older snapshot changed")
	}
	// another source may use the same references
	im = begin(t, s, "incidents", "council")
	add(t, im, incident("A1", "Burglary", fishStreet))
	if b := commit(t, im, 0); b.Accepted != 1 || b.Duplicates != 0 {
		t.Errorf("another source's A1: %+v", b)
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	s := open(t)
	im := begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Burglary", fishStreet))
	commit(t, im, 0)
	before := snapshot(t, s).Label()
	im = begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Robbery", fishStreet), incident("A9", "Robbery", fishStreet))
	if err := im.Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, s).Label(); got != before {
		t.Errorf("snapshot %s after an aborted import, want %s", got, before)
	}
	if b, err := s.Batches(t.Context(), owner); err != nil || len(b) != 1 {
		t.Errorf("batches %v, %v", b, err)
	}
}

// A process that dies leaves a batch without its committed record; the next holder
// of the lock sweeps it.
func TestOrphansAreSwept(t *testing.T) {
	s := open(t)
	im := begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Burglary", fishStreet))
	commit(t, im, 0)
	orphan := begin(t, s, "incidents", "police")
	add(t, orphan, incident("A1", "Robbery", oldWharf))
	if err := data.CrashForTest(t.Context(), orphan); err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, s); got.Len() != 1 || got.Seq != 1 {
		t.Fatalf("an orphan can be seen: %d incidents in snapshot %s", got.Len(), got.Label())
	}
	lock, err := s.Lock(t.Context(), "test")
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	im = begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Burglary", fishStreet))
	if b := commit(t, im, 0); b.Duplicates != 1 || b.Updated != 0 {
		t.Errorf("after the sweep the first version is no duplicate: %+v", b)
	}
}

func TestLockNamesItsHolder(t *testing.T) {
	s := open(t)
	lock, err := s.Lock(t.Context(), "hexbeat serve")
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Lock(t.Context(), "hexbeat import")
	if !errors.Is(err, data.ErrBusy) || !strings.Contains(err.Error(), "hexbeat serve") {
		t.Errorf("second lock: %v", err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := s.Lock(t.Context(), "hexbeat import")
	if err != nil {
		t.Fatalf("the lock was not freed: %v", err)
	}
	again.Release()
}

func TestNobodysScopeSeesNothing(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	for name, call := range map[string]func() error{
		"snapshot": func() error { _, err := s.Snapshot(ctx, data.Scope{}); return err },
		"areas":    func() error { _, err := s.Areas(ctx, data.Scope{}); return err },
		"orders":   func() error { _, err := s.Orders(ctx, data.Scope{}); return err },
		"streets":  func() error { _, err := s.Streets(ctx, data.Scope{}); return err },
		"plans":    func() error { _, err := s.Plans(ctx, data.Scope{}); return err },
		"plan":     func() error { _, err := s.Plan(ctx, data.Scope{}, "x"); return err },
		"batches":  func() error { _, err := s.Batches(ctx, data.Scope{}); return err },
		"coverage": func() error { _, err := s.Coverage(ctx, data.Scope{}); return err },
		"records":  func() error { return s.EachRecord(ctx, data.Scope{}, "x", func(data.Record) error { return nil }) },
		"import":   func() error { _, err := s.BeginImport(ctx, data.Scope{}, data.Batch{Kind: "incidents"}); return err },
		"audit":    func() error { return s.Audit(ctx, data.Scope{}, data.Disclose, "x") },
	} {
		if err := call(); !errors.Is(err, data.ErrForbidden) {
			t.Errorf("%s with an empty scope: %v", name, err)
		}
	}
}

func square(x, y, d float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{x, y}, {x + d, y}, {x + d, y + d}, {x, y + d}, {x, y}}}}
}

func TestAreasAndOrdersJoinPlaces(t *testing.T) {
	s := open(t)
	im := begin(t, s, "areas", "ward")
	old := geo.Area{Kind: geo.Ward, Code: "W1", Name: "Lantern Quay", Geometry: square(1.98, 52.84, 0.02)}
	renamed := old
	renamed.Name, renamed.ValidFrom = "Corn Market", time.Date(2026, 5, 7, 0, 0, 0, 0, time.UTC)
	for _, a := range []geo.Area{old, renamed} {
		if err := im.AddArea(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, im, 0)
	im = begin(t, s, "orders", "pspo")
	for _, o := range []pspo.Order{
		{ID: "quay", Title: "Quay", Status: pspo.Made, Geometry: square(1.989, 52.849, 0.002)},
		{ID: "gone", Title: "Gone", Status: pspo.Discharged, Geometry: square(1.989, 52.849, 0.002)},
	} {
		if err := im.AddOrder(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, im, 0)
	im = begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Burglary", fishStreet), incident("A2", "Burglary", oldWharf))
	commit(t, im, 0)

	snap := snapshot(t, s)
	for day, want := range map[hotspot.Day]string{hotspot.Date(2026, 5, 6): "Lantern Quay", hotspot.Date(2026, 5, 7): "Corn Market"} {
		p := snap.PartitionAt(geo.Ward, day)
		if p == nil || p.Areas[p.Of[0]].Name != want {
			t.Errorf("ward on %s: %+v, want %s", day, p, want)
		}
	}
	orders := snap.Overlay(geo.PSPO)
	if orders == nil || len(orders.Areas) != 1 {
		t.Fatalf("orders laid over the map: %+v", orders)
	}
	for i, p := range snap.Places {
		if want := p.Point == fishStreet; (len(orders.In[i]) == 1) != want {
			t.Errorf("place %v in orders %v", p.Point, orders.In[i])
		}
	}
	kept, err := s.Orders(t.Context(), owner)
	if err != nil || len(kept) != 2 {
		t.Fatalf("orders %v, %v", kept, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if _, err := data.Open(ctx, dir); !errors.Is(err, data.ErrNoFolder) {
		t.Errorf("an empty folder: %v", err)
	}
	if err := data.Init(ctx, dir, map[string]string{"sample": "Wendmouth", "clock": "2026-11-02T07:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	if err := data.Init(ctx, dir, nil); !errors.Is(err, data.ErrExists) {
		t.Errorf("init twice: %v", err)
	}
	s, err := data.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	if !s.Sample() || s.Clock().Format(time.RFC3339) != "2026-11-02T07:00:00Z" {
		t.Errorf("facts: sample %v, clock %v", s.Sample(), s.Clock())
	}
	s.Close()
	if err := os.WriteFile(filepath.Join(dir, "hexbeat.db"), []byte("this is not a database, only some text that is long enough"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(ctx, dir); err == nil {
		t.Error("a damaged file was opened")
	}
}

func TestCoverageTellsMissingFromZero(t *testing.T) {
	s := open(t)
	im := begin(t, s, "incidents", "council")
	for _, day := range []hotspot.Day{hotspot.Date(2026, 1, 5), hotspot.Date(2026, 3, 9)} {
		in := incident("", "Anti-social behaviour", fishStreet)
		in.Day, in.LastDay, in.From, in.To = day, day, day.Time(), day.Time()
		add(t, im, in)
	}
	commit(t, im, 0)
	got, err := s.Coverage(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	want := []data.SourceMonth{{"council", "2026-01", 1, "filled"}, {"council", "2026-02", 0, "missing"}, {"council", "2026-03", 1, "provisional"}}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v want %v", got[i], want[i])
		}
	}
}

func TestStreetsComeBackAsTheyWere(t *testing.T) {
	s := open(t)
	want := []street.Way{
		{ID: 7, Name: "Fish Street", Class: street.Main, Bridge: true, Foot: true, Nodes: []int64{1, -2, 1 << 40}, Line: orb.LineString{{1.99, 52.85}, {1.991, 52.85}, {1.992, 52.851}}},
		{ID: 7, Relation: true, Class: street.Water, Line: orb.LineString{{1, 52}, {1.1, 52}, {1.1, 52.1}, {1, 52}}},
	}
	for range 2 { // the second import takes the place of the first
		im := begin(t, s, "streets", "OpenStreetMap")
		if err := im.AddStreets(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		commit(t, im, 0)
	}
	got, err := s.Streets(t.Context(), owner)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestPlansComeBackAsTheyWere(t *testing.T) {
	s := open(t)
	plan := &patrol.Plan{Meta: patrol.PlanMeta{Snapshot: "3-abc"}, Operation: patrol.Operation{Operation: patrol.Header{ID: "op-1", Name: "Friday", From: "2026-11-06", To: "2026-11-06"}}, Shifts: []patrol.Walk{{Team: "central"}}, Score: 3}
	id, err := s.SavePlan(t.Context(), owner, plan)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.SavePlan(t.Context(), owner, plan); err != nil || again != id {
		t.Errorf("the same plan again: %s, %v; want %s", again, err, id)
	}
	got, err := s.Plan(t.Context(), owner, id)
	if diff := cmp.Diff(plan, got, cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if got := data.AuditedForTest(s); len(got) == 0 || got[0] != "combination plan "+id+" from snapshot 3-abc" {
		t.Errorf("recorded %q", got)
	}
	list, err := s.Plans(t.Context(), owner)
	if err != nil || len(list) != 1 || list[0].ID != id || list[0].Walks != 1 {
		t.Errorf("plans %+v, %v", list, err)
	}
	if _, err := s.Plan(t.Context(), owner, "none"); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a plan that is not there: %v", err)
	}
}
