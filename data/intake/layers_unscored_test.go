package intake_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// concentrated is incidents with a place that stands out, on a Friday night.
func concentrated() string {
	rng := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	b.WriteString("reference,occurred,category,setting,lon,lat\n")
	for i := range 600 {
		lon, lat, day, hour := rng.Float64()*0.1, 51+rng.Float64()*0.1, 1+rng.IntN(90), rng.IntN(24)
		if i%10 == 0 {
			lon, lat, day, hour = 0.05, 51.05, 3+7*(day/7), 23
		}
		fmt.Fprintf(&b, "R%d,2026-%02d-%02d %02d:15,Robbery,street,%.6f,%.6f\n", i, 8+(day-1)/30, 1+(day-1)%30, hour, lon, lat)
	}
	return b.String()
}

// answers are what the layers must not move: cells and hotspots, hours, months.
func answers(t *testing.T, s *data.Store, areas []string) (out [3]any) {
	t.Helper()
	snap, err := s.Snapshot(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	w, err := hotspot.ParseWindow("2026-08", "2026-10")
	if err != nil {
		t.Fatal(err)
	}
	q := hotspot.Question{Window: w, In: areas}
	found, err := hotspot.Detect(snap, q)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Hotspots) == 0 {
		t.Fatal("nothing stands out, so the test would show nothing")
	}
	clock, err := hotspot.Clock(snap, q)
	if err != nil {
		t.Fatal(err)
	}
	trend, err := hotspot.Trend(snap, q)
	if err != nil {
		t.Fatal(err)
	}
	found.Meta.Snapshot, clock.Meta.Snapshot, trend.Meta.Snapshot = "", "", "" // a batch more
	return [3]any{found, clock, trend}
}

// TestLayersAreNeverScored: cells, hotspots, hours and months are the same to the last
// digit with every kind of layer loaded and without, in a borough with and without wards.
func TestLayersAreNeverScored(t *testing.T) {
	for name, wards := range map[string][]string{"with wards": {"ward:E05000001"}, "without": nil} {
		s := store(t)
		if wards != nil {
			if _, err := intake.Areas(t.Context(), s, owner, write(t, "w.geojson", wardFile(wardFeature("E05000001", "North", goodRing))), intake.AreaOptions{Kind: geo.Ward}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(concentrated()))}, intake.Options{Source: "police"}); err != nil {
			t.Fatal(err)
		}
		before := answers(t, s, wards)
		here := `"geometry":{"type":"Polygon","coordinates":[[[0.049,51.049],[0.051,51.049],[0.051,51.051],[0.049,51.051],[0.049,51.049]]]}}`
		for _, l := range []struct {
			kind          geo.Kind
			name, content string
		}{
			{geo.Site, "s.csv", "id,name,type,lon,lat\na,The Anchor,pub,0.05,51.05\nb,Bin,knife bin,0.05,51.05\nc,Wherry Street police station,police station,0.05,51.05\n"},
			{geo.Event, "e.csv", "date,event,lon,lat\n2026-08-07,Match,0.05,51.05\n2026-08-14,March,0.05,51.05\n"},
			{geo.Perception, "p.csv", "month,theme,lon,lat\n2026-09,unease,0.05,51.05\n"},
			{geo.Place, "p.geojson", string(wardFile(`{"type":"Feature","properties":{"name":"Square"},` + here))},
			{geo.Site, "s.geojson", string(wardFile(`{"type":"Feature","properties":{"name":"College","kind":"college"},` + here))},
			{geo.Event, "e.geojson", string(wardFile(`{"type":"Feature","properties":{"name":"Fair","date":"2026-08-21"},` + here))},
			{geo.Perception, "p2.geojson", string(wardFile(`{"type":"Feature","properties":{"theme":"lighting","date":"2026-08-21"},` + here))},
		} {
			if _, rep := importLayer(t, s, l.name, l.content, intake.AreaOptions{Kind: l.kind}); rep.Accepted == 0 {
				t.Fatalf("%s: %+v", l.name, rep)
			}
		}
		after := answers(t, s, wards)
		for i, what := range []string{"cells and hotspots", "hours", "months"} {
			if diff := cmp.Diff(before[i], after[i], cmpopts.EquateNaNs(), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: the layers moved the %s:\n%s", name, what, diff)
			}
		}
	}
}
