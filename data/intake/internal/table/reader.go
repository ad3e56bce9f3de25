package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// Options overrides what is detected. The zero value detects everything.
type Options struct {
	Kind       string // csv (text with any separator), xlsx or geojson
	Encoding   string // of text: utf-8, utf-16le, windows-1252 and the others browsers know
	Separator  byte   // of the cells of a line of text
	Sheet      string // of a workbook, also a hidden one
	HeaderLine int    // line, or row of a sheet, that names the columns
	CRS        string // of points in GeoJSON, when the file's own is wrong or missing
	MaxRecord  int    // bytes of one row of text; 0 for 1 MB
	Strict     bool   // take no quote that stands out of place for text
}

// Row is one row of a table.
type Row struct {
	Line  int      // on which it begins
	Cells []string // the slice, not its strings, is used again for the next row
}

// source is one kind of table.
type source interface {
	// next reads a row; see Reader.Next.
	next() (Row, *fault.Fault, error)
	// column is the first byte of a cell of the last row in its line, from 1; in a
	// workbook its column.
	column(cell int) int
	// cell is the name of a cell of the last row where cells have names: C12.
	cell(cell int) string
	// ended tells whether nothing but blank rows follows the last one.
	ended() bool
	io.Closer
}

// Reader reads a table row by row.
type Reader struct {
	maxRow int // bytes that the cells of a row may hold, in UTF-8
	source
	header  []string
	formats []Format // the last is that of the row read last
}

// Open reads a table's beginning, up to its header. Errors: *fault.Fault, fault.ErrUsage.
func Open(item unpack.Item, o Options) (*Reader, error) {
	body, err := item.Open()
	if err != nil {
		return nil, unreadable(item.Name, err, "check the name and that you may read it")
	}
	r := &Reader{maxRow: 2 * max(o.MaxRecord, maxRecord)}
	if err := r.open(item, body, o); err != nil {
		body.Close()
		return nil, err
	}
	return r, nil
}

// headSize is how much of a file its kind, encoding and separator are told by.
const headSize = 1 << 16

func (r *Reader) open(item unpack.Item, body io.ReadCloser, o Options) error {
	head := make([]byte, headSize)
	n, err := io.ReadFull(body, head)
	head = head[:n]
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return unreadable(item.Name, err, "fetch it again")
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return fault.OfFile(item.Name, "the file is empty", "", "export it again; nothing was imported")
	}
	if o.Kind == "" {
		if err := unpack.CheckKind(item.Name, item.Ext, head[:min(n, 512)]); err != nil {
			return err
		}
		o.Kind = kindOf(item.Ext, head)
	}
	switch o.Kind {
	case "csv":
		return r.openText(item, body, head, o)
	case "xlsx":
		return r.openBook(item, body, head, o)
	case "geojson":
		return r.openPoints(item, body, head, o)
	}
	return fmt.Errorf("%w: there is no format %q; the formats are csv, xlsx and geojson", fault.ErrUsage, o.Kind)
}

// kindOf tells the kind of a table by its file's ending, or without one by how it begins.
func kindOf(ext string, head []byte) string {
	switch {
	case ext == ".xlsx", ext == "" && bytes.HasPrefix(head, []byte("PK")):
		return "xlsx"
	case ext == ".geojson", ext == ".json", ext == "" && bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff"), []byte("{")):
		return "geojson"
	}
	return "csv"
}

// unreadable makes a fault of an error in reading, unless it says already what to do.
func unreadable(name string, err error, hint string) error {
	var f *fault.Fault
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, fault.ErrUsage):
		return err
	}
	return fault.OfFile(name, "cannot be read", err.Error(), hint)
}

// Header is the names of the columns, without blanks around them.
func (r *Reader) Header() []string { return r.header }

// Format is what was found out about the table that is being read.
func (r *Reader) Format() Format { return r.formats[len(r.formats)-1] }

// File names the table in messages; a workbook's with its sheet.
func (r *Reader) File() string {
	f := r.format()
	if f.Sheet != "" {
		return f.File + ", sheet " + f.Sheet
	}
	return f.File
}

// Formats is what was found out about each table so far: a workbook may hold several.
func (r *Reader) Formats() []Format { return r.formats }

// Column is the first byte of a cell of the last row in its line, from 1; in a
// workbook the number of its column.
func (r *Reader) Column(cell int) int { return r.source.column(cell) }

// Cell is the name of a cell of the last row in a workbook, such as C12; elsewhere
// it is empty.
func (r *Reader) Cell(cell int) string { return r.source.cell(cell) }

// format is the one that is being read.
func (r *Reader) format() *Format { return &r.formats[len(r.formats)-1] }

// Next reads a row. It is a fault when the line is not one row of the table; then
// the row holds what could be read of it. Blank rows, and a total below the last
// row, are no rows. Errors: io.EOF after the last row, *fault.Fault where the
// reading cannot go on.
func (r *Reader) Next() (Row, *fault.Fault, error) {
	for {
		row, f, err := r.source.next()
		if err != nil {
			return Row{}, nil, err
		}
		if total(row.Cells, len(r.header)) && r.ended() {
			r.note("left out: line %d, a total", row.Line)
			continue
		}
		r.format().Rows++
		if f == nil && size(row.Cells) > r.maxRow {
			f = &fault.Fault{File: r.File(), Line: row.Line, Reason: "the row is too long", Detail: fmt.Sprintf("more than %d KB", r.maxRow>>10), Hint: "it looks like something other than a table; export the file again"}
		}
		return row, f, nil
	}
}

// size is the bytes of a row's cells.
func size(cells []string) int {
	n := 0
	for _, c := range cells {
		n += len(c)
	}
	return n
}

func (r *Reader) note(format string, args ...any) {
	f := r.format()
	f.Notes = append(f.Notes, fmt.Sprintf(format, args...))
}

var totalWord = regexp.MustCompile(`(?i)^(grand |sub)?totals?\b`)

// total tells whether a row sums up those above it: its first word says so, and it
// holds little else.
func total(cells []string, width int) bool {
	i := 0
	for i < len(cells) && cells[i] == "" {
		i++
	}
	if i == len(cells) {
		return false
	}
	first := strings.TrimSpace(cells[i])
	if first == "" || strings.IndexByte("TtGgSs", first[0]) < 0 || !totalWord.MatchString(first) {
		return false
	}
	return recordOf(0, cells).filled <= max(2, width/2)
}

// blank tells whether no cell holds anything.
func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" && (c[0] > ' ' || strings.TrimSpace(c) != "") {
			return false
		}
	}
	return true
}
