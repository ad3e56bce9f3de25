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
	// AsAt is when this extract was known to its owner; zero for now. Of a month that a
	// later extract of the same source spoke of, this one changes nothing that stands.
	AsAt time.Time
	// Statement says that the batch is everything its source knows of the months it
	// holds: what stood in them and is not in it has been withdrawn.
	Statement bool
}

// Import writes one batch. Nothing of it can be seen until Commit.
type Import struct {
	s      *Store
	sc     Scope
	batch  Batch
	id     int64
	info   BatchInfo
	tx     *sql.Tx
	rows   int       // written in tx, of another kind than incidents
	ledger *ledger   // of a batch of incidents
	said   sourceIDs // of the sources whose incidents outcomes were said of

	callers reporters // told apart while the batch is read
}

// BeginImport starts a batch. Hold the writer's Lock. Errors: ErrForbidden.
func (s *Store) BeginImport(ctx context.Context, sc Scope, b Batch) (*Import, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	im := &Import{s: s, sc: sc, batch: b}
	if err := im.begin(ctx); err != nil {
		return nil, errors.Join(err, im.Abort(ctx))
	}
	return im, nil
}

func (im *Import) begin(ctx context.Context) (err error) {
	now := im.s.nowClock()
	if im.batch.AsAt.IsZero() {
		im.batch.AsAt = now
	}
	if im.batch.Kind == "incidents" {
		if im.ledger, err = newLedger(ctx, im); err != nil {
			return err
		}
	}
	res, err := im.s.write.ExecContext(ctx, `INSERT INTO batch (kind, source, file, sha256, profile, as_at_s, started_at_s, statement, first_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		im.batch.Kind, im.batch.Source, im.batch.File, im.batch.SHA256, im.batch.Profile, im.batch.AsAt.Unix(), now.Unix(), im.batch.Statement, im.ledger.firstVersion())
	if err != nil {
		return fmt.Errorf("data: begin the import: %w", err)
	}
	if im.id, err = res.LastInsertId(); err != nil {
		return err
	}
	return im.open(ctx)
}

// open starts the next transaction of the batch.
func (im *Import) open(ctx context.Context) (err error) {
	if im.tx, err = im.s.write.BeginTx(ctx, nil); err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	im.rows = 0
	return im.ledger.prepare(ctx)
}

// flush counts a row that was written and begins the next transaction when the time
// has come.
func (im *Import) flush(ctx context.Context) error {
	if im.rows++; im.rows < im.s.txRows {
		return nil
	}
	return im.next(ctx)
}

// next commits what is pending and goes on; the rows stay invisible because the
// batch has no committed record yet.
func (im *Import) next(ctx context.Context) error {
	if err := im.tx.Commit(); err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	return im.open(ctx)
}

// Counts settles the batch as Commit does and says what would become of its rows,
// for an import that is then aborted. Nothing can be added after it.
func (im *Import) Counts(ctx context.Context) (BatchInfo, error) {
	if err := im.ledger.settle(ctx); err != nil {
		return BatchInfo{}, err
	}
	return im.info, nil
}

// Commit makes the batch visible, with its record, in one durable step. rejected
// is the number of rows the reader could not use; sha256 is of the bytes it read.
func (im *Import) Commit(ctx context.Context, rejected int, sha256 string) (BatchInfo, error) {
	err := im.ledger.settle(ctx)
	if err == nil {
		err = im.record(ctx, rejected, sha256)
	}
	if err == nil {
		err = im.callers.keep(ctx, im.tx, im.id)
	}
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
	im.ledger.close() // what it leaves on disk, if anything, the next sweep removes
	return im.info, nil
}

// record writes what came of the batch, which is what makes it visible.
func (im *Import) record(ctx context.Context, rejected int, sha256 string) error {
	i := &im.info
	i.ID, i.Kind, i.Source, i.File = im.id, im.batch.Kind, im.batch.Source, im.batch.File
	i.Rejected = rejected
	i.Rows = i.Accepted + i.Duplicates + i.Rejected
	i.Committed = im.s.nowClock().UTC().Truncate(time.Second)
	signature, net := im.ledger.sum()
	_, err := im.tx.ExecContext(ctx, `UPDATE batch SET committed_at_s = ?, sha256 = ?, row_count = ?, accepted = ?, duplicates = ?,
		updated = ?, withdrawn = ?, history = ?, rejected = ?, unlocated = ?, last_version = ?, signature = ?, net = ? WHERE batch_id = ?`,
		i.Committed.Unix(), sha256, i.Rows, i.Accepted, i.Duplicates, i.Updated, i.Withdrawn, i.History, i.Rejected, i.Unlocated,
		im.ledger.lastVersion(), signature, net, im.id)
	return err
}

// Abort leaves nothing of the batch behind.
func (im *Import) Abort(ctx context.Context) error {
	if im.tx != nil {
		im.tx.Rollback()
		im.tx = nil
	}
	im.ledger.close()
	return im.s.sweep(context.WithoutCancel(ctx)) // an interrupted import is cleared away, too
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
