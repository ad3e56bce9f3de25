package sample

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// made is the borough of Seed, made once for all tests.
var made = sync.OnceValues(func() (*Borough, error) { return Build(Seed) })

func planted(t *testing.T) *Borough {
	t.Helper()
	b, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func embeddedFiles(t *testing.T) fs.FS {
	t.Helper()
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// written is the borough's files in memory.
func written(t *testing.T, b *Borough) fs.FS {
	t.Helper()
	m := memory{}
	if err := Write(b, m); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS(m)
}

type memory fstest.MapFS

func (m memory) WriteFile(name string, content []byte) error {
	m[name] = &fstest.MapFile{Data: content}
	return nil
}

// TestEmbeddedIsMadeFromSeed: what is embedded is what the committed code makes.
// After a change to the generator run go generate ./data/sample.
func TestEmbeddedIsMadeFromSeed(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skipf("skipped on %s: it may fuse multiplications and round a last digit otherwise", runtime.GOARCH)
	}
	want, got := written(t, planted(t)), embeddedFiles(t)
	var names []string
	for _, f := range []fs.FS{want, got} {
		if err := fs.WalkDir(f, ".", func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && !slices.Contains(names, path) {
				names = append(names, path)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if len(names) != 28 {
		t.Errorf("%d files, want 28: %v", len(names), names)
	}
	for _, n := range names {
		a, errA := fs.ReadFile(want, n)
		b, errB := fs.ReadFile(got, n)
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: made %d bytes (%v), embedded %d (%v); run go generate ./data/sample", n, len(a), errA, len(b), errB)
		}
	}
}

func TestArchive(t *testing.T) {
	if mb := float64(len(embedded)) / 1e6; mb > 2.6 {
		t.Errorf("the archive has %.2f MB, want at most 2.6", mb)
	} else {
		t.Logf("the archive has %.2f MB", mb)
	}
	z, err := zip.NewReader(bytes.NewReader(embedded), int64(len(embedded)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !f.Modified.Equal(Clock) {
			t.Errorf("%s: time %v, want the borough's clock", f.Name, f.Modified)
		}
	}
}

func TestOtherSeedsMakeOtherBoroughs(t *testing.T) {
	b, err := Build(2)
	if err != nil {
		t.Fatal(err)
	}
	a := planted(t)
	if len(a.Incidents) == len(b.Incidents) && a.Incidents[100].At == b.Incidents[100].At {
		t.Error("seed 2 made the borough of Seed")
	}
	// The first town of this seed lacks Plover Close; another is drawn.
	if _, err := Build(20261109); err != nil {
		t.Error(err)
	}
	// The planted numbers do not hang on the seed.
	for _, id := range []string{"swan-bridge", "curlew-avenue", "plover-close"} {
		p, _ := a.Truth.Place(id)
		q, ok := b.Truth.Place(id)
		if !ok || p.InWindow != q.InWindow {
			t.Errorf("%s: %d in the window with seed 2, %d with Seed", id, q.InWindow, p.InWindow)
		}
	}
	if b.Truth.HarbourLight != a.Truth.HarbourLight || b.Truth.Duplicates != duplicates || b.Truth.HeronReach != a.Truth.HeronReach {
		t.Errorf("seed 2: %+v, %d duplicates, %+v", b.Truth.HarbourLight, b.Truth.Duplicates, b.Truth.HeronReach)
	}
}

func TestLoadTruth(t *testing.T) {
	got, err := LoadTruth(embeddedFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	if got.Seed != Seed || len(got.Places) != len(stories) {
		t.Errorf("seed %d, %d places; want %d and %d", got.Seed, len(got.Places), Seed, len(stories))
	}
	if _, err := LoadTruth(fstest.MapFS{}); err == nil {
		t.Error("no truth.json, and no error")
	}
	if _, err := LoadTruth(fstest.MapFS{"truth.json": {Data: []byte("{")}}); err == nil {
		t.Error("half a truth.json, and no error")
	}
}

func TestClock(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	if got := Clock.In(london).Format("Monday 2 January 2006 15:04"); got != "Monday 2 November 2026 07:00" {
		t.Errorf("the clock stands at %s", got)
	}
	raw, err := fs.ReadFile(embeddedFiles(t), "clock.json")
	if err != nil {
		t.Fatal(err)
	}
	var c struct{ Now, DataTo, Zone string }
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	if now, err := time.Parse(time.RFC3339, c.Now); err != nil || !now.Equal(Clock) || c.DataTo != "2026-11-01T23:40:00Z" || c.Zone != "Europe/London" {
		t.Errorf("clock.json says %+v", c)
	}
}
