package unpack

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"hexbeat/data/intake/internal/fault"
)

// spooled is the name of what Spool writes.
const spooled = "standard-input-*.tmp"

// Spool writes a stream, which can be read once, to a file that can be read again,
// and returns its path; the caller removes it. What an interrupted import left in
// the folder is removed first, so only one may spool there at a time. Errors:
// *fault.Fault, and the context's.
func Spool(ctx context.Context, in io.Reader, dir string) (string, error) {
	if old, err := filepath.Glob(filepath.Join(dir, spooled)); err == nil {
		for _, name := range old {
			os.Remove(name)
		}
	}
	f, err := os.CreateTemp(dir, spooled)
	if err != nil {
		return "", fmt.Errorf("intake: standard input: %w", err)
	}
	done := make(chan error, 1) // a terminal may never give another byte
	go func() {
		n, err := io.Copy(f, io.LimitReader(in, maxUnpacked+1))
		if err == nil && n > maxUnpacked {
			err = fmt.Errorf("it is longer than %d GB", maxUnpacked>>30)
		}
		done <- err
	}()
	select {
	case <-ctx.Done():
		err = ctx.Err()
	case err = <-done:
		if err != nil {
			err = fault.OfFile("standard input", "cannot be kept", err.Error(), "save it to a file and import that")
		}
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}
