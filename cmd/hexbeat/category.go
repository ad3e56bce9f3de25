package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"hexbeat/data"
	"hexbeat/hotspot"
)

type categoryCmd struct {
	List  categoryListCmd  `cmd:"" help:"List the category scheme: categories with their kinds, groups, sensitive tags."`
	Set   categorySetCmd   `cmd:"" help:"Add a category or change one. Used by the next import and the next question."`
	Alias categoryAliasCmd `cmd:"" help:"Say what a label of a source means from the next import on."`
}

type categoryListCmd struct {
	Aliases bool `help:"Show what others call each category, too."`
	JSON    bool `name:"json" help:"Print JSON, with aliases."`
}

// schemeJSON is the scheme as it is printed.
type schemeJSON struct {
	Categories    []hotspot.Category      `json:"categories"`
	Groups        []hotspot.CategoryGroup `json:"groups"`
	Aliases       []data.Alias            `json:"aliases"`
	SensitiveTags []string                `json:"sensitiveTags"`
}

// Run lists the scheme.
func (l *categoryListCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		scheme, err := s.Scheme(ctx, scope())
		if err != nil {
			return err
		}
		if l.JSON {
			return printJSON(os.Stdout, schemeJSON{scheme.Categories, scheme.Groups, scheme.Aliases, scheme.SensitiveTags})
		}
		l.tree(scheme, "", "")
		fmt.Println("\nGroups, over categories and labels:")
		for _, g := range scheme.Groups {
			fmt.Printf("  %s  %s: %s\n", g.ID, g.Label, strings.Join(append(slices.Clone(g.Categories), g.Labels...), ", "))
		}
		_, err = fmt.Printf("\nTags that make a row sensitive: %s\n", strings.Join(scheme.SensitiveTags, ", "))
		return err
	})
}

// tree prints a category's kinds below it.
func (l *categoryListCmd) tree(scheme *data.Scheme, parent, indent string) {
	for _, c := range scheme.Categories {
		if c.Parent != parent || c.ID == parent {
			continue
		}
		fmt.Printf("%s%s  %s%s\n", indent, c.ID, c.Label, flagWords(c))
		if l.Aliases {
			var out []string
			for _, a := range scheme.Aliases {
				if a.Category == c.ID {
					out = append(out, a.Label)
				}
			}
			if len(out) > 0 {
				fmt.Printf("%s    also: %s\n", indent, strings.Join(out, "; "))
			}
		}
		l.tree(scheme, c.ID, indent+"  ")
	}
}

// flagWords are a category's flags in words.
func flagWords(c hotspot.Category) string {
	var out []string
	for _, f := range []struct {
		set  bool
		word string
	}{{c.PoliceGenerated, "police-generated"}, {c.FromOutside, "done from outside"}, {c.Sensitive, "sensitive"}, {c.CatchAll, "catch-all"}, {c.Apart, "a layer of its own"}} {
		if f.set {
			out = append(out, f.word)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "  [" + strings.Join(out, ", ") + "]"
}

type categorySetCmd struct {
	ID              string   `arg:"" help:"Id of the category, as street-drinking."`
	Label           *string  `help:"What people call it."`
	Parent          *string  `help:"Id of the category it is a kind of; an empty text for none."`
	PoliceGenerated *bool    `name:"police-generated" negatable:"" help:"It exists because police were there; left out of hotspots unless named."`
	FromOutside     *bool    `name:"from-outside" negatable:"" help:"It is done to a home from the street."`
	Sensitive       *bool    `negatable:"" help:"It never reaches a public or ward view."`
	CatchAll        *bool    `name:"catch-all" negatable:"" help:"It is chosen when nothing closer fits."`
	Apart           *bool    `negatable:"" help:"It is a layer of its own; left out unless named."`
	Group           []string `help:"Groups to put it in, by name; made where there are none."`
	Ungroup         []string `help:"Groups to take it out of."`
}

// Run changes a category.
func (e *categorySetCmd) Run(ctx context.Context, c *cli) error {
	return c.writing(ctx, "hexbeat category set", func(s *data.Store) error {
		cat, err := s.SetCategory(ctx, scope(), data.CategoryEdit{ID: e.ID, Label: e.Label, Parent: e.Parent, PoliceGenerated: e.PoliceGenerated, FromOutside: e.FromOutside,
			Sensitive: e.Sensitive, CatchAll: e.CatchAll, Apart: e.Apart, AddGroups: e.Group, LeaveGroups: e.Ungroup})
		if err != nil {
			return err
		}
		under := ""
		if cat.Parent != "" {
			under = ", a kind of " + cat.Parent
		}
		_, err = fmt.Printf("%s  %s%s%s\n", cat.ID, cat.Label, under, flagWords(cat))
		return err
	})
}

type categoryAliasCmd struct {
	Label    string   `arg:"" help:"What a source calls it."`
	Category string   `arg:"" optional:"" help:"Id of the category it means."`
	Remove   bool     `help:"Take the alias away."`
	Tag      []string `help:"Tags that the label implies."`
	Setting  string   `help:"Kind of place that the label implies: street, open-space, transport, retail, licensed, dwelling or other."`
}

// Run changes an alias.
func (a *categoryAliasCmd) Run(ctx context.Context, c *cli) error {
	if a.Remove == (a.Category != "") {
		return fmt.Errorf("%w: name the category that %q means, or say --remove", errUsage, a.Label)
	}
	alias := data.Alias{Label: a.Label, Category: a.Category}
	for _, t := range a.Tag {
		alias.Tags = append(alias.Tags, data.CategoryID(t))
	}
	var ok bool
	if alias.Setting, ok = hotspot.ParseSetting(a.Setting); !ok && a.Setting != "" {
		return fmt.Errorf("%w: there is no setting %q; write street, open-space, transport, retail, licensed, dwelling or other", errUsage, a.Setting)
	}
	return c.writing(ctx, "hexbeat category alias", func(s *data.Store) error {
		if err := s.SetAlias(ctx, scope(), alias); err != nil {
			return err
		}
		if a.Remove {
			_, err := fmt.Printf("%q means nothing from the next import on; what came in stays.\n", a.Label)
			return err
		}
		_, err := fmt.Printf("%q means %s from the next import on; what came in before stays.\n", a.Label, a.Category)
		return err
	})
}
