package boundary

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"hexbeat/data/intake/internal/fault"
)

// load reads a file into memory, as far as most bytes. watch sees every piece as it
// comes and may refuse the file before the rest of it is taken.
func load(name string, r io.Reader, most int, watch func([]byte) error) ([]byte, error) {
	var b bytes.Buffer
	piece := make([]byte, 64<<10)
	for {
		n, err := r.Read(piece)
		if b.Len()+n > most {
			return nil, fault.OfFile(name, "the file is too large", fmt.Sprintf("more than %d MB", MaxBytes>>20), "simplify the boundaries or split the file")
		}
		b.Write(piece[:n])
		if e := watch(piece[:n]); e != nil {
			return nil, e
		}
		switch {
		case errors.Is(err, io.EOF):
			return b.Bytes(), nil
		case err != nil:
			return nil, unreadable(name, err)
		}
	}
}

// unreadable is a fault for a file that could not be read to its end; a fault that
// came up from below stays as it is.
func unreadable(name string, err error) error {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f
	}
	return fault.OfFile(name, "cannot be read", err.Error(), "check the disk it lies on, or fetch it again")
}

func tooManyPoints(name string, line, column int) *fault.Fault {
	return &fault.Fault{File: name, Line: line, Column: column, Reason: "too many points in one feature",
		Detail: fmt.Sprintf("more than %d", MaxFeaturePoints), Hint: "simplify the boundary: a point every metre is more than any map shows"}
}

func tooDeep(name string, line, column int) *fault.Fault {
	return &fault.Fault{File: name, Line: line, Column: column, Reason: "nested too deeply",
		Detail: fmt.Sprintf("more than %d levels", maxDepth), Hint: "export the file again; this is no map"}
}

// budget counts what a layer holds against the limits.
type budget struct {
	name             string
	features, points int
}

// take counts one feature of n points.
func (b *budget) take(n int) error {
	b.features++
	b.points += n
	if b.features > MaxFeatures || b.points > MaxPoints {
		return fault.OfFile(b.name, "the file is too large", fmt.Sprintf("more than %d features or %d points", MaxFeatures, MaxPoints), "simplify the boundaries or split the file")
	}
	return nil
}

// lineColumn counts from 1, the column in bytes.
func lineColumn(b []byte, offset int) (line, column int) {
	offset = max(0, min(offset, len(b)))
	line = bytes.Count(b[:offset], []byte("\n")) + 1
	return line, offset - bytes.LastIndexByte(b[:offset], '\n')
}

// places turns offsets that rise into lines and columns without counting from the
// beginning for each.
type places struct {
	b            []byte
	at, line, nl int // nl: where the line began
}

func newPlaces(b []byte) *places { return &places{b: b, line: 1} }

func (p *places) of(offset int) (line, column int) {
	for p.at < offset {
		i := bytes.IndexByte(p.b[p.at:offset], '\n')
		if i < 0 {
			break
		}
		p.at += i + 1
		p.line, p.nl = p.line+1, p.at
	}
	p.at = max(p.at, offset)
	return p.line, offset - p.nl + 1
}
