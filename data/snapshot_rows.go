package data

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
)

// incidentColumns are what incidents reads of each row. What is small is packed: to
// hand a column over costs more than SQLite takes to shift bits. (Its << and | bind alike.)
const incidentColumns = `incident_id, (source_id << 32) | tagset_id, (category_id << 32) | raw_id,
	(flags << 19) | ((start_min + 1) << 8) | (setting << 5) | (precision << 3) | fix, (day << 32) | (last_day & 0xffffffff),
	to_s, CASE precision WHEN 1 THEN to_s - from_s END, lon, lat, location_id`

// incidents reads the incidents of a state into the columns.
func (b *builder) incidents(ctx context.Context, s *Store, a asOf) error {
	l, err := s.lens(ctx, a)
	if err != nil {
		return err
	}
	if err := b.room(ctx, s, a); err != nil {
		return err
	}
	columns, own := incidentColumns, strings.Count(incidentColumns, ",")+1
	if !l.plain() {
		columns += ", " + lensColumns
	}
	seen := make([]int64, 0, 8)
	return eachValues(ctx, s, `SELECT `+columns+` FROM incident WHERE`+l.where()+` ORDER BY version_id`, func(v []driver.Value) error {
		if !l.plain() {
			seen = seen[:0]
			for _, n := range v[own:] {
				seen = append(seen, whole(n))
			}
			if !l.sees(seen) {
				return nil
			}
		}
		return b.incident(v)
	})
}

// room makes the columns as long as they will be.
func (b *builder) room(ctx context.Context, s *Store, a asOf) error {
	n, err := s.stood(ctx, &lens{of: asOf{a.seq, noEnd}})
	if err != nil {
		return err
	}
	b.stood, n = n, max(0, n)
	c := b.snap
	c.ID, c.PlaceOf, c.Day, c.LastDay = make([]int64, 0, n), make([]int32, 0, n), make([]hotspot.Day, 0, n), make([]hotspot.Day, 0, n)
	c.Start, c.SpanMin, c.Precision, c.Category = make([]int16, 0, n), make([]int32, 0, n), make([]hotspot.Precision, 0, n), make([]uint16, 0, n)
	c.Raw, c.Setting, c.Tags, c.Source = make([]uint16, 0, n), make([]hotspot.Setting, 0, n), make([]uint64, 0, n), make([]uint16, 0, n)
	c.Flags = make([]hotspot.Flags, 0, n)
	return nil
}

// incident puts one row into the columns.
func (b *builder) incident(v []driver.Value) error {
	small, days := whole(v[3]), whole(v[4])
	place := int32(-1)
	if lon, ok := v[7].(float64); ok {
		lat, _ := v[8].(float64)
		var err error
		if place, err = b.places.find(orb.Point{lon, lat}, hotspot.Fix(small&7).Centroid(), whole(v[9])); err != nil {
			return err
		}
	}
	whose, err := b.whose(whole(v[1]))
	if err != nil {
		return err
	}
	what, n := b.what(whole(v[2])), b.snap
	n.ID, n.PlaceOf = append(n.ID, whole(v[0])), append(n.PlaceOf, place)
	n.Day, n.LastDay = append(n.Day, hotspot.Day(days>>32)), append(n.LastDay, hotspot.Day(int32(days)))
	n.Start, n.SpanMin = append(n.Start, int16(small>>8&0x7ff)-1), append(n.SpanMin, int32(min(whole(v[6])/60, 1<<30)))
	n.Precision, n.Setting = append(n.Precision, hotspot.Precision(small>>3&3)), append(n.Setting, hotspot.Setting(small>>5&7))
	n.Category, n.Raw = append(n.Category, what.category), append(n.Raw, what.raw)
	n.Tags, n.Source = append(n.Tags, whose.tags), append(n.Source, whose.source)
	n.Flags = append(n.Flags, hotspot.Flags(small>>19))
	b.latest = max(b.latest, whole(v[5]))
	return nil
}

// whole is an integer of the store; NULL is 0.
func whole(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}

// eachValues calls f for every row of a query with the driver's own values, which are
// of the next row when f returns. database/sql would convert each of them once more,
// which costs as much as reading them.
func eachValues(ctx context.Context, s *Store, query string, f func([]driver.Value) error) error {
	conn, err := s.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		q, ok := c.(driver.QueryerContext)
		if !ok {
			return fmt.Errorf("data: %T takes no queries", c)
		}
		rows, err := q.QueryContext(ctx, query, nil)
		if err != nil {
			return err
		}
		defer rows.Close()
		values := make([]driver.Value, len(rows.Columns()))
		for n := 0; ; n++ {
			if err := rows.Next(values); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
			if err := f(values); err != nil {
				return err
			}
			if n%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
		}
	})
}
