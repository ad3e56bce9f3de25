//go:build !race

package intake_test

import (
	"hexbeat/data/intake"
	"hexbeat/geo"
)

// Column maps as a user would give them.
var (
	american = map[string]string{"reference": "ID", "occurred": "Epoch"}
	berlin   = map[string]string{"reference": "OBJECTID", "occurred": "UJAHR", "occurred_month": "UMONAT", "category": "=collision", "location": "STRASSE", "lon": "XGCSWGS84", "lat": "YGCSWGS84"}
	atlanta  = map[string]string{"reference": "offense_id", "occurred_from": "occur_date", "occurred_from_time": "occur_time", "occurred_to": "poss_date", "occurred_to_time": "poss_time",
		"category": "UC2 Literal", "lon": "x", "lat": "y"}
)

// nypd maps the New York columns; x and y are the fields of its coordinates, if any.
func nypd(x, y string) map[string]string {
	m := map[string]string{"occurred_from": "CMPLNT_FR_DT", "occurred_from_time": "CMPLNT_FR_TM", "occurred_to": "CMPLNT_TO_DT", "occurred_to_time": "CMPLNT_TO_TM", "category": "=burglary"}
	if x != "" {
		m[x], m[y] = "X_COORD_CD", "Y_COORD_CD"
	}
	return m
}

// byMonth is a profile as a user would write it, for files that name only a month.
const byMonth = "testdata/kinds/first-of-month.toml"

// kinds stand in the order of the README.
var kinds = []aFile{
	{"police-uk.csv.gz", incidents{profile: "police.uk", rows: 8, accepted: 7, duplicates: 1, unlocated: 1, first: "2026-09-01", last: "2026-10-31"}},
	{"police-uk-2011.csv", incidents{profile: "police.uk", rows: 7, accepted: 7, first: "2011-01-01", last: "2011-12-31"}},
	{"months.zip", incidents{profile: "police.uk", rows: 4, accepted: 4, first: "2026-09-01", last: "2026-10-31"}},
	{"first-of-month.tab", incidents{o: intake.Options{Map: map[string]string{"occurred": "month", "category": "=anti-social-behaviour"}},
		profile: "generic", rows: 4, accepted: 4, first: "2026-08-01", last: "2026-10-01"}},
	{"first-of-month.tab", incidents{o: intake.Options{Profile: byMonth}, profile: "first-of-month", rows: 4, accepted: 4, first: "2026-08-01", last: "2026-10-31"}},
	{"american-dates.csv", incidents{o: intake.Options{Map: american, MonthFirst: true},
		profile: "generic", rows: 8, accepted: 8, first: "2026-06-01", last: "2026-06-15"}},
	{"unicode-text-utf16.txt", incidents{o: intake.Options{Map: american, MonthFirst: true},
		profile: "generic", rows: 8, accepted: 8, first: "2026-06-01", last: "2026-06-15"}},
	{"grid-semicolon-bom.csv", incidents{o: intake.Options{Map: american, MonthFirst: true},
		profile: "generic", rows: 8, accepted: 8, first: "2026-06-01", last: "2026-06-15"}},
	{"windows-1252.csv", incidents{profile: "generic", rows: 3, accepted: 3, first: "2026-10-01", last: "2026-10-03"}},
	{"latin1-shifted-row.csv", refusal{intake.Options{}, intake.ErrFile, "no column for when it happened"}},
	{"latin1-shifted-row.csv", incidents{o: intake.Options{Map: berlin}, profile: "generic",
		rows: 6, accepted: 5, rejected: 1, reasons: map[string]int{"longitude and latitude look swapped": 1}, first: "2026-01-01", last: "2026-10-31"}},
	{"wrapped-lines.csv", incidents{o: intake.Options{Map: map[string]string{"occurred": "eventdate", "lon": "long", "category": "=street cleaning"}},
		profile: "generic", rows: 11, accepted: 4, rejected: 7, unlocated: 1, reasons: map[string]int{"wrong number of columns": 6, "date not understood": 1}, first: "2026-02-01", last: "2026-10-13"}},
	{"offsets.csv", incidents{o: intake.Options{Map: map[string]string{"reference": "service_request_id", "occurred": "requested_datetime", "category": "service_code", "lon": "long"}},
		profile: "generic", rows: 5, accepted: 5, first: "2026-01-15", last: "2026-10-25"}},
	{"utc-month-edge.csv", incidents{o: intake.Options{Map: map[string]string{"occurred": "Date", "category": "Type"}},
		profile: "stop-and-search", rows: 6, accepted: 6, unlocated: 1, first: "2026-06-01", last: "2026-06-30"}},
	{"intervals-month-first.csv", incidents{o: intake.Options{Map: atlanta, MonthFirst: true},
		profile: "generic", rows: 8, accepted: 6, rejected: 2, reasons: map[string]int{"the interval ends before it begins": 2}, first: "1926-12-24", last: "2026-10-19", flags: map[string]int{"unusually long time span": 1}}},
	{"feet-day-fractions.csv", refusal{intake.Options{Map: nypd("easting", "northing")}, intake.ErrNothing, "outside the National Grid"}},
	{"feet-day-fractions.csv", incidents{o: intake.Options{Map: nypd("", "")}, profile: "generic", rows: 3, accepted: 2, rejected: 1, unlocated: 2,
		reasons: map[string]int{"time not understood": 1}, first: "2026-01-01", last: "2026-01-04"}},
	{"no-category.csv", incidents{o: intake.Options{Map: map[string]string{"category": "=burglary"}},
		profile: "generic", rows: 3, accepted: 3, first: "2026-01-01", last: "2026-10-20", flags: map[string]int{"unusually long time span": 1}}},
	{"no-category.csv", refusal{intake.Options{}, intake.ErrFile, "no column for what happened"}},
	{"swapped.csv", incidents{profile: "generic",
		rows: 6, accepted: 4, rejected: 2, reasons: map[string]int{"longitude and latitude look swapped": 2}, first: "2026-10-01", last: "2026-10-06"}},
	{"zeros.csv", incidents{profile: "generic",
		rows: 6, accepted: 5, rejected: 1, unlocated: 3, reasons: map[string]int{"latitude is nought": 1}, first: "2026-10-01", last: "2026-10-05"}},
	{"names.csv", refusal{intake.Options{}, intake.ErrIdentity, "Victim Name, DOB, Reporter Email"}},
	{"names.csv", incidents{o: intake.Options{DropColumns: []string{"Victim Name", "DOB", "Reporter Email"}},
		profile: "generic", rows: 3, accepted: 3, first: "2026-10-01", last: "2026-10-03"}},
	{"workbook.xlsx", incidents{profile: "generic", rows: 8, accepted: 8, first: "2026-10-01", last: "2026-10-09"}},
	{"points.geojson", incidents{profile: "generic", rows: 4, accepted: 4, unlocated: 1, first: "2026-10-01", last: "2026-10-04"}},
	{"points.gpkg", refusal{intake.Options{}, intake.ErrFile, "not a kind of file"}},
	{"points.gpkg", refusal{intake.AreaOptions{Kind: geo.Ward}, intake.ErrNothing, "not an area"}},
	{"wards-4326.geojson", areas{intake.AreaOptions{Kind: geo.Ward}, 3, 0}},
	{"wards-27700.geojson", areas{intake.AreaOptions{Kind: geo.Ward}, 3, 0}},
	{"wards-3857.geojson", areas{intake.AreaOptions{Kind: geo.Ward}, 3, 0}},
	{"wards.gpkg", areas{intake.AreaOptions{Kind: geo.Ward}, 3, 0}},
	{"wards-shapefile.zip", areas{intake.AreaOptions{Kind: geo.Ward}, 3, 0}},
	{"wards.kml", areas{intake.AreaOptions{Kind: geo.Ward}, 3, 0}},
	{"wards.kmz", areas{intake.AreaOptions{Kind: geo.Ward}, 3, 0}},
	{"wards-wkt.csv", areas{intake.AreaOptions{Kind: geo.Ward}, 3, 0}},
	{"lines.geojson", refusal{intake.AreaOptions{Kind: geo.Ward}, intake.ErrNothing, "not an area"}},
	{"lines.geojson", refusal{nil, intake.ErrFile, "not an OpenStreetMap file"}},
	{"streets.osm", streets{3, 3, 2}},
	{"streets.osm.gz", streets{3, 3, 2}},
}
