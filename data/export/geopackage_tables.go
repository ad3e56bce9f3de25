package export

import (
	"context"
	"errors"
	"iter"
	"strconv"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/gpkg"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
	"hexbeat/hotspot"
)

// texts are columns of text.
func texts(names ...string) []gpkg.Column {
	out := make([]gpkg.Column, len(names))
	for i, n := range names {
		out[i] = gpkg.Column{Name: n, Type: "TEXT"}
	}
	return out
}

// each makes rows of a list.
func each[T any](list []T, row func(T) gpkg.Row) iter.Seq2[gpkg.Row, error] {
	return func(yield func(gpkg.Row, error) bool) {
		for _, v := range list {
			if !yield(row(v), nil) {
				return
			}
		}
	}
}

// AreaTable is areas as a table of the name given, every digit kept. srs is the system
// their geometry is in: 4326, or another for areas in the numbers they came in.
func AreaTable(name string, srs int, areas []geo.Area) gpkg.Table {
	columns := append(texts("kind", "code", "name"), gpkg.Column{Name: "valid_from", Type: "DATE"})
	return gpkg.Table{Name: name, Kind: "MULTIPOLYGON", SRS: srs, Columns: columns, Rows: each(areas, func(a geo.Area) gpkg.Row {
		var from any
		if !a.ValidFrom.IsZero() {
			from = a.ValidFrom.Format(time.DateOnly)
		}
		return gpkg.Row{Geometry: a.Geometry, Values: []any{string(a.Kind), a.Code, a.Name, from}}
	})}
}

// OrderTable is AreaTable for orders.
func OrderTable(name string, srs int, orders []pspo.Order) gpkg.Table {
	columns := append(texts("id", "title", "authority", "type", "status"), gpkg.Column{Name: "made", Type: "DATE"}, gpkg.Column{Name: "in_force", Type: "DATE"}, gpkg.Column{Name: "until", Type: "DATE"})
	return gpkg.Table{Name: name, Kind: "MULTIPOLYGON", SRS: srs, Columns: columns, Rows: each(orders, func(o pspo.Order) gpkg.Row {
		return gpkg.Row{Geometry: o.Geometry, Values: []any{o.ID, o.Title, o.Authority, o.Type, string(o.Status), orNil(o.Made), orNil(o.InForce), orNil(o.Until)}}
	})}
}

// LayerTable is sites, named places, events or perception points, with the properties
// that LayerFeature has. Points and boundaries stand in one table.
func LayerTable(name string, features []data.LayerFeature) gpkg.Table {
	columns := append(texts("kind", "code", "name", "class", "what", "label", "opening_hours", "terms", "from", "to", "start_time", "end_time", "venue", "note"),
		gpkg.Column{Name: "size", Type: "INTEGER"}, gpkg.Column{Name: "score", Type: "REAL"})
	return gpkg.Table{Name: name, Kind: "GEOMETRY", SRS: 4326, Columns: columns, Rows: each(features, func(f data.LayerFeature) gpkg.Row {
		p := propertiesOf(f)
		row := gpkg.Row{Geometry: f.Geometry}
		for _, v := range []string{string(p.Kind), p.Code, p.Name, p.Class, p.What, p.Label, p.Hours, p.Terms, p.From, p.To, p.Start, p.End, p.Venue, p.Note} {
			row.Values = append(row.Values, orNil(v))
		}
		var size, score any
		if p.Size != 0 {
			size = p.Size
		}
		if p.Score != nil {
			score = defined(*p.Score)
		}
		row.Values = append(row.Values, size, score)
		return row
	})}
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// CellTable is cells as hexagons with the columns of CellsCSV, in the result's order.
func CellTable(r *hotspot.Result, keep Rows) gpkg.Table {
	return gpkg.Table{Name: "cells", Kind: "POLYGON", SRS: 4326, Columns: cellTypes(), Rows: func(yield func(gpkg.Row, error) bool) {
		for _, c := range r.Cells {
			if keep(c) && !yield(gpkg.Row{Geometry: c.Cell.Boundary(), Values: cellValues(c)}, nil) {
				return
			}
		}
	}}
}

func cellTypes() []gpkg.Column {
	out := make([]gpkg.Column, len(cellColumns))
	for i, name := range cellColumns {
		out[i] = gpkg.Column{Name: name, Type: "REAL"}
		switch name {
		case "cell", "class", "ward_code":
			out[i].Type = "TEXT"
		case "res", "count":
			out[i].Type = "INTEGER"
		case "hot":
			out[i].Type = "BOOLEAN"
		}
	}
	return out
}

func cellValues(c hotspot.CellResult) []any {
	out := []any{c.Cell.String(), c.Cell.Res(), c.Centre[0], c.Centre[1], c.AreaM2, c.Count}
	for _, f := range []float64{c.Weight, c.Expected, c.Z, c.P, c.Q, c.PoissonP, c.PoissonQ} {
		out = append(out, defined(f))
	}
	return append(out, c.Hot, string(c.Class), c.Ward)
}

// defined is nil for a number that is not one.
func defined(f float64) any {
	if exact(f) == "" {
		return nil
	}
	return f
}

// errEnough stops the reading of records whose reader has had enough.
var errEnough = errors.New("export: enough")

// RecordTable is every incident that keep takes, as RecordsCSV has them; those without a
// location have no geometry. It is a disclosure and is audited by the store, once the
// table is written.
func RecordTable(ctx context.Context, s *data.Store, sc data.Scope, keep func(data.Record) bool) (gpkg.Table, error) {
	areas, err := s.Areas(ctx, sc)
	if err != nil {
		return gpkg.Table{}, err
	}
	wards := wardFinder(areas)
	return gpkg.Table{Name: "incidents", Kind: "POINT", SRS: 4326, Columns: recordTypes(), Rows: func(yield func(gpkg.Row, error) bool) {
		err := s.EachRecord(ctx, sc, "export incidents as GeoPackage", func(r data.Record) error {
			if keep(r) && !yield(recordValues(r, wards), nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(gpkg.Row{}, err)
		}
	}}, nil
}

func recordTypes() []gpkg.Column {
	out := texts(recordColumns...)
	for i, c := range out {
		switch c.Name {
		case "id":
			out[i].Type = "INTEGER"
		case "lon", "lat", "easting", "northing":
			out[i].Type = "REAL"
		}
	}
	return out
}

// recordValues are the cells of a line of RecordsCSV as values; an empty one is none.
func recordValues(r data.Record, wards func(orb.Point, hotspot.Day) string) gpkg.Row {
	cells := recordRow(r, wards)
	out := gpkg.Row{Values: make([]any, len(cells))}
	for i, c := range cells {
		out.Values[i] = orNil(c)
	}
	out.Values[0] = r.ID
	if !r.Located {
		return out
	}
	out.Geometry = orb.Point{r.Lon, r.Lat}
	out.Values[11], out.Values[12] = r.Lon, r.Lat
	for _, i := range []int{13, 14} {
		if f, err := strconv.ParseFloat(cells[i], 64); err == nil {
			out.Values[i] = f
		}
	}
	return out
}
