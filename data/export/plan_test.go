package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"hexbeat/patrol"
)

// twoNights is a sound plan whose texts a spreadsheet would run, and whose second
// night is empty.
func twoNights(t testing.TB) *patrol.Plan {
	t.Helper()
	p, err := patrol.Solve(&patrol.Operation{
		Operation: patrol.Header{ID: "op-1", From: "2026-11-06", To: "2026-11-07", Seed: 7, MinGapMin: 60},
		Hotspots: []patrol.Target{
			{ID: "=fish", Name: "=HYPERLINK(\"x\")", Lon: -0.0865, Lat: 51.5105, Hot: []string{"Fri 18:00-02:00"}},
			{ID: "swan", Name: "Swan Bridge, \"south\"", Lon: -0.09, Lat: 51.513, Hot: []string{"Fri 18:00-02:00"}},
		},
		Teams: []patrol.Team{{ID: "+Central", Base: [2]float64{-0.088, 51.512}, Shifts: []patrol.Shift{{
			Days: []string{"Fri", "Sat"}, From: "18:00", To: "02:00", BreakMin: 30, BreakBetween: []string{"21:00", "23:00"}}}}},
	}, patrol.Options{Meta: patrol.PlanMeta{Snapshot: "12-9f3c2a1b", Marking: "OFFICIAL"}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlanJSON(t *testing.T) {
	p := twoNights(t)
	var b bytes.Buffer
	if err := PlanJSON(&b, p); err != nil {
		t.Fatal(err)
	}
	var keys map[string]any
	if err := json.Unmarshal(b.Bytes(), &keys); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"meta", "operation", "places", "travelS", "shifts", "unserved", "score", "bound", "boundName"} {
		if keys[k] == nil {
			t.Errorf("%s is missing or null", k)
		}
	}
	back, err := patrol.ParsePlan(b.Bytes(), "plan.json")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p, back); d != "" {
		t.Errorf("read back:\n%s", d)
	}
	if v := patrol.Check(back); len(v) > 0 {
		t.Errorf("read back: %+v", v)
	}
}

func TestPlanGeoJSON(t *testing.T) {
	p := twoNights(t)
	var b bytes.Buffer
	if err := PlanGeoJSON(&b, p); err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if meta, ok := fc.ExtraMembers["meta"].(map[string]any); !ok || meta["snapshot"] != "12-9f3c2a1b" || meta["travel"] != "straight line x 1.3" {
		t.Errorf("meta: %v", fc.ExtraMembers["meta"])
	}
	base := orb.Point{-0.088, 51.512}
	kinds := map[string]int{}
	for _, f := range fc.Features {
		kinds[f.Properties.MustString("kind")]++
		switch f.Properties.MustString("kind") {
		case "route":
			line, ok := f.Geometry.(orb.LineString)
			want := len(p.Shifts[0].Stops) + 3 // base, break and base
			if !ok || len(line) != want || line[0] != base || line[want-1] != base || f.Properties.MustInt("walk_index") != 0 || f.Properties.MustString("shift") != "18:00-02:00" {
				t.Errorf("got %v, %v; want %d points", f.Geometry, f.Properties, want)
			}
			for i, s := range p.Shifts[0].Stops {
				if s.Arrive > p.Shifts[0].Break.End && line[i+1] != base {
					t.Errorf("the line does not pass the base at the break: %v", line)
				}
				if s.Arrive > p.Shifts[0].Break.Start {
					break
				}
			}
		case "stop":
			s := p.Shifts[f.Properties.MustInt("walk_index")].Stops[f.Properties.MustInt("number")-1]
			if f.Properties.MustString("hotspot") != s.Hotspot || f.Properties.MustString("arrive") != s.Arrive || f.Properties.MustString("leave") != s.Leave || f.Properties.MustString("name") == "" {
				t.Errorf("got %v, want %+v", f.Properties, s)
			}
		case "base":
			if f.Geometry != base {
				t.Errorf("base at %v", f.Geometry)
			}
		}
	}
	if want := map[string]int{"route": 1, "base": 1, "stop": len(p.Shifts[0].Stops)}; !cmp.Equal(kinds, want) {
		t.Errorf("got %v, want %v", kinds, want)
	}
}

// GDAL opens the file and counts what is in it.
func TestPlanGeoJSONInGDAL(t *testing.T) {
	ogrinfo, err := exec.LookPath("ogrinfo")
	if err != nil {
		t.Skip("skipped: ogrinfo is not on the path; install gdal-bin")
	}
	p := twoNights(t)
	path := filepath.Join(t.TempDir(), "plan.geojson")
	var b bytes.Buffer
	if err := PlanGeoJSON(&b, p); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), ogrinfo, "-al", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text := string(out)
	for _, want := range []string{"Feature Count: " + strconv.Itoa(2+len(p.Shifts[0].Stops)), "LINESTRING (", "walk_index (Integer) = 0", "kind (String) = stop", `GEOGCRS["WGS 84"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in what ogrinfo says", want)
		}
	}
	if strings.Contains(text, "Warning") || strings.Contains(text, "ERROR") {
		t.Errorf("ogrinfo complains:\n%s", text)
	}
}

func TestPlanCSV(t *testing.T) {
	p := twoNights(t)
	var b bytes.Buffer
	if err := PlanCSV(&b, p); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(planColumns, rows[0]); d != "" {
		t.Errorf("header:\n%s", d)
	}
	if len(rows) != 1+len(p.Shifts[0].Stops) {
		t.Fatalf("got %d lines, want one a stop", len(rows)-1)
	}
	for i, row := range rows[1:] {
		s := p.Shifts[0].Stops[i]
		if row[0] != "1" || row[1] != "'+Central" || row[4] != strconv.Itoa(i+1) || row[7] != s.Arrive || row[9] != strconv.Itoa(s.WalkS) {
			t.Errorf("got %v, want %+v", row, s)
		}
		if s.Hotspot == "=fish" && (row[5] != "'=fish" || row[6] != `'=HYPERLINK("x")` || row[10] != "-0.086500000") {
			t.Errorf("got %v: text guarded, numbers left alone", row)
		}
	}
}

// A plan that is not sound is still written, without a line to places it lacks.
func TestPlanExportsOfABrokenPlan(t *testing.T) {
	p := &patrol.Plan{Shifts: []patrol.Walk{{Team: "nobody", Start: "x", Break: &patrol.Pause{Start: "y"}, Stops: []patrol.Stop{{Hotspot: "nowhere", Arrive: "z"}}}}}
	var j, g, c bytes.Buffer
	if err := PlanJSON(&j, p); err != nil {
		t.Error(err)
	}
	if err := PlanGeoJSON(&g, p); err != nil || strings.Contains(g.String(), "Line") {
		t.Errorf("%v\n%s", err, g.String())
	}
	if err := PlanCSV(&c, p); err != nil || strings.Count(c.String(), "\n") != 2 {
		t.Errorf("%v\n%s", err, c.String())
	}
}
