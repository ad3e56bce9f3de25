package table

import (
	"bytes"
	"strings"
)

// quoted reads a record that holds quotes, whose first line is n bytes long and
// with its end next bytes.
func (s *splitter) quoted(n, next int) flaw {
	c := cutter{sep: s.sep, strict: s.strict, spans: s.scratch[:0]}
	first, second, opening := n, next, 0
	defer func() { s.scratch = c.spans }()
	for lines := 1; ; lines++ {
		record := s.w.buf[s.w.from : s.w.from+n]
		c.cut(record)
		if lines == 1 {
			opening = c.opening
		}
		switch {
		case c.state == cutDone && (lines == 1 || s.plausible(record, c.spans)),
			c.state == cutBroken && lines == 1 && c.clear(record, s.width):
			s.take(record, c.spans, next, lines)
			return flaw{}
		case c.state == cutBroken && lines == 1:
			s.take(record, nil, next, 1)
			return flaw{what: flawQuote, at: c.odd + 1}
		case c.state == cutOpen && lines < maxLines && next < s.w.most:
			if more, end, ok := s.w.line(next); ok && more >= 0 {
				n, next = next+more, next+end
				continue
			}
		}
		s.take(s.w.buf[s.w.from:s.w.from+first], nil, second, 1)
		return flaw{what: flawOpen, at: opening + 1, till: s.at + lines - 1}
	}
}

// take makes cells of the spans of a record, which with its end is next bytes and so
// many lines long. Without spans the record stays whole.
func (s *splitter) take(record []byte, spans []span, next, lines int) {
	s.keep(record, len(spans))
	s.w.from += next
	s.line = s.at + lines
	if spans == nil {
		s.whole()
		return
	}
	s.spans = append(s.spans, spans...)
	for _, sp := range spans {
		cell := s.text[sp.from:sp.to]
		if sp.doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		if lines > 1 {
			cell = strings.ReplaceAll(cell, "\r\n", "\n")
		}
		s.cells = append(s.cells, cell)
	}
}

// sureWidth is from how many columns on a line that has just as many cells is taken
// for a row of its own, and not for a line of somebody's note.
const sureWidth = 4

// plausible tells whether a record of several lines is one. It is not when it has
// the wrong number of cells, or when each of its lines would be a row by itself: then
// a quote was left open and another, further down, has closed it by chance.
func (s *splitter) plausible(record []byte, spans []span) bool {
	if s.width == 0 {
		return true
	}
	if len(spans) != s.width {
		return false
	}
	if s.width < sureWidth {
		return true
	}
	for line := range bytes.SplitSeq(record, []byte{'\n'}) {
		if bytes.Count(line, []byte{s.sep})+1 != s.width {
			return true
		}
	}
	return false
}
