package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hexbeat/data"
	"hexbeat/geo"
)

const perception = geo.Perception

// layerFields are what is read of a layer and the names that columns may have, in
// lower-case words; of several that a file has the first is taken.
var layerFields = []struct {
	field string
	kinds []geo.Kind
	names []string
}{
	{"code", []geo.Kind{geo.Site, geo.Place, geo.Event}, []string{"code", "id", "reference", "ref", "urn", "uprn", "licence number", "site code", "event id"}},
	{"name", []geo.Kind{geo.Site, geo.Place, geo.Event}, []string{"name", "title", "label", "site name", "premises name", "school name", "establishment name", "place name", "event name", "event"}},
	{"class", data.LayerKinds, []string{"class", "theme", "kind", "type", "category", "site type", "event type", "amenity"}},
	{"hours", []geo.Kind{geo.Site}, []string{"hours", "opening hours", "opening times", "open"}},
	{"terms", []geo.Kind{geo.Site}, []string{"terms", "term dates", "term times"}},
	{"date", []geo.Kind{geo.Event, perception}, []string{"date", "month", "day", "when", "event date", "noted"}},
	{"from", []geo.Kind{geo.Site, geo.Place, geo.Event}, []string{"valid from", "from", "starts", "start", "begins", "date from", "opened", "open date"}},
	{"to", []geo.Kind{geo.Site, geo.Place, geo.Event}, []string{"valid to", "to", "ends", "end", "until", "date to", "closed", "close date"}},
	{"size", []geo.Kind{geo.Event}, []string{"size", "attendance", "crowd", "people expected", "expected"}},
	{"venue", []geo.Kind{geo.Event}, []string{"venue", "location", "place", "ground"}},
	{"score", []geo.Kind{perception}, []string{"score", "rating"}},
	{"note", []geo.Kind{perception}, []string{"note category", "note type", "note kind", "note class"}},
	{"lon", data.LayerKinds, []string{"lon", "longitude", "lng", "long"}},
	{"lat", data.LayerKinds, []string{"lat", "latitude"}},
	{"easting", data.LayerKinds, []string{"easting", "eastings", "geo x"}},
	{"northing", data.LayerKinds, []string{"northing", "northings", "geo y"}},
	{"gridref", data.LayerKinds, []string{"gridref", "grid reference", "grid ref"}},
}

// participants matches columns that tell who was asked, which a perception point never
// holds, not even as an age group: a walk of eight people is known to all eight.
var participants = regexp.MustCompile(`\b(participants?|respondents?|attendees?|walkers?|volunteers?|residents?|interview(er|ee)|age|ages|gender|sex|ethnic(ity)?|religion|faith|disab(led|ility)|orientation|pronouns?|initials?|postcode|home|address)\b`)

// columns finds the fields among the file's columns, refuses what is about people and
// remembers what is not kept. Errors: ErrIdentity, ErrUsage.
func (r *layerReader) columns() error {
	header := r.src.header()
	if about := r.aboutPeople(header); len(about) > 0 {
		return fmt.Errorf("%w: %s: %s; take them out of the export, or strip them with --drop-columns %q", ErrIdentity, r.src.name(), strings.Join(about, ", "), strings.Join(about, ","))
	}
	r.cols = columns{at: map[string]int{}, header: header}
	for _, f := range layerFields {
		if !slices.Contains(f.kinds, r.o.Kind) {
			continue
		}
		i, err := r.column(f.field, f.names)
		if err != nil {
			return err
		}
		if i >= 0 {
			r.cols.at[f.field] = i
		}
	}
	for i, col := range header {
		used := false
		for _, at := range r.cols.at {
			used = used || at == i
		}
		if !used {
			r.notKept = append(r.notKept, col)
		}
	}
	return nil
}

// column is the index of a field's column, -1 for none. A column that is dropped is none.
func (r *layerReader) column(field string, names []string) (int, error) {
	header := r.src.header()
	for flag, given := range map[string]string{"code": r.o.CodeField, "name": r.o.NameField} {
		if flag != field || given == "" {
			continue
		}
		if i := slices.Index(header, given); i >= 0 {
			return i, nil
		}
		return -1, fmt.Errorf("%w: --%s-field %q: %s has no such field; its fields are %s", ErrUsage, field, given, r.src.name(), strings.Join(header, ", "))
	}
	for _, name := range names {
		for i, col := range header {
			if words(col) == name && indexFold(r.o.DropColumns, col) < 0 {
				return i, nil
			}
		}
	}
	return -1, nil
}

// aboutPeople are the columns that look like people's and were not dropped. The name
// of a site, a place or an event is its own; a perception has none.
func (r *layerReader) aboutPeople(header []string) []string {
	own := slices.Clone(r.o.DropColumns)
	for _, col := range header {
		if r.o.Kind != perception && (words(col) == "name" || col == r.o.NameField || words(col) == string(r.o.Kind)+" name") {
			own = append(own, col)
		}
	}
	about := identities(header, own)
	for _, col := range header {
		if r.o.Kind == perception && participants.MatchString(words(col)) && indexFold(own, col) < 0 && !slices.Contains(about, col) {
			about = append(about, col)
		}
	}
	return about
}
