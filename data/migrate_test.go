package data

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/pressly/goose/v3"

	"hexbeat/hotspot"
)

// A store of the first version knows its rows again afterwards: by reference, as a
// full statement, and under the label that the same rows have in a new store.
func TestMigrateBatches(t *testing.T) {
	dir := t.TempDir()
	rows := []Incident{firstRow("A1", 1), firstRow("A2", 2), firstRow("", 3), firstRow("", 3)}
	firstStore(t, dir, rows)
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	fresh, _ := folder(t)
	importRows(t, fresh, rows)
	was, is := labelOf(t, s), labelOf(t, fresh)
	if was[1:] != is[1:] {
		t.Errorf("the old store is %s, a new one of the same rows %s", was, is)
	}
	if kept, counted, err := SignedForTest(t.Context(), s); err != nil || kept != counted {
		t.Errorf("batches sign %x, the rows come to %x (%v)", kept, counted, err)
	}
	if b := importRows(t, s, rows); b.Duplicates != len(rows) || b.Accepted+b.Updated+b.Withdrawn != 0 {
		t.Errorf("the same rows again: %+v", b)
	}
	rows[0].Category = "Robbery"
	if b := importRows(t, s, rows[:3]); b.Updated != 1 || b.Withdrawn != 1 || b.Accepted != 0 {
		t.Errorf("one changed, one gone: %+v", b)
	}
	if snap, err := s.Snapshot(t.Context(), tester); err != nil || snap.Len() != 3 {
		t.Errorf("%v", err)
	}
}

func firstRow(reference string, minute int) Incident {
	at := time.Date(2026, 5, 4, 12, minute, 0, 0, time.UTC)
	day := hotspot.Date(2026, 5, 4)
	return Incident{Reference: reference, Category: "Burglary", From: at, To: at, Day: day, LastDay: day, StartMin: 13*60 + minute,
		Located: true, Point: orb.Point{-0.1, 51.5}, Given: orb.Point{-0.1, 51.5}, GivenCRS: "EPSG:4326"}
}

func importRows(t *testing.T, s *Store, rows []Incident) BatchInfo {
	t.Helper()
	im, err := s.BeginImport(t.Context(), tester, Batch{Kind: "incidents", Source: "police", File: "f", Statement: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := im.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	b, err := im.Commit(t.Context(), 0, "")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func labelOf(t *testing.T, s *Store) string {
	t.Helper()
	label, err := s.Label(t.Context(), tester)
	if err != nil {
		t.Fatal(err)
	}
	return label
}

// firstStore is a store as version 1 left it: two batches, of which the second took a
// row of the first one's place.
func firstStore(t *testing.T, dir string, rows []Incident) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(filepath.Join(dir, fileName), false))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	run := func(q string, args ...any) {
		if _, err := db.ExecContext(t.Context(), q, args...); err != nil {
			t.Fatal(err)
		}
	}
	run(`INSERT INTO batch (kind, source, file, sha256, profile, as_at_s, started_at_s, committed_at_s) VALUES
		('incidents', 'police', 'f', '', 'generic', 1, 1, 1), ('incidents', 'police', 'f', '', 'generic', 2, 2, 2)`)
	run(`INSERT INTO source (name) VALUES ('police')`)
	run(`INSERT INTO raw (label) VALUES ('Burglary')`)
	run(`INSERT INTO location (text) VALUES ('')`)
	run(`INSERT INTO tagset (tags) VALUES ('')`)
	run(`INSERT INTO category (id, label, police_generated, from_outside, sensitive, mapped) VALUES ('burglary', 'Burglary', 0, 1, 0, 1)`)
	put := func(incident int, r Incident, from int, to any) {
		var reference any
		if r.Reference != "" {
			reference = r.Reference
		}
		run(`INSERT INTO incident (incident_id, source_id, reference, known_from, known_to, category_id, raw_id, tagset_id, setting, provenance, precision, from_s, to_s,
			day, last_day, start_min, lon, lat, given_x, given_y, given_crs, location_id, digest) VALUES (?,1,?,?,?,1,1,1,0,'',0,?,?,?,?,?,?,?,?,?,?,1,?)`,
			incident, reference, from, to, r.From.Unix(), r.To.Unix(), r.Day, r.LastDay, r.StartMin, r.Point[0], r.Point[1], r.Given[0], r.Given[1], r.GivenCRS, r.digest())
	}
	put(1, firstRow("A1", 59), 1, 2)
	for i, r := range rows {
		put(i+1, r, 1+i%2, nil)
	}
}
