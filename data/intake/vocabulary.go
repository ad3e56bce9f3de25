package intake

import (
	"fmt"
	"strings"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// vocabulary is what the labels of one table mean: by its profile, then by the scheme
// of the folder. Each different label is looked up once.
type vocabulary struct {
	scheme  *data.Scheme
	profile map[string]*Label // by label as an id
	all     string            // the category of every row of a layer of its own; else empty

	at       *whatColumns
	labels   map[string]*meaning // by label as written
	settings map[string]*settingWord
	use      *wordUse

	last        *meaning // of the row being read
	lastSetting *settingWord
}

// meaning is what one label means.
type meaning struct {
	label    string // as written
	category string // id; the label itself where the scheme does not know it
	known    bool
	// unknownKind: the category is known, and the closer label is not.
	unknownKind bool
	asb         bool // a kind of anti-social behaviour
	catchAll    bool // chosen when nothing closer fits
	sensitive   bool
	tags        []string
	setting     hotspot.Setting
}

// settingWord is what one word for a kind of place means.
type settingWord struct {
	word      string
	setting   hotspot.Setting
	known     bool
	sensitive bool
}

// kept refuses a layer of its own whose category the scheme would count with the rest.
// Errors: ErrUsage.
func (p *Profile) kept(scheme *data.Scheme) error {
	if p.Layer == "" {
		return nil
	}
	m, ok := scheme.Resolve(p.Category)
	switch {
	case !ok:
		return fmt.Errorf("%w: profile %s: there is no category %q; add it with hexbeat category set", ErrUsage, p.Name, p.Category)
	case p.Layer == LayerOwn && !m.Category.Apart:
		return fmt.Errorf("%w: profile %s is a layer of its own, and its category %s would be counted with the rest; say hexbeat category set %s --apart", ErrUsage, p.Name, m.Category.ID, m.Category.ID)
	case p.Layer == LayerGenerated && !m.Category.PoliceGenerated:
		return fmt.Errorf("%w: profile %s is police-generated, and its category %s is not; say hexbeat category set %s --police-generated", ErrUsage, p.Name, m.Category.ID, m.Category.ID)
	}
	return nil
}

const asbID = "anti-social-behaviour"

func newVocabulary(p *Profile, scheme *data.Scheme, use *wordUse) *vocabulary {
	w := &vocabulary{scheme: scheme, profile: map[string]*Label{}, labels: map[string]*meaning{}, settings: map[string]*settingWord{}, use: use}
	for i := range p.Labels {
		for _, raw := range p.Labels[i].Raw {
			w.profile[data.CategoryID(raw)] = &p.Labels[i]
		}
	}
	if p.Layer != "" {
		w.all = p.Category
		if m, ok := scheme.Resolve(p.Category); ok {
			w.all = m.Category.ID
		}
	}
	return w
}

// choose is the meaning of a row's label and its closer label: the closer where the
// scheme knows it as a kind of the wider, or where it knows only that one.
func (w *vocabulary) choose(label, closer string) *meaning {
	m := w.meaning(label)
	if closer != "" {
		c := w.meaning(closer)
		if label == "" || c.known && (!m.known || w.scheme.Under(c.category, m.category)) {
			m = c
		} else if m.known {
			m = w.under(m, c)
		}
	}
	w.last = m
	return m
}

// under is a known category with a closer label that the scheme does not know: what the
// source calls it is kept.
func (w *vocabulary) under(wider, closer *meaning) *meaning {
	key := wider.label + "\x00" + closer.label
	m, ok := w.labels[key]
	if !ok {
		both := *wider
		both.unknownKind = !closer.known
		both.label, both.tags = closer.label, append(append([]string{}, wider.tags...), closer.tags...)
		if both.setting == hotspot.SettingUnknown {
			both.setting = closer.setting
		}
		m = &both
		w.labels[strings.Clone(key)] = m
	}
	return m
}

// meaning looks a label up.
func (w *vocabulary) meaning(label string) *meaning {
	m, ok := w.labels[label]
	if !ok {
		label = strings.Clone(label) // not the whole line it came in
		m = w.find(label)
		w.labels[label] = m
	}
	return m
}

func (w *vocabulary) find(label string) *meaning {
	m := &meaning{label: label, category: label}
	look := label
	if l := w.profile[data.CategoryID(label)]; l != nil {
		m.tags = append(m.tags, l.Tags...)
		m.setting, _ = hotspot.ParseSetting(l.Setting)
		if l.Category != "" {
			look = l.Category
		}
	}
	found, ok := w.scheme.Resolve(look)
	if !ok {
		m.category = look
		return m
	}
	m.known, m.category, m.catchAll, m.sensitive = true, found.Category.ID, found.Category.CatchAll, found.Category.Sensitive
	m.asb = w.scheme.Under(m.category, asbID)
	m.tags = append(m.tags, found.Tags...)
	if m.setting == hotspot.SettingUnknown {
		m.setting = found.Setting
	}
	return m
}

// sensitive reports whether a tag makes a row sensitive.
func (w *vocabulary) sensitive(tag string) bool { return w.scheme.SensitiveTag(tag) }

// settingOf looks a word for a kind of place up.
func (w *vocabulary) settingOf(word string) *settingWord {
	s, ok := w.settings[word]
	if !ok {
		word = strings.Clone(word)
		set, known := settingWords(word)
		if l := w.profile[data.CategoryID(word)]; !known && l != nil && l.Setting != "" {
			set, known = hotspot.ParseSetting(l.Setting)
		}
		s = &settingWord{word, set, known || word == "", sensitivePlace(word)}
		w.settings[word] = s
	}
	return s
}
