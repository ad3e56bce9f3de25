package table

import (
	"bytes"
	"io"
	"strings"
)

// splitter cuts delimited text into records of cells, as RFC 4180 has it and a
// little wider: any separator of one byte, blanks round a quoted cell, quotes inside
// a cell that does not begin with one. A record that cannot be cut is a flaw of the
// line on which it begins, and the reading goes on with the line after that, so that
// a quote left open takes no other line with it.
type splitter struct {
	w      window
	sep    byte
	width  int  // cells of a record; 0 while that is not known
	strict bool // a quote out of place is a flaw, however clear its meaning
	line   int  // of the next record, from 1

	at    int    // line of the last record
	text  string // its bytes; the cells are parts of it
	cells []string
	spans []span // of the cells

	scratch []span // of lines with quotes
}

// span is where a cell stands in its record: its bytes without quotes, and where
// those began. doubled says that quotes inside it are written twice.
type span struct {
	from, to, first int
	doubled         bool
}

// flaw is what keeps a line from being a record.
type flaw struct {
	at   int // byte in the line, from 1; 0 for the line as a whole
	what flawKind
	till int // the last line that an open quote was followed to
}

type flawKind int

const (
	flawNone  flawKind = iota
	flawQuote          // a quote inside a line has no clear meaning
	flawOpen           // a quote is not closed
	flawLong           // the line is longer than a record may be
)

// shownLong is how much of a line that is too long is shown.
const shownLong = 200

func newSplitter(r io.Reader, sep byte) *splitter {
	return &splitter{w: window{r: r, most: maxRecord}, sep: sep, line: 1}
}

// next reads a record into cells. With a flaw they hold the line as it stands.
// Errors: io.EOF, and those of the reader.
func (s *splitter) next() (flaw, error) {
	n, next, ok := s.w.line(0)
	if !ok {
		if err := s.w.failed(); err != nil {
			return flaw{}, err
		}
		return flaw{}, io.EOF
	}
	s.at = s.line
	if n < 0 {
		s.take(s.w.buf[s.w.from:s.w.from+shownLong], nil, 0, 1)
		s.w.skipLine()
		return flaw{what: flawLong}, s.w.failed()
	}
	line := s.w.buf[s.w.from : s.w.from+n]
	if bytes.IndexByte(line, '"') < 0 {
		s.plain(line)
		s.w.from += next
		s.line++
		return flaw{}, nil
	}
	return s.quoted(n, next), nil
}

// plain cuts a line without quotes.
func (s *splitter) plain(line []byte) {
	s.keep(line, len(s.cells))
	text, from := s.text, 0
	for {
		i := strings.IndexByte(text[from:], s.sep)
		if i < 0 {
			break
		}
		s.cells = append(s.cells, text[from:from+i])
		s.spans = append(s.spans, span{first: from})
		from += i + 1
	}
	s.cells = append(s.cells, text[from:])
	s.spans = append(s.spans, span{first: from})
}

// keep copies a record out of the window and makes room for its cells.
func (s *splitter) keep(record []byte, cells int) {
	s.text = string(record)
	s.cells, s.spans = s.cells[:0], s.spans[:0]
	if cap(s.cells) < cells {
		s.cells, s.spans = make([]string, 0, cells), make([]span, 0, cells)
	}
}

// whole leaves the kept text as one cell.
func (s *splitter) whole() {
	s.cells, s.spans = append(s.cells[:0], s.text), append(s.spans[:0], span{})
}

// column is the first byte of cell i in its line, from 1.
func (s *splitter) column(i int) int {
	if i >= len(s.spans) {
		return 0
	}
	first := s.spans[i].first
	return first - strings.LastIndexByte(s.text[:first], '\n')
}
