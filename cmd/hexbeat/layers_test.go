package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// Layers from the command line: in, out, refused for what is about people, and a hub
// that is a point as a base to plan from.
func TestLayersCommand(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "d")
	want(t, hexbeat(t, "--dir", dir, "init"), exitDone)
	sites := file(t, "sites.csv", "id,name,type,opening_hours,lon,lat,manager\nhub,Market hub,hub,Mo-Fr 08:00-18:00,1.99,52.85,x\npub,The Anchor,pub,\"Fr,Sa 20:00-02:00\",1.98,52.84,x\nodd,Odd,pub,PH off,1.98,52.84,x\n")
	o := want(t, hexbeat(t, "--dir", dir, "import", "areas", sites, "--kind", "site"), exitRows, "opening hours not understood", ":4:", "Mo-Fr 08:00-18:00", "3 features: 2 accepted, 1 rejected", "not kept: manager")
	if strings.Contains(o.out, "opening hours not understood") {
		t.Error("a fault stands on standard output")
	}
	o = want(t, hexbeat(t, "--dir", dir, "import", "areas", sites, "--kind", "site", "--json"), exitRows)
	var rep struct {
		Features, Accepted, Rejected int
		Reasons                      map[string]int
		NotKept                      []string
	}
	if err := json.Unmarshal([]byte(o.out), &rep); err != nil || rep.Features != 3 || rep.Accepted != 2 || rep.Rejected != 1 || rep.Reasons["opening hours not understood"] != 1 || len(rep.NotKept) != 1 {
		t.Errorf("%+v (%v): %s", rep, err, o.out)
	}
	want(t, hexbeat(t, "--dir", dir, "export", "areas", "--kind", "site"), exitDone, `"opening_hours":"Fr-Sa 20:00-02:00"`, `"type":"Point"`, "Market hub")

	walk := file(t, "walk.csv", "month,theme,participant,lon,lat\n2026-09,Lighting,somebody,1.98,52.84\n")
	want(t, hexbeat(t, "--dir", dir, "import", "areas", walk, "--kind", "perception"), exitFailure, "participant", "--drop-columns")
	want(t, hexbeat(t, "--dir", dir, "import", "areas", walk, "--kind", "perception", "--drop-columns", "participant"), exitDone, "1 accepted")
	want(t, hexbeat(t, "--dir", dir, "import", "areas", walk, "--kind", "perceptions"), exitUsage, "perception")
	want(t, hexbeat(t, "--dir", dir, "import", "areas", sites, "--kind", "site", "--class", "castle"), exitUsage, "knife-bin")

	op := file(t, "op.toml", `
[operation]
id = "op"
name = "Market"
from = "2026-11-02"
to = "2026-11-08"
[[hotspot]]
id = "h"
name = "Fish Street"
lon = 1.985
lat = 52.845
visits_per_week = 1
hot = ["Fri 20:00-23:00"]
[[team]]
id = "a"
base = "hub"
size = 2
[[team.shift]]
days = ["Fri"]
from = "18:00"
to = "23:30"
`)
	want(t, hexbeat(t, "--dir", dir, "plan", "--operation", op), exitDone, "Market hub")
}
