package data

import (
	"context"
	"fmt"
	"strings"

	"hexbeat/hotspot"
)

// stood is a version that stands, or once stood.
type stood struct {
	version, incident, digest int64
	from                      int64 // the batch that brought it
	day                       hotspot.Day
	source                    int64
	reference                 string
	stands                    bool
}

// find looks up what stands of the chunk: of a full statement the equal rows, then by
// reference what is left.
func (l *ledger) find(ctx context.Context) error {
	var ask []any
	for i := range l.chunk {
		d := &l.chunk[i]
		if !d.origin.stands {
			continue
		}
		if l.im.batch.Statement {
			if err := l.compare(ctx, d); err != nil {
				return err
			}
		}
		if d.was == nil && d.reference != "" {
			ask = append(ask, d.hash)
		}
	}
	if len(ask) == 0 {
		return nil
	}
	found, err := l.lookUp(ctx, ask)
	if err != nil {
		return err
	}
	for i := range l.chunk {
		d := &l.chunk[i]
		if d.was != nil || d.reference == "" {
			continue
		}
		for _, f := range found[d.hash] {
			switch {
			case d.reference != f.reference || d.origin.id != f.source:
			case f.stands:
				d.was = f
			default:
				d.incident = f.incident // withdrawn, and now it is back
			}
		}
	}
	return nil
}

// compare takes the equal row that stands, if there is one left.
func (l *ledger) compare(ctx context.Context, d *draft) error {
	if d.month.standing == nil {
		if err := l.stand(ctx, d.origin, d.month); err != nil {
			return err
		}
	}
	if r, ok := d.month.standing.take(d.digest); ok {
		d.was = &stood{version: r.version, incident: r.incident, digest: d.digest}
	}
	return nil
}

// lookUp finds what stands, or once stood, under the hashes of references.
func (l *ledger) lookUp(ctx context.Context, ask []any) (map[int64][]*stood, error) {
	rows, err := l.im.tx.QueryContext(ctx, `SELECT r.hash, i.version_id, i.incident_id, i.digest, i.known_from, i.day, i.source_id, i.reference, i.known_to IS NULL
		FROM reference r CROSS JOIN incident i USING (version_id) WHERE r.hash IN (?`+strings.Repeat(",?", len(ask)-1)+`)`, ask...)
	if err != nil {
		return nil, fmt.Errorf("data: import: %w", err)
	}
	defer rows.Close()
	found := make(map[int64][]*stood, len(ask))
	for rows.Next() {
		var hash int64
		f := &stood{}
		if err := rows.Scan(&hash, &f.version, &f.incident, &f.digest, &f.from, &f.day, &f.source, &f.reference, &f.stands); err != nil {
			return nil, fmt.Errorf("data: import: %w", err)
		}
		found[hash] = append(found[hash], f)
	}
	return found, rows.Err()
}
