package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/data/sample"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

type initCmd struct {
	Sample bool `help:"Fill the folder with Wendmouth, the invented borough."`
}

// Run makes the folder.
func (i *initCmd) Run(ctx context.Context, c *cli) error {
	if !i.Sample {
		if err := data.Init(ctx, c.Dir, nil); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "Made %s. Next: hexbeat --dir %s import areas FILE --kind ward\n", c.Dir, c.Dir)
		return nil
	}
	return initSample(ctx, c.Dir)
}

// initSample builds the sample in a folder beside the wanted one and moves it there
// when it is whole: an interrupted start leaves nothing that looks finished.
func initSample(ctx context.Context, dir string) error {
	dir, err := emptyPlace(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	building, err := os.MkdirTemp(filepath.Dir(dir), ".hexbeat-sample-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(building) // gone already when all went well
	facts := map[string]string{"sample": "Wendmouth", "clock": sample.Clock.Format(time.RFC3339), "marking": "OFFICIAL - INVENTED"}
	if err := data.Init(ctx, building, facts); err != nil {
		return err
	}
	if err := fillSample(ctx, building); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already and is not empty; choose another folder: %w", dir, err)
	}
	if err := os.Rename(building, dir); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "Made %s with Wendmouth, the invented borough. Next: hexbeat --dir %s serve\n", dir, dir)
	return nil
}

// emptyPlace is the folder to make, links followed. What stands there must be an
// empty folder or nothing: the sample takes its place.
func emptyPlace(dir string) (string, error) {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	if _, err := os.Stat(filepath.Join(dir, "hexbeat.db")); err == nil {
		return "", fmt.Errorf("%w: %s", data.ErrExists, dir)
	}
	inside, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return dir, nil
	case err != nil:
		return "", fmt.Errorf("%s cannot be the data folder; choose another with --dir: %w", dir, err)
	case len(inside) > 0:
		return "", fmt.Errorf("%s is there already and is not empty; choose another with --dir", dir)
	}
	return dir, nil
}

// fillSample reads the sample's files through the same readers as anybody's. They
// stay in the folder, for trying imports with.
func fillSample(ctx context.Context, dir string) (err error) {
	files, err := sample.Files()
	if err != nil {
		return err
	}
	lying := filepath.Join(dir, "sample-files")
	if err := os.CopyFS(lying, files); err != nil {
		return fmt.Errorf("lay out the sample's files: %w", err)
	}
	s, err := data.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return locked(ctx, s, "hexbeat init", func(s *data.Store) error { return importSample(ctx, s, lying) })
}

func importSample(ctx context.Context, s *data.Store, lying string) error {
	step, done := progress("reading the sample")
	defer done()
	for _, a := range []struct {
		file      string
		kind      geo.Kind
		validFrom string
		class     string
	}{
		{"borough.geojson", geo.Borough, "", ""},
		{"wards-2022.geojson", geo.Ward, "2022-05-05", ""},
		{"wards-2026.geojson", geo.Ward, "2026-05-07", ""},
		{"sites.geojson", geo.Site, "", ""},
		{"layers/sites.csv", geo.Site, "", ""},
		{"places.geojson", geo.Place, "", ""},
		{"events.csv", geo.Event, "", "match"},
		{"layers/events.csv", geo.Event, "", ""},
		{"layers/walk-and-talk.csv", geo.Perception, "", ""},
	} {
		o := intake.AreaOptions{Kind: a.kind, Class: a.class}
		if day, err := hotspot.ParseDay(a.validFrom); err == nil {
			o.ValidFrom = day.Time()
		}
		if _, err := intake.Areas(ctx, s, scope(), filepath.Join(lying, filepath.FromSlash(a.file)), o); err != nil {
			return err
		}
	}
	if _, err := intake.Streets(ctx, s, scope(), filepath.Join(lying, "streets.osm")); err != nil {
		return err
	}
	if _, err := intake.Lookup(ctx, s, scope(), filepath.Join(lying, "layers", "police-stations.csv"), intake.LookupOptions{Kind: data.LookupStation}); err != nil {
		return err
	}
	first := sample.Extracts()[0] // the second is for trying imports with
	for _, f := range first.Files {
		rep, err := intake.Incidents(ctx, s, scope(), []string{filepath.Join(lying, f.Name)}, intake.Options{Source: f.Source, AsAt: first.AsAt, Progress: step,
			Reading: intake.Reading{Names: []string{f.Name}}}) // where it lies now is not where it will lie
		if err == nil {
			err = intake.KeepReport(ctx, s, scope(), intake.Kept{Incidents: rep})
		}
		if err != nil {
			return err
		}
		if rep.Rejected > 0 {
			fmt.Fprintf(os.Stderr, "%s: %d of %d rows could not be used (%s); they are in rejects/%s, with their lines.\n", f.Name, rep.Rejected, rep.Rows,
				strings.Join(slices.Sorted(maps.Keys(rep.Reasons)), ", "), filepath.Base(rep.RejectsFile))
		}
	}
	return importSampleOrders(ctx, s, lying)
}

func importSampleOrders(ctx context.Context, s *data.Store, lying string) error {
	found, err := filepath.Glob(filepath.Join(lying, "orders", "*.toml"))
	if err != nil {
		return err
	}
	slices.Sort(found)
	var names []string
	for _, f := range found {
		names = append(names, strings.TrimPrefix(filepath.ToSlash(f), filepath.ToSlash(lying)+"/"))
	}
	_, err = intake.Orders(ctx, s, scope(), os.DirFS(lying), names)
	return err
}
