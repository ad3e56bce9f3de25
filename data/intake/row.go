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
}

func (r *row) has(field string) bool { _, ok := r.cols.at[field]; return ok }

func (r *row) get(field string) string {
	i, ok := r.cols.at[field]
	if !ok || i >= len(r.cells) {
		return ""
	}
	s := strings.TrimSpace(r.cells[i])
	if i, ok := r.cols.clock[field]; ok && s != "" && i < len(r.cells) {
		s = withClock(s, strings.TrimSpace(r.cells[i]))
	}
	return s
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
	for _, part := range []func(*data.Incident) *Fault{r.what, r.when, r.where} {
		if f := part(&in); f != nil {
			return in, f
		}
	}
	return in, nil
}
