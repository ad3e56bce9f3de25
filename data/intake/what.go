package intake

import (
	"slices"
	"strings"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// what reads what happened, under which reference, and what else the row says of it.
func (r *row) what(in *data.Incident) *Fault {
	w, p := r.cols.words, r.cols.p
	at := w.columns(r.cols)
	in.Reference, in.Provenance = r.cell(at.reference), r.cell(at.provenance)
	if in.Provenance == "" {
		in.Provenance = p.Provenance
	}
	label, closer := r.cell(at.category), r.cell(at.closer)
	if label == "" {
		label = p.Category
	}
	m := w.choose(label, closer)
	if data.CategoryID(m.category) == "" { // nothing, or signs alone
		return r.fault("category", "no category", label, "say what happened")
	}
	in.Category, in.Raw = m.category, m.label
	if raw := r.cell(at.raw); raw != "" {
		in.Raw = raw
	}
	if w.all != "" { // every row is one thing, whatever its label
		in.Category = w.all
	}
	r.tags(in, m)
	r.setting(in, m)
	if m.sensitive || w.lastSetting.sensitive || slices.ContainsFunc(in.Tags, w.sensitive) {
		in.Flags |= hotspot.FlagSensitive
	}
	return nil
}

// whatColumns are where a table says what happened; -1 where it does not.
type whatColumns struct{ reference, provenance, category, closer, raw, tags, setting int }

// columns finds them once.
func (w *vocabulary) columns(c *columns) *whatColumns {
	if w.at == nil {
		w.at = &whatColumns{c.index("reference"), c.index("provenance"), c.index("category"), c.index("subcategory"), c.index("raw_category"), c.index("tags"), c.index("setting")}
	}
	return w.at
}

// tags are those of the row, of its label, of every row of the file, and of the columns
// that say yes or no.
func (r *row) tags(in *data.Incident, m *meaning) {
	for tag := range strings.FieldsFuncSeq(r.cell(r.cols.words.at.tags), func(c rune) bool { return c == ';' || c == '|' }) {
		tag = data.CategoryID(tag)
		if l := r.cols.words.profile[tag]; l != nil && len(l.Tags) > 0 {
			in.Tags = append(in.Tags, l.Tags...)
		} else if tag != "" {
			in.Tags = append(in.Tags, tag)
		}
	}
	in.Tags = append(in.Tags, m.tags...)
	in.Tags = append(in.Tags, r.cols.p.Tags...)
	for _, mark := range r.cols.marks {
		if mark.column < len(r.cells) && saysYes(r.cells[mark.column]) {
			in.Tags = append(in.Tags, mark.tag)
		}
	}
}

// saysYes reads a column that says yes or no.
func saysYes(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "y", "yes", "true", "1", "x", "t", "ticked":
		return true
	}
	return false
}

// setting is the kind of place: as the row says, else as its label implies, else as the
// profile says of every row.
func (r *row) setting(in *data.Incident, m *meaning) {
	w := r.cols.words
	w.lastSetting = w.settingOf(r.cell(w.at.setting))
	if !w.lastSetting.known {
		in.SettingWord = w.lastSetting.word
	}
	switch {
	case w.lastSetting.setting != hotspot.SettingUnknown:
		in.Setting = w.lastSetting.setting
	case m.setting != hotspot.SettingUnknown:
		in.Setting = m.setting
	default:
		in.Setting, _ = hotspot.ParseSetting(r.cols.p.Setting)
	}
}
