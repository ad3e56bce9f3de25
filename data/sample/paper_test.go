package sample

import (
	"encoding/csv"
	"io/fs"
	"testing"
	"time"

	"hexbeat/geo/pspo"
	"hexbeat/patrol"
)

func order(t *testing.T, id string) pspo.Order {
	t.Helper()
	raw, err := fs.ReadFile(embeddedFiles(t), "orders/"+id+".toml")
	if err != nil {
		t.Fatal(err)
	}
	o, err := pspo.ParseTOML(raw)
	if err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	if err := o.Validate(); err != nil {
		t.Error(err)
	}
	if _, err := fs.Stat(embeddedFiles(t), "orders/"+o.Area); err != nil {
		t.Errorf("%s: %v", id, err)
	}
	return o
}

func TestOrders(t *testing.T) {
	for _, c := range []struct {
		id, made, inForce, until string
		live, lapsed             bool
	}{
		{"lantern-quay", "2025-02-17", "2025-03-01", "2028-02-29", true, false},
		{"castle-ditch-park", "2023-11-27", "2023-12-07", "2026-12-06", true, false},
		{"heron-parade", "2023-06-05", "2023-06-15", "2026-06-14", false, true},
		{"corn-market-station-approach", "", "", "", false, false},
	} {
		o := order(t, c.id)
		if o.ID != c.id || o.Made != c.made || o.InForce != c.inForce || o.Until != c.until {
			t.Errorf("%s: made %s, in force %s, until %s", o.ID, o.Made, o.InForce, o.Until)
		}
		if o.Live(Clock) != c.live || o.Lapsed(Clock) != c.lapsed {
			t.Errorf("%s: live %v, lapsed %v", o.ID, o.Live(Clock), o.Lapsed(Clock))
		}
	}
	until, err := time.Parse(time.DateOnly, order(t, "castle-ditch-park").Until)
	if err != nil || int(until.Sub(Clock.Truncate(24*time.Hour)).Hours()/24) != 34 {
		t.Errorf("Castle Ditch Park lapses on %v, want in 34 days (%v)", until, err)
	}
}

// TestFaultyDraft: the draft carries the numbers and faults of the real papers.
func TestFaultyDraft(t *testing.T) {
	o := order(t, "corn-market-station-approach")
	if len(o.Activities) != 4 || len(o.Prohibitions) != 5 || o.InForce != "" || o.Delegation != "" {
		t.Errorf("%d activities, %d prohibitions, in force %q", len(o.Activities), len(o.Prohibitions), o.InForce)
	}
	c := o.Consultation
	if c.Premises != 5995 || c.Responses != 338 || c.From != "" || c.To != "" {
		t.Errorf("consultation %+v", c)
	}
	want := map[string]int{"order": 317, "alcohol": 291, "urination": 273, "spitting": 264, "begging": 268}
	for _, s := range c.Support {
		if want[s.Item] != s.Count || (s.PrintedPercent != 0) != (s.Item == "spitting") {
			t.Errorf("support %+v, want %d", s, want[s.Item])
		}
		delete(want, s.Item)
	}
	if len(want) > 0 {
		t.Errorf("no support for %v", want)
	}
}

// TestOperation: the example plans, and the independent checker finds nothing.
func TestOperation(t *testing.T) {
	raw, err := fs.ReadFile(embeddedFiles(t), "operation.toml")
	if err != nil {
		t.Fatal(err)
	}
	op, err := patrol.Parse(raw, "operation.toml")
	if err != nil {
		t.Fatal(err)
	}
	people, away := map[string]int{}, 0
	for _, team := range op.Teams {
		people[team.Organisation] += team.Size
		for _, s := range team.Shifts {
			if len(s.Absent) == 1 && s.Absent[0] == "2026-11-07" {
				away += team.Size
			}
		}
	}
	if people["police"] != 10 || people["council"] != 4 || away != 4 {
		t.Errorf("%v people, %d away on 7 November; want 10, 4 and 4", people, away)
	}
	plan, err := patrol.Solve(op, patrol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if v := patrol.Check(plan); len(v) > 0 {
		t.Errorf("%d violations, the first: %v", len(v), v[0])
	}
	if len(plan.Shifts) == 0 {
		t.Error("no walks")
	}
}

func TestPenaltiesAndEvents(t *testing.T) {
	after, nights := 0, map[string]int{}
	for _, p := range Penalties() {
		if p.Order == "heron-parade" && p.Date > "2026-06-14" {
			after += p.Count
		}
		if p.Operation == "marine-way" {
			nights[p.Date] = p.Count
		}
	}
	if after != 3 || len(nights) != 2 || nights["2026-06-28"] != 26 || nights["2026-07-26"] != 23 {
		t.Errorf("%d penalties after the lapse, Marine Way %v", after, nights)
	}
	for name, want := range map[string]int{"penalties.csv": len(Penalties()) + 1, "events.csv": len(HomeSaturdays()) + 1} {
		f, err := embeddedFiles(t).Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil || len(lines) != want {
			t.Errorf("%s: %d lines (%v), want %d", name, len(lines), err, want)
		}
	}
}
