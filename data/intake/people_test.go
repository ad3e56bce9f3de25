package intake_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hexbeat/data"
	"hexbeat/data/intake"
)

// A column that gives itself away by what it holds is refused with its name, nothing of
// it is kept or said, and stripped it stays out.
func TestRefusedByContent(t *testing.T) {
	content := "category,occurred,contact,when they were born\n"
	for i := range 30 {
		content += fmt.Sprintf("Burglary,2024-01-%02d,secretname%d@example.org,%02d/03/%d\n", i%28+1, i, i%28+1, 1941+2*i)
	}
	content += "Burglary,never,secretname99@example.org,01/02/1961\n"
	s := store(t)
	file := write(t, "log.csv", []byte(content))
	_, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if !errors.Is(err, intake.ErrIdentity) || !strings.Contains(err.Error(), "contact, when they were born") || strings.Contains(err.Error(), "secretname") || !strings.Contains(err.Error(), "--drop-columns") {
		t.Fatalf("got %v", err)
	}
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{DropColumns: []string{"contact", "when they were born"}})
	if err != nil || rep.Accepted != 30 || rep.Rejected != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	nowhere(t, s, "secretname", "1961")
	p, err := intake.Propose(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil || len(p.RefusedColumns) != 2 || p.Ready || strings.Contains(fmt.Sprintf("%+v", p), "secretname") {
		t.Errorf("the proposal: %+v, %v", p, err)
	}
}

// nowhere looks for words in every file of the folder.
func nowhere(t *testing.T, s *data.Store, wanted ...string) {
	t.Helper()
	if _, err := s.Batches(t.Context(), owner); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(s.Dir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, w := range wanted {
			if strings.Contains(string(b), w) {
				t.Errorf("%s holds %q", path, w)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

const prose = "Secretcaller reports that the lads from the corner are in the car park %d again and that it is getting worse"

func proseFile(rows int, more string) string {
	content := "category,occurred,notes,location,lon,lat\n"
	for i := range rows {
		content += fmt.Sprintf("Burglary,2024-01-01,"+prose+",On or near Fish Street,-0.1,51.5\n", i)
	}
	return content + more
}

// Free text is not kept, nor repeated in the rejects file.
func TestFreeTextStaysOut(t *testing.T) {
	s := store(t)
	file := write(t, "log.csv", []byte(proseFile(30, "Burglary,never,Secretcaller says so,x,-0.1,51.5\n")))
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil || rep.Accepted != 30 || rep.Rejected != 1 || fmt.Sprint(rep.DroppedText) != "[notes]" {
		t.Fatalf("%+v, %v", rep, err)
	}
	nowhere(t, s, "Secretcaller")
	if got := records(t, s)[0].Location; got != "On or near Fish Street" {
		t.Errorf("location %q", got)
	}
}

// Read as the location, free text is let go unless it is asked for, and then searched.
func TestKeepText(t *testing.T) {
	read := map[string]string{"location": "notes"}
	file := write(t, "log.csv", []byte(proseFile(30, "Burglary,2024-01-01,Mr Secretname of the corner shop says that the lads are in the car park,x,-0.1,51.5\n"+
		"Burglary,2024-01-01,ring secretname@example.org or 07700 900123 about the lads in the car park,x,-0.1,51.5\n")))
	s := store(t)
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{Map: read})
	if err != nil || fmt.Sprint(rep.DroppedText) != "[notes]" || rep.Scrubbed != 0 {
		t.Fatalf("%+v, %v", rep, err)
	}
	nowhere(t, s, "Secretcaller", "Secretname")
	s = store(t)
	rep, err = intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{Map: read, KeepText: []string{"Notes"}})
	if err != nil || len(rep.DroppedText) != 0 || rep.Scrubbed != 2 {
		t.Fatalf("%+v, %v", rep, err)
	}
	if got := records(t, s); !strings.HasPrefix(got[0].Location, "Secretcaller") || got[30].Location != "" || got[31].Location != "" {
		t.Errorf("kept %q, %q, %q", got[0].Location, got[30].Location, got[31].Location)
	}
	nowhere(t, s, "Secretname", "secretname", "900123")
	for _, k := range []string{"notes", "nonsense"} {
		if _, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{KeepText: []string{k}}); !errors.Is(err, intake.ErrUsage) {
			t.Errorf("--keep-text %s: %v", k, err)
		}
	}
}

// What happened is a label, never a story.
func TestTextIsNoCategory(t *testing.T) {
	_, err := intake.Incidents(t.Context(), store(t), owner, []string{write(t, "log.csv", []byte(proseFile(30, "")))}, intake.Options{Map: map[string]string{"category": "notes"}})
	var f *intake.Fault
	if !errors.As(err, &f) || f.Reason != "the column read as category holds free text" || strings.Contains(err.Error(), "Secretcaller") {
		t.Errorf("got %v", err)
	}
}

// A location that tells who somebody is, is blanked and counted; a place keeps its name.
func TestScrubbedLocations(t *testing.T) {
	s := store(t)
	rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte("category,occurred,location\n"+
		"A,2024-01-01,Flat 2 Mr Secretname\nA,2024-01-01,St John's Wood\nA,2024-01-01,ring 07700 900123\nA,2024-01-01,Mr Fish Chip Shop\nA,2024-01-01,Sir John Soane's Museum\n"))}, intake.Options{})
	if err != nil || rep.Scrubbed != 2 {
		t.Fatalf("%+v, %v", rep, err)
	}
	var got []string
	for _, r := range records(t, s) {
		got = append(got, r.Location)
	}
	if fmt.Sprintf("%q", got) != `["" "St John's Wood" "" "Mr Fish Chip Shop" "Sir John Soane's Museum"]` {
		t.Errorf("got %q", got)
	}
	nowhere(t, s, "Secretname", "900123")
}

// A name that stands where a date should is not repeated.
func TestFaultsDoNotTell(t *testing.T) {
	s := store(t)
	rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte("category,occurred,other\n"+strings.Repeat("A,2024-01-01,x\n", 20)+"A,Mr Secretname,\nA,never,Mrs Secretname\nA,2024-01-01\n"))}, intake.Options{})
	if err != nil || rep.Rejected != 3 {
		t.Fatalf("%+v, %v", rep, err)
	}
	for _, f := range rep.Faults {
		if strings.Contains(f.Error(), "Secretname") {
			t.Errorf("%v", f)
		}
	}
	nowhere(t, s, "Secretname")
}

// A caller's reference is counted as different callers by place and month, and nothing
// of it is kept.
func TestReportersAreCounted(t *testing.T) {
	s := store(t)
	file := write(t, "i.csv", []byte("category,occurred,lon,lat,location,Caller\n"+
		"A,2024-01-01,-0.1,51.5,x,secret1\nA,2024-01-09,-0.1,51.5,x,secret1\nA,2024-01-09,-0.1,51.5,x,secret2\nA,2024-01-09,-0.2,51.5,x,secret1\n"+
		"A,2024-02-01,-0.1,51.5,x,secret1\nA,2024-02-01,-0.1,51.5,x,\nA,2024-02-01,,,Fish Street,secret3\nA,2024-02-01,,,,secret4\nA,never,-0.1,51.5,x,secret5\n"))
	if _, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{}); !errors.Is(err, intake.ErrIdentity) {
		t.Fatalf("unasked for, a column of callers came in: %v", err)
	}
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{Map: map[string]string{"reporter": "Caller"}})
	if err != nil || rep.Accepted != 8 || rep.Rejected != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	var got []string
	if err := s.EachReporterCount(t.Context(), owner, "test", func(c data.ReporterCount) error {
		got = append(got, fmt.Sprintf("%s %v %q: %d", c.Month, c.Point, c.Location, c.Reporters))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	want := `[2024-01-01 [-0.2 51.5] "": 1 2024-01-01 [-0.1 51.5] "": 2 2024-02-01 [-0.1 51.5] "": 1 2024-02-01 [0 0] "Fish Street": 1]`
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
	nowhere(t, s, "secret1", "secret2", "secret3", "secret5")
	dry, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{Map: map[string]string{"reporter": "Caller"}, DryRun: true})
	if err != nil || dry.Accepted != 8 {
		t.Errorf("dry run: %+v, %v", dry, err)
	}
}
