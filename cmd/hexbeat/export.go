package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/export"
	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

type exportCmd struct {
	Incidents exportIncidentsCmd `cmd:"" help:"Every incident, as CSV or GeoPackage. It is a disclosure and is recorded."`
	Cells     exportCellsCmd     `cmd:"" help:"Every cell of the study area with its count and statistics, as CSV, GeoJSON or GeoPackage. It is recorded."`
	Areas     exportAreasCmd     `cmd:"" help:"Areas of a kind, as GeoJSON or GeoPackage."`
	Orders    exportOrdersCmd    `cmd:"" help:"Orders, as GeoJSON or GeoPackage."`
}

type exportIncidentsCmd struct {
	questionFlags
	Format string `help:"csv or gpkg." enum:"csv,gpkg" default:"csv"`
	Out    string `help:"File to write. Default: standard output." type:"path"`
}

// Run writes incidents. Without flags it writes them all, unlocated ones too.
func (e *exportIncidentsCmd) Run(ctx context.Context, c *cli) error {
	return c.reading(ctx, func(s *data.Store) error {
		keep, err := e.keep(ctx, s)
		if err != nil {
			return err
		}
		if e.Format == "gpkg" {
			t, err := export.RecordTable(ctx, s, scope(), keep)
			if err != nil {
				return err
			}
			return writeGeoPackage(ctx, s, e.Out, t)
		}
		return output(e.Out, func(w io.Writer) error { return export.RecordsCSV(ctx, w, s, scope(), keep) })
	})
}

// keep is the choice the flags make: what a question with them would count, and
// with no flag at all everything.
func (e *exportIncidentsCmd) keep(ctx context.Context, s *data.Store) (func(data.Record) bool, error) {
	if e.From == "" && e.To == "" && len(e.Category)+len(e.Tag)+len(e.Setting)+len(e.In) == 0 {
		return func(data.Record) bool { return true }, nil
	}
	snap, err := s.Snapshot(ctx, scope())
	if err != nil {
		return nil, err
	}
	q, err := e.question(snap)
	if err != nil {
		return nil, err
	}
	rows, err := hotspot.Matching(snap, q)
	if err != nil {
		return nil, err
	}
	wanted := map[int64]bool{}
	for _, i := range slices.Concat(rows.Located, rows.Unlocated) {
		wanted[snap.ID[i]] = true
	}
	return func(r data.Record) bool { return wanted[r.ID] }, nil
}

type exportAreasCmd struct {
	Kind   string `help:"ward, borough, site, ..." default:"ward"`
	Format string `help:"geojson or gpkg." enum:"geojson,gpkg" default:"geojson"`
	AsCame bool   `name:"as-received" help:"With gpkg: the coordinates as they came in, unchanged, each in its own coordinate system."`
	Out    string `help:"File to write. Default: standard output." type:"path"`
}

// Run writes areas.
func (e *exportAreasCmd) Run(ctx context.Context, c *cli) error {
	if !slices.Contains(intake.AreaKinds, geo.Kind(e.Kind)) || e.Kind == string(geo.PSPO) {
		return fmt.Errorf("%w: --kind %q; kinds are %v, and orders have export orders", errUsage, e.Kind, intake.AreaKinds)
	}
	if err := needsGeoPackage(e.AsCame, e.Format); err != nil {
		return err
	}
	return c.reading(ctx, func(s *data.Store) error {
		if slices.Contains(data.LayerKinds, geo.Kind(e.Kind)) {
			return e.layer(ctx, s)
		}
		areas, err := s.Areas(ctx, scope())
		if err != nil {
			return err
		}
		areas = slices.DeleteFunc(areas, func(a geo.Area) bool { return a.Kind != geo.Kind(e.Kind) })
		if e.Format == "gpkg" {
			return e.geoPackage(ctx, s, areas)
		}
		var features []export.Feature
		for _, a := range areas {
			features = append(features, areaFeature(a.Code, a.Geometry, map[string]any{"kind": a.Kind, "code": a.Code, "name": a.Name}))
		}
		return e.write(ctx, s, features)
	})
}

// layer writes sites, named places, events or perception points, which may be points.
func (e *exportAreasCmd) layer(ctx context.Context, s *data.Store) error {
	if e.AsCame {
		return fmt.Errorf("%w: --as-received is for areas and orders; of a %s only degrees are kept", errUsage, e.Kind)
	}
	found, err := s.Layers(ctx, scope(), geo.Kind(e.Kind))
	if err != nil {
		return err
	}
	if e.Format == "gpkg" {
		return writeGeoPackage(ctx, s, e.Out, export.LayerTable(e.Kind, found))
	}
	var features []export.Feature
	for _, f := range found {
		features = append(features, export.LayerFeature(f))
	}
	return e.write(ctx, s, features)
}

func (e *exportAreasCmd) write(ctx context.Context, s *data.Store, features []export.Feature) error {
	snap, err := s.Snapshot(ctx, scope())
	if err != nil {
		return err
	}
	return output(e.Out, func(w io.Writer) error {
		return export.WriteCollection(w, map[string]any{"snapshot": snap.Label(), "marking": s.Marking()}, features)
	})
}

type exportOrdersCmd struct {
	Format string `help:"geojson or gpkg." enum:"geojson,gpkg" default:"geojson"`
	AsCame bool   `name:"as-received" help:"With gpkg: the coordinates as they came in, unchanged, each in its own coordinate system."`
	Out    string `help:"File to write. Default: standard output." type:"path"`
}

// Run writes orders.
func (e *exportOrdersCmd) Run(ctx context.Context, c *cli) error {
	if err := needsGeoPackage(e.AsCame, e.Format); err != nil {
		return err
	}
	return c.reading(ctx, func(s *data.Store) error {
		orders, err := s.Orders(ctx, scope())
		if err != nil {
			return err
		}
		if e.Format == "gpkg" {
			return e.geoPackage(ctx, s, orders)
		}
		var features []export.Feature
		for _, o := range orders {
			features = append(features, areaFeature(o.ID, o.Geometry, map[string]any{"id": o.ID, "title": o.Title, "authority": o.Authority,
				"status": o.Status, "made": o.Made, "in_force": o.InForce, "until": o.Until}))
		}
		return (&exportAreasCmd{Out: e.Out}).write(ctx, s, features)
	})
}

func areaFeature(id string, mp orb.MultiPolygon, properties map[string]any) export.Feature {
	return export.Feature{ID: id, Geometry: export.Area(mp), Properties: properties}
}
