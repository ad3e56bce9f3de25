package web

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hexbeat/hotspot"
)

// questionParams are the query parameters of a question, alike for pages and API.
var questionParams = []string{"category", "tag", "setting", "from", "to", "in", "res", "ring", "min-count", "alpha"}

// publicSettings is the word that stands for every setting but dwelling.
const publicSettings = "public"

// allCategories is the word that stands for every category that is not
// police-generated. The map needs it, because there no category means the preset.
const allCategories = "all"

// The categories of the question people start from.
const (
	violence = "violence-and-sexual-offences"
	robbery  = "robbery"
)

// parseQuestion reads a question. A window that is not given, or half given, takes
// the question's default ends, so that every answer states its dates. Errors: a 400 that names the parameter.
func parseQuestion(q url.Values, f *facts) (hotspot.Question, error) {
	var out hotspot.Question
	var err error
	if out.Settings, err = parseSettings(values(q, "setting")); err != nil {
		return out, err
	}
	out.Categories = parseCategories(values(q, "category"), f)
	out.Tags, out.In = values(q, "tag"), values(q, "in")
	if out.Res, err = wholeNumber(q, "res", 7, 11); err != nil {
		return out, err
	}
	if out.Ring, err = wholeNumber(q, "ring", 1, 3); err != nil {
		return out, err
	}
	if out.MinCount, err = wholeNumber(q, "min-count", 1, 1_000_000); err != nil {
		return out, err
	}
	if out.Alpha, err = parseAlpha(q); err != nil {
		return out, err
	}
	out.Window, err = parseWindow(q, hotspot.DefaultWindow(f.snap, out))
	return out, err
}

func parseWindow(q url.Values, w hotspot.Window) (hotspot.Window, error) {
	from, err := single(q, "from")
	if err != nil {
		return hotspot.Window{}, err
	}
	to, err := single(q, "to")
	if err != nil {
		return hotspot.Window{}, err
	}
	switch {
	case from == "" && to == "":
		return w, nil
	case from == "":
		from = min(w.From.String(), to)
	case to == "":
		to = max(w.To.String(), from)
	}
	return hotspot.ParseWindow(from, to)
}

// parseCategories keeps values as given; "all" drops out, and a value of several
// ids with commas, as one choice of a form, is taken apart.
func parseCategories(given []string, f *facts) []string {
	var out []string
	for _, v := range given {
		parts := strings.Split(v, ",")
		known := func(id string) bool { return f.has(id) }
		switch {
		case strings.EqualFold(v, allCategories):
		case len(parts) > 1 && !slices.ContainsFunc(parts, func(id string) bool { return !known(id) }):
			out = append(out, parts...)
		default:
			out = append(out, v)
		}
	}
	return out
}

func parseSettings(given []string) ([]hotspot.Setting, error) {
	var out []hotspot.Setting
	for _, v := range given {
		if v == publicSettings {
			return publicOnly(), nil
		}
		set, ok := hotspot.ParseSetting(v)
		if !ok {
			return nil, badRequest("bad_setting", "“%s” is not a kind of place. Use public, %s.", v, strings.Join(settingNames(), ", "))
		}
		out = append(out, set)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// publicOnly is every setting that a foot patrol can be at; not known counts as one.
func publicOnly() []hotspot.Setting {
	var out []hotspot.Setting
	for s := hotspot.SettingUnknown; s <= hotspot.OtherSetting; s++ {
		if s.Public() {
			out = append(out, s)
		}
	}
	return out
}

func settingNames() []string {
	var out []string
	for s := hotspot.SettingUnknown; s <= hotspot.OtherSetting; s++ {
		out = append(out, s.String())
	}
	return out
}

func wholeNumber(q url.Values, name string, low, high int) (int, error) {
	text, err := single(q, name)
	if err != nil || text == "" {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, badRequest("bad_"+name, "“%s” must be a whole number from %d to %d, not “%s”.", name, low, high, text)
	}
	return n, nil
}

func parseAlpha(q url.Values) (float64, error) {
	text, err := single(q, "alpha")
	if err != nil || text == "" {
		return 0, err
	}
	a, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(a) || a <= 0 || a >= 1 {
		return 0, badRequest("bad_alpha", "“alpha” must be a number between 0 and 1, not “%s”.", text)
	}
	return a, nil
}

// canonical is the one way to write a question: it is the cache's key, the map's
// data-query and every link, so that equal questions have equal addresses.
func canonical(q hotspot.Question) url.Values {
	v := url.Values{"from": {q.Window.From.String()}, "to": {q.Window.To.String()}}
	set := func(name string, given []string) {
		if len(given) > 0 {
			v[name] = slices.Sorted(slices.Values(given))
		}
	}
	set("category", q.Categories)
	set("tag", q.Tags)
	set("in", q.In)
	if slices.Equal(q.Settings, publicOnly()) {
		v.Set("setting", publicSettings)
	} else {
		for _, s := range q.Settings {
			v.Add("setting", s.String())
		}
	}
	whole := func(name string, n int) {
		if n != 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
	whole("res", q.Res)
	whole("ring", q.Ring)
	whole("min-count", q.MinCount)
	if q.Alpha != 0 {
		v.Set("alpha", strconv.FormatFloat(q.Alpha, 'g', -1, 64))
	}
	return v
}

// preset is the question of the map when nothing is chosen: violence and robbery in
// public places. Where a source has neither, it is everything.
func preset(q hotspot.Question, f *facts) hotspot.Question {
	for _, id := range []string{violence, robbery} {
		if f.has(id) {
			q.Categories = append(q.Categories, id)
		}
	}
	if q.Settings == nil {
		q.Settings = publicOnly()
	}
	return q
}
