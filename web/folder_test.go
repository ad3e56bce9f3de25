package web

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// TestOnARealFolder runs the pages on the data folder itself: what a page reads and
// writes goes through SQLite.
func TestOnARealFolder(t *testing.T) {
	store := newFolder(t)
	s, err := New(Options{Store: store})
	if err != nil {
		t.Fatal(err)
	}
	if w := get(s, "/"); w.Code != 200 || !strings.Contains(w.Body.String(), "Nothing has been imported yet") {
		t.Fatalf("an empty folder: status %d", w.Code)
	}
	fill(t, store)
	body := get(s, "/").Body.String()
	if !strings.Contains(body, "Fish Street") || !strings.Contains(body, "Data to ") {
		t.Fatalf("Today does not show what was imported after the start: %.600s", body)
	}
	picks := tickedOn(body)
	w := ask(s, http.MethodPost, "/operations", fieldsOf(get(s, "/operations?hotspot="+url.QueryEscape(picks[0])).Body.String()).Encode())
	if w.Code != http.StatusSeeOther {
		t.Fatalf("POST: status %d: %.400s", w.Code, w.Body)
	}
	at := w.Header().Get("Location")
	for _, path := range []string{at, at + "/sheet/0", at + "/sheet/0.pdf", "/map", "/analysis", "/orders", "/data", "/api/v1/plans", "/api/v1/plans/" + strings.TrimPrefix(at, "/operations/"), "/api/v1/incidents", "/api/v1/areas?kind=ward"} {
		if w := get(s, path); w.Code != 200 {
			t.Errorf("%s: status %d: %.300s", path, w.Code, w.Body)
		}
	}
}

func newFolder(t *testing.T) *data.Store {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "folder")
	if err := data.Init(t.Context(), dir, map[string]string{"marking": "OFFICIAL"}); err != nil {
		t.Fatal(err)
	}
	store, err := data.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// fill imports two wards and a few hundred reports, thirty of them on Fish Street.
func fill(t *testing.T, store *data.Store) {
	t.Helper()
	ctx, scope := t.Context(), data.Owner("desktop")
	begin := func(kind string) *data.Import {
		im, err := store.BeginImport(ctx, scope, data.Batch{Kind: kind, Source: "police", File: "town.csv"})
		if err != nil {
			t.Fatal(err)
		}
		return im
	}
	commit := func(im *data.Import) {
		if _, err := im.Commit(ctx, 0, "00"); err != nil {
			t.Fatal(err)
		}
	}
	areas := begin("areas")
	for _, a := range []geo.Area{{Kind: geo.Ward, Code: "W1", Name: "West", Geometry: square(0, 0, 1000, 2000)}, {Kind: geo.Ward, Code: "W2", Name: "East", Geometry: square(1000, 0, 1000, 2000)}} {
		if err := areas.AddArea(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
	commit(areas)
	incidents := begin("incidents")
	for i := range 330 {
		day, p, street := hotspot.Day(i%80), at(float64(i%18)*110+20, float64(i%17)*110+20), "Long Street"
		if i%11 == 0 {
			p, street = at(500, 500), "Fish Street"
		}
		if err := incidents.Add(ctx, report(townEnd-day, 22*60+i%60, p, street)); err != nil {
			t.Fatal(err)
		}
	}
	commit(incidents)
}

func report(day hotspot.Day, minute int, p orb.Point, street string) data.Incident {
	at := day.Time().Add(time.Duration(minute) * time.Minute)
	return data.Incident{Category: "Robbery", Setting: hotspot.Street, Precision: hotspot.Minute, From: at, To: at, Day: day, LastDay: day,
		StartMin: minute, Located: true, Point: p, Given: p, GivenCRS: "EPSG:4326", Location: "On or near " + street}
}
