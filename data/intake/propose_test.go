package intake_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hexbeat/data/intake"
)

// unknown files of our own making, with headings as forces and councils might choose
// them: none is a profile's, and no field bears its own name. Each row is written a few
// times with different dates, so that there is something to look at.
var unknown = []struct {
	name, header string
	rows         []string // %d is the row's number, from 1
	want         map[string]string
	unsure       string // fields to look at
	refused      string
	first        intake.ProposedRow
}{
	{name: "a command and control log", header: "CAD No,Call Date,Call Time,Opening Code,Type of Incident,Grid Ref,Premises Type",
		rows: []string{"C%d,0%d/05/2026,22:15,ASB1,Begging / Vagrancy,TQ 3280 8130,Bus Stop", "C1%d,1%d/05/2026,09:40,ASB2,Noise,TQ 3290 8130,Public House"},
		want: map[string]string{"reference": "CAD No", "occurred": "Call Date", "occurred_time": "Call Time", "category": "Type of Incident", "gridref": "Grid Ref", "setting": "Premises Type"},
		first: intake.ProposedRow{Category: "begging", Known: true, Raw: "Begging / Vagrancy", Setting: "transport", Day: "2026-05-01", From: "2026-05-01T22:15:00+01:00", Precision: "minute",
			Located: true, Given: &[2]float64{532805, 181305}, GivenCRS: "EPSG:27700"}},
	{name: "a crime extract", header: "Crime Ref No,First Committed,Last Committed,Home Office Offence Group,Osx,Osy,Victim Surname,MO",
		rows: []string{"26/%d,0%d/05/2026 09:00,0%d/05/2026 17:30,Burglary,530000,181000,Secretname,Forced the rear window while the family was away and left through the garden gate with a bag of things",
			"26/1%d,1%d/05/2026 09:00,1%d/05/2026 17:30,Robbery,530100,181100,Secretname,Stopped the boy at the corner by the bridge and made him give up his telephone and his watch"},
		want:   map[string]string{"reference": "Crime Ref No", "occurred": "First Committed", "category": "Home Office Offence Group", "easting": "Osx", "northing": "Osy"},
		unsure: "occurred", refused: "Victim Surname",
		first: intake.ProposedRow{Category: "burglary", Known: true, Raw: "Burglary", Setting: "not-known", Day: "2026-05-01", From: "2026-05-01T09:00:00+01:00", Precision: "minute",
			Located: true, Given: &[2]float64{530000, 181000}, GivenCRS: "EPSG:27700"}},
	{name: "a council's contact centre", header: "Enquiry No;Raised;Subject;Site;Eastings;Northings;Customer Email",
		rows:   []string{"E%d;2026-05-0%d 10:15;Fly tipping;Outside 4 Fish Street;530000,5;181000,5;x@example.org", "E1%d;2026-05-1%d 11:15;Abandoned vehicle;Corn Market;530100,5;181100,5;y@example.org"},
		want:   map[string]string{"occurred": "Raised", "category": "Subject", "location": "Site", "easting": "Eastings", "northing": "Northings", "reference": "Enquiry No"},
		unsure: "occurred reference", refused: "Customer Email",
		first: intake.ProposedRow{Category: "fly-tipping", Known: true, Raw: "Fly tipping", Setting: "not-known", Day: "2026-05-01", From: "2026-05-01T10:15:00+01:00", Precision: "minute", Location: "Outside 4 Fish Street",
			Located: true, Given: &[2]float64{530000.5, 181000.5}, GivenCRS: "EPSG:27700"}},
	{name: "a housing provider's log", header: "Case No,Occurred On,Complaint Category,Incident Postcode,Domestic?,Alcohol?,Latitude WGS84,Longitude WGS84",
		rows: []string{"H%d,0%d May 2026,Noise nuisance,SE1 7PB,Yes,No,51.50125,-0.12075", "H1%d,1%d May 2026,Dog fouling,SE1 7PB,No,Yes,51.50225,-0.12175"},
		want: map[string]string{"reference": "Case No", "occurred": "Occurred On", "category": "Complaint Category", "postcode": "Incident Postcode", "lat": "Latitude WGS84", "lon": "Longitude WGS84"},
		first: intake.ProposedRow{Category: "noise", Known: true, Raw: "Noise nuisance", Tags: []string{"domestic"}, Setting: "not-known", Day: "2026-05-01", From: "2026-05-01T00:00:00+01:00", Precision: "day", Flags: []string{"sensitive"},
			Located: true, Given: &[2]float64{-0.12075, 51.50125}, GivenCRS: "EPSG:4326"}},
	{name: "a transport operator's list", header: "Log Ref,Date Time,Nature,Location Description,Coord X,Coord Y",
		rows:   []string{"T%d,0%d.05.2026 22:15,Graffiti,Platform 2 Wherry Street station,530000.12,181000.34", "T1%d,1%d.05.2026 23:15,Vandalism,Bus station bay 4,530100.12,181100.34"},
		want:   map[string]string{"reference": "Log Ref", "occurred": "Date Time", "category": "Nature", "location": "Location Description", "easting": "Coord X", "northing": "Coord Y"},
		unsure: "easting northing",
		first: intake.ProposedRow{Category: "graffiti", Known: true, Raw: "Graffiti", Setting: "not-known", Day: "2026-05-01", From: "2026-05-01T22:15:00+01:00", Precision: "minute", Location: "Platform 2 Wherry Street station",
			Located: true, Given: &[2]float64{530000.12, 181000.34}, GivenCRS: "EPSG:27700"}},
	{name: "no heading says anything", header: "A,B,C,D,E,F",
		rows:   []string{"X%d,0%d/05/2026 22:15,Criminal damage,51.50125,-0.12075,Fish Street", "X1%d,1%d/05/2026 09:15,Shoplifting,51.50225,-0.12175,Corn Market Place"},
		want:   map[string]string{"occurred": "B", "category": "C", "lat": "D", "lon": "E", "location": "F"},
		unsure: "occurred lat lon location",
		first: intake.ProposedRow{Category: "criminal-damage-and-arson", Known: true, Raw: "Criminal damage", Setting: "not-known", Day: "2026-05-01", From: "2026-05-01T22:15:00+01:00", Precision: "minute", Location: "Fish Street",
			Located: true, Given: &[2]float64{-0.12075, 51.50125}, GivenCRS: "EPSG:4326"}},
	{name: "the month first, and a system of its own words", header: "Incident Number,Event Date,Event Category,Event Sub Type,Long,Lat",
		rows: []string{"9%d,05/1%d/2026,ASB,Street drinkers,-0.12075,51.50125", "8%d,05/2%d/2026,ASB,Swan feeding,-0.12175,51.50225"},
		want: map[string]string{"reference": "Incident Number", "occurred": "Event Date", "category": "Event Category", "subcategory": "Event Sub Type", "lon": "Long", "lat": "Lat"},
		first: intake.ProposedRow{Category: "street-drinking", Known: true, Raw: "Street drinkers", Setting: "not-known", Day: "2026-05-11", From: "2026-05-11T00:00:00+01:00", Precision: "day",
			Located: true, Given: &[2]float64{-0.12075, 51.50125}, GivenCRS: "EPSG:4326"}},
	{name: "Web Mercator and months", header: "Offence ID,Month,Offence Classification,Geo X,Geo Y,Street Name",
		rows:   []string{"M%d,2026-0%d,Vehicle crime,-13441.5,6709800.1,On or near Fish Street", "N%d,2026-0%d,Public order,-13551.5,6709900.1,On or near Corn Market"},
		want:   map[string]string{"reference": "Offence ID", "occurred": "Month", "category": "Offence Classification", "easting": "Geo X", "northing": "Geo Y", "location": "Street Name"},
		unsure: "easting northing",
		first: intake.ProposedRow{Category: "vehicle-crime", Known: true, Raw: "Vehicle crime", Setting: "not-known", Day: "2026-01-01", From: "2026-01-01T00:00:00Z", Precision: "month", Location: "On or near Fish Street",
			Located: true, Given: &[2]float64{-13441.5, 6709800.1}, GivenCRS: "EPSG:3857", Fix: "snapped"}},
	{name: "commas for decimals and stops between thousands", header: "Offence No;Offence Date;Offence Type;OS Easting;OS Northing",
		rows: []string{"P%d;0%d/05/2026;Robbery;530.000,5;181.000,25", "Q%d;1%d/05/2026;Burglary;530.100,5;181.100,25"},
		want: map[string]string{"reference": "Offence No", "occurred": "Offence Date", "category": "Offence Type", "easting": "OS Easting", "northing": "OS Northing"},
		first: intake.ProposedRow{Category: "robbery", Known: true, Raw: "Robbery", Setting: "not-known", Day: "2026-05-01", From: "2026-05-01T00:00:00+01:00", Precision: "day",
			Located: true, Given: &[2]float64{530000.5, 181000.25}, GivenCRS: "EPSG:27700"}},
	{name: "reported, not happened", header: "Service Request ID,Service Code,Requested Datetime,Lat,Long,Interface Used",
		rows:   []string{"1%d,Graffiti,2026-05-0%dT08:19:25+01:00,51.50125,-0.12075,Web", "2%d,Fly-Tipping,2026-05-1%dT08:19:25+01:00,51.50225,-0.12175,iOS"},
		want:   map[string]string{"reference": "Service Request ID", "category": "Service Code", "occurred": "Requested Datetime", "lat": "Lat", "lon": "Long", "provenance": "Interface Used"},
		unsure: "occurred",
		first: intake.ProposedRow{Category: "graffiti", Known: true, Raw: "Graffiti", Setting: "not-known", Day: "2026-05-01", From: "2026-05-01T08:19:25+01:00", Precision: "minute",
			Located: true, Given: &[2]float64{-0.12075, 51.50125}, GivenCRS: "EPSG:4326"}},
}

// unknownFile writes a file of nine rows of each kind.
func unknownFile(t *testing.T, header string, rows []string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(header + "\n")
	for n := 1; n < 10; n++ {
		for _, r := range rows {
			for strings.Contains(r, "%d") {
				r = strings.Replace(r, "%d", fmt.Sprint(n), 1)
			}
			b.WriteString(r + "\n")
		}
	}
	return write(t, "extract.csv", []byte(b.String()))
}

func TestProposeUnknown(t *testing.T) {
	s := store(t)
	for _, c := range unknown {
		t.Run(c.name, func(t *testing.T) {
			p, err := intake.Propose(t.Context(), s, owner, []string{unknownFile(t, c.header, c.rows)}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if p.Profile != "generic" || len(p.Missing) != 0 || p.Ready != (c.refused == "") || strings.Join(p.RefusedColumns, ",") != c.refused {
				t.Errorf("profile %s, ready %v, missing %v, refused %v", p.Profile, p.Ready, p.Missing, p.RefusedColumns)
			}
			if !maps.Equal(p.Map, c.want) {
				t.Errorf("\n got %v\nwant %v", p.Map, c.want)
			}
			var unsure []string
			for _, f := range p.Fields {
				if f.Reason == "" || f.Column == "" || len(f.Samples) > 3 {
					t.Errorf("field %+v", f)
				}
				if !f.Sure {
					unsure = append(unsure, f.Field)
				}
			}
			want := strings.Fields(c.unsure)
			slices.Sort(unsure)
			slices.Sort(want)
			if !slices.Equal(unsure, want) {
				t.Errorf("to look at: %v, want %v", unsure, want)
			}
			sameRow(t, p.Rows[0], c.first)
			if text, err := json.Marshal(p); err != nil || strings.Contains(string(text), "Secretname") || strings.Contains(string(text), "example.org") || strings.Contains(string(text), "Forced the rear") {
				t.Errorf("what nobody may see is in the proposal: %v\n%s", err, text)
			}
		})
	}
}

// sameRow compares what a test says of a row; the point in degrees is another's test.
func sameRow(t *testing.T, got, want intake.ProposedRow) {
	t.Helper()
	if want.Fix == "" {
		want.Fix = "exact"
	}
	if got.Located != (got.Point != nil) {
		t.Errorf("located %v at %v", got.Located, got.Point)
	}
	got.File, got.Line, got.To, got.Point = "", 0, "", nil
	if len(got.Tags) == 0 && len(want.Tags) == 0 {
		want.Tags = got.Tags
	}
	if len(got.Flags) == 0 && len(want.Flags) == 0 {
		want.Flags = got.Flags
	}
	g, _ := json.Marshal(got)
	w, _ := json.Marshal(want)
	if string(g) != string(w) {
		t.Errorf("\n got %s\nwant %s", g, w)
	}
}

// An import that is told what the proposal found reads the same.
func TestAProposalIsReadByAnImport(t *testing.T) {
	for _, c := range unknown {
		t.Run(c.name, func(t *testing.T) {
			s := store(t)
			file := unknownFile(t, c.header, c.rows)
			p, err := intake.Propose(t.Context(), s, owner, []string{file}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{Profile: p.Profile, Map: p.Map, Units: p.Reading(), DropColumns: p.RefusedColumns})
			if err != nil || rep.Accepted != 18 || rep.Rejected != 0 {
				t.Fatalf("%+v, %v", rep, err)
			}
			got := keptOf(t, s)[0]
			if got.category != c.first.Category || got.precision != c.first.Precision || got.x != c.first.Given[0] || got.y != c.first.Given[1] || got.crs != c.first.GivenCRS ||
				got.tags != strings.Join(c.first.Tags, ";") || got.location != c.first.Location {
				t.Errorf("got %+v, want %+v", got, c.first)
			}
		})
	}
}

// What looks wrong is said and never mended by guess.
func TestProposeSaysWhatLooksWrong(t *testing.T) {
	s := store(t)
	for _, c := range []struct{ name, text, field, reason string }{
		{"swapped", "occurred,category,longitude,latitude\n2026-05-01,Noise,51.5012,-0.1207\n2026-05-02,Noise,51.5013,-0.1208\n", "lon", "look swapped"},
		{"no day above 12", "Date,Crime type\n" + strings.Repeat("01/02/2026,Noise\n02/03/2026,Begging\n", 10), "occurred", "cannot be told whether the day or the month comes first"},
		{"both orders", "Date,Crime type\n" + strings.Repeat("31/01/2026,Noise\n01/31/2026,Begging\n", 10), "occurred", "they cannot all be right"},
		{"first of the month", "Date,Crime type\n" + strings.Repeat("2026-05-01,Noise\n2026-06-01,Begging\n", 10), "occurred", "only the month is taken as known"},
		{"a spreadsheet's days", "Date,Crime type\n45000,Noise\n45001,Begging\n", "occurred", "count of days"},
		{"no dates at all", "Date,Crime type\nsomeday,Noise\nnever,Begging\n", "occurred", "not understood as dates"},
		{"references that repeat", "Ref,Date,Crime type\n1,2026-05-03,Noise\n1,2026-05-04,Begging\n", "reference", "rows of one reference are one incident"},
		{"words for no place", "Date,Crime type,Location type\n2026-05-03,Noise,zone 4\n2026-05-04,Begging,zone 5\n", "setting", "no kind of place"},
		{"an empty column", "Date,Crime type,Location\n2026-05-03,Noise,\n2026-05-04,Begging,\n", "location", "empty in the first rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := intake.Propose(t.Context(), s, owner, []string{write(t, "f.csv", []byte(c.text))}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(p.Fields, func(f intake.ProposedField) bool { return f.Field == c.field })
			if i < 0 || p.Fields[i].Sure || !strings.Contains(p.Fields[i].Reason, c.reason) {
				t.Errorf("%+v", p.Fields)
			}
		})
	}
}

func TestProposeMissing(t *testing.T) {
	s := store(t)
	p, err := intake.Propose(t.Context(), s, owner, []string{write(t, "f.csv", []byte("occurred,longitude,latitude,colour\n2026-05-01,-0.12,51.5,red\n"))}, intake.Options{})
	if err != nil || p.Ready || len(p.Missing) != 1 || p.Missing[0].Field != "category" || len(p.Rows) != 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	p, err = intake.Propose(t.Context(), s, owner, []string{write(t, "f.csv", []byte("Date,Crime type,Location,LOCATION\n2026-05-01,Noise,a,b\n"))}, intake.Options{})
	if err != nil || p.Ready || len(p.Missing) != 1 || p.Missing[0].Field != "location" {
		t.Errorf("two columns of one name: %+v, %v", p, err)
	}
	p, err = intake.Propose(t.Context(), s, owner, []string{write(t, "f.csv", []byte("occurred,longitude,latitude,colour\n2026-05-01,-0.12,51.5,red\n"))}, intake.Options{Map: map[string]string{"category": "=Noise"}})
	if err != nil || !p.Ready || p.Constants["category"] != "Noise" || p.Rows[0].Category != "noise" {
		t.Errorf("%+v, %v", p, err)
	}
}

// Two saved profiles that fit a file equally well are a question, in a proposal and in
// an import.
func TestTies(t *testing.T) {
	s := store(t)
	for _, name := range []string{"north", "south"} {
		p := intake.Profile{Name: name, Title: name, Required: []string{"occurred", "category"}, Columns: map[string][]string{"occurred": {"Wann"}, "category": {"Was"}}}
		if err := intake.SaveProfile(t.Context(), s, owner, p); err != nil {
			t.Fatal(err)
		}
	}
	file := []string{write(t, "f.csv", []byte("Wann,Was\n2026-05-01,Noise\n"))}
	p, err := intake.Propose(t.Context(), s, owner, file, intake.Options{})
	if err != nil || !slices.Equal(p.Fits, []string{"north", "south"}) || p.Ready {
		t.Errorf("%+v, %v", p, err)
	}
	_, err = intake.Incidents(t.Context(), s, owner, file, intake.Options{})
	if err == nil || !strings.Contains(err.Error(), "north or south") {
		t.Errorf("import: %v", err)
	}
	if rep, err := intake.Incidents(t.Context(), s, owner, file, intake.Options{Profile: "south"}); err != nil || rep.Profile != "south" {
		t.Errorf("named: %+v, %v", rep, err)
	}
}

// A profile may lie in a file of its own, and one that does not fit says what it needs.
func TestProfileFile(t *testing.T) {
	s := store(t)
	toml := write(t, "mine.toml", []byte("name = \"mine\"\ntitle = \"Mine\"\nsource = \"me\"\ndates = \"month-first\"\nrequired = [\"occurred\"]\ncategory = \"Noise\"\n[columns]\noccurred = [\"Wann\"]\n"))
	rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "f.csv", []byte("Wann,Was\n05/13/2026,x\n"))}, intake.Options{Profile: toml})
	if err != nil || rep.Profile != "mine" || rep.Source != "me" || rep.FirstDate != "2026-05-13" {
		t.Errorf("%+v, %v", rep, err)
	}
	_, err = intake.Incidents(t.Context(), s, owner, []string{write(t, "g.csv", []byte("occurred,category\n2026-05-01,x\n"))}, intake.Options{Profile: toml})
	if err == nil || !strings.Contains(err.Error(), "occurred (Wann)") {
		t.Errorf("a file it does not fit: %v", err)
	}
	_, err = intake.Incidents(t.Context(), s, owner, []string{write(t, "g.csv", []byte("occurred,category\n2026-05-01,x\n"))}, intake.Options{Profile: "nobody's"})
	if err == nil || !strings.Contains(err.Error(), "police.uk") {
		t.Errorf("a profile there is not: %v", err)
	}
}

// The real files get the right profile or a sensible map.
func TestProposeRealFiles(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA is not set: it names the folder with the public data files. TestProposeUnknown covers the same ground.")
	}
	s := store(t)
	for _, c := range []struct{ file, profile, fields, missing string }{
		{"police-uk/city-of-london-street-2018-04_2020-11.csv.gz", "police.uk", "reference occurred category lon lat location force", ""},
		{"police-uk/met-burglary-oldformat-2011-01_2011-12.csv.gz", "police.uk", "reference occurred category lon lat location force", ""},
		{"police-uk/met-12types-dev-boroughs-2018-02_2021-01.csv.gz", "police.uk-extract", "occurred category lon lat", ""},
		{"police-uk/northumbria_asb_2022.tab.gz", "generic", "occurred lon lat location", "category"},
		{"timestamped/met-stop-and-search-2021-06_2022-06.csv.gz", "stop-and-search", "occurred raw_category tags lon lat", ""},
		{"timestamped/lewisham-fixmystreet-2016-11_2023-06.csv.gz", "generic", "reference occurred category lon lat provenance", ""},
		{"timestamped/chicago_aggravated_assaults.csv.gz", "generic", "occurred setting lon lat", "category"},
		{"timestamped/san_francisco_robbery.csv", "generic", "reference occurred category lon lat", ""},
		{"timestamped/atlanta-cobra-ytd2017.csv.gz", "generic", "reference occurred_from occurred_from_time occurred_to occurred_to_time recorded category lon lat location", ""},
		{"timestamped/nypd-burglary-2019.csv", "generic", "occurred_from occurred_to lon lat", "category"},
		{"messy/camden-police-api-2019.csv", "generic", "reference occurred category setting lon lat easting northing location", ""},
		{"messy/DERIVED-camden-excel-unicode-utf16.txt", "generic", "reference occurred category lon lat easting northing location", ""},
		{"messy/DERIVED-camden-bng-only-semicolon-bom.csv", "generic", "reference occurred category easting northing location", ""},
		{"messy/westminster-antisocial.csv", "generic", "occurred lon lat location", "category"},
		{"messy/berlin-collisions-2019-semicolon.csv", "generic", "reference lon lat", "occurred category"},
		{"messy/us-aggravated-assaults.xlsx", "generic", "occurred setting lon lat", "category"},
	} {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			p, err := intake.Propose(t.Context(), s, owner, []string{filepath.Join(root, "real", filepath.FromSlash(c.file))}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var fields, missing []string
			for _, f := range p.Fields {
				fields = append(fields, f.Field)
			}
			for _, m := range p.Missing {
				missing = append(missing, m.Field)
			}
			if p.Profile != c.profile || strings.Join(fields, " ") != c.fields || strings.Join(missing, " ") != c.missing {
				t.Errorf("profile %s, fields %v, missing %v", p.Profile, fields, missing)
			}
			for _, r := range p.Rows {
				if r.Fault != nil {
					t.Errorf("line %d: %+v", r.Line, *r.Fault)
				}
			}
		})
	}
}
