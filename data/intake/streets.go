package intake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"hexbeat/data"
	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
	"hexbeat/geo/street"
)

// Streets reads an OpenStreetMap file into the store in the place of the street
// map that stood there. Errors: *Fault for a file that cannot be read.
func Streets(ctx context.Context, s *data.Store, sc data.Scope, file string) (street.Stats, error) {
	f, err := os.Open(file)
	if err != nil {
		return street.Stats{}, fault.OfFile(file, "cannot be read", err.Error(), "check the name and that you may read it")
	}
	defer f.Close()
	ways, stats, err := street.Read(f, filepath.Base(file))
	if err != nil {
		return stats, fault.OfFile(file, "not a street map this version reads", err.Error(), "it should be OpenStreetMap data: .osm, .osm.gz or .osm.pbf")
	}
	if stats.Edges == 0 {
		return stats, fmt.Errorf("%w: %s holds no street one can walk", ErrFile, file)
	}
	sum, err := unpack.Digest([]string{file})
	if err != nil {
		return stats, err
	}
	im, err := s.BeginImport(ctx, sc, data.Batch{Kind: "streets", Source: "OpenStreetMap", File: filepath.Base(file), SHA256: sum})
	if err != nil {
		return stats, err
	}
	if err := im.AddStreets(ctx, ways); err != nil {
		return stats, errors.Join(err, im.Abort(ctx))
	}
	_, err = im.Commit(ctx, 0, sum)
	return stats, err
}
