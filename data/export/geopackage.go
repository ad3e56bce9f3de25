package export

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"hexbeat/data/gpkg"
)

// GeoPackage writes tables as one GeoPackage, and the envelope's meta as a table "meta"
// of keys and values beside them; a value that is not text is JSON. at is the time the
// file says it was made. A database is written here and there, so it is made aside and
// copied out when it is whole.
func GeoPackage(ctx context.Context, w io.Writer, at time.Time, meta any, tables ...gpkg.Table) error {
	about, err := metaTable(meta)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "hexbeat-gpkg-*")
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "export.gpkg")
	if err := gpkg.Write(ctx, path, at, append(slices.Clone(tables), about)...); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

func metaTable(meta any) (gpkg.Table, error) {
	text, err := json.Marshal(meta)
	if err != nil {
		return gpkg.Table{}, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return gpkg.Table{}, fmt.Errorf("export: meta: %w", err)
	}
	rows := func(yield func(gpkg.Row, error) bool) {
		for _, k := range slices.Sorted(maps.Keys(members)) {
			var value string
			if json.Unmarshal(members[k], &value) != nil {
				value = string(members[k])
			}
			if !yield(gpkg.Row{Values: []any{k, value}}, nil) {
				return
			}
		}
	}
	return gpkg.Table{Name: "meta", Description: "What the figures are of", Columns: []gpkg.Column{{Name: "key", Type: "TEXT"}, {Name: "value", Type: "TEXT"}}, Rows: rows}, nil
}
