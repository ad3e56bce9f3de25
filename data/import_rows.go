package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// The columns of incident that an import writes. known_from is the same in every row
// of a batch and stands in the statement itself.
var rowColumns = []string{"version_id", "incident_id", "source_id", "reference", "known_to", "category_id", "raw_id", "tagset_id", "setting", "provenance",
	"precision", "from_s", "to_s", "day", "last_day", "start_min", "recorded_s", "lon", "lat", "given_x", "given_y", "given_crs", "location_id", "digest", "fix", "flags"}

// rowsAtOnce is how many rows one statement inserts: one row a statement costs a
// fifth more, hundreds save no more.
const rowsAtOnce = 50

// rowWriter inserts versions of incidents, many with one statement.
type rowWriter struct {
	tx   *sql.Tx
	head string // of the statement
	many *sql.Stmt
	args []any
	rows int // since prepare
}

// prepare begins a transaction's writing.
func (w *rowWriter) prepare(ctx context.Context, tx *sql.Tx, batch int64) (err error) {
	*w = rowWriter{tx: tx, args: w.args[:0]}
	w.head = fmt.Sprintf(`INSERT INTO incident (known_from, %s) VALUES `, strings.Join(rowColumns, ", "))
	row := fmt.Sprintf("(%d%s)", batch, strings.Repeat(",?", len(rowColumns)))
	w.head += row
	w.many, err = tx.PrepareContext(ctx, w.head+strings.Repeat(","+row, rowsAtOnce-1))
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	return nil
}

// add writes a version; one with an end (until, a batch) never stands.
func (w *rowWriter) add(ctx context.Context, d *draft, version, incident, until int64) error {
	var reference, crs, end any
	if d.reference != "" {
		reference = d.reference
	}
	if d.located {
		crs = d.crs
	}
	if until != 0 {
		end = until
	}
	w.args = append(w.args, version, incident, d.origin.id, reference, end, d.category, d.raw, d.tagset, d.setting, d.provenance,
		d.precision, d.from, d.to, d.day, d.lastDay, d.start, d.recorded, d.lon, d.lat, d.x, d.y, crs, d.location, d.digest, d.fix, d.flags)
	w.rows++
	if d.settingWord != "" {
		if _, err := w.tx.ExecContext(ctx, `INSERT INTO setting_word (version_id, word) VALUES (?, ?)`, version, d.settingWord); err != nil {
			return fmt.Errorf("data: import: %w", err)
		}
	}
	if len(w.args) < rowsAtOnce*len(rowColumns) {
		return nil
	}
	_, err := w.many.ExecContext(ctx, w.args...)
	w.args = w.args[:0]
	if err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	return nil
}

// flush writes what is left of the last statement.
func (w *rowWriter) flush(ctx context.Context) error {
	for n := len(rowColumns); len(w.args) > 0; w.args = w.args[n:] {
		if _, err := w.tx.ExecContext(ctx, w.head, w.args[:n]...); err != nil {
			return fmt.Errorf("data: import: %w", err)
		}
	}
	w.args = nil
	return nil
}
