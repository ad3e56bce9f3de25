package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

type importCmd struct {
	Incidents importIncidentsCmd `cmd:"" help:"Read incidents from .csv, .tsv, .txt, .xlsx or .geojson, also in .gz or .zip, or from standard input."`
	Areas     importAreasCmd     `cmd:"" help:"Read wards, boroughs, orders or zones, or the layers that are never scored: sites, places, events, perception points."`
	Lookup    importLookupCmd    `cmd:"" help:"Read a list of postcodes, UPRNs, USRNs or named places to find incidents by, or of police stations and bail addresses."`
	Streets   importStreetsCmd   `cmd:"" help:"Read a street map from OpenStreetMap (.osm, .osm.gz, .osm.pbf)."`
}

type importIncidentsCmd struct {
	Files       []string `arg:"" name:"file" help:"Files to read as one batch; - is standard input." type:"path"`
	Source      string   `help:"Name of the source; the same name next month makes its references known again."`
	Profile     string   `help:"How to read the columns: the name of a profile (hexbeat profile list), a .toml file, or generic. Default: recognised."`
	Map         []string `help:"field=column, or field==value for a value that every row has; repeatable. Fields: ${fields}." sep:"none"`
	CRS         string   `name:"crs" help:"Coordinate system of the numbers: EPSG:4326, EPSG:27700 or EPSG:3857."`
	TZ          string   `name:"tz" help:"Zone of times without an offset. Default: the profile's, else Europe/London."`
	MonthFirst  bool     `name:"month-first" help:"Dates have the month first: 06/01/2019 is the first of June."`
	AsAt        string   `name:"as-at" help:"When this extract was known to its owner (YYYY-MM-DD or RFC 3339). Default: now."`
	DropColumns []string `name:"drop-columns" help:"Columns about people to strip."`
	KeepText    []string `name:"keep-text" help:"A column of free text to keep as the location, searched for people first. Default: free text is not kept."`
	Format      string   `name:"format" help:"What the files are: csv (text with any separator), xlsx or geojson. Default: detected, as the next four."`
	Encoding    string   `name:"encoding" help:"Encoding of text: utf-8, utf-16le, windows-1252 ..."`
	Separator   string   `name:"separator" help:"Separator of text: comma, semicolon, tab, pipe, or one sign."`
	Sheet       string   `name:"sheet" help:"Sheet of a workbook."`
	HeaderLine  int      `name:"header-line" help:"Line, or row of a sheet, that names the columns."`
	DryRun      bool     `name:"dry-run" help:"Propose how the files would be read, show ten rows, read everything and keep nothing."`
	JSON        bool     `name:"json" help:"Print the report as JSON."`
}

// Run imports incidents.
func (i *importIncidentsCmd) Run(ctx context.Context, c *cli) error {
	o, err := i.options()
	if err != nil {
		return err
	}
	defer o.Stdin.Close() // a file that stays behind is removed with the next one
	return c.importing(ctx, func(s *data.Store) error {
		step, done := progress("rows")
		o.Progress = step
		read := intake.Incidents
		if i.DryRun {
			read = intake.Try
		}
		rep, err := read(ctx, s, scope(), i.Files, o)
		done()
		if rep != nil && rep.Proposal != nil && (err != nil || !i.JSON) {
			if out := i.tried(rep); out != nil {
				return out
			}
		}
		if rep != nil {
			sayFaults(rep.Faults, rep.Rejected, rep.RejectsFile, err)
		}
		if err == nil {
			err = intake.KeepReport(ctx, s, scope(), intake.Kept{Incidents: rep})
		}
		if err != nil {
			return err
		}
		if i.JSON {
			err = printJSON(os.Stdout, rep)
		} else {
			err = sayReport(rep)
		}
		if err == nil && rep.Rejected > 0 {
			return status(exitRows)
		}
		return err
	})
}

// tried shows what a dry run found out, also where an import would be refused.
func (i *importIncidentsCmd) tried(rep *intake.Report) error {
	if i.JSON {
		return printJSON(os.Stdout, rep)
	}
	return sayProposal(os.Stdout, rep.Proposal)
}

func (i *importIncidentsCmd) options() (o intake.Options, err error) {
	o = intake.Options{Source: i.Source, Profile: i.Profile, DropColumns: i.DropColumns, KeepText: i.KeepText, MonthFirst: i.MonthFirst, DryRun: i.DryRun,
		Reading: intake.Reading{Format: i.Format, Encoding: i.Encoding, Separator: i.Separator, Sheet: i.Sheet, HeaderLine: i.HeaderLine, Stdin: &intake.Stdin{In: os.Stdin}}}
	if o.Map, err = intake.ParseMap(i.Map); err != nil {
		return o, err
	}
	if o.CRS, err = intake.ParseCRS(i.CRS); err != nil {
		return o, err
	}
	if i.TZ != "" {
		if o.Zone, err = time.LoadLocation(i.TZ); err != nil {
			return o, fmt.Errorf("%w: --tz %q is not a zone; write Europe/London", errUsage, i.TZ)
		}
	}
	o.AsAt, err = parseAsAt(i.AsAt)
	return o, err
}

func parseAsAt(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, l := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(l, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%w: --as-at %q; write YYYY-MM-DD or an RFC 3339 time", errUsage, s)
}

// sayFaults shows the first rejected rows, each at its place; not the one that an
// error will show.
func sayFaults(faults []*intake.Fault, rejected int, file string, err error) {
	for _, f := range faults {
		if err == nil || !strings.Contains(err.Error(), f.Error()) {
			fmt.Fprintln(os.Stderr, f)
		}
	}
	switch more := rejected - len(faults); {
	case file != "":
		fmt.Fprintf(os.Stderr, "%d rows could not be used; all of them are in %s\n", rejected, file)
	case more > 0:
		fmt.Fprintf(os.Stderr, "and %d more\n", more)
	}
}

func sayReport(r *intake.Report) error {
	if r.AlreadyIn != 0 {
		fmt.Printf("These bytes came in with batch %d already; nothing was imported.\n", r.AlreadyIn)
	}
	sayFormats(r.Formats)
	_, err := fmt.Printf("%d rows: %d accepted, %d duplicates (%d of them updated), %d rejected; %d without a location. %s to %s. Profile %s, source %s, batch %d, snapshot %s, %.1f s.\n",
		r.Rows, r.Accepted, r.Duplicates, r.Updated, r.Rejected, r.Unlocated, r.FirstDate, r.LastDate, r.Profile, r.Source, r.Batch, r.Snapshot, r.Seconds)
	sayOddities(r)
	sayLabels(r)
	return err
}

// sayOddities says what is odd about rows that came in all the same, and what was left
// out of them.
func sayOddities(r *intake.Report) {
	for _, what := range slices.Sorted(maps.Keys(r.Flags)) {
		fmt.Printf("%d rows: %s.\n", r.Flags[what], what)
	}
	if len(r.DroppedText) > 0 {
		fmt.Printf("Free text is not kept: %s.\n", strings.Join(r.DroppedText, ", "))
	}
	if r.Scrubbed > 0 {
		fmt.Printf("%d locations told who somebody is, and were left out.\n", r.Scrubbed)
	}
}

// shownLabels is how many labels a message names; the JSON has more.
const shownLabels = 8

// sayLabels says what became of the source's own words.
func sayLabels(r *intake.Report) {
	list := func(what string, all []intake.LabelCount, n int) {
		if n == 0 {
			return
		}
		var out []string
		for _, l := range all[:min(len(all), shownLabels)] {
			out = append(out, fmt.Sprintf("%s (%d)", l.Label, l.Count))
		}
		if n > len(out) {
			out = append(out, fmt.Sprintf("and %d more", n-len(out)))
		}
		fmt.Printf("%s: %s.\n", what, strings.Join(out, ", "))
	}
	list("Labels the category scheme does not know, kept as they are", r.Unmapped, r.UnmappedLabels)
	list("Kinds of place nobody knows", r.UnknownSettings, len(r.UnknownSettings))
	if c := r.CatchAll; c != nil && c.Count > 0 {
		fmt.Printf("Of %d rows of anti-social behaviour %.0f %% say nothing closer than a catch-all.\n", c.Of, 100*c.Share)
	}
	if r.Unmatched > 0 {
		fmt.Printf("%d outcomes belong to incidents that are not in the folder.\n", r.Unmatched)
	}
}

// shownFormats is how many tables are told of one by one.
const shownFormats = 12

// sayFormats says what was found out about each table.
func sayFormats(formats []intake.Format) {
	for i, f := range formats {
		if i == shownFormats {
			fmt.Printf("and %d more tables\n", len(formats)-i)
			break
		}
		fmt.Println(f)
	}
}

type importAreasCmd struct {
	File        string   `arg:"" help:"A .geojson, .json, .zip (Shapefile), .gpkg, .kml, .kmz or .csv (WKT) file, also in .gz; of sites, places, events and perception points also a table with lon and lat, easting and northing, gridref or wkt." type:"path"`
	Kind        string   `required:"" help:"ward, borough, lsoa, neighbourhood, pspo, exclusion, safe-zone, site, place, event or perception."`
	CRS         string   `name:"crs" help:"Coordinate system, when the file does not say: EPSG:4326, EPSG:27700 or EPSG:3857."`
	CodeField   string   `name:"code-field" help:"The field that holds the code."`
	NameField   string   `name:"name-field" help:"The field that holds the name."`
	Layer       string   `name:"layer" help:"The layer to read, where the file holds several."`
	Geometry    string   `name:"geometry-field" help:"The column of WKT in a .csv."`
	ValidFrom   string   `name:"valid-from" help:"First day these areas apply, YYYY-MM-DD."`
	Class       string   `help:"What every site, event or perception point of the file is, where the file does not say: school, licensed, cctv, knife-bin, hub; protest, match; lighting, sightlines, unease; or other."`
	DropColumns []string `name:"drop-columns" help:"Columns about people to strip, of sites, places, events and perception points."`
	JSON        bool     `name:"json" help:"Print the report as JSON."`
}

// Run imports areas.
func (i *importAreasCmd) Run(ctx context.Context, c *cli) error {
	o := intake.AreaOptions{Kind: geo.Kind(strings.ToLower(i.Kind)), CodeField: i.CodeField, NameField: i.NameField, Layer: i.Layer, GeometryField: i.Geometry,
		Class: i.Class, DropColumns: i.DropColumns}
	var err error
	if o.CRS, err = intake.ParseCRS(i.CRS); err != nil {
		return err
	}
	if i.ValidFrom != "" {
		day, err := hotspot.ParseDay(i.ValidFrom)
		if err != nil {
			return err
		}
		o.ValidFrom = day.Time()
	}
	return c.importing(ctx, func(s *data.Store) error {
		rep, err := intake.Areas(ctx, s, scope(), i.File, o)
		if rep != nil {
			sayFaults(rep.Faults, rep.Rejected, rep.RejectsFile, err)
		}
		if err == nil {
			err = intake.KeepReport(ctx, s, scope(), intake.Kept{Areas: rep})
		}
		if err != nil {
			return err
		}
		for _, n := range rep.Notes {
			fmt.Fprintln(os.Stderr, n)
		}
		if i.JSON {
			err = printJSON(os.Stdout, rep)
		} else {
			_, err = fmt.Printf("%d features: %d accepted, %d rejected. Batch %d, snapshot %s.\n", rep.Features, rep.Accepted, rep.Rejected, rep.Batch, rep.Snapshot)
			if len(rep.NotKept) > 0 {
				fmt.Printf("Columns that are no part of this layer were not kept: %s.\n", strings.Join(rep.NotKept, ", "))
			}
		}
		if err == nil && rep.Rejected > 0 {
			return status(exitRows)
		}
		return err
	})
}

type importStreetsCmd struct {
	File string `arg:"" help:"An .osm, .osm.gz or .osm.pbf file." type:"path"`
	JSON bool   `name:"json" help:"Print the report as JSON."`
}

// Run imports streets.
func (i *importStreetsCmd) Run(ctx context.Context, c *cli) error {
	return c.importing(ctx, func(s *data.Store) error {
		stats, err := intake.Streets(ctx, s, scope(), i.File)
		if err != nil {
			return err
		}
		if i.JSON {
			return printJSON(os.Stdout, stats)
		}
		_, err = fmt.Printf("%d nodes, %d edges, %d components; kept %d nodes, %d edges, %.1f km.\n",
			stats.Nodes, stats.Edges, stats.Components, stats.KeptNodes, stats.KeptEdges, stats.LengthKm)
		return err
	})
}
