package intake

import (
	"fmt"
	"slices"
	"strings"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// Profile is how one kind of file is read, as data: which columns hold what, in which
// units and formats, and what is true of every row. Shipped profiles and those a user
// saves are the same TOML.
type Profile struct {
	Name        string `toml:"name" json:"name"`
	Title       string `toml:"title" json:"title"`
	Description string `toml:"description,omitempty" json:"description"` // what is standard in it and what is not
	Source      string `toml:"source,omitempty" json:"source"`           // default source name; empty: the file's name without dates
	Holds       string `toml:"holds,omitempty" json:"holds,omitempty"`   // "outcomes" where rows say what became of incidents that are in the store; else incidents
	// Statement is "force-month" where a file is everything that one force has for one
	// month: rows that were there before and are not now have been withdrawn.
	Statement string `toml:"statement,omitempty" json:"statement,omitempty"`
	// Layer is "own" for what is kept apart from reported incidents and never public,
	// "police-generated" for what exists because police were there; else empty.
	Layer string `toml:"layer,omitempty" json:"layer,omitempty"`

	Fix          string   `toml:"fix,omitempty" json:"fix,omitempty"`                    // of its coordinates: exact (default), snapped, postcode, street, place
	CRS          string   `toml:"crs,omitempty" json:"crs,omitempty"`                    // of its coordinates, as EPSG:27700; default by the field
	Zone         string   `toml:"zone,omitempty" json:"zone,omitempty"`                  // of times without an offset; default Europe/London
	Dates        string   `toml:"dates,omitempty" json:"dates,omitempty"`                // "month-first" where 06/01 is the first of June; default day-first
	Formats      []string `toml:"formats,omitempty" json:"formats,omitempty"`            // further ways dates are written: YYYY, MM, DD, Mon, Month, hh, mm, ss
	Precision    string   `toml:"precision,omitempty" json:"precision,omitempty"`        // "month" where a date only stands for its month
	DecimalComma bool     `toml:"decimal_comma,omitempty" json:"decimalComma,omitempty"` // 530076,239

	Category   string   `toml:"category,omitempty" json:"category,omitempty"` // of every row, where no column says
	Tags       []string `toml:"tags,omitempty" json:"tags,omitempty"`         // of every row, besides its own
	Setting    string   `toml:"setting,omitempty" json:"setting,omitempty"`   // where no column says
	Provenance string   `toml:"provenance,omitempty" json:"provenance,omitempty"`

	Signs    []string            `toml:"signs,omitempty" json:"signs,omitempty"` // columns by which such a file is recognised, besides
	Required []string            `toml:"required" json:"required"`               // the fields whose columns a file of this kind always has
	Columns  map[string][]string `toml:"columns" json:"columns"`                 // field -> the names its column goes by, the likeliest first
	Marks    map[string][]string `toml:"marks,omitempty" json:"marks"`           // tag -> the columns that say yes or no to it
	Dropped  []string            `toml:"dropped,omitempty" json:"dropped"`       // columns known and left out
	Labels   []Label             `toml:"label,omitempty" json:"labels"`          // what its labels mean
}

// Label is what the labels of a source mean: a category, tags, a setting. Empty parts
// say nothing.
type Label struct {
	Raw      []string `toml:"raw" json:"raw"` // compared without case, with signs and spaces alike
	Category string   `toml:"category,omitempty" json:"category,omitempty"`
	Tags     []string `toml:"tags,omitempty" json:"tags,omitempty"`
	Setting  string   `toml:"setting,omitempty" json:"setting,omitempty"`
}

// The words of a profile's fields.
const (
	ForceMonth      = "force-month"      // Profile.Statement
	HoldsOutcomes   = "outcomes"         // Profile.Holds
	LayerOwn        = "own"              // Profile.Layer
	LayerGenerated  = "police-generated" // Profile.Layer
	datesMonthFirst = "month-first"
	genericName     = "generic" // a file whose columns bear the fields' own names
)

// fields are the names a column may be mapped to. A date may have its time of day in
// a column of its own, and a year its month.
var fields = []string{"reference", "occurred", "occurred_month", "occurred_time", "occurred_from", "occurred_from_time", "occurred_to", "occurred_to_time",
	"recorded", "recorded_time", "category", "subcategory", "raw_category", "tags", "setting",
	"lon", "lat", "easting", "northing", "gridref", "postcode", "uprn", "usrn", "location", "provenance", "force", "outcome", "reporter"}

// Fields are the names a column may be mapped to, in the order of a row.
func Fields() []string { return slices.Clone(fields) }

// clocks are the fields that hold the time of day of another.
var clocks = map[string]string{"occurred": "occurred_time", "occurred_from": "occurred_from_time", "occurred_to": "occurred_to_time", "recorded": "recorded_time"}

// constants are the fields that one value may stand for in every row.
var constants = []string{"category", "tags", "setting", "provenance"}

// Check says what is wrong with a profile. Errors: ErrUsage.
func (p *Profile) Check() error {
	wrong := func(format string, args ...any) error {
		return fmt.Errorf("%w: profile %s: %s", ErrUsage, p.Name, fmt.Sprintf(format, args...))
	}
	one := func(what, got string, allowed ...string) error {
		if got != "" && !slices.Contains(allowed, got) {
			return wrong("%s is %q; write %s", what, got, strings.Join(allowed, " or "))
		}
		return nil
	}
	if !profileName.MatchString(p.Name) || p.Name == genericName {
		return wrong("a name has small letters, digits, dots and hyphens, and is not %q", genericName)
	}
	for _, err := range []error{
		one("statement", p.Statement, ForceMonth), one("holds", p.Holds, HoldsOutcomes), one("layer", p.Layer, LayerOwn, LayerGenerated),
		one("fix", p.Fix, "exact", "snapped", "postcode", "street", "place"), one("dates", p.Dates, "day-first", datesMonthFirst),
		one("precision", p.Precision, "month"), p.checkLayer(wrong), p.checkColumns(wrong), p.checkLabels(wrong), p.checkUnits(wrong),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// checkLayer: what is kept apart is one category, whatever its labels.
func (p *Profile) checkLayer(wrong func(string, ...any) error) error {
	if p.Layer != "" && p.Category == "" {
		return wrong("a layer of its own needs a category for every row")
	}
	for tag := range p.Marks {
		if data.CategoryID(tag) != tag || tag == "" {
			return wrong("%q is no tag; write small letters, joined by hyphens", tag)
		}
	}
	return nil
}

func (p *Profile) checkColumns(wrong func(string, ...any) error) error {
	taken := map[string]string{}
	for _, field := range sortedKeys(p.Columns) {
		if !slices.Contains(fields, field) {
			return wrong("there is no field %q; the fields are %s", field, strings.Join(fields, ", "))
		}
		for _, col := range p.Columns[field] {
			if other, twice := taken[plainColumn(col)]; twice {
				return wrong("column %q is named for %s and for %s", col, other, field)
			}
			taken[plainColumn(col)] = field
		}
		if len(p.Columns[field]) == 0 {
			return wrong("field %s names no column", field)
		}
	}
	for _, tag := range sortedKeys(p.Marks) {
		for _, col := range p.Marks[tag] {
			if field := taken[plainColumn(col)]; field != "" {
				return wrong("column %q is named for %s and for the tag %s", col, field, tag)
			}
		}
	}
	for _, col := range p.Dropped {
		if field := taken[plainColumn(col)]; field != "" {
			return wrong("column %q is dropped and read as %s", col, field)
		}
	}
	if len(p.Required) == 0 {
		return wrong("it requires no column, so it could be recognised in any file")
	}
	for _, field := range p.Required {
		if len(p.Columns[field]) == 0 {
			return wrong("it requires %s and names no column for it", field)
		}
	}
	return nil
}

func (p *Profile) checkLabels(wrong func(string, ...any) error) error {
	settings := []string{p.Setting}
	for _, l := range p.Labels {
		if len(l.Raw) == 0 || l.Category == "" && len(l.Tags) == 0 && l.Setting == "" {
			return wrong("a label needs raw, and a category, tags or a setting: %v", l)
		}
		settings = append(settings, l.Setting)
	}
	for _, s := range settings {
		if _, ok := hotspot.ParseSetting(s); !ok && s != "" {
			return wrong("there is no setting %q", s)
		}
	}
	return nil
}

func (p *Profile) checkUnits(wrong func(string, ...any) error) error {
	if _, err := ParseCRS(p.CRS); err != nil {
		return wrong("%v", err)
	}
	if _, err := p.location(); err != nil {
		return wrong("zone %q is not known; write Europe/London", p.Zone)
	}
	for _, f := range p.Formats {
		if _, err := dateLayout(f); err != nil {
			return wrong("%v", err)
		}
	}
	return nil
}
