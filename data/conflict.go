package data

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"hexbeat/hotspot"
)

// Conflict is a row that gave way to another row of the same reference in the same
// batch, and said something else. Row.ID is the incident that stands.
type Conflict struct {
	Batch int64
	Row   Record
}

// conflictFields are what is kept of a row, as JSON.
type conflictFields struct {
	Category  string            `json:"category"`
	Raw       string            `json:"raw"`
	Tags      string            `json:"tags"`
	Setting   hotspot.Setting   `json:"setting"`
	Precision hotspot.Precision `json:"precision"`
	From      int64             `json:"from"`
	To        int64             `json:"to"`
	Day       int32             `json:"day"`
	LastDay   int32             `json:"lastDay"`
	Recorded  *int64            `json:"recorded"`
	Lon       *float64          `json:"lon"`
	Lat       *float64          `json:"lat"`
	X         *float64          `json:"x"`
	Y         *float64          `json:"y"`
	CRS       *string           `json:"crs"`
	Location  string            `json:"location"`
	Fix       hotspot.Fix       `json:"fix"`
	Flags     hotspot.Flags     `json:"flags"`
}

// Conflicts lists what a batch kept as conflicts, in the order they were found. It is
// a disclosure of records and is audited as one. Errors: ErrForbidden.
func (s *Store) Conflicts(ctx context.Context, sc Scope, batch int64) ([]Conflict, error) {
	if err := s.Audit(ctx, sc, Disclose, fmt.Sprintf("conflicts of batch %d", batch)); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT incident_id, s.name, reference, fields FROM conflict JOIN source s USING (source_id) WHERE batch_id = ? ORDER BY conflict_id`, batch)
	if err != nil {
		return nil, fmt.Errorf("data: conflicts: %w", err)
	}
	defer rows.Close()
	var out []Conflict
	for rows.Next() {
		c := Conflict{Batch: batch}
		var text string
		var f conflictFields
		if err := rows.Scan(&c.Row.ID, &c.Row.Source, &c.Row.Reference, &text); err != nil {
			return nil, fmt.Errorf("data: conflicts: %w", err)
		}
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			return nil, fmt.Errorf("data: conflicts: %w", err)
		}
		f.fill(&c.Row)
		out = append(out, c)
	}
	return out, rows.Err()
}

func (f *conflictFields) fill(r *Record) {
	r.Category, r.Raw, r.Setting, r.Precision, r.Location = f.Category, f.Raw, f.Setting, f.Precision, f.Location
	r.From, r.To = time.Unix(f.From, 0).UTC(), time.Unix(f.To, 0).UTC()
	r.Day, r.LastDay, r.Fix, r.Flags = hotspot.Day(f.Day), hotspot.Day(f.LastDay), f.Fix, f.Flags
	if f.Tags != "" {
		r.Tags = strings.Split(f.Tags, ";")
	}
	if f.Recorded != nil {
		r.Recorded = time.Unix(*f.Recorded, 0).UTC()
	}
	if r.Located = f.Lon != nil && f.Lat != nil && f.X != nil && f.Y != nil && f.CRS != nil; r.Located {
		r.Lon, r.Lat, r.GivenX, r.GivenY, r.GivenCRS = *f.Lon, *f.Lat, *f.X, *f.Y, *f.CRS
	}
}
