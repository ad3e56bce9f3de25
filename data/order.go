package data

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/paulmach/orb/encoding/wkb"

	"hexbeat/geo/pspo"
)

// orderCache keeps the orders until the next import: every page asks for them.
type orderCache struct {
	mu     sync.Mutex
	loaded bool
	orders []pspo.Order
}

// AddOrder puts one order into a batch of kind "orders". The version of the same
// id that stood before ends with this batch.
func (im *Import) AddOrder(ctx context.Context, o pspo.Order) error {
	record, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("data: order %s: %w", o.ID, err)
	}
	geometry, err := wkb.Marshal(o.Geometry)
	if err != nil {
		return fmt.Errorf("data: order %s: %w", o.ID, err)
	}
	if _, err := im.tx.ExecContext(ctx, `UPDATE pspo SET known_to = ? WHERE id = ? AND known_to IS NULL AND known_from <> ?`, im.id, o.ID, im.id); err != nil {
		return fmt.Errorf("data: order %s: %w", o.ID, err)
	}
	if _, err = im.tx.ExecContext(ctx, `INSERT INTO pspo (id, record, geometry, source, known_from) VALUES (?,?,?,?,?)`,
		o.ID, string(record), geometry, orEmpty(o.AreaSource), im.id); err != nil {
		return fmt.Errorf("data: order %s: %w", o.ID, err)
	}
	im.info.Accepted++
	return nil
}

// Orders are the standing orders of every status, by id. Do not change them.
func (s *Store) Orders(ctx context.Context, sc Scope) ([]pspo.Order, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	s.orders.mu.Lock()
	defer s.orders.mu.Unlock()
	if !s.orders.loaded {
		orders, err := s.ordersThat(ctx, visible)
		if err != nil {
			return nil, err
		}
		s.orders.orders, s.orders.loaded = orders, true
	}
	return s.orders.orders, nil
}

// ordersThat are the orders for which a condition holds, as visible.
func (s *Store) ordersThat(ctx context.Context, stand string) ([]pspo.Order, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT record, geometry, source FROM pspo WHERE`+stand+` ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("data: orders: %w", err)
	}
	defer rows.Close()
	var out []pspo.Order
	for rows.Next() {
		var o pspo.Order
		var record string
		var geometry []byte
		if err := rows.Scan(&record, &geometry, &o.AreaSource); err != nil {
			return nil, fmt.Errorf("data: orders: %w", err)
		}
		if err := json.Unmarshal([]byte(record), &o); err != nil {
			return nil, fmt.Errorf("data: orders: %w", err)
		}
		if o.Geometry, err = multiPolygon(geometry); err != nil {
			return nil, fmt.Errorf("data: order %s: %w", o.ID, err)
		}
		out = append(out, o)
	}
	return out, rows.Err()
}
