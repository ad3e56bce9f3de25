package intake

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// Reading overrides what is found out about a file by looking at it. The zero value
// overrides nothing.
type Reading struct {
	Format     string    // csv (text with any separator), xlsx or geojson
	Encoding   string    // of text: utf-8, utf-16le, windows-1252 ...
	Separator  string    // of text: comma, semicolon, tab, pipe, or one sign
	Sheet      string    // of a workbook
	HeaderLine int       // line, or row of a sheet, that names the columns
	Stdin      io.Reader // what the file "-" stands for
	Names      []string  // what messages call the files, in their order; default as they are named
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

// inputs are the files named; "-" is kept in dir until done is called. Errors:
// ErrUsage, *Fault.
func inputs(ctx context.Context, dir string, files []string, o Reading) (in []input, done func(), err error) {
	done = func() {}
	if len(files) == 0 {
		return nil, done, fmt.Errorf("%w: name a file", ErrUsage)
	}
	spooled := ""
	done = func() {
		if spooled != "" {
			os.Remove(spooled)
		}
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
		if spooled != "" || o.Stdin == nil {
			return nil, done, fmt.Errorf("%w: - stands for standard input, which there is once", ErrUsage)
		}
		if spooled, err = unpack.Spool(ctx, o.Stdin, dir); err != nil {
			return nil, done, err
		}
		in = append(in, input{spooled, standardInput})
	}
	return in, done, nil
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
