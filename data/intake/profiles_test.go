package intake_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/hotspot"
)

// kept is what a test compares of a record.
type kept struct {
	reference, category, raw, tags, setting, from, precision, recorded string
	x, y                                                               float64
	crs, fix, location                                                 string
}

func keptOf(t *testing.T, s *data.Store) []kept {
	t.Helper()
	var out []kept
	err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
		k := kept{reference: r.Reference, category: r.Category, raw: r.Raw, tags: strings.Join(r.Tags, ";"), setting: r.Setting.String(), from: r.From.Format("2006-01-02T15:04Z"), precision: r.Precision.String(), location: r.Location}
		if !r.Recorded.IsZero() {
			k.recorded = r.Recorded.Format("2006-01-02T15:04Z")
		}
		if r.Located {
			k.x, k.y, k.crs, k.fix = r.GivenX, r.GivenY, r.GivenCRS, r.Fix.String()
		}
		out = append(out, k)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Each shipped profile is recognised by a small file of its kind and reads it. The
// headers of data.police.uk and of London Fire Brigade are the publishers'; the others
// are of our own making, as the profiles say.
var profileFiles = []struct {
	name, profile, source, text string
	want                        []kept
}{
	{"street", "police.uk", "police.uk", policeHeader + policeRow("a1", "2019-05", "-0.08", "51.51", "Violent crime"),
		[]kept{{"a1", "violence-and-sexual-offences", "Violent crime", "", "not-known", "2019-04-30T23:00Z", "month", "", -0.08, 51.51, "EPSG:4326", "snapped", "On or near A, B"}}},
	{"the 2011 form", "police.uk-2011", "police.uk",
		"Month,Reported by,Falls within,Easting,Northing,Location,Crime type,Context\n2011-08,X Police,X Police,530000,181000,On or near A,Public Disorder and Weapons,\n",
		[]kept{{"", "public-order", "Public Disorder and Weapons", "", "not-known", "2011-07-31T23:00Z", "month", "", 530000, 181000, "EPSG:27700", "snapped", "On or near A"}}},
	{"rows taken through a tool", "police.uk-extract", "police.uk extract",
		"Month,Borough,Longitude,Latitude,Crime type\n2018-12,Y,0.067809,51.53887,Other theft\n",
		[]kept{{"", "other-theft", "Other theft", "", "not-known", "2018-12-01T00:00Z", "month", "", 0.067809, 51.53887, "EPSG:4326", "snapped", ""}}},
	{"searches", "stop-and-search", "stop and search",
		"Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing\n" +
			"Person search,2021-05-31T23:00:00+00:00,False,,51.48,-0.1,Male,18-24,A,B,Misuse of Drugs Act 1971 (section 23),Controlled drugs,Arrest,,False\n",
		[]kept{{"", "stop-and-search", "Person search", "search-drugs", "not-known", "2021-05-31T23:00Z", "minute", "", -0.1, 51.48, "EPSG:4326", "snapped", ""}}},
	{"a council's log", "council-asb", "log",
		"Case Ref,Date Received,Incident Date,Incident Time,ASB Type,Location Type,Street Name,Ward,Easting,Northing,Status\n" +
			"A/17,03/05/2026,02/05/2026,21:40,Street drinkers,Park,Fish Street,North,530000,181000,Closed\nA/18,03/05/2026,02/05/2026,,Swan feeding,,Fish Street,North,,,Open\n",
		[]kept{{"A/17", "street-drinking", "Street drinkers", "", "open-space", "2026-05-02T20:40Z", "minute", "2026-05-02T23:00Z", 530000, 181000, "EPSG:27700", "exact", "Fish Street"},
			{"A/18", "anti-social-behaviour", "Swan feeding", "", "not-known", "2026-05-01T23:00Z", "day", "2026-05-02T23:00Z", 0, 0, "", "", "Fish Street"}}},
	{"a fire service's list", "fire-service", "fire service",
		"IncidentNumber,DateOfCall,CalYear,TimeOfCall,HourOfCall,IncidentGroup,StopCodeDescription,SpecialServiceType,PropertyCategory,PropertyType,Postcode_district,Easting_m,Northing_m,Easting_rounded,Northing_rounded,FRS\n" +
			"000001-01012026,01/01/2026,2026,00:01:31,0,Fire,Secondary Fire,,Outdoor,Small refuse container,E1,534012,181234,534050,181250,London\n000002-01012026,01/01/2026,2026,00:02:00,0,False Alarm,AFA,,Dwelling,House,E1,,,534050,181250,London\n",
		[]kept{{"000001-01012026", "fire", "Secondary Fire", "", "open-space", "2026-01-01T00:01Z", "minute", "", 534012, 181234, "EPSG:27700", "exact", ""},
			{"000002-01012026", "fire-false-alarm", "AFA", "", "dwelling", "2026-01-01T00:02Z", "minute", "", 0, 0, "", "", ""}}},
	{"a fire service's list that knows why", "fire-service", "fire service",
		"IRS number,Date of fire,Fire type,Cause,Easting,Northing\n1,01/01/2026,Primary fire,Deliberate,534012,181234\n2,01/01/2026,Primary fire,Accidental,534012,181234\n3,01/01/2026,Deliberate secondary fire,,534012,181234\n",
		[]kept{{"1", "deliberate-fire", "Deliberate", "", "not-known", "2026-01-01T00:00Z", "day", "", 534012, 181234, "EPSG:27700", "exact", ""},
			{"2", "accidental-fire", "Accidental", "", "not-known", "2026-01-01T00:00Z", "day", "", 534012, 181234, "EPSG:27700", "exact", ""},
			{"3", "deliberate-secondary-fire", "Deliberate secondary fire", "", "not-known", "2026-01-01T00:00Z", "day", "", 534012, 181234, "EPSG:27700", "exact", ""}}},
	{"hospital assaults", "hospital-assaults", "hospital",
		"Assault date,Assault time,Arrival date,Arrival time,Assault location,Assault location type,Weapon,Age band\n02/05/2026,23:30,03/05/2026,00:40,The Dolphin on Fish Street,Pub,Glass or bottle,18-24\n02/05/2026,,03/05/2026,00:40,,Home,Cutlass,25-34\n",
		[]kept{{"", "hospital-assault", "hospital-assault", "glass", "licensed", "2026-05-02T22:30Z", "minute", "2026-05-02T23:40Z", 0, 0, "", "", "The Dolphin on Fish Street"},
			{"", "hospital-assault", "hospital-assault", "cutlass", "dwelling", "2026-05-01T23:00Z", "day", "2026-05-02T23:40Z", 0, 0, "", "", ""}}},
	{"a force's export", "force-export", "log",
		"Crime Number,Offence,Committed From Date,Committed From Time,Committed To Date,Committed To Time,Recorded Date,Easting,Northing,Street,DA Flag,Knife Flag,Beat\n" +
			"2600001,Burglary - Residential,12/05/2026,0900,12/05/2026,1730,13/05/2026,530000,181000,Curlew Avenue,N,,B1\n2600002,ABH,13/05/2026,22:15,,,13/05/2026,530000,181000,Curlew Avenue,Y,yes,B1\n",
		[]kept{{"2600001", "burglary", "Burglary - Residential", "", "dwelling", "2026-05-12T08:00Z", "interval", "2026-05-12T23:00Z", 530000, 181000, "EPSG:27700", "exact", "Curlew Avenue"},
			{"2600002", "violence-and-sexual-offences", "ABH", "domestic;knife", "not-known", "2026-05-13T21:15Z", "minute", "2026-05-12T23:00Z", 530000, 181000, "EPSG:27700", "exact", "Curlew Avenue"}}},
	{"an exchange between partners", "si-2007-1831", "log",
		"Category,Sub-category,Date,Time,Location\nPublic safety/welfare,Concern for safety,01/07/2026,10:00,Fish Street\nTheft and handling stolen goods,,01/07/2026,11:00,Corn Market\n",
		[]kept{{"", "public-safety-and-welfare", "Concern for safety", "", "not-known", "2026-07-01T09:00Z", "minute", "", 0, 0, "", "", "Fish Street"},
			{"", "other-theft", "Theft and handling stolen goods", "", "not-known", "2026-07-01T10:00Z", "minute", "", 0, 0, "", "", "Corn Market"}}},
}

func TestShippedProfiles(t *testing.T) {
	for _, c := range profileFiles {
		t.Run(c.name, func(t *testing.T) {
			s := store(t)
			rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "log.csv", []byte(c.text))}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if rep.Profile != c.profile || rep.Source != c.source || rep.Rejected != 0 {
				t.Errorf("profile %s, source %s, %d rejected: %v", rep.Profile, rep.Source, rep.Rejected, rep.Reasons)
			}
			if got := keptOf(t, s); !slices.Equal(got, c.want) {
				t.Errorf("\n got %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestEveryShippedProfileHasAFile(t *testing.T) {
	all, err := intake.Profiles(t.Context(), nil, owner)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		tested := p.Name == "police.uk-outcomes" // TestOutcomes
		for _, c := range profileFiles {
			tested = tested || c.profile == p.Name
		}
		if !tested {
			t.Errorf("no file tests profile %s", p.Name)
		}
	}
}

// Searches and hospital records are there and count nowhere unless they are named.
func TestLayersOfTheirOwn(t *testing.T) {
	s := store(t)
	for _, c := range profileFiles {
		if c.profile == "stop-and-search" || c.profile == "hospital-assaults" || c.profile == "force-export" {
			if _, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "log.csv", []byte(c.text))}, intake.Options{Source: c.name}); err != nil {
				t.Fatal(err)
			}
		}
	}
	snap, err := s.Snapshot(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	count := func(names ...string) int {
		t.Helper()
		m, err := hotspot.Matching(snap, hotspot.Question{Window: hotspot.Window{From: hotspot.Date(2021, 1, 1), To: hotspot.Date(2026, 12, 31)}, Categories: names})
		if err != nil {
			t.Fatal(err)
		}
		return len(m.Located) + len(m.Unlocated)
	}
	if all, hospital, search := count(), count("hospital-assault"), count("Stop and search"); all != 2 || hospital != 2 || search != 1 {
		t.Errorf("%d without names, %d hospital, %d searches", all, hospital, search)
	}
	sensitive := 0
	for i, f := range snap.Flags {
		if f&hotspot.FlagSensitive != 0 {
			sensitive++
			if id := snap.Categories[snap.Category[i]].ID; id == "stop-and-search" || id == "burglary" {
				t.Errorf("a row of %s is sensitive", id)
			}
		}
	}
	if sensitive != 3 { // two of the hospital, one tagged domestic
		t.Errorf("%d sensitive rows, want 3", sensitive)
	}
}

const outcomeHeader = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n"

func outcomeRow(id, month, text string) string {
	return id + "," + month + ",X,X,-0.08,51.51,On or near A,E01,City 001," + text + "\n"
}

func TestOutcomes(t *testing.T) {
	s := store(t)
	outcomes := write(t, "2019-06-x-outcomes.csv", []byte(outcomeHeader+outcomeRow("a1", "2019-06", "Suspect charged")+outcomeRow("a1", "2019-06", "Suspect charged")+
		outcomeRow("zz", "2019-06", "Suspect charged")+outcomeRow("", "2019-06", "Suspect charged")))
	if _, err := intake.Incidents(t.Context(), s, owner, []string{outcomes}, intake.Options{}); !errors.Is(err, intake.ErrNothing) {
		t.Errorf("outcomes of nothing: %v", err)
	}
	if _, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "street.csv", []byte(policeFile))}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	before, err := s.Snapshot(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := intake.Incidents(t.Context(), s, owner, []string{outcomes}, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if rep.Profile != "police.uk-outcomes" || rep.Source != "police.uk" || rep.Rows != 4 || rep.Accepted != 1 || rep.Duplicates != 1 || rep.Rejected != 2 || rep.Unmatched != 1 {
		t.Errorf("%+v", rep)
	}
	after, err := s.Snapshot(t.Context(), owner)
	if err != nil || after.Len() != before.Len() {
		t.Errorf("%d incidents became %d, %v", before.Len(), after.Len(), err)
	}
	// The same file again finds nothing new; a later one adds to what was said.
	if rep, err = intake.Incidents(t.Context(), s, owner, []string{outcomes}, intake.Options{}); err != nil || rep.Accepted != 0 || rep.Duplicates != 2 {
		t.Errorf("again: %+v, %v", rep, err)
	}
	later := write(t, "2019-09-x-outcomes.csv", []byte(outcomeHeader+outcomeRow("a1", "2019-09", "Offender fined")))
	if rep, err = intake.Incidents(t.Context(), s, owner, []string{later}, intake.Options{}); err != nil || rep.Accepted != 1 {
		t.Errorf("later: %+v, %v", rep, err)
	}
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
		want := ""
		if r.Reference == "a1" {
			want = "Offender fined"
			all, err := s.Outcomes(t.Context(), owner, r.ID)
			if err != nil || len(all) != 2 || all[0] != (data.IncidentOutcome{Day: hotspot.Date(2019, 6, 1), Text: "Suspect charged"}) {
				t.Errorf("outcomes %+v, %v", all, err)
			}
		}
		if r.Outcome != want {
			t.Errorf("%s: outcome %q, want %q", r.Reference, r.Outcome, want)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// A month as data.police.uk packs it: the outcomes, which come first by name, find the
// crimes of the same file. A dry run keeps nothing.
func TestOutcomesBesideTheirCrimes(t *testing.T) {
	s := store(t)
	file := write(t, "month.zip", zipped("2019-05/2019-05-x-outcomes.csv", outcomeHeader+outcomeRow("a1", "2019-06", "Suspect charged"), "2019-05/2019-05-x-street.csv", policeFile))
	for _, o := range []intake.Options{{DryRun: true}, {}} {
		rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, o)
		if err != nil || rep.Profile != "police.uk" || rep.Rows != 6 || rep.Accepted != 5 || rep.Duplicates != 1 || rep.Unmatched != 0 {
			t.Fatalf("%+v, %v", rep, err)
		}
	}
	said := 0
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
		if r.Outcome != "" {
			said++
		}
		return nil
	}); err != nil || said != 1 {
		t.Errorf("%d outcomes, %v", said, err)
	}
	if rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{}); err != nil || rep.AlreadyIn == 0 {
		t.Errorf("the same bytes again: %+v, %v", rep, err)
	}
}
