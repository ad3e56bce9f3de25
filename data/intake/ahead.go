package intake

import (
	"slices"

	"hexbeat/data/intake/internal/table"
)

// The beginning of a table is looked at before any of it is kept: this many rows, and
// no more of their text than this.
const (
	aheadRows  = 1000
	aheadBytes = 8 << 20
)

// ahead is the beginning of a table, read before the rest and given out again.
type ahead struct {
	rows  []aheadRow
	at    int   // the next one to give out
	ended error // what ended the reading, if it ended here
}

// aheadRow is a row with all that can be asked of it once the reader is past it.
type aheadRow struct {
	sampledRow
	file  string   // or sheet
	names []string // of the cells of a workbook
}

// lookAhead reads the beginning of the table.
func (t *incidentTable) lookAhead() {
	size := 0
	for len(t.ahead.rows) < aheadRows && size < aheadBytes {
		in, fault, err := t.Reader.Next()
		if err != nil {
			t.ahead.ended = err
			break
		}
		row := aheadRow{sampledRow: sampledRow{line: in.Line, cells: slices.Clone(in.Cells), starts: make([]int, len(in.Cells)), fault: fault}, file: t.File()}
		for i, c := range row.cells {
			row.starts[i] = t.Reader.Column(i)
			if t.book {
				row.names = append(row.names, t.Reader.Cell(i))
			}
			size += len(c)
		}
		t.ahead.rows = append(t.ahead.rows, row)
	}
}

// read gives out the rows that were read ahead and goes on behind them.
func (t *incidentTable) read() (table.Row, *Fault, error) {
	a := &t.ahead
	if a.at < len(a.rows) {
		r := a.rows[a.at]
		a.at++
		return table.Row{Line: r.line, Cells: r.cells}, r.fault, nil
	}
	if a.rows = nil; a.ended != nil {
		return table.Row{}, nil, a.ended
	}
	a.at = 0
	return t.Reader.Next()
}

// columnOf is the first byte of a cell of the last row in its line.
func (t *incidentTable) columnOf(i int) int {
	if a := &t.ahead; a.at > 0 && i < len(a.rows[a.at-1].starts) {
		return a.rows[a.at-1].starts[i]
	}
	return t.Reader.Column(i)
}

// fileOf is the file, or the sheet of a workbook, that the last row is of.
func (t *incidentTable) fileOf() string {
	if a := &t.ahead; a.at > 0 {
		return a.rows[a.at-1].file
	}
	return t.File()
}

// cellName is the name of a cell of the last row of a workbook.
func (t *incidentTable) cellName(i int) string {
	if a := &t.ahead; a.at > 0 {
		if r := &a.rows[a.at-1]; i < len(r.names) {
			return r.names[i]
		}
		return ""
	}
	return t.Reader.Cell(i)
}

// cells are the rows that could be read.
func (a *ahead) cells() [][]string {
	return cellsOf(a.rows, func(r aheadRow) sampledRow { return r.sampledRow })
}

func cellsOf[T any](rows []T, of func(T) sampledRow) [][]string {
	var out [][]string
	for _, r := range rows {
		if s := of(r); s.fault == nil {
			out = append(out, s.cells)
		}
	}
	return out
}
