package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"text/tabwriter"

	"hexbeat/data"
	"hexbeat/data/export"
	"hexbeat/hotspot"
)

// questionFlags are the flags every analysis shares.
type questionFlags struct {
	From     string   `help:"First day, YYYY-MM-DD or YYYY-MM. Default: 12 weeks (3 months) back from the data-to date."`
	To       string   `help:"Last day, inclusive."`
	Category []string `help:"Category id or label, repeatable. Default: all that are not police-generated." sep:"none"`
	Tag      []string `help:"Tag, repeatable: any of them." sep:"none"`
	Setting  []string `help:"Setting, repeatable: street, open-space, transport, retail, licensed, dwelling, other, not-known." sep:"none"`
	In       []string `help:"Study area, KIND:CODE-OR-NAME, repeatable. Default: all boroughs, else all wards." sep:"none"`
	Res      int      `help:"H3 resolution, 7 to 11." default:"10"`
	Ring     int      `help:"Neighbourhood in cells, 1 to 3." default:"1"`
	MinCount int      `name:"min-count" help:"Least total of a hotspot." default:"5"`
	Alpha    float64  `help:"False discovery rate." default:"0.05"`
}

func (f *questionFlags) question(s *hotspot.Snapshot) (hotspot.Question, error) {
	q := hotspot.Question{Categories: f.Category, Tags: f.Tag, In: f.In, Res: f.Res, Ring: f.Ring, MinCount: f.MinCount, Alpha: f.Alpha}
	for _, text := range f.Setting {
		set, ok := hotspot.ParseSetting(text)
		if !ok {
			return q, fmt.Errorf("%w: --setting %q is not one of the settings; see --help", errUsage, text)
		}
		q.Settings = append(q.Settings, set)
	}
	err := f.noughts()
	switch {
	case err != nil:
		return q, err
	case f.From == "" && f.To == "":
		q.Window = hotspot.DefaultWindow(s, q)
		return q, nil
	case f.From == "" || f.To == "":
		return q, fmt.Errorf("%w: give both --from and --to, or neither", errUsage)
	}
	q.Window, err = hotspot.ParseWindow(f.From, f.To)
	return q, err
}

// noughts refuses a nought that was written: further down it means "not given".
func (f *questionFlags) noughts() error {
	for flag, zero := range map[string]bool{"--res": f.Res == 0, "--ring": f.Ring == 0, "--min-count": f.MinCount == 0, "--alpha": f.Alpha == 0} {
		if zero {
			return fmt.Errorf("%w: %s 0; leave it out for the usual", errUsage, flag)
		}
	}
	return nil
}

type hotspotsCmd struct {
	questionFlags
	Method string `help:"gistar or count." enum:"gistar,count" default:"gistar"`
	Rows   string `help:"What to write: hotspots (the lists), hot (cells that are hot) or all (every cell of the study area)." enum:"hotspots,hot,all" default:"hotspots"`
	Format string `help:"geojson, csv, table or json." enum:"geojson,csv,table,json" default:"table"`
	Out    string `help:"File to write. Default: standard output." type:"path"`
	Meta   string `help:"With CSV, write what the answer is of to this file. With --out P it is P.meta.json." type:"path"`
}

// Run answers where reports concentrated.
func (h *hotspotsCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		snap, err := s.Snapshot(ctx, scope())
		if err != nil {
			return err
		}
		q, err := h.question(snap)
		if err != nil {
			return err
		}
		q.Method = hotspot.Method(h.Method)
		r, err := hotspot.Detect(snap, q)
		if err != nil {
			return err
		}
		r.Meta.Marking = s.Marking()
		for _, w := range r.Meta.Warnings {
			fmt.Fprintln(os.Stderr, "hexbeat:", w)
		}
		if h.Format == "csv" { // a table is carried away, as on the web
			what := fmt.Sprintf("hotspots as CSV (%s), %s to %s", h.Rows, r.Meta.From, r.Meta.To)
			if err := s.Audit(ctx, scope(), data.Disclose, what); err != nil {
				return err
			}
		}
		if err := output(h.Out, func(w io.Writer) error { return h.write(w, r) }); err != nil {
			return err
		}
		return h.writeMeta(r)
	})
}

func (h *hotspotsCmd) write(w io.Writer, r *hotspot.Result) error {
	keep := export.AllCells
	if h.Rows == "hot" {
		keep = export.HotCells
	}
	switch {
	case h.Format == "table":
		return table(w, r)
	case h.Format == "csv" && h.Rows == "hotspots":
		return export.HotspotsCSV(w, r)
	case h.Format == "csv":
		return export.CellsCSV(w, r, keep)
	case h.Rows == "hotspots":
		return export.HotspotsGeoJSON(w, r)
	}
	return export.CellsGeoJSON(w, r, keep)
}

func (h *hotspotsCmd) writeMeta(r *hotspot.Result) error {
	path := h.Meta
	if path == "" && h.Format == "csv" && h.Out != "" && h.Out != "-" {
		path = h.Out + ".meta.json"
	}
	if path == "" {
		return nil
	}
	return output(path, func(w io.Writer) error { return printJSON(w, export.MetaOf(r.Meta)) })
}

// table is for reading in a terminal: words and counts, the statistics are in the CSV.
func table(w io.Writer, r *hotspot.Result) error {
	m := r.Meta
	reach := "No data yet"
	if m.DataTo != "" {
		reach = "Data to " + m.DataTo
	}
	fmt.Fprintf(w, "%s, %s to %s, %s. %d reports in %d cells. %s, snapshot %s. %s\n", m.StudyArea, m.From, m.To, strings.Join(m.Categories, ", "), m.Incidents, m.Cells, reach, m.Snapshot, m.Marking)
	if m.Excluded.Count > 0 {
		fmt.Fprintf(w, "Left out: %d police-generated records (%s).\n", m.Excluded.Count, strings.Join(m.Excluded.Categories, ", "))
	}
	if m.Reason != "" {
		fmt.Fprintln(w, m.Reason)
	}
	for _, l := range []struct {
		title string
		list  []hotspot.Group
	}{{"Hotspots", r.Hotspots}, {fmt.Sprintf("Too few to call (chance alone would put about %.1f such places here)", m.WatchByChance), r.Watch}, {"Busiest places, a plain count", r.Busiest}} {
		fmt.Fprintf(w, "\n%s\n", l.title)
		if len(l.list) == 0 {
			fmt.Fprintln(w, "  none")
			continue
		}
		tw := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
		for _, g := range l.list {
			usual := "not known"
			if !math.IsNaN(g.UsualHere) {
				usual = fmt.Sprintf("%.1f", g.UsualHere)
			}
			fmt.Fprintf(tw, "  %d\t%s\t%d here\taverage for this size %.1f\tusual here %s\t%s\t%s\n", g.Rank, g.Name, g.Count, g.BoroughAverage, usual, g.Peak, g.Reason)
		}
		if err := tw.Flush(); err != nil {
			return err
		}
	}
	return nil
}
