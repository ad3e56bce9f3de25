package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// sweep removes what batches that never committed left behind. Only the holder of
// the writer's lock may do it: another process's import would look the same.
func (s *Store) sweep(ctx context.Context) error {
	for _, f := range s.spilled() {
		os.Remove(f)
	}
	var n int
	if err := s.write.QueryRowContext(ctx, `SELECT count(*) FROM batch WHERE committed_at_s IS NULL`).Scan(&n); err != nil || n == 0 {
		return err
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return fmt.Errorf("data: sweep: %w", err)
	}
	defer conn.Close()
	// Taking a batch away makes SQLite look for rows that refer to it in every table,
	// row by row. None is left when it does: see sweepTables.
	if _, err := conn.ExecContext(ctx, `PRAGMA foreign_keys = 0`); err != nil {
		return fmt.Errorf("data: sweep: %w", err)
	}
	err = sweepTables(ctx, conn)
	_, on := conn.ExecContext(ctx, `PRAGMA foreign_keys = 1`)
	if err = errors.Join(err, on); err != nil {
		return fmt.Errorf("data: sweep: %w", err)
	}
	return nil
}

// spilled are files of an import's sorting that a process left when it died, on
// systems that cannot do without their names.
func (s *Store) spilled() []string {
	files, _ := filepath.Glob(filepath.Join(s.dir, ".sort-*")) // the pattern is well formed
	return files
}

func sweepTables(ctx context.Context, conn *sql.Conn) error {
	const orphans = `(SELECT batch_id FROM batch WHERE committed_at_s IS NULL)`
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	queries := []string{
		// what an import of incidents does to other versions it does in its last transaction
		`DELETE FROM setting_word WHERE version_id >= (SELECT min(first_version) FROM batch WHERE committed_at_s IS NULL AND kind = 'incidents')`,
		`DELETE FROM incident WHERE version_id >= (SELECT min(first_version) FROM batch WHERE committed_at_s IS NULL) AND known_from IN ` + orphans,
		`UPDATE incident SET known_to = NULL WHERE known_to IN ` + orphans,
	}
	for _, table := range []string{"area", "pspo", "street", "layer_feature", "outcome"} {
		queries = append(queries, `DELETE FROM `+table+` WHERE known_from IN `+orphans, `UPDATE `+table+` SET known_to = NULL WHERE known_to IN `+orphans)
	}
	for _, q := range append(queries, `DELETE FROM batch WHERE committed_at_s IS NULL`) {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return tx.Commit()
}
