package data

import "context"

// CrashForTest leaves a batch as a process that died would: its rows committed, its
// record not.
func CrashForTest(ctx context.Context, im *Import) error {
	if err := im.ledger.work(ctx); err != nil {
		return err
	}
	if err := im.ledger.writer.flush(ctx); err != nil {
		return err
	}
	err := im.tx.Commit()
	im.tx = nil
	return err
}

// CollideForTest makes all references of a store share few hashes.
func CollideForTest(s *Store) {
	s.hashReference = func(_ int64, reference string) int64 { return int64(len(reference)) }
}

// ShortenForTest makes a store commit every so many rows.
func ShortenForTest(s *Store, rows int) { s.txRows = rows }

// EraseForTest removes what stands under a reference, as an erasure would.
func EraseForTest(ctx context.Context, s *Store, reference string) error {
	_, err := s.write.ExecContext(ctx, `DELETE FROM incident WHERE reference = ?`, reference)
	s.forget()
	return err
}

// AuditedForTest is the audit record, oldest first, as "action what".
func AuditedForTest(s *Store) (out []string) {
	rows, err := s.read.Query(`SELECT action || ' ' || what FROM audit ORDER BY audit_id`)
	if err != nil {
		return nil
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if rows.Scan(&line) == nil {
			out = append(out, line)
		}
	}
	return out
}

// SignedForTest compares the signatures that batches keep with what stands: both are
// the same sum, taken once as it grew and once over the rows.
func SignedForTest(ctx context.Context, s *Store) (kept, counted int64, err error) {
	rows, err := s.read.QueryContext(ctx, `SELECT 1, signature, '' FROM batch WHERE committed_at_s IS NOT NULL
		UNION ALL SELECT 2, digest, s.name FROM incident JOIN source s USING (source_id) WHERE`+visible)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var which, n int64
		var source string
		if err := rows.Scan(&which, &n, &source); err != nil {
			return 0, 0, err
		}
		if which == 1 {
			kept += n
		} else {
			counted += n * weightOf(source)
		}
	}
	return kept, counted, rows.Err()
}
