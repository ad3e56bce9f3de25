package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// Bounds of GeoJSON: one member or feature, and what is read ahead to learn the keys.
const (
	maxMember  = 16 << 20 // bytes
	aheadBytes = 4 << 20
	aheadRows  = 1000
	maxKeys    = 2000
)

// points is a GeoJSON collection of points: its features are the rows, the keys of
// their properties the columns, with two more for the coordinates.
type points struct {
	reader  *Reader
	file    string
	body    io.Closer
	in      *lineCounter
	dec     *json.Decoder
	system  string // of the coordinates; empty until it is known
	given   bool   // the user named it
	columns map[string]int
	header  []string
	x, y    int // columns of the coordinates
	ahead   []point
	told    point
	late    []string // keys that first came when the columns were fixed
	odd     []string // keys whose values are no text
}

// point is a feature as it stands in the file.
type point struct {
	line, first int // where it begins
	properties  []property
	x, y        string // as written; empty without a geometry
	fault       *fault.Fault
}

type property struct{ key, value string }

// openPoints reads the keys of a GeoJSON file whose first bytes are head.
func (r *Reader) openPoints(item unpack.Item, body io.ReadCloser, head []byte, o Options) error {
	p := &points{reader: r, file: item.Name, body: body, columns: map[string]int{}, system: o.CRS, given: o.CRS != ""}
	c := utf8Coding
	c.bom = bomSize(head)
	if o.Encoding != "" {
		var err error
		if c, err = codingNamed(o.Encoding, head); err != nil {
			return err
		}
	}
	in := io.MultiReader(bytes.NewReader(head[c.bom:]), body)
	switch {
	case c.stream != nil:
		in = transform.NewReader(in, c.stream.NewDecoder())
	case c.bytes != nil:
		in = transform.NewReader(in, c.bytes.NewDecoder())
	}
	p.in = &lineCounter{r: in, line: 1, limit: maxMember, file: p.file}
	p.dec = json.NewDecoder(p.in)
	p.dec.UseNumber()
	r.formats = []Format{{File: item.Name, Kind: "geojson", Encoding: c.name}}
	if err := p.begin(); err != nil {
		return err
	}
	if err := p.lookAhead(); err != nil {
		return err
	}
	if p.system == "" {
		p.system = crs.WGS84
	}
	if p.system != crs.WGS84 {
		r.format().CRS = p.system
	}
	p.fixColumns()
	r.source, r.header = p, p.header
	return nil
}

// begin reads up to the first feature.
func (p *points) begin() error {
	if t, err := p.dec.Token(); err != nil {
		return p.broken(err)
	} else if t != json.Delim('{') {
		return fault.OfFile(p.file, "not a GeoJSON file of points", "it does not begin with an object", "it should be a FeatureCollection")
	}
	found, err := p.members()
	if err != nil {
		return err
	}
	if !found {
		return fault.OfFile(p.file, "not a GeoJSON file of points", "it has no features", "it should be a FeatureCollection")
	}
	return nil
}

// members reads the collection's members up to its features, or to its end.
func (p *points) members() (features bool, err error) {
	for p.dec.More() {
		key, err := p.dec.Token()
		if err != nil {
			return false, p.broken(err)
		}
		p.in.limit = p.dec.InputOffset() + maxMember
		if key == "features" {
			if t, err := p.dec.Token(); err != nil || t != json.Delim('[') {
				return false, errors.Join(fault.OfFile(p.file, "not a GeoJSON file of points", "its features are no list", "it should be a FeatureCollection"), err)
			}
			return true, nil
		}
		var value json.RawMessage
		if err := p.dec.Decode(&value); err != nil {
			return false, p.broken(err)
		}
		if key == "crs" {
			if err := p.ownSystem(value); err != nil {
				return false, err
			}
		}
	}
	_, err = p.dec.Token()
	if err != nil {
		return false, p.broken(err)
	}
	return false, nil
}

// ownSystem reads the "crs" member, which older files carry and RFC 7946 dropped.
func (p *points) ownSystem(value json.RawMessage) error {
	var member struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	}
	if p.given || json.Unmarshal(value, &member) != nil || member.Properties.Name == "" {
		return nil
	}
	system, err := crs.Parse(member.Properties.Name)
	switch {
	case err != nil:
		return fault.OfFile(p.file, "coordinate system not read", member.Properties.Name, "give the file in longitude and latitude, or name its system with --crs")
	case p.header != nil && system != p.system:
		return fault.OfFile(p.file, "the coordinate system stands behind the features", member.Properties.Name, "name it with --crs")
	}
	p.system = system
	return nil
}

// lookAhead reads so many features that the keys are likely known.
func (p *points) lookAhead() error {
	from := p.dec.InputOffset()
	for len(p.ahead) < aheadRows && p.dec.InputOffset()-from < aheadBytes && p.dec.More() {
		f, err := p.feature()
		if err != nil {
			return err
		}
		p.ahead = append(p.ahead, f)
	}
	return nil
}

// feature reads the next feature.
func (p *points) feature() (f point, err error) {
	p.in.limit = p.dec.InputOffset() + maxMember
	var raw json.RawMessage
	if err := p.dec.Decode(&raw); err != nil {
		return f, p.broken(err)
	}
	f.line, f.first = p.in.place(p.dec.InputOffset() - int64(len(raw)))
	refuse := func(reason, detail, hint string) {
		f.fault = &fault.Fault{File: p.file, Line: f.line, Column: f.first, Reason: reason, Detail: detail, Hint: hint}
	}
	if !utf8.Valid(raw) {
		refuse("text is not UTF-8", "", "export the file as UTF-8, or name its encoding with --encoding")
		return f, nil
	}
	var parts struct {
		Type       string          `json:"type"`
		ID         json.RawMessage `json:"id"`
		Geometry   json.RawMessage `json:"geometry"`
		Properties json.RawMessage `json:"properties"`
	}
	if err := json.Unmarshal(raw, &parts); err != nil || parts.Type != "Feature" {
		refuse("not a feature", parts.Type, "export the file again")
		return f, nil
	}
	p.flatten(&f, "id", parts.ID, 0)
	p.flatten(&f, "", parts.Properties, 0)
	var detail string
	if f.x, f.y, detail = coordinates(parts.Geometry); detail != "" {
		refuse("not a point", detail, "incidents are points; areas are read with import areas")
	}
	return f, nil
}

// broken says where the JSON cannot be read further.
func (p *points) broken(err error) error {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f
	}
	at := p.dec.InputOffset()
	// The decoder counts from where it last looked, not from the file's beginning, so
	// what it could not take is looked at again.
	var se *json.SyntaxError
	if rest, e := io.ReadAll(p.dec.Buffered()); e == nil && errors.As(json.Unmarshal(rest, new(json.RawMessage)), &se) {
		at += max(0, se.Offset-1)
	}
	f = &fault.Fault{File: p.file, Reason: "not valid JSON", Detail: err.Error(), Hint: "export the file again; numbers such as NaN are not JSON"}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		f.Detail, f.Hint = "it breaks off", "fetch it again"
	}
	f.Line, f.Column = p.in.place(at)
	return f
}

func (p *points) next() (Row, *fault.Fault, error) {
	switch {
	case len(p.ahead) > 0:
		p.told, p.ahead = p.ahead[0], p.ahead[1:]
	case p.dec.More():
		f, err := p.feature()
		if err != nil {
			return Row{}, nil, err
		}
		p.told = f
	default:
		return Row{}, nil, p.end()
	}
	return Row{p.told.line, p.cells(&p.told)}, p.told.fault, nil
}

// end reads what stands behind the features.
func (p *points) end() error {
	if _, err := p.dec.Token(); err != nil { // ]
		return p.broken(err)
	}
	if again, err := p.members(); err != nil {
		return err
	} else if again {
		return fault.OfFile(p.file, "not a GeoJSON file of points", "it has two lists of features", "export the file again")
	}
	if _, err := p.dec.Token(); err != io.EOF {
		return fault.OfFile(p.file, "not a GeoJSON file of points", "something stands behind the collection", "export the file again")
	}
	if len(p.late) > 0 {
		p.reader.note("not read, because they first come late in the file: %s", strings.Join(p.late, ", "))
	}
	if len(p.odd) > 0 {
		p.reader.note("not read, because their values are no text: %s", strings.Join(p.odd, ", "))
	}
	p.late, p.odd = nil, nil
	return io.EOF
}

func (p *points) column(int) int { return p.told.first }

func (p *points) cell(int) string { return "" }

func (p *points) ended() bool { return false } // a feature is never a total

// Close implements io.Closer.
func (p *points) Close() error { return p.body.Close() }
