package table

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"hexbeat/data/intake/internal/fault"
)

// sampleRecords is how many records the separator and the header are told by.
const sampleRecords = 60

// separators that are looked for, the likelier first.
var separators = []byte{',', ';', '\t', '|'}

// survey is what the beginning of a text tells about its layout.
type survey struct {
	sep    byte
	header int // line
	first  int // line of the first record that is not blank
}

// sepLine is what Excel writes above the header to say which separator it took.
var sepLine = regexp.MustCompile(`(?i)^"?sep=([\t\x21-\x7e])"?\r?$`)

// look finds the separator and the header of a text that begins with head; whole
// says that nothing follows. A separator or a header line that is given stands.
func look(head []byte, whole bool, sep byte, header int) survey {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	said := sepLine.FindSubmatch(line)
	if said != nil && sep == 0 {
		sep = said[1][0]
	}
	if sep == 0 {
		sep = separatorOf(head, whole)
	}
	recs := sample(head, whole, sep)
	if said != nil && len(recs) > 0 {
		recs = recs[1:]
	}
	s := survey{sep: sep, header: header}
	if len(recs) == 0 {
		return s
	}
	if s.first = recs[0].line; header == 0 {
		s.header = recs[headerAmong(recs)].line
	}
	return s
}

// record is a record of the sample: its line, its cells and how many hold something.
type record struct {
	line, cells, filled int
}

func recordOf(line int, cells []string) record {
	r := record{line: line, cells: len(cells)}
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			r.filled++
		}
	}
	return r
}

// sample cuts the beginning of a text, without its blank lines and without the last
// record where the text goes on.
func sample(head []byte, whole bool, sep byte) []record {
	s := newSplitter(bytes.NewReader(head), sep)
	var recs []record
	for len(recs) < sampleRecords {
		if _, err := s.next(); err != nil {
			if !whole && len(recs) > 1 {
				recs = recs[:len(recs)-1]
			}
			break
		}
		if r := recordOf(s.at, s.cells); r.filled > 0 {
			recs = append(recs, r)
		}
	}
	return recs
}

// separatorOf is the separator that cuts most records into the same number of
// cells, more than one, beginning with the header: a decimal comma or the commas of
// a note cut the rows, but hardly the header, into as many.
func separatorOf(head []byte, whole bool) byte {
	best, bestScore := byte(','), [3]int{}
	for _, sep := range separators {
		recs := sample(head, whole, sep)
		width, agree := usual(recs)
		if width < 2 {
			continue
		}
		most := 0
		if agree*2 >= len(recs) {
			most = 1
		}
		first := slices.IndexFunc(recs, func(r record) bool { return r.cells == width })
		score := [3]int{most, -first, agree * (width - 1)}
		if bestScore == [3]int{} || slices.Compare(score[:], bestScore[:]) > 0 {
			best, bestScore = sep, score
		}
	}
	return best
}

// usual is the number of cells, more than one, that most records have, and how many have it.
func usual(recs []record) (width, agree int) {
	counts := map[int]int{}
	for _, r := range recs {
		if r.cells > 1 {
			counts[r.cells]++
		}
	}
	for w, n := range counts {
		if n > agree || n == agree && w > width {
			width, agree = w, n
		}
	}
	return width, agree
}

// headerAmong is the first record that is not a title: one with at most half as many
// filled cells as records usually have.
func headerAmong(recs []record) int {
	var filled []int
	for _, r := range recs {
		filled = append(filled, r.filled)
	}
	slices.Sort(filled)
	middle := filled[(len(filled)-1)/2]
	return max(0, slices.IndexFunc(recs, func(r record) bool { return r.filled*2 > middle }))
}

// datum is a cell that is a number or a date, and the name of no column.
var datum = regexp.MustCompile(`^[-+]?\d[\d.,:/ T+-]*Z?$`)

// headless tells whether what should be the header is a row: most of its names are
// numbers and dates.
func headless(header []string) bool {
	data, filled := 0, 0
	for _, h := range header {
		if h != "" {
			filled++
		}
		if datum.MatchString(h) {
			data++
		}
	}
	return data > 1 && data*2 > filled
}

// noHeader is the fault of a table whose first row is data; it repeats nothing of it,
// for nobody can say which of the cells is about a person.
func noHeader(file string, line int) *fault.Fault {
	return &fault.Fault{File: file, Line: line, Reason: "there is no header", Detail: "most names of columns would be numbers and dates",
		Hint: "put a line above the rows that names the columns, or say with --header-line which line does"}
}
