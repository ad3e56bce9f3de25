package data

import (
	"context"
	"fmt"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

// visible holds for the rows of a table that stand now: their batch committed, and
// not ended by a committed batch.
const visible = ` known_from IN (SELECT batch_id FROM batch WHERE committed_at_s IS NOT NULL)
	AND (known_to IS NULL OR known_to NOT IN (SELECT batch_id FROM batch WHERE committed_at_s IS NOT NULL))`

// AddArea puts one area into a batch of kind "areas". An area of the same kind,
// code and vintage that stood before ends with this batch.
func (im *Import) AddArea(ctx context.Context, a geo.Area) error {
	geometry, err := wkb.Marshal(a.Geometry)
	if err != nil {
		return fmt.Errorf("data: area %s: %w", a.Code, err)
	}
	validFrom := dayOrZero(a.ValidFrom)
	if _, err := im.tx.ExecContext(ctx, `UPDATE area SET known_to = ? WHERE kind = ? AND code = ? AND valid_from = ? AND known_to IS NULL AND known_from <> ?`,
		im.id, a.Kind, a.Code, validFrom, im.id); err != nil {
		return fmt.Errorf("data: area %s: %w", a.Code, err)
	}
	_, err = im.tx.ExecContext(ctx, `INSERT INTO area (kind, code, name, valid_from, geometry, source, source_crs, known_from) VALUES (?,?,?,?,?,?,?,?)`,
		a.Kind, a.Code, a.Name, validFrom, geometry, orEmpty(a.Source), a.SourceCRS, im.id)
	if err != nil {
		return fmt.Errorf("data: area %s: %w", a.Code, err)
	}
	im.info.Accepted++
	return nil
}

// Areas are the standing areas, by kind, vintage and code, with the boundaries of
// sites, places and events among them.
func (s *Store) Areas(ctx context.Context, sc Scope) ([]geo.Area, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	return s.areasThat(ctx, visible)
}

// areasThat are the areas for which a condition holds, as visible.
func (s *Store) areasThat(ctx context.Context, stand string) ([]geo.Area, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT kind, code, name, valid_from, geometry, source, source_crs FROM area WHERE`+stand+` ORDER BY kind, valid_from, code`)
	if err != nil {
		return nil, fmt.Errorf("data: areas: %w", err)
	}
	defer rows.Close()
	var out []geo.Area
	for rows.Next() {
		var a geo.Area
		var validFrom hotspot.Day
		var geometry []byte
		if err := rows.Scan(&a.Kind, &a.Code, &a.Name, &validFrom, &geometry, &a.Source, &a.SourceCRS); err != nil {
			return nil, fmt.Errorf("data: areas: %w", err)
		}
		if a.Geometry, err = multiPolygon(geometry); err != nil {
			return nil, fmt.Errorf("data: area %s: %w", a.Code, err)
		}
		if validFrom != 0 {
			a.ValidFrom = validFrom.Time()
		}
		out = append(out, a)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("data: areas: %w", err)
	}
	return s.layerAreas(ctx, out, stand)
}

func multiPolygon(b []byte) (orb.MultiPolygon, error) {
	g, err := wkb.Unmarshal(b)
	if err != nil {
		return nil, err
	}
	mp, ok := g.(orb.MultiPolygon)
	if !ok {
		return nil, fmt.Errorf("data: the store holds a %s where an area should be", g.GeoJSONType())
	}
	return mp, nil
}

func dayOrZero(t time.Time) hotspot.Day {
	if t.IsZero() {
		return 0
	}
	return hotspot.DayOf(t, time.UTC)
}

func orEmpty(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
