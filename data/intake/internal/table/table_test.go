package table_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"testing"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// item is a file that lies in memory.
func item(name string, content []byte) unpack.Item {
	return unpack.Item{Name: name, Ext: path.Ext(name), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}}
}

// told is a row as one string: its line, and its cells or its fault.
func told(row table.Row, f *fault.Fault) string {
	if f == nil {
		return fmt.Sprintf("%d %s", row.Line, strings.Join(row.Cells, "|"))
	}
	place := fmt.Sprint(f.Line)
	if f.Column > 0 {
		place += fmt.Sprintf(":%d", f.Column)
	}
	return place + " " + f.Reason
}

// read reads a whole table.
func read(t testing.TB, it unpack.Item, o table.Options) (header string, rows []string, formats []table.Format) {
	t.Helper()
	r, err := table.Open(it, o)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	header = strings.Join(r.Header(), "|")
	for {
		row, f, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, told(row, f))
	}
	n := 0
	for _, f := range r.Formats() {
		n += f.Rows
	}
	if n != len(rows) {
		t.Errorf("the formats count %d rows, there were %d", n, len(rows))
	}
	return header, rows, r.Formats()
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s:\ngot  %s\nwant %s", what, g, w)
	}
}
