package data_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
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

// Others on the machine do not read the store, though the folder lets them in.
func TestStoreIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps no such bits: the folder's own rights hold")
	}
	dir := t.TempDir()
	if err := data.Init(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "hexbeat.db"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// What is no store is said to be none, with its name.
func TestDamagedStore(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "hexbeat.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 400)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(t.Context(), dir); !errors.Is(err, data.ErrDamaged) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
}
