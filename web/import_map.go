package web

import (
	"fmt"
	"slices"
	"strings"

	"hexbeat/data/intake"
)

// columnChoice says what a column holds; nothing is read from it where Field is empty.
type columnChoice struct{ Field, Column string }

// readColumns reads "field=column" choices.
func readColumns(texts []string) ([]columnChoice, error) {
	var out []columnChoice
	for _, t := range texts {
		field, column, ok := strings.Cut(t, "=")
		if !ok || column == "" || field != "" && !slices.Contains(intake.Fields(), field) {
			return nil, badRequest("bad_map", "“map” must be a field, = and a column, like lon=Longitude, not “%s”.", t)
		}
		out = append(out, columnChoice{field, column})
	}
	return out, nil
}

// differences are what the choices change in what was proposed without them: the map
// to read by, and the choices themselves without those that only repeat the proposal.
// It fails in the words of the page where one field is in two columns.
func differences(p *intake.Proposal, chosen []columnChoice) (byHand map[string]string, changed []columnChoice, clash string) {
	was, is := map[string]string{}, map[string]string{} // column -> field
	for _, f := range p.Fields {
		was[f.Column], is[f.Column] = f.Field, f.Field
	}
	for _, c := range chosen {
		if c.Field != is[c.Column] {
			changed = append(changed, c)
		}
	}
	for _, c := range changed {
		is[c.Column] = c.Field
	}
	byHand, holder := map[string]string{}, map[string]string{} // field -> column
	for _, column := range p.Columns {
		field := is[column]
		if other, twice := holder[field]; twice && field != "" && other != column {
			return nil, changed, fmt.Sprintf("“%s” and “%s” are both chosen as “%s”. Choose one of them", other, column, lowerFirst(fieldLabel(field)))
		}
		holder[field] = column
		if field != was[column] && field != "" {
			byHand[field] = column
		}
	}
	for _, field := range was {
		if _, still := holder[field]; !still {
			byHand[field] = ""
		}
	}
	return byHand, changed, ""
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
