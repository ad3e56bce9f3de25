package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/paulmach/orb"
)

// ErrLookup is returned for an entry that a list cannot keep.
var ErrLookup = errors.New("data: the entry cannot be kept in a list of places")

// LookupEntry is one entry of a list.
type LookupEntry struct {
	Key any       // as LookupKey makes it; a station's is its number in the list
	EN  orb.Point // easting and northing, metres of the National Grid; kept to the centimetre
	// Quality is how closely the list knows the place, in the list's own figures, lower
	// being closer; 0 when it does not say.
	Quality int
}

// LookupInfo is a list that is loaded.
type LookupInfo struct {
	Kind   LookupKind `json:"kind"`
	File   string     `json:"file"`
	Kept   int        `json:"kept"`
	Loaded time.Time  `json:"loaded"`
}

// LookupCount is what came of the entries of a list: those kept, keys that came again at
// the same place, and keys that stand for two places and are nobody's.
type LookupCount struct{ Kept, Again, Twofold int }

// LookupImport writes one list. Nothing of it is used until Commit, which puts it in the
// place of the list of its kind.
type LookupImport struct {
	s      *Store
	sc     Scope
	kind   LookupKind
	file   string
	id     int64
	tx     *sql.Tx
	insert *sql.Stmt
	rows   int // written in tx
	all    int
}

// BeginLookup starts a list. Hold the writer's Lock. Errors: ErrForbidden, ErrLookup
// for a kind that is none.
func (s *Store) BeginLookup(ctx context.Context, sc Scope, kind LookupKind, file, sha256 string) (*LookupImport, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	if !slices.Contains(LookupKinds, kind) {
		return nil, fmt.Errorf("%w: there is no kind %q", ErrLookup, kind)
	}
	if err := s.sweepLookups(ctx); err != nil {
		return nil, err
	}
	res, err := s.write.ExecContext(ctx, `INSERT INTO lookup_list (kind, file, sha256, loaded_at_s) VALUES (?, ?, ?, ?)`, kind, file, sha256, s.nowClock().Unix())
	if err != nil {
		return nil, fmt.Errorf("data: look-up list: %w", err)
	}
	l := &LookupImport{s: s, sc: sc, kind: kind, file: file}
	if l.id, err = res.LastInsertId(); err == nil {
		err = l.open(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, l.Abort(ctx))
	}
	return l, nil
}

// twofoldCM is how far apart in centimetres a key may come again and still be one place.
const twofoldCM = 50 * 100

func (l *LookupImport) open(ctx context.Context) (err error) {
	if l.tx, err = l.s.write.BeginTx(ctx, nil); err != nil {
		return fmt.Errorf("data: look-up list: %w", err)
	}
	l.rows = 0
	l.insert, err = l.tx.PrepareContext(ctx, fmt.Sprintf(`INSERT INTO lookup_point (list_id, key, easting_cm, northing_cm, quality) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET quality = -1 WHERE max(abs(easting_cm - excluded.easting_cm), abs(northing_cm - excluded.northing_cm)) > %d`, twofoldCM))
	if err != nil {
		return fmt.Errorf("data: look-up list: %w", err)
	}
	return nil
}

// Add puts one entry into the list. Of a key that comes again the first place stands; a
// key at two places is nobody's. Errors: ErrLookup.
func (l *LookupImport) Add(ctx context.Context, e LookupEntry) error {
	switch e.Key.(type) {
	case int64, string:
	default:
		return fmt.Errorf("%w: the key is a %T", ErrLookup, e.Key)
	}
	if !(e.EN[0] >= 0 && e.EN[0] < 1e6 && e.EN[1] >= 0 && e.EN[1] < 2e6) {
		return fmt.Errorf("%w: %v is not on the National Grid", ErrLookup, e.EN)
	}
	if _, err := l.insert.ExecContext(ctx, l.id, e.Key, int64(math.Round(e.EN[0]*100)), int64(math.Round(e.EN[1]*100)), max(e.Quality, 0)); err != nil {
		return fmt.Errorf("data: look-up list: %w", err)
	}
	l.all++
	if l.rows++; l.rows < txRows {
		return nil
	}
	if err := l.tx.Commit(); err != nil {
		return fmt.Errorf("data: look-up list: %w", err)
	}
	return l.open(ctx)
}

// Commit puts the list in the place of the one of its kind that stood before.
func (l *LookupImport) Commit(ctx context.Context) (n LookupCount, err error) {
	err = l.tx.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE quality < 0) FROM lookup_point WHERE list_id = ?`, l.id).Scan(&n.Kept, &n.Twofold)
	n.Again = l.all - n.Kept
	n.Kept -= n.Twofold
	now := l.s.nowClock().Unix()
	for _, q := range []struct {
		text string
		args []any
	}{
		{`UPDATE lookup_list SET committed_at_s = ?, kept = ? WHERE list_id = ?`, []any{now, n.Kept, l.id}},
		{`UPDATE lookup_list SET committed_at_s = NULL WHERE kind = ? AND list_id <> ?`, []any{l.kind, l.id}},
	} {
		if err == nil {
			_, err = l.tx.ExecContext(ctx, q.text, q.args...)
		}
	}
	if err == nil {
		err = l.s.audit(ctx, l.tx, l.sc, Collect, fmt.Sprintf("look-up list of kind %s from %s: %d entries", l.kind, l.file, n.Kept))
	}
	if err == nil {
		err = l.tx.Commit()
	}
	if err != nil {
		return n, errors.Join(fmt.Errorf("data: the list could not be committed, and nothing of it was kept: %w", err), l.Abort(ctx))
	}
	l.tx = nil
	return n, l.s.sweepLookups(ctx)
}

// Abort leaves nothing of the list behind.
func (l *LookupImport) Abort(ctx context.Context) error {
	if l.tx != nil {
		l.tx.Rollback()
		l.tx = nil
	}
	return l.s.sweepLookups(context.WithoutCancel(ctx))
}

// sweepLookups removes lists that do not stand: left half read, or replaced. It goes in
// steps, because a list of addresses is long.
func (s *Store) sweepLookups(ctx context.Context) error {
	const gone = `(SELECT list_id FROM lookup_list WHERE committed_at_s IS NULL)`
	for {
		res, err := s.write.ExecContext(ctx, fmt.Sprintf(`DELETE FROM lookup_point WHERE (list_id, key) IN
			(SELECT list_id, key FROM lookup_point WHERE list_id IN %s LIMIT %d)`, gone, txRows))
		if err != nil {
			return fmt.Errorf("data: look-up lists: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			break
		}
	}
	if _, err := s.write.ExecContext(ctx, `DELETE FROM lookup_list WHERE committed_at_s IS NULL`); err != nil {
		return fmt.Errorf("data: look-up lists: %w", err)
	}
	return nil
}

// RemoveLookup takes a list away. Hold the writer's Lock. Errors: ErrNotFound.
func (s *Store) RemoveLookup(ctx context.Context, sc Scope, kind LookupKind) error {
	if err := sc.check(); err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("data: look-up lists: %w", err)
	}
	defer tx.Rollback()
	res, err := tx.ExecContext(ctx, `UPDATE lookup_list SET committed_at_s = NULL WHERE kind = ? AND committed_at_s IS NOT NULL`, kind)
	if err != nil {
		return fmt.Errorf("data: look-up lists: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(fmt.Errorf("%w: no list of kind %s is loaded", ErrNotFound, kind), err)
	}
	if err := errors.Join(s.audit(ctx, tx, sc, Erase, "look-up list of kind "+string(kind)), tx.Commit()); err != nil {
		return fmt.Errorf("data: look-up lists: %w", err)
	}
	return s.sweepLookups(ctx)
}

// Lookups are the lists that are loaded, by kind.
func (s *Store) Lookups(ctx context.Context, sc Scope) ([]LookupInfo, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, `SELECT kind, file, kept, committed_at_s FROM lookup_list WHERE committed_at_s IS NOT NULL ORDER BY kind`)
	if err != nil {
		return nil, fmt.Errorf("data: look-up lists: %w", err)
	}
	defer rows.Close()
	out := []LookupInfo{}
	for rows.Next() {
		var l LookupInfo
		var at int64
		if err := rows.Scan(&l.Kind, &l.File, &l.Kept, &at); err != nil {
			return nil, fmt.Errorf("data: look-up lists: %w", err)
		}
		l.Loaded = time.Unix(at, 0).UTC()
		out = append(out, l)
	}
	return out, rows.Err()
}
