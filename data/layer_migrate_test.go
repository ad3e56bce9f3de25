package data

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"
)

// The sites of a store from before there were layers become layers, and its wards
// stay areas.
func TestMigrateAreasToLayers(t *testing.T) {
	path := filepath.Join(t.TempDir(), fileName)
	db, err := sql.Open("sqlite", dsn(path, false))
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
	if _, err := p.UpTo(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		`INSERT INTO batch (batch_id, kind, source, file, sha256, profile, as_at_s, started_at_s, committed_at_s) VALUES (1, 'areas', 'site', 'f', '', '', 0, 0, 1)`,
		`INSERT INTO area (kind, code, name, valid_from, geometry, source, source_crs, known_from) VALUES
			('site', 's1', 'Hub', 20000, x'01', x'', '', 1), ('ward', 'w1', 'West', 0, x'01', x'', '', 1)`,
	} {
		if _, err := db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	if err := migrate(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	var areas int
	var kind, name, class string
	var from, known int64
	if err := db.QueryRow(`SELECT count(*), min(kind) FROM area`).Scan(&areas, &kind); err != nil || areas != 1 || kind != "ward" {
		t.Errorf("%d areas, %s (%v)", areas, kind, err)
	}
	if err := db.QueryRow(`SELECT kind, name, class, from_day, known_from FROM layer_feature`).Scan(&kind, &name, &class, &from, &known); err != nil ||
		kind != "site" || name != "Hub" || class != "other" || from != 20000 || known != 1 {
		t.Errorf("%s %s %s %d %d (%v)", kind, name, class, from, known, err)
	}
}
