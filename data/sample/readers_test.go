//go:build !race

package sample_test

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/data/sample"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// The borough's faults from the outside: its files go through the program's own readers
// into a store, and what is then found must be what truth.json says. The borough holds
// 64,000 incidents, and SQLite is 20 to 30 times slower under the race detector.

var owner = data.Owner("test")

// wendmouth is a store of the borough and its files, laid out in a folder.
type wendmouth struct {
	*data.Store
	lying string
	truth *sample.Truth
}

func layOut(t *testing.T) wendmouth {
	t.Helper()
	files, err := sample.Files()
	if err != nil {
		t.Fatal(err)
	}
	truth, err := sample.LoadTruth(files)
	if err != nil {
		t.Fatal(err)
	}
	lying, dir := filepath.Join(t.TempDir(), "files"), filepath.Join(t.TempDir(), "store")
	if err := os.CopyFS(lying, files); err != nil {
		t.Fatal(err)
	}
	if err := data.Init(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	s, err := data.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return wendmouth{s, lying, truth}
}

// read imports an extract, one report for each agency.
func (w wendmouth) read(t *testing.T, e sample.Extract) map[string]*intake.Report {
	t.Helper()
	out := map[string]*intake.Report{}
	for _, f := range e.Files {
		rep, err := intake.Incidents(t.Context(), w.Store, owner, []string{filepath.Join(w.lying, filepath.FromSlash(f.Name))}, intake.Options{Source: f.Source, AsAt: e.AsAt})
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		out[f.Source] = rep
	}
	return out
}

func (w wendmouth) snapshot(t *testing.T) *hotspot.Snapshot {
	t.Helper()
	snap, err := w.Snapshot(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func TestFaultsThroughTheReaders(t *testing.T) {
	w := layOut(t)
	both := sample.Extracts()
	if _, err := intake.Lookup(t.Context(), w.Store, owner, filepath.Join(w.lying, "layers", "police-stations.csv"), intake.LookupOptions{Kind: data.LookupStation}); err != nil {
		t.Fatal(err)
	}
	said := w.read(t, both[0])
	t.Run("counts", func(t *testing.T) { countsAre(t, w, said) })
	t.Run("swapped", func(t *testing.T) { swappedAreNamed(t, w, said["council"]) })
	t.Run("missing month", func(t *testing.T) { februaryIsMissing(t, w) })
	snap := w.snapshot(t)
	t.Run("catch-all", func(t *testing.T) { catchAllIs(t, w, snap) })
	t.Run("series break", func(t *testing.T) { burglaryBreaks(t, w, snap) })
	t.Run("duplicates", func(t *testing.T) { duplicatesAre(t, w, snap) })
	if n := w.harbourLight(t, snap); n != w.truth.HarbourLight.Known || n != 15 {
		t.Errorf("Harbour Light reads %d, want 15", n)
	}
	w.secondExtract(t, both[1])
	t.Run("reconcile", func(t *testing.T) { w.lateAreNamed(t, snap.Label()) })
}

// lateAreNamed: after the second extract the first answer can still be had, by its label
// and as known at the borough's clock, and the records that came late are named.
func (w wendmouth) lateAreNamed(t *testing.T, first string) {
	for _, text := range []string{first, sample.Clock.Format(time.RFC3339)} {
		st, err := data.ParseState(text, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		snap, err := w.SnapshotAt(t.Context(), owner, st)
		if err != nil {
			t.Fatal(err)
		}
		if n := w.harbourLight(t, snap); n != 15 {
			t.Errorf("as known at %s Harbour Light reads %d, want 15", text, n)
		}
		inside := w.insideHarbourLight(t)
		var late []string
		r, err := w.Reconcile(t.Context(), owner, st, data.State{}, func(m data.Move) error {
			if in := m.Is; in != nil && slices.Contains(m.Kinds, data.MoveLate) && in.Located && in.Provenance == "public" && inside(in.Day, orb.Point{in.Lon, in.Lat}) {
				late = append(late, in.Reference)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(late) != 11 || r.Counts[data.MoveLate] != w.truth.Late || len(r.Counts) != 1 || r.After != r.Before+w.truth.Late {
			t.Errorf("since %s: %+v, %d of them Harbour Light's (%v); want %d late, 11 of them there", text, r, len(late), late, w.truth.Late)
		}
	}
}

func countsAre(t *testing.T, w wendmouth, said map[string]*intake.Report) {
	p, c := said["police"], said["council"]
	if p.Rows != 58593 || p.Rejected != 0 || p.Duplicates != 0 || p.Accepted != w.truth.Police {
		t.Errorf("police: %+v", p)
	}
	if p.Rows+c.Rows != w.truth.Rows || p.Accepted+c.Accepted != w.truth.Records || c.Accepted != w.truth.Council || c.Duplicates != 0 {
		t.Errorf("council: %+v", c)
	}
	unlocated := p.Unlocated + c.Unlocated
	if share := float64(unlocated) / float64(w.truth.Records); unlocated != w.truth.Unlocated || math.Abs(share-0.04) > 0.0005 {
		t.Errorf("%d unlocated, %.2f %%; want %d, 4 %%", unlocated, 100*share, w.truth.Unlocated)
	}
	if p.CatchAll == nil || c.CatchAll == nil {
		t.Fatal("no catch-all share of anti-social behaviour is reported")
	}
	if share := float64(p.CatchAll.Count+c.CatchAll.Count) / float64(p.CatchAll.Of+c.CatchAll.Of); math.Abs(share-w.truth.CatchAllShare) > 0.0005 {
		t.Errorf("the readers report a catch-all share of %.2f %%, want 31", 100*share)
	}
	// 58 a month are parked there; of the everyday records of some front door beside it none is.
	if n := p.Flags["at a police station or bail address"] + c.Flags["at a police station or bail address"]; n != w.truth.Parked || n < 58*67 {
		t.Errorf("%d records lie at the police station, truth %d", n, w.truth.Parked)
	}
	if p.FirstDate != "2021-04-01" || p.LastDate != "2026-11-01" {
		t.Errorf("from %s to %s", p.FirstDate, p.LastDate)
	}
}

// swappedAreNamed: exactly the lines of the council's file whose longitude is a
// latitude of Britain are refused, each at its line, for that reason.
func swappedAreNamed(t *testing.T, w wendmouth, c *intake.Report) {
	const reason = "longitude and latitude look swapped"
	if c.Rejected != 38 || c.Rejected != w.truth.Swapped || len(c.Reasons) != 1 || c.Reasons[reason] != 38 {
		t.Fatalf("%d rejected: %v; want 38 that look swapped", c.Rejected, c.Reasons)
	}
	var want, got []string
	for n, l := range csvOf(t, filepath.Join(w.lying, "incidents-council.csv")) {
		if lon, err := strconv.ParseFloat(l["lon"], 64); err == nil && lon > 48 {
			want = append(want, strconv.Itoa(n+2))
		}
	}
	for _, l := range csvOf(t, c.RejectsFile) {
		got = append(got, l["line"])
		if l["reason"] != reason || l["hint"] == "" {
			t.Errorf("line %s: %q, hint %q", l["line"], l["reason"], l["hint"])
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rejects file has lines %v, want %v", got, want)
	}
	all, err := w.Batches(t.Context(), owner)
	if err != nil || len(all) != 2 || all[0].Source != "council" || all[0].Rejected != 38 {
		t.Errorf("batches %+v, %v; want the council's with 38 rejected", all, err)
	}
}

func februaryIsMissing(t *testing.T, w wendmouth) {
	months, err := w.Coverage(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	var missing []string
	for _, m := range months {
		if m.State == "missing" {
			missing = append(missing, m.Source+" "+m.Month)
		}
	}
	if want := []string{"council 2026-02"}; !slices.Equal(missing, want) || !slices.Equal(w.truth.MissingMonths, want) {
		t.Errorf("missing are %v, want %v", missing, want)
	}
}

func (w wendmouth) secondExtract(t *testing.T, e sample.Extract) {
	said := w.read(t, e)
	p, c := said["police"], said["council"]
	if late := p.Accepted + c.Accepted; late != w.truth.Late || p.Rejected+c.Rejected+p.Updated+c.Updated != 0 || p.Rows+c.Rows != w.truth.SecondExtract.Rows {
		t.Errorf("the second extract: police %+v, council %+v; want %d new and nothing changed", p, c, w.truth.Late)
	}
	if n := w.harbourLight(t, w.snapshot(t)); n != w.truth.HarbourLight.Full || n != 26 {
		t.Errorf("with the second extract Harbour Light reads %d, want 26", n)
	}
}

// TestCallersAreRefused: the wardens' log is refused for its two columns and nothing of
// it is kept; without them it is an ordinary file, and nobody's name comes in.
func TestCallersAreRefused(t *testing.T) {
	w := layOut(t)
	file := filepath.Join(w.lying, filepath.FromSlash(w.truth.Refused.File))
	_, err := intake.Incidents(t.Context(), w.Store, owner, []string{file}, intake.Options{AsAt: sample.Clock})
	if !errors.Is(err, intake.ErrIdentity) {
		t.Fatalf("got %v, want %v", err, intake.ErrIdentity)
	}
	for _, col := range w.truth.Refused.Columns {
		if !strings.Contains(err.Error(), col) {
			t.Errorf("%v does not name %q", err, col)
		}
	}
	if b, err := w.Batches(t.Context(), owner); err != nil || len(b) != 0 {
		t.Errorf("kept %+v, %v", b, err)
	}
	rep, err := intake.Incidents(t.Context(), w.Store, owner, []string{file}, intake.Options{AsAt: sample.Clock, DropColumns: w.truth.Refused.Columns})
	if err != nil || rep.Accepted != w.truth.Refused.Rows || rep.Rejected != 0 {
		t.Fatalf("with the columns dropped: %+v, %v", rep, err)
	}
	if err := filepath.WalkDir(w.Dir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), "Invented Caller") || strings.Contains(string(b), "01632 960") {
			t.Errorf("%s holds a caller", path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// insideHarbourLight reports whether an incident lies in the operation's two areas and on
// its days.
func (w wendmouth) insideHarbourLight(t *testing.T) func(hotspot.Day, orb.Point) bool {
	t.Helper()
	var areas []*geo.Prepared
	for _, ring := range ringsOf(t, filepath.Join(w.lying, "places.geojson"), "harbour-light") {
		areas = append(areas, geo.Prepare(ring))
	}
	if len(areas) != 2 {
		t.Fatalf("%d areas", len(areas))
	}
	return func(day hotspot.Day, at orb.Point) bool {
		return day.String() >= "2026-10-05" && day.String() <= "2026-10-25" && slices.ContainsFunc(areas, func(a *geo.Prepared) bool { return a.Contains(at) })
	}
}

// harbourLight counts what the operation's result counts: incidents that the public
// reported, in its two areas and on its days.
func (w wendmouth) harbourLight(t *testing.T, snap *hotspot.Snapshot) (n int) {
	t.Helper()
	inside := w.insideHarbourLight(t)
	for i := range snap.ID {
		if snap.PlaceOf[i] >= 0 && !snap.Categories[snap.Category[i]].PoliceGenerated && inside(snap.Day[i], snap.Places[snap.PlaceOf[i]].Point) {
			n++
		}
	}
	return n
}
