package data

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hexbeat/hotspot"
)

// ErrCategory is returned for an edit that would leave the category scheme unsound.
var ErrCategory = errors.New("data: the category scheme cannot be changed so")

// CategoryEdit changes a category or adds one. What is nil stays as it is; a new
// category takes its flags from its parent.
type CategoryEdit struct {
	ID              string
	Label           *string
	Parent          *string // "" for the top
	PoliceGenerated *bool
	FromOutside     *bool
	Sensitive       *bool
	CatchAll        *bool
	Apart           *bool
	AddGroups       []string // ids or labels of groups; made where there are none
	LeaveGroups     []string
}

var idPattern = regexp.MustCompile(`^[a-z0-9\x{80}-\x{10FFFF}]+(-[a-z0-9\x{80}-\x{10FFFF}]+)*$`)

// SetCategory changes the scheme; the next import and the next question use it. Hold
// the writer's Lock. The change is recorded. Errors: ErrCategory, ErrForbidden.
func (s *Store) SetCategory(ctx context.Context, sc Scope, e CategoryEdit) (hotspot.Category, error) {
	scheme, err := s.Scheme(ctx, sc)
	if err != nil {
		return hotspot.Category{}, err
	}
	c, err := e.apply(scheme)
	if err != nil {
		return c, err
	}
	return c, s.altering(ctx, sc, "category "+c.ID, func(db execer) error {
		_, err := db.ExecContext(ctx, `INSERT INTO category (id, label, parent, police_generated, from_outside, sensitive, catch_all, apart, listed, mapped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 1)
			ON CONFLICT (id) DO UPDATE SET label = excluded.label, parent = excluded.parent, police_generated = excluded.police_generated, from_outside = excluded.from_outside,
			sensitive = excluded.sensitive, catch_all = excluded.catch_all, apart = excluded.apart, mapped = 1`,
			c.ID, c.Label, c.Parent, c.PoliceGenerated, c.FromOutside, c.Sensitive, c.CatchAll, c.Apart)
		if err != nil {
			return err
		}
		return e.regroup(ctx, db, scheme)
	})
}

// apply is the category after the edit.
func (e CategoryEdit) apply(scheme *Scheme) (hotspot.Category, error) {
	c, known := scheme.Category(e.ID)
	if !idPattern.MatchString(e.ID) {
		return c, fmt.Errorf("%w: %q is no id; write small letters and digits, joined by hyphens, as street-drinking", ErrCategory, e.ID)
	}
	if !known {
		first, size := utf8.DecodeRuneInString(e.ID)
		c = hotspot.Category{ID: e.ID, Label: string(unicode.ToUpper(first)) + strings.ReplaceAll(e.ID[size:], "-", " ")}
	}
	if e.Parent != nil {
		parent, ok := scheme.Category(*e.Parent)
		switch {
		case *e.Parent != "" && !ok:
			return c, fmt.Errorf("%w: there is no category %q to be its parent", ErrCategory, *e.Parent)
		case *e.Parent != "" && scheme.Under(*e.Parent, e.ID):
			return c, fmt.Errorf("%w: %s is a kind of %s already, so it cannot be its parent", ErrCategory, *e.Parent, e.ID)
		}
		if c.Parent = *e.Parent; !known {
			c.PoliceGenerated, c.FromOutside, c.Sensitive, c.Apart = parent.PoliceGenerated, parent.FromOutside, parent.Sensitive, parent.Apart
		}
	}
	if e.Label != nil {
		if CategoryID(*e.Label) == "" {
			return c, fmt.Errorf("%w: %q is no label", ErrCategory, *e.Label)
		}
		c.Label = *e.Label
	}
	for _, f := range []struct {
		to   *bool
		said *bool
	}{{&c.PoliceGenerated, e.PoliceGenerated}, {&c.FromOutside, e.FromOutside}, {&c.Sensitive, e.Sensitive}, {&c.CatchAll, e.CatchAll}, {&c.Apart, e.Apart}} {
		if f.said != nil {
			*f.to = *f.said
		}
	}
	return c, nil
}

func (e CategoryEdit) regroup(ctx context.Context, db execer, scheme *Scheme) error {
	for _, g := range e.AddGroups {
		id := CategoryID(g)
		if id == "" {
			return fmt.Errorf("%w: %q is no name of a group", ErrCategory, g)
		}
		if !slices.ContainsFunc(scheme.Groups, func(x hotspot.CategoryGroup) bool { return x.ID == id }) {
			if _, err := db.ExecContext(ctx, `INSERT INTO category_group (group_id, label) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, g); err != nil {
				return err
			}
		}
		if _, err := db.ExecContext(ctx, `INSERT INTO category_group_member (group_id, member, raw) VALUES (?, ?, 0) ON CONFLICT DO NOTHING`, id, e.ID); err != nil {
			return err
		}
	}
	for _, g := range e.LeaveGroups {
		if _, err := db.ExecContext(ctx, `DELETE FROM category_group_member WHERE group_id = ? AND member = ? AND raw = 0`, CategoryID(g), e.ID); err != nil {
			return err
		}
	}
	return nil
}

// SetAlias says what a label means from the next import on; an empty category takes the
// alias away. Hold the writer's Lock. Errors: ErrCategory, ErrForbidden.
func (s *Store) SetAlias(ctx context.Context, sc Scope, a Alias) error {
	scheme, err := s.Scheme(ctx, sc)
	if err != nil {
		return err
	}
	id := CategoryID(a.Label)
	own, taken := scheme.Category(id)
	_, known := scheme.Category(a.Category)
	switch {
	case id == "":
		return fmt.Errorf("%w: %q is no label", ErrCategory, a.Label)
	case a.Category == "":
		if _, ok := scheme.byAlias[id]; !ok {
			return fmt.Errorf("%w: there is no alias %q", ErrNotFound, a.Label)
		}
		return s.altering(ctx, sc, "alias "+id+" taken away", func(db execer) error {
			_, err := db.ExecContext(ctx, `DELETE FROM category_alias WHERE alias_id = ?`, id)
			return err
		})
	case !known:
		return fmt.Errorf("%w: there is no category %q; add it first", ErrCategory, a.Category)
	case taken && own.ID != a.Category:
		return fmt.Errorf("%w: %q is a category of its own", ErrCategory, a.Label)
	}
	return s.altering(ctx, sc, "alias "+id+" of "+a.Category, func(db execer) error {
		_, err := db.ExecContext(ctx, `INSERT INTO category_alias (alias_id, label, category, tags, setting) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (alias_id) DO UPDATE SET label = excluded.label, category = excluded.category, tags = excluded.tags, setting = excluded.setting`,
			id, a.Label, a.Category, strings.Join(a.Tags, ";"), a.Setting)
		return err
	})
}

// altering changes what is not an import, with its record, in one transaction.
func (s *Store) altering(ctx context.Context, sc Scope, what string, change func(execer) error) error {
	if err := sc.check(); err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("data: %s: %w", what, err)
	}
	if err := errors.Join(change(tx), s.audit(ctx, tx, sc, Alter, what)); err != nil {
		return errors.Join(fmt.Errorf("data: %s: %w", what, err), tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("data: %s: %w", what, err)
	}
	s.forget()
	return nil
}
