//go:build !race

package intake_test

import (
	"slices"

	"hexbeat/data/intake"
	"hexbeat/geo"
)

// realFiles is the whole table. Counts are of the folders' READMEs; where these give
// none (dates, repeated references), they were counted without this program.
func realFiles() []aFile {
	return slices.Concat(readmes, realPolice, realTimed, realMessy, realAreas, realStreets)
}

// readmes are prose: no table.
var readmes = []aFile{
	{"README.md", refusal{intake.Options{}, intake.ErrFile, "no column for when it happened"}},
	{"messy/README.md", refusal{intake.Options{}, intake.ErrFile, "no column for when it happened"}},
	{"osm/README.md", refusal{nil, intake.ErrFile, "not a street map"}},
	{"police-uk/README.md", refusal{intake.Options{}, intake.ErrFile, "no column for when it happened"}},
	{"pspo/README.md", refusal{intake.AreaOptions{Kind: geo.PSPO}, intake.ErrUsage, "which column holds the boundary"}},
	{"timestamped/README.md", refusal{intake.Options{}, intake.ErrFile, "no column for when it happened"}},
	{"wards/README.md", refusal{intake.AreaOptions{Kind: geo.Ward}, intake.ErrUsage, "which column holds the boundary"}},
}

var realPolice = []aFile{
	{"police-uk/city-of-london-street-2018-04_2020-11.csv.gz", incidents{profile: "police.uk", rows: 22111, accepted: 21871, duplicates: 240, unlocated: 1699, first: "2018-04-01", last: "2020-11-30"}},
	{"police-uk/city-of-london-street-2022-07_2023-06.csv.gz", incidents{profile: "police.uk", rows: 9019, accepted: 8904, duplicates: 115, unlocated: 612, first: "2022-07-01", last: "2023-06-30"}},
	{"police-uk/met-burglary-2018-02_2021-01.csv.gz", incidents{profile: "police.uk", rows: 189639, accepted: 188122, duplicates: 1517, unlocated: 723, first: "2018-02-01", last: "2021-01-31"}},
	{"police-uk/met-burglary-oldformat-2011-01_2011-12.csv.gz", incidents{profile: "police.uk", rows: 95884, accepted: 95753, duplicates: 131, first: "2011-01-01", last: "2011-12-31"}},
	{"police-uk/met-12types-dev-boroughs-2018-02_2021-01.csv.gz", incidents{profile: "police.uk-extract", rows: 134979, accepted: 134979, first: "2018-02-01", last: "2021-01-31"}},
	{"police-uk/northumbria_asb_2022.tab.gz", incidents{o: intake.Options{Profile: byMonth}, profile: "first-of-month", rows: 39706, accepted: 39706, first: "2022-01-01", last: "2022-11-30"}},
}

var realTimed = []aFile{
	{"timestamped/lewisham-fixmystreet-2016-11_2023-06.csv.gz", incidents{o: intake.Options{Map: map[string]string{"reference": "service_request_id", "occurred": "requested_datetime",
		"category": "service_code", "lon": "long"}}, profile: "generic", rows: 11918, accepted: 11918, first: "2016-11-15", last: "2023-06-30"}},
	// Times are of UTC, so the "June" file begins on 1 June in London.
	{"timestamped/met-stop-and-search-2021-06_2022-06.csv.gz", incidents{profile: "stop-and-search", rows: 195330, accepted: 195330, unlocated: 20745, first: "2021-06-01", last: "2022-06-30"}},
	// Read as if its clock were London's, so that its hours stay the local ones.
	{"timestamped/chicago_aggravated_assaults.csv.gz", incidents{o: intake.Options{Map: map[string]string{"occurred": "date", "category": "=violence-and-sexual-offences", "location": "loc_cat"}},
		profile: "generic", rows: 148636, accepted: 148636, first: "2010-01-01", last: "2019-12-31", flags: map[string]int{"hour that happens twice": 29}}},
	{"timestamped/san_francisco_robbery.csv", incidents{o: intake.Options{Map: map[string]string{"reference": "uid", "occurred": "date_time", "category": "offense_type"}},
		profile: "generic", rows: 951, accepted: 951, first: "2019-01-01", last: "2019-12-31"}},
	// Three intervals are negative; of the ten with a time left blank, which is then a date,
	// one is.
	{"timestamped/atlanta-cobra-ytd2017.csv.gz", incidents{o: intake.Options{Map: atlanta, MonthFirst: true}, profile: "generic",
		rows: 20783, accepted: 20779, rejected: 4, reasons: map[string]int{"the interval ends before it begins": 4}, first: "1916-12-30", last: "2017-10-19", flags: map[string]int{"hour that does not exist": 4, "sensitive": 184, "unusually long time span": 182}}},
	{"timestamped/nypd-burglary-2019.csv", refusal{intake.Options{}, intake.ErrFile, "no column for what happened"}},
	{"timestamped/nypd-burglary-2019.csv", incidents{o: intake.Options{Map: map[string]string{"category": "=burglary"}}, profile: "generic", rows: 1233, accepted: 1233, first: "2019-01-01", last: "2019-12-31", flags: map[string]int{"unusually long time span": 13}}},
	// Feet of another country's grid; without them every row is one without a place. The
	// time of day is a fraction, and 0.25 may as well be 00:25.
	{"timestamped/nypd-burglary-2019-raw.csv", refusal{intake.Options{Map: nypd("easting", "northing")}, intake.ErrNothing, "outside the National Grid"}},
	{"timestamped/nypd-burglary-2019-raw.csv", incidents{o: intake.Options{Map: nypd("", "")}, profile: "generic", rows: 1233, accepted: 1207, rejected: 26, unlocated: 1207,
		reasons: map[string]int{"time not understood": 26}, first: "2019-01-01", last: "2019-12-31"}},
}

// epoch names when it happened in the Camden files: June 2019, in the American order.
var epoch = map[string]string{"reference": "ID", "occurred": "Epoch"}

func camden() incidents {
	return incidents{o: intake.Options{Map: epoch, MonthFirst: true}, profile: "generic", rows: 4075, accepted: 4075, first: "2019-06-01", last: "2019-06-01"}
}

var realMessy = []aFile{
	{"messy/camden-police-api-2019.csv", camden()},
	{"messy/DERIVED-camden-excel-unicode-utf16.txt", camden()},
	{"messy/DERIVED-camden-bng-only-semicolon-bom.csv", camden()},
	// 108 lines have too few or too many columns because records are wrapped; 1,147 more have
	// the right number and are the end of one record and the beginning of the next.
	{"messy/westminster-antisocial.csv", incidents{o: intake.Options{Map: map[string]string{"occurred": "eventdate", "category": "=street cleaning", "lon": "long"}},
		profile: "generic", rows: 1934, accepted: 679, rejected: 1255, unlocated: 4, reasons: map[string]int{"wrong number of columns": 108, "date not understood": 1147}, first: "2012-04-02", last: "2013-09-23"}},
	// A year and a month in columns of their own; one row's columns are shifted.
	{"messy/berlin-collisions-2019-semicolon.csv", incidents{o: intake.Options{Map: berlin}, profile: "generic",
		rows: 13390, accepted: 13389, rejected: 1, reasons: map[string]int{"longitude and latitude look swapped": 1}, first: "2019-01-01", last: "2019-12-31"}},
	// Three cities on three sheets with the same headings: 8,696 + 1,577 + 2,529 rows, two of them without a date.
	{"messy/us-aggravated-assaults.xlsx", incidents{o: intake.Options{Map: map[string]string{"occurred": "date", "category": "=Aggravated assault"}},
		profile: "generic", rows: 12802, accepted: 12800, rejected: 2, reasons: map[string]int{"no date": 2}, first: "2019-01-01", last: "2019-12-31"}},
	{"messy/cdmx_car_jacking.gpkg", refusal{intake.Options{}, intake.ErrFile, "not a kind of file"}},
	{"messy/chicago_police_districts.kml", areas{intake.AreaOptions{Kind: geo.Neighbourhood}, 25, 0}},
	{"messy/cdmx_car_jacking.gpkg", refusal{intake.AreaOptions{Kind: geo.Ward}, intake.ErrNothing, "not an area"}},
	{"messy/lsoa21-barking-and-dagenham-bng-shapefile.zip", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "lsoa21cd", NameField: "lsoa21nm"}, 115, 0}},
	{"messy/lewisham-wards-2022-epsg27700.geojson", areas{intake.AreaOptions{Kind: geo.Ward, CodeField: "WD22CD", NameField: "WD22NM"}, 19, 0}},
	{"messy/lewisham-wards-2022-epsg3857.geojson", areas{intake.AreaOptions{Kind: geo.Ward, CodeField: "WD22CD", NameField: "WD22NM"}, 19, 0}},
}

var realStreets = []aFile{
	{"osm/DERIVED-london-kings-cross.osm.gz", streets{1080, 2509, 2748}},
	{"osm/berlin-siegessaeule.osm.gz", streets{152, 1001, 1077}},
	{"osm/leeds-chapel-allerton.osm.gz", streets{1776, 6098, 7103}},
	{"osm/london-borough_sausage_links.osm.gz", streets{90, 250, 281}},
	{"osm/london-st_georges_cycletrack.osm.gz", streets{251, 828, 872}},
	{"osm/monaco.osm.gz", streets{907, 4717, 5110}},
	{"osm/liechtenstein.osm.pbf", streets{4931, 53615, 55189}},
	{"osm/london-kings-cross-walking-network.geojson", refusal{nil, intake.ErrFile, "not an OpenStreetMap file"}},
	{"osm/london-kings-cross-walking-network.geojson", refusal{intake.AreaOptions{Kind: geo.Ward, NameField: "highway"}, intake.ErrNothing, "not an area"}},
}

// realAreas name a code and a name column wherever a file has several.
var realAreas = []aFile{
	{"wards/wards-2013-barking-and-dagenham.geojson", areas{intake.AreaOptions{Kind: geo.Ward}, 17, 0}},
	{"wards/wards-2013-city-of-london.geojson", areas{intake.AreaOptions{Kind: geo.Ward}, 25, 0}},
	{"wards/wards-2013-kingston-upon-thames.geojson", areas{intake.AreaOptions{Kind: geo.Ward}, 16, 0}},
	{"wards/wards-2013-lewisham.geojson", areas{intake.AreaOptions{Kind: geo.Ward}, 18, 0}},
	{"wards/lewisham-wards-2022-epsg4326.geojson", areas{intake.AreaOptions{Kind: geo.Ward, CodeField: "WD22CD", NameField: "WD22NM"}, 19, 0}},
	{"wards/lewisham-borough-epsg4326.geojson", areas{intake.AreaOptions{Kind: geo.Borough, CodeField: "LAD22CD", NameField: "LAD22NM"}, 1, 0}},
	{"wards/lsoa-2011-barking-and-dagenham.geojson", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "LSOA11CD", NameField: "LSOA11NM"}, 110, 0}},
	{"wards/lsoa-2011-city-of-london.geojson", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "LSOA11CD", NameField: "LSOA11NM"}, 6, 0}},
	{"wards/lsoa-2011-kingston-upon-thames.geojson", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "LSOA11CD", NameField: "LSOA11NM"}, 98, 0}},
	{"wards/lsoa-2011-lewisham.geojson", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "LSOA11CD", NameField: "LSOA11NM"}, 169, 0}},
	{"wards/lsoa-2021-barking-and-dagenham.geojson", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "lsoa21cd", NameField: "lsoa21nm"}, 115, 0}},
	{"wards/lsoa-2021-city-of-london.geojson", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "lsoa21cd", NameField: "lsoa21nm"}, 6, 0}},
	{"wards/lsoa-2021-kingston-upon-thames.geojson", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "lsoa21cd", NameField: "lsoa21nm"}, 99, 0}},
	{"wards/lsoa-2021-lewisham.geojson", areas{intake.AreaOptions{Kind: geo.LSOA, CodeField: "lsoa21cd", NameField: "lsoa21nm"}, 175, 0}},
	{"wards/northumbria_districts.geojson", areas{intake.AreaOptions{Kind: geo.Borough, CodeField: "objectid", NameField: "district"}, 6, 0}},
	{"wards/police-neighbourhoods-dev-boroughs.geojson", areas{intake.AreaOptions{Kind: geo.Neighbourhood, NameField: "neighbourhood"}, 51, 0}},
	{"wards/london_boroughs.gpkg", areas{intake.AreaOptions{Kind: geo.Borough}, 33, 0}},
	{"wards/northumbria_wards.gpkg", areas{intake.AreaOptions{Kind: geo.Ward, NameField: "ward_name"}, 177, 0}},
	{"wards/london_wards.zip", areas{intake.AreaOptions{Kind: geo.Ward, CodeField: "GSS_CODE"}, 654, 0}},
	{"pspo/STANDIN-trafford-conservation-areas.geojson", areas{intake.AreaOptions{Kind: geo.PSPO, NameField: "site_name"}, 21, 0}},
}
