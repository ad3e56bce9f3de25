package intake_test

import (
	"slices"
	"strings"
	"testing"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/hotspot"
)

const councilLog = `reference,occurred,category,subcategory,tags,setting,location
1,2026-05-01,ASB,Begging / Vagrancy,,Bus Stop,A
2,2026-05-01,ASB,Rowdy / Inconsiderate Behaviour,,park,B
3,2026-05-02,ASB,Swan feeding,,Public House,C
4,2026-05-02,Swan feeding,,,the moon,D
5,2026-05-03,Swan feeding,,domestic,on the street outside,E
6,2026-05-03,Domestic violence,,,dwelling,F
7,2026-05-03,,Noise nuisance,,not recorded,G
8,2026-05-03,Burglary,Begging,,,H
9,2026-05-03,Burglary - Residential,,,,I
10,2026-05-03,ASB,,,the moon,J
`

func TestWhat(t *testing.T) {
	s := store(t)
	rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "log.csv", []byte(councilLog))}, intake.Options{Map: map[string]string{"subcategory": "subcategory"}})
	if err != nil {
		t.Fatal(err)
	}
	type read struct{ category, raw, setting, tags, word string }
	want := []read{
		{"begging", "Begging / Vagrancy", "transport", "", ""},
		{"inconsiderate-behaviour", "Rowdy / Inconsiderate Behaviour", "open-space", "", ""},
		{"anti-social-behaviour", "Swan feeding", "licensed", "", ""}, // a closer label nobody knows stays with the wider
		{"swan-feeding", "Swan feeding", "not-known", "", "the moon"},
		{"swan-feeding", "Swan feeding", "street", "domestic", ""},
		{"domestic-abuse", "Domestic violence", "dwelling", "domestic", ""},
		{"noise", "Noise nuisance", "not-known", "", ""},
		{"burglary", "Begging", "not-known", "", ""}, // begging is no kind of burglary
		{"burglary", "Burglary - Residential", "dwelling", "", ""},
		{"anti-social-behaviour", "ASB", "not-known", "", "the moon"},
	}
	var got []read
	err = s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
		got = append(got, read{r.Category, r.Raw, r.Setting.String(), strings.Join(r.Tags, ";"), r.SettingWord})
		return nil
	})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
	if !slices.Equal(rep.Unmapped, []intake.LabelCount{{Label: "Swan feeding", Count: 3}}) || rep.UnmappedLabels != 1 {
		t.Errorf("unmapped %+v", rep.Unmapped)
	}
	if !slices.Equal(rep.UnknownSettings, []intake.LabelCount{{Label: "the moon", Count: 2}}) {
		t.Errorf("settings %+v", rep.UnknownSettings)
	}
	if c := rep.CatchAll; c == nil || c.Count != 1 || c.Of != 5 || c.Share != 0.2 || c.Labels[0].Label != "Rowdy / Inconsiderate Behaviour" {
		t.Errorf("catch-all %+v", c)
	}
	if !slices.Contains(rep.Recoded, intake.Recoded{Label: "ASB", Category: "anti-social-behaviour", Count: 1}) ||
		!slices.Contains(rep.Recoded, intake.Recoded{Label: "Noise nuisance", Category: "noise", Count: 1}) {
		t.Errorf("recoded %+v", rep.Recoded)
	}
	snap, err := s.Snapshot(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	sensitive := 0
	for _, f := range snap.Flags {
		if f&hotspot.FlagSensitive != 0 {
			sensitive++
		}
	}
	if sensitive != 2 { // the tag, and the category
		t.Errorf("%d sensitive rows, want 2", sensitive)
	}
}

// The sample's shape: the category is police.uk's and the source's own label lies beside
// it, so the catch-all is found by the label and nothing is re-coded.
func TestCatchAllByRawLabel(t *testing.T) {
	s := store(t)
	text := "occurred,category,raw_category\n2026-05-01,anti-social-behaviour,Inconsiderate behaviour\n2026-05-01,anti-social-behaviour,Begging\n2026-05-01,burglary,Inconsiderate behaviour\n"
	rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "log.csv", []byte(text))}, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c := rep.CatchAll; c == nil || c.Count != 1 || c.Of != 2 {
		t.Errorf("catch-all %+v", c)
	}
	if len(rep.Recoded) != 0 || len(rep.Unmapped) != 0 {
		t.Errorf("recoded %+v, unmapped %+v", rep.Recoded, rep.Unmapped)
	}
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
		if r.Category != "anti-social-behaviour" && r.Category != "burglary" {
			t.Errorf("re-coded to %s", r.Category)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// A label that the user has given a meaning is read so by the next import, and rows
// before it stay as they were.
func TestAliasIsUsedAtTheNextImport(t *testing.T) {
	s := store(t)
	file := func(ref string) []string {
		return []string{write(t, "log.csv", []byte("reference,occurred,category\n"+ref+",2026-05-01,Swan feeding\n"))}
	}
	if _, err := intake.Incidents(t.Context(), s, owner, file("1"), intake.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetAlias(t.Context(), owner, data.Alias{Label: "swan feeding", Category: "animal-problems"}); err != nil {
		t.Fatal(err)
	}
	if rep, err := intake.Incidents(t.Context(), s, owner, file("2"), intake.Options{}); err != nil || len(rep.Unmapped) != 0 {
		t.Fatalf("%+v, %v", rep, err)
	}
	got := map[string]string{}
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error { got[r.Reference] = r.Category; return nil }); err != nil {
		t.Fatal(err)
	}
	if got["1"] != "swan-feeding" || got["2"] != "animal-problems" {
		t.Errorf("got %v", got)
	}
}

// A report from a refuge, a clinic or a place of worship says something about those who
// go there.
func TestSensitivePlaces(t *testing.T) {
	s := store(t)
	text := "occurred,category,setting\n2026-05-01,Noise,Place of worship\n2026-05-01,Noise,Women's refuge\n2026-05-01,Noise,Churchill Road\n2026-05-01,Noise,Street\n"
	if _, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "log.csv", []byte(text))}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	var got []bool
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
		got = append(got, r.Flags&hotspot.FlagSensitive != 0)
		return nil
	}); err != nil || !slices.Equal(got, []bool{true, true, false, false}) {
		t.Errorf("sensitive %v, %v", got, err)
	}
}

// A profile that says it is a layer of its own is refused where the scheme would count
// its rows with the rest.
func TestLayerNeedsItsCategory(t *testing.T) {
	s := store(t)
	for _, c := range []struct{ layer, category, want string }{
		{intake.LayerOwn, "burglary", "--apart"}, {intake.LayerGenerated, "burglary", "--police-generated"}, {intake.LayerOwn, "nowhere", "no category"},
		{intake.LayerOwn, "Hospital assault record", ""}, {intake.LayerGenerated, "Stop and search", ""},
	} {
		p := intake.Profile{Name: "mine", Title: "Mine", Layer: c.layer, Category: c.category, Required: []string{"occurred"}, Columns: map[string][]string{"occurred": {"Wann"}}}
		if err := intake.SaveProfile(t.Context(), s, owner, p); err != nil {
			t.Fatal(err)
		}
		_, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "log.csv", []byte("Wann\n2026-05-01\n"))}, intake.Options{Profile: "mine", Source: c.category})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s of %s: %v", c.layer, c.category, err)
		}
	}
}
