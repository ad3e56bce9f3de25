package gpkg

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
)

// ErrTable is returned for a table that a GeoPackage cannot hold.
var ErrTable = errors.New("gpkg: the table cannot be written")

// Table is one layer to be written.
type Table struct {
	Name        string // of the table and of the layer: letters, figures and underscores
	Description string
	Kind        string // "POINT", "POLYGON", "MULTIPOLYGON"; empty for a table without geometry
	SRS         int    // 4326, 27700 or 3857; 0 without geometry
	Columns     []Column
	Rows        iter.Seq2[Row, error] // an error ends the writing, and comes back as it is
}

// Column is an attribute. Type is TEXT, INTEGER, REAL, BOOLEAN, DATE or DATETIME.
type Column struct{ Name, Type string }

// Row is one feature: its geometry in the table's system, and a value for each column,
// nil for none.
type Row struct {
	Geometry orb.Geometry
	Values   []any
}

// header makes what every GeoPackage holds: "GPKG" as its application, version 1.3,
// and the tables that list systems and layers.
const header = `PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));`

// Write makes a GeoPackage of one or more tables at a path where no file is. at is the
// time it says it was changed. A file that could not be finished is taken away. Errors:
// ErrTable, ErrFile, and those of Rows.
func Write(ctx context.Context, path string, at time.Time, tables ...Table) error {
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%w: %s is there already", ErrFile, path)
	}
	// The file is nobody's until it is finished, so it needs no protection against a
	// power cut in between.
	q := url.Values{"_pragma": {"journal_mode(OFF)", "synchronous(OFF)"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return wrap(err)
	}
	db.SetMaxOpenConns(1)
	err = write(ctx, db, at, tables)
	if e := db.Close(); err == nil && e != nil {
		err = wrap(e)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

func write(ctx context.Context, db *sql.DB, at time.Time, tables []Table) error {
	if _, err := db.ExecContext(ctx, header); err != nil {
		return wrap(err)
	}
	for _, s := range systems {
		if _, err := db.ExecContext(ctx, `INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,'')`, s.name, s.id, s.organization, s.id, s.definition); err != nil {
			return wrap(err)
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return wrap(err)
	}
	for _, t := range tables {
		if err := writeTable(ctx, tx, at, t); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	if err := tx.Commit(); err != nil {
		return wrap(err)
	}
	return nil
}

func writeTable(ctx context.Context, tx *sql.Tx, at time.Time, t Table) error {
	if err := t.check(); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, t.create()); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrTable, t.Name, err)
	}
	box, err := insertRows(ctx, tx, t)
	if err != nil {
		return err
	}
	kind, srs := "features", any(t.SRS)
	if t.Kind == "" {
		kind, srs = "attributes", nil
	}
	var edges [4]any
	if box != nil {
		edges = [4]any{box.Min[0], box.Min[1], box.Max[0], box.Max[1]}
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO gpkg_contents VALUES (?,?,?,?,?,?,?,?,?,?)`, t.Name, kind, t.Name, t.Description,
		at.UTC().Format("2006-01-02T15:04:05.000Z"), edges[0], edges[1], edges[2], edges[3], srs); err != nil {
		return wrap(err)
	}
	if t.Kind == "" {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,?,0,0)`, t.Name, t.Kind, t.SRS); err != nil {
		return wrap(err)
	}
	return nil
}

func (t Table) check() error {
	names := []string{t.Name}
	for _, c := range t.Columns {
		names = append(names, c.Name)
		if !strings.Contains(" TEXT INTEGER REAL BOOLEAN DATE DATETIME ", " "+c.Type+" ") || strings.EqualFold(c.Name, "fid") || strings.EqualFold(c.Name, "geom") {
			return fmt.Errorf("%w: %s: column %q of type %q", ErrTable, t.Name, c.Name, c.Type)
		}
	}
	for _, n := range names {
		if n == "" || strings.HasPrefix(strings.ToLower(n), "gpkg_") || strings.ContainsAny(n, "\x00\"'") {
			return fmt.Errorf("%w: the name %q", ErrTable, n)
		}
	}
	if known(t.SRS) != (t.Kind != "") {
		return fmt.Errorf("%w: %s: geometry %q in coordinate system %d", ErrTable, t.Name, t.Kind, t.SRS)
	}
	return nil
}

func (t Table) create() string {
	var b strings.Builder
	b.WriteString("CREATE TABLE " + quote(t.Name) + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL")
	if t.Kind != "" {
		b.WriteString(", geom " + quote(t.Kind))
	}
	for _, c := range t.Columns {
		b.WriteString(", " + quote(c.Name) + " " + c.Type)
	}
	return b.String() + ")"
}

// insertRows is the box around the rows' geometry, nil when there is none.
func insertRows(ctx context.Context, tx *sql.Tx, t Table) (box *orb.Bound, err error) {
	width := len(t.Columns)
	if t.Kind != "" {
		width++
	}
	insert, err := tx.PrepareContext(ctx, "INSERT INTO "+quote(t.Name)+" VALUES (NULL"+strings.Repeat(",?", width)+")")
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrTable, t.Name, err)
	}
	defer insert.Close()
	for row, err := range t.Rows {
		if err != nil {
			return nil, err
		}
		values := row.Values
		if len(values) != len(t.Columns) {
			return nil, fmt.Errorf("%w: %s: %d values for %d columns", ErrTable, t.Name, len(values), len(t.Columns))
		}
		if t.Kind != "" {
			g, b, err := stored(row.Geometry, t.SRS)
			if err != nil {
				return nil, fmt.Errorf("%w: %s: %w", ErrTable, t.Name, err)
			}
			values = append([]any{g}, values...)
			box = union(box, b)
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return nil, wrap(err)
		}
	}
	return box, nil
}

// stored is a geometry as it is kept, with its box; nil for none.
func stored(g orb.Geometry, srs int) (any, *orb.Bound, error) {
	if g == nil {
		return nil, nil, nil
	}
	b, err := wkb.Marshal(g)
	if err != nil {
		return nil, nil, err
	}
	box := g.Bound()
	return encode(b, box, srs), &box, nil
}

func union(a, b *orb.Bound) *orb.Bound {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	u := a.Union(*b)
	return &u
}
