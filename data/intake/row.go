package intake

import (
	"strings"
	"time"

	"hexbeat/data"
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

	asAt       time.Time // when the file was known to its owner; zero sets no end to dates
	monthFirst bool      // 06/01/2019 is the first of June
	calendar   *calendar // made with the first row

	near   *surroundings // what the folder knows of the ground; nil knows nothing
	ground *ground       // made with the first row
	scrub  *scrubber     // made with the first row
}

// bySetting takes what was not asked for from the profile: coordinate system and zone.
func (r *row) bySetting(p *Profile) {
	if r.crs == "" {
		r.crs, _ = ParseCRS(p.CRS) // the profile was checked when it was read
	}
	if r.zone == nil {
		r.zone, _ = p.location()
	}
	if r.zone == nil {
		r.zone = r.local
	}
}

// index is the column of a field, or -1.
func (c *columns) index(field string) int {
	if i, ok := c.at[field]; ok && field != "" {
		return i
	}
	return -1
}

// cell is the text in a column, without blanks around it; empty for -1.
func (r *row) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
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
func (r *row) incident() (in data.Incident, f *Fault) {
	for _, part := range []func(*data.Incident) *Fault{r.what, r.when, r.where, r.people} {
		if f := part(&in); f != nil {
			return in, f
		}
	}
	return in, nil
}
