package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"hexbeat/hotspot"
)

// IncidentOutcome is what a source said became of an incident, and for which month.
type IncidentOutcome struct {
	Day  hotspot.Day // the first of the month it was said for; 0 when not said
	Text string      // as the source wrote it
}

// latestOutcome is a column of a query over incident: the last outcome that stands.
const latestOutcome = `coalesce((SELECT o.text FROM outcome o JOIN batch b ON b.batch_id = o.known_from
	WHERE o.incident_id = incident.incident_id AND b.committed_at_s IS NOT NULL AND o.known_to IS NULL ORDER BY o.day DESC, o.outcome_id DESC LIMIT 1), '')`

// sourceIDs are the numbers of sources, 0 for one that there is not.
type sourceIDs map[string]int64

// AddOutcome joins an outcome to the incident that stands in a source under a reference;
// found is false where there is none, and then nothing is kept: an incident is never
// made of it. The same outcome said again is a duplicate. It settles the batch, so
// incidents of the same batch come before it.
func (im *Import) AddOutcome(ctx context.Context, source, reference string, o IncidentOutcome) (found bool, err error) {
	if im.ledger == nil {
		return false, fmt.Errorf("data: a batch of %s takes no outcomes", im.batch.Kind)
	}
	if err := im.ledger.settle(ctx); err != nil {
		return false, err
	}
	id, err := im.incidentOf(ctx, source, reference)
	if err != nil || id == 0 {
		return false, err
	}
	var said bool
	err = im.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM outcome WHERE incident_id = ? AND day = ? AND text = ? AND known_to IS NULL)`, id, o.Day, o.Text).Scan(&said)
	if err != nil {
		return true, fmt.Errorf("data: outcomes: %w", err)
	}
	if said {
		im.info.Duplicates++
		return true, nil
	}
	if _, err := im.tx.ExecContext(ctx, `INSERT INTO outcome (incident_id, day, text, known_from) VALUES (?, ?, ?, ?)`, id, o.Day, o.Text, im.id); err != nil {
		return true, fmt.Errorf("data: outcomes: %w", err)
	}
	im.info.Accepted++
	if im.ledger.row > 0 {
		return true, nil // what the incidents of the batch did is committed with it
	}
	return true, im.flush(ctx)
}

// incidentOf finds the number of the incident that stands under a reference; 0 for none.
func (im *Import) incidentOf(ctx context.Context, source, reference string) (id int64, err error) {
	if im.said == nil {
		im.said = sourceIDs{}
	}
	n, known := im.said[source]
	if !known {
		err := im.tx.QueryRowContext(ctx, `SELECT source_id FROM source WHERE name = ?`, source).Scan(&n)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return 0, fmt.Errorf("data: outcomes: %w", err)
		}
		im.said[source] = n
	}
	if n == 0 {
		return 0, nil
	}
	err = im.tx.QueryRowContext(ctx, `SELECT i.incident_id FROM reference r CROSS JOIN incident i USING (version_id)
		WHERE r.hash = ? AND i.source_id = ? AND i.reference = ? AND i.known_to IS NULL`, im.s.hashReference(n, reference), n, reference).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("data: outcomes: %w", err)
	}
	return id, nil
}

// Outcomes are what sources said became of an incident, the earliest first. It is a
// disclosure of a record. Errors: ErrForbidden.
func (s *Store) Outcomes(ctx context.Context, sc Scope, incident int64) ([]IncidentOutcome, error) {
	if err := s.Audit(ctx, sc, Disclose, fmt.Sprintf("outcomes of incident %d", incident)); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT day, text FROM outcome WHERE incident_id = ? AND`+visible+` ORDER BY day, outcome_id`, incident)
	if err != nil {
		return nil, fmt.Errorf("data: outcomes: %w", err)
	}
	defer rows.Close()
	var out []IncidentOutcome
	for rows.Next() {
		var o IncidentOutcome
		if err := rows.Scan(&o.Day, &o.Text); err != nil {
			return nil, fmt.Errorf("data: outcomes: %w", err)
		}
		out = append(out, o)
	}
	return out, rows.Err()
}
