package intake

import (
	"errors"
	"fmt"
	"slices"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// incidentTable is an open table whose columns are known.
type incidentTable struct {
	*table.Reader
	name string
	cols columns
	used []int // columns that something is read from
	drop []int // columns about people, to be stripped
	hide []int // columns that the rejects file does not repeat

	notes []string // on how it is read, besides the reader's own
	book  bool
	row   row // the last one read

	ahead ahead // the beginning, while it is given out again
}

// openTable opens a table and finds its columns. A table with columns about people
// is refused. Errors: *Fault, ErrIdentity, ErrUsage.
func (r *reader) openTable(item unpack.Item) (*incidentTable, error) {
	in, err := table.Open(item, r.reading)
	if err != nil {
		return nil, err
	}
	t := &incidentTable{Reader: in, name: in.File(), book: in.Format().Kind == "xlsx"}
	t.row = row{file: t.name, column: t.columnOf, cols: &t.cols, crs: r.o.CRS, zone: r.o.Zone, local: r.local, asAt: r.asAt, monthFirst: r.o.MonthFirst, near: r.o.near}
	if own := in.Format().CRS; own != "" && r.o.CRS == "" {
		t.row.crs, err = crs.Parse(own)
	}
	if err == nil {
		err = r.columns(t)
	}
	t.lookAhead()
	if who := r.withoutPeople(t); err == nil || errors.Is(who, ErrIdentity) {
		err = who
	}
	if err == nil {
		err = r.survey(t)
	}
	if err != nil {
		in.Close()
		return nil, err
	}
	return t, nil
}

// survey looks at where and when the first rows are.
func (r *reader) survey(t *incidentTable) error {
	t.row.scrub = &r.scrub
	t.row.bySetting(t.cols.p)
	if fault := t.row.places().survey(&t.row, &t.ahead); fault != nil {
		return fault
	}
	if t.row.times().survey(&t.ahead) {
		t.notes = append(t.notes, "every time of day is midnight: read as dates without a time")
	}
	return nil
}

func (r *reader) columns(t *incidentTable) (err error) {
	header, line := t.Header(), max(1, t.Format().Header)
	if t.cols, err = mapColumns(t.name, header, r.o.Profile, r.o.known, r.o.Units, r.o.Map); err != nil {
		var f *Fault
		if errors.As(err, &f) && f.Line == 1 {
			f.Line = line
		}
		return err
	}
	if err = t.cols.p.kept(r.o.scheme); err != nil {
		return err
	}
	t.cols.words = newVocabulary(t.cols.p, r.o.scheme, r.use)
	for i, col := range header {
		if indexFold(r.o.DropColumns, col) >= 0 {
			t.drop = append(t.drop, i)
		}
	}
	for field, i := range t.cols.at {
		if slices.Contains(t.drop, i) {
			return fmt.Errorf("%w: column %q is both dropped and read as %s", ErrUsage, header[i], field)
		}
		if indexFold(header[i+1:], header[i]) >= 0 || indexFold(header[:i], header[i]) >= 0 {
			return fmt.Errorf("%w: %s:%d: two columns are called %q, and nobody can say which is the %s; give each its own name", ErrUsage, t.name, line, header[i], field)
		}
		t.used = append(t.used, i)
	}
	slices.Sort(t.used)
	return nil
}

// next reads a row. The row is a fault when the line is not one row of the table,
// and cells is as much of it as may be repeated; an error ends the reading.
func (t *incidentTable) next() (_ *row, cells []string, _ *Fault, _ error) {
	in, fault, err := t.read()
	if err != nil {
		return nil, nil, nil, err
	}
	if fault != nil {
		return nil, t.shown(in.Cells), fault, nil
	}
	for _, i := range t.drop {
		in.Cells[i] = ""
	}
	t.row.line, t.row.cells = in.Line, in.Cells
	if t.book {
		t.row.file = t.fileOf() // each sheet's name
	}
	if i := t.brokenCell(); i >= 0 {
		return nil, in.Cells, &Fault{File: t.row.file, Line: in.Line, Column: t.columnOf(i), Field: t.Header()[i], Reason: "the cell holds a spreadsheet's error",
			Detail: in.Cells[i], Hint: "mend the formula, or empty the cell"}, nil
	}
	return &t.row, in.Cells, nil, nil
}

// cellErrors are what a formula that failed leaves in a workbook, and in a CSV made of it.
var cellErrors = []string{"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}

// brokenCell is the first cell with such an error that something is read from, or -1.
func (t *incidentTable) brokenCell() int {
	for _, i := range t.used {
		if c := t.row.cells[i]; c != "" && c[0] == '#' && slices.Contains(cellErrors, c) {
			return i
		}
	}
	return -1
}

// place adds to the fault of a cell its name, where cells have names.
func (t *incidentTable) place(f *Fault) {
	if t.book && f.Column > 0 {
		f.Cell = t.cellName(f.Column - 1)
	}
}

// shown is as much of a broken line as may be repeated: where a column about people is
// stripped, nobody can say which of the cells holds it.
func (t *incidentTable) shown(cells []string) []string {
	if len(t.drop)+len(t.hide) > 0 {
		return []string{"not shown, because columns are dropped"}
	}
	return t.repeatable(cells)
}
