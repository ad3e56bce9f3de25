package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

func dirOf(path string) string { return filepath.Dir(path) }

// progress tells how far a count has come: a spinner on a terminal, otherwise a
// plain line every two seconds, always on standard error.
func progress(what string) (step func(n int), done func()) {
	if term.IsTerminal(int(os.Stderr.Fd())) {
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
		return func(n int) { bar.Set(n) }, func() { bar.Finish() }
	}
	last := time.Now()
	return func(n int) {
		if time.Since(last) >= 2*time.Second {
			fmt.Fprintf(os.Stderr, "%s: %d\n", what, n)
			last = time.Now()
		}
	}, func() {}
}
