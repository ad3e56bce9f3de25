package sample

import (
	"testing"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

// TestBoroughsWithoutPlants: the same everyday incidents without planted places.
// Flat must have no hotspot; what the streets alone make is printed, because the
// method's null is "spread evenly over the area" and streets are not even.
func TestBoroughsWithoutPlants(t *testing.T) {
	for _, k := range []struct {
		name string
		kind Variant
		most int // hotspots over all questions
	}{{"flat", Flat, 0}, {"streets", Streets, 2}} {
		b, err := Make(Seed, k.kind)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Incidents) < 45000 {
			t.Errorf("%s: %d incidents", k.name, len(b.Incidents))
		}
		for _, i := range b.Incidents {
			if i.Plant != "" {
				t.Fatalf("%s: a planted incident, %s", k.name, i.Plant)
			}
		}
		s := snapshotOf(t, b)
		found := 0
		asked := []string{"public violence and robbery", "robbery", "burglary", "anti-social behaviour", "everything"}
		for _, name := range asked {
			r, err := hotspot.Detect(s, questions[name])
			if err != nil {
				t.Fatal(err)
			}
			found += len(r.Hotspots)
			for _, g := range r.Hotspots {
				t.Logf("%s: %s: %q, %d where %.1f are average", k.name, name, g.Name, g.Count, g.BoroughAverage)
			}
		}
		t.Logf("%s: %d hotspots in %d questions, %d incidents", k.name, found, len(asked), len(b.Incidents))
		if found > k.most {
			t.Errorf("%s: %d hotspots, want at most %d", k.name, found, k.most)
		}
		if s.PartitionAt(geo.Ward, hotspot.Date(2026, 11, 1)) == nil {
			t.Errorf("%s: no wards", k.name)
		}
	}
}
