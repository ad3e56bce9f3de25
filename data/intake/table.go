package intake

import (
	"fmt"
	"strings"

	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// incidentTable is an open table whose columns are known.
type incidentTable struct {
	*table.Reader
	name string
	cols columns
	drop []int // columns about people, to be stripped
	row  row   // the last one read
}

// openTable opens a table and finds its columns. A table with columns about people
// is refused. Errors: *Fault, ErrIdentity, ErrUsage.
func (r *reader) openTable(item unpack.Item) (*incidentTable, error) {
	in, err := table.Open(item, table.Options{})
	if err != nil {
		return nil, err
	}
	t := &incidentTable{Reader: in, name: item.Name}
	if err := r.columns(t); err != nil {
		in.Close()
		return nil, err
	}
	t.row = row{file: t.name, column: in.Column, cols: &t.cols, crs: r.o.CRS, zone: r.o.Zone, local: r.local}
	return t, nil
}

func (r *reader) columns(t *incidentTable) (err error) {
	header := t.Header()
	if ids := identities(header, r.o.DropColumns); len(ids) > 0 {
		return fmt.Errorf("%w: %s:1: %s; take them out of the export, or strip them with --drop-columns %q", ErrIdentity, t.name, strings.Join(ids, ", "), strings.Join(ids, ","))
	}
	if t.cols, err = mapColumns(t.name, header, r.o.Profile, r.o.known, r.o.Map); err != nil {
		return err
	}
	for field, i := range t.cols.at {
		if indexFold(r.o.DropColumns, header[i]) >= 0 {
			return fmt.Errorf("%w: column %q is both dropped and read as %s", ErrUsage, header[i], field)
		}
	}
	for _, d := range r.o.DropColumns {
		if i := indexFold(header, d); i >= 0 {
			t.drop = append(t.drop, i)
		}
	}
	return nil
}

// next reads a row. The row is a fault when the line is not one row of the table,
// and cells is as much of it as may be repeated; an error ends the reading.
func (t *incidentTable) next() (_ *row, cells []string, _ *Fault, _ error) {
	in, fault, err := t.Reader.Next()
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
	return &t.row, in.Cells, nil, nil
}

// shown is as much of a broken line as may be repeated: where a column about people is
// stripped, nobody can say which of the cells holds it.
func (t *incidentTable) shown(cells []string) []string {
	if len(t.drop) > 0 {
		return []string{"not shown, because columns are dropped"}
	}
	return cells
}
