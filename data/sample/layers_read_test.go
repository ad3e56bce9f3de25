package sample_test

import (
	"os"
	"path/filepath"
	"testing"
	_ "time/tzdata"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/data/sample"
	"hexbeat/geo"
)

// TestLayersThroughTheReaders: nothing of the sample's layers is rejected, and what was
// planted beside them stands among them.
func TestLayersThroughTheReaders(t *testing.T) {
	files, err := sample.Files()
	if err != nil {
		t.Fatal(err)
	}
	lying, dir := filepath.Join(t.TempDir(), "files"), filepath.Join(t.TempDir(), "store")
	if err := os.CopyFS(lying, files); err != nil {
		t.Fatal(err)
	}
	if err := data.Init(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	s, err := data.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	who := data.Owner("test")
	for _, f := range []struct {
		file, class string
		kind        geo.Kind
	}{{"sites.geojson", "", geo.Site}, {"layers/sites.csv", "", geo.Site}, {"places.geojson", "", geo.Place}, {"events.csv", "match", geo.Event},
		{"layers/events.csv", "", geo.Event}, {"layers/walk-and-talk.csv", "", geo.Perception}} {
		rep, err := intake.Areas(t.Context(), s, who, filepath.Join(lying, filepath.FromSlash(f.file)), intake.AreaOptions{Kind: f.kind, Class: f.class})
		if err != nil || rep.Rejected != 0 || rep.Accepted == 0 {
			t.Errorf("%s: %+v, %v", f.file, rep, err)
		}
	}
	classes := map[string]int{}
	for _, kind := range data.LayerKinds {
		found, err := s.Layers(t.Context(), who, kind)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			classes[string(kind)+" "+f.Class]++
			if f.Class == "school" && len(f.Terms) < 10 {
				t.Errorf("%s has %d terms", f.Name, len(f.Terms))
			}
		}
	}
	// 23 home Saturdays a season: five seasons and the part of the sixth that has been played.
	if n := classes["event match"]; n != len(sample.HomeSaturdays()) || n < 5*23 {
		t.Errorf("%d home matches", n)
	}
	if classes["site licensed"] != 5 {
		t.Errorf("%d places to drink, want 5", classes["site licensed"])
	}
	for _, want := range []string{"site school", "site licensed", "site cctv", "site knife-bin", "site hub", "event protest", "perception lighting", "perception sightlines", "perception unease", "place other"} {
		if classes[want] == 0 {
			t.Errorf("no %s among %v", want, classes)
		}
	}
}
