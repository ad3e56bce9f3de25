package hexbeat_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// source is one Go file as far as the rules look at it.
type source struct {
	dir     string // folder below the repository's, with slashes; "." for the top
	name    string // file name
	pkg     string // package clause
	imports []string
}

func (s source) test() bool { return strings.HasSuffix(s.name, "_test.go") }

const module = "hexbeat"

// floors is the order of the house, lowest first: a package imports only from floors below its own.
// A name ending in /* stands for every folder below it that has no floor of its own.
var floors = [][]string{
	{"geo"},
	{"geo/*"},
	{"hotspot", "patrol"},
	{"hotspot/score", "hotspot/evidence", "patrol/briefing"},
	{"data"},
	{"data/*"},
	{"web/draw"},
	{"web"},
	{"cmd/*"},
}

// edge is one import that the floors alone would judge otherwise.
type edge struct {
	from, to string
	only     string // "test": in test files only; "" everywhere
	why      string
}

// openings are edges inside one floor that are part of the plan.
var openings = []edge{
	{from: "geo/*", to: "geo/*", why: "one view of the ground may use another; the compiler forbids circles"},
	{from: "data/intake", to: "data/gpkg", why: "areas arrive as GeoPackage"},
	{from: "data/intake/*", to: "data/gpkg", why: "and are read in a room of intake's"},
	{from: "data/export", to: "data/gpkg", why: "areas leave as GeoPackage"},
	{from: "data/sample", to: "data/intake", only: "test", why: "the sample's files are read back as a user's would be"},
}

// closures are edges that the floors would let through and the plan does not.
var closures = []edge{
	{from: "hotspot/*", to: "patrol", why: "statistics know no patrols"},
	{from: "hotspot/*", to: "patrol/*", why: "statistics know no patrols"},
	{from: "web/draw", to: "data", why: "a drawing is given its model, it does not read the store"},
	{from: "web/draw", to: "data/*", why: "a drawing is given its model, it does not read the store"},
	{from: "web", to: "data/sample", why: "the server serves the sample like any other folder; only cmd makes it"},
}

// owners says which folders alone may import a third-party module, so that replacing it touches one place.
var owners = []struct {
	module string
	dirs   []string
}{
	{"github.com/uber/h3-go", []string{"geo/hexgrid"}},
	{"github.com/tidwall/rtree", []string{"geo/index"}},
	{"github.com/labstack/echo", []string{"web"}},
	{"modernc.org/sqlite", []string{"data", "data/gpkg"}},
	{"github.com/pressly/goose", []string{"data"}},
	{"codeberg.org/go-pdf/fpdf", []string{"web/draw"}},
	{"github.com/alecthomas/kong", []string{"cmd/*"}},
	{"github.com/schollz/progressbar", []string{"cmd/*"}},
}

// pure names what the floors of pure computing never touch outside their tests.
var pure = struct {
	dirs, imports []string
	why           string
}{
	dirs:    []string{"geo", "geo/*", "hotspot", "hotspot/*", "patrol", "patrol/*"},
	imports: []string{"database/sql", "net", "net/http", "os", "os/exec", "log", "log/slog"},
	why:     "geometry, statistics and planning compute from what they are given: no SQL, HTTP, files or logging",
}

// vague are package names that say nothing about what is inside.
var vague = []string{"util", "utils", "common", "helper", "helpers", "model", "models", "types", "misc", "shared"}

// matches tells whether dir is pattern, or lies below it where pattern ends in /*.
func matches(pattern, dir string) bool {
	parent, below := strings.CutSuffix(pattern, "/*")
	if below {
		return strings.HasPrefix(dir, parent+"/")
	}
	return dir == pattern
}

// floorOf returns the floor of a folder, an exact name before a pattern; -1 when it has none.
func floorOf(dir string) int {
	if i := slices.IndexFunc(floors, func(f []string) bool { return slices.Contains(f, dir) }); i >= 0 {
		return i
	}
	return slices.IndexFunc(floors, func(f []string) bool {
		return slices.ContainsFunc(f, func(p string) bool { return matches(p, dir) })
	})
}

// room is the package that an internal folder is a part of; the compiler keeps others out of it.
func room(dir string) string {
	outer, _, _ := strings.Cut(dir, "/internal")
	return outer
}

// check returns a sentence for every rule that a file breaks.
func check(s source) []string {
	var out []string
	say := func(format string, args ...any) {
		out = append(out, path.Join(s.dir, s.name)+": "+fmt.Sprintf(format, args...))
	}
	if slices.Contains(vague, strings.TrimSuffix(s.pkg, "_test")) {
		say("package %q says nothing about what is inside: name it after its one noun", s.pkg)
	}
	if s.dir == "." {
		return out // these tests themselves
	}
	if floorOf(s.dir) < 0 {
		say("folder %s has no floor: give it a place in design and in house_rules_test.go", s.dir)
		return out
	}
	for _, imported := range s.imports {
		if why := judge(s, imported); why != "" {
			say("imports %s: %s", imported, why)
		}
	}
	return out
}

// judge returns why s may not import a package, or nothing.
func judge(s source, imported string) string {
	if inside, ok := strings.CutPrefix(imported, module+"/"); ok {
		return judgeFloor(s, inside)
	}
	for _, o := range owners {
		owned := imported == o.module || strings.HasPrefix(imported, o.module+"/")
		if owned && !slices.ContainsFunc(o.dirs, func(p string) bool { return matches(p, s.dir) }) {
			return fmt.Sprintf("only %s may, so that replacing it touches one folder", strings.Join(o.dirs, " and "))
		}
	}
	isPure := slices.ContainsFunc(pure.dirs, func(p string) bool { return matches(p, s.dir) })
	if isPure && !s.test() && slices.Contains(pure.imports, imported) {
		return pure.why
	}
	return ""
}

// judgeFloor is judge for packages of this module.
func judgeFloor(s source, to string) string {
	if room(s.dir) == room(to) {
		return "" // an external test package imports its own, and a room its inner ones
	}
	covers := func(e edge) bool {
		return matches(e.from, s.dir) && matches(e.to, to) && (e.only == "" || s.test())
	}
	if i := slices.IndexFunc(closures, covers); i >= 0 {
		return closures[i].why
	}
	from, below := floorOf(s.dir), floorOf(to)
	if below < from || slices.ContainsFunc(openings, covers) {
		return ""
	}
	if below == from {
		return fmt.Sprintf("%s and %s stand on one floor, and neither knows the other", s.dir, to)
	}
	return fmt.Sprintf("imports point downwards only, and %s stands above %s", to, s.dir)
}
