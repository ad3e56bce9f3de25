//go:build !race

package intake_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hexbeat/data/intake"
)

// One small file of our own for each kind of file that people bring, as testdata/kinds/
// README.md says; TestRealFiles asks the same of the public data. Each is read into a
// store of its own, and SQLite is 20 to 30 times slower under the race detector.

// taken is when all of the files are said to have been: whatever day the test runs on,
// none of their dates is in the future.
var taken = time.Date(2026, 11, 30, 7, 0, 0, 0, time.UTC)

// aFile is one file, what is asked of it and what must come of it.
type aFile struct {
	path string
	want outcome
}

// outcome reads a file and compares.
type outcome interface {
	check(t *testing.T, file string)
}

// incidents are the counts of an import; Rows = accepted + duplicates + rejected.
type incidents struct {
	o                                               intake.Options
	profile                                         string
	rows, accepted, duplicates, rejected, unlocated int
	reasons                                         map[string]int
	first, last                                     string
	flags                                           map[string]int // nil: not asked for
}

func (w incidents) check(t *testing.T, file string) {
	w.o.AsAt = taken
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, w.o)
	if err != nil {
		t.Fatal(err)
	}
	got := incidents{w.o, rep.Profile, rep.Rows, rep.Accepted, rep.Duplicates, rep.Rejected, rep.Unlocated, rep.Reasons, rep.FirstDate, rep.LastDate, rep.Flags}
	if w.reasons == nil {
		w.reasons = map[string]int{}
	}
	if w.flags != nil && !maps.Equal(got.flags, w.flags) {
		t.Errorf("got flags %v, want %v", got.flags, w.flags)
	}
	if got.profile != w.profile || got.rows != w.rows || got.accepted != w.accepted || got.duplicates != w.duplicates || got.rejected != w.rejected ||
		got.unlocated != w.unlocated || !maps.Equal(got.reasons, w.reasons) || got.first != w.first || got.last != w.last {
		got.o, w.o = intake.Options{}, intake.Options{}
		t.Errorf("got  %+v\nwant %+v", got, w)
	}
	if got.rows != got.accepted+got.duplicates+got.rejected {
		t.Errorf("the rows do not add up: %+v", rep)
	}
}

// areas are the counts of an area file.
type areas struct {
	o                  intake.AreaOptions
	features, rejected int
}

func (w areas) check(t *testing.T, file string) {
	s := store(t)
	rep, err := intake.Areas(t.Context(), s, owner, file, w.o)
	if err != nil {
		t.Fatal(err)
	}
	if rep.Features != w.features || rep.Rejected != w.rejected || rep.Accepted != w.features-w.rejected {
		t.Errorf("got %+v, want %d features, %d rejected", rep, w.features, w.rejected)
	}
}

// streets are the counts of a street map: lines kept, and the nodes and steps of the
// network one can walk.
type streets struct{ ways, nodes, edges int }

func (w streets) check(t *testing.T, file string) {
	got, err := intake.Streets(t.Context(), store(t), owner, file)
	if err != nil {
		t.Fatal(err)
	}
	if got.Ways != w.ways || got.Nodes != w.nodes || got.Edges != w.edges || got.MissingNodes != 0 {
		t.Errorf("got %+v, want %+v", got, w)
	}
}

// refusal is a file that must be refused, with its reason; nothing of it is kept.
type refusal struct {
	as  any // intake.Options, intake.AreaOptions, or nil for a street map
	is  error
	why string
}

func (w refusal) check(t *testing.T, file string) {
	s := store(t)
	var err error
	switch o := w.as.(type) {
	case intake.Options:
		o.AsAt = taken
		_, err = intake.Incidents(t.Context(), s, owner, []string{file}, o)
	case intake.AreaOptions:
		_, err = intake.Areas(t.Context(), s, owner, file, o)
	default:
		_, err = intake.Streets(t.Context(), s, owner, file)
	}
	if !errors.Is(err, w.is) || !strings.Contains(err.Error(), w.why) || !strings.Contains(err.Error(), filepath.Base(file)) {
		t.Errorf("got  %v\nwant %v, %q and the file's name", err, w.is, w.why)
	}
	if b, err := s.Batches(t.Context(), owner); err != nil || len(b) != 0 {
		t.Errorf("a batch was kept: %+v, %v", b, err)
	}
}

func TestFiles(t *testing.T) {
	for _, f := range kinds {
		t.Run(f.path, func(t *testing.T) { f.want.check(t, filepath.Join("testdata", "kinds", f.path)) })
	}
}

// TestFilesAreAllThere: the folder, its README and the table name the same files.
func TestFilesAreAllThere(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("testdata", "kinds", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	inside, err := os.ReadDir(filepath.Join("testdata", "kinds"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range inside {
		named := f.Name() == filepath.Base(byMonth) || slices.ContainsFunc(kinds, func(k aFile) bool { return k.path == f.Name() })
		if f.Name() != "README.md" && (!named || !strings.Contains(string(readme), "| "+f.Name()+" |")) {
			t.Errorf("%s is not in the table, or not in the README", f.Name())
		}
	}
}
