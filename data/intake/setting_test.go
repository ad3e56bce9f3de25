package intake

import "testing"

func TestSettingWords(t *testing.T) {
	for _, c := range []struct {
		text, want string
		known      bool
	}{
		{"street", "street", true}, {"open-space", "open-space", true}, {"Park/Open Space", "open-space", true}, {"PUBLIC HOUSE", "licensed", true},
		{"Dwelling - flat", "dwelling", true}, {"Front garden of house", "dwelling", true}, {"Bus Stop", "transport", true}, {"Multi-storey car park", "transport", true},
		{"Shop (convenience store)", "retail", true}, {"Petrol Station", "retail", true}, {"Police Station", "other", true}, {"Railway station", "transport", true},
		{"Non Residential", "other", true}, {"Other Residential", "dwelling", true}, {"Road Vehicle", "other", true}, {"Outdoor", "open-space", true},
		{"School", "other", true}, {"Night club", "licensed", true}, {"Hotel", "licensed", true}, {"On street", "street", true},
		{"Not known", "not-known", true}, {"N/A", "not-known", true}, {"", "not-known", true}, {"the moon", "not-known", false}, {"Parkour", "not-known", false},
	} {
		if got, known := settingWords(c.text); got.String() != c.want || known != c.known {
			t.Errorf("%q is %s, %v; want %s, %v", c.text, got, known, c.want, c.known)
		}
	}
	seen := map[string]string{}
	for _, s := range settingNames {
		for _, w := range s.words {
			if plainColumn(w) != w || seen[w] != "" {
				t.Errorf("%q of %s is not plain, or stands under %s, too", w, s.setting, seen[w])
			}
			seen[w] = s.setting.String()
		}
	}
}

// Every synonym is written as headings are compared, and stands for one field.
func TestSynonyms(t *testing.T) {
	seen := map[string]string{}
	for _, s := range synonyms {
		if fieldWords[s.field] == "" {
			t.Errorf("field %s has no words", s.field)
		}
		for _, n := range s.names {
			if plainColumn(n) != n {
				t.Errorf("%q would never be found; write %q", n, plainColumn(n))
			}
			if seen[n] != "" {
				t.Errorf("%q stands for %s and for %s", n, seen[n], s.field)
			}
			seen[n] = s.field
		}
	}
	for _, f := range fields {
		if fieldWords[f] == "" {
			t.Errorf("field %s has no words", f)
		}
	}
}
