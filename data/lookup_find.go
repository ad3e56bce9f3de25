package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/paulmach/orb"
)

// Found is what a list says of a key.
type Found int

// The answers.
const (
	FoundNoList  Found = iota // no list of this kind is loaded
	FoundNothing              // the key is not in the list
	FoundTwofold              // the key stands for more than one place
	FoundPlace
)

// Finder asks the loaded lists, as they stood when it was made. It is for one import
// and not for concurrent use. Close it.
type Finder struct {
	s      *Store
	ctx    context.Context
	lists  map[LookupKind]int64
	query  *sql.Stmt
	recent map[findKey]findAnswer
}

type findKey struct {
	kind LookupKind
	key  any
}

type findAnswer struct {
	en    orb.Point
	found Found
}

// keptAnswers bounds how many answers are kept; a town's postcodes are some thousands.
const keptAnswers = 1 << 16

// Finder opens the loaded lists for an import; the context is of all its questions.
func (s *Store) Finder(ctx context.Context, sc Scope) (*Finder, error) {
	if err := sc.check(); err != nil {
		return nil, err
	}
	f := &Finder{s: s, ctx: ctx, lists: map[LookupKind]int64{}, recent: map[findKey]findAnswer{}}
	rows, err := s.read.QueryContext(ctx, `SELECT kind, list_id FROM lookup_list WHERE committed_at_s IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("data: look-up lists: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind LookupKind
		var id int64
		if err := rows.Scan(&kind, &id); err != nil {
			return nil, fmt.Errorf("data: look-up lists: %w", err)
		}
		f.lists[kind] = id
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("data: look-up lists: %w", err)
	}
	if f.query, err = s.read.PrepareContext(ctx, `SELECT easting_cm, northing_cm, quality FROM lookup_point WHERE list_id = ? AND key = ?`); err != nil {
		return nil, fmt.Errorf("data: look-up lists: %w", err)
	}
	return f, nil
}

// Has reports whether a list of the kind is loaded.
func (f *Finder) Has(kind LookupKind) bool { return f.lists[kind] != 0 }

// Find is where a key is: easting and northing in metres of the National Grid. The key
// is one that LookupKey made.
func (f *Finder) Find(kind LookupKind, key any) (en orb.Point, found Found, err error) {
	list, ok := f.lists[kind]
	if !ok {
		return en, FoundNoList, nil
	}
	at := findKey{kind, key}
	if a, ok := f.recent[at]; ok {
		return a.en, a.found, nil
	}
	var e, n, quality int64
	a := findAnswer{found: FoundPlace}
	switch err := f.query.QueryRowContext(f.ctx, list, key).Scan(&e, &n, &quality); {
	case errors.Is(err, sql.ErrNoRows):
		a.found = FoundNothing
	case err != nil:
		return en, FoundNothing, fmt.Errorf("data: look-up lists: %w", err)
	case quality < 0:
		a.found = FoundTwofold
	default:
		a.en = orb.Point{float64(e) / 100, float64(n) / 100}
	}
	if len(f.recent) >= keptAnswers {
		clear(f.recent)
	}
	f.recent[at] = a
	return a.en, a.found, nil
}

// Stations are the points of the list of stations and bail addresses: easting and
// northing in metres of the National Grid.
func (f *Finder) Stations() ([]orb.Point, error) {
	list, ok := f.lists[LookupStation]
	if !ok {
		return nil, nil
	}
	rows, err := f.s.read.QueryContext(f.ctx, `SELECT easting_cm, northing_cm FROM lookup_point WHERE list_id = ?`, list)
	if err != nil {
		return nil, fmt.Errorf("data: look-up lists: %w", err)
	}
	defer rows.Close()
	var out []orb.Point
	for rows.Next() {
		var e, n int64
		if err := rows.Scan(&e, &n); err != nil {
			return nil, fmt.Errorf("data: look-up lists: %w", err)
		}
		out = append(out, orb.Point{float64(e) / 100, float64(n) / 100})
	}
	return out, rows.Err()
}

// Close ends the asking.
func (f *Finder) Close() error { return f.query.Close() }
