package data

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

// LayerKinds are the kinds of what is laid over the map and never scored: no
// statistic reads a layer, and a snapshot's digest leaves layers out, because no
// number depends on them. Boundaries of sites, places and events are areas too, which
// a question can name (--in place:CODE) and which therefore are in the digest: see
// Store.Areas. One name is read there: records piled up within a site called a police
// station are said to be for checking, which moves no number either.
var LayerKinds = []geo.Kind{geo.Site, geo.Place, geo.Event, geo.Perception}

// LayerClasses are the classes of each kind, each with its own symbol, in the order
// of a legend. The last of each kind stands for whatever is none of the others.
var LayerClasses = map[geo.Kind][]string{
	geo.Site:       {"school", "licensed", "cctv", "knife-bin", "hub", "other"},
	geo.Place:      {"other"},
	geo.Event:      {"protest", "match", "other"},
	geo.Perception: {"lighting", "sightlines", "unease", "other"},
}

var layerClassWords = map[geo.Kind]map[string]string{
	geo.Site:       {"school": "School", "licensed": "Licensed premises", "cctv": "CCTV camera", "knife-bin": "Knife bin", "hub": "Hub", "other": "Other site"},
	geo.Place:      {"other": "Named place"},
	geo.Event:      {"protest": "Protest", "match": "Match", "other": "Other event"},
	geo.Perception: {"lighting": "Lighting", "sightlines": "Sightlines", "unease": "Unease", "other": "Something else noted"},
}

// LayerFeature is one feature of a layer: a site, a named place, a dated event, or a
// point where people said how a place feels. It says nothing of who was there or who
// said it.
type LayerFeature struct {
	Kind  geo.Kind
	Code  string // unique within its kind; a later feature of the same code takes its place
	Name  string // empty for a perception point
	Class string // one of LayerClasses
	// Geometry is a point or a multi-polygon, WGS 84, longitude first.
	Geometry orb.Geometry
	Hours    Hours            // opening times of a site
	Terms    []hotspot.Window // of a school; empty when not known
	Span     LayerSpan
	LayerProperties
}

// LayerSpan is when a site or place stands, an event was held, or a perception was
// noted, in civil dates and local minutes. Day 0 and minute -1 are "not said".
type LayerSpan struct {
	From, To       hotspot.Day
	FromMin, ToMin int
}

// AlwaysSpan is the span of what has no dates.
var AlwaysSpan = LayerSpan{FromMin: -1, ToMin: -1}

// Touches reports whether any day of the span lies in the window. What has no dates
// is always.
func (s LayerSpan) Touches(w hotspot.Window) bool {
	return (s.From == 0 || s.From <= w.To) && (s.To == 0 || s.To >= w.From)
}

// LayerProperties is all else that is kept of a feature. Nothing besides is: a column
// that is not one of these never reaches the store.
type LayerProperties struct {
	Label string   `json:"label,omitempty"` // the source's word for the class: "Railway station"
	Size  int      `json:"size,omitempty"`  // of an event, people expected or counted; 0 when not said
	Venue string   `json:"venue,omitempty"` // of an event, where it was in its source's words
	Score *float64 `json:"score,omitempty"` // of a perception, on its source's own scale
	Note  string   `json:"note,omitempty"`  // of a perception, a category: "fix", "praise"
}

// Point is where the feature is marked: its point, or the middle of its box.
func (f LayerFeature) Point() orb.Point {
	if p, ok := f.Geometry.(orb.Point); ok {
		return p
	}
	return f.Geometry.Bound().Center()
}

// ClassWords is the class for people, as a legend has it: "Licensed premises".
func (f LayerFeature) ClassWords() string {
	return cmp.Or(layerClassWords[f.Kind][f.Class], f.Class)
}

// properties is the JSON that is kept.
func (f LayerFeature) properties() (string, error) {
	b, err := json.Marshal(f.LayerProperties)
	return string(b), err
}

// TermsText is terms as they are kept: "2026-09-02/2026-10-23;2026-11-02/2026-12-18".
func TermsText(terms []hotspot.Window) string {
	var out []string
	for _, t := range terms {
		out = append(out, t.From.String()+"/"+t.To.String())
	}
	return strings.Join(out, ";")
}

// ParseTerms reads spans of dates, both ends inclusive, with / or "to" between the
// two dates and ; or , between spans. Errors: hotspot.ErrDate.
func ParseTerms(s string) ([]hotspot.Window, error) {
	var out []hotspot.Window
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ';' || r == ',' }) {
		from, to, ok := strings.Cut(strings.ReplaceAll(part, " to ", "/"), "/")
		if !ok {
			return nil, fmt.Errorf("%w: %q is not a span of dates", hotspot.ErrDate, strings.TrimSpace(part))
		}
		a, err := hotspot.ParseDay(strings.TrimSpace(from))
		if err != nil {
			return nil, err
		}
		z, err := hotspot.ParseDay(strings.TrimSpace(to))
		if err != nil {
			return nil, err
		}
		if z < a || len(out) > 0 && a <= out[len(out)-1].To {
			return nil, fmt.Errorf("%w: the spans are not in order: %q", hotspot.ErrDate, strings.TrimSpace(part))
		}
		out = append(out, hotspot.Window{From: a, To: z})
	}
	return out, nil
}
