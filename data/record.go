package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"hexbeat/hotspot"
)

// Record is one standing incident in full, for exports.
type Record struct {
	ID        int64
	Source    string
	Reference string
	Category  string // id
	Raw       string
	Tags      []string
	Setting   hotspot.Setting
	From, To  time.Time // UTC
	Day       hotspot.Day
	LastDay   hotspot.Day
	Precision hotspot.Precision
	Recorded  time.Time // zero when not known
	Located   bool
	Lon, Lat  float64
	GivenX    float64
	GivenY    float64
	GivenCRS  string
	Location  string
	// Provenance is "public", "police-generated" or empty.
	Provenance string
	Fix        hotspot.Fix
	Flags      hotspot.Flags
	// SettingWord is what the source called a kind of place that is none of ours;
	// EachRecord alone reads it.
	SettingWord string
	Outcome     string // the latest that a source said became of it; EachRecord alone reads it
}

// recordTables joins an incident with its dictionaries; recordColumns are what
// scanRecord reads.
const (
	recordTables = ` FROM incident JOIN source s USING (source_id) JOIN category c USING (category_id) JOIN raw r USING (raw_id)
		JOIN tagset t USING (tagset_id) JOIN location l USING (location_id) `
	recordColumns = `incident_id, s.name, coalesce(reference, ''), c.id, r.label, t.tags, setting, from_s, to_s, day, last_day, precision,
		recorded_s, lon, lat, given_x, given_y, coalesce(given_crs, ''), l.text, fix, flags, provenance`
)

// scanRecord reads recordColumns, and further columns behind them.
func scanRecord(rows *sql.Rows, more ...any) (r Record, err error) {
	var tags string
	var from, to int64
	var recorded *int64
	var lon, lat, x, y *float64
	into := []any{&r.ID, &r.Source, &r.Reference, &r.Category, &r.Raw, &tags, &r.Setting, &from, &to, &r.Day, &r.LastDay, &r.Precision,
		&recorded, &lon, &lat, &x, &y, &r.GivenCRS, &r.Location, &r.Fix, &r.Flags, &r.Provenance}
	if err := rows.Scan(append(into, more...)...); err != nil {
		return r, err
	}
	if tags != "" {
		r.Tags = strings.Split(tags, ";")
	}
	r.From, r.To = time.Unix(from, 0).UTC(), time.Unix(to, 0).UTC()
	if recorded != nil {
		r.Recorded = time.Unix(*recorded, 0).UTC()
	}
	if r.Located = lon != nil && lat != nil; r.Located {
		r.Lon, r.Lat, r.GivenX, r.GivenY = *lon, *lat, *x, *y
	}
	return r, nil
}

// EachRecord calls f for every standing incident, in the order they came in. It is
// a disclosure of records and is audited as one before the first is read.
func (s *Store) EachRecord(ctx context.Context, sc Scope, why string, f func(Record) error) error {
	if err := s.Audit(ctx, sc, Disclose, why); err != nil {
		return err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT `+recordColumns+`, `+latestOutcome+`, coalesce((SELECT word FROM setting_word w WHERE w.version_id = incident.version_id), '')`+recordTables+`WHERE`+visible+` ORDER BY version_id`)
	if err != nil {
		return fmt.Errorf("data: records: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var outcome, word string
		r, err := scanRecord(rows, &outcome, &word)
		if err != nil {
			return fmt.Errorf("data: records: %w", err)
		}
		r.Outcome, r.SettingWord = outcome, word
		if err := f(r); err != nil {
			return err
		}
	}
	return rows.Err()
}
