package sample

import (
	"encoding/csv"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"time"
)

// TestSwapped: the rows whose coordinates are exchanged come on top of the others, all
// of them the council's, and would lie in the borough if they were put right.
func TestSwapped(t *testing.T) {
	all := lines(t)
	bad := pickRows(all, func(r row) bool { return r.swapped })
	truth := planted(t).Truth
	if len(bad) != 38 || truth.Swapped != 38 || truth.Rows != len(all) || truth.Rows-truth.Swapped != truth.Records {
		t.Errorf("%d of %d rows are swapped, want 38; truth says %d of %d", len(bad), len(all), truth.Swapped, truth.Rows)
	}
	for _, r := range bad {
		right := row{}
		if err := right.locate(coordinate(r.lonlat[1]), coordinate(r.lonlat[0])); err != nil || right.swapped ||
			right.at[0] < 0 || right.at[0] > 7200 || right.at[1] < 0 || right.at[1] > 6000 {
			t.Errorf("%s put right lies at %v, %v", r.reference, right.at, err)
		}
		if r.source != "council" || !r.between("2026-04-01", "2026-08-31") {
			t.Errorf("%s is the %s's, of %v", r.reference, r.source, r.from)
		}
	}
}

func coordinate(v float64) string { return degrees(v, 7) }

// TestSecondExtract compares the two extracts line by line, as their references have it.
func TestSecondExtract(t *testing.T) {
	both := Extracts()
	if len(both) != 2 || !both[0].AsAt.Equal(Clock) || !both[1].AsAt.Equal(time.Date(2026, 11, 30, 7, 0, 0, 0, time.UTC)) {
		t.Fatalf("the extracts are %+v", both)
	}
	again, err := readExtract(both[1])
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]row{}
	for _, r := range lines(t) {
		said[r.reference] = r
	}
	late := 0
	for _, r := range again {
		was, known := said[r.reference]
		delete(said, r.reference)
		switch {
		case known && !reflect.DeepEqual(was, r):
			t.Errorf("%s changed from %+v to %+v", r.reference, was, r)
		case !known && (r.recorded.Before(Clock) || r.recorded.After(both[1].AsAt)):
			t.Errorf("%s was recorded at %v and is not in the first extract", r.reference, r.recorded)
		case !known:
			late++
		}
		if r.swapped || !r.between("2026-09-01", "2026-11-01") {
			t.Errorf("%s is of %v", r.reference, r.from)
		}
	}
	for ref, r := range said {
		if r.between("2026-09-01", "2026-11-01") {
			t.Errorf("%s of %v is not said again", ref, r.from)
		}
	}
	truth := planted(t).Truth
	if s := truth.SecondExtract; late != truth.Late || late != s.Late || len(again) != s.Rows || s.From != "2026-09-01" || s.To != "2026-11-01" || s.AsAt != "2026-11-30T07:00:00Z" {
		t.Errorf("%d rows, %d of them late; truth says %+v, late %d", len(again), late, s, truth.Late)
	}
}

// TestHarbourLightInSecond: as the second extract has it.
func TestHarbourLightInSecond(t *testing.T) {
	again, err := readExtract(Extracts()[1])
	if err != nil {
		t.Fatal(err)
	}
	full := pickRows(again, func(r row) bool {
		return r.located && r.provenance == "public" && r.between("2026-10-05", "2026-10-25") && (lanternArea.Contains(r.at) || dist(r.at, swanBridge) <= swanRadius)
	})
	late := pickRows(full, func(r row) bool { return r.recorded.After(Clock) })
	if len(full) != 26 || len(late) != 11 || planted(t).Truth.HarbourLight.Late != 11 {
		t.Errorf("%d during, %d of them late; want 26 and 11", len(full), len(late))
	}
	for _, r := range late {
		if !r.tagged("online") {
			t.Errorf("%s came late and was not reported online", r.reference)
		}
	}
}

func TestCallersFile(t *testing.T) {
	f, err := embeddedFiles(t).Open(CallersFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	truth := planted(t).Truth.Refused
	if truth.File != CallersFile || len(all)-1 != 24 || truth.Rows != 24 || strings.Join(truth.Columns, ",") != "Caller Name,Caller Phone" {
		t.Errorf("%d rows; truth says %+v", len(all)-1, truth)
	}
	for _, e := range Extracts() {
		for _, part := range e.Files {
			if b, err := fs.ReadFile(embeddedFiles(t), part.Name); err != nil || strings.Contains(string(b), "Invented Caller") {
				t.Errorf("%s: %v, or it holds a caller", part.Name, err)
			}
		}
	}
	for _, l := range all[1:] {
		// 01632 960000 to 960999 are kept free by Ofcom for fiction.
		if !strings.HasPrefix(l[7], "Invented Caller ") || !strings.HasPrefix(l[8], "01632 960") {
			t.Errorf("%q, %q are not plainly invented", l[7], l[8])
		}
	}
}
