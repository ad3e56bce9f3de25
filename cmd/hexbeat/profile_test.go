package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

const unknownLog = "Nr,Wann,Was,Osx,Osy,Opfer\n1,13/05/2026 22:15,Begging,530000,181000,x\n2,14/05/2026 22:15,Swan feeding,530000,181000,y\n"

func TestDryRunOfAnUnknownFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	log := file(t, "log.csv", unknownLog)
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", log), exitFailure, "no column for when it happened", "--dry-run proposes a map")
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", log, "--dry-run"), exitDone, "its values are dates", "Osx", "E 530000.0, N 181000.0", "swan-feeding (Swan feeding), a new category",
		"2 rows: 2 accepted", "kept as they are: Swan feeding (1)", "hexbeat profile save NAME --from FILE")
	o := want(t, hexbeat(t, "--dir", dir, "import", "incidents", log, "--dry-run", "--json"), exitDone)
	var rep struct {
		Rows, Accepted int
		Unmapped       []struct{ Label string }
		Proposal       struct {
			Profile string
			Ready   bool
			Map     map[string]string
			Rows    []struct{ Category, Day string }
		}
	}
	if err := json.Unmarshal([]byte(o.out), &rep); err != nil {
		t.Fatalf("%v\n%s", err, o.out)
	}
	if p := rep.Proposal; rep.Accepted != 2 || !p.Ready || p.Map["occurred"] != "Wann" || p.Map["category"] != "Was" || len(p.Rows) != 2 || p.Rows[0].Day != "2026-05-13" || rep.Unmapped[0].Label != "Swan feeding" {
		t.Errorf("%+v", rep)
	}
	want(t, hexbeat(t, "--dir", dir, "snapshots"), exitDone, "0 incidents") // nothing was kept
}

func TestDryRunSaysWhatAnImportRefuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	people := file(t, "log.csv", strings.Replace(unknownLog, "Opfer", "Victim name", 1))
	o := want(t, hexbeat(t, "--dir", dir, "import", "incidents", people, "--dry-run"), exitFailure, "Refused, because they look like columns about people: Victim name", "--drop-columns")
	if strings.Contains(o.out, "x\n") {
		t.Errorf("a value of a refused column is shown:\n%s", o.out)
	}
	lacking := file(t, "lacking.csv", "Nr,Wann\n1,13/05/2026\n")
	o = want(t, hexbeat(t, "--dir", dir, "import", "incidents", lacking, "--dry-run", "--json"), exitUsage, "a column that says what happened", `"missing"`)
	if !json.Valid([]byte(o.out)) {
		t.Errorf("not JSON:\n%s", o.out)
	}
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", lacking, "--dry-run", "--map", "category==Noise"), exitDone, "every row", "1 rows: 1 accepted")
}

func TestProfiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	log := file(t, "log.csv", unknownLog)
	want(t, hexbeat(t, "--dir", dir, "profile", "list"), exitDone, "police.uk-outcomes", "si-2007-1831", "shipped")
	want(t, hexbeat(t, "--dir", dir, "profile", "show", "hospital-assaults"), exitDone, `layer = "own"`, "unconfirmed")
	want(t, hexbeat(t, "--dir", dir, "profile", "show", "nobody"), exitUsage)
	want(t, hexbeat(t, "--dir", dir, "profile", "save", "town-log", "--from", log, "--source", "town"), exitDone, "--profile town-log")
	want(t, hexbeat(t, "--dir", dir, "profile", "show", "town-log"), exitDone, `category = ["Was"]`, `source = "town"`)
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", log), exitDone, "Profile town-log, source town", "2 accepted")

	want(t, hexbeat(t, "--dir", dir, "profile", "save", "by-hand", "--map", "occurred=Tag", "--map", "category==Noise", "--month-first", "--title", "By hand"), exitDone)
	hand := file(t, "hand.csv", "Tag\n05/13/2026\n")
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", hand, "--profile", "by-hand"), exitDone, "1 accepted", "2026-05-13")
	toml := file(t, "mine.toml", hexbeat(t, "--dir", dir, "profile", "show", "by-hand").out)
	want(t, hexbeat(t, "--dir", dir, "profile", "save", "copied", "--from", toml, "--map", "occurred=Jour"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "profile", "show", "copied"), exitDone, `occurred = ["Jour"]`, `dates = "month-first"`)
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", hand, "--profile", toml, "--dry-run"), exitDone, "1 accepted")

	want(t, hexbeat(t, "--dir", dir, "profile", "save", "police.uk", "--from", log), exitUsage, "comes with the program")
	want(t, hexbeat(t, "--dir", dir, "profile", "save", "empty"), exitUsage)
	want(t, hexbeat(t, "--dir", dir, "profile", "delete", "town-log"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "profile", "delete", "town-log"), exitFailure)
}

func TestCategories(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "category", "list"), exitDone, "\n  begging  Begging\n", "inconsiderate-behaviour  Inconsiderate behaviour  [catch-all]", "acquisitive  Acquisitive crime", "domestic")
	want(t, hexbeat(t, "--dir", dir, "category", "list", "--aliases"), exitDone, "Public disorder and weapons")
	want(t, hexbeat(t, "--dir", dir, "category", "set", "swan-feeding", "--parent", "animal-problems", "--sensitive", "--group", "birds"), exitDone, "Swan feeding, a kind of animal-problems  [sensitive]")
	want(t, hexbeat(t, "--dir", dir, "category", "set", "swan-feeding", "--no-sensitive", "--label", "Feeding swans"), exitDone, "Feeding swans, a kind of animal-problems\n")
	want(t, hexbeat(t, "--dir", dir, "category", "set", "animal-problems", "--parent", "swan-feeding"), exitUsage, "cannot be its parent")
	want(t, hexbeat(t, "--dir", dir, "category", "alias", "Duck feeding", "swan-feeding", "--tag", "Duck"), exitDone, "means swan-feeding")
	want(t, hexbeat(t, "--dir", dir, "category", "alias", "Duck feeding"), exitUsage, "--remove")
	want(t, hexbeat(t, "--dir", dir, "category", "alias", "Goose feeding", "nowhere"), exitUsage, "nowhere")
	log := file(t, "log.csv", "occurred,category,lon,lat\n2026-05-13,Duck feeding,-0.1,51.5\n2026-05-13,Begging,-0.1,51.5\n2026-05-13,Burglary,-0.1,51.5\n")
	want(t, hexbeat(t, "--dir", dir, "import", "incidents", log, "--json"), exitDone, `"unmapped": []`)
	for category, n := range map[string]string{"anti-social-behaviour": "2 reports", "animal-problems": "1 reports", "birds": "1 reports", "acquisitive": "1 reports"} {
		want(t, hexbeat(t, "--dir", dir, "hotspots", "--from", "2026-05-01", "--to", "2026-05-31", "--category", category, "--format", "table"), exitDone, n)
	}
	o := want(t, hexbeat(t, "--dir", dir, "category", "list", "--json"), exitDone)
	var scheme schemeJSON
	if err := json.Unmarshal([]byte(o.out), &scheme); err != nil || len(scheme.Categories) < 60 || len(scheme.Aliases) < 400 {
		t.Errorf("%d categories, %d aliases, %v", len(scheme.Categories), len(scheme.Aliases), err)
	}
	want(t, hexbeat(t, "--dir", dir, "category", "alias", "duck feeding", "--remove"), exitDone)
}
