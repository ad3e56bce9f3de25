package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo/pspo"
)

type pspoCmd struct {
	Load pspoLoadCmd `cmd:"" help:"Keep orders from their files (.toml or .json)."`
	List pspoListCmd `cmd:"" help:"List the orders with their dates."`
	Show pspoShowCmd `cmd:"" help:"Show one order's record."`
}

type pspoLoadCmd struct {
	Files []string `arg:"" name:"file" help:"Order files; the area lies beside each or stands in it." type:"path"`
}

// Run keeps orders.
func (p *pspoLoadCmd) Run(ctx context.Context, c *cli) error {
	return c.importing(ctx, func(s *data.Store) error {
		info, err := intake.OrderFiles(ctx, s, scope(), p.Files)
		if err != nil {
			return err
		}
		for _, f := range p.Files {
			fmt.Printf("%s: kept, batch %d\n", f, info.ID)
		}
		return nil
	})
}

type pspoListCmd struct {
	JSON bool   `name:"json" help:"Print JSON."`
	Out  string `help:"File to write. Default: standard output." type:"path"`
}

// Run lists the orders.
func (p *pspoListCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		orders, err := s.Orders(ctx, scope())
		if err != nil {
			return err
		}
		return output(p.Out, func(w io.Writer) error {
			if p.JSON {
				return printJSON(w, map[string]any{"orders": orders})
			}
			tw := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
			fmt.Fprintln(tw, "ID\tTITLE\tSTATUS\tIN FORCE\tUNTIL\tTODAY")
			for _, o := range orders {
				fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\n", o.ID, o.Title, o.Status, o.InForce, o.Until, standing(o, s))
			}
			return tw.Flush()
		})
	})
}

func standing(o pspo.Order, s *data.Store) string {
	switch now := s.Clock(); {
	case o.Live(now):
		return "in force"
	case o.Lapsed(now):
		return "lapsed"
	}
	return "not in force"
}

// received is a boundary as it came: JSON as it is, any other text as a text.
func received(source []byte) any {
	if json.Valid(source) {
		return json.RawMessage(source)
	}
	return string(source)
}

type pspoShowCmd struct {
	ID  string `arg:"" help:"The order's id."`
	Out string `help:"File to write. Default: standard output." type:"path"`
}

// Run shows an order with its boundary as it was received.
func (p *pspoShowCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		orders, err := s.Orders(ctx, scope())
		if err != nil {
			return err
		}
		for _, o := range orders {
			if o.ID == p.ID {
				return output(p.Out, func(w io.Writer) error {
					return printJSON(w, map[string]any{"order": o, "area": received(o.AreaSource)})
				})
			}
		}
		return fmt.Errorf("%w: order %q; see hexbeat pspo list", data.ErrNotFound, p.ID)
	})
}
