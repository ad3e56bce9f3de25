package table_test

import (
	"errors"
	"io"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// survives reads a table to its end: whatever its bytes are, reading ends soon, a
// refusal says what to do, and every row has a place and the header's columns.
func survives(t *testing.T, it unpack.Item, o table.Options) {
	began := time.Now()
	defer func() {
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("it took %v", took)
		}
	}()
	r, err := table.Open(it, o)
	if err != nil {
		refused(t, err)
		return
	}
	defer r.Close()
	width := len(r.Header())
	for {
		row, f, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			refused(t, err)
			return
		}
		switch {
		case f != nil && (f.Reason == "" || f.Hint == "" || f.File == "" || f.Line < 1):
			t.Fatalf("a fault that helps nobody: %+v", f)
		case row.Line < 1 || f == nil && len(row.Cells) != width:
			t.Fatalf("row %+v of %d columns", row, width)
		}
		for i := range row.Cells {
			r.Column(i)
			r.Cell(i)
		}
	}
}

func refused(t *testing.T, err error) {
	var f *fault.Fault
	if !errors.As(err, &f) && !errors.Is(err, fault.ErrUsage) {
		t.Fatalf("got %v, want a fault", err)
	}
	if f != nil && (f.Reason == "" || f.File == "") {
		t.Fatalf("a fault that helps nobody: %+v", f)
	}
}

func FuzzDelimited(f *testing.F) {
	for _, s := range []string{
		"occurred,category,lon,lat\n2024-01-01,x,1,1\n", "a;b\n\"\n", "sep=|\na|b\n1|2\n", "Title\n\na\tb\tc\r\n1\t2\t3\r\nTotal\t1\t\r\n",
		"a,b\r1,\"x\r\ry\"\r", "a,b,c,d\n1,\"x,3,4\n5,\"6\",7,8\n", "\ufeffa,b\n1,\xe9\n2,é\n", "a,b\n1,\x00\n",
		string(encoded(f, "a;b\r\n1;ü\r\n", unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder())),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		survives(t, item("f.csv", b), table.Options{})
		survives(t, item("f.csv", b), table.Options{Encoding: "windows-1252", Separator: ';', HeaderLine: 2, Strict: true})
	})
}
