package intake

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// Reading overrides what is found out about a file by looking at it. The zero value
// overrides nothing.
type Reading struct {
	Format     string   // csv (text with any separator), xlsx or geojson
	Encoding   string   // of text: utf-8, utf-16le, windows-1252 ...
	Separator  string   // of text: comma, semicolon, tab, pipe, or one sign
	Sheet      string   // of a workbook
	HeaderLine int      // line, or row of a sheet, that names the columns
	Stdin      *Stdin   // what the file "-" stands for
	Names      []string // what messages call the files, in their order; default as they are named
}

// Stdin is standard input, which comes once but may be read several times: it is
// kept in a file beside the store until Close.
type Stdin struct {
	In   io.Reader
	path string
}

func (s *Stdin) keep(ctx context.Context, dir string) (path string, err error) {
	if s.path == "" {
		s.path, err = unpack.Spool(ctx, s.In, dir)
	}
	return s.path, err
}

// Close removes what was kept.
func (s *Stdin) Close() error {
	if s.path == "" {
		return nil
	}
	err := os.Remove(s.path)
	s.path = ""
	return err
}

// separatorNames are what people call the common ones.
var separatorNames = map[string]byte{"comma": ',', "semicolon": ';', "tab": '\t', `\t`: '\t', "pipe": '|'}

// options are those of the reader of tables. Errors: ErrUsage.
func (o *Options) options() (table.Options, error) {
	t := table.Options{Kind: strings.ToLower(o.Format), Encoding: o.Encoding, Sheet: o.Sheet, HeaderLine: o.HeaderLine, CRS: o.CRS, Strict: len(o.DropColumns) > 0}
	if sep, ok := separatorNames[strings.ToLower(o.Separator)]; ok {
		t.Separator = sep
	} else if len(o.Separator) == 1 && o.Separator[0] < 0x80 && !strings.ContainsAny(o.Separator, "\"\r\n\x00") {
		t.Separator = o.Separator[0]
	} else if o.Separator != "" {
		return t, fmt.Errorf("%w: separator %q; write comma, semicolon, tab, pipe or one sign", ErrUsage, o.Separator)
	}
	if o.HeaderLine < 0 {
		return t, fmt.Errorf("%w: the header's line is counted from 1", ErrUsage)
	}
	return t, nil
}

// input is a file to read and the name that messages know it by.
type input struct{ path, name string }

// standardInput is what messages call "-".
const standardInput = "standard input"

// inputs are the files named; "-" is kept in dir. Errors: ErrUsage, *Fault.
func inputs(ctx context.Context, dir string, files []string, o Reading) (in []input, err error) {
	if len(files) == 0 {
		return nil, fmt.Errorf("%w: name a file", ErrUsage)
	}
	for i, f := range files {
		if f != "-" {
			name := f
			if i < len(o.Names) {
				name = o.Names[i]
			}
			in = append(in, input{f, name})
			continue
		}
		if o.Stdin == nil || slices.Contains(files[:i], f) {
			return nil, fmt.Errorf("%w: - stands for standard input, which there is once", ErrUsage)
		}
		path, err := o.Stdin.keep(ctx, dir)
		if err != nil {
			return nil, err
		}
		in = append(in, input{path, standardInput})
	}
	return in, nil
}

// items are the tables in the files.
func items(in []input) ([]unpack.Item, error) {
	var out []unpack.Item
	for _, f := range in {
		more, err := unpack.ItemsNamed(f.path, f.name)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

func paths(in []input) (out []string) {
	for _, f := range in {
		out = append(out, f.path)
	}
	return out
}

func names(in []input) (out []string) {
	for _, f := range in {
		out = append(out, f.name)
	}
	return out
}

// baseNames are files' names without their folders.
func baseNames(files []string) string {
	var out []string
	for _, f := range files {
		out = append(out, filepath.Base(f))
	}
	return strings.Join(out, ", ")
}
