package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The test binary is the program when this is set, so that tests see what a user
// sees: two streams and an exit status.
const asProgram = "HEXBEAT_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(run(context.Background(), os.Args[1:]))
	}
	os.Exit(m.Run())
}

type outcome struct {
	out, err string
	status   int
}

func hexbeat(t *testing.T, args ...string) outcome {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

func want(t *testing.T, o outcome, status int, parts ...string) outcome {
	t.Helper()
	if o.status != status {
		t.Fatalf("exit status %d, want %d\n%s\n%s", o.status, status, o.out, o.err)
	}
	for _, p := range parts {
		if !strings.Contains(o.out+o.err, p) {
			t.Errorf("nothing says %q:\n%s\n%s", p, o.out, o.err)
		}
	}
	return o
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const ward = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"WD13CD":"E05000001","WD13NM":"North"},"geometry":{"type":"Polygon","coordinates":[[[-0.11,51.50],[-0.07,51.50],[-0.07,51.525],[-0.11,51.525],[-0.11,51.50]]]}}]}`

// incidents has eight robberies at one corner and thirty spread over the ward.
func incidents() string {
	var b strings.Builder
	b.WriteString("reference,occurred,category,lon,lat,location\n")
	row := func(ref, lon, lat, where string) {
		b.WriteString(ref + ",2024-03-05 20:15,Robbery," + lon + "," + lat + ",On or near " + where + "\n")
	}
	for i := range 8 {
		row("h"+string(rune('a'+i)), "-0.0901", "51.5101", "Fish Street")
	}
	for i := range 30 {
		lon := []string{"-0.105", "-0.100", "-0.095", "-0.085", "-0.080", "-0.075"}[i%6]
		lat := []string{"51.502", "51.506", "51.514", "51.518", "51.522"}[i/6]
		row("s"+string(rune('A'+i)), lon, lat, "Other Street")
	}
	return b.String()
}

func TestTheWholeWay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	want(t, hexbeat(t, "--dir", dir, "hotspots"), exitFailure, "hexbeat init")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	want(t, hexbeat(t, "--dir", dir, "init"), exitFailure, "already holds")

	o := want(t, hexbeat(t, "--dir", dir, "import", "areas", file(t, "w.geojson", ward), "--kind", "ward", "--json"), exitDone)
	var areas struct{ Features, Accepted, Rejected int }
	if err := json.Unmarshal([]byte(o.out), &areas); err != nil || areas.Accepted != 1 {
		t.Fatalf("%s: %v", o.out, err)
	}
	o = want(t, hexbeat(t, "--dir", dir, "import", "incidents", file(t, "i.csv", incidents()), "--json"), exitDone)
	var rep struct {
		Rows, Accepted, Duplicates, Rejected int
		Reasons                              map[string]int
		RefusedColumns                       []string
		Snapshot                             string
	}
	if err := json.Unmarshal([]byte(o.out), &rep); err != nil || rep.Rows != 38 || rep.Accepted != 38 || rep.Snapshot == "" || rep.Reasons == nil || rep.RefusedColumns == nil {
		t.Fatalf("%s: %v", o.out, err)
	}

	o = want(t, hexbeat(t, "--dir", dir, "hotspots", "--from", "2024-03", "--to", "2024-03", "--format", "geojson"), exitDone)
	var h struct {
		Meta     struct{ Snapshot, Sided, Marking string }
		Features []struct {
			Properties struct {
				List, Name, Reason string
				Count              int
				WardCodes          []string `json:"ward_codes"`
			}
		}
	}
	if err := json.Unmarshal([]byte(o.out), &h); err != nil || len(h.Features) == 0 {
		t.Fatalf("%v: %s", err, o.out)
	}
	if p := h.Features[0].Properties; p.List != "hotspot" || p.Count != 8 || !strings.Contains(p.Name, "Fish Street") || p.WardCodes[0] != "E05000001" {
		t.Errorf("first: %+v", p)
	}
	if h.Meta.Snapshot != rep.Snapshot || h.Meta.Marking != "OFFICIAL" || h.Meta.Sided == "" {
		t.Errorf("meta %+v", h.Meta)
	}
	want(t, hexbeat(t, "--dir", dir, "hotspots", "--from", "2024-03", "--to", "2024-03"), exitDone, "Fish Street")

	cells := filepath.Join(t.TempDir(), "cells.csv")
	want(t, hexbeat(t, "--dir", dir, "hotspots", "--from", "2024-03", "--to", "2024-03", "--rows", "all", "--format", "csv", "--out", cells), exitDone)
	f, err := os.Open(cells)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || strings.Join(rows[0], ",") != "cell,res,lon,lat,area_m2,count,weight,expected,z,p,q,poisson_p,poisson_q,hot,class,ward_code" {
		t.Errorf("%v: %v", err, rows[0])
	}
	if _, err := os.Stat(cells + ".meta.json"); err != nil {
		t.Error(err)
	}
	o = want(t, hexbeat(t, "--dir", dir, "export", "incidents"), exitDone)
	if got := strings.Count(o.out, "\n"); got != 39 || !strings.HasPrefix(o.out, "id,source,reference,category,raw_category,tags,setting,from,to,precision,recorded_at,lon,lat,easting,northing,location,cell,ward_code\n") {
		t.Errorf("export: %d lines, %.200s", got, o.out)
	}
	want(t, hexbeat(t, "--dir", dir, "snapshots"), exitDone, rep.Snapshot)
	planAndCheck(t, dir)
}

const operation = `[operation]
id = "op-1"
name = "Test"
purpose = "robbery"
from = "2024-04-05"
to = "2024-04-05"
seed = 7
[[hotspot]]
id = "fish"
name = "Fish Street"
lon = -0.0901
lat = 51.5101
priority = 8
visits_per_week = 3
hot = ["Fri 20:00-02:00"]
why = "8 reports in March."
[[team]]
id = "central"
organisation = "police"
base = [-0.0950, 51.5120]
size = 2
[[team.shift]]
days = ["Fri"]
from = "18:00"
to = "02:00"
break_min = 30
break_between = ["21:00", "23:00"]
`

func planAndCheck(t *testing.T, dir string) {
	op, plan := file(t, "op.toml", operation), filepath.Join(t.TempDir(), "plan.json")
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", op, "--out", plan), exitDone)
	want(t, hexbeat(t, "check-plan", plan), exitDone, `"violations": []`)
	again := want(t, hexbeat(t, "--dir", dir, "plan", "--operation", op), exitDone)
	first, err := os.ReadFile(plan)
	if err != nil || again.out != string(first) {
		t.Errorf("the same file and seed gave another plan: %v", err)
	}
	var p map[string]any
	if err := json.Unmarshal(first, &p); err != nil {
		t.Fatal(err)
	}
	stop := p["shifts"].([]any)[0].(map[string]any)["stops"].([]any)[0].(map[string]any)
	stop["leave"] = stop["arrive"]
	want(t, hexbeat(t, "check-plan", file(t, "bom.json", "\ufeff"+string(first))), exitDone, `"violations": []`)
	broken, _ := json.Marshal(p)
	want(t, hexbeat(t, "check-plan", file(t, "broken.json", string(broken))), exitFailure, "violations", "shifts[0].stops[0]")
	for _, format := range []string{"geojson", "csv", "html", "pdf"} {
		o := want(t, hexbeat(t, "--dir", dir, "plan", "--operation", op, "--format", format), exitDone)
		if len(o.out) < 100 {
			t.Errorf("%s: %q", format, o.out)
		}
	}
	impossible := strings.Replace(operation, `hot = ["Fri 20:00-02:00"]`, `hot = ["Mon 08:00-09:00"]`, 1)
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", file(t, "no.toml", impossible)), exitNoPlan)
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", file(t, "bad.toml", operation+"colour = 3\n")), exitFailure, "colour")
}

func TestBadInput(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	header := "occurred,category,lon,lat\n"
	for name, c := range map[string]struct {
		args   []string
		status int
		parts  []string
	}{
		"missing column": {[]string{"import", "incidents", file(t, "a.csv", "category,lon,lat\nx,1,1\n")}, exitFailure, []string{"a.csv:1", "--map occurred=COLUMN"}},
		"latitude 1000":  {[]string{"import", "incidents", file(t, "b.csv", header+"2024-01-01,x,1,1000\n")}, exitFailure, []string{"b.csv:2:16", "latitude out of range", "nothing was imported"}},
		"NaN":            {[]string{"import", "incidents", file(t, "c.csv", header+"2024-01-01,x,NaN,1\n")}, exitFailure, []string{"c.csv:2:14", "not a number"}},
		"empty file":     {[]string{"import", "incidents", file(t, "d.csv", "")}, exitFailure, []string{"d.csv", "the file is empty"}},
		"not its name":   {[]string{"import", "incidents", file(t, "e.csv", "PK\x03\x04 and so on")}, exitFailure, []string{"e.csv", "not what its name says"}},
		"no such file":   {[]string{"import", "incidents", "nowhere.csv"}, exitFailure, []string{"nowhere.csv"}},
		"crossing": {[]string{"import", "areas", "--kind", "ward", file(t, "f.geojson", strings.Replace(ward, "[-0.07,51.50],[-0.07,51.525]", "[-0.07,51.525],[-0.07,51.50]", 1))},
			exitFailure, []string{"f.geojson:2:1", "crosses itself"}},
		"unknown kind":    {[]string{"import", "areas", "--kind", "parish", file(t, "g.geojson", ward)}, exitUsage, []string{"parish", "ward"}},
		"bad map":         {[]string{"import", "incidents", "--map", "colour=x", file(t, "h.csv", header)}, exitUsage, []string{"colour"}},
		"unknown command": {[]string{"frobnicate"}, exitUsage, []string{"frobnicate"}},
		"unknown flag":    {[]string{"hotspots", "--frob"}, exitUsage, []string{"frob"}},
		"bad date":        {[]string{"hotspots", "--from", "May", "--to", "2024-05"}, exitUsage, []string{"May", "YYYY-MM"}},
		"ring nought":     {[]string{"hotspots", "--ring", "0"}, exitUsage, []string{"--ring 0"}},
		"folder as file":  {[]string{"export", "areas", "--out", dir}, exitFailure, []string{"it is a folder"}},
		"bad category":    {[]string{"hotspots", "--from", "2024-05", "--to", "2024-05", "--category", "burglery"}, exitUsage, []string{"burglery"}},
		"open address":    {[]string{"serve", "--addr", "0.0.0.0:0"}, exitUsage, []string{"only a loopback address"}},
	} {
		t.Run(name, func(t *testing.T) {
			want(t, hexbeat(t, append([]string{"--dir", dir}, c.args...)...), c.status, c.parts...)
		})
	}
	o := want(t, hexbeat(t, "--dir", dir, "snapshots", "--json"), exitDone)
	if !strings.Contains(o.out, `"incidents": 0`) {
		t.Errorf("something was imported: %s", o.out)
	}
	o = want(t, hexbeat(t, "--dir", dir, "import", "incidents", file(t, "some.csv", header+"2024-01-01,x,1,1\n2024-01-01,x,1,1000\n"), "--json"), exitRows, "some.csv:3:16")
	if !strings.Contains(o.out, `"rejected": 1`) {
		t.Error(o.out)
	}
}

func TestHelpNamesStatuses(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"import", "incidents", "--help"}, {"hotspots", "--help"}, {"check-plan", "--help"}} {
		want(t, hexbeat(t, args...), exitDone, "4 no feasible plan")
	}
}
