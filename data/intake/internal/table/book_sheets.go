package table

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"hexbeat/data/intake/internal/fault"
)

// sheetRows reads the rows of a sheet that hold anything.
type sheetRows struct {
	rows     *excelize.Rows
	date1904 bool
	at       int // row that was read last
	line     int // row that was told last
	ahead    []string
	err      error
}

func (b *book) openRows(name string) (*sheetRows, error) {
	var rows *excelize.Rows
	err := guard(func() (err error) { rows, err = b.Rows(name); return err })
	if err != nil {
		return nil, err
	}
	return &sheetRows{rows: rows, date1904: b.date1904}, nil
}

func (s *sheetRows) close() { s.rows.Close() }

// next is the next row that is not blank. Errors: io.EOF, and the library's.
func (s *sheetRows) next() ([]string, error) {
	cells := s.ahead
	if s.ahead = nil; cells == nil && s.err == nil {
		cells, s.err = s.read()
	}
	s.line = s.at
	if cells == nil {
		return nil, s.err
	}
	return cells, nil
}

// ended looks one row ahead.
func (s *sheetRows) ended() bool {
	if s.ahead == nil && s.err == nil {
		s.ahead, s.err = s.read()
	}
	return s.ahead == nil && s.err == io.EOF
}

func (s *sheetRows) read() (cells []string, err error) {
	err = guard(func() error {
		for s.rows.Next() {
			s.at++
			cells, err = s.rows.Columns()
			if err != nil {
				return err
			}
			for i, c := range cells {
				cells[i] = cellText(c, s.date1904)
			}
			if !blank(cells) {
				return nil
			}
		}
		if err := s.rows.Error(); err != nil {
			return err
		}
		return io.EOF
	})
	if err != nil {
		return nil, err
	}
	return cells, nil
}

// choose finds the sheets that hold a table: the one asked for, or all that can be
// seen if their headers are equal. Errors: *fault.Fault, fault.ErrUsage.
func (b *book) choose(o Options, parts map[string]part, where map[string]string) error {
	var all, tables []sheet
	for _, name := range b.GetSheetList() {
		s := sheet{name: name, part: parts[where[name]]}
		var err error
		if s.visible, err = b.GetSheetVisible(name); err != nil {
			return err
		}
		if o.Sheet == "" && !s.visible || o.Sheet != "" && !strings.EqualFold(o.Sheet, name) {
			all = append(all, s)
			continue
		}
		if err := b.survey(&s, o.HeaderLine); err != nil {
			return err
		}
		all = append(all, s)
		if s.header != nil {
			tables = append(tables, s)
		}
	}
	if o.Sheet != "" && !slices.ContainsFunc(all, func(s sheet) bool { return strings.EqualFold(s.name, o.Sheet) }) {
		return fmt.Errorf("%w: %s has no sheet %q; it has %s", fault.ErrUsage, b.file, o.Sheet, sheetNames(all))
	}
	if filled := slices.DeleteFunc(slices.Clone(tables), func(s sheet) bool { return len(s.header) < 2 || s.rows < 2 }); len(filled) > 0 {
		tables = filled // beside a table, a heading alone is a note
	}
	if len(tables) == 0 {
		return fault.OfFile(b.file, "the workbook holds no table", "its sheets are "+sheetNames(all), "name a hidden sheet with --sheet, and the row of the header with --header-line")
	}
	for _, s := range tables[1:] {
		if !sameHeader(s, tables[0]) {
			return fmt.Errorf("%w: %s holds several tables with different headers; say which with --sheet: %s", fault.ErrUsage, b.file, sheetNames(tables))
		}
	}
	b.sheets = tables
	if headless(tables[0].header) {
		return noHeader(b.file+", sheet "+tables[0].name, tables[0].line)
	}
	return nil
}

// survey finds the header of a sheet; a sheet without a row has none.
func (b *book) survey(s *sheet, header int) error {
	rows, err := b.openRows(s.name)
	if err != nil {
		return nil // a chart or a macro has a sheet and no rows
	}
	defer rows.close()
	var recs []record
	var cells [][]string
	for len(recs) < sampleRecords || rows.line < header {
		row, err := rows.next()
		if err != nil {
			break // what keeps the sheet from being read shows when it is
		}
		recs, cells = append(recs, recordOf(rows.line, row)), append(cells, row)
	}
	if len(recs) == 0 {
		return nil
	}
	at := headerAmong(recs)
	if header > 0 {
		at = slices.IndexFunc(recs, func(r record) bool { return r.line >= header })
	}
	if at < 0 {
		return nil
	}
	s.line, s.above, s.rows = recs[at].line, recs[0].line, len(recs)-at
	for _, c := range cells[at] {
		s.header = append(s.header, strings.TrimSpace(c))
	}
	for len(s.header) > 1 && s.header[len(s.header)-1] == "" {
		s.header = s.header[:len(s.header)-1]
	}
	return nil
}
