package boundary

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"

	"hexbeat/data/gpkg"
	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/table"
	"hexbeat/data/intake/internal/unpack"
)

// geometryColumns are what writers call a column of WKT.
var geometryColumns = []string{"wkt", "geom", "geometry", "the_geom", "wkt_geom", "wkt_geometry", "geom_wkt", "geometry_wkt", "shape"}

// maxRow bounds a row of a table, in bytes: a million points take less.
const maxRow = 64 << 20

// readWKT reads a table in which one column holds each area as WKT. Its other columns
// are properties, and are text. A system may stand before a geometry, as SRID=27700;
// without that or --crs the numbers must be degrees and nothing else.
func readWKT(it unpack.Item, o Options) (*Collection, error) {
	t, err := table.Open(watched(it), table.Options{Kind: "csv", MaxRecord: maxRow})
	if err != nil {
		return nil, err
	}
	defer t.Close()
	at, err := geometryColumn(it.Name, t.Header(), o.GeometryField)
	if err != nil {
		return nil, err
	}
	w := wktRows{c: &Collection{File: it.Name, Format: "wkt", CRS: o.CRS}, header: t.Header(), at: at, given: o.CRS != "", spent: budget{name: it.Name}}
	for {
		row, broken, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if err := w.add(row, broken, t.Column); err != nil {
			return nil, err
		}
	}
	if w.c.CRS == "" {
		if err := w.c.unnamed("the table does not say in which coordinate system it is"); err != nil {
			return nil, err
		}
	}
	return w.c, w.c.some()
}

// geometryColumn is the column asked for, or the only one that is called like one.
func geometryColumn(name string, header []string, wanted string) (int, error) {
	found := -1
	for i, h := range header {
		switch like := slices.Contains(geometryColumns, strings.ToLower(h)); {
		case wanted != "" && strings.EqualFold(h, wanted):
			return i, nil
		case wanted == "" && like && found >= 0:
			return 0, fmt.Errorf("%w: %s: which column is the boundary? name it with --geometry-field; candidates are %s, %s", fault.ErrUsage, name, header[found], h)
		case like:
			found = i
		}
	}
	if wanted == "" && found >= 0 {
		return found, nil
	}
	return 0, fmt.Errorf("%w: %s: which column holds the boundary as WKT? name it with --geometry-field; the columns are %s", fault.ErrUsage, name, strings.Join(header, ", "))
}

type wktRows struct {
	c      *Collection
	header []string
	at     int  // the column of WKT
	given  bool // the system is the caller's, whatever stands before a geometry
	spent  budget
}

func (w *wktRows) add(row table.Row, broken *fault.Fault, column func(int) int) error {
	f := Feature{Line: row.Line, Number: len(w.c.Features) + 1, fault: broken}
	if broken != nil {
		w.c.Features = append(w.c.Features, f)
		return w.spent.take(0)
	}
	f.Column = column(w.at)
	f.Properties = make(map[string]any, len(row.Cells))
	for i, cell := range row.Cells {
		if i != w.at {
			f.Properties[w.header[i]] = strings.Clone(strings.TrimSpace(cell))
		}
	}
	cell := strings.TrimSpace(row.Cells[w.at])
	f.raw = []byte(cell)
	system, text, err := ewkt(cell)
	if err == nil {
		err = w.system(system)
	}
	n := 0
	if err == nil {
		f.Geometry, n, err = parseWKT(text)
	}
	if n > MaxFeaturePoints {
		return tooManyPoints(w.c.File, f.Line, f.Column)
	}
	if err != nil {
		f.fault = &fault.Fault{File: w.c.File, Line: f.Line, Column: f.Column, Field: w.header[w.at], Reason: "the feature cannot be read", Detail: err.Error(), Hint: "write it as WKT, like POLYGON ((0 51, 0.1 51, 0.1 51.1, 0 51))"}
	}
	w.c.Features = append(w.c.Features, f)
	return w.spent.take(n)
}

// system takes the system that stands before a geometry for the table's: all rows have
// one.
func (w *wktRows) system(s string) error {
	switch {
	case w.given || s == w.c.CRS:
		return nil
	case s == "":
		return fmt.Errorf("it names no coordinate system, and rows above are in %s", w.c.CRS)
	case w.c.CRS == "" && len(w.c.Features) == 0:
		w.c.CRS = s
		return nil
	}
	return errors.New("it is in another coordinate system than the rows above")
}

// ewkt cuts the system off that PostGIS writes before a geometry.
func ewkt(cell string) (system, text string, err error) {
	before, text, ok := strings.Cut(cell, ";")
	srid, is := strings.CutPrefix(strings.ToUpper(strings.TrimSpace(before)), "SRID=")
	if !ok || !is {
		return "", cell, nil
	}
	if srid == "0" {
		return "", text, nil
	}
	if system, err = crs.Parse(srid); err != nil {
		return "", "", fmt.Errorf("coordinate system %.20q is not read", srid)
	}
	return system, text, nil
}

// parseWKT reads a geometry of n points; nothing is none. Brackets are counted first:
// the library follows them as deep as they go.
func parseWKT(s string) (orb.Geometry, int, error) {
	depth, n := 0, 1
	for i := range len(s) {
		switch s[i] {
		case '(':
			if depth++; depth > maxDepth {
				return nil, 0, errors.New("it is nested too deeply")
			}
		case ')':
			depth--
		case ',':
			n++
		}
	}
	if s == "" || n > MaxFeaturePoints {
		return nil, n, nil
	}
	if _, err := strconv.ParseUint(s[:min(len(s), 10)], 16, 64); err == nil && len(s) > 10 {
		return nil, 0, errors.New("it looks like a geometry in binary; export it with ST_AsText")
	}
	g, err := geom.UnmarshalWKT(spelt(s), geom.NoValidate{})
	if err != nil {
		return nil, 0, errors.New(cut(err.Error()))
	}
	flat, err := gpkg.DecodeWKB(g.Force2D().AsBinary())
	return flat, n, err
}

var highTag = regexp.MustCompile(`^([A-Z]+(?:POINT|STRING|GON|TION)|POINT)(ZM|Z|M)\b`)

// spelt is WKT as the library has it, in capitals and with a blank before the letters
// for height and measure: "PolygonZ (" is "POLYGON Z (".
func spelt(s string) string {
	return highTag.ReplaceAllString(strings.ToUpper(s), "$1 $2")
}

// cut keeps a library's message from repeating a whole geometry.
func cut(s string) string {
	if len(s) <= 120 {
		return s
	}
	return strings.ToValidUTF8(s[:120], "") + "..."
}

// watched is a table that is refused while it is read when one ring in it is too long,
// since a cell is in memory before it is looked at. No bracket stands between the
// points of a ring, nor the end of a line.
func watched(it unpack.Item) unpack.Item {
	open := it.Open
	it.Open = func() (io.ReadCloser, error) {
		r, err := open()
		if err != nil {
			return nil, err
		}
		return &wktWatch{ReadCloser: r, name: it.Name, left: MaxBytes, line: 1}, nil
	}
	return it
}

type wktWatch struct {
	io.ReadCloser
	name         string
	left         int
	commas       int
	line, column int
}

func (w *wktWatch) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	if w.left -= n; w.left < 0 {
		return 0, fault.OfFile(w.name, "the file is too large", fmt.Sprintf("more than %d MB", MaxBytes>>20), "simplify the boundaries or split the file")
	}
	for _, c := range p[:n] {
		w.column++
		switch c {
		case '(', ')', '"':
			w.commas = 0
		case '\n':
			w.commas, w.line, w.column = 0, w.line+1, 0
		case ',':
			if w.commas++; w.commas > MaxFeaturePoints {
				return 0, tooManyPoints(w.name, w.line, w.column)
			}
		}
	}
	return n, err
}
