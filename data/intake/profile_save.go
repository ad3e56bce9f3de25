package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hexbeat/data"
)

// ProfileName makes the name of a profile from its title: "Northtown ASB log" is
// northtown-asb-log.
func ProfileName(title string) string {
	name := strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.')
	}), "-")
	return strings.Trim(name[:min(len(name), 63)], "-.")
}

// telling are the fields that a file of the same kind has next month, too; any other
// column may come and go.
var telling = []string{"reference", "occurred", "occurred_from", "category", "subcategory", "lon", "lat", "easting", "northing", "gridref"}

// AsProfile is a profile that reads a file just as the proposal would: the columns by
// their fields, and all else as the profile says that it began with, under a title of
// its own. A column about people is no part of it. Errors: ErrUsage.
func (p *Proposal) AsProfile(title string, known []KnownProfile, o Options) (Profile, error) {
	out := Profile{}
	if p.units != nil && p.Profile == genericName {
		out = *p.units
	}
	if i := slices.IndexFunc(known, func(k KnownProfile) bool { return k.Name == p.Profile }); i >= 0 {
		out = known[i].Profile
	}
	out.Name, out.Title, out.Source = ProfileName(title), strings.TrimSpace(title), p.Source
	out.Columns, out.Required, out.Dropped = map[string][]string{}, nil, nil
	for _, f := range p.Fields {
		out.Columns[f.Field] = []string{f.Column}
		if slices.Contains(telling, f.Field) {
			out.Required = append(out.Required, f.Field)
		}
	}
	for field, value := range p.Constants {
		out.constant(field, value)
	}
	for _, col := range p.Columns {
		about := slices.ContainsFunc(p.Marks, func(m ProposedMark) bool { return m.Column == col }) || slices.Contains(p.RefusedColumns, col) || len(identities([]string{col}, nil)) > 0
		if !about && !slices.ContainsFunc(p.Fields, func(f ProposedField) bool { return plainColumn(f.Column) == plainColumn(col) }) {
			out.Dropped = append(out.Dropped, col)
		}
	}
	out.units(o)
	return out, out.Check()
}

// SaveProfile keeps a profile in the folder, in the place of one saved under its name;
// one that comes with the program stays as it is. Hold the writer's Lock. Errors:
// ErrUsage.
func SaveProfile(ctx context.Context, s *data.Store, sc data.Scope, p Profile) error {
	if err := p.Check(); err != nil {
		return err
	}
	own, err := shipped()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(own, func(o Profile) bool { return o.Name == p.Name }) {
		return fmt.Errorf("%w: a profile of the name %s comes with the program; choose another name", ErrUsage, p.Name)
	}
	text, err := p.TOML()
	if err != nil {
		return err
	}
	return s.SaveProfile(ctx, sc, p.Name, text)
}

// Adopt lays what an import was asked for over a profile: columns by their fields,
// values of every row, units. Of a profile without columns those become required that a
// file of the kind always has.
func (p *Profile) Adopt(o Options) {
	bare := len(p.Columns) == 0
	if bare {
		p.Columns = map[string][]string{}
	}
	for _, field := range sortedKeys(o.Map) {
		col := o.Map[field]
		if value, ok := strings.CutPrefix(col, "="); ok {
			p.constant(field, value)
			delete(p.Columns, field)
			continue
		}
		p.Columns[field] = []string{col}
		if bare && slices.Contains(telling, field) {
			p.Required = append(p.Required, field)
		}
	}
	p.Required = slices.DeleteFunc(p.Required, func(f string) bool { return len(p.Columns[f]) == 0 })
	if o.Source != "" {
		p.Source = o.Source
	}
	p.units(o)
}

// units lays coordinate system, zone and order of dates over a profile.
func (p *Profile) units(o Options) {
	if o.CRS != "" {
		p.CRS = o.CRS
	}
	if o.Zone != nil {
		p.Zone = o.Zone.String()
	}
	if o.MonthFirst {
		p.Dates = datesMonthFirst
	}
}
