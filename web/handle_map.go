package web

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

type mapPage struct {
	Ask   askBar
	Lead  string
	Notes []string
	Lists []placeList
	Cards []placeRow
	Map   mapElement
	// Layers are what can be laid over the map and is never scored.
	Layers []layerPart
	Query  string
}

// placeList is one of the three lists.
type placeList struct {
	List    hotspot.List
	Title   string
	Explain string
	Empty   string
	Rows    []placeRow
}

// mapPage answers GET /map?QUESTION.
func (s *Server) mapPage(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return err
	}
	f := s.facts.of(snap)
	q, err := askPage(c.QueryParams(), f)
	if err != nil {
		return err
	}
	orders, err := s.store.Orders(ctx, scope)
	if err != nil {
		return err
	}
	page := mapPage{Ask: newAskBar("/map", q, f), Query: canonical(q).Encode()}
	page.Map = mapElement{Kind: "question", Query: page.Query, Bounds: f.bounds(), Label: "Map of " + page.Ask.Words + ". The table below holds everything that is on it."}
	if snap.Len() == 0 {
		page.Lead = "Nothing has been imported yet, so there is nothing to show."
		return s.page(c, http.StatusOK, "map", "Map", "Map", snap, page)
	}
	r, err := s.detect(ctx, snap, q)
	if err != nil {
		return err
	}
	page.fill(r, orders, s.clock(snap))
	if page.Layers, err = s.layers(ctx, scope, snap, q.Window); err != nil {
		return err
	}
	nearSites(page.Cards, page.Layers, q.Window)
	for _, l := range page.Layers {
		page.Map.Layers = append(page.Map.Layers, string(l.Kind))
	}
	return s.page(c, http.StatusOK, "map", "Map", "Map", snap, page)
}

// fill shows an answer: the first line, the three lists and their cards.
func (p *mapPage) fill(r *hotspot.Result, orders []pspo.Order, today time.Time) {
	p.Lead, p.Notes = mapLead(r, p.Ask.Words), notes(r.Meta)
	if b := r.Study.Geometry.Bound(); len(r.Study.Geometry) > 0 {
		p.Map.Bounds = bounds(padded(b, 0.001))
	}
	p.Lists = []placeList{
		{List: hotspot.HotspotList, Title: "Hotspots", Empty: "Nothing passes both tests in this window; here are the busiest places instead.",
			Rows: placeRows(r.Hotspots, orders, today)},
		{List: hotspot.WatchList, Title: "Too few to call", Explain: watchWords(r.Meta),
			Empty: "No small group stands out.", Rows: placeRows(r.Watch, orders, today)},
		{List: hotspot.BusiestList, Title: "Busiest places", Explain: "A plain count. It says nothing about how sure one can be.",
			Empty: "No report lies in the study area.", Rows: placeRows(r.Busiest, orders, today)},
	}
	p.Cards = cards(p.Lists)
}

// cards are the rows of all three lists; their ids differ.
func cards(lists []placeList) []placeRow {
	var out []placeRow
	for _, l := range lists {
		out = append(out, l.Rows...)
	}
	return out
}

func mapLead(r *hotspot.Result, words string) string {
	first := strings.ToUpper(words[:1]) + words[1:]
	switch n := len(r.Hotspots); {
	case r.Meta.Incidents == 0:
		return fmt.Sprintf("%s: no reports.", first)
	case r.Meta.Reason != "":
		return fmt.Sprintf("%s: %s. The test cannot be made: %s.", first, plural(r.Meta.Incidents, "report", "reports"), strings.TrimSuffix(r.Meta.Reason, "."))
	case n == 0:
		return fmt.Sprintf("%s: %s. Nothing passes both tests in this window; here are the busiest places instead.", first, plural(r.Meta.Incidents, "report", "reports"))
	default:
		return fmt.Sprintf("%s: %s, %s.", first, plural(r.Meta.Incidents, "report", "reports"), plural(n, "hotspot", "hotspots"))
	}
}

// watchWords say how much a watch list is worth.
func watchWords(m hotspot.Meta) string {
	words := "Three or four reports close together. Nobody is sent there by this list alone."
	if c := m.WatchByChance; !math.IsNaN(c) && !math.IsInf(c, 0) {
		words += fmt.Sprintf(" Chance alone would put about %s such places on a map like this.", decimal(c))
	}
	return words
}

// notes are what a reader must know of an answer before using it.
func notes(m hotspot.Meta) []string {
	var out []string
	if m.IncludesHomes {
		out = append(out, "The counts include offences inside homes: the source does not say which were.")
	}
	if m.Excluded.Count > 0 {
		out = append(out, fmt.Sprintf("%s left out because police presence makes them (%s). Choose them by name to see them.",
			plural(m.Excluded.Count, "record is", "records are"), strings.Join(m.Excluded.Categories, ", ")))
	}
	if m.Unlocated > 0 {
		out = append(out, fmt.Sprintf("%s no place and cannot be on the map.", plural(m.Unlocated, "report has", "reports have")))
	}
	for _, w := range m.Warnings {
		out = append(out, sentence(w))
	}
	return out
}
