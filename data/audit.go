package data

import (
	"context"
	"database/sql"
	"fmt"
)

// execer is a database or a transaction.
type execer interface {
	ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error)
}

// Audit records a write or a disclosure on its own. A write records itself in the
// transaction that makes it visible.
func (s *Store) Audit(ctx context.Context, sc Scope, act Action, what string) error {
	if err := sc.check(); err != nil {
		return err
	}
	return s.audit(ctx, s.write, sc, act, what)
}

func (s *Store) audit(ctx context.Context, db execer, sc Scope, act Action, what string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO audit (at_s, who, role, purpose, action, what) VALUES (?, ?, ?, ?, ?, ?)`,
		s.nowClock().Unix(), sc.Who, sc.Role, sc.Purpose, act, what)
	if err != nil {
		return fmt.Errorf("data: the audit record could not be written, so nothing was done: %w", err)
	}
	return nil
}
