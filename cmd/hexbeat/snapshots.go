package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"hexbeat/data"
)

type snapshotsCmd struct {
	JSON bool `name:"json" help:"Print JSON."`
}

// Run lists what came in and the snapshot it makes now.
func (p *snapshotsCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		snap, err := s.Snapshot(ctx, scope())
		if err != nil {
			return err
		}
		batches, err := s.Batches(ctx, scope())
		if err != nil {
			return err
		}
		var dataTo *time.Time // null where nothing was imported
		reach := "no data yet"
		if !snap.DataTo.IsZero() {
			dataTo, reach = &snap.DataTo, "data to "+snap.DataTo.In(snap.DataTz).Format("2 January 2006, 15:04")
		}
		if p.JSON {
			return printJSON(os.Stdout, map[string]any{"current": snap.Label(), "dataTo": dataTo, "incidents": snap.Len(), "batches": append([]data.BatchInfo{}, batches...)})
		}
		fmt.Printf("Snapshot %s: %d incidents, %s.\n", snap.Label(), snap.Len(), reach)
		tw := tabwriter.NewWriter(os.Stdout, 2, 0, 2, ' ', 0)
		fmt.Fprintln(tw, "BATCH\tWHAT\tSOURCE\tFILE\tROWS\tACCEPTED\tDUPLICATES\tREJECTED\tCOMMITTED")
		for _, b := range batches {
			fmt.Fprintf(tw, "%d\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t%s\n", b.ID, b.Kind, b.Source, b.File, b.Rows, b.Accepted, b.Duplicates, b.Rejected, b.Committed.Format(time.RFC3339))
		}
		return tw.Flush()
	})
}
