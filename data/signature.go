package data

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"slices"
	"strings"

	"hexbeat/hotspot"
)

// A signature is a hash of a multiset: the sum, modulo 2^64, of the digests of its
// members, each weighted by its source. Every batch keeps the signature of what it
// made stand less that of what it ended, so that the sum over batches is that of all
// that stands, whichever way it came in, and costs no reading of rows.
//
// It tells states apart that differ by chance or by mistake. It does not withstand
// somebody who makes data up to collide.

// weightOf is a source's weight: odd, so that no digest loses bits.
func weightOf(source string) int64 {
	return int64(hashText(fnvOffset, source) | 1)
}

// hashText is the FNV-1a hash of texts, each ended by a zero byte.
func hashText(h uint64, texts ...string) uint64 {
	for _, s := range texts {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * fnvPrime
		}
		h *= fnvPrime // a zero byte
	}
	return h
}

// hashNumber goes on with the eight bytes of a number, the lowest first.
func hashNumber(h, v uint64) uint64 {
	for range 8 {
		h = (h ^ v&0xff) * fnvPrime
		v >>= 8
	}
	return h
}

// Fowler, Noll and Vo: FNV-1a, 64 bits.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hashReference is what a reference is looked up by.
func hashReference(source int64, reference string) int64 {
	return int64(hashText(hashNumber(fnvOffset, uint64(source)), reference))
}

// Label names the state of the store: the number of its latest batch and a digest of
// all that a Snapshot of it holds, "12-9f3c2a1b". It is that snapshot's label, without
// the snapshot. Errors: ErrForbidden.
func (s *Store) Label(ctx context.Context, sc Scope) (string, error) {
	if err := sc.check(); err != nil {
		return "", err
	}
	now, err := s.find(ctx, State{})
	if err != nil {
		return "", err
	}
	digest, err := s.digest(ctx, now)
	if err != nil {
		return "", err
	}
	return now.label(digest), nil
}

// digest is over the incidents, areas and orders of a state of the store, and the
// category scheme as it is now.
func (s *Store) digest(ctx context.Context, a asOf) (string, error) {
	h := sha256.New()
	if err := s.signIncidents(ctx, h, a.seq); err != nil {
		return "", fmt.Errorf("data: snapshot: %w", err)
	}
	if err := s.signGround(ctx, h, a); err != nil {
		return "", err
	}
	if err := s.signScheme(ctx, h); err != nil {
		return "", fmt.Errorf("data: snapshot: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)[:4]), nil
}

func (s *Store) signIncidents(ctx context.Context, h hash.Hash, seq int64) error {
	rows, err := s.read.QueryContext(ctx, `SELECT signature FROM batch WHERE committed_at_s IS NOT NULL AND batch_id <= ?`, seq)
	if err != nil {
		return err
	}
	defer rows.Close()
	var sum int64
	for rows.Next() {
		var one int64
		if err := rows.Scan(&one); err != nil {
			return err
		}
		sum += one
	}
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(sum)))
	return rows.Err()
}

func (s *Store) signGround(ctx context.Context, h hash.Hash, of asOf) error {
	areas, err := s.ground(ctx, of)
	if err != nil {
		return err
	}
	var b []byte
	for _, a := range areas {
		b = fmt.Appendf(b[:0], "%s|%s|%s|%d|", a.Kind, a.Code, a.Name, dayOrZero(a.ValidFrom))
		for _, poly := range a.Geometry {
			for _, ring := range poly {
				b = binary.LittleEndian.AppendUint32(b, uint32(len(ring)))
				for _, p := range ring {
					b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
					b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
				}
			}
		}
		h.Write(b)
	}
	return nil
}

// signScheme is over the categories of the scheme and its groups. A category made up
// from a label is in the digests of its incidents.
func (s *Store) signScheme(ctx context.Context, h hash.Hash) error {
	var scheme Scheme
	for _, read := range []func(context.Context, *Scheme) error{s.schemeCategories, s.schemeGroups} {
		if err := read(ctx, &scheme); err != nil {
			return err
		}
	}
	slices.SortFunc(scheme.Categories, func(a, b hotspot.Category) int { return strings.Compare(a.ID, b.ID) })
	for _, c := range scheme.Categories {
		fmt.Fprintf(h, "%+v", c)
	}
	fmt.Fprintf(h, "%+v", scheme.Groups)
	return nil
}
