package gpkg

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"modernc.org/sqlite"
)

// Limits of what a file may ask for.
const (
	maxValue  = 64 << 20 // bytes of one geometry or text: a million points with height and measure take half
	maxLayers = 1000
	// patience is how long reading may take: a damaged file can lead round in circles.
	patience = 2 * time.Minute
)

// sqliteLimitLength is SQLITE_LIMIT_LENGTH of SQLite's interface.
const sqliteLimitLength = 0

// File is an open GeoPackage. It is for one goroutine.
type File struct {
	db   *sql.DB
	conn *sql.Conn
}

// Layer is a table of features.
type Layer struct {
	Name     string
	Geometry string   // the column of geometries
	Columns  []string // the others, but for the key and for binary ones
	SRS      SRS
}

// SRS is the coordinate system of a layer as the file describes it.
type SRS struct {
	ID           int // the file's own number: 0 and -1 say that nobody knows
	Organization string
	Code         int    // the organization's number: 27700
	Definition   string // in WKT
}

// Open opens a GeoPackage for reading. Close it. Errors: ErrFile.
func Open(ctx context.Context, path string) (*File, error) {
	if err := checkFile(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	db.SetMaxOpenConns(1)
	f := &File{db: db}
	if f.conn, err = db.Conn(ctx); err == nil {
		_, err = sqlite.Limit(f.conn, sqliteLimitLength, maxValue)
	}
	if err == nil {
		err = f.check(ctx, "gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys")
	}
	if err != nil {
		return nil, errors.Join(wrap(err), f.Close())
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error {
	if f.conn != nil {
		f.conn.Close()
	}
	return f.db.Close()
}

func wrap(err error) error {
	if errors.Is(err, ErrFile) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrFile, err)
}

// dsn opens a file that may come from anywhere: nothing is written beside it, functions
// in its schema are not run, its checks are left alone, damaged pages are noticed.
func dsn(path string) string {
	q := url.Values{"mode": {"ro"}, "immutable": {"1"}}
	for _, p := range []string{"query_only(1)", "trusted_schema(0)", "cell_size_check(1)", "ignore_check_constraints(1)", "mmap_size(0)", "cache_size(-16000)"} {
		q.Add("_pragma", p)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// checkFile refuses what is no SQLite file, and one that another program still has
// changes for in a log beside it: read as it lies, it would lack them without a word.
func checkFile(path string) error {
	r, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	defer r.Close()
	head := make([]byte, 16)
	if _, err := io.ReadFull(r, head); err != nil || !bytes.Equal(head, []byte("SQLite format 3\x00")) {
		return fmt.Errorf("%w: it is not an SQLite file", ErrFile)
	}
	for _, beside := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(path + beside); err == nil && info.Size() > 0 {
			return fmt.Errorf("%w: another program has it open with changes that are not in it yet; close it there, or save a copy", ErrFile)
		}
	}
	return nil
}

// check makes sure that names are tables and nothing that runs, and that their pages
// are whole: a page that is its own parent would be read for ever.
func (f *File) check(ctx context.Context, tables ...string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for _, name := range tables {
		var kind, made string
		err := f.conn.QueryRowContext(ctx, `SELECT type, coalesce(sql, '') FROM sqlite_schema WHERE lower(name) = lower(?)`, name).Scan(&kind, &made)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return fmt.Errorf("%w: it has no table %s", ErrFile, name)
		case err != nil:
			return wrap(err)
		case kind != "table" || strings.HasPrefix(strings.ToUpper(strings.TrimSpace(made)), "CREATE VIRTUAL"):
			return fmt.Errorf("%w: %s is no plain table; export the layer to a file of its own", ErrFile, name)
		}
		var verdict string
		if err := f.conn.QueryRowContext(ctx, `PRAGMA quick_check(`+quote(name)+`)`).Scan(&verdict); err != nil {
			return wrap(err)
		} else if verdict != "ok" {
			return fmt.Errorf("%w: it is damaged: %.100s", ErrFile, verdict)
		}
	}
	return nil
}

// quote is a name as SQL has it.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Layers are the tables of features, by name. Errors: ErrFile.
func (f *File) Layers(ctx context.Context) ([]Layer, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT c.table_name, g.column_name, g.srs_id, coalesce(s.organization, ''), coalesce(s.organization_coordsys_id, 0), coalesce(s.definition, '')
		FROM gpkg_contents c JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name) LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
		WHERE c.data_type = 'features' ORDER BY c.table_name LIMIT ?`, maxLayers+1)
	if err != nil {
		return nil, wrap(err)
	}
	defer rows.Close()
	var out []Layer
	for rows.Next() {
		var l Layer
		if err := rows.Scan(&l.Name, &l.Geometry, &l.SRS.ID, &l.SRS.Organization, &l.SRS.Code, &l.SRS.Definition); err != nil {
			return nil, wrap(err)
		}
		out = append(out, l)
	}
	if err := rows.Err(); err != nil {
		return nil, wrap(err)
	}
	if len(out) > maxLayers {
		return nil, fmt.Errorf("%w: it has more than %d layers", ErrFile, maxLayers)
	}
	return out, nil
}
