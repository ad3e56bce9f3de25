package web

import (
	"context"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// layerPart is one layer on the map's page: a box to tick and a table under the map.
type layerPart struct {
	Kind     geo.Kind
	Title    string
	Explain  string
	From, To string // of what is shown, for the map's script
	Columns  []string
	Rows     []layerRow
	More     int // rows that are not in the table
	found    []data.LayerFeature
}

// Count is how many rows there are, in the table and beyond.
func (p layerPart) Count() int { return len(p.Rows) + p.More }

// layerRow is a line of the table; its first cell heads it.
type layerRow []string

// maxLayerRows bounds a table that may hold every public house of a force; the GeoJSON
// has them all, and the page says so.
const maxLayerRows = 300

// layers are the layers that hold anything to show for a window.
func (s *Server) layers(ctx context.Context, scope data.Scope, snap *hotspot.Snapshot, w hotspot.Window) ([]layerPart, error) {
	var out []layerPart
	for _, kind := range data.LayerKinds {
		found, err := s.store.Layers(ctx, scope, kind)
		if err != nil {
			return nil, err
		}
		shown := layerWindow(kind, w)
		found = slices.DeleteFunc(slices.Clone(found), func(f data.LayerFeature) bool { return !f.Span.Touches(shown) })
		if len(found) == 0 {
			continue
		}
		p := layerPart{Kind: kind, Title: layerTitles[kind], From: shown.From.String(), To: shown.To.String(), found: found}
		p.Columns, p.Explain = layerColumns(kind, shown)
		p.fill(wardNamer(snap, w.To), w)
		out = append(out, p)
	}
	return out, nil
}

// layerWindow is what of a layer goes with a question's window: what stands or happens
// in it, and of what was felt on a walk the year to its end.
func layerWindow(kind geo.Kind, w hotspot.Window) hotspot.Window {
	if kind == geo.Perception {
		w.From = min(w.From, w.To-364)
	}
	return w
}

func layerColumns(kind geo.Kind, w hotspot.Window) (columns []string, explain string) {
	dates := dayRange(w.From, w.To)
	switch kind {
	case geo.Site:
		return []string{"Site", "What", "Open", "Term", "Ward"}, "What stands there in these dates, " + dates + ", and when it is open. None of it is counted or scored."
	case geo.Place:
		return []string{"Place", "What", "From and to", "Ward"}, "Areas and points that somebody named. None of it is counted or scored."
	case geo.Event:
		return []string{"Event", "What", "When", "Where", "Size", "Ward"}, "What went on in these dates, " + dates + ". None of it is counted or scored."
	}
	return []string{"About", "Noted", "Score", "Note", "Ward"}, "What people noted on walks from " + dates + ", each score on its source's own scale. Nobody who walked is recorded, and none of it is counted or scored."
}

// fill makes the rows; an event that happened more than once at one place is one row.
func (p *layerPart) fill(ward func(orb.Point) string, w hotspot.Window) {
	type again struct{ name, class, label, venue string }
	at := map[again]int{}
	for _, f := range p.found {
		k := again{f.Name, f.Class, f.Label, f.Venue}
		if i, ok := at[k]; ok && f.Kind == geo.Event {
			if i < len(p.Rows) {
				p.Rows[i][2] += "; " + heldWords(f.Span)
			}
			continue
		}
		at[k] = len(p.Rows)
		if len(p.Rows) == maxLayerRows {
			p.More++
			continue
		}
		p.Rows = append(p.Rows, newLayerRow(f, ward(f.Point()), w))
	}
}

func newLayerRow(f data.LayerFeature, ward string, w hotspot.Window) layerRow {
	switch f.Kind {
	case geo.Site:
		return layerRow{orElse(f.Name, whatWords(f)), upperFirst(whatWords(f)), openWords(f), termWords(f, w), ward}
	case geo.Place:
		return layerRow{orElse(f.Name, f.Code), upperFirst(whatWords(f)), standsWords(f.Span), ward}
	case geo.Event:
		size := ""
		if f.Size > 0 {
			size = number(f.Size)
		}
		return layerRow{f.Name, upperFirst(whatWords(f)), heldWords(f.Span), f.Venue, size, ward}
	}
	score := ""
	if f.Score != nil {
		score = strconv.FormatFloat(*f.Score, 'f', -1, 64)
	}
	return layerRow{upperFirst(whatWords(f)), dayRange(f.Span.From, f.Span.To), score, f.Note, ward}
}

// standsWords are the dates between which a place was one; empty for always.
func standsWords(s data.LayerSpan) string {
	switch {
	case s.From == 0 && s.To == 0:
		return ""
	case s.To == 0:
		return "from " + shortDate(s.From.Time())
	}
	return dayRange(s.From, s.To)
}

// wardNamer finds the ward of a point; empty outside them all.
func wardNamer(snap *hotspot.Snapshot, on hotspot.Day) func(orb.Point) string {
	part := snap.PartitionAt(geo.Ward, on)
	if part == nil {
		return func(orb.Point) string { return "" }
	}
	return func(p orb.Point) string {
		for _, a := range part.Areas {
			if a.Bound().Contains(p) && geo.Contains(a.Geometry, p) {
				return a.Name
			}
		}
		return ""
	}
}
