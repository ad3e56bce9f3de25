package intake

import (
	"fmt"
	"slices"
	"strings"
)

// fields are the names a column may be mapped to.
var fields = []string{"reference", "occurred", "occurred_from", "occurred_to", "recorded", "category", "raw_category", "tags", "setting",
	"lon", "lat", "easting", "northing", "gridref", "location", "provenance"}

// Profile is a named map from fields to the columns of a known kind of file.
type Profile struct {
	Name    string
	Source  string            // default source name
	Columns map[string]string // field -> column
}

// profiles are recognised by having all their columns.
var profiles = []Profile{
	{
		Name: "police.uk", Source: "police.uk",
		Columns: map[string]string{"reference": "Crime ID", "occurred": "Month", "lon": "Longitude", "lat": "Latitude",
			"location": "Location", "category": "Crime type"},
	},
}

// columns is where each field stands in one table.
type columns struct {
	profile string
	at      map[string]int // field -> index
	header  []string
}

// mapColumns finds the fields of a table: by the profile asked for or recognised,
// then by columns that bear a field's own name, then by what the user said.
func mapColumns(file string, header []string, profile string, byHand map[string]string) (columns, error) {
	c := columns{at: map[string]int{}, header: header}
	p, err := profileFor(profile, header)
	if err != nil {
		return c, err
	}
	c.profile = "generic"
	if p != nil {
		c.profile = p.Name
		for field, col := range p.Columns {
			c.at[field] = indexFold(header, col)
		}
	} else {
		for i, col := range header {
			f := fieldNamed(col)
			if f == "" {
				continue
			}
			if first, twice := c.at[f]; twice && byHand[f] == "" {
				return c, fmt.Errorf("%w: %s:1: columns %q and %q could both be %s; say which with --map %s=COLUMN, after giving each column its own name", ErrUsage, file, header[first], col, f, f)
			}
			c.at[f] = i
		}
	}
	for field, col := range byHand {
		i := indexFold(header, col)
		if i < 0 {
			return c, fmt.Errorf("%w: --map %s=%s: %s has no column %q; its columns are %s", ErrUsage, field, col, file, col, strings.Join(header, ", "))
		}
		c.at[field] = i
	}
	return c, c.complete(file)
}

func (c columns) complete(file string) error {
	missing := func(what, field string) error {
		return &Fault{File: file, Line: 1, Reason: "no column for " + what,
			Detail: "the columns are " + strings.Join(c.header, ", "),
			Hint:   "name it with --map " + field + "=COLUMN"}
	}
	has := func(f string) bool { _, ok := c.at[f]; return ok }
	switch {
	case !has("occurred") && !has("occurred_from"):
		return missing("when it happened", "occurred")
	case !has("category"):
		return missing("what happened", "category")
	case has("lon") != has("lat"):
		return missing("both longitude and latitude", "lon=COLUMN --map lat")
	case has("easting") != has("northing"):
		return missing("both easting and northing", "easting=COLUMN --map northing")
	}
	return nil
}

func profileFor(name string, header []string) (*Profile, error) {
	for i, p := range profiles {
		if name != "" && p.Name != name {
			continue
		}
		whole := true
		for _, col := range p.Columns {
			whole = whole && indexFold(header, col) >= 0
		}
		if whole {
			return &profiles[i], nil
		}
		if name != "" {
			return nil, fmt.Errorf("%w: profile %s needs the columns %s; the file has %s", ErrUsage, name, listValues(p.Columns), strings.Join(header, ", "))
		}
	}
	if name != "" && name != "generic" {
		return nil, fmt.Errorf("%w: there is no profile %q; profiles are police.uk and generic", ErrUsage, name)
	}
	return nil, nil
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
	}
	if slices.Contains(fields, n) {
		return n
	}
	return ""
}

// ParseMap reads "field=column" pairs. Errors: ErrUsage.
func ParseMap(pairs []string) (map[string]string, error) {
	out := map[string]string{}
	for _, p := range pairs {
		field, col, ok := strings.Cut(p, "=")
		if !ok || col == "" {
			return nil, fmt.Errorf("%w: --map %q; write --map field=column", ErrUsage, p)
		}
		if !slices.Contains(fields, field) {
			return nil, fmt.Errorf("%w: --map %q: there is no field %q; the fields are %s", ErrUsage, p, field, strings.Join(fields, ", "))
		}
		out[field] = col
	}
	return out, nil
}

func indexFold(list []string, s string) int {
	return slices.IndexFunc(list, func(x string) bool { return strings.EqualFold(strings.TrimSpace(x), s) })
}

func listValues(m map[string]string) string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
