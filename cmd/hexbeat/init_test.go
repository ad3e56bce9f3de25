package main

import (
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
