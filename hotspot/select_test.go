package hotspot

import (
	"errors"
	"strings"
	"testing"
)

// chosen is a snapshot of ten incidents of every sort at one place.
func chosen() *made {
	m := newSnapshot(boroughWards())
	at := boroughBound.Center()
	for _, v := range []incident{
		{category: 0, raw: 0},
		{category: 0, raw: 1, tags: 1, setting: Street},
		{category: 0, raw: 1, tags: 2, setting: Dwelling},
		{category: 1, raw: 2, setting: Dwelling},
		{category: 1, raw: 2, setting: Licensed},
		{category: 2, raw: 3, setting: Street},
		{category: 2, raw: 3, tags: 1},
		{category: 2, raw: 3, unlocated: true},
		{category: 0, raw: 0, unlocated: true},
		{category: 0, raw: 0, day: Date(2019, 8, 1)},
	} {
		v.at = at
		m.add(v)
	}
	return m
}

func TestSelect(t *testing.T) {
	s := chosen().Snapshot
	for _, c := range []struct {
		name                          string
		q                             Question
		incidents, unlocated, outside int
		labels                        string
	}{
		{"all but police-generated", Question{}, 5, 1, 2, "violence-and-sexual-offences burglary"},
		{"by id", Question{Categories: []string{"violence-and-sexual-offences"}}, 3, 1, 0, "violence-and-sexual-offences"},
		{"by label, any case", Question{Categories: []string{"VIOLENCE and sexual offences"}}, 3, 1, 0, "violence-and-sexual-offences"},
		{"by what a source called it", Question{Categories: []string{"abh"}}, 2, 0, 0, "ABH"},
		{"two names", Question{Categories: []string{"burglary", "abh"}}, 4, 0, 0, "burglary ABH"},
		{"the same twice", Question{Categories: []string{"burglary", "Burglary"}}, 2, 0, 0, "burglary"},
		{"police-generated when named", Question{Categories: []string{"drugs"}}, 2, 1, 0, "drugs"},
		{"a tag", Question{Tags: []string{"Knife"}}, 1, 0, 1, "violence-and-sexual-offences burglary"},
		{"any of two tags", Question{Tags: []string{"knife", "domestic"}}, 2, 0, 1, "violence-and-sexual-offences burglary"},
		{"a setting", Question{Settings: []Setting{Dwelling}}, 2, 0, 0, "violence-and-sexual-offences burglary"},
		{"all together", Question{Categories: []string{"drugs"}, Tags: []string{"knife"}, Settings: []Setting{SettingUnknown}}, 1, 0, 0, "drugs"},
	} {
		c.q.Window = may2019
		r, err := Detect(s, c.q)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		m := r.Meta
		if m.Incidents != c.incidents || m.Unlocated != c.unlocated || m.Excluded.Count != c.outside || strings.Join(m.Categories, " ") != c.labels {
			t.Errorf("%s: got %d incidents, %d unlocated, %d excluded of %v; want %d, %d, %d of %s",
				c.name, m.Incidents, m.Unlocated, m.Excluded.Count, m.Categories, c.incidents, c.unlocated, c.outside, c.labels)
		}
	}
}

func TestUnknownWordsNameTheNearest(t *testing.T) {
	s := chosen().Snapshot
	for _, c := range []struct {
		q    Question
		says string
	}{
		{Question{Categories: []string{"burglery"}}, `category "burglery"; the nearest are "burglary"`},
		{Question{Categories: []string{"violence"}}, `"violence-and-sexual-offences"`},
		{Question{Categories: []string{"  "}}, `category "  "`},
		{Question{Tags: []string{"knives"}}, `tag "knives"; the nearest are "knife"`},
	} {
		c.q.Window = may2019
		_, err := Detect(s, c.q)
		if !errors.Is(err, ErrCategory) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v: got %v, want ErrCategory saying %s", c.q, err, c.says)
		}
	}
}

func TestQuestionsOutOfRange(t *testing.T) {
	s := chosen().Snapshot
	for _, c := range []struct {
		name string
		q    Question
		want error
	}{
		{"resolution", Question{Res: 6}, ErrQuestion},
		{"resolution", Question{Res: 12}, ErrQuestion},
		{"ring", Question{Ring: 4}, ErrQuestion},
		{"two incidents", Question{MinCount: 2}, ErrQuestion},
		{"rate", Question{Alpha: 0.7}, ErrQuestion},
		{"rate", Question{Alpha: -0.1}, ErrQuestion},
		{"method", Question{Method: "magic"}, ErrQuestion},
		{"weight", Question{Weights: map[string]float64{"drugs": -1}}, ErrQuestion},
		{"backwards", Question{Window: Window{may2019.To, may2019.From}}, ErrWindow},
	} {
		if c.q.Window == (Window{}) {
			c.q.Window = may2019
		}
		if _, err := Detect(s, c.q); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestIncludesHomes(t *testing.T) {
	for _, c := range []struct {
		name     string
		settings []Setting
		want     bool
	}{
		{"nothing", nil, false},
		{"no setting known", []Setting{SettingUnknown, SettingUnknown}, true},
		{"some known", []Setting{SettingUnknown, Street}, false},
	} {
		m := newSnapshot(boroughWards())
		for _, set := range c.settings {
			m.add(incident{at: boroughBound.Center(), setting: set})
		}
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil || r.Meta.IncludesHomes != c.want {
			t.Errorf("%s: got %v (%v), want %v", c.name, r.Meta.IncludesHomes, err, c.want)
		}
	}
}
