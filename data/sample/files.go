package sample

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io/fs"
)

//go:embed sample.zip
var embedded []byte

// Files opens the embedded borough, made from Seed: ordinary files that the
// program's own readers read.
func Files() (fs.FS, error) {
	z, err := zip.NewReader(bytes.NewReader(embedded), int64(len(embedded)))
	if err != nil {
		return nil, fmt.Errorf("sample: the embedded borough: %w", err)
	}
	return z, nil
}
