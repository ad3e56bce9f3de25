package street

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// ErrFile is what every FileError wraps.
var ErrFile = errors.New("street: file cannot be read")

// FileError says what is wrong with a file, where, and what to do.
type FileError struct {
	File         string
	Line, Column int // from 1, in the unpacked text; 0 where the file has no lines
	Reason       string
	Hint         string
	cause        error
}

// Error is "kings-cross.osm, line 12, column 3: reason; hint".
func (e *FileError) Error() string {
	s := e.File
	if e.Line > 0 {
		s += fmt.Sprintf(", line %d, column %d", e.Line, e.Column)
	}
	s += ": " + e.Reason
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap gives ErrFile and the cause, if there is one.
func (e *FileError) Unwrap() []error {
	if e.cause == nil {
		return []error{ErrFile}
	}
	return []error{ErrFile, e.cause}
}

const hintWhole = "fetch or unpack the file again, it is damaged or not whole"

var errTooLarge = errors.New("the file is larger than any place this program is made for; cut out the area you need")

// Read reads a street map: OpenStreetMap XML, the same in gzip, or PBF. Ways come in
// ascending order of id, those of relations last, whatever the order in the file. name
// is used in errors alone. Errors: *FileError.
func Read(r io.Reader, name string) ([]Way, Stats, error) {
	c := &collector{}
	if err := readInto(c, r); err != nil {
		var fe *FileError
		if !errors.As(err, &fe) {
			fe = &FileError{Reason: err.Error(), cause: err}
		}
		fe.File = name
		return nil, Stats{}, fe
	}
	ways, missing := c.assemble()
	if len(ways) == 0 {
		return nil, Stats{}, &FileError{File: name, Reason: "the file holds no streets", Hint: "give an extract with its ways and their nodes (osmium: extract without --strategy=simple)"}
	}
	stats := statsOf(ways)
	stats.MissingNodes = missing
	return ways, stats, nil
}

// readInto looks at the first bytes to tell the formats apart.
func readInto(c *collector, r io.Reader) error {
	br := bufio.NewReaderSize(r, 64<<10)
	head, err := br.Peek(16)
	if err != nil && err != io.EOF {
		return err
	}
	if !bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		return readPlain(c, br, head)
	}
	zr, err := gzip.NewReader(br)
	if err != nil {
		return &FileError{Reason: "this is not whole gzip data: " + err.Error(), Hint: hintWhole, cause: err}
	}
	defer zr.Close()
	inner := bufio.NewReaderSize(zr, 64<<10)
	if head, err = inner.Peek(16); err != nil && err != io.EOF {
		return &FileError{Reason: "this is not whole gzip data: " + err.Error(), Hint: hintWhole, cause: err}
	}
	return readPlain(c, inner, head)
}

func readPlain(c *collector, br *bufio.Reader, head []byte) error {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(head) == 0:
		return &FileError{Reason: "the file is empty"}
	case bytes.HasPrefix(text, []byte("<")):
		return readXML(c, br)
	case len(head) > 6 && head[0] == 0 && head[1] == 0 && head[4] == 0x0a:
		return readPBF(c, br)
	}
	return &FileError{Reason: "this is not an OpenStreetMap file", Hint: "give .osm, .osm.gz or .osm.pbf, as from an OpenStreetMap extract"}
}
