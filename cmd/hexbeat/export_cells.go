package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"hexbeat/data"
	"hexbeat/data/export"
	"hexbeat/hotspot"
)

type exportCellsCmd struct {
	questionFlags
	Format string `help:"csv, geojson or gpkg." enum:"csv,geojson,gpkg" default:"csv"`
	Out    string `help:"File to write. Default: standard output." type:"path"`
	Meta   string `help:"With CSV, write what the answer is of to this file. With --out P it is P.meta.json." type:"path"`
}

// Run writes every cell of the study area: what hotspots --rows all has, and GeoPackage.
func (e *exportCellsCmd) Run(ctx context.Context, c *cli) error {
	h := hotspotsCmd{questionFlags: e.questionFlags, Method: string(hotspot.GiStarMethod), Rows: "all", Format: e.Format, Out: e.Out, Meta: e.Meta}
	if e.Format != "gpkg" {
		return h.Run(ctx, c)
	}
	return c.reading(ctx, func(s *data.Store) error {
		snap, err := s.Snapshot(ctx, scope())
		if err != nil {
			return err
		}
		q, err := e.question(snap)
		if err != nil {
			return err
		}
		r, err := hotspot.Detect(snap, q)
		if err != nil {
			return err
		}
		r.Meta.Marking = s.Marking()
		for _, w := range r.Meta.Warnings {
			fmt.Fprintln(os.Stderr, "hexbeat:", w)
		}
		if err := s.Audit(ctx, scope(), data.Disclose, fmt.Sprintf("cells as GeoPackage, %s to %s", r.Meta.From, r.Meta.To)); err != nil {
			return err
		}
		return output(e.Out, func(w io.Writer) error {
			return export.GeoPackage(ctx, w, time.Now(), export.MetaOf(r.Meta), export.CellTable(r, export.AllCells))
		})
	})
}
