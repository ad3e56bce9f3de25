package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

// askBar is the question bar: what, when and where as form fields, and the
// question in words.
type askBar struct {
	Action     string
	Categories []choice
	Settings   []choice
	Wards      []choice
	From, To   string
	Hidden     []field // parts of the question the bar has no field for
	Words      string  // "violence and robbery in public places, 10 August to 1 November 2026, whole borough"
	Query      string  // canonical, encoded
}

// Fields are the whole question as hidden fields, for a form that carries it on.
func (b askBar) Fields() []field {
	var out []field
	q, err := url.ParseQuery(b.Query)
	if err != nil {
		return nil
	}
	for _, name := range sortedKeys(q) {
		for _, v := range q[name] {
			out = append(out, field{name, v})
		}
	}
	return out
}

type choice struct {
	Value, Label string
	Selected     bool
}

type field struct{ Name, Value string }

// askPage reads a page's question. Without any category, tag or setting it is the
// preset: violence and robbery in public places.
func askPage(q url.Values, f *facts) (hotspot.Question, error) {
	out, err := parseQuestion(q, f)
	if err != nil || len(values(q, "category")) > 0 || len(out.Tags) > 0 {
		return out, err
	}
	given := out.Window
	out = preset(out, f)
	if single, _ := single(q, "from"); single == "" { // the preset may know its days where other categories know only months
		out.Window, err = parseWindow(q, hotspot.DefaultWindow(f.snap, out))
	} else {
		out.Window = given
	}
	return out, err
}

func newAskBar(action string, q hotspot.Question, f *facts) askBar {
	canon := canonical(q)
	bar := askBar{Action: action, From: q.Window.From.String(), To: q.Window.To.String(), Words: questionWords(q, f), Query: canon.Encode()}
	bar.Categories = categoryChoices(q, f)
	bar.Settings = []choice{{"", "Any kind of place", len(q.Settings) == 0}, {publicSettings, "Public places, not inside homes", slices.Equal(q.Settings, publicOnly())}}
	if len(q.Settings) > 0 && !slices.Equal(q.Settings, publicOnly()) {
		bar.Hidden = append(bar.Hidden, field{"setting", q.Settings[0].String()})
	}
	bar.Wards = wardChoices(q, f)
	for _, name := range []string{"tag", "res", "ring", "min-count", "alpha"} {
		for _, v := range canon[name] {
			bar.Hidden = append(bar.Hidden, field{name, v})
		}
	}
	return bar
}

// categoryChoices put the preset first; several categories asked at once are one
// choice of their own, so that the form gives back the same question.
func categoryChoices(q hotspot.Question, f *facts) []choice {
	first := preset(hotspot.Question{}, f).Categories
	out := []choice{{strings.Join(first, ","), categoryNames(first, f), false}}
	if len(first) < 2 {
		out = nil
	}
	out = append(out, choice{allCategories, "Everything but police-generated records", len(q.Categories) == 0})
	for _, c := range f.categories {
		label := c.Label
		if c.PoliceGenerated {
			label += " (police-generated)"
		}
		if c.Apart {
			label += " (kept apart)"
		}
		out = append(out, choice{c.ID, label, false})
	}
	if len(q.Categories) == 0 {
		return out
	}
	want := strings.Join(q.Categories, ",")
	for i := range out {
		if sameSet(strings.Split(out[i].Value, ","), q.Categories) {
			out[i].Selected = true
			return out
		}
	}
	return append(out, choice{want, categoryNames(q.Categories, f), true})
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func wardChoices(q hotspot.Question, f *facts) []choice {
	out := []choice{{"", "The whole area", len(q.In) == 0}}
	found := len(q.In) == 0
	for _, w := range f.wards {
		value := string(geo.Ward) + ":" + w.Code
		mine := len(q.In) == 1 && (q.In[0] == value || strings.EqualFold(q.In[0], string(geo.Ward)+":"+w.Name))
		found = found || mine
		out = append(out, choice{value, w.Name, mine})
	}
	slices.SortStableFunc(out[1:], func(a, b choice) int { return strings.Compare(a.Label, b.Label) })
	if !found {
		out = append(out, choice{q.In[0], whereWords(q, f), true})
	}
	return out
}

// questionWords says a question as a person would.
func questionWords(q hotspot.Question, f *facts) string {
	what := "everything but police-generated records"
	if len(q.Categories) > 0 {
		what = strings.ToLower(categoryNames(q.Categories, f))
	}
	for _, t := range q.Tags {
		what += ", " + t
	}
	switch {
	case slices.Equal(q.Settings, publicOnly()) && f.settings:
		what += " in public places"
	case len(q.Settings) > 0 && f.settings:
		var names []string
		for _, s := range q.Settings {
			names = append(names, strings.ReplaceAll(s.String(), "-", " "))
		}
		what += " (" + strings.Join(names, ", ") + ")"
	}
	return fmt.Sprintf("%s, %s, %s", what, windowWords(q.Window), whereWords(q, f))
}

// windowWords leaves out what both ends share: "10 August to 1 November 2026",
// "May to July 2019".
func windowWords(w hotspot.Window) string {
	from, to := w.From.Time(), w.To.Time()
	layout := "2 January"
	if w.WholeMonths() {
		layout = "January"
	}
	switch {
	case w.WholeMonths() && from.Year() == to.Year() && from.Month() == to.Month():
		return to.Format("January 2006")
	case from.Year() == to.Year() && from.Month() == to.Month():
		if w.From == w.To {
			return to.Format("2 January 2006")
		}
		return from.Format("2") + to.Format(" to 2 January 2006")
	case from.Year() == to.Year():
		return from.Format(layout) + " to " + to.Format(layout+" 2006")
	}
	return from.Format(layout+" 2006") + " to " + to.Format(layout+" 2006")
}

func whereWords(q hotspot.Question, f *facts) string {
	if len(q.In) == 0 {
		return "the whole area"
	}
	var names []string
	for _, in := range q.In {
		name := strings.TrimPrefix(in, string(geo.Ward)+":")
		if i := slices.IndexFunc(f.wards, func(w geo.Area) bool { return w.Code == name }); i >= 0 {
			name = f.wards[i].Name
		}
		names = append(names, name)
	}
	return strings.Join(names, " and ")
}

// categoryNames joins labels: "Violence and sexual offences, and robbery".
func categoryNames(ids []string, f *facts) string {
	var labels []string
	for i, id := range ids {
		label := f.label(id)
		if i > 0 {
			label = strings.ToLower(label)
		}
		labels = append(labels, label)
	}
	switch len(labels) {
	case 0:
		return ""
	case 1:
		return labels[0]
	}
	return strings.Join(labels[:len(labels)-1], ", ") + ", and " + labels[len(labels)-1]
}

// label is a category's label, or the id where it is not known.
func (f *facts) label(id string) string {
	for _, c := range f.categories {
		if c.ID == id {
			return c.Label
		}
	}
	return id
}
