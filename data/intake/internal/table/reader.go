package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// Options overrides what is detected. The zero value detects everything.
type Options struct {
	Separator rune // of the cells of a line
}

// Format is what was found out about a table.
type Format struct {
	File      string `json:"file"`
	Kind      string `json:"kind"` // csv
	Encoding  string `json:"encoding,omitempty"`
	Separator string `json:"separator,omitempty"`
	Rows      int    `json:"rows"` // read so far, broken ones too
}

// Row is one row of a table.
type Row struct {
	Line  int      // on which it begins
	Cells []string // the slice, not its strings, is used again for the next row
}

// Reader reads a table row by row.
type Reader struct {
	body   io.ReadCloser
	csv    *csv.Reader
	header []string
	format Format
}

// Open reads a table's header. Errors: *fault.Fault.
func Open(item unpack.Item, o Options) (*Reader, error) {
	body, err := item.Open()
	if err != nil {
		return nil, unreadable(item.Name, err, "check the name and that you may read it")
	}
	r := &Reader{body: body, format: Format{File: item.Name, Kind: "csv", Encoding: "UTF-8"}}
	if err := r.open(item, o); err != nil {
		body.Close()
		return nil, err
	}
	return r, nil
}

func (r *Reader) open(item unpack.Item, o Options) error {
	buf := bufio.NewReaderSize(r.body, 1<<16)
	head, err := buf.Peek(1 << 15)
	if err != nil && !errors.Is(err, io.EOF) {
		return unreadable(item.Name, err, "fetch it again")
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return fault.OfFile(item.Name, "the file is empty", "", "export it again; nothing was imported")
	}
	if err := unpack.CheckKind(item.Name, item.Ext, head[:min(len(head), 512)]); err != nil {
		return err
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		buf.Discard(3)
	}
	if o.Separator == 0 {
		o.Separator = separator(head)
	}
	r.format.Separator = string(o.Separator)
	r.csv = csv.NewReader(buf)
	r.csv.Comma, r.csv.FieldsPerRecord, r.csv.ReuseRecord = o.Separator, -1, true
	names, err := r.csv.Read()
	if err != nil {
		return &fault.Fault{File: item.Name, Line: 1, Reason: "the header cannot be read", Detail: err.Error(), Hint: "the first line must name the columns"}
	}
	r.header = make([]string, len(names))
	for i, n := range names {
		r.header[i] = strings.Clone(strings.TrimSpace(n))
	}
	return nil
}

// unreadable makes a fault of an error in reading, unless it is one already.
func unreadable(name string, err error, hint string) error {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f
	}
	return fault.OfFile(name, "cannot be read", err.Error(), hint)
}

// separator is the one of comma, semicolon and tab that the header holds most of.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', bytes.Count(line, []byte(","))
	for _, s := range []rune{';', '\t'} {
		if n := bytes.Count(line, []byte(string(s))); n > most {
			best, most = s, n
		}
	}
	return best
}

// Header is the names of the columns, without blanks around them.
func (r *Reader) Header() []string { return r.header }

// Format is what was found out about the table, and how many rows were read so far.
func (r *Reader) Format() Format { return r.format }

// Column is the first byte of cell i of the last row in its line, from 1.
func (r *Reader) Column(i int) int {
	_, col := r.csv.FieldPos(i)
	return col
}

// Close ends the reading.
func (r *Reader) Close() error { return r.body.Close() }

// Next reads a row. It is a fault when the line is not one row of the table; then
// the row holds what could be read of it. Errors: io.EOF after the last row,
// *fault.Fault where the reading cannot go on.
func (r *Reader) Next() (Row, *fault.Fault, error) {
	cells, err := r.csv.Read()
	var pe *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return Row{}, nil, io.EOF
	case errors.As(err, &pe):
		r.format.Rows++
		return Row{pe.StartLine, cells}, r.quoteFault(pe), nil
	case err != nil:
		return Row{}, nil, unreadable(r.format.File, err, "fetch it again")
	}
	r.format.Rows++
	line, _ := r.csv.FieldPos(0)
	row := Row{line, cells}
	if len(cells) != len(r.header) {
		return row, &fault.Fault{File: r.format.File, Line: line, Reason: "wrong number of columns",
			Detail: fmt.Sprintf("%d where the header has %d", len(cells), len(r.header)), Hint: "put a field that holds the separator in double quotes"}, nil
	}
	for i, c := range cells {
		if !utf8.ValidString(c) {
			return row, &fault.Fault{File: r.format.File, Line: line, Column: r.Column(i), Field: r.header[i], Reason: "text is not UTF-8", Hint: "export the file as CSV UTF-8"}, nil
		}
	}
	return row, nil, nil
}

// quoteFault points at the quote; of one that stays open over several lines, at the
// line it begins on, with the last line it took with it.
func (r *Reader) quoteFault(pe *csv.ParseError) *fault.Fault {
	f := &fault.Fault{File: r.format.File, Line: pe.Line, Column: pe.Column, Reason: "the line's quotes do not match", Detail: pe.Err.Error(),
		Hint: "put a field that holds quotes or commas in double quotes, and double the quotes inside it"}
	if pe.StartLine != pe.Line {
		f.Line, f.Column = pe.StartLine, 0
		f.Detail = fmt.Sprintf("a quote begins here and is open until line %d, and no row between could be read", pe.Line)
	}
	return f
}
