package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// columns is where each field stands in one table, and by which profile it is read.
type columns struct {
	profile string
	p       *Profile       // never nil; empty when the columns bear the fields' own names
	at      map[string]int // field -> index
	marks   []mark
	header  []string
	words   *vocabulary // what its labels mean
}

// mark is a column that says yes or no to a tag.
type mark struct {
	column int
	tag    string
}

// mapColumns finds the fields of a table: by the profile asked for or recognised,
// else by columns that bear a field's own name, then by what the user said: a column,
// or "=value" for a value that every row has. units is how a file is written that no
// profile knows; nil where nobody said.
func mapColumns(file string, header []string, profile string, known []KnownProfile, units *Profile, byHand map[string]string) (columns, error) {
	c := columns{profile: genericName, p: &Profile{}, header: header}
	if units != nil {
		c.p = units
	}
	p, err := profileFor(file, profile, known, header)
	if err != nil {
		return c, err
	}
	if p != nil {
		c.profile, c.p, c.at = p.Name, p, p.find(header)
	} else if c.at, err = ownNames(file, header, byHand); err != nil {
		return c, err
	}
	if err := c.byHand(file, byHand); err != nil {
		return c, err
	}
	c.marks = c.p.marks(header)
	return c, c.complete(file)
}

// find is where the profile's fields stand in a header; of a field's names the first
// that is there.
func (p *Profile) find(header []string) map[string]int {
	at := map[string]int{}
	plain := make([]string, len(header))
	for i, h := range header {
		plain[i] = plainColumn(h)
	}
	for field, names := range p.Columns {
		for _, name := range names {
			if i := slices.Index(plain, plainColumn(name)); i >= 0 {
				at[field] = i
				break
			}
		}
	}
	return at
}

// marks are the columns that say yes or no to a tag.
func (p *Profile) marks(header []string) (out []mark) {
	for i, h := range header {
		for _, tag := range sortedKeys(p.Marks) {
			if slices.ContainsFunc(p.Marks[tag], func(name string) bool { return plainColumn(name) == plainColumn(h) }) {
				out = append(out, mark{i, tag})
			}
		}
	}
	return out
}

// missing are the required fields that a header has no column for.
func (p *Profile) missing(at map[string]int) []string {
	var out []string
	for _, field := range p.Required {
		if _, ok := at[field]; !ok {
			out = append(out, field)
		}
	}
	return out
}

// signed reports whether the columns are there by which such a file is recognised.
func (p *Profile) signed(header []string) bool {
	for _, sign := range p.Signs {
		if !slices.ContainsFunc(header, func(h string) bool { return plainColumn(h) == plainColumn(sign) }) {
			return false
		}
	}
	return true
}

// knows counts the columns of a header that the profile names, those it drops included.
func (p *Profile) knows(header []string, at map[string]int) int {
	n := len(at) + len(p.marks(header))
	for _, h := range header {
		if slices.ContainsFunc(p.Dropped, func(d string) bool { return plainColumn(d) == plainColumn(h) }) {
			n++
		}
	}
	return n
}

// errTie is two profiles that fit a file equally well.
var errTie = errors.New("several profiles fit")

// profileFor is the profile asked for, else the one recognised: all its required
// columns are there, and it names most columns; it is nil where none does better than
// the fields' own names. Errors: ErrUsage; several that fit equally well are one.
func profileFor(file, name string, known []KnownProfile, header []string) (*Profile, error) {
	if name != "" {
		p, err := chosen(name, known)
		if err != nil || p == nil {
			return nil, err
		}
		if lacking := p.missing(p.find(header)); len(lacking) > 0 {
			return nil, fmt.Errorf("%w: profile %s needs a column for %s; %s has %s", ErrUsage, p.Name, p.names(lacking), file, strings.Join(header, ", "))
		}
		return p, nil
	}
	best := recognised(known, header)
	switch len(best) {
	case 0:
		return nil, nil
	case 1:
		return best[0], nil
	}
	var names []string
	for _, p := range best {
		names = append(names, p.Name)
	}
	return nil, fmt.Errorf("%w: %w: %s could be %s; say which with --profile", ErrUsage, errTie, file, strings.Join(names, " or "))
}

// recognised are the profiles that fit a header best.
func recognised(known []KnownProfile, header []string) []*Profile {
	var best []*Profile
	own, _ := ownNames("", header, nil)
	most := len(own) + 1 // to beat
	for i := range known {
		p := &known[i].Profile
		at := p.find(header)
		if len(p.missing(at)) > 0 || !p.signed(header) {
			continue
		}
		switch n := p.knows(header, at); {
		case n > most || n == most && len(best) == 0:
			most, best = n, []*Profile{p}
		case n == most:
			best = append(best, p)
		}
	}
	return best
}

// names lists fields with the column names a profile knows for them.
func (p *Profile) names(fields []string) string {
	var out []string
	for _, f := range fields {
		out = append(out, fmt.Sprintf("%s (%s)", f, strings.Join(p.Columns[f], " or ")))
	}
	return strings.Join(out, ", ")
}

// ownNames finds columns that bear a field's own name.
func ownNames(file string, header []string, byHand map[string]string) (map[string]int, error) {
	at := map[string]int{}
	for i, col := range header {
		f := fieldNamed(col)
		if f == "" {
			continue
		}
		_, said := byHand[f]
		if first, twice := at[f]; twice && !said {
			return at, fmt.Errorf("%w: %s:1: columns %q and %q could both be %s; say which with --map %s=COLUMN, after giving each column its own name", ErrUsage, file, header[first], col, f, f)
		}
		at[f] = i
	}
	return at, nil
}

// byHand lays what the user said over what was found; a field with nothing said for
// it is not read.
func (c *columns) byHand(file string, said map[string]string) error {
	for _, field := range sortedKeys(said) {
		col := said[field]
		if col == "" {
			delete(c.at, field)
			continue
		}
		if value, ok := strings.CutPrefix(col, "="); ok {
			p := *c.p // the profile itself stays as it is
			p.constant(field, value)
			c.p = &p
			delete(c.at, field)
			continue
		}
		i := indexFold(c.header, col)
		if i < 0 {
			return fmt.Errorf("%w: --map %s=%s: %s has no column %q; its columns are %s", ErrUsage, field, col, file, col, strings.Join(c.header, ", "))
		}
		c.at[field] = i
	}
	return nil
}

// constant sets what is true of every row.
func (p *Profile) constant(field, value string) {
	switch field {
	case "category":
		p.Category = value
	case "tags":
		p.Tags = strings.FieldsFunc(value, func(c rune) bool { return c == ';' || c == '|' })
	case "setting":
		p.Setting = value
	case "provenance":
		p.Provenance = value
	}
}

// complete says what is missing before a row can be read.
func (c columns) complete(file string) error {
	missing := func(what, hint string) error {
		return &Fault{File: file, Line: 1, Reason: "no column for " + what,
			Detail: "the columns are " + strings.Join(c.header, ", "), Hint: hint}
	}
	name := func(field string) string {
		return "name it with --map " + field + "=COLUMN; --dry-run proposes a map"
	}
	has := func(f string) bool { _, ok := c.at[f]; return ok }
	switch {
	case c.p.Holds == HoldsOutcomes:
		if !has("reference") {
			return missing("which incident it is of", name("reference"))
		} else if !has("outcome") {
			return missing("what became of it", name("outcome"))
		}
		return nil
	case !has("occurred") && !has("occurred_from"):
		return missing("when it happened", name("occurred"))
	case !has("category") && !has("subcategory") && c.p.Category == "":
		return missing("what happened", name("category")+"; where every row is the same, write --map category==VALUE")
	case has("lon") != has("lat"):
		return missing("both longitude and latitude", name("lon=COLUMN --map lat"))
	case has("easting") != has("northing"):
		return missing("both easting and northing", name("easting=COLUMN --map northing"))
	}
	return nil
}

// fieldNamed is the field a column is plainly named after.
func fieldNamed(col string) string {
	n := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(col)))
	switch n {
	case "longitude":
		return "lon"
	case "latitude":
		return "lat"
	case "grid_reference", "grid_ref":
		return "gridref"
	case "force", "outcome", "reporter", "subcategory": // read only where a profile or a user says so
		return ""
	}
	if slices.Contains(fields, n) {
		return n
	}
	return ""
}

// ParseMap reads "field=column" pairs, and "field==value" for what every row has.
// Errors: ErrUsage.
func ParseMap(pairs []string) (map[string]string, error) {
	out := map[string]string{}
	for _, p := range pairs {
		field, col, ok := strings.Cut(p, "=")
		if !ok || col == "" || col == "=" {
			return nil, fmt.Errorf("%w: --map %q; write --map field=column", ErrUsage, p)
		}
		if !slices.Contains(fields, field) {
			return nil, fmt.Errorf("%w: --map %q: there is no field %q; the fields are %s", ErrUsage, p, field, strings.Join(fields, ", "))
		}
		if strings.HasPrefix(col, "=") && !slices.Contains(constants, field) {
			return nil, fmt.Errorf("%w: --map %q: only %s may be one value for every row", ErrUsage, p, strings.Join(constants, ", "))
		}
		out[field] = col
	}
	return out, nil
}

func indexFold(list []string, s string) int {
	return slices.IndexFunc(list, func(x string) bool { return strings.EqualFold(strings.TrimSpace(x), strings.TrimSpace(s)) })
}
