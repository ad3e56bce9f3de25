package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// txRows is how many rows one transaction holds: enough that the commit costs
// little, few enough that the log stays small.
const txRows = 50_000

// Batch names an import before it begins.
type Batch struct {
	Kind    string // incidents, areas, orders, streets
	Source  string
	File    string
	SHA256  string // of the bytes read; may be empty until Commit
	Profile string
	AsAt    time.Time // when this extract was known to its owner; zero for now
}

// Outcome is what became of a row.
type Outcome int

// The outcomes of a usable row.
const (
	Accepted  Outcome = iota
	Duplicate         // of a row that stands already
	Updated           // a duplicate by reference that made a new version
)

// Import writes one batch. Nothing of it can be seen until Commit.
type Import struct {
	s     *Store
	sc    Scope
	batch Batch
	id    int64
	info  BatchInfo

	tx      *sql.Tx
	insert  *sql.Stmt
	pending int

	source     int64
	categories dictionary
	raws       dictionary
	locations  dictionary
	tagsets    dictionary
	tags       map[string]bool     // all that the folder uses
	known      map[string]*version // by reference
	nextID     int64
}

// version is the standing version of a reference.
type version struct {
	versionID  int64
	incidentID int64
	digest     int64
	located    bool
	ours       bool // written by this batch
	stated     bool // a row of this batch said it, whether it had to be written or not
}

// BeginImport starts a batch. Hold the writer's Lock. Errors: ErrForbidden.
func (s *Store) BeginImport(ctx context.Context, sc Scope, b Batch) (*Import, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	im := &Import{s: s, sc: sc, batch: b, known: map[string]*version{}}
	if err := im.begin(ctx); err != nil {
		return nil, errors.Join(err, im.Abort(ctx))
	}
	return im, nil
}

func (im *Import) begin(ctx context.Context) error {
	now := im.s.nowClock()
	if im.batch.AsAt.IsZero() {
		im.batch.AsAt = now
	}
	res, err := im.s.write.ExecContext(ctx, `INSERT INTO batch (kind, source, file, sha256, profile, as_at_s, started_at_s) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		im.batch.Kind, im.batch.Source, im.batch.File, im.batch.SHA256, im.batch.Profile, im.batch.AsAt.Unix(), now.Unix())
	if err != nil {
		return fmt.Errorf("data: begin the import: %w", err)
	}
	if im.id, err = res.LastInsertId(); err != nil {
		return err
	}
	if im.batch.Kind != "incidents" {
		return im.open(ctx)
	}
	if err := im.loadKnown(ctx); err != nil {
		return err
	}
	return im.open(ctx)
}

// loadKnown reads the standing versions of the source once, so that each row costs
// a map look-up and not a query.
func (im *Import) loadKnown(ctx context.Context) error {
	rows, err := im.s.write.QueryContext(ctx, `SELECT i.version_id, i.incident_id, i.reference, i.digest, i.lon IS NOT NULL
		FROM incident i JOIN source s USING (source_id)
		WHERE s.name = ? AND i.known_to IS NULL AND i.reference IS NOT NULL`, im.batch.Source)
	if err != nil {
		return fmt.Errorf("data: read what is known of %s: %w", im.batch.Source, err)
	}
	defer rows.Close()
	for rows.Next() {
		var v version
		var ref string
		if err := rows.Scan(&v.versionID, &v.incidentID, &ref, &v.digest, &v.located); err != nil {
			return err
		}
		im.known[ref] = &v
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return im.s.write.QueryRowContext(ctx, `SELECT coalesce(max(incident_id), 0) FROM incident`).Scan(&im.nextID)
}

// open starts the next transaction of the batch.
func (im *Import) open(ctx context.Context) (err error) {
	if im.tx, err = im.s.write.BeginTx(ctx, nil); err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	im.pending = 0
	if im.batch.Kind != "incidents" {
		return nil
	}
	if im.source == 0 {
		if err := im.openDictionaries(ctx); err != nil {
			return err
		}
	}
	im.insert, err = im.tx.PrepareContext(ctx, `INSERT INTO incident (incident_id, source_id, reference, known_from,
		category_id, raw_id, tagset_id, setting, provenance, precision, from_s, to_s, day, last_day, start_min, recorded_s,
		lon, lat, given_x, given_y, given_crs, location_id, digest, fix, flags) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	return nil
}

// Commit makes the batch visible, with its record, in one durable step. rejected
// is the number of rows the reader could not use; sha256 is of the bytes it read.
func (im *Import) Commit(ctx context.Context, rejected int, sha256 string) (BatchInfo, error) {
	i := &im.info
	i.ID, i.Kind, i.Source, i.File = im.id, im.batch.Kind, im.batch.Source, im.batch.File
	i.Rejected = rejected
	i.Rows = i.Accepted + i.Duplicates + i.Rejected
	i.Committed = im.s.nowClock().UTC().Truncate(time.Second)
	_, err := im.tx.ExecContext(ctx, `UPDATE batch SET committed_at_s = ?, sha256 = ?, row_count = ?, accepted = ?, duplicates = ?,
		updated = ?, withdrawn = ?, rejected = ?, unlocated = ? WHERE batch_id = ?`,
		i.Committed.Unix(), sha256, i.Rows, i.Accepted, i.Duplicates, i.Updated, i.Withdrawn, i.Rejected, i.Unlocated, im.id)
	if err == nil {
		err = im.s.audit(ctx, im.tx, im.sc, Collect, fmt.Sprintf("batch %d: %s from %s", im.id, im.batch.Kind, im.batch.File))
	}
	if err == nil {
		err = im.tx.Commit()
	}
	if err != nil {
		return BatchInfo{}, errors.Join(fmt.Errorf("data: the import could not be committed, and nothing of it was kept: %w", err), im.Abort(ctx))
	}
	im.tx = nil
	im.s.forget()
	return *i, nil
}

// Abort leaves nothing of the batch behind.
func (im *Import) Abort(ctx context.Context) error {
	if im.tx != nil {
		im.tx.Rollback()
		im.tx = nil
	}
	return im.s.sweep(context.WithoutCancel(ctx)) // an interrupted import is cleared away, too
}

// flush commits what is pending and goes on; the rows stay invisible because the
// batch has no committed record yet.
func (im *Import) flush(ctx context.Context) error {
	if im.pending++; im.pending < txRows {
		return nil
	}
	if err := im.tx.Commit(); err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	return im.open(ctx)
}

// Imported reports whether exactly these bytes were imported from this source
// before, and in which batch.
func (s *Store) Imported(ctx context.Context, sc Scope, kind, source, sha256 string) (batch int64, err error) {
	if err := sc.check(); err != nil {
		return 0, err
	}
	err = s.read.QueryRowContext(ctx, `SELECT batch_id FROM batch WHERE kind = ? AND source = ? AND sha256 = ? AND committed_at_s IS NOT NULL
		ORDER BY batch_id DESC LIMIT 1`, kind, source, sha256).Scan(&batch)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return batch, err
}

// Counts is what became of the rows so far.
func (im *Import) Counts() BatchInfo { return im.info }
