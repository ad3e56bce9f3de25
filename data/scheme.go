package data

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hexbeat/hotspot"
)

// Alias is what a source calls a category, with what the label says besides.
type Alias struct {
	Label    string          `json:"label"`
	Category string          `json:"category"` // id
	Tags     []string        `json:"tags"`
	Setting  hotspot.Setting `json:"-"`
}

// Scheme is the category scheme of a folder, as an import uses it.
type Scheme struct {
	Categories    []hotspot.Category // those of the scheme, not those made up from labels
	Aliases       []Alias
	Groups        []hotspot.CategoryGroup
	SensitiveTags []string

	byID    map[string]int
	byAlias map[string]int
}

// Meaning is what a label means in the scheme.
type Meaning struct {
	Category hotspot.Category
	Tags     []string
	Setting  hotspot.Setting
}

// Resolve finds a label: as the id or label of a category, else as an alias; compared
// without case, with signs and spaces alike.
func (s *Scheme) Resolve(label string) (Meaning, bool) {
	id := CategoryID(label)
	if i, ok := s.byAlias[id]; ok && s.byID[s.Aliases[i].Category] > 0 {
		a := s.Aliases[i]
		return Meaning{s.Categories[s.byID[a.Category]-1], a.Tags, a.Setting}, true
	}
	if i := s.byID[id]; i > 0 {
		return Meaning{Category: s.Categories[i-1]}, true
	}
	return Meaning{}, false
}

// Category is the category of an id; ok is false for one the scheme does not have.
func (s *Scheme) Category(id string) (c hotspot.Category, ok bool) {
	if i := s.byID[id]; i > 0 {
		return s.Categories[i-1], true
	}
	return c, false
}

// Under reports whether a category is another or a kind of it.
func (s *Scheme) Under(id, parent string) bool {
	for range len(s.Categories) + 1 { // no longer than a chain without a circle
		if id == parent {
			return true
		}
		c, ok := s.Category(id)
		if !ok || c.Parent == "" {
			return false
		}
		id = c.Parent
	}
	return false
}

// index makes the look-ups. A label counts as the id that it makes, so that two
// categories named alike are one.
func (s *Scheme) index() *Scheme {
	s.byID, s.byAlias = make(map[string]int, 2*len(s.Categories)), make(map[string]int, len(s.Aliases))
	for i, c := range s.Categories {
		if l := CategoryID(c.Label); s.byID[l] == 0 {
			s.byID[l] = i + 1
		}
	}
	for i, c := range s.Categories {
		s.byID[c.ID] = i + 1
	}
	for i, a := range s.Aliases {
		s.byAlias[CategoryID(a.Label)] = i
	}
	return s
}

// Scheme reads the category scheme of the folder.
func (s *Store) Scheme(ctx context.Context, sc Scope) (*Scheme, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	out := &Scheme{}
	for _, read := range []func(context.Context, *Scheme) error{s.schemeCategories, s.schemeAliases, s.schemeGroups} {
		if err := read(ctx, out); err != nil {
			return nil, fmt.Errorf("data: scheme: %w", err)
		}
	}
	return out.index(), nil
}

func (s *Store) schemeCategories(ctx context.Context, out *Scheme) error {
	rows, err := s.read.QueryContext(ctx, `SELECT `+categoryColumns+` FROM category WHERE mapped = 1 ORDER BY category_id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		c, err := scanCategory(rows.Scan)
		if err != nil {
			return err
		}
		out.Categories = append(out.Categories, c)
	}
	return rows.Err()
}

func (s *Store) schemeAliases(ctx context.Context, out *Scheme) error {
	rows, err := s.read.QueryContext(ctx, `SELECT label, category, tags, setting FROM category_alias ORDER BY category, alias_id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a Alias
		var tags string
		if err := rows.Scan(&a.Label, &a.Category, &tags, &a.Setting); err != nil {
			return err
		}
		a.Tags = strings.FieldsFunc(tags, func(r rune) bool { return r == ';' })
		out.Aliases = append(out.Aliases, a)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return each(ctx, s, `SELECT 0, tag FROM sensitive_tag ORDER BY tag`, func(_ int64, tag string) error {
		out.SensitiveTags = append(out.SensitiveTags, tag)
		return nil
	})
}

func (s *Store) schemeGroups(ctx context.Context, out *Scheme) error {
	rows, err := s.read.QueryContext(ctx, `SELECT g.group_id, g.label, coalesce(m.member, ''), coalesce(m.raw, 0)
		FROM category_group g LEFT JOIN category_group_member m USING (group_id) ORDER BY g.group_id, m.raw, m.member`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, label, member string
		var raw bool
		if err := rows.Scan(&id, &label, &member, &raw); err != nil {
			return err
		}
		n := len(out.Groups)
		if n == 0 || out.Groups[n-1].ID != id {
			out.Groups = append(out.Groups, hotspot.CategoryGroup{ID: id, Label: label, Categories: []string{}, Labels: []string{}})
			n++
		}
		g := &out.Groups[n-1]
		switch {
		case member == "":
		case raw:
			g.Labels = append(g.Labels, member)
		default:
			g.Categories = append(g.Categories, member)
		}
	}
	return rows.Err()
}

// SensitiveTag reports whether a tag makes a row sensitive.
func (s *Scheme) SensitiveTag(tag string) bool { return slices.Contains(s.SensitiveTags, tag) }
