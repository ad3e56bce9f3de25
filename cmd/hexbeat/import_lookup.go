package main

import (
	"context"
	"fmt"
	"os"

	"hexbeat/data"
	"hexbeat/data/intake"
)

type importLookupCmd struct {
	File   string   `arg:"" optional:"" help:"The list, as .csv or another table, also in .gz or .zip; - is standard input." type:"path"`
	Kind   string   `required:"" enum:"postcode,uprn,usrn,place,station" help:"postcode, uprn, usrn or place: where incidents without coordinates are. station: police stations and bail addresses; records at one of them are flagged."`
	Map    []string `help:"column=NAME, repeatable. Columns: key, lon, lat, easting, northing, quality. Default: recognised (ONS Postcode Directory, Code-Point Open, OS Open UPRN)." sep:"none"`
	CRS    string   `name:"crs" help:"Coordinate system of the numbers: EPSG:4326, EPSG:27700 or EPSG:3857."`
	All    bool     `name:"all" help:"Keep the whole list, not only what lies within 20 km of the loaded areas."`
	Remove bool     `name:"remove" help:"Take the list of this kind away."`
	JSON   bool     `name:"json" help:"Print the report as JSON."`
}

// Run imports a list of places.
func (i *importLookupCmd) Run(ctx context.Context, c *cli) error {
	kind := data.LookupKind(i.Kind)
	if (i.File == "") != i.Remove {
		return fmt.Errorf("%w: name one file to load, or --remove to take the list away", errUsage)
	}
	if i.Remove {
		return c.importing(ctx, func(s *data.Store) error { return s.RemoveLookup(ctx, scope(), kind) })
	}
	o := intake.LookupOptions{Kind: kind, All: i.All, Reading: intake.Reading{Stdin: &intake.Stdin{In: os.Stdin}}}
	defer o.Stdin.Close()
	var err error
	if o.Map, err = intake.ParseLookupMap(i.Map); err != nil {
		return err
	}
	if o.CRS, err = intake.ParseCRS(i.CRS); err != nil {
		return err
	}
	return c.importing(ctx, func(s *data.Store) error {
		step, done := progress("rows")
		o.Progress = step
		rep, err := intake.Lookup(ctx, s, scope(), i.File, o)
		done()
		if rep != nil {
			sayFaults(rep.Faults, rep.Rejected, "", err)
		}
		if err != nil {
			return err
		}
		if i.JSON {
			err = printJSON(os.Stdout, rep)
		} else {
			_, err = fmt.Printf("%d rows: %d can be found, %d came again, %d stand for two places and are not used, %d lie too far from the loaded areas, %d have no place in the list, %d rejected. %.1f s.\n",
				rep.Rows, rep.Accepted, rep.Duplicates, rep.Ambiguous, rep.Outside, rep.Unplaced, rep.Rejected, rep.Seconds)
		}
		if err == nil && rep.Rejected > 0 {
			return status(exitRows)
		}
		return err
	})
}
