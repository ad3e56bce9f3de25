package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/export"
	"hexbeat/data/gpkg"
	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
)

// needsGeoPackage: GeoJSON has one coordinate system, and a boundary may have come in
// another.
func needsGeoPackage(asReceived bool, format string) error {
	if asReceived && format != "gpkg" {
		return fmt.Errorf("%w: --as-received needs --format gpkg", errUsage)
	}
	return nil
}

func writeGeoPackage(ctx context.Context, s *data.Store, out string, tables ...gpkg.Table) error {
	snap, err := s.Snapshot(ctx, scope())
	if err != nil {
		return err
	}
	meta := map[string]any{"snapshot": snap.Label(), "marking": s.Marking()}
	return output(out, func(w io.Writer) error { return export.GeoPackage(ctx, w, time.Now(), meta, tables...) })
}

func (e *exportAreasCmd) geoPackage(ctx context.Context, s *data.Store, areas []geo.Area) error {
	if !e.AsCame {
		return writeGeoPackage(ctx, s, e.Out, export.AreaTable(e.Kind, 4326, areas))
	}
	by := map[int][]geo.Area{}
	for _, a := range areas {
		mp, system, err := intake.Received(a.Source, a.SourceCRS)
		if err != nil {
			return fmt.Errorf("%s %s as received: %w", a.Kind, a.Code, err)
		}
		srs := srsOf(system)
		a.Geometry = mp
		by[srs] = append(by[srs], a)
	}
	return writeGeoPackage(ctx, s, e.Out, bySystem(e.Kind, by, export.AreaTable)...)
}

func (e *exportOrdersCmd) geoPackage(ctx context.Context, s *data.Store, orders []pspo.Order) error {
	if !e.AsCame {
		return writeGeoPackage(ctx, s, e.Out, export.OrderTable("pspo", 4326, orders))
	}
	by := map[int][]pspo.Order{}
	for _, o := range orders {
		mp, system, err := intake.Received(o.AreaSource, "")
		if err != nil {
			return fmt.Errorf("order %s as received: %w", o.ID, err)
		}
		srs := srsOf(system)
		o.Geometry = mp
		by[srs] = append(by[srs], o)
	}
	return writeGeoPackage(ctx, s, e.Out, bySystem("pspo", by, export.OrderTable)...)
}

// srsOf is the number in "EPSG:27700".
func srsOf(system string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(system, "EPSG:"))
	return n
}

// bySystem makes a table for each coordinate system, called after it where there are
// several.
func bySystem[T any](name string, by map[int][]T, table func(string, int, []T) gpkg.Table) []gpkg.Table {
	var out []gpkg.Table
	for _, srs := range slices.Sorted(maps.Keys(by)) {
		n := name
		if len(by) > 1 {
			n = fmt.Sprintf("%s_%d", name, srs)
		}
		out = append(out, table(n, srs, by[srs]))
	}
	return out
}
