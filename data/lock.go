package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// ErrBusy is returned when another process holds the writer's lock.
var ErrBusy = errors.New("data: the folder is being written by another program")

// Lock is the writer's lock of a folder. The system frees it when its process ends.
type Lock struct {
	db   *sql.DB
	conn *sql.Conn
	note string
}

// Lock takes the writer's lock: an exclusive transaction on a file beside the
// store, which works alike on every system and never outlives its process. The
// holder's name stands in a note for the message of whoever comes second.
// Errors: ErrBusy.
func (s *Store) Lock(ctx context.Context, holder string) (*Lock, error) {
	note := filepath.Join(s.dir, lockName+".holder")
	path := &url.URL{Path: filepath.Join(s.dir, lockName)}
	db, err := sql.Open("sqlite", "file:"+path.EscapedPath()+"?_pragma=busy_timeout(0)")
	if err != nil {
		return nil, fmt.Errorf("data: lock: %w", err)
	}
	conn, err := db.Conn(ctx)
	if err == nil {
		_, err = conn.ExecContext(ctx, `BEGIN EXCLUSIVE`)
	}
	if err != nil {
		db.Close()
		who, _ := os.ReadFile(note)
		if strings.Contains(err.Error(), "SQLITE_BUSY") || strings.Contains(err.Error(), "locked") {
			return nil, fmt.Errorf("%w: %s; stop it first", ErrBusy, strings.TrimSpace(string(who)))
		}
		return nil, fmt.Errorf("data: lock: %w", err)
	}
	l := &Lock{db: db, conn: conn, note: note}
	if err := os.WriteFile(note, fmt.Appendf(nil, "%s (process %d)\n", holder, os.Getpid()), 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("data: lock: %w", err), l.Release())
	}
	return l, s.sweep(ctx)
}

// Release frees the lock.
func (l *Lock) Release() error {
	os.Remove(l.note)
	return errors.Join(l.conn.Close(), l.db.Close())
}
