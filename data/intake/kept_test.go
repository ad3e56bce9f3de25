package intake_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hexbeat/data"
	"hexbeat/data/intake"
)

func TestReportsAreKept(t *testing.T) {
	s := store(t)
	file := write(t, "log.csv", []byte("Date,Category\n2026-03-01,Burglary\nsomeday,Burglary\n"))
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{Map: map[string]string{"occurred": "Date"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, k, err := intake.ReportOf(t.Context(), s, owner, rep.Batch); err != nil || k.Incidents != nil || k.RejectsFile(s) != "" {
		t.Errorf("before it was kept: %+v, %v", k, err)
	}
	if err := intake.KeepReport(t.Context(), s, owner, intake.Kept{Incidents: rep}); err != nil {
		t.Fatal(err)
	}
	info, k, err := intake.ReportOf(t.Context(), s, owner, rep.Batch)
	if err != nil || info.ID != rep.Batch || k.Incidents == nil || k.Incidents.Rejected != 1 || len(k.Faults) != 1 || k.Faults[0].Line != 3 {
		t.Fatalf("read back: %+v, %+v, %v", info, k, err)
	}
	if got := k.RejectsFile(s); got != rep.RejectsFile || !strings.HasPrefix(got, s.Dir()) {
		t.Errorf("rejects in %s, want %s", got, rep.RejectsFile)
	}
	k.Incidents.RejectsFile = "../../elsewhere.csv"
	if got := k.RejectsFile(s); got != filepath.Join(s.Dir(), "rejects", "elsewhere.csv") {
		t.Errorf("rejects outside the folder: %s", got)
	}
	again, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{Map: map[string]string{"occurred": "Date"}})
	if err != nil || again.AlreadyIn != rep.Batch {
		t.Fatalf("again: %+v, %v", again, err)
	}
	if err := intake.KeepReport(t.Context(), s, owner, intake.Kept{Incidents: again}); err != nil {
		t.Fatal(err)
	}
	if _, k, err := intake.ReportOf(t.Context(), s, owner, rep.Batch); err != nil || k.Incidents.Accepted != 1 {
		t.Errorf("the report of bytes that were in already took the place of the first: %+v, %v", k, err)
	}
}

func TestReportsOfWhatIsNotThere(t *testing.T) {
	s := store(t)
	if _, _, err := intake.ReportOf(t.Context(), s, owner, 7); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a batch that is not there: %v", err)
	}
	if _, _, err := intake.ReportOf(t.Context(), s, data.Scope{}, 7); !errors.Is(err, data.ErrForbidden) {
		t.Errorf("for nobody: %v", err)
	}
	file := write(t, "log.csv", []byte("occurred,category\n2026-03-01,Burglary\n"))
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir(), "reports", "batch-1.json")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"{", `{"committed":"2001-01-01T00:00:00Z","incidents":{"rows":9}}`} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, k, err := intake.ReportOf(t.Context(), s, owner, rep.Batch); k.Incidents != nil || (err == nil) != (text != "{") {
			t.Errorf("%s: %+v, %v", text, k, err)
		}
	}
}
