package unpack

import (
	"fmt"
	"io"

	"hexbeat/data/intake/internal/fault"
)

// Bounds of what a packed file may hold, so that a small one cannot fill the disk,
// the memory or the day. Tables pack to a fifth or a twentieth; what packs to less
// than a two hundred and fiftieth was made to do harm.
const (
	maxUnpacked = 8 << 30
	maxRatio    = 250
	freeOfRatio = 64 << 20 // what may unpack to so much from however little
	maxEntries  = 20_000   // their list alone could fill the memory
)

// CheckBounds refuses a packed file that unpacks to more than it may. Errors: *fault.Fault.
func CheckBounds(name string, packed, unpacked int64) error {
	switch {
	case unpacked > maxUnpacked:
		return fault.OfFile(name, "the file unpacks to too much", fmt.Sprintf("more than %d GB", maxUnpacked>>30), "split it")
	case unpacked > freeOfRatio && unpacked/maxRatio > packed:
		return fault.OfFile(name, "the file unpacks to too much", fmt.Sprintf("more than %d times its size", maxRatio), "if it is really a table, unpack it and import what it holds")
	}
	return nil
}

// bounded stops reading where a packed file has unpacked to more than it may.
type bounded struct {
	r      io.Reader
	close  func() error
	packed func() int64 // bytes that were unpacked so far
	n      int64        // to how many
	name   string
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	if over := CheckBounds(b.name, b.packed(), b.n); over != nil {
		return 0, over
	}
	if err != nil && err != io.EOF {
		err = fault.OfFile(b.name, "the packed file is damaged", err.Error(), "fetch it again")
	}
	return n, err
}

// Close implements io.Closer.
func (b *bounded) Close() error { return b.close() }
