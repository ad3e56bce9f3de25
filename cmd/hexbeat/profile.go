package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
)

type profileCmd struct {
	List   profileListCmd   `cmd:"" help:"List the profiles that come with the program and those saved in the folder."`
	Show   profileShowCmd   `cmd:"" help:"Print a profile as TOML."`
	Save   profileSaveCmd   `cmd:"" help:"Keep a profile in the folder, in the place of one of its name."`
	Delete profileDeleteCmd `cmd:"" help:"Take a saved profile away."`
}

type profileListCmd struct {
	JSON bool `name:"json" help:"Print JSON."`
}

// Run lists profiles.
func (p *profileListCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		all, err := intake.Profiles(ctx, s, scope())
		if err != nil {
			return err
		}
		if p.JSON {
			return printJSON(os.Stdout, all)
		}
		tw := tabwriter.NewWriter(os.Stdout, 2, 0, 2, ' ', 0)
		fmt.Fprintln(tw, "NAME\tWHOSE\tSOURCE\tTITLE")
		for _, k := range all {
			whose := "shipped"
			if k.Saved {
				whose = "saved"
			}
			fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", k.Name, whose, k.Source, k.Title)
		}
		return tw.Flush()
	})
}

type profileShowCmd struct {
	Name string `arg:"" help:"Name of the profile."`
	JSON bool   `name:"json" help:"Print JSON."`
}

// Run shows one profile.
func (p *profileShowCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		all, err := intake.Profiles(ctx, s, scope())
		if err != nil {
			return err
		}
		for _, k := range all {
			if k.Name != p.Name {
				continue
			}
			if p.JSON {
				return printJSON(os.Stdout, k)
			}
			text, err := k.TOML()
			if err == nil {
				_, err = fmt.Print(text)
			}
			return err
		}
		return fmt.Errorf("%w: there is no profile %q; see hexbeat profile list", errUsage, p.Name)
	})
}

type profileSaveCmd struct {
	Name       string   `arg:"" help:"Name of the profile: small letters, digits, dots and hyphens."`
	From       string   `help:"A profile in a .toml file, or a file of incidents that is to be read as a dry run proposes." type:"path"`
	Profile    string   `help:"Profile that the file given with --from is read by. Default: recognised."`
	Map        []string `help:"field=column, or field==value for a value that every row has; repeatable. Fields: ${fields}." sep:"none"`
	Title      string   `help:"What people call it. Default: the name."`
	Source     string   `help:"Name of the source of such files."`
	CRS        string   `name:"crs" help:"Coordinate system of the numbers: EPSG:4326, EPSG:27700 or EPSG:3857."`
	TZ         string   `name:"tz" help:"Zone of times without an offset."`
	MonthFirst bool     `name:"month-first" help:"Dates have the month first: 06/01/2019 is the first of June."`
}

// Run saves a profile.
func (p *profileSaveCmd) Run(ctx context.Context, c *cli) error {
	o := importIncidentsCmd{Source: p.Source, Profile: p.Profile, Map: p.Map, CRS: p.CRS, TZ: p.TZ, MonthFirst: p.MonthFirst}
	opts, err := o.options()
	if err != nil {
		return err
	}
	return c.writing(ctx, "hexbeat profile save", func(s *data.Store) error {
		profile, err := p.make(ctx, s, opts)
		if err != nil {
			return err
		}
		if err := intake.SaveProfile(ctx, s, scope(), profile); err != nil {
			return err
		}
		_, err = fmt.Printf("Saved. Read files by it with --profile %s; a file with its columns is recognised.\n", p.Name)
		return err
	})
}

// make is the profile to save: from a .toml file, from a proposal for a file of
// incidents, or from what --map says alone.
func (p *profileSaveCmd) make(ctx context.Context, s *data.Store, o intake.Options) (intake.Profile, error) {
	var out intake.Profile
	var err error
	switch {
	case strings.EqualFold(filepath.Ext(p.From), ".toml"):
		out, err = profileOf(p.From)
	case p.From != "":
		out, err = p.propose(ctx, s, o)
	}
	if err != nil {
		return out, err
	}
	out.Name = p.Name
	if p.Title != "" || out.Title == "" {
		out.Title = orName(p.Title, p.Name)
	}
	if p.From == "" || strings.EqualFold(filepath.Ext(p.From), ".toml") {
		out.Adopt(o)
	}
	return out, out.Check()
}

func profileOf(path string) (intake.Profile, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return intake.Profile{}, fmt.Errorf("%w: %v", errUsage, err)
	}
	return intake.ParseProfile(text)
}

func (p *profileSaveCmd) propose(ctx context.Context, s *data.Store, o intake.Options) (intake.Profile, error) {
	known, err := intake.Profiles(ctx, s, scope())
	if err != nil {
		return intake.Profile{}, err
	}
	proposal, err := intake.Propose(ctx, s, scope(), []string{p.From}, o)
	if err != nil {
		return intake.Profile{}, err
	}
	if len(proposal.Missing) > 0 {
		return intake.Profile{}, fmt.Errorf("%w: the file still needs %s (%s)", errUsage, proposal.Missing[0].Need, proposal.Missing[0].Hint)
	}
	return proposal.AsProfile(orName(p.Title, p.Name), known, o)
}

func orName(title, name string) string {
	if title != "" {
		return title
	}
	return name
}

type profileDeleteCmd struct {
	Name string `arg:"" help:"Name of the saved profile."`
}

// Run deletes a saved profile.
func (p *profileDeleteCmd) Run(ctx context.Context, c *cli) error {
	return c.writing(ctx, "hexbeat profile delete", func(s *data.Store) error {
		if err := s.DeleteProfile(ctx, scope(), p.Name); err != nil {
			return err
		}
		_, err := fmt.Printf("Deleted %s at %s. What was imported by it stays.\n", p.Name, s.Clock().Format(time.DateTime))
		return err
	})
}
