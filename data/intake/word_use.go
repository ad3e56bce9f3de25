package intake

import (
	"cmp"
	"slices"

	"hexbeat/data"
)

// shownLabels bounds the lists of labels in a report; the most frequent come first.
const shownLabels = 200

// LabelCount is a word of a source and how many usable rows bear it.
type LabelCount struct {
	Label string `json:"label"`
	Count int    `json:"count"`
}

// Recoded is a label that was read as a category of another name. What the file said is
// kept with each incident.
type Recoded struct {
	Label    string `json:"label"`
	Category string `json:"category"` // id
	Count    int    `json:"count"`
}

// CatchAll is how much of the anti-social behaviour says nothing closer than that.
// Nothing is re-coded for it: it is a figure of the data's quality.
type CatchAll struct {
	Share  float64      `json:"share"` // of Of, 0 to 1
	Count  int          `json:"count"`
	Of     int          `json:"of"`     // usable rows of anti-social behaviour
	Labels []LabelCount `json:"labels"` // what the source calls it
}

// wordUse counts what the usable rows of an import say, duplicates among them.
type wordUse struct {
	unmapped, settings, catchAll map[string]int
	recoded                      map[[2]string]int
	asb                          int
}

func newWordUse() *wordUse {
	return &wordUse{unmapped: map[string]int{}, settings: map[string]int{}, catchAll: map[string]int{}, recoded: map[[2]string]int{}}
}

// count counts the row that the vocabulary has just read.
func (w *vocabulary) count(in *data.Incident) {
	m, u := w.last, w.use
	switch {
	case w.all != "":
		return // its labels decide nothing
	case !m.known, m.unknownKind:
		u.unmapped[m.label]++
	case data.CategoryID(m.label) != m.category:
		u.recoded[[2]string{m.label, m.category}]++
	}
	if s := w.lastSetting; !s.known {
		u.settings[s.word]++
	}
	if !m.asb {
		return
	}
	u.asb++
	raw := m
	if in.Raw != m.label {
		raw = w.meaning(in.Raw)
	}
	if m.catchAll || raw.catchAll {
		u.catchAll[raw.label]++
	}
}

// into writes what was counted into a report.
func (u *wordUse) into(r *Report) {
	r.Unmapped, r.UnmappedLabels = byCount(u.unmapped), len(u.unmapped)
	r.UnknownSettings = byCount(u.settings)
	r.Recoded = []Recoded{}
	for k, n := range u.recoded {
		r.Recoded = append(r.Recoded, Recoded{k[0], k[1], n})
	}
	slices.SortFunc(r.Recoded, func(a, b Recoded) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Category, b.Category))
	})
	r.Recoded = r.Recoded[:min(len(r.Recoded), shownLabels)]
	if u.asb > 0 {
		c := CatchAll{Of: u.asb, Labels: byCount(u.catchAll)}
		for _, n := range u.catchAll {
			c.Count += n
		}
		c.Share = float64(c.Count) / float64(c.Of)
		r.CatchAll = &c
	}
}

func byCount(m map[string]int) []LabelCount {
	out := []LabelCount{}
	for label, n := range m {
		out = append(out, LabelCount{label, n})
	}
	slices.SortFunc(out, func(a, b LabelCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Label, b.Label))
	})
	return out[:min(len(out), shownLabels)]
}
