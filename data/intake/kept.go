package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"hexbeat/data"
)

// Kept is what a folder keeps of an import beside its counts, so that what came of it
// can be read later: a file for each batch, in the folder's "reports". One of the
// reports is set.
type Kept struct {
	Committed time.Time   `json:"committed"` // of the batch; another batch of the same number is not meant
	Incidents *Report     `json:"incidents,omitempty"`
	Areas     *AreaReport `json:"areas,omitempty"`
	Faults    []*Fault    `json:"faults,omitempty"` // the first
}

// KeepReport keeps the report of a committed import. An import without a batch of its
// own leaves nothing. Errors: data.ErrForbidden.
func KeepReport(ctx context.Context, s *data.Store, sc data.Scope, k Kept) error {
	switch {
	case k.Incidents != nil && k.Incidents.AlreadyIn == 0 && !k.Incidents.DryRun:
		k.Faults = k.Incidents.Faults
		return k.write(ctx, s, sc, k.Incidents.Batch)
	case k.Areas != nil:
		k.Faults = k.Areas.Faults[:min(len(k.Areas.Faults), firstFaults)]
		return k.write(ctx, s, sc, k.Areas.Batch)
	}
	return nil
}

func (k Kept) write(ctx context.Context, s *data.Store, sc data.Scope, batch int64) error {
	info, err := batchInfo(ctx, s, sc, batch)
	if err != nil {
		return err
	}
	k.Committed = info.Committed
	text, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("intake: keep the report of batch %d: %w", batch, err)
	}
	path := keptPath(s, batch)
	if err = os.MkdirAll(filepath.Dir(path), 0o700); err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		return fmt.Errorf("intake: keep the report of batch %d: %w", batch, err)
	}
	return nil
}

// ReportOf is what was kept of a batch, and the batch itself. Without a report, as of
// an import by an older version, Kept is empty. Errors: data.ErrNotFound,
// data.ErrForbidden.
func ReportOf(ctx context.Context, s *data.Store, sc data.Scope, batch int64) (data.BatchInfo, Kept, error) {
	var k Kept
	info, err := batchInfo(ctx, s, sc, batch)
	if err != nil {
		return info, k, err
	}
	text, err := os.ReadFile(keptPath(s, batch))
	if errors.Is(err, fs.ErrNotExist) {
		return info, k, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &k)
	}
	if err != nil {
		return info, Kept{}, fmt.Errorf("intake: the report of batch %d cannot be read: %w", batch, err)
	}
	if !k.Committed.Equal(info.Committed) {
		return info, Kept{}, nil
	}
	return info, k, nil
}

// RejectsFile is where the rejected rows of the import lie, empty when none do. It is
// looked for in the folder, wherever that was when the import was made.
func (k Kept) RejectsFile(s *data.Store) string {
	var name string
	switch {
	case k.Incidents != nil:
		name = k.Incidents.RejectsFile
	case k.Areas != nil:
		name = k.Areas.RejectsFile
	}
	if name == "" {
		return ""
	}
	return filepath.Join(s.Dir(), rejectsFolder, filepath.Base(filepath.FromSlash(name)))
}

func keptPath(s *data.Store, batch int64) string {
	return filepath.Join(s.Dir(), "reports", fmt.Sprintf("batch-%d.json", batch))
}

func batchInfo(ctx context.Context, s *data.Store, sc data.Scope, batch int64) (data.BatchInfo, error) {
	all, err := s.Batches(ctx, sc)
	if err != nil {
		return data.BatchInfo{}, err
	}
	for _, b := range all {
		if b.ID == batch {
			return b, nil
		}
	}
	return data.BatchInfo{}, fmt.Errorf("intake: batch %d: %w", batch, data.ErrNotFound)
}
