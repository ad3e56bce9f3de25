package intake

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake/internal/unpack"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
)

// AreaOptions says how to read an area file.
type AreaOptions struct {
	Kind      geo.Kind
	CRS       string // overrides the file's own
	CodeField string
	NameField string
	ValidFrom time.Time // vintage; zero for "always"
}

// AreaReport says what came of an area file: Features = Accepted + Rejected.
type AreaReport struct {
	Features int            `json:"features"`
	Accepted int            `json:"accepted"`
	Rejected int            `json:"rejected"`
	Reasons  map[string]int `json:"reasons"`
	Batch    int64          `json:"batch"`
	Snapshot string         `json:"snapshot"`
	Faults   []*Fault       `json:"-"`
}

// AreaKinds are the kinds that can be imported.
var AreaKinds = []geo.Kind{geo.Ward, geo.Borough, geo.LSOA, geo.Neighbourhood, geo.PSPO, geo.Exclusion, geo.SafeZone, geo.Site, geo.Place, geo.Event}

// Areas reads boundaries into the store as one batch. A feature whose boundary is
// not valid is rejected, with the place of the fault. Errors: *Fault, ErrUsage
// (also when the code or name column is not clear), ErrNothing.
func Areas(ctx context.Context, s *data.Store, sc data.Scope, file string, o AreaOptions) (*AreaReport, error) {
	if !slices.Contains(AreaKinds, o.Kind) {
		return nil, fmt.Errorf("%w: --kind %q; kinds are %v", ErrUsage, o.Kind, AreaKinds)
	}
	if ext := strings.ToLower(filepath.Ext(file)); ext != ".geojson" && ext != ".json" {
		return nil, fmt.Errorf("%w: %s: this version reads areas from .geojson and .json", ErrUsage, file)
	}
	c, err := readGeoJSON(file, o.CRS)
	if err != nil {
		return nil, err
	}
	codeField, nameField, err := areaFields(c, o)
	if err != nil {
		return nil, err
	}
	rep := &AreaReport{Features: len(c.features), Reasons: map[string]int{}}
	var areas []geo.Area
	seen := map[string]bool{}
	for i := range c.features {
		a, fault := c.area(i, o, codeField, nameField)
		if fault == nil && seen[a.Code] {
			fault = &Fault{File: c.file, Line: c.features[i].line, Column: c.features[i].column, Reason: "the code stands twice in the file",
				Detail: fmt.Sprintf("%s (%s)", a.Name, a.Code), Hint: "join the parts of one area into one feature, or name the field of codes with --code-field"}
		}
		seen[a.Code] = true
		if fault != nil {
			rep.Rejected++
			rep.Reasons[fault.Reason]++
			rep.Faults = append(rep.Faults, fault)
			continue
		}
		areas = append(areas, a)
	}
	if len(areas) == 0 {
		return rep, errors.Join(ErrNothing, rep.Faults[0])
	}
	return rep, keepAreas(ctx, s, sc, file, c, areas, o, rep)
}

func (c *collection) area(i int, o AreaOptions, codeField, nameField string) (geo.Area, *Fault) {
	f := &c.features[i]
	a := geo.Area{Kind: o.Kind, ValidFrom: o.ValidFrom, Source: f.raw, SourceCRS: c.crs}
	a.Code, a.Name = text(f.properties[codeField]), text(f.properties[nameField])
	if a.Code == "" {
		a.Code = fmt.Sprintf("%s-%d", o.Kind, i+1)
	}
	if a.Name == "" {
		a.Name = a.Code
	}
	fault := func(reason, detail, hint string) *Fault {
		return &Fault{File: c.file, Line: f.line, Column: f.column, Reason: reason, Detail: fmt.Sprintf("%s (%s): %s", a.Name, a.Code, detail), Hint: hint}
	}
	mp, err := f.multiPolygon(c.crs)
	if err != nil {
		return a, fault("not an area", err.Error(), "only polygons can be areas; check --crs if the numbers are metres")
	}
	if err := geo.Validate(mp); err != nil {
		reason, hint := "the boundary is not valid", "mend it where the message points and import the file again"
		var ge *geo.GeometryError
		if errors.As(err, &ge) {
			reason = "boundary: " + ge.Reason
		}
		return a, fault(reason, err.Error(), hint)
	}
	a.Geometry = mp
	return a, nil
}

func keepAreas(ctx context.Context, s *data.Store, sc data.Scope, file string, c *collection, areas []geo.Area, o AreaOptions, rep *AreaReport) error {
	sum, err := unpack.Digest([]string{file})
	if err != nil {
		return err
	}
	kind := "areas"
	if o.Kind == geo.PSPO {
		kind = "orders"
	}
	im, err := s.BeginImport(ctx, sc, data.Batch{Kind: kind, Source: string(o.Kind), File: filepath.Base(file), SHA256: sum})
	if err != nil {
		return err
	}
	for _, a := range areas {
		if o.Kind == geo.PSPO {
			err = im.AddOrder(ctx, orderFrom(a, c))
		} else {
			err = im.AddArea(ctx, a)
		}
		if err != nil {
			return errors.Join(err, im.Abort(ctx))
		}
	}
	info, err := im.Commit(ctx, rep.Rejected, sum)
	if err != nil {
		return err
	}
	rep.Accepted, rep.Batch = info.Accepted, info.ID
	if snap, err := s.Snapshot(ctx, sc); err == nil {
		rep.Snapshot = snap.Label()
	}
	return nil
}

// orderFrom makes the least record of an order that comes as a bare boundary. What
// the file does not say stays unsaid: without a status it is only proposed.
func orderFrom(a geo.Area, c *collection) pspo.Order {
	o := pspo.Order{ID: a.Code, Title: a.Name, Type: "ordinary", Status: pspo.Proposed, Geometry: a.Geometry, AreaSource: a.Source}
	for _, f := range c.features {
		if string(f.raw) != string(a.Source) {
			continue
		}
		p := f.properties
		o.Authority, o.Made, o.InForce, o.Until = text(p["authority"]), text(p["made"]), text(p["in_force"]), text(p["until"])
		if st := pspo.Status(text(p["status"])); st != "" {
			o.Status = st
		}
	}
	if o.Validate() != nil { // a date or status that is none of ours is left out rather than guessed
		o.Status, o.Made, o.InForce, o.Until = pspo.Proposed, "", "", ""
	}
	return o
}

var (
	gss      = regexp.MustCompile(`^[EWSNX]\d{8}$`)
	wordy    = regexp.MustCompile(`\pL{2}`)
	nameLike = regexp.MustCompile(`(?i)^(name|.*nm|title|label)$`)
	codeLike = regexp.MustCompile(`(?i)^(code|.*cd|reference|ref|id|gss_code)$`)
)

// areaFields finds the code and the name column where the choice is clear: the
// column of GSS codes is the code; the filled text column called name or ..NM is the
// name. Otherwise it asks, with the candidates.
func areaFields(c *collection, o AreaOptions) (code, name string, err error) {
	keys := c.keys()
	pick := func(given string, flag string, tests ...func(string) bool) (string, error) {
		if given != "" {
			if !slices.Contains(keys, given) {
				return "", fmt.Errorf("%w: %s %q: %s has no such field; its fields are %s", ErrUsage, flag, given, c.file, strings.Join(keys, ", "))
			}
			return given, nil
		}
		for _, test := range tests {
			switch found := filter(keys, test); len(found) {
			case 0:
			case 1:
				return found[0], nil
			default:
				return "", fmt.Errorf("%w: %s: which field is it? name it with %s; candidates are %s", ErrUsage, c.file, flag, strings.Join(found, ", "))
			}
		}
		return "", nil
	}
	filled := func(k string, ok func(string) bool) bool {
		for _, f := range c.features {
			if v := text(f.properties[k]); v == "" || !ok(v) {
				return false
			}
		}
		return true
	}
	code, err = pick(o.CodeField, "--code-field",
		func(k string) bool { return filled(k, gss.MatchString) },
		func(k string) bool { return codeLike.MatchString(k) && filled(k, func(string) bool { return true }) })
	if err != nil {
		return "", "", err
	}
	name, err = pick(o.NameField, "--name-field",
		func(k string) bool {
			return nameLike.MatchString(k) && filled(k, func(v string) bool { return !gss.MatchString(v) })
		})
	if err != nil || name != "" {
		return code, name, err
	}
	// Without a name that is clear, a column of words could be one: ask rather than
	// call the areas by their codes.
	worded := filter(keys, func(k string) bool {
		return k != code && filled(k, func(v string) bool { return wordy.MatchString(v) && !gss.MatchString(v) })
	})
	if len(worded) > 0 {
		return "", "", fmt.Errorf("%w: %s: which field is the name? name it with --name-field; candidates are %s", ErrUsage, c.file, strings.Join(worded, ", "))
	}
	return code, "", nil
}

func (c *collection) keys() []string {
	var out []string
	for _, f := range c.features {
		for k := range f.properties {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

func filter(list []string, keep func(string) bool) []string {
	var out []string
	for _, s := range list {
		if keep(s) {
			out = append(out, s)
		}
	}
	return out
}

// text is a property as text: numbers without a trailing ".0".
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
