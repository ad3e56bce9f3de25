package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"hexbeat/hotspot"
)

// ErrState is returned for text that names no state of a store.
var ErrState = errors.New("data: not a snapshot; write its label as 12-9f3c2a1b, its number, a date or an RFC 3339 time")

// ErrChanged is returned for a state that can no longer be rebuilt as it was.
var ErrChanged = errors.New("data: this snapshot cannot be rebuilt as it was, because the category scheme was changed since")

// State names a state of a store. The zero State is what stands now.
type State struct {
	// Seq is the number of its latest batch; 0 for the latest there is.
	Seq int64
	// Digest is what it has to come to; empty to take whatever it is.
	Digest string
	// KnownAt leaves out of incidents what was not known to their sources by then, by
	// the time each extract was known to its owner; zero leaves nothing out. Areas,
	// orders and the category scheme are those of the state.
	KnownAt time.Time
}

var stateText = regexp.MustCompile(`^(?:(\d{1,15})(?:-([0-9a-f]{8}))?)?(?:@(.+))?$`)

// ParseState reads a snapshot's label, its number, or the time as known at which it
// should be: a date means the end of that day in the zone. Errors: ErrState.
func ParseState(text string, zone *time.Location) (st State, err error) {
	if t, err := parseKnown(text, zone); err == nil {
		return State{KnownAt: t}, nil
	}
	m := stateText.FindStringSubmatch(text)
	if m == nil || text == "" {
		return st, fmt.Errorf("%w, not %q", ErrState, text)
	}
	st.Digest = m[2]
	if m[1] != "" {
		if st.Seq, err = strconv.ParseInt(m[1], 10, 64); err != nil || st.Seq == 0 {
			return State{}, fmt.Errorf("%w, not %q", ErrState, text)
		}
	}
	if m[3] != "" {
		if st.KnownAt, err = parseKnown(m[3], zone); err != nil {
			return State{}, fmt.Errorf("%w, not %q", ErrState, text)
		}
	}
	return st, nil
}

func parseKnown(text string, zone *time.Location) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), nil
	}
	t, err := time.ParseInLocation(time.DateOnly, text, zone)
	return t.AddDate(0, 0, 1).Add(-time.Second).UTC(), err
}

// asOf is a State that was found in the store.
type asOf struct {
	seq     int64
	knownAt int64 // Unix seconds; noEnd where nothing is left out
}

// label is the state's name, as its snapshot's.
func (a asOf) label(digest string) string {
	snap := hotspot.Snapshot{Seq: a.seq, Digest: digest}
	if a.knownAt != noEnd {
		snap.KnownAt = time.Unix(a.knownAt, 0)
	}
	return snap.Label()
}

const noEnd = 1<<63 - 1

// stands holds for the rows of a table that stand in the state, whoever knew of them.
func (a asOf) stands() string {
	batches := asOf{a.seq, noEnd}.batches()
	return ` known_from IN ` + batches + ` AND (known_to IS NULL OR known_to NOT IN ` + batches + `)`
}

// batches are those of the state.
func (a asOf) batches() string {
	return fmt.Sprintf(`(SELECT batch_id FROM batch WHERE committed_at_s IS NOT NULL AND batch_id <= %d AND as_at_s <= %d)`, a.seq, a.knownAt)
}

// find looks a State up. Errors: ErrNotFound.
func (s *Store) find(ctx context.Context, st State) (a asOf, err error) {
	if a.seq, err = s.seq(ctx); err != nil {
		return a, err
	}
	if st.Seq > a.seq {
		return a, fmt.Errorf("%w: snapshot %d; the latest is %d", ErrNotFound, st.Seq, a.seq)
	}
	if st.Seq != 0 {
		a.seq = st.Seq
	}
	a.knownAt = noEnd
	if st.KnownAt.IsZero() {
		return a, nil
	}
	var later int64
	err = s.read.QueryRowContext(ctx, `SELECT 1 FROM batch WHERE committed_at_s IS NOT NULL AND batch_id <= ? AND as_at_s > ? AND kind = 'incidents' LIMIT 1`, a.seq, st.KnownAt.Unix()).Scan(&later)
	switch {
	case errors.Is(err, sql.ErrNoRows): // everything was known by then: it is the plain state
		return a, nil
	case err != nil:
		return a, fmt.Errorf("data: snapshot: %w", err)
	}
	a.knownAt = st.KnownAt.Unix()
	return a, nil
}
