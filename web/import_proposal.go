package web

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/hotspot"
)

// proposalView is how a file of reports would be read, for a person to look at.
type proposalView struct {
	Ready    bool
	Lead     string
	Missing  []string
	Formats  []string
	Notes    []string    // what was left out or looks odd
	Columns  []columnRow // those that are read
	Unread   []columnRow // the others
	Open     bool        // what is looked for may be among the others
	More     int         // columns beyond those shown
	Refused  []refusedRow
	Texts    []string // columns of free text, of which nothing is kept
	Marks    []string // columns that say yes or no
	Always   []figure // what every row has
	Rows     []readRow
	UKTime   bool // times in the file are of another zone than those shown
	Profiles []choice
	Profile  string   // it was worked out by
	Kinds    []choice // of what happened, where no column says it
}

// columnRow is a column and what is read from it.
type columnRow struct {
	ID, Name, Samples, Reason string
	Look                      bool // found by its contents, not by its name: look at it
	None                      choice
	Groups                    []optionGroup
}

// refusedRow is a column about people.
type refusedRow struct {
	ID, Name string
	Strip    bool
}

// readRow is one of the first rows, as it would be read.
type readRow struct {
	Line              string
	What, Raw         string
	When              string
	Where, Point      string
	More              string
	Fault             string
	NewKind, Unplaced bool
}

// mostColumns is how many columns a page shows; a table with more has lost its header.
const mostColumns = 200

// propose asks how the files would be read with the choices made so far, and completes
// the choices with what the reader needs to do just that. Errors are the reader's.
func (s *Server) propose(ctx context.Context, sc data.Scope, u *upload, ch *importChoices) (*intake.Proposal, error) {
	o := ch.incidents
	o.Names = u.names()
	p, err := s.reader.propose(ctx, sc, u.paths(), o)
	if err != nil {
		return nil, err
	}
	if ch.Under != "" && ch.Under != p.Profile {
		ch.Columns = nil // chosen under another profile
	}
	byHand, changed, clash := differences(p, ch.Columns)
	ch.Columns = changed
	if clash != "" {
		ch.fault("columns", clash)
		return p, nil
	}
	if ch.Category != "" {
		byHand["category"] = "=" + ch.Category
	}
	o.Units = unitsOf(p, ch.Dates)
	if len(byHand) > 0 || o.Units != nil && ch.Dates != "" {
		o.Map = byHand
		if p, err = s.reader.propose(ctx, sc, u.paths(), o); err != nil {
			return nil, err
		}
	}
	ch.incidents.Profile, ch.incidents.Map, ch.incidents.Units = p.Profile, importMap(p, byHand), p.Reading()
	return p, nil
}

// unitsOf is how values are read in a file that no profile knows: as they look, and
// dates as they were chosen.
func unitsOf(p *intake.Proposal, dates string) *intake.Profile {
	found := p.Reading()
	if found == nil {
		return nil
	}
	units := *found // what was found stays as it is
	if dates != "" {
		units.Dates = dates
	}
	if dates == dayFirst {
		units.Dates = "" // which is what it means there
	}
	return &units
}

// importMap says all that the proposal found, so that the import reads just that.
func importMap(p *intake.Proposal, byHand map[string]string) map[string]string {
	out := map[string]string{}
	for field, column := range p.Map {
		out[field] = column
	}
	for field, column := range byHand {
		if column == "" {
			out[field] = ""
		}
	}
	return out
}

// knownProfile refuses a profile that is not on the list: its name may come from
// anywhere, and the reader takes a file's name for one, too.
func (ch *importChoices) knownProfile(known []intake.KnownProfile) {
	if ch.Profile == "" || ch.Profile == "generic" || slices.ContainsFunc(known, func(k intake.KnownProfile) bool { return k.Name == ch.Profile }) {
		return
	}
	ch.fault("profile", "Choose a kind of file from the list")
	ch.Profile, ch.incidents.Profile = "", ""
}

// lacking says what the proposal still needs, as faults of the form.
func (ch *importChoices) lacking(p *intake.Proposal) {
	for _, m := range p.Missing {
		ch.fault("columns", "Choose "+m.Need)
	}
	if len(p.Fits) > 0 {
		ch.fault("profile", "Several profiles fit this file: choose one")
	}
	if len(p.RefusedColumns) > 0 {
		ch.fault("strip", "Columns about people cannot come in: tick those to strip, or take them out of the file")
	}
}

func viewOf(p *intake.Proposal, ch importChoices, profiles []intake.KnownProfile, scheme *data.Scheme) *proposalView {
	v := &proposalView{Ready: p.Ready, Profile: p.Profile, Profiles: profileChoices(p, ch, profiles), Open: len(p.Missing) > 0}
	if ch.Category != "" || slices.ContainsFunc(p.Missing, func(m intake.MissingField) bool { return m.Field == "category" }) {
		v.Kinds = kindChoices(scheme, ch.Category)
	}
	v.Lead = proposalLead(p)
	for _, m := range p.Missing {
		v.Missing = append(v.Missing, "It needs "+m.Need+".")
	}
	for _, f := range p.Files {
		v.Formats = append(v.Formats, formatWords(f))
		for _, note := range f.Notes {
			v.Notes = append(v.Notes, stopped(note))
		}
	}
	v.Texts = p.DroppedText
	for _, m := range p.Marks {
		v.Marks = append(v.Marks, m.Column)
	}
	v.columns(p)
	for i, col := range refused(p, ch) {
		v.Refused = append(v.Refused, refusedRow{fmt.Sprint(i + 1), col, slices.Contains(ch.Strip, col)})
	}
	for _, field := range slices.Sorted(maps.Keys(p.Constants)) {
		if field == "category" && ch.Category != "" {
			continue // chosen above
		}
		value := p.Constants[field]
		if c, ok := scheme.Category(value); ok && field == "category" {
			value = c.Label
		}
		v.Always = append(v.Always, figure{fieldLabel(field), value, ""})
	}
	v.UKTime = p.Units.Zone != data.Zone
	for _, r := range p.Rows {
		v.Rows = append(v.Rows, rowAsRead(r, scheme))
	}
	return v
}

// refused are the columns about people: those still in the way, and those that will be
// stripped.
func refused(p *intake.Proposal, ch importChoices) []string {
	var out []string
	for _, col := range p.Columns {
		if (slices.Contains(p.RefusedColumns, col) || slices.Contains(p.DroppedColumns, col) && slices.Contains(ch.Strip, col)) && !slices.Contains(out, col) {
			out = append(out, col)
		}
	}
	return out
}

func proposalLead(p *intake.Proposal) string {
	what := "This is a file of a kind we know: " + p.Title + "."
	switch {
	case len(p.Fits) > 0:
		what = "This file may be of several kinds we know. Choose one."
	case p.Profile == "generic":
		what = "This is not a file of a kind we know, so its columns were found by their names and by what they hold."
	}
	switch {
	case len(p.RefusedColumns) > 0:
		return what + " It holds columns about people, which cannot come in."
	case len(p.Missing) > 0:
		return what + " Something is still missing."
	case p.Ready:
		return what + " " + rowsLead(p.Rows)
	}
	return what
}

// rowsLead is what the first rows say of the others.
func rowsLead(rows []intake.ProposedRow) string {
	bad := 0
	for _, r := range rows {
		if r.Fault != nil {
			bad++
		}
	}
	switch {
	case len(rows) == 0:
		return "There is no row below its first line."
	case bad == len(rows):
		return "None of its first rows can be read like this: each says why below. Change the choices and read it again."
	case bad > 0:
		return fmt.Sprintf("Of its first %d rows %d cannot be used: each says why below. If the others are right, bring it in.", len(rows), bad)
	}
	return "Look at the first rows below. If they are right, bring it in."
}

// formatWords is what a table was found to be. The rows are left out: only the first
// were looked at.
func formatWords(f intake.Format) string {
	var what []string
	switch f.Kind {
	case "xlsx":
		what = append(what, "a workbook, sheet “"+f.Sheet+"”")
	case "geojson":
		what = append(what, "GeoJSON points")
	default:
		what = append(what, "text in "+f.Encoding, separatorWords(f.Separator)+" between cells")
	}
	if f.CRS != "" {
		what = append(what, "coordinates in "+crsWords(f.CRS))
	}
	if f.Header > 1 {
		what = append(what, fmt.Sprintf("the columns are named on line %d", f.Header))
	}
	return f.File + ": " + strings.Join(what, ", ") + "."
}

func separatorWords(sep string) string {
	if words, ok := map[string]string{",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}[sep]; ok {
		return words
	}
	return "“" + sep + "”"
}

// columns are the file's columns in its own order, without those about people.
func (v *proposalView) columns(p *intake.Proposal) {
	for i, name := range p.Columns {
		if slices.Contains(p.RefusedColumns, name) || slices.Contains(p.Columns[:i], name) || slices.Contains(v.Texts, name) || slices.Contains(v.Marks, name) {
			continue // they are told of elsewhere
		}
		if len(v.Columns)+len(v.Unread) == mostColumns {
			v.More++
			continue
		}
		row := columnRow{ID: fmt.Sprint(i + 1), Name: name}
		chosen := ""
		if j := slices.IndexFunc(p.Fields, func(f intake.ProposedField) bool { return f.Column == name }); j >= 0 {
			f := p.Fields[j]
			chosen, row.Samples, row.Reason, row.Look = f.Field, strings.Join(f.Samples, ", "), upperFirst(f.Reason), !f.Sure
		} else if j := slices.IndexFunc(p.Unmapped, func(c intake.ProposedColumn) bool { return c.Column == name }); j >= 0 {
			row.Samples, row.Reason = strings.Join(p.Unmapped[j].Samples, ", "), upperFirst(p.Unmapped[j].Reason)
		} else {
			row.Reason = "Left out"
		}
		row.None, row.Groups = fieldOptions(name, chosen)
		if chosen == "" {
			v.Unread = append(v.Unread, row)
		} else {
			v.Columns = append(v.Columns, row)
		}
	}
}

func profileChoices(p *intake.Proposal, ch importChoices, known []intake.KnownProfile) []choice {
	found := "Found out: none of those we know"
	if p.Profile != "generic" {
		found = "Found out: " + p.Title
	}
	if ch.Profile != "" {
		found = "Find out"
	}
	out := []choice{{"", found, ch.Profile == ""}, {"generic", "None: go by the columns’ names", ch.Profile == "generic"}}
	for _, k := range known {
		label := k.Title
		if slices.Contains(p.Fits, k.Name) {
			label += " (fits)"
		}
		out = append(out, choice{k.Name, orElse(label, k.Name), ch.Profile == k.Name})
	}
	return out
}

// rowAsRead is a row in words.
func rowAsRead(r intake.ProposedRow, scheme *data.Scheme) readRow {
	out := readRow{Line: number(r.Line)}
	if f := r.Fault; f != nil {
		out.Fault = (&readerFault{What: faultWords(f), Do: switches.ReplaceAllStringFunc(f.Hint, switchWords)}).Say()
		return out
	}
	out.What, out.Raw, out.When, out.NewKind = r.Raw, "", whenWords(r), true
	if c, ok := scheme.Category(r.Category); ok {
		out.What, out.NewKind = c.Label, false
		if data.CategoryID(r.Raw) != r.Category {
			out.Raw = r.Raw
		}
	}
	out.Where = r.Location
	switch {
	case !r.Located:
		out.Unplaced = true
	case r.Given != nil && r.GivenCRS == "EPSG:27700":
		out.Point = fmt.Sprintf("E %.0f, N %.0f", r.Given[0], r.Given[1])
	case r.Point != nil:
		out.Point = degreesWords(r.Point[0], r.Point[1])
	}
	if of, ok := centroids[r.Fix]; ok && r.Located {
		out.Point += ", " + of
	}
	more := append(slices.Clone(r.Tags), r.Flags...)
	if r.Setting != "" && r.Setting != hotspot.SettingUnknown.String() {
		more = append([]string{labelOf(r.Setting)}, more...)
	}
	out.More = strings.Join(more, ", ")
	return out
}

// centroids are how a point that is only the middle of something is told.
var centroids = map[string]string{hotspot.FixPostcode.String(): "the middle of its postcode", hotspot.FixStreet.String(): "the middle of its street", hotspot.FixPlace.String(): "the middle of the place"}

// degreesWords is a point as people read it, so that nobody takes one number for the
// other: "51.5100 N, 0.0800 W".
func degreesWords(lon, lat float64) string {
	half := func(v float64, plus, minus string) string {
		if v < 0 {
			plus = minus
		}
		return fmt.Sprintf("%.4f %s", math.Abs(v), plus)
	}
	return half(lat, "N", "S") + ", " + half(lon, "E", "W")
}

func faultWords(f *intake.ProposedFault) string {
	text := f.Reason
	if f.Field != "" {
		text += " in column “" + f.Field + "”"
	}
	if f.Detail != "" {
		text += ": " + f.Detail
	}
	return text
}

// labelOf is a category's id as words.
func labelOf(id string) string { return upperFirst(strings.ReplaceAll(id, "-", " ")) }

// whenWords is when a row happened, as exactly as it is known.
func whenWords(r intake.ProposedRow) string {
	from, err := time.Parse(time.RFC3339, r.From)
	to, errTo := time.Parse(time.RFC3339, r.To)
	if err = errors.Join(err, errTo); err != nil {
		return civilDay(r.Day)
	}
	const date, clock = "Mon 2 Jan 2006", "15:04"
	switch {
	case r.Precision == "month":
		return from.Format("January 2006")
	case r.Precision == "day":
		return from.Format(date)
	case !to.After(from):
		return from.Format(date + ", " + clock)
	case from.Format(date) == to.Format(date):
		return from.Format(date+", "+clock) + " to " + to.Format(clock)
	}
	return from.Format(date+", "+clock) + " to " + to.Format(date+", "+clock)
}
