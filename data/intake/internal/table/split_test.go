package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// FuzzSplitter: what encoding/csv reads without complaint, the splitter reads alike,
// however the text comes in; whatever else there is does not stop it, and every line
// belongs to a record.
func FuzzSplitter(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\n\"\"b\",c\r\n\n\"\"\n", "a;\"b", "\"\",,\n,", "a\"b,\"c\"d\n\"e", "\r\r\n\"\r\n\"\n"} {
		f.Add(s, byte(','))
		f.Add(s, byte(';'))
	}
	f.Fuzz(func(t *testing.T, text string, sep byte) {
		if sep == '"' || sep == '\n' || sep == '\r' || sep == ' ' || sep >= 0x80 || sep == 0 {
			return
		}
		got, lines, flawed := splitAll(t, iotest.HalfReader(strings.NewReader(text)), sep)
		if lines != strings.Count(text+"\n", "\n") && lines != strings.Count(text, "\n") {
			t.Errorf("%d lines were read of %q", lines, text)
		}
		want, err := csvAll(text, sep)
		if err != nil || flawed {
			return
		}
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q by %q:\ngot  %q\nwant %q", text, sep, got, want)
		}
	})
}

// splitAll leaves out empty lines and carriage returns at their ends, as encoding/csv does.
func splitAll(t *testing.T, r io.Reader, sep byte) (recs [][]string, lines int, flawed bool) {
	s := newSplitter(r, sep)
	for {
		bad, err := s.next()
		if errors.Is(err, io.EOF) {
			return recs, s.line - 1, flawed
		} else if err != nil {
			t.Fatal(err)
		}
		if len(s.cells) != len(s.spans) {
			t.Fatalf("%d cells, %d places", len(s.cells), len(s.spans))
		}
		for i := range s.cells {
			if c := s.column(i); c < 1 || c > len(s.text)+1 {
				t.Fatalf("cell %d stands at %d of %q", i, c, s.text)
			}
		}
		flawed = flawed || bad.what != flawNone
		if s.text != "" {
			recs = append(recs, slices.Clone(s.cells))
		}
	}
}

func csvAll(text string, sep byte) ([][]string, error) {
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.FieldsPerRecord = rune(sep), -1
	return c.ReadAll()
}

// A reader that fails is not the end of the text.
func TestFailingReader(t *testing.T) {
	s := newSplitter(io.MultiReader(strings.NewReader("a,b\n1"), iotest.ErrReader(io.ErrUnexpectedEOF)), ',')
	for range 2 {
		if _, err := s.next(); errors.Is(err, io.ErrUnexpectedEOF) {
			return
		}
	}
	_, err := s.next()
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkSplitter reads rows as of data.police.uk: twelve columns, one row in
// eight with a quoted comma; beside it encoding/csv reads the same.
func BenchmarkSplitter(b *testing.B) {
	row := "839ba596457ef1a68ad091e7c4f7ece39ad3ea1389617d2b3a57b9b28fa53612,2018-04,City of London Police,City of London Police,-0.106453,51.518207,On or near Charterhouse Street,E01000916,Camden 027B,Other theft,Offender given a caution,\n"
	text := []byte(strings.Repeat(strings.Repeat(row, 7)+strings.Replace(row, "On or near Charterhouse Street", `"On or near A, B"`, 1), 1000))
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		for n := 0; n < b.N; {
			s := newSplitter(bytes.NewReader(text), ',')
			for s.width = 12; n < b.N; n++ {
				if _, err := s.next(); err != nil {
					break
				}
			}
		}
	})
	b.Run("encoding-csv", func(b *testing.B) {
		b.ReportAllocs()
		for n := 0; n < b.N; {
			c := csv.NewReader(bytes.NewReader(text))
			for c.ReuseRecord = true; n < b.N; n++ {
				if _, err := c.Read(); err != nil {
					break
				}
			}
		}
	})
}
