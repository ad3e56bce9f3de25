// Package hexbeat_test keeps the rules of the house: who may import whom, what the top of the repository holds, which
// words the product does not use. They are ordinary tests, so they hold for people without the linter too.
package hexbeat_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var repository = os.DirFS(".")

// halfMade begins the name of a sample folder that is being made, or whose making was broken off.
const halfMade = ".hexbeat-sample-"

// files calls visit for every file of the repository's source, leaving out what is built, downloaded or a user's.
func files(t *testing.T, visit func(name string)) {
	t.Helper()
	left := []string{".git", "node_modules", "bin", "dist", "hexbeat-sample", "hexbeat-data", "test-results"}
	err := fs.WalkDir(repository, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (slices.Contains(left, d.Name()) || strings.HasPrefix(d.Name(), halfMade)):
			return fs.SkipDir
		case d.Type().IsRegular():
			visit(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// read returns a file's text.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(repository, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sources parses the head of every Go file; documented says which folders have a package comment.
func sources(t *testing.T) (all []source, documented map[string]bool) {
	t.Helper()
	documented = map[string]bool{}
	files(t, func(name string) {
		if path.Ext(name) != ".go" {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, read(t, name), parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		s := source{dir: path.Dir(name), name: path.Base(name), pkg: file.Name.Name}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			s.imports = append(s.imports, imported)
		}
		all = append(all, s)
		documented[s.dir] = documented[s.dir] || file.Doc != nil && (s.dir == "." || !s.test())
	})
	return all, documented
}

func TestImportsPointDownwards(t *testing.T) {
	all, _ := sources(t)
	if len(all) < 20 {
		t.Fatalf("found %d Go files: the test does not see the repository", len(all))
	}
	for _, s := range all {
		for _, finding := range check(s) {
			t.Error(finding)
		}
	}
}

func TestEveryPackageSaysWhatItKnows(t *testing.T) {
	_, documented := sources(t)
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s has no package comment: say what it knows, its units and coordinate order, its errors", dir)
		}
	}
}

func TestTopOfTheRepository(t *testing.T) {
	rooms := []string{".ci", "cmd", "data", "docs", "geo", "hotspot", "patrol", "web"}
	made := []string{".git", "bin", "dist", "hexbeat-sample", "hexbeat-data"}
	entries, err := fs.ReadDir(repository, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		known := slices.Contains(rooms, e.Name()) || slices.Contains(made, e.Name()) || strings.HasPrefix(e.Name(), halfMade)
		if e.IsDir() && !known {
			t.Errorf("folder %s stands at the top, where the plan has %s", e.Name(), strings.Join(rooms, ", "))
		}
	}
}

func TestPinsStandOnTheirOwn(t *testing.T) {
	for line := range strings.Lines(read(t, "go.mod")) {
		if word, _, _ := strings.Cut(strings.TrimSpace(line), " "); word == "replace" {
			t.Errorf("go.mod replaces a module, which nobody who imports or installs us would get: %s", line)
		}
	}
	if strings.Contains(read(t, "web/app/package-lock.json"), `"resolved"`) {
		t.Error("web/app/package-lock.json records download addresses, which tie it to one registry: " +
			"install with omit-lockfile-registry-resolved=true")
	}
}

func TestRulesCanFail(t *testing.T) {
	tests := []struct {
		name string
		file source
		want string // part of the one finding; empty for none
	}{
		{"the store uses geometry", source{"data", "a.go", "data", []string{"hexbeat/geo"}}, ""},
		{"a reader uses the store", source{"data/intake", "a.go", "intake", []string{"hexbeat/data"}}, ""},
		{"the briefing joins both", source{"patrol/briefing", "a.go", "briefing", []string{"hexbeat/hotspot", "hexbeat/patrol"}}, ""},
		{"the store knows no pages", source{"data", "a.go", "data", []string{"hexbeat/web"}}, "web stands above data"},
		{"neither do its readers", source{"data/intake", "a.go", "intake", []string{"hexbeat/web"}}, "web stands above"},
		{"ground knows no crime", source{"geo", "a.go", "geo", []string{"hexbeat/hotspot"}}, "downwards only"},
		{"statistics know no patrols", source{"hotspot", "a.go", "hotspot", []string{"hexbeat/patrol"}}, "one floor"},
		{"patrols know no statistics", source{"patrol", "a.go", "patrol", []string{"hexbeat/hotspot"}}, "one floor"},
		{"nor does the back-test know patrols", source{"hotspot/score", "a.go", "score", []string{"hexbeat/patrol"}}, "know no patrols"},
		{"a detector sees no exam", source{"hotspot", "a.go", "hotspot", []string{"hexbeat/hotspot/score"}}, "downwards only"},
		{"a drawing reads no store", source{"web/draw", "a.go", "draw", []string{"hexbeat/data"}}, "given its model"},
		{"readers do not know each other", source{"data/intake", "a.go", "intake", []string{"hexbeat/data/export"}}, "one floor"},
		{"but for GeoPackage", source{"data/intake", "a.go", "intake", []string{"hexbeat/data/gpkg"}}, ""},
		{"the sample is read back in tests", source{"data/sample", "a_test.go", "sample", []string{"hexbeat/data/intake"}}, ""},
		{"and only there", source{"data/sample", "a.go", "sample", []string{"hexbeat/data/intake"}}, "one floor"},
		{"a test imports its own package", source{"web", "a_test.go", "web_test", []string{"hexbeat/web"}}, ""},
		{"a room uses its inner one", source{"data/sample", "a.go", "sample", []string{"hexbeat/data/sample/internal/town"}}, ""},
		{"which stands where the room stands", source{"data/sample/internal/town", "a.go", "town", []string{"hexbeat/web"}}, "web stands above"},
		{"h3 has one owner", source{"hotspot", "a.go", "hotspot", []string{"github.com/uber/h3-go/v4"}}, "only geo/hexgrid may"},
		{"also in tests", source{"hotspot", "a_test.go", "hotspot", []string{"github.com/uber/h3-go/v4"}}, "only geo/hexgrid may"},
		{"SQLite has two", source{"data/gpkg", "a.go", "gpkg", []string{"modernc.org/sqlite"}}, ""},
		{"and no third", source{"data/export", "a.go", "export", []string{"modernc.org/sqlite/lib"}}, "only data and data/gpkg may"},
		{"geometry opens no file", source{"geo/street", "a.go", "street", []string{"os"}}, "no SQL, HTTP, files"},
		{"its tests may", source{"geo/street", "a_test.go", "street", []string{"os"}}, ""},
		{"statistics ask no database", source{"hotspot", "a.go", "hotspot", []string{"database/sql"}}, "no SQL, HTTP, files"},
		{"vague names", source{"geo/util", "a.go", "util", nil}, "says nothing"},
		{"a room nobody planned", source{"engine", "a.go", "engine", nil}, "has no floor"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := check(tt.file)
			switch {
			case tt.want == "" && len(got) > 0:
				t.Errorf("got %q, want nothing", got)
			case tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], tt.want)):
				t.Errorf("got %q, want one finding with %q", got, tt.want)
			}
		})
	}
}
