package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"modernc.org/sqlite" // the only database driver of the house
)

// ErrNoFolder is returned when a folder holds no store yet.
var ErrNoFolder = errors.New("data: this folder holds no Hexbeat data; run `hexbeat init` first")

// ErrReadOnly is returned for a folder that may not be written. Reading needs it, too:
// a disclosure is recorded before it is made.
var ErrReadOnly = errors.New("data: this folder cannot be written to, which is needed even for reading; copy it to where you may write")

// ErrDamaged is returned for a store that is not one.
var ErrDamaged = errors.New("data: this file is not a Hexbeat store; restore it from a copy")

// ErrExists is returned by Init for a folder that already holds a store.
var ErrExists = errors.New("data: this folder already holds Hexbeat data")

// ErrSample is returned for an import into the folder of the invented borough.
var ErrSample = errors.New("this folder holds the invented borough; use --dir or init a new one")

const (
	fileName = "hexbeat.db"
	lockName = "writer.lock"
)

// Zone is the zone of civil dates, shifts and clocks.
const Zone = "Europe/London"

// Store is an open folder. It is safe for concurrent use: one writer, many readers.
type Store struct {
	dir    string
	write  *sql.DB
	read   *sql.DB
	zone   *time.Location
	folder map[string]string

	mu       sync.Mutex // guards current and older
	current  keptSnapshot
	older    keptSnapshot
	orders   orderCache
	layers   layerCache
	nowClock func() time.Time

	hashReference func(source int64, reference string) int64 // tests make them collide
	txRows        int                                        // tests make it small
}

// Init makes the folder and an empty store in it. Facts are kept beside the data:
// "sample", "clock", "marking". The store is made aside and put in its place whole, so
// that an interrupted Init leaves no half of one. Errors: ErrExists.
func Init(ctx context.Context, dir string, facts map[string]string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("data: make the folder: %w", err)
	}
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%w: %s", ErrExists, dir)
	}
	aside, err := os.MkdirTemp(dir, ".init-*")
	if err != nil {
		return fmt.Errorf("data: make the folder: %w", err)
	}
	defer os.RemoveAll(aside)
	if err := layOut(ctx, filepath.Join(aside, fileName), facts); err != nil {
		return err
	}
	if err := os.Chmod(filepath.Join(aside, fileName), 0o600); err != nil { // the folder may be open to others
		return fmt.Errorf("data: make the folder: %w", err)
	}
	if err := os.Rename(filepath.Join(aside, fileName), path); err != nil {
		return fmt.Errorf("data: make the folder: %w", err)
	}
	return nil
}

// layOut makes the tables and what a new store holds.
func layOut(ctx context.Context, path string, facts map[string]string) (err error) {
	db, err := sql.Open("sqlite", dsn(path, false))
	if err != nil {
		return fmt.Errorf("data: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }() // closing writes the log into the file
	if err := migrate(ctx, db); err != nil {
		return err
	}
	if err := seedWhole(ctx, db); err != nil {
		return err
	}
	for k, v := range facts {
		if _, err := db.ExecContext(ctx, `INSERT INTO folder (key, value) VALUES (?, ?)`, k, v); err != nil {
			return fmt.Errorf("data: keep %s: %w", k, err)
		}
	}
	return nil
}

// Open opens a folder that Init made. Close it. Errors: ErrNoFolder, ErrNewer,
// ErrReadOnly, ErrDamaged.
func Open(ctx context.Context, dir string) (*Store, error) {
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("%w (%s)", ErrNoFolder, dir)
	}
	zone, err := time.LoadLocation(Zone)
	if err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	s := &Store{dir: dir, zone: zone, folder: map[string]string{}, nowClock: time.Now, hashReference: hashReference, txRows: txRows}
	if s.write, err = sql.Open("sqlite", dsn(path, false)); err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = sql.Open("sqlite", dsn(path, true)); err != nil {
		return nil, errors.Join(fmt.Errorf("data: %w", err), s.write.Close())
	}
	s.read.SetMaxOpenConns(4)
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) start(ctx context.Context) error {
	if err := migrate(ctx, s.write); err != nil {
		return errors.Join(s.unusable(err), err)
	}
	rows, err := s.read.QueryContext(ctx, `SELECT key, value FROM folder`)
	if err != nil {
		return fmt.Errorf("data: read the folder's facts: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var k, v string
		if err := rows.Scan(&k, &v); err != nil {
			return fmt.Errorf("data: read the folder's facts: %w", err)
		}
		s.folder[k] = v
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if s.folder["scheme"] < schemeVersion {
		return seedWhole(ctx, s.write)
	}
	return nil
}

// The primary result codes of SQLite that a user can do something about.
const (
	sqliteReadOnly = 8
	sqliteNotADB   = 26
)

// unusable says in plain words why a folder cannot be opened, where that is known.
func (s *Store) unusable(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return nil
	}
	switch e.Code() & 0xff {
	case sqliteReadOnly:
		return fmt.Errorf("%w (%s)", ErrReadOnly, s.dir)
	case sqliteNotADB:
		return fmt.Errorf("%w (%s)", ErrDamaged, filepath.Join(s.dir, fileName))
	}
	return nil
}

// Close closes the folder.
func (s *Store) Close() error { return errors.Join(s.read.Close(), s.write.Close()) }

// Dir is the folder.
func (s *Store) Dir() string { return s.dir }

// Sample reports whether the folder holds the invented borough.
func (s *Store) Sample() bool { return s.folder["sample"] != "" }

// Marking is the protective marking that every output carries.
func (s *Store) Marking() string {
	if m := s.folder["marking"]; m != "" {
		return m
	}
	return "OFFICIAL"
}

// Clock is the present: the sample's clock stands still, any other follows the machine.
func (s *Store) Clock() time.Time {
	if t, err := time.Parse(time.RFC3339, s.folder["clock"]); err == nil {
		return t.In(s.zone)
	}
	return s.nowClock().In(s.zone)
}

// Ready reports whether the store answers.
func (s *Store) Ready() error {
	var one int
	return s.read.QueryRow(`SELECT 1 FROM folder UNION ALL SELECT 1 LIMIT 1`).Scan(&one)
}

// dsn carries the pragmas, so that every pooled connection has them.
func dsn(path string, readOnly bool) string {
	q := url.Values{}
	for _, p := range []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)"} {
		q.Add("_pragma", p)
	}
	if readOnly {
		q.Add("_pragma", "query_only(1)")
	} else {
		q.Set("_txlock", "immediate")
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}
