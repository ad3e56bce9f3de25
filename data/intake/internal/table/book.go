package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// book is the tables of a workbook, sheet by sheet.
type book struct {
	*excelize.File
	reader   *Reader
	file     string
	date1904 bool
	sheets   []sheet // that are read, one after the other
	rows     *sheetRows
	line     int // of the last row told
}

// sheet is a sheet that holds a table.
type sheet struct {
	name    string
	header  []string
	line    int // of the header
	above   int // line of the first row that is not blank
	rows    int // seen in the sample, header and titles among them
	part    part
	visible bool
	beside  bool // something stands beside the table
}

// openBook reads the headers of a workbook whose first bytes are head.
func (r *Reader) openBook(item unpack.Item, body io.ReadCloser, head []byte, o Options) error {
	b := &book{reader: r, file: item.Name}
	packed, err := io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(head), body), maxBook+1))
	if err != nil {
		return unreadable(item.Name, err, "fetch it again")
	}
	body.Close()
	if len(packed) > maxBook {
		return fault.OfFile(item.Name, "the workbook is too large", fmt.Sprintf("more than %d MB", maxBook>>20), "save the sheet as CSV UTF-8")
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return fault.OfFile(item.Name, "the workbook is damaged", err.Error(), "fetch it again")
	}
	parts, err := checkParts(item.Name, z)
	if err != nil {
		return err
	}
	if err := guard(func() error { return b.open(packed) }); err != nil {
		return errors.Join(fault.OfFile(item.Name, "the workbook cannot be read", err.Error(), "open it in the spreadsheet program and save it again as .xlsx"), b.Close())
	}
	err = guard(func() error { return b.choose(o, parts, sheetParts(z)) })
	if err == nil {
		err = b.begin(0)
	}
	if err != nil {
		b.Close()
		return unreadable(item.Name, err, "open it in the spreadsheet program and save it again as .xlsx")
	}
	r.source, r.header = b, b.sheets[0].header
	return nil
}

func (b *book) open(packed []byte) (err error) {
	b.File, err = excelize.OpenReader(bytes.NewReader(packed), excelize.Options{UnzipSizeLimit: maxSheets, UnzipXMLSizeLimit: largePart})
	if err != nil {
		return err
	}
	props, err := b.GetWorkbookProps()
	if err != nil {
		return err
	}
	b.date1904 = props.Date1904 != nil && *props.Date1904
	return markDates(b.File)
}

// guard turns a panic of the library over a workbook that is not what it should be
// into an error.
func guard(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return do()
}

// Close implements io.Closer.
func (b *book) Close() error {
	if b.rows != nil {
		b.rows.close()
	}
	if b.File == nil {
		return nil
	}
	return b.File.Close()
}

// begin goes on with sheet i.
func (b *book) begin(i int) error {
	s := b.sheets[i]
	rows, err := b.openRows(s.name)
	if err != nil {
		return err
	}
	b.rows = rows
	b.reader.formats = append(b.reader.formats, Format{File: b.file, Kind: "xlsx", Sheet: s.name, Header: s.line})
	if s.line > s.above && s.above > 0 {
		b.reader.note("left out: %s, above the header", lines(s.above, s.line-1))
	}
	if s.part.unknown > 0 {
		b.reader.note("%d formulas have no value yet, and their cells were read as empty: open the workbook in the spreadsheet program and save it", s.part.unknown)
	}
	return nil
}

func (b *book) next() (Row, *fault.Fault, error) {
	for {
		s := &b.sheets[len(b.reader.formats)-1]
		cells, err := b.rows.next()
		switch {
		case err == io.EOF && b.rows.line < s.part.last:
			return Row{}, nil, &fault.Fault{File: b.reader.File(), Line: b.rows.line + 1, Reason: "the sheet cannot be read to its end",
				Detail: fmt.Sprintf("it has %d rows", s.part.last), Hint: "open it in the spreadsheet program and save it again"}
		case err == io.EOF && len(b.reader.formats) == len(b.sheets):
			return Row{}, nil, io.EOF
		case err == io.EOF:
			b.rows.close()
			if err := b.begin(len(b.reader.formats)); err != nil {
				return Row{}, nil, unreadable(b.file, err, "open it in the spreadsheet program and save it again")
			}
			continue
		case err != nil:
			return Row{}, nil, fault.OfFile(b.reader.File(), "the sheet cannot be read", err.Error(), "open it in the spreadsheet program and save it again")
		case b.rows.line <= s.line:
			continue
		}
		b.line = b.rows.line
		return Row{b.line, b.fit(cells, s)}, nil, nil
	}
}

// fit gives a row the header's number of cells. What stands to the right of the last
// heading belongs to no column.
func (b *book) fit(cells []string, s *sheet) []string {
	width := len(s.header)
	if len(cells) > width && !s.beside && !blank(cells[width:]) {
		s.beside = true
		b.reader.note("what stands to the right of the last heading, first in row %d, was not read", b.line)
	}
	for len(cells) < width {
		cells = append(cells, "")
	}
	return cells[:width]
}

// column is a cell's column, from 1.
func (b *book) column(cell int) int { return cell + 1 }

func (b *book) cell(cell int) string {
	name, err := excelize.CoordinatesToCellName(cell+1, b.line)
	if err != nil {
		return ""
	}
	return name
}

func (b *book) ended() bool { return b.rows.ended() }

// sheetNames lists sheets for a message.
func sheetNames(sheets []sheet) string {
	var out []string
	for _, s := range sheets {
		out = append(out, s.name)
	}
	return strings.Join(out, ", ")
}

func sameHeader(a, b sheet) bool { return slices.EqualFunc(a.header, b.header, strings.EqualFold) }
