package intake

import (
	"errors"
	"io"
	"slices"

	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// looked is how many rows of a file are looked at for a proposal.
const looked = 500

// sampledRow is one row of a sample with its place.
type sampledRow struct {
	line   int
	cells  []string
	starts []int // first byte of each cell in its line, from 1
	fault  *Fault
}

// sample is a table's header and first rows, with the cells of some columns emptied
// before anybody can look at them.
type sample struct {
	name   string
	format Format
	header []string
	rows   []sampledRow
	people people // its columns about people, whose cells are empty
}

// takeSample reads the beginning of a table as o says; forbidden names the columns to empty.
func takeSample(item unpack.Item, o table.Options, forbidden func(header []string) []int) (*sample, error) {
	in, err := table.Open(item, o)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	s := &sample{name: item.Name, header: in.Header()}
	empty := forbidden(s.header)
	for len(s.rows) < looked {
		r, fault, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		row := sampledRow{line: r.Line, cells: slices.Clone(r.Cells), fault: fault}
		if fault != nil {
			row.cells = nil // which of its cells is about a person, nobody can say
		}
		for i := range row.cells {
			row.starts = append(row.starts, in.Column(i))
		}
		for _, i := range empty {
			if i < len(row.cells) {
				row.cells[i] = ""
			}
		}
		s.rows = append(s.rows, row)
	}
	s.format = in.Format()
	s.conceal(empty)
	return s, nil
}

// conceal empties the columns that their cells show to be about people, and free text.
func (s *sample) conceal(known []int) {
	var dropped []string
	for _, i := range known {
		dropped = append(dropped, s.header[i])
	}
	s.people = peopleIn(s.header, cellsOf(s.rows, func(r sampledRow) sampledRow { return r }), nil, dropped)
	for _, r := range s.rows {
		for _, i := range slices.Concat(s.people.told, s.people.texts) {
			if i < len(r.cells) {
				r.cells[i] = ""
			}
		}
	}
}
