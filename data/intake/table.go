package intake

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

// openTable opens a delimited table and reads its header: the separator is the one
// of comma, semicolon and tab that the header holds most of.
func (r *reader) openTable(st unpack.Item) (*table, error) {
	body, err := st.Open()
	var f *Fault
	if errors.As(err, &f) {
		return nil, f
	} else if err != nil {
		return nil, fault.OfFile(st.Name, "cannot be read", err.Error(), "check the name and that you may read it")
	}
	t, err := r.header(st, body)
	if err != nil {
		body.Close()
		return nil, err
	}
	return t, nil
}

func (r *reader) header(st unpack.Item, body io.ReadCloser) (*table, error) {
	buf := bufio.NewReaderSize(body, 1<<16)
	head, err := buf.Peek(1 << 15)
	if err != nil && !errors.Is(err, io.EOF) {
		var f *Fault
		if errors.As(err, &f) {
			return nil, f
		}
		return nil, fault.OfFile(st.Name, "cannot be read", err.Error(), "fetch it again")
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return nil, fault.OfFile(st.Name, "the file is empty", "", "export it again; nothing was imported")
	}
	if err := unpack.CheckKind(st.Name, st.Ext, head[:min(len(head), 512)]); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		buf.Discard(3)
	}
	c := csv.NewReader(buf)
	c.Comma, c.FieldsPerRecord, c.ReuseRecord = separator(head), -1, true
	names, err := c.Read()
	if err != nil {
		return nil, &Fault{File: st.Name, Line: 1, Reason: "the header cannot be read", Detail: err.Error(), Hint: "the first line must name the columns"}
	}
	t := &table{name: st.Name, body: body, csv: c, crs: r.o.CRS, zone: r.o.Zone, local: r.local, width: len(names)}
	header := make([]string, len(names))
	for i, n := range names {
		header[i] = strings.Clone(strings.TrimSpace(n))
	}
	if ids := identities(header, r.o.DropColumns); len(ids) > 0 {
		return nil, fmt.Errorf("%w: %s:1: %s; take them out of the export, or strip them with --drop-columns %q", ErrIdentity, st.Name, strings.Join(ids, ", "), strings.Join(ids, ","))
	}
	if t.cols, err = mapColumns(st.Name, header, r.o.Profile, r.o.Map); err != nil {
		return nil, err
	}
	for field, i := range t.cols.at {
		if indexFold(r.o.DropColumns, header[i]) >= 0 {
			return nil, fmt.Errorf("%w: column %q is both dropped and read as %s", ErrUsage, header[i], field)
		}
	}
	for _, d := range r.o.DropColumns {
		if i := indexFold(header, d); i >= 0 {
			t.drop = append(t.drop, i)
		}
	}
	return t, nil
}

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

// quoteFault points at the quote; of one that stays open over several lines, at the
// line it begins on, with the last line it took with it.
func quoteFault(file string, pe *csv.ParseError) *Fault {
	f := &Fault{File: file, Line: pe.Line, Column: pe.Column, Reason: "the line's quotes do not match", Detail: pe.Err.Error(),
		Hint: "put a field that holds quotes or commas in double quotes, and double the quotes inside it"}
	if pe.StartLine != pe.Line {
		f.Line, f.Column = pe.StartLine, 0
		f.Detail = fmt.Sprintf("a quote begins here and is open until line %d, and no row between could be read", pe.Line)
	}
	return f
}

// shown is as much of a broken line as may be repeated: where a column about people is
// stripped, nobody can say which of the cells holds it.
func (t *table) shown(cells []string) []string {
	if len(t.drop) > 0 {
		return []string{"not shown, because columns are dropped"}
	}
	return cells
}

// next reads a row. The row is a fault when the line is not one row of the table;
// an error ends the reading.
func (t *table) next() (*row, []string, *Fault, error) {
	cells, err := t.csv.Read()
	var pe *csv.ParseError
	var f *Fault
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil, nil, io.EOF
	case errors.As(err, &pe):
		return nil, t.shown(cells), quoteFault(t.name, pe), nil
	case errors.As(err, &f):
		return nil, nil, nil, f
	case err != nil:
		return nil, nil, nil, fault.OfFile(t.name, "cannot be read", err.Error(), "fetch it again")
	}
	line, _ := t.csv.FieldPos(0)
	for _, i := range t.drop {
		if i < len(cells) {
			cells[i] = ""
		}
	}
	if len(cells) != t.width {
		return nil, t.shown(cells), &Fault{File: t.name, Line: line, Reason: "wrong number of columns",
			Detail: fmt.Sprintf("%d where the header has %d", len(cells), t.width), Hint: "put a field that holds the separator in double quotes"}, nil
	}
	for i, c := range cells {
		if !utf8.ValidString(c) {
			_, col := t.csv.FieldPos(i)
			return nil, cells, &Fault{File: t.name, Line: line, Column: col, Field: t.cols.header[i], Reason: "text is not UTF-8", Hint: "export the file as CSV UTF-8"}, nil
		}
	}
	return &row{file: t.name, line: line, cells: cells, cols: &t.cols, crs: t.crs, zone: t.zone, local: t.local,
		column: func(i int) int { _, col := t.csv.FieldPos(i); return col }}, cells, nil, nil
}
