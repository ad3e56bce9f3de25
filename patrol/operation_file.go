package patrol

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
)

// maxFile is the largest operation file read, in bytes.
const maxFile = 4 << 20

// fileOperation mirrors Operation where a key may be left out or take two forms.
type fileOperation struct {
	Operation fileHeader   `toml:"operation" json:"operation"`
	Hotspots  []fileTarget `toml:"hotspot" json:"hotspot"`
	Teams     []fileTeam   `toml:"team" json:"team"`
}

type fileHeader struct {
	Header
	VisitMin  *int     `toml:"visit_min" json:"visitMin"`
	MinGapMin *int     `toml:"min_gap_min" json:"minGapMin"`
	Detour    *float64 `toml:"detour" json:"detour"`
}

type fileTarget struct {
	Target
	Lon      *float64 `toml:"lon" json:"lon"`
	Lat      *float64 `toml:"lat" json:"lat"`
	Priority *float64 `toml:"priority" json:"priority"`
}

type fileTeam struct {
	Team
	Base     fileBase `toml:"base" json:"base"`
	Size     *int     `toml:"size" json:"size"`
	SpeedKmh *float64 `toml:"speed_kmh" json:"speedKmh"`
}

// fileBase is [lon, lat] or the id of a site.
type fileBase struct {
	point [2]float64
	site  string
}

// UnmarshalTOML reads either form.
func (b *fileBase) UnmarshalTOML(v any) error { return b.read(v) }

// UnmarshalJSON reads either form.
func (b *fileBase) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	return b.read(v)
}

func (b *fileBase) read(v any) error {
	switch v := v.(type) {
	case string:
		b.site = v
		return nil
	case []any:
		if len(v) != 2 {
			break
		}
		for i, x := range v {
			switch x := x.(type) {
			case float64:
				b.point[i] = x
			case int64:
				b.point[i] = float64(x)
			default:
				return errBase
			}
		}
		return nil
	}
	return errBase
}

var errBase = errors.New("base must be [longitude, latitude] or a site id in quotes")

// Parse reads an operation file: JSON where its name ends so or its text begins with
// a brace, else TOML. Errors: ErrOperation, as OperationError with the line where it
// is known.
func Parse(b []byte, name string) (*Operation, error) {
	if strings.EqualFold(filepath.Ext(name), ".json") || bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		return ParseJSON(b, name)
	}
	return ParseTOML(b, name)
}

// ParseTOML reads an operation file, fills in its defaults and checks it. The name is
// used in messages only. A base may be left as a site id; see PlaceBases. Errors:
// ErrOperation.
func ParseTOML(b []byte, name string) (*Operation, error) {
	if len(b) > maxFile {
		return nil, tooLarge(name)
	}
	find := func(e *OperationError) { e.Line, e.Column = locateTOML(b, e) }
	var raw map[string]any
	if _, err := toml.NewDecoder(bytes.NewReader(b)).Decode(&raw); err != nil {
		return nil, tomlError(err, name)
	}
	if e := shape(raw); e != nil {
		find(e)
		e.File = name
		return nil, e
	}
	var f fileOperation
	meta, err := toml.NewDecoder(bytes.NewReader(b)).Decode(&f)
	if err != nil {
		return nil, tomlError(err, name)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, unknownKey(unknown[0], name, find)
	}
	return f.finish(name, find)
}

// ParseJSON reads the same file as JSON, with camelCase keys. Errors: ErrOperation.
func ParseJSON(b []byte, name string) (*Operation, error) {
	if len(b) > maxFile {
		return nil, tooLarge(name)
	}
	var f fileOperation
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return nil, jsonError(err, b, name)
	}
	if dec.More() {
		return nil, &OperationError{File: name, Problem: "there is text after the operation", Write: "one JSON object only"}
	}
	return f.finish(name, func(*OperationError) {})
}

// finish fills in the defaults and reports what is wrong, each fault with its line.
func (f *fileOperation) finish(name string, find func(*OperationError)) (*Operation, error) {
	v := &validator{}
	op := f.operation(v)
	op = op.Defaulted()
	errs := v.faults
	if err := op.Validate(); err != nil && len(errs) == 0 {
		errs = append(errs, err)
	}
	var kept []error
	for _, e := range flatten(errs) {
		var fault *OperationError
		if errors.As(e, &fault) {
			if fault.Key == "base" && fault.Table == "team" && op.Teams[fault.Index].BaseSite != "" {
				continue // looked up later
			}
			fault.File = name
			find(fault)
		}
		kept = append(kept, e)
	}
	if len(kept) > 0 {
		return nil, errors.Join(kept...)
	}
	return op, nil
}

func flatten(errs []error) (out []error) {
	for _, e := range errs {
		if j, ok := e.(interface{ Unwrap() []error }); ok {
			out = append(out, flatten(j.Unwrap())...)
		} else {
			out = append(out, e)
		}
	}
	return out
}

// operation turns the file's form into the type. A value that was given is never
// replaced by a default, so a given nought is a fault here.
func (f *fileOperation) operation(v *validator) *Operation {
	op := &Operation{Operation: f.Operation.Header}
	h := &op.Operation
	h.MinGapMin = DefaultMinGapMin
	if f.Operation.MinGapMin != nil {
		h.MinGapMin = *f.Operation.MinGapMin
	}
	given(v, &h.VisitMin, f.Operation.VisitMin, "operation", 0, "", "visit_min", "minutes from 1 to 1440, or leave it out for 15")
	given(v, &h.Detour, f.Operation.Detour, "operation", 0, "", "detour", "a factor from 1 to 5, or leave it out for 1.3")
	for i, t := range f.Hotspots {
		to := t.Target
		given(v, &to.Priority, t.Priority, "hotspot", i, t.ID, "priority", "a number above 0, or leave it out for 1")
		if (t.Lon == nil) != (t.Lat == nil) {
			key := map[bool]string{true: "lon", false: "lat"}[t.Lon == nil]
			v.add("hotspot", i, t.ID, key, "is missing", "both lon and lat, or cells")
		} else if t.Lon != nil {
			to.Lon, to.Lat = *t.Lon, *t.Lat
		}
		op.Hotspots = append(op.Hotspots, to)
	}
	for i, t := range f.Teams {
		to := t.Team
		to.Base, to.BaseSite = t.Base.point, t.Base.site
		given(v, &to.Size, t.Size, "team", i, t.ID, "size", "the number of people, or leave it out for 2")
		given(v, &to.SpeedKmh, t.SpeedKmh, "team", i, t.ID, "speed_kmh", "km/h, or leave it out for 4.8")
		op.Teams = append(op.Teams, to)
	}
	return op
}

func given[T int | float64](v *validator, to, from *T, table string, i int, name, key, write string) {
	if from == nil {
		return
	}
	if !(*from > 0) || math.IsInf(float64(*from), 0) {
		v.add(table, i, name, key, fmt.Sprintf("%v is not possible", *from), write)
	}
	*to = *from
}
