package web

import "slices"

// fieldGroup is a group of what a column may hold, in the words the page uses.
type fieldGroup struct {
	Label  string
	Fields [][2]string // name, words
}

// fieldGroups are all the fields there are, in the order of a report.
var fieldGroups = []fieldGroup{
	{"What", [][2]string{{"category", "What happened"}, {"subcategory", "What happened, more closely"}, {"raw_category", "What the source calls it"},
		{"tags", "Factors, as knife or alcohol"}, {"setting", "Kind of place"}, {"provenance", "How it was reported"}}},
	{"When", [][2]string{{"occurred", "When it happened"}, {"occurred_month", "Month, beside a column of years"}, {"occurred_time", "Time of day"}, {"occurred_from", "Earliest it may have happened"}, {"occurred_from_time", "Time of day of the earliest"},
		{"occurred_to", "Latest it may have happened"}, {"occurred_to_time", "Time of day of the latest"}, {"recorded", "When it was recorded"}, {"recorded_time", "Time of day it was recorded"}}},
	{"Where", [][2]string{{"lon", "Longitude"}, {"lat", "Latitude"}, {"easting", "Easting"}, {"northing", "Northing"}, {"gridref", "Grid reference"}, {"postcode", "Postcode"},
		{"uprn", "UPRN (property number)"}, {"usrn", "USRN (street number)"}, {"location", "Place in words"}}},
	{"Besides", [][2]string{{"reference", "Reference of the report"}, {"force", "Police force"}, {"outcome", "Outcome"}, {"reporter", "Caller’s reference (counted, then dropped)"}}},
}

// fieldLabel is a field in the page's words.
func fieldLabel(field string) string {
	for _, g := range fieldGroups {
		if i := slices.IndexFunc(g.Fields, func(f [2]string) bool { return f[0] == field }); i >= 0 {
			return g.Fields[i][1]
		}
	}
	return field
}

// optionGroup is a group of choices in a select.
type optionGroup struct {
	Label   string
	Options []choice
}

// fieldOptions are the choices for one column: "field=column" for each field, "=column"
// for a column that nothing is read from.
func fieldOptions(column, chosen string) (none choice, groups []optionGroup) {
	none = choice{"=" + column, "Do not read", chosen == ""}
	for _, g := range fieldGroups {
		og := optionGroup{Label: g.Label}
		for _, f := range g.Fields {
			og.Options = append(og.Options, choice{f[0] + "=" + column, f[1], f[0] == chosen})
		}
		groups = append(groups, og)
	}
	return none, groups
}
