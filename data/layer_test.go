package data_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

var box = orb.MultiPolygon{{{{1.98, 52.84}, {1.99, 52.84}, {1.99, 52.85}, {1.98, 52.85}, {1.98, 52.84}}}}

func school(t *testing.T) data.LayerFeature {
	t.Helper()
	hours, err := data.ParseHours("Mo-Fr 08:30-15:30")
	if err != nil {
		t.Fatal(err)
	}
	return data.LayerFeature{Kind: geo.Site, Code: "s1", Name: "Academy Lane School", Class: "school", Geometry: fishStreet, Hours: hours,
		Terms: []hotspot.Window{{From: hotspot.Date(2026, 9, 2), To: hotspot.Date(2026, 10, 23)}}, Span: data.AlwaysSpan}
}

func addLayer(t *testing.T, s *data.Store, fs ...data.LayerFeature) {
	t.Helper()
	im := begin(t, s, "areas", "layer")
	for _, f := range fs {
		if err := im.AddLayer(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, im, 0)
}

func layers(t *testing.T, s *data.Store, kind geo.Kind) []data.LayerFeature {
	t.Helper()
	got, err := s.Layers(t.Context(), owner, kind)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

var sameFeature = cmp.Options{cmp.Comparer(func(a, b data.Hours) bool { return a.String() == b.String() }), cmpopts.EquateEmpty()}

func TestLayersAreKeptWhole(t *testing.T) {
	s := open(t)
	score := 2.5
	match := data.LayerFeature{Kind: geo.Event, Code: "m1", Name: "Home match", Class: "match", Geometry: box,
		Span:            data.LayerSpan{From: hotspot.Date(2026, 8, 15), To: hotspot.Date(2026, 8, 15), FromMin: 900, ToMin: 1020},
		LayerProperties: data.LayerProperties{Size: 6200}}
	dark := data.LayerFeature{Kind: geo.Perception, Code: "p1", Class: "lighting", Geometry: oldWharf,
		Span:            data.LayerSpan{From: hotspot.Date(2026, 9, 1), To: hotspot.Date(2026, 9, 30), FromMin: -1, ToMin: -1},
		LayerProperties: data.LayerProperties{Label: "Street lighting", Score: &score, Note: "fix"}}
	addLayer(t, s, school(t), match, dark)
	for _, want := range []data.LayerFeature{school(t), match, dark} {
		if got := layers(t, s, want.Kind); len(got) != 1 || !cmp.Equal(got[0], want, sameFeature) {
			t.Errorf("%s: %s", want.Kind, cmp.Diff(want, got, sameFeature))
		}
	}
	if got := layers(t, s, geo.Ward); len(got) != 0 {
		t.Errorf("wards are a layer of %d", len(got))
	}
	if _, err := s.Layers(context.Background(), data.Scope{}, geo.Site); !errors.Is(err, data.ErrForbidden) {
		t.Errorf("without a scope: %v", err)
	}
}

// A feature of the same code takes the place of the one before; a batch that is not
// committed is not seen and leaves nothing.
func TestLayersStandBetweenBatches(t *testing.T) {
	s := open(t)
	addLayer(t, s, school(t))
	moved := school(t)
	moved.Geometry, moved.Name = oldWharf, "Academy Lane School, new building"
	im := begin(t, s, "areas", "site")
	if err := im.AddLayer(t.Context(), moved); err != nil {
		t.Fatal(err)
	}
	if got := layers(t, s, geo.Site); len(got) != 1 || got[0].Name != school(t).Name {
		t.Errorf("before the commit: %+v", got)
	}
	if err := im.Abort(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := layers(t, s, geo.Site); len(got) != 1 || got[0].Name != school(t).Name {
		t.Errorf("after an abort: %+v", got)
	}
	addLayer(t, s, moved)
	if got := layers(t, s, geo.Site); len(got) != 1 || got[0].Geometry != orb.Geometry(oldWharf) {
		t.Errorf("after the commit: %+v", got)
	}
}

// Points change no digest; a boundary among the sites is an area that can be named,
// and is in it.
func TestLayersAndTheDigest(t *testing.T) {
	s := open(t)
	im := begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Burglary", fishStreet))
	commit(t, im, 0)
	before := snapshot(t, s)
	addLayer(t, s, school(t), data.LayerFeature{Kind: geo.Perception, Code: "p1", Class: "unease", Geometry: box, Span: data.AlwaysSpan})
	after := snapshot(t, s)
	if before.Digest != after.Digest || len(after.Overlays) != 0 {
		t.Errorf("points and perceptions changed the digest from %s to %s and made %d overlays", before.Digest, after.Digest, len(after.Overlays))
	}
	yard := data.LayerFeature{Kind: geo.Place, Code: "yard", Class: "other", Geometry: box, Span: data.AlwaysSpan}
	addLayer(t, s, yard)
	snap := snapshot(t, s)
	if o := snap.Overlay(geo.Place); o == nil || len(o.Areas) != 1 || o.Areas[0].Name != "yard" || snap.Digest == after.Digest {
		t.Errorf("the boundary of a place is no area: %+v", o)
	}
}

func TestParseTerms(t *testing.T) {
	got, err := data.ParseTerms("2026-09-02/2026-10-23; 2026-11-02 to 2026-12-18")
	if err != nil || data.TermsText(got) != "2026-09-02/2026-10-23;2026-11-02/2026-12-18" {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := data.ParseTerms(""); err != nil || got != nil {
		t.Errorf("nothing: %v, %v", got, err)
	}
	for _, bad := range []string{"2026-09-02", "2026-09-02/2026-09-01", "autumn", "2026-09-02/2026-10-23;2026-10-23/2026-12-18", "2026-09-02/", "02/09/2026 to 23/10/2026"} {
		if got, err := data.ParseTerms(bad); !errors.Is(err, hotspot.ErrDate) {
			t.Errorf("%q: %v, %v", bad, got, err)
		}
	}
}

func TestLayerSpanTouches(t *testing.T) {
	day := func(d int) hotspot.Day { return hotspot.Date(2026, 8, d) }
	w := hotspot.Window{From: day(10), To: day(20)}
	for _, tt := range []struct {
		from, to hotspot.Day
		want     bool
	}{{0, 0, true}, {day(1), 0, true}, {day(21), 0, false}, {0, day(9), false}, {day(20), day(25), true}, {day(1), day(10), true}, {day(1), day(9), false}} {
		if got := (data.LayerSpan{From: tt.from, To: tt.to}).Touches(w); got != tt.want {
			t.Errorf("%v to %v: %v", tt.from, tt.to, got)
		}
	}
}
