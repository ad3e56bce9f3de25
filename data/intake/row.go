package intake

import (
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// row is one line of a table, with its place in the file for messages.
type row struct {
	file   string
	line   int
	cells  []string
	column func(i int) int // first byte of cell i in its line, from 1
	cols   *columns
	crs    string
	zone   *time.Location // of times without an offset
	local  *time.Location // of days and hours in answers
}

func (r *row) has(field string) bool { _, ok := r.cols.at[field]; return ok }

func (r *row) get(field string) string {
	i, ok := r.cols.at[field]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

func (r *row) fault(field, reason, detail, hint string) *Fault {
	f := &Fault{File: r.file, Line: r.line, Reason: reason, Detail: detail, Hint: hint}
	if i, ok := r.cols.at[field]; ok && i < len(r.cells) {
		f.Column, f.Field = r.column(i), strings.TrimSpace(r.cols.header[i])
	}
	return f
}

// incident reads the row, or says what is wrong with it.
func (r *row) incident() (data.Incident, *Fault) {
	in := data.Incident{Reference: r.get("reference"), Category: r.get("category"), Raw: r.get("raw_category"), Provenance: r.get("provenance")}
	if data.CategoryID(in.Category) == "" { // nothing, or signs alone
		return in, r.fault("category", "no category", in.Category, "say what happened")
	}
	if f := r.when(&in); f != nil {
		return in, f
	}
	var f *Fault
	if in.Given, in.Point, in.GivenCRS, in.Located, f = r.where(); f != nil {
		return in, f
	}
	if loc := r.get("location"); !strings.EqualFold(loc, "no location") {
		in.Location = loc
	}
	in.Setting, _ = hotspot.ParseSetting(r.get("setting")) // what is not in the list stays not known
	for tag := range strings.FieldsFuncSeq(r.get("tags"), func(c rune) bool { return c == ';' || c == '|' }) {
		if tag = data.CategoryID(tag); tag != "" {
			in.Tags = append(in.Tags, tag)
		}
	}
	return in, nil
}

// dateHint is what to write for a date.
const dateHint = "write YYYY-MM-DD HH:MM, YYYY-MM-DD or YYYY-MM, from 1900 to 2099"

func (r *row) when(in *data.Incident) *Fault {
	from := "occurred"
	if r.has("occurred_from") {
		from = "occurred_from"
	}
	if r.get(from) == "" {
		return r.fault(from, "no date", "", dateHint)
	}
	m, err := parseWhen(r.get(from), r.zone)
	if err != nil {
		return r.fault(from, "date not understood", r.get(from), dateHint)
	}
	if text := r.get("occurred_to"); text != "" {
		to, err := parseWhen(text, r.zone)
		switch {
		case err != nil:
			return r.fault("occurred_to", "date not understood", text, dateHint)
		case to.last.Before(m.first):
			return r.fault("occurred_to", "the interval ends before it begins", r.get(from)+" to "+text, "check the two dates")
		}
		m = m.join(to)
	}
	in.Precision, in.From, in.To = m.precision, m.first.UTC(), m.last.UTC()
	in.Day, in.LastDay = hotspot.DayOf(m.first, r.zone), hotspot.DayOf(m.last, r.zone)
	in.StartMin = -1
	if m.precision <= hotspot.Interval {
		in.Day, in.LastDay = hotspot.DayOf(m.first, r.local), hotspot.DayOf(m.last, r.local)
		clock := m.first.In(r.local) // a time with an offset, or of another zone, is still a local hour
		in.StartMin = clock.Hour()*60 + clock.Minute()
	}
	if text := r.get("recorded"); text != "" {
		rec, err := parseWhen(text, r.zone)
		if err != nil {
			return r.fault("recorded", "date not understood", text, dateHint)
		}
		in.Recorded = rec.first.UTC()
	}
	return nil
}
