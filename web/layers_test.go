package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// withLayers is the timed town with a school and a pub by its new robbery place, a pub
// elsewhere, two matches, one of them before the window, and a walk.
func withLayers(t *testing.T) *memory {
	t.Helper()
	m := newMemory(timedOnce())
	hours, err := data.ParseHours("Fr,Sa 20:00-02:00")
	if err != nil {
		t.Fatal(err)
	}
	score := 2.0
	on := func(d hotspot.Day, from, to int) data.LayerSpan {
		return data.LayerSpan{From: d, To: d, FromMin: from, ToMin: to}
	}
	m.layers = []data.LayerFeature{
		{Kind: geo.Site, Code: "s1", Name: "Academy <b>School</b>", Class: "school", Geometry: at(1520, 1520), Span: data.AlwaysSpan,
			Terms: []hotspot.Window{{From: hotspot.Date(2026, 9, 2), To: hotspot.Date(2026, 10, 23)}, {From: hotspot.Date(2027, 1, 4), To: hotspot.Date(2027, 2, 12)}}},
		{Kind: geo.Site, Code: "s2", Name: "The Anchor", Class: "licensed", Geometry: square(1490, 1380, 20, 20), Hours: hours, Span: data.AlwaysSpan,
			LayerProperties: data.LayerProperties{Label: "Nightclub"}},
		{Kind: geo.Site, Code: "s3", Name: "The Far Inn", Class: "licensed", Geometry: at(100, 1900), Hours: hours, Span: data.AlwaysSpan},
		{Kind: geo.Site, Code: "s4", Name: "Closed long ago", Class: "licensed", Geometry: at(1500, 1500), Span: data.LayerSpan{To: hotspot.Date(2020, 1, 1), FromMin: -1, ToMin: -1}},
		{Kind: geo.Event, Code: "e1", Name: "Home match", Class: "match", Geometry: at(900, 900), Span: on(hotspot.Date(2026, 10, 10), 900, 1020), LayerProperties: data.LayerProperties{Venue: "The Park", Size: 6200}},
		{Kind: geo.Event, Code: "e2", Name: "Home match", Class: "match", Geometry: at(900, 900), Span: on(hotspot.Date(2026, 10, 24), 900, 1020), LayerProperties: data.LayerProperties{Venue: "The Park", Size: 6200}},
		{Kind: geo.Event, Code: "e3", Name: "Quay fair", Class: "other", Geometry: at(900, 900), Span: data.LayerSpan{From: hotspot.Date(2026, 3, 28), To: hotspot.Date(2026, 3, 31), FromMin: -1, ToMin: -1}},
		{Kind: geo.Perception, Code: "p1", Class: "lighting", Geometry: at(500, 500), Span: data.LayerSpan{From: hotspot.Date(2026, 3, 1), To: hotspot.Date(2026, 3, 31), FromMin: -1, ToMin: -1},
			LayerProperties: data.LayerProperties{Score: &score, Note: "to fix"}},
	}
	return m
}

type layerAnswer struct {
	Meta     map[string]any `json:"meta"`
	Features []struct {
		ID       string `json:"id"`
		Geometry struct {
			Type string `json:"type"`
		} `json:"geometry"`
		Properties map[string]any `json:"properties"`
	} `json:"features"`
}

func layerGet(t *testing.T, s *Server, target string) layerAnswer {
	t.Helper()
	w := get(s, target)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != geoJSON {
		t.Fatalf("%s: %d %s: %s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	var a layerAnswer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestLayersGeoJSON(t *testing.T) {
	s := newServer(t, withLayers(t))
	sites := layerGet(t, s, "/api/v1/layers?kind=site")
	if len(sites.Features) != 4 || sites.Meta["snapshot"] == "" {
		t.Fatalf("%d sites, meta %v", len(sites.Features), sites.Meta)
	}
	pub := sites.Features[1]
	for k, want := range map[string]any{"kind": "site", "code": "s2", "name": "The Anchor", "class": "licensed", "what": "Licensed premises", "label": "Nightclub", "opening_hours": "Fr-Sa 20:00-02:00"} {
		if pub.Properties[k] != want {
			t.Errorf("%s is %v, want %v", k, pub.Properties[k], want)
		}
	}
	if pub.Geometry.Type != "Polygon" || sites.Features[0].Geometry.Type != "Point" {
		t.Errorf("a %s and a %s", pub.Geometry.Type, sites.Features[0].Geometry.Type)
	}
	if n := len(layerGet(t, s, "/api/v1/layers?kind=site&from=2026-08&to=2026-10").Features); n != 3 {
		t.Errorf("%d sites stand in the window, want 3", n)
	}
	october := layerGet(t, s, "/api/v1/layers?kind=event&from=2026-10&to=2026-10")
	if len(october.Features) != 2 || october.Features[0].Properties["start_time"] != "15:00" || october.Features[0].Properties["end_time"] != "17:00" || october.Features[0].Properties["size"] != 6200.0 {
		t.Errorf("October: %+v", october.Features)
	}
	if n := len(layerGet(t, s, "/api/v1/layers?kind=place").Features); n != 0 {
		t.Errorf("%d places", n)
	}
	for _, bad := range []string{"", "?kind=ward", "?kind=site&kind=event", "?kind=site&from=2026-10", "?kind=site&from=x&to=y", "?kind=site&open=22:00", "?kind=site&from=2026-10&to=2026-09"} {
		if w := get(s, "/api/v1/layers"+bad); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"error"`) {
			t.Errorf("%s: %d %s", bad, w.Code, w.Body)
		}
	}
	tag := get(s, "/api/v1/layers?kind=site").Header().Get("ETag")
	again := ask(s, http.MethodGet, "/api/v1/layers?kind=site", "", func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
	other := ask(s, http.MethodGet, "/api/v1/layers?kind=event", "", func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
	if again.Code != http.StatusNotModified || other.Code != http.StatusOK {
		t.Errorf("asked again %d, of another kind %d", again.Code, other.Code)
	}
}

func TestMapPageShowsLayers(t *testing.T) {
	s := newServer(t, withLayers(t))
	body := get(s, "/map").Body.String()
	if err := checkMarkup(body); err != nil {
		t.Error(err)
	}
	for _, want := range []string{
		`name="layer" value="site" data-from="2026-08-10" data-to="2026-11-01"`, `for="layer-event">Events<`, `value="perception" data-from="2025-11-02"`,
		"Academy &lt;b&gt;School&lt;/b&gt;", "2 September to 23 October 2026", "Fri-Sat 20:00-02:00", "10 October 2026, 15:00 to 17:00; 24 October 2026, 15:00 to 17:00", "6,200", "March 2026", "to fix",
		`/map.svg?`, "&amp;layer=site&amp;layer=event&amp;layer=perception", "/api/v1/layers?kind=site&amp;from=2026-08-10&amp;to=2026-11-01",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, not := range []string{`value="place"`, "Closed long ago", "Quay fair", "4 January"} {
		if strings.Contains(body, not) {
			t.Errorf("the page says %q", not)
		}
	}
	card := ""
	for _, c := range strings.Split(body, `<section class="hb-card"`)[1:] {
		if c, _, _ = strings.Cut(c, "</section>"); strings.Contains(c, ">Swan Bridge<") {
			card = c
		}
	}
	school, pub := strings.Index(card, "School"), strings.Index(card, "The Anchor, nightclub; open Fri-Sat 20:00-02:00")
	if school < 0 || pub < school || strings.Contains(card, "The Far Inn") {
		t.Errorf("near Swan Bridge: %s", card)
	}
	if bare := get(newServer(t, newMemory(timedOnce())), "/map").Body.String(); strings.Contains(bare, "What else is there") || strings.Contains(bare, `value="site"`) {
		t.Error("a folder without layers speaks of them")
	}
}

func TestMapPictureShowsLayersAsked(t *testing.T) {
	s := newServer(t, withLayers(t))
	plain, both := get(s, "/map.svg").Body.String(), get(s, "/map.svg?layer=site&layer=event").Body.String()
	for _, want := range []string{"Licensed premises", "Home match"} {
		if strings.Contains(plain, want) || !strings.Contains(both, want) {
			t.Errorf("%q stands in the picture without layers %v, with them %v", want, strings.Contains(plain, want), strings.Contains(both, want))
		}
	}
	if w := get(s, "/map.svg?layer=castles"); w.Code != http.StatusBadRequest {
		t.Errorf("castles: %d", w.Code)
	}
}

func TestAnalysisSetsEventsBesideTheMonths(t *testing.T) {
	s := newServer(t, withLayers(t))
	body := get(s, "/analysis").Body.String()
	if err := checkMarkup(body); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"Home match, The Park: 2", "Quay fair: 1", "<td class=\"govuk-table__cell\">Home match, The Park (2 times)</td>", "<td class=\"govuk-table__cell\">Quay fair</td>"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	with, without := get(s, "/api/v1/trend").Body.String(), get(newServer(t, newMemory(timedOnce())), "/api/v1/trend").Body.String()
	if with != without {
		t.Error("events change the trend")
	}
}

func TestHappeningsShareAStrip(t *testing.T) {
	var events []data.LayerFeature
	for i, name := range []string{"A", "A", "A", "B", "B", "C", "D", "E"} {
		events = append(events, data.LayerFeature{Kind: geo.Event, Name: name, Geometry: orb.Point{}, Span: data.LayerSpan{From: hotspot.Day(20000 + i), To: hotspot.Day(20000 + i)}})
	}
	got := happenings(events, hotspot.Window{From: 20000, To: 20007})
	if len(got) != mostHappenings || got[0].Name != "A" || got[3].Name != "Other events" || len(got[3].Days) != 2 {
		t.Errorf("got %+v", got)
	}
}

func TestLayerWords(t *testing.T) {
	day := hotspot.Date(2026, 8, 28)
	for _, tt := range []struct {
		span data.LayerSpan
		want string
	}{
		{data.LayerSpan{From: day, To: day, FromMin: -1, ToMin: -1}, "28 August 2026"},
		{data.LayerSpan{From: day, To: day + 3, FromMin: -1, ToMin: -1}, "28 to 31 August 2026"},
		{data.LayerSpan{From: day, To: day + 5, FromMin: -1, ToMin: -1}, "28 August to 2 September 2026"},
		{data.LayerSpan{From: day, To: day + 200, FromMin: -1, ToMin: -1}, "28 August 2026 to 16 March 2027"},
		{data.LayerSpan{From: day, To: day + 1, FromMin: 1320, ToMin: 90}, "28 August 2026, 22:00 to 01:30"},
		{data.LayerSpan{From: day, To: day, FromMin: 900, ToMin: -1}, "28 August 2026, from 15:00"},
		{data.LayerSpan{From: day, To: day + 2, FromMin: 600, ToMin: 1320}, "28 August 2026, 10:00 to 30 August 2026, 22:00"},
		{data.LayerSpan{From: day.MonthStart(), To: day.MonthEnd(), FromMin: -1, ToMin: -1}, "August 2026"},
	} {
		if got := heldWords(tt.span); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.span, got, tt.want)
		}
	}
	for text, want := range map[string]string{"CCTV camera": "CCTV camera", "School": "school", "X": "X", "": ""} {
		if got := inSentence(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// A hub that came as a point is a base to choose; a pub that did is not.
func TestPointHubsAreBases(t *testing.T) {
	m := withLayers(t)
	m.layers = append(m.layers, data.LayerFeature{Kind: geo.Site, Code: "hub-2", Name: "Curlew hub", Class: "hub", Geometry: at(1000, 200), Span: data.AlwaysSpan})
	s := newServer(t, m)
	body := get(s, "/operations?hotspot="+url.QueryEscape(tickedOn(get(s, "/").Body.String())[0])).Body.String()
	for _, want := range []string{"Curlew hub", "Market hub"} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is no base", want)
		}
	}
	if strings.Contains(body, "The Anchor") {
		t.Error("a pub is offered as a base")
	}
	bases, err := s.bases(t.Context(), data.Owner("test"), m.snap)
	if err != nil || len(bases) != 2 || bases[1].Bound().Center() != at(1000, 200) {
		t.Errorf("bases %+v, %v", bases, err)
	}
}
