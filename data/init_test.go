package data_test

import (
	"context"
	"errors"
	"os"
	"testing"

	"hexbeat/data"
)

// An Init that did not come to its end leaves no store, so that the next one makes it whole.
func TestInterruptedInit(t *testing.T) {
	dir := t.TempDir()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := data.Init(stopped, dir, nil); err == nil {
		t.Fatal("a stopped Init says it is done")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := data.Open(t.Context(), dir); !errors.Is(err, data.ErrNoFolder) {
		t.Errorf("got %v, want ErrNoFolder", err)
	}
	if err := data.Init(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	s, err := data.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if snap := snapshot(t, s); len(snap.Categories) == 0 {
		t.Error("the store has no categories")
	}
}
