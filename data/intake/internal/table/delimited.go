package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// delimited is a table of lines that a separator cuts into cells.
type delimited struct {
	*splitter
	format *Format
	item   unpack.Item
	body   io.Closer
	coding coding
	header []string
	named  int // columns up to the last that has a name
}

// openText reads the header of delimited text that begins with head.
func (r *Reader) openText(item unpack.Item, body io.ReadCloser, head []byte, o Options) (err error) {
	t := &delimited{item: item, body: body}
	if o.Encoding != "" {
		t.coding, err = codingNamed(o.Encoding, head)
	} else {
		t.coding, err = detectCoding(item, head)
	}
	if err != nil {
		return err
	}
	whole := len(head) < headSize
	in := io.MultiReader(bytes.NewReader(head[t.coding.bom:]), body)
	head = head[t.coding.bom:]
	if t.coding.stream != nil {
		in = transform.NewReader(in, t.coding.stream.NewDecoder())
		if head, _, err = transform.Bytes(t.coding.stream.NewDecoder(), head); err != nil {
			return fault.OfFile(item.Name, "the file is not what its name says", "it is not "+t.coding.name, "name its encoding with --encoding")
		}
	}
	if bytes.Count(head, []byte{0})*10 > len(head) {
		return fault.OfFile(item.Name, "the file is not text", "it holds NUL bytes", "export it again as CSV in UTF-8")
	}
	if onlyCR(head) {
		in, head = crReader{in}, bytes.ReplaceAll(head, []byte{'\r'}, []byte{'\n'})
	}
	s := look(head, whole, o.Separator, o.HeaderLine)
	t.splitter = newSplitter(in, s.sep)
	if o.MaxRecord > 0 {
		t.w.most = o.MaxRecord
	}
	r.formats = []Format{{File: item.Name, Kind: "csv", Encoding: t.coding.name, Separator: string(s.sep), Header: s.header}}
	t.format = r.format()
	if s.header > s.first && s.first > 0 {
		r.note("left out: %s, above the header", lines(s.first, s.header-1))
	}
	if err := t.readHeader(s.header); err != nil {
		return err
	}
	t.width, t.strict = len(t.header), o.Strict
	r.source, r.header = t, t.header
	return nil
}

// lines names a range of lines.
func lines(from, to int) string {
	if from == to {
		return fmt.Sprintf("line %d", from)
	}
	return fmt.Sprintf("lines %d to %d", from, to)
}

// onlyCR tells whether lines end as on an old Macintosh.
func onlyCR(head []byte) bool {
	cr, lf := bytes.Count(head, []byte{'\r'}), bytes.Count(head, []byte{'\n'})
	return cr-bytes.Count(head, []byte("\r\n")) > lf
}

// crReader turns carriage returns into line feeds.
type crReader struct{ r io.Reader }

// Read implements io.Reader.
func (c crReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

func (t *delimited) readHeader(line int) error {
	bad, err := t.splitter.next()
	for err == nil && t.at < line {
		bad, err = t.splitter.next()
	}
	var f *fault.Fault
	if errors.Is(err, io.EOF) {
		return &fault.Fault{File: t.item.Name, Line: line, Reason: "there is no header", Detail: "the file ends above this line", Hint: "check --header-line"}
	} else if err != nil {
		return unreadable(t.item.Name, err, "fetch it again")
	} else if bad.what != flawNone {
		f = t.fault(bad)
	} else if i := t.undecodable(); i >= 0 {
		f = t.badText(i)
	}
	if f != nil {
		f.Reason, f.Detail = "the header cannot be read", f.Reason
		return f
	}
	t.header = make([]string, len(t.cells))
	for i, n := range t.cells {
		if t.header[i] = strings.Clone(strings.TrimSpace(n)); t.header[i] != "" {
			t.named = i + 1
		}
	}
	if headless(t.header) {
		return noHeader(t.item.Name, t.at)
	}
	return nil
}

func (t *delimited) next() (Row, *fault.Fault, error) {
	for {
		bad, err := t.splitter.next()
		switch {
		case errors.Is(err, io.EOF):
			return Row{}, nil, io.EOF
		case err != nil:
			return Row{}, nil, unreadable(t.item.Name, err, "fetch it again")
		case bad.what == flawNone && blank(t.cells):
			continue
		}
		cell := t.undecodable()
		row := Row{t.at, t.cells}
		switch {
		case bad.what != flawNone:
			return row, t.fault(bad), nil
		case cell >= 0:
			return row, t.badText(cell), nil
		}
		if row.Cells = fit(t.cells, t.named, t.width); row.Cells == nil {
			return Row{t.at, t.cells}, t.wrongWidth(), nil
		}
		return row, nil, nil
	}
}

// fit gives a row the header's number of cells, if it differs from it by no more
// than empty cells at the end, or by columns that have no name; else it is nil.
func fit(cells []string, named, width int) []string {
	switch {
	case len(cells) == width:
		return cells
	case len(cells) < named, len(cells) > width && !blank(cells[width:]):
		return nil
	}
	for len(cells) < width {
		cells = append(cells, "")
	}
	return cells[:width]
}

// undecodable decodes the cells of a record and returns the first that cannot be
// decoded, or -1. Where all text so far was ASCII, the first byte that is not UTF-8
// decides about the encoding.
func (t *delimited) undecodable() int {
	if t.coding.bytes == nil {
		sound := utf8.ValidString(t.text) && strings.IndexByte(t.text, 0) < 0
		if sound && (t.coding.stream == nil || !strings.ContainsRune(t.text, utf8.RuneError)) {
			return -1
		}
		if t.coding.open && !utf8.ValidString(t.text) {
			t.coding.open = false
			if c, err := tallied(t.item); err == nil {
				t.coding, t.format.Encoding = c, c.name
			}
		}
	}
	for i, cell := range t.cells {
		if strings.IndexByte(cell, 0) >= 0 {
			return i
		}
		if t.coding.bytes != nil {
			var ok bool
			if t.cells[i], ok = t.coding.decode(cell); !ok {
				return i
			}
		} else if !utf8.ValidString(cell) || t.coding.stream != nil && strings.ContainsRune(cell, utf8.RuneError) {
			return i
		}
	}
	return -1
}

func (t *delimited) column(cell int) int { return t.splitter.column(cell) }

func (t *delimited) cell(int) string { return "" }

func (t *delimited) ended() bool { return t.w.blank() }

// Close implements io.Closer.
func (t *delimited) Close() error { return t.body.Close() }

// badText says what is wrong with the text of a cell.
func (t *delimited) badText(cell int) *fault.Fault {
	f := &fault.Fault{File: t.item.Name, Line: t.at, Column: t.column(cell), Reason: "text is not " + t.coding.name, Hint: "export the file as CSV UTF-8, or name its encoding with --encoding"}
	if cell < len(t.header) {
		f.Field = t.header[cell]
	}
	if strings.IndexByte(t.cells[cell], 0) >= 0 {
		f.Reason, f.Hint = "the cell holds a NUL byte", "the file was damaged on its way; fetch it again"
	}
	return f
}

func (t *delimited) wrongWidth() *fault.Fault {
	return &fault.Fault{File: t.item.Name, Line: t.at, Reason: "wrong number of columns",
		Detail: fmt.Sprintf("%d where the header has %d", len(t.cells), t.width),
		Hint:   "put a field that holds the separator in double quotes; a record broken over two lines must stand on one"}
}

// fault says what kept a line from being a record.
func (t *delimited) fault(bad flaw) *fault.Fault {
	f := &fault.Fault{File: t.item.Name, Line: t.at, Column: bad.at}
	switch bad.what {
	case flawQuote:
		f.Reason = "the line's quotes do not match"
		f.Detail = "text stands behind a closing quote"
		f.Hint = "put a field that holds quotes or commas in double quotes, and double the quotes inside it"
	case flawOpen:
		f.Reason = "a quote is not closed"
		f.Detail = fmt.Sprintf("it is open until line %d; the lines below this one were read by themselves", bad.till)
		f.Hint = "close the quote, or double it where it belongs to the text"
	default:
		f.Reason = "the line is too long"
		f.Detail = fmt.Sprintf("more than %d KB", t.w.most>>10)
		f.Hint = "it looks like something other than a table; export the file again"
	}
	return f
}
