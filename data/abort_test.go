package data_test

import (
	"context"
	"testing"

	"hexbeat/data"
)

// An import that was interrupted is cleared away at once, not at the next lock.
func TestInterruptedImportIsClearedAway(t *testing.T) {
	s := open(t)
	ctx, stop := context.WithCancel(t.Context())
	im, err := s.BeginImport(ctx, owner, data.Batch{Kind: "incidents", Source: "police"})
	if err != nil {
		t.Fatal(err)
	}
	add(t, im, incident("A1", "Burglary", fishStreet))
	stop()
	if err := im.Abort(ctx); err != nil {
		t.Errorf("got %v", err)
	}
	im = begin(t, s, "incidents", "police")
	add(t, im, incident("A1", "Burglary", fishStreet))
	if b := commit(t, im, 0); b.ID != 1 {
		t.Errorf("batch %d, want 1: the interrupted one still lies there", b.ID)
	}
}
