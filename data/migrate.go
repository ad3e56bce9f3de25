package data

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// ErrNewer is returned for a store that a later version of the program has written.
var ErrNewer = errors.New("data: this folder was written by a newer Hexbeat; use that version")

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the store to this version's tables, each step in its own
// transaction. Errors: ErrNewer.
func migrate(ctx context.Context, db *sql.DB) error {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("data: migrations: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps, goose.WithGoMigrations(
		goose.NewGoMigration(statementsVersion, &goose.GoFunc{RunTx: fillStatements}, nil)))
	if err != nil {
		return fmt.Errorf("data: migrations: %w", err)
	}
	has, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("data: migrations: %w", err)
	}
	sources := p.ListSources()
	newest := sources[len(sources)-1].Version
	switch {
	case has > newest:
		return fmt.Errorf("%w (its tables are version %d, this program knows %d)", ErrNewer, has, newest)
	case has == newest:
		return nil
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("data: migrate: %w", err)
	}
	return nil
}
