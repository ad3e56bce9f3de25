package data

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"hexbeat/geo/street"
)

// AddStreets puts a street map into a batch of kind "streets". It takes the place
// of the street map that stood before.
func (im *Import) AddStreets(ctx context.Context, ways []street.Way) error {
	if _, err := im.tx.ExecContext(ctx, `UPDATE street SET known_to = ? WHERE known_to IS NULL AND known_from <> ?`, im.id, im.id); err != nil {
		return fmt.Errorf("data: streets: %w", err)
	}
	stmt, err := im.tx.PrepareContext(ctx, `INSERT INTO street (way_id, relation, name, class, bridge, foot, nodes, line, known_from) VALUES (?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return fmt.Errorf("data: streets: %w", err)
	}
	defer stmt.Close()
	for _, w := range ways {
		line, err := wkb.Marshal(w.Line)
		if err != nil {
			return fmt.Errorf("data: way %d: %w", w.ID, err)
		}
		nodes := make([]byte, 0, 8*len(w.Nodes))
		for _, n := range w.Nodes {
			nodes = binary.LittleEndian.AppendUint64(nodes, uint64(n))
		}
		if _, err := stmt.ExecContext(ctx, w.ID, w.Relation, w.Name, w.Class, w.Bridge, w.Foot, nodes, line, im.id); err != nil {
			return fmt.Errorf("data: way %d: %w", w.ID, err)
		}
		im.info.Accepted++
	}
	return nil
}

// Streets is the standing street map, in the order it was read.
func (s *Store) Streets(ctx context.Context, sc Scope) ([]street.Way, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT way_id, relation, name, class, bridge, foot, nodes, line FROM street WHERE`+visible+` ORDER BY street_id`)
	if err != nil {
		return nil, fmt.Errorf("data: streets: %w", err)
	}
	defer rows.Close()
	var out []street.Way
	for rows.Next() {
		var w street.Way
		var nodes, line []byte
		if err := rows.Scan(&w.ID, &w.Relation, &w.Name, &w.Class, &w.Bridge, &w.Foot, &nodes, &line); err != nil {
			return nil, fmt.Errorf("data: streets: %w", err)
		}
		for ; len(nodes) >= 8; nodes = nodes[8:] {
			w.Nodes = append(w.Nodes, int64(binary.LittleEndian.Uint64(nodes)))
		}
		g, err := wkb.Unmarshal(line)
		if err != nil {
			return nil, fmt.Errorf("data: way %d: %w", w.ID, err)
		}
		w.Line, _ = g.(orb.LineString)
		out = append(out, w)
	}
	return out, rows.Err()
}
