package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"hexbeat/patrol"
)

// SavePlan keeps a plan and records it, or does neither. Its id is a digest of its
// content: the same plan saved twice is one plan.
func (s *Store) SavePlan(ctx context.Context, sc Scope, p *patrol.Plan) (string, error) {
	if err := sc.check(); err != nil {
		return "", err
	}
	body, err := json.Marshal(p)
	if err != nil {
		return "", fmt.Errorf("data: plan: %w", err)
	}
	sum := sha256.Sum256(body)
	id := hex.EncodeToString(sum[:6])
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return "", fmt.Errorf("data: plan: %w", err)
	}
	defer tx.Rollback()
	op := p.Operation.Operation
	if _, err := tx.ExecContext(ctx, `INSERT INTO plan (plan_id, operation, name, from_day, to_day, walks, made_at_s, body) VALUES (?,?,?,?,?,?,?,?)
		ON CONFLICT (plan_id) DO NOTHING`, id, op.ID, op.Name, op.From, op.To, len(p.Shifts), s.Clock().Unix(), string(body)); err != nil {
		return "", fmt.Errorf("data: plan: %w", err)
	}
	if err := s.audit(ctx, tx, sc, Combine, "plan "+id+" from snapshot "+p.Meta.Snapshot); err != nil {
		return "", err
	}
	return id, tx.Commit()
}

// Plans lists the saved plans, newest first.
func (s *Store) Plans(ctx context.Context, sc Scope) ([]PlanInfo, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT plan_id, operation, name, from_day, to_day, walks, made_at_s FROM plan ORDER BY made_at_s DESC, rowid DESC`)
	if err != nil {
		return nil, fmt.Errorf("data: plans: %w", err)
	}
	defer rows.Close()
	var out []PlanInfo
	for rows.Next() {
		var p PlanInfo
		var made int64
		if err := rows.Scan(&p.ID, &p.Operation, &p.Name, &p.From, &p.To, &p.Walks, &made); err != nil {
			return nil, fmt.Errorf("data: plans: %w", err)
		}
		p.Made = time.Unix(made, 0).UTC()
		out = append(out, p)
	}
	return out, rows.Err()
}

// Plan is one saved plan. Errors: ErrNotFound.
func (s *Store) Plan(ctx context.Context, sc Scope, id string) (*patrol.Plan, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	var body string
	err := s.read.QueryRowContext(ctx, `SELECT body FROM plan WHERE plan_id = ?`, id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%w: plan %q", ErrNotFound, id)
	} else if err != nil {
		return nil, fmt.Errorf("data: plan: %w", err)
	}
	var p patrol.Plan
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		return nil, fmt.Errorf("data: plan %s: %w", id, err)
	}
	return &p, nil
}
