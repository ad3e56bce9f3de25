package data

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// SavedProfile is a profile that a user of the folder saved, as the text it was given.
type SavedProfile struct {
	Name  string
	Body  string // TOML; what it means only a reader knows
	Saved time.Time
}

// SavedProfiles are the profiles of the folder, by name.
func (s *Store) SavedProfiles(ctx context.Context, sc Scope) ([]SavedProfile, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT name, body, saved_at_s FROM profile ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("data: profiles: %w", err)
	}
	defer rows.Close()
	var out []SavedProfile
	for rows.Next() {
		var p SavedProfile
		var at int64
		if err := rows.Scan(&p.Name, &p.Body, &at); err != nil {
			return nil, fmt.Errorf("data: profiles: %w", err)
		}
		p.Saved = time.Unix(at, 0).UTC()
		out = append(out, p)
	}
	return out, rows.Err()
}

// SaveProfile keeps a profile, in the place of one of its name. Hold the writer's Lock.
func (s *Store) SaveProfile(ctx context.Context, sc Scope, name, body string) error {
	return s.altering(ctx, sc, "profile "+name+" saved", func(db execer) error {
		_, err := db.ExecContext(ctx, `INSERT INTO profile (name, body, saved_at_s) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET body = excluded.body, saved_at_s = excluded.saved_at_s`, name, body, s.nowClock().Unix())
		return err
	})
}

// DeleteProfile takes a saved profile away. Hold the writer's Lock. Errors: ErrNotFound.
func (s *Store) DeleteProfile(ctx context.Context, sc Scope, name string) error {
	return s.altering(ctx, sc, "profile "+name+" taken away", func(db execer) error {
		res, err := db.ExecContext(ctx, `DELETE FROM profile WHERE name = ?`, name)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotFound)
		}
		return nil
	})
}
