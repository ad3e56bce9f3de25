package intake

import (
	"fmt"
	"slices"
	"strings"

	"hexbeat/data"
)

// people are the columns of a table that say who somebody is, or hold what people wrote.
type people struct {
	named []int // by their headings
	told  []int // by what they hold
	texts []int // free text
}

// plainFields are read as numbers and keys and hold no people, whatever they look like.
var plainFields = []string{"lon", "lat", "easting", "northing", "gridref", "postcode", "uprn", "usrn", "occurred_time", "occurred_from_time", "occurred_to_time", "recorded_time"}

// dateFields are read as dates, and no date of birth is.
var dateFields = []string{"occurred", "occurred_from", "occurred_to", "recorded"}

// peopleIn looks for them in a header and the first rows. The column that a caller's
// reference is read from is left out: it is counted and dropped.
func peopleIn(header []string, rows [][]string, at map[string]int, dropped []string) people {
	column := func(fields []string, i int) bool {
		return slices.ContainsFunc(fields, func(f string) bool { c, ok := at[f]; return ok && c == i })
	}
	var p people
	for i, h := range header {
		if len(identities([]string{h}, dropped)) > 0 && !column([]string{"reporter"}, i) {
			p.named = append(p.named, i)
		}
	}
	known := func(i int) bool {
		return slices.Contains(p.named, i) || indexFold(dropped, header[i]) >= 0 || column([]string{"reporter"}, i) || column(plainFields, i)
	}
	p.told = contentIdentities(header, rows, func(i int) bool { return column(dateFields, i) }, known)
	location := -1
	if i, ok := at["location"]; ok {
		location = i
	}
	p.texts = freeText(header, rows, location, func(i int) bool { return known(i) || slices.Contains(p.told, i) || column(dateFields, i) })
	return p
}

// refused are the names of the columns that may not come in.
func (p people) refused(header []string) []string {
	var out []string
	for i, h := range header {
		if slices.Contains(p.named, i) || slices.Contains(p.told, i) {
			out = append(out, h)
		}
	}
	return out
}

// refuse is the error of a table with columns about people.
func refuse(file string, line int, columns []string) error {
	return fmt.Errorf("%w: %s:%d: %s; take them out of the export, or strip them with --drop-columns %q", ErrIdentity, file, line, strings.Join(columns, ", "), strings.Join(columns, ","))
}

// textFewRows is below how many rows free text is not told from labels of many words.
const textFewRows = 20

// withoutPeople refuses a table with columns about people, and lets go of free text that
// was not asked for. Errors: ErrIdentity, ErrUsage, *Fault.
func (r *reader) withoutPeople(t *incidentTable) error {
	header, line := t.Header(), max(1, t.Format().Header)
	p := peopleIn(header, t.ahead.cells(), t.cols.at, append(slices.Clone(r.o.DropColumns), r.o.Map["reporter"]))
	if cols := p.refused(header); len(cols) > 0 {
		return refuse(t.name, line, cols)
	}
	location, placed := t.cols.at["location"]
	for _, k := range r.o.KeepText {
		if i := indexFold(header, k); i < 0 || !placed || i != location {
			return fmt.Errorf("%w: --keep-text %q: of free text only the column that is read as the location can be kept; name it with --map location=COLUMN", ErrUsage, k)
		}
	}
	for _, i := range p.texts {
		if indexFold(r.o.KeepText, header[i]) >= 0 {
			continue
		}
		if placed && i == location {
			delete(t.cols.at, "location")
		}
		if field := t.cols.fieldAt(i); field != "" && len(t.ahead.rows) >= textFewRows {
			return &Fault{File: t.name, Line: line, Field: header[i], Reason: "the column read as " + field + " holds free text",
				Hint: "what people wrote is not kept: read another column with --map " + field + "=COLUMN"}
		}
		t.hide = append(t.hide, i)
		if !slices.Contains(r.texts, header[i]) {
			r.texts = append(r.texts, header[i])
		}
	}
	if i, ok := t.cols.at["reporter"]; ok {
		t.hide = append(t.hide, i)
	}
	return nil
}

// fieldAt is the field that a column is read as, or nothing.
func (c *columns) fieldAt(column int) string {
	for _, field := range fields {
		if i, ok := c.at[field]; ok && i == column {
			return field
		}
	}
	return ""
}

// notShown stands where something about a person stood.
const notShown = "[not shown]"

// repeatable is a row as the rejects file may repeat it: without what is hidden, and
// without a cell that tells who somebody is.
func (t *incidentTable) repeatable(cells []string) []string {
	out := slices.Clone(cells)
	for i, c := range out {
		if slices.Contains(t.hide, i) || tells(c) {
			out[i] = notShown
		}
	}
	return out
}

// tells reports whether a value, or something in it, says plainly who somebody is.
func tells(s string) bool {
	return s != "" && (namesSomebody(s) || likenessOf(s)&(likeMail|likePhone|likeInsured|likeTitled) != 0)
}

// conceal takes what tells who somebody is out of a fault.
func conceal(f *Fault) *Fault {
	if tells(f.Detail) {
		f.Detail = notShown
	}
	return f
}

// scrubber blanks locations that tell who somebody is. It keeps what it looked at:
// places have the same few words in most rows.
type scrubber struct {
	seen  map[string]bool
	count int // of blanked locations
}

const keptTexts = 1 << 16

func (s *scrubber) personal(text string) bool {
	if text == "" {
		return false
	}
	is, ok := s.seen[text]
	if !ok {
		if s.seen == nil || len(s.seen) >= keptTexts {
			s.seen = map[string]bool{}
		}
		is = personal(text)
		s.seen[strings.Clone(text)] = is
	}
	return is
}

// people takes the caller's reference, and blanks a location that tells who somebody is.
func (r *row) people(in *data.Incident) *Fault {
	in.Reporter = r.cell(r.places().reporter)
	if r.scrub == nil {
		r.scrub = &scrubber{}
	}
	if r.scrub.personal(in.Location) {
		in.Location = ""
		r.scrub.count++
	}
	if strings.ContainsAny(in.Reference, "@ ") && tells(in.Reference) {
		return r.fault("reference", "the reference tells who somebody is", "", "references are numbers of records; take people out of them")
	}
	return nil
}
