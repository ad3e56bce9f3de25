package data

import (
	"context"
	"fmt"

	"hexbeat/data/internal/spill"
)

// ledger is the part of an import that only incidents need. Rows become drafts; a
// chunk of drafts is looked up together, and what is new of it is written. What
// stands is not touched before settle, in the transaction that commits the batch.
//
// Memory is bounded: a chunk of rows, the dictionaries, the references of the batch
// as hashes on disk, and, of a full statement, 24 bytes for each row that stands in
// the months it speaks of.
type ledger struct {
	im    *Import
	asAt  int64
	asAts map[int64]int64 // of committed batches

	first int64 // version_id of row 0
	row   int64 // of the next draft, counted from 0

	words     glossary
	origins   map[string]*origin
	chunk     []draft
	refs      *spill.Sorter
	writer    rowWriter
	signature int64 // see signature.go
	net       int   // by how many the standing incidents grow
	settled   bool
}

// chunkRows is how many rows are looked up together.
const chunkRows = 500

// newLedger numbers the batch's versions after all that were ever committed.
func newLedger(ctx context.Context, im *Import) (*ledger, error) {
	l := &ledger{im: im, asAt: im.batch.AsAt.Unix(), asAts: map[int64]int64{}, origins: map[string]*origin{}, refs: spill.New(im.s.dir)}
	err := im.s.write.QueryRowContext(ctx, `SELECT 1 + max((SELECT coalesce(max(version_id), 0) FROM incident), (SELECT coalesce(max(last_version), 0) FROM batch))`).Scan(&l.first)
	if err != nil {
		return nil, fmt.Errorf("data: begin the import: %w", err)
	}
	return l, nil
}

// prepare is called at the start of each transaction.
func (l *ledger) prepare(ctx context.Context) error {
	if l == nil {
		return nil
	}
	if l.words.labels == nil {
		if err := l.words.load(ctx, l.im); err != nil {
			return err
		}
	}
	return l.writer.prepare(ctx, l.im.tx, l.im.id)
}

func (l *ledger) close() {
	if l != nil {
		l.refs.Close()
	}
}

func (l *ledger) firstVersion() int64 {
	if l == nil {
		return 0
	}
	return l.first
}

func (l *ledger) lastVersion() int64 {
	if l == nil {
		return 0
	}
	return l.first + l.row - 1
}

func (l *ledger) sum() (signature int64, net int) {
	if l == nil {
		return 0, 0
	}
	return l.signature, l.net
}
