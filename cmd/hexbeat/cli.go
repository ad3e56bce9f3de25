package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"hexbeat/data"
)

// cli is the command line: one field a sub-command, one file each.
type cli struct {
	Dir string `help:"The data folder." default:"./hexbeat-data" env:"HEXBEAT_DIR" type:"path"`

	Init      initCmd      `cmd:"" help:"Make a data folder, empty or with the invented borough."`
	Import    importCmd    `cmd:"" help:"Read incidents, areas or streets into the folder."`
	Export    exportCmd    `cmd:"" help:"Write incidents, areas or orders to a file."`
	Hotspots  hotspotsCmd  `cmd:"" help:"Where reports concentrated, and how sure one can be."`
	Plan      planCmd      `cmd:"" help:"Plan foot patrols from an operation file."`
	CheckPlan checkPlanCmd `cmd:"" name:"check-plan" help:"Check a plan with code that is not the planner's."`
	Pspo      pspoCmd      `cmd:"" help:"Keep Public Spaces Protection Orders."`
	Profile   profileCmd   `cmd:"" help:"Keep profiles: how kinds of files are read."`
	Category  categoryCmd  `cmd:"" help:"See and change the category scheme."`
	Snapshots snapshotsCmd `cmd:"" help:"List what has been imported and the snapshot it makes."`
	Serve     serveCmd     `cmd:"" help:"Serve the pages and the map on this machine."`
}

// scope is the desktop's: whoever can read the folder owns it.
func scope() data.Scope { return data.Owner("command line") }

// reading runs f on the opened folder.
func (c *cli) reading(ctx context.Context, f func(*data.Store) error) error {
	s, err := data.Open(ctx, c.Dir)
	if err != nil {
		return err
	}
	return errors.Join(f(s), s.Close())
}

// importing runs f on the opened folder under the writer's lock. The folder of the
// invented borough takes no imports: what is invented must stay recognisable.
func (c *cli) importing(ctx context.Context, f func(*data.Store) error) error {
	return c.reading(ctx, func(s *data.Store) error {
		if s.Sample() {
			return data.ErrSample
		}
		return locked(ctx, s, "hexbeat import", f)
	})
}

// writing runs f on the opened folder under the writer's lock, the invented borough's
// folder among them: what it changes is how files are read, not what is in it.
func (c *cli) writing(ctx context.Context, holder string, f func(*data.Store) error) error {
	return c.reading(ctx, func(s *data.Store) error { return locked(ctx, s, holder, f) })
}

func locked(ctx context.Context, s *data.Store, holder string, f func(*data.Store) error) error {
	lock, err := s.Lock(ctx, holder)
	if err != nil {
		return err
	}
	return errors.Join(f(s), lock.Release())
}

// output writes to a file or, without one, to standard output.
func output(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(os.Stdout)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("write %s: it is a folder; name a file in it", path)
	}
	f, err := os.CreateTemp(dirOf(path), ".hexbeat-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name()) // gone already when all went well
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
