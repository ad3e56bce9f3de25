package patrol

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// copyPlan is a deep copy by way of the public form.
func copyPlan(t testing.TB, p *Plan) *Plan {
	t.Helper()
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	out, err := ParsePlan(b, "plan.json")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// firstWith is the first walk with at least so many stops and a break.
func firstWith(t testing.TB, p *Plan, stops int) *Walk {
	t.Helper()
	for i := range p.Shifts {
		if len(p.Shifts[i].Stops) >= stops && p.Shifts[i].Break != nil {
			return &p.Shifts[i]
		}
	}
	t.Fatal("no such walk")
	return nil
}

func soundPlan(t testing.TB) *Plan {
	op := weekend()
	op.Hotspots[0].Hot = []string{"Fri-Sat 20:00-02:00"}
	op.Teams[0].Shifts[0].Absent = []string{"2026-11-19"}
	p := mustSolve(t, op, Options{Effort: Quick})
	if v := Check(p); len(v) > 0 {
		t.Fatalf("the plan to spoil is not sound: %+v", v)
	}
	return p
}

// Each way to spoil a sound plan is found, under its own code.
func TestCheckFinds(t *testing.T) {
	sound := soundPlan(t)
	shift := func(s, by string) string { return strings.Replace(s, s[11:16], by, 1) }
	for _, tt := range []struct {
		name, code string
		spoil      func(p *Plan)
	}{
		{"leaves too soon", BadDwell, func(p *Plan) { s := &firstWith(t, p, 3).Stops[0]; s.Leave = s.Arrive }},
		{"leaves before it comes", BadDwell, func(p *Plan) { s := &firstWith(t, p, 3).Stops[0]; s.Arrive, s.Leave = s.Leave, s.Arrive }},
		{"not a time", BadTime, func(p *Plan) { firstWith(t, p, 3).Stops[1].Arrive = "half past six" }},
		{"summer time in winter", BadTime, func(p *Plan) {
			s := &firstWith(t, p, 3).Stops[1]
			s.Arrive = strings.TrimSuffix(s.Arrive, "Z") + "+01:00"
		}},
		{"before the shift", BadOverlap, func(p *Plan) { s := &firstWith(t, p, 3).Stops[0]; s.Arrive = shift(s.Arrive, "17:00") }},
		{"walks too fast", BadTravel, func(p *Plan) { w := firstWith(t, p, 3); w.Stops[0].Arrive = w.Start }},
		{"misprints a walk", BadTravel, func(p *Plan) { firstWith(t, p, 3).Stops[2].WalkS += 60 }},
		{"huge walk", BadTravel, func(p *Plan) { firstWith(t, p, 3).Stops[2].WalkS = math.MaxInt64 }},
		{"outside the hours", BadWindow, func(p *Plan) { p.Operation.Hotspots[1].Hot = []string{"Mon 09:00-10:00"} }},
		{"hours that cannot be read", BadOperation, func(p *Plan) { p.Operation.Hotspots[1].Hot = []string{"whenever"} }},
		{"on a Sunday", BadShift, func(p *Plan) { p.Operation.Teams[0].Shifts[0].Days = []string{"Sun"} }},
		{"another shift", BadShift, func(p *Plan) { p.Operation.Teams[0].Shifts[0].From = "17:00" }},
		{"outside the operation", BadShift, func(p *Plan) { p.Operation.Operation.To = "2026-11-08" }},
		{"no such team", BadShift, func(p *Plan) { p.Shifts[0].Team = "B" }},
		{"absent", BadAbsence, func(p *Plan) { p.Operation.Teams[0].Shifts[0].Absent = []string{p.Shifts[0].Date} }},
		{"no break", BadBreak, func(p *Plan) { firstWith(t, p, 1).Break = nil }},
		{"short break", BadBreak, func(p *Plan) { b := firstWith(t, p, 1).Break; b.End = b.Start }},
		{"backward break", BadBreak, func(p *Plan) { b := firstWith(t, p, 1).Break; b.Start, b.End = b.End, b.Start }},
		{"break at another time", BadBreak, func(p *Plan) { p.Operation.Teams[0].Shifts[0].BreakBetween = []string{"18:00", "18:30"} }},
		{"twice in one shift", BadOverlap, func(p *Plan) { p.Shifts = append(p.Shifts, p.Shifts[0]) }},
		{"gap", BadGap, func(p *Plan) { p.Operation.Operation.MinGapMin = 300 }},
		{"alone", BadPair, func(p *Plan) { p.Operation.Teams[0].Size, p.Operation.Hotspots[1].PairOnly = 1, true }},
		{"late home", BadReturn, func(p *Plan) {
			s := slices.MaxFunc(p.Shifts[0].Stops, func(a, b Stop) int { return strings.Compare(a.Leave, b.Leave) })
			p.Shifts[0].End, p.Operation.Teams[0].Shifts[0].To = s.Leave, s.Leave[11:16]
		}},
		{"misprints the way home", BadTravel, func(p *Plan) { p.Shifts[0].ReturnS -= 30 }},
		{"no such hotspot", BadPlace, func(p *Plan) { p.Shifts[0].Stops[0].Hotspot = "nowhere" }},
		{"moved hotspot", BadPlace, func(p *Plan) { p.Places[0].Lon += 0.001 }},
		{"moved base", BadPlace, func(p *Plan) { p.Operation.Teams[0].Base[1] += 0.001 }},
		{"off the globe", BadPlace, func(p *Plan) { p.Places[0].Lat, p.Operation.Hotspots[0].Lat = 1000, 1000 }},
		{"two places of one id", BadPlace, func(p *Plan) { p.Places[1].ID = p.Places[0].ID }},
		{"no matrix", BadMatrix, func(p *Plan) { p.TravelS = nil }},
		{"ragged matrix", BadMatrix, func(p *Plan) { p.TravelS[2] = p.TravelS[2][:1] }},
		{"negative walk", BadMatrix, func(p *Plan) { p.TravelS[0][1] = -5 }},
		{"walk from a place to itself", BadMatrix, func(p *Plan) { p.TravelS[1][1] = 5 }},
		{"matrix too good to be true", BadMatrix, func(p *Plan) { p.TravelS[0][1] /= 2 }},
		{"another detour", BadMatrix, func(p *Plan) { p.Meta.Travel = "straight line x 1" }},
		{"score", BadScore, func(p *Plan) { p.Score++ }},
		{"bound", BadScore, func(p *Plan) { p.Bound = p.Score - 1 }},
		{"bound without a name", BadScore, func(p *Plan) { p.BoundName = "" }},
		{"unserved without a reason", BadUnserved, func(p *Plan) { p.Unserved = append(p.Unserved, Unserved{"a", " "}) }},
		{"unserved but served", BadUnserved, func(p *Plan) { p.Unserved = append(p.Unserved, Unserved{"b", "It is visited."}) }},
		{"unserved and unknown", BadUnserved, func(p *Plan) { p.Unserved = append(p.Unserved, Unserved{"zz", "It is unknown."}) }},
		{"not served and not said", BadUnserved, func(p *Plan) { p.Unserved = nil; p.Operation.Hotspots[2].VisitsPerWeek = 90 }},
		{"not a date", BadTime, func(p *Plan) { p.Shifts[0].Date = "5 November" }},
		{"operation without dates", BadOperation, func(p *Plan) { p.Operation.Operation.From = "" }},
		{"operation backwards", BadOperation, func(p *Plan) { p.Operation.Operation.To = "2020-01-01" }},
		{"visit of no length", BadOperation, func(p *Plan) { p.Operation.Operation.VisitMin = 0 }},
		{"team that stands still", BadOperation, func(p *Plan) { p.Operation.Teams[0].SpeedKmh = 0 }},
		{"slower team", BadTravel, func(p *Plan) { p.Operation.Teams[0].SpeedKmh = 2.4 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := copyPlan(t, sound)
			tt.spoil(p)
			v := Check(p)
			if !slices.ContainsFunc(v, func(v Violation) bool { return v.Code == tt.code && v.Text != "" }) {
				t.Errorf("got %+v, want one of code %q", v, tt.code)
			}
		})
	}
}

func TestCheckNothing(t *testing.T) {
	for _, p := range []*Plan{nil, {}, {Shifts: make([]Walk, 3)}} {
		if v := Check(p); len(v) == 0 {
			t.Errorf("%+v: no violation", p)
		}
	}
}

// A plan on a network is taken at its word, but for the form of its matrix.
func TestCheckNetworkPlan(t *testing.T) {
	p := soundPlan(t)
	p.Meta.Travel = "walking network of 1 November"
	for i := range p.TravelS {
		for j := range p.TravelS[i] {
			p.TravelS[i][j] /= 2
		}
	}
	for _, v := range Check(p) {
		if v.Code != BadTravel {
			t.Errorf("%+v", v)
		}
	}
}

func TestParsePlan(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "plan.json:1:1: the JSON breaks off"},
		{"broken off", "{\"meta\":\n{", "plan.json:2:1: the JSON breaks off"},
		{"not JSON", "walk, stop", "plan.json:1:1:"},
		{"wrong type", `{"shifts": "none"}`, "plan.json:1:"},
		{"two", "{} {}", "text after the plan"},
		{"too large a number", `{"score": 1e999}`, "plan.json:1:"},
	} {
		if _, err := ParsePlan([]byte(tt.text), "plan.json"); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	sound, err := json.Marshal(soundPlan(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sound)
	small := `{"operation":{"operation":{"from":"2026-11-05","to":"2026-11-05","visitMin":15,"dayStarts":"06:00"},"hotspot":[{"id":"a","lon":1,"lat":51,"hot":["20:00-02:00"]}],
"team":[{"id":"A","base":[1,51.1],"speedKmh":4.8,"shift":[{"days":["Thu"],"from":"18:00","to":"02:00","breakMin":30,"breakBetween":["21:00","23:00"]}]}]},
"places":[{"id":"a","lon":1,"lat":51},{"id":"b","lon":1,"lat":51.1,"base":true}],"travelS":[[0,9],[9,0]],
"shifts":[{"team":"A","date":"2026-11-05","start":"2026-11-05T18:00:00Z","end":"2026-11-06T02:00:00Z","stops":[{"hotspot":"a","arrive":"2026-11-05T20:00:00Z","leave":"2026-11-05T20:15:00Z","walkS":9}],
"break":{"start":"2026-11-05T21:00:00Z","end":"2026-11-05T21:30:00Z"},"returnS":9}],"unserved":[],"score":1,"bound":1,"boundName":"x"}`
	f.Add([]byte(small))
	f.Add([]byte(strings.NewReplacer("2026", "9999", "15", "9223372036854775807", "4.8", "1e-300").Replace(small)))
	f.Add([]byte(strings.NewReplacer("[[0,9],[9,0]]", "[[],[1,2,3],[]]", `"lon":1`, `"lon":1e308`).Replace(small)))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := ParsePlan(b, "plan.json")
		if err != nil {
			return
		}
		if _, err := json.Marshal(Check(p)); err != nil {
			t.Fatal(err)
		}
	})
}

// The checker shares no code with the solver: whatever check*.go uses of this package
// is declared in check*.go or with the types of operation.go and plan.go.
func TestCheckerStandsAlone(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	// Other packages are not loaded: only names of this one matter here.
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Error: func(error) {}, Importer: noImports{}}
	pkg, _ := conf.Check("hexbeat/patrol", set, files, info)
	own := 0
	for id, obj := range info.Uses {
		from := set.Position(id.Pos())
		if obj.Pkg() != pkg || !strings.HasPrefix(from.Filename, "check") {
			continue
		}
		where := set.Position(obj.Pos()).Filename
		if own++; !strings.HasPrefix(where, "check") && where != "operation.go" && where != "plan.go" {
			t.Errorf("%s uses %s of %s", from, id.Name, where)
		}
	}
	if own < 300 {
		t.Errorf("looked at %d names only", own)
	}
	for _, f := range files {
		for _, im := range f.Imports {
			if name := set.Position(f.Pos()).Filename; strings.HasPrefix(name, "check") && strings.Contains(im.Path.Value, "hexbeat/") {
				t.Errorf("%s imports %s", name, im.Path.Value)
			}
		}
	}
}

type noImports struct{}

func (noImports) Import(string) (*types.Package, error) { return nil, errors.New("not loaded") }
