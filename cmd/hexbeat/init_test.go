package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// What lies where the folder should go is never taken away.
func TestInitKeepsWhatIsThere(t *testing.T) {
	notes := file(t, "notes.txt", "precious")
	full := filepath.Dir(notes)
	for _, sample := range [][]string{nil, {"--sample"}} {
		want(t, hexbeat(t, append([]string{"--dir", notes, "init"}, sample...)...), exitFailure, notes)
		if b, err := os.ReadFile(notes); err != nil || string(b) != "precious" {
			t.Fatalf("init %v: the file holds %q, %v", sample, b, err)
		}
	}
	want(t, hexbeat(t, "--dir", full, "init", "--sample"), exitFailure, "not empty")
	if _, err := os.Stat(notes); err != nil {
		t.Error(err)
	}
}

// An interrupted command says so, whatever it was doing.
func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	dir := filepath.Join(t.TempDir(), "data")
	if got := run(ctx, []string{"--dir", dir, "init"}); got != exitFailure {
		t.Errorf("exit status %d", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "hexbeat.db")); err == nil {
		t.Error("it made a store all the same")
	}
}
