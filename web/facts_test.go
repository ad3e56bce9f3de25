package web

import (
	"testing"

	"hexbeat/hotspot"
)

// A category counts its kinds, and Today asks for a kind only where nothing asks for
// what it is a kind of. A layer of its own is never asked for by itself.
func TestKindsOfACategory(t *testing.T) {
	snap := &hotspot.Snapshot{Categories: []hotspot.Category{
		{ID: "asb", Label: "Anti-social behaviour"}, {ID: "noise", Label: "Noise", Parent: "asb"}, {ID: "begging", Label: "Begging", Parent: "asb"},
		{ID: "hospital", Label: "Hospital", Apart: true}, {ID: "orphan", Label: "Orphan", Parent: "nowhere"}, {ID: "unused", Label: "Unused"},
	}}
	for i, category := range []uint16{1, 1, 2, 3, 4} {
		snap.ID, snap.Category, snap.PlaceOf = append(snap.ID, int64(i)), append(snap.Category, category), append(snap.PlaceOf, -1)
		snap.Day, snap.LastDay, snap.Start = append(snap.Day, 20000), append(snap.LastDay, 20000), append(snap.Start, -1)
		snap.SpanMin, snap.Precision, snap.Raw = append(snap.SpanMin, 0), append(snap.Precision, hotspot.DayOnly), append(snap.Raw, 0)
		snap.Setting, snap.Tags, snap.Source = append(snap.Setting, 0), append(snap.Tags, 0), append(snap.Source, 0)
	}
	snap.RawLabels, snap.Sources = []string{""}, []string{"log"}
	f := factsOf(snap)
	want := []struct {
		id string
		n  int
	}{{"asb", 3}, {"noise", 2}, {"begging", 1}, {"hospital", 1}, {"orphan", 1}}
	if len(f.categories) != len(want) {
		t.Fatalf("%+v", f.categories)
	}
	for i, w := range want {
		if c := f.categories[i]; c.ID != w.id || c.Count != w.n {
			t.Errorf("got %s %d, want %s %d", c.ID, c.Count, w.id, w.n)
		}
	}
	var asked []string
	for _, q := range todayQuestions(f) {
		asked = append(asked, q.id)
	}
	if len(asked) != 2 || asked[0] != "asb" || asked[1] != "orphan" {
		t.Errorf("Today asks %v", asked)
	}
}
