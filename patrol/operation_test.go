package patrol

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

const goodFile = `# two places, one team
[operation]
id = "op-1"
name = "Operation Harbour Light"
from = "2026-11-05"
to = "2026-11-07"
seed = 7

[[hotspot]]
id = "fish-street"
name = "Fish Street"
lon = -0.0865
lat = 51.5105
hot = ["Fri-Sat 20:00-02:00"]
priority = 4
visits_per_week = 6
tactics = ["High-visibility patrol"]
why = "16 reports in 12 weeks."

[[hotspot]]
id = "swan-bridge"
lon = -0.0900
lat = 51.5130

[[team]]
id = "Central 1"
base = [-0.0880, 51.5120]

[[team.shift]]
days = ["Thu", "Fri", "Sat"]
from = "18:00"
to = "02:00"
break_min = 30
break_between = ["21:00", "23:00"]
absent = ["2026-11-07"]
`

const goodJSON = `{"operation":{"id":"op-1","name":"Operation Harbour Light","from":"2026-11-05","to":"2026-11-07","seed":7},
"hotspot":[{"id":"fish-street","name":"Fish Street","lon":-0.0865,"lat":51.5105,"hot":["Fri-Sat 20:00-02:00"],"priority":4,"visitsPerWeek":6,
"tactics":["High-visibility patrol"],"why":"16 reports in 12 weeks."},{"id":"swan-bridge","lon":-0.09,"lat":51.513}],
"team":[{"id":"Central 1","base":[-0.088,51.512],"shift":[{"days":["Thu","Fri","Sat"],"from":"18:00","to":"02:00","breakMin":30,
"breakBetween":["21:00","23:00"],"absent":["2026-11-07"]}]}]}`

func TestParse(t *testing.T) {
	op, err := Parse([]byte(goodFile), "op.toml")
	if err != nil {
		t.Fatal(err)
	}
	h := op.Operation
	if h.VisitMin != 15 || h.MinGapMin != 120 || h.DayStarts != "06:00" || h.Detour != 1.3 {
		t.Errorf("defaults of the header: %+v", h)
	}
	if sw := op.Hotspots[1]; sw.Name != "swan-bridge" || sw.Priority != 1 {
		t.Errorf("defaults of a hotspot: %+v", sw)
	}
	if tm := op.Teams[0]; tm.Size != 2 || tm.SpeedKmh != 4.8 || tm.Base != [2]float64{-0.088, 51.512} {
		t.Errorf("defaults of a team: %+v", tm)
	}
	same, err := Parse([]byte(goodJSON), "op.json")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(op, same); d != "" {
		t.Errorf("TOML and JSON differ:\n%s", d)
	}
	if again, err := ParseTOML([]byte(strings.ReplaceAll(goodFile, "\n", "\r\n")), "crlf.toml"); err != nil || !cmp.Equal(op, again) {
		t.Errorf("with Windows line ends: %v", err)
	}
}

// edit is goodFile with one text replaced by another.
func edit(old, with string) string { return strings.Replace(goodFile, old, with, 1) }

func TestParseFaults(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		line       int
		want       []string // each in the message
	}{
		{"empty", "", 0, []string{"op.toml", "from", "YYYY-MM-DD"}},
		{"broken", "[operation\nid = 1", 2, []string{"op.toml:2:"}},
		{"not what it says", "PK\x03\x04\x00\x00", 1, []string{"op.toml:1:"}},
		{"wrong type", edit(`seed = 7`, `seed = "seven"`), 7, []string{"op.toml:7:1", "operation, seed: seven is not a whole number"}},
		{"wrong type in the first of two", edit("lat = 51.5105", `lat = "north"`), 13, []string{"hotspot 1 (fish-street), lat: north is not a number"}},
		{"wrong type in a shift", edit("break_min = 30", "break_min = 30.5"), 33, []string{"team 1 (Central 1), shift 1, break_min"}},
		{"a table for a list", "[hotspot]\nid = 1\n", 1, []string{"[[hotspot]]"}},
		{"unknown key", edit("priority = 4", "priorty = 4"), 15, []string{"op.toml:15:1", `"priorty"`, "one of id, name, lon, lat"}},
		{"unknown key of a shift", edit("break_min", "brake_min"), 33, []string{"op.toml:33:1", "break_min"}},
		{"unknown table", goodFile + "\n[extra]\na = 1\n", 0, []string{"extra", "operation, hotspot, team"}},
		{"latitude 1000", edit("lat = 51.5105", "lat = 1000"), 13, []string{"op.toml:13:1", "hotspot 1 (fish-street), lat", "1000", "-85 to 85"}},
		{"not a number", edit("lon = -0.0900", "lon = nan"), 22, []string{"op.toml:22:", "hotspot 2 (swan-bridge), lon", "NaN"}},
		{"infinite", edit("priority = 4", "priority = inf"), 15, []string{"priority", "+Inf"}},
		{"only lon", edit("lat = 51.5130\n", ""), 20, []string{"hotspot 2", "lat", "is missing"}},
		{"no place", edit("lon = -0.0900\nlat = 51.5130\n", ""), 20, []string{"hotspot 2", "there is no place"}},
		{"swapped", edit("lon = -0.0900\nlat = 51.5130", "lon = 51.5130\nlat = -0.0900"), 22, []string{"hotspot 2", "longitude first"}},
		{"twice", edit(`id = "swan-bridge"`, `id = "fish-street"`), 21, []string{"used twice"}},
		{"no id", edit("id = \"swan-bridge\"\n", ""), 20, []string{"hotspot 2, id: is missing"}},
		{"date", edit(`from = "2026-11-05"`, `from = "5 Nov"`), 5, []string{"op.toml:5:1", `"5 Nov" is not a date`, "YYYY-MM-DD"}},
		{"backwards", edit(`to = "2026-11-07"`, `to = "2026-11-01"`), 6, []string{"ends (2026-11-01) before it begins"}},
		{"too long", edit(`to = "2026-11-07"`, `to = "2036-11-07"`), 6, []string{"at most 366 days"}},
		{"nought given", edit("seed = 7", "visit_min = 0"), 7, []string{"visit_min", "0 is not possible", "15"}},
		{"negative size", edit("base = [-0.0880, 51.5120]", "base = [-0.0880, 51.5120]\nsize = -2"), 28, []string{"size", "-2"}},
		{"base of three", edit("base = [-0.0880, 51.5120]", "base = [-0.0880, 51.5120, 3]"), 27, []string{"base", "site id"}},
		{"no base", edit("base = [-0.0880, 51.5120]\n", ""), 25, []string{"team 1 (Central 1), base", "there is no place"}},
		{"hours", edit("Fri-Sat 20:00-02:00", "late on Fridays"), 14, []string{"op.toml:14:", "not a band of hours", "Fri 20:00-02:00"}},
		{"day", edit(`"Thu", "Fri"`, `"Thu", "Frei"`), 30, []string{"team 1 (Central 1), shift 1, days", "Frei"}},
		{"no days", edit(`["Thu", "Fri", "Sat"]`, `[]`), 30, []string{"no day is named"}},
		{"clock", edit(`from = "18:00"`, `from = "6pm"`), 31, []string{`"6pm" is not a time of day`}},
		{"break window", edit(`["21:00", "23:00"]`, `["03:00", "04:00"]`), 34, []string{"does not lie within the shift"}},
		{"break too long", edit("break_min = 30", "break_min = 600"), 33, []string{"600 minutes do not fit a shift of 480"}},
		{"break window too short", edit(`["21:00", "23:00"]`, `["21:00", "21:10"]`), 34, []string{"does not fit between 21:00 and 21:10"}},
		{"absent", edit(`["2026-11-07"]`, `["07/11/2026"]`), 35, []string{"07/11/2026"}},
		{"control characters", edit(`name = "Fish Street"`, `name = "Fish\u0007Street"`), 11, []string{"one line"}},
		{"no cell", edit("lon = -0.0900\nlat = 51.5130", `cells = ["zz"]`), 22, []string{`"zz" is not the name of a cell`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseTOML([]byte(tt.file), "op.toml")
			var fault *OperationError
			if !errors.Is(err, ErrOperation) || !errors.As(err, &fault) {
				t.Fatalf("got %v, want an OperationError", err)
			}
			if fault.Line != tt.line {
				t.Errorf("got line %d, want %d: %v", fault.Line, tt.line, err)
			}
			for _, w := range tt.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q is not in %q", w, err)
				}
			}
		})
	}
}

func TestParseJSONFaults(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{"broken off", goodJSON[:200], "op.json:2:"},
		{"syntax", "{\n  \"operation\": nonsense}", "op.json:2:"},
		{"unknown key", strings.Replace(goodJSON, `"seed"`, `"sead"`, 1), `op.json:1:`},
		{"type", strings.Replace(goodJSON, `"seed":7`, `"seed":"x"`, 1), "op.json:1:"},
		{"two", goodJSON + "{}", "text after"},
		{"base", strings.Replace(goodJSON, `[-0.088,51.512]`, `{"x":1}`, 1), "site id"},
		{"latitude", strings.Replace(goodJSON, "51.513", "1000", 1), "hotspot 2 (swan-bridge), lat"},
	} {
		_, err := ParseJSON([]byte(tt.file), "op.json")
		if !errors.Is(err, ErrOperation) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestParseCells(t *testing.T) {
	op, err := ParseTOML([]byte(edit("lon = -0.0900\nlat = 51.5130", `cells = ["8a194ad3078ffff"]`)), "op.toml")
	if err != nil {
		t.Fatal(err)
	}
	if h := op.Hotspots[1]; math.Abs(h.Lat-51.5) > 0.1 || math.Abs(h.Lon) > 0.2 {
		t.Errorf("got %g, %g, want a place in the City", h.Lon, h.Lat)
	}
	// The centre of this cell is printed in the README of h3-js 4.
	if c, ok := cellCentre([]string{"87283472bffffff"}); !ok || math.Abs(c[0]+122.05032565263946) > 1e-9 || math.Abs(c[1]-37.35171820183272) > 1e-9 {
		t.Errorf("got %v, %v", c, ok)
	}
}

func TestPlaceBases(t *testing.T) {
	op, err := ParseTOML([]byte(edit("base = [-0.0880, 51.5120]", `base = "hub-1"`)), "op.toml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Solve(op, Options{}); !errors.Is(err, ErrOperation) || !strings.Contains(err.Error(), "hub-1") {
		t.Errorf("unplaced: got %v", err)
	}
	sites := func(id string) (orb.Point, string, bool) {
		return orb.Point{-0.088, 51.512}, "Corn Market hub", id == "hub-1"
	}
	if err := op.PlaceBases(sites); err != nil {
		t.Fatal(err)
	}
	if tm := op.Teams[0]; tm.Base != [2]float64{-0.088, 51.512} || tm.BaseName != "Corn Market hub" {
		t.Errorf("got %+v", tm)
	}
	op.Teams[0].Base, op.Teams[0].BaseSite = [2]float64{}, "hub-2"
	if err := op.PlaceBases(sites); !errors.Is(err, ErrOperation) || !strings.Contains(err.Error(), `no site "hub-2"`) {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(goodFile))
	f.Add([]byte(goodJSON))
	f.Add([]byte("[operation]\nfrom='2026-01-01'\nto='2026-01-01'\n[[team]]\nid='a'\nbase=[0.1,51.0]\n[[team.shift]]\ndays=['Mon']\nfrom='10:00'\nto='10:00'"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"a.toml", "a.json"} {
			op, err := Parse(b, name)
			if err != nil {
				if !errors.Is(err, ErrOperation) {
					t.Fatalf("got %v, want ErrOperation", err)
				}
				continue
			}
			if d := cmp.Diff(op, op.Defaulted()); d != "" {
				t.Fatalf("defaults are not final:\n%s", d)
			}
		}
	})
}
