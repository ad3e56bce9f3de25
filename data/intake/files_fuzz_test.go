//go:build !race

package intake_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
)

// Whole files through the outermost door: whatever stands in one, and whatever its name
// says, reading it ends in time and in bounded memory, with counts that add up or with
// one of the errors that are promised.

const (
	maxFuzzed    = 1 << 20          // bytes of one input
	maxAllocated = 1 << 30          // bytes that reading it may ask for in all
	maxTaken     = 10 * time.Second // on a busy machine; alone, none takes one
)

// endings are the names that a file may come under.
var (
	incidentEndings = []string{".csv", ".txt", ".tab", ".csv.gz", ".xlsx", ".geojson", ".zip"}
	areaEndings     = []string{".geojson", ".csv", ".kml", ".kmz", ".zip", ".gpkg"}
)

// seedFiles adds every small file of our own under the ending it has.
func seedFiles(f *testing.F, endings []string) {
	f.Helper()
	for _, k := range kinds {
		b, err := os.ReadFile(filepath.Join("testdata", "kinds", k.path))
		if err != nil {
			f.Fatal(err)
		}
		for i, e := range endings {
			if strings.HasSuffix(k.path, e) {
				f.Add(uint8(i), b)
			}
		}
	}
}

// bounded calls read on a file with the content and checks what it cost and its error.
func bounded(t *testing.T, ending string, content []byte, read func(file string) error) {
	if len(content) > maxFuzzed {
		t.Skip("larger than what is tried")
	}
	file := write(t, "f"+ending, content)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	err := read(file)
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	if asked := after.TotalAlloc - before.TotalAlloc; took > maxTaken || asked > maxAllocated {
		t.Errorf("%d bytes of %s took %v and %d bytes of memory", len(content), ending, took, asked)
	}
	for _, promised := range []error{nil, intake.ErrFile, intake.ErrUsage, intake.ErrNothing, intake.ErrIdentity} {
		if errors.Is(err, promised) {
			return
		}
	}
	t.Errorf("an error that nobody promised: %v", err)
}

func FuzzIncidentFile(f *testing.F) {
	seedFiles(f, incidentEndings)
	s := fuzzStore(f)
	f.Fuzz(func(t *testing.T, ending uint8, content []byte) {
		bounded(t, incidentEndings[int(ending)%len(incidentEndings)], content, func(file string) error {
			rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{AsAt: taken, DryRun: true})
			if err == nil && (rep.Rows != rep.Accepted+rep.Duplicates+rep.Rejected || rep.Unlocated > rep.Rows) {
				t.Errorf("the rows do not add up: %+v", rep)
			}
			return err
		})
	})
}

func FuzzAreaFile(f *testing.F) {
	seedFiles(f, areaEndings)
	s := fuzzStore(f)
	f.Fuzz(func(t *testing.T, ending uint8, content []byte) {
		bounded(t, areaEndings[int(ending)%len(areaEndings)], content, func(file string) error {
			rep, err := intake.Areas(t.Context(), s, owner, file, intake.AreaOptions{Kind: geo.Ward})
			if err == nil && (rep.Features != rep.Accepted+rep.Rejected || rep.Accepted == 0) {
				t.Errorf("the features do not add up: %+v", rep)
			}
			return err
		})
	})
}

// fuzzStore is one store for all inputs: making one takes longer than reading most.
func fuzzStore(f *testing.F) *data.Store {
	f.Helper()
	dir := f.TempDir()
	if err := data.Init(f.Context(), dir, nil); err != nil {
		f.Fatal(err)
	}
	s, err := data.Open(f.Context(), dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	return s
}
