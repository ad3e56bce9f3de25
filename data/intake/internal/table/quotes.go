package table

import (
	"bytes"
	"slices"
)

// cutter cuts a record that holds quotes into spans. It can be given the record
// again with another line behind it, when a quote was open at the end.
type cutter struct {
	how     leniency
	strict  bool
	sep     byte
	spans   []span
	state   cutState
	pos     int  // where to go on
	cell    span // the quoted cell that is being read
	opening int  // where its quote stands
	odd     int  // where a quote out of place stands
}

type cutState int

const (
	cutCell   cutState = iota // a cell begins
	cutOpen                   // inside quotes
	cutDone                   // at the end of the record
	cutBroken                 // at a quote out of place
)

// leniency says how to take text behind a closing quote.
type leniency int

const (
	noText      leniency = iota // it is out of place
	innerQuotes                 // the quote belongs to the text: "The "Old" Mill"
	leadingWord                 // the cell merely begins with a quoted word: "Old" Mill
)

func (c *cutter) cut(record []byte) {
	for c.state == cutCell || c.state == cutOpen {
		if c.state == cutCell {
			c.begin(record)
			continue
		}
		i := bytes.IndexByte(record[c.pos:], '"')
		if i < 0 {
			c.pos = len(record)
			return
		}
		c.quote(record, c.pos+i)
	}
}

// begin reads a cell without quotes round it, or the opening quote.
func (c *cutter) begin(record []byte) {
	first := c.pos
	if p := c.blanks(record, first); p < len(record) && record[p] == '"' {
		c.opening, c.pos, c.state = p, p+1, cutOpen
		c.cell = span{from: p + 1, first: first}
		return
	}
	c.bare(record, first)
}

func (c *cutter) bare(record []byte, first int) {
	to := len(record)
	if i := bytes.IndexByte(record[first:], c.sep); i >= 0 {
		to = first + i
	}
	if q := bytes.IndexByte(record[first:to], '"'); q >= 0 && c.strict {
		c.odd, c.state = first+q, cutBroken
		return
	}
	c.end(record, span{from: first, to: to, first: first}, to)
}

// end takes a cell, behind which stands the separator or the record's end.
func (c *cutter) end(record []byte, cell span, to int) {
	c.spans = append(c.spans, cell)
	c.pos, c.state = to+1, cutCell
	if to == len(record) {
		c.state = cutDone
	}
}

// quote looks at a quote inside a quoted cell: half of a doubled one, the closing
// one, or one out of place.
func (c *cutter) quote(record []byte, q int) {
	if q+1 < len(record) && record[q+1] == '"' {
		c.cell.doubled, c.pos = true, q+2
		return
	}
	if p := c.blanks(record, q+1); p == len(record) || record[p] == c.sep {
		c.cell.to = q
		c.end(record, c.cell, p)
		return
	}
	switch c.how {
	case innerQuotes:
		c.pos = q + 1
	case leadingWord:
		c.bare(record, c.cell.first)
	default:
		c.odd, c.state = q, cutBroken
	}
}

// blanks is the first place from p on that holds no blank.
func (c *cutter) blanks(record []byte, p int) int {
	for p < len(record) && (record[p] == ' ' || record[p] == '\r' || record[p] == '\t' && c.sep != '\t') {
		p++
	}
	return p
}

// clear tells whether a line with a quote out of place has one reading only, and
// cuts it so: the right number of cells decides between the ways to take it.
func (c *cutter) clear(line []byte, width int) bool {
	if c.strict || width == 0 {
		return false
	}
	var found []span
	for _, how := range []leniency{innerQuotes, leadingWord} {
		r := cutter{how: how, sep: c.sep}
		if r.cut(line); r.state != cutDone || len(r.spans) != width {
			continue
		}
		if found != nil && !slices.Equal(found, r.spans) {
			return false
		}
		found = r.spans
	}
	c.spans = append(c.spans[:0], found...)
	return found != nil
}
