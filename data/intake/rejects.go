package intake

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// rejects writes the rows that could not be used, with line, reason and hint, to a
// file of their own. The file is made with the first of them.
type rejects struct {
	dir   string
	name  string
	f     *os.File
	w     *csv.Writer
	count int
	by    map[string]int
	first []*Fault // the first few, for the message
}

// rejectsFolder is where those files lie, in the data folder.
const rejectsFolder = "rejects"

// firstFaults is how many faults a message shows; the file has them all.
const firstFaults = 5

func (r *rejects) add(f *Fault, cells []string) error {
	if r.f == nil {
		if err := r.create(); err != nil {
			return err
		}
	}
	r.count++
	if r.by == nil {
		r.by = map[string]int{}
	}
	r.by[f.Reason]++
	if len(r.first) < firstFaults {
		r.first = append(r.first, f)
	}
	column := f.Cell
	if column == "" {
		column = strconv.Itoa(f.Column)
	}
	return r.w.Write([]string{plain(f.File), strconv.Itoa(f.Line), column, plain(f.Field), f.Reason, plain(f.Detail), f.Hint, plain(short(strings.Join(cells, " | ")))})
}

// shownRow is how much of a row is repeated; who looks for the rest has its line.
const shownRow = 4000

func short(s string) string {
	if len(s) <= shownRow {
		return s
	}
	return strings.ToValidUTF8(s[:shownRow], "") + " ..."
}

// plain guards what stood in the file against being run: a spreadsheet takes a field
// that begins with one of these signs for a formula.
func plain(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// discard leaves no file of an import that came to nothing.
func (r *rejects) discard() {
	if r.f != nil {
		r.f.Close()
		os.Remove(r.f.Name())
	}
}

func (r *rejects) create() (err error) {
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return fmt.Errorf("intake: rejects file: %w", err)
	}
	base := strings.ReplaceAll(strings.TrimSuffix(filepath.Base(r.name), filepath.Ext(r.name)), " ", "-")
	if r.f, err = os.CreateTemp(r.dir, base+"-rejects-*.csv"); err != nil {
		return fmt.Errorf("intake: rejects file: %w", err)
	}
	r.w = csv.NewWriter(r.f)
	return r.w.Write([]string{"file", "line", "column", "field", "reason", "detail", "hint", "row"})
}

// close finishes the file and returns its name, or nothing when all rows were fine.
func (r *rejects) close() (string, error) {
	if r.f == nil {
		return "", nil
	}
	r.w.Flush()
	name := r.f.Name()
	if err := r.w.Error(); err != nil {
		r.f.Close()
		return name, fmt.Errorf("intake: rejects file: %w", err)
	}
	return name, r.f.Close()
}
