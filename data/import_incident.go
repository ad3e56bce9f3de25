package data

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Add puts one row into the batch. A row whose reference stands already in this
// source is a duplicate; it makes a new version when anything in it changed. Two
// rows of one reference within a batch are one incident: the first located row
// stands. Rows without a reference are always incidents of their own, equal or not.
func (im *Import) Add(ctx context.Context, in Incident) (Outcome, error) {
	slices.Sort(in.Tags)
	in.Tags = slices.Compact(in.Tags)
	if !in.Located {
		im.info.Unlocated++
	}
	if in.Reference == "" {
		im.nextID++
		_, err := im.put(ctx, &in, im.nextID, in.digest())
		return Accepted, err
	}
	digest := in.digest()
	was, ok := im.known[in.Reference]
	if !ok {
		im.nextID++
		id, err := im.put(ctx, &in, im.nextID, digest)
		im.known[strings.Clone(in.Reference)] = &version{id, im.nextID, digest, in.Located, true, true}
		return Accepted, err
	}
	im.info.Duplicates++
	switch {
	case was.stated && (was.located || !in.Located):
		return Duplicate, nil // within one batch the first located row stands
	case !was.stated && was.digest == digest:
		was.stated = true // it stands as this batch's first row, too
		return Duplicate, nil
	}
	return Updated, im.replace(ctx, &in, was, digest)
}

// replace puts a row in the place of the standing version: of one that this batch
// itself wrote nothing remains, an older one ends with this batch.
func (im *Import) replace(ctx context.Context, in *Incident, was *version, digest int64) error {
	end, args := `UPDATE incident SET known_to = ? WHERE version_id = ?`, []any{im.id, was.versionID}
	if was.ours {
		end, args = `DELETE FROM incident WHERE version_id = ?`, []any{was.versionID}
	}
	if _, err := im.tx.ExecContext(ctx, end, args...); err != nil {
		return fmt.Errorf("data: import: %w", err)
	}
	before := im.info
	id, err := im.put(ctx, in, was.incidentID, digest)
	if err != nil {
		return err
	}
	im.info.Accepted = before.Accepted // still one incident
	if !was.ours {
		im.info.Updated++
	}
	*was = version{id, was.incidentID, digest, in.Located, true, true}
	return nil
}

func (im *Import) put(ctx context.Context, in *Incident, incidentID, digest int64) (versionID int64, err error) {
	category, err := im.category(ctx, in.Category)
	if err != nil {
		return 0, err
	}
	if in.Raw == "" {
		in.Raw = in.Category
	}
	raw, err := im.raws.id(ctx, im.tx, in.Raw)
	if err != nil {
		return 0, err
	}
	if err := errors.Join(im.categories.use(category, "category", in.Category), im.raws.use(raw, "raw label", in.Raw)); err != nil {
		return 0, err
	}
	tagset, err := im.tagset(ctx, in.Tags)
	if err != nil {
		return 0, err
	}
	location, err := im.locations.id(ctx, im.tx, in.Location)
	if err != nil {
		return 0, err
	}
	var reference, recorded, lon, lat, x, y, crs any
	if in.Reference != "" {
		reference = in.Reference
	}
	if !in.Recorded.IsZero() {
		recorded = in.Recorded.Unix()
	}
	if in.Located {
		lon, lat, x, y, crs = in.Point[0], in.Point[1], in.Given[0], in.Given[1], in.GivenCRS
	}
	res, err := im.insert.ExecContext(ctx, incidentID, im.source, reference, im.id, category, raw, tagset, in.Setting, in.Provenance,
		in.Precision, in.From.Unix(), in.To.Unix(), in.Day, in.LastDay, in.StartMin, recorded, lon, lat, x, y, crs, location, digest, in.Fix, in.Flags)
	if err != nil {
		return 0, fmt.Errorf("data: import: %w", err)
	}
	if versionID, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	im.info.Accepted++
	return versionID, im.flush(ctx)
}

// category finds the scheme's category for a label, or keeps the label as a
// category of its own, so that nothing is silently dropped or re-coded.
func (im *Import) category(ctx context.Context, label string) (int64, error) {
	id := CategoryID(label)
	if n, ok := im.categories.ids[id]; ok {
		return n, nil
	}
	if err := putMadeUp(ctx, im.tx, id, label); err != nil {
		return 0, err
	}
	var n int64
	if err := im.tx.QueryRowContext(ctx, `SELECT category_id FROM category WHERE id = ?`, id).Scan(&n); err != nil {
		return 0, fmt.Errorf("data: category %s: %w", id, err)
	}
	im.categories.ids[id] = n
	return n, nil
}
