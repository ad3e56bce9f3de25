package briefing

import (
	"math"
	"testing"
	_ "time/tzdata"

	"github.com/paulmach/orb"

	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
	"hexbeat/patrol"
)

func cellAt(t testing.TB, p orb.Point) hexgrid.Cell {
	t.Helper()
	c, err := hexgrid.At(p, 10)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answer is a result with one place of each kind.
func answer(t testing.TB) *hotspot.Result {
	group := func(id, name string, lon, lat float64, count int) hotspot.Group {
		p := orb.Point{lon, lat}
		return hotspot.Group{ID: id, Name: name, Centre: p, Cells: []hexgrid.Cell{cellAt(t, p)}, Count: count,
			Reason: "16 reports from 10 August to 1 November 2026; the borough average for an area this size is 1.2. It stays on this list unless 9 or more of them are taken away.",
			Peak:   hotspot.TimesNotKnown, UsualHere: math.NaN()}
	}
	fish := group("fish", "Fish Street", -0.0865, 51.5105, 16)
	fish.Peak, fish.Timed, fish.PSPOIDs = "Fri-Sat 22:00-02:00", 0.9, []string{"lantern-quay"}
	swan := group("swan", "Swan Bridge", -0.0900, 51.5130, 9)
	corn := group("corn", "Corn Market", -0.0845, 51.5125, 25)
	corn.Peak, corn.Timed = hotspot.NoClearPeak, 1
	kestrel := group("kestrel", "Kestrel Towers", -0.08, 51.514, 40)
	kestrel.NotForFootPatrol = "85 % of its reports are from inside homes."
	wherry := group("wherry", "Wherry Street", -0.081, 51.513, 58)
	wherry.CheckData = "58 records a month sit on one point: likely parked there."
	plover := group("plover", "Plover Close", -0.095, 51.511, 3)
	return &hotspot.Result{Hotspots: []hotspot.Group{fish, swan, corn, kestrel, wherry}, Watch: []hotspot.Group{plover}, Busiest: []hotspot.Group{fish}}
}

// form is a Thursday to Saturday of one team on the fixture's first two places.
func form(t testing.TB) Form {
	f := Form{Name: "Operation Harbour Light", From: "2026-11-05", To: "2026-11-07", Days: []string{"Thu", "Fri", "Sat"},
		ShiftFrom: "18:00", ShiftTo: "02:00", BreakMin: 30, BreakBetween: []string{"21:00", "23:00"}, Team: "Central 1", Seed: 7}
	f.Targets, _ = Targets(answer(t), []string{"fish", "swan"}, TargetOptions{Hours: []string{f.Hours()}, VisitsPerWeek: 3})
	return f
}

func planOf(t testing.TB, f Form) *patrol.Plan {
	t.Helper()
	op, err := NewOperation(f)
	if err != nil {
		t.Fatal(err)
	}
	p, err := patrol.Solve(op, patrol.Options{Effort: patrol.Quick, Meta: patrol.PlanMeta{
		Snapshot: "12-9f3c2a1b", DataTo: "2026-11-01T23:40:00Z", Marking: "OFFICIAL"}})
	if err != nil {
		t.Fatal(err)
	}
	if v := patrol.Check(p); len(v) > 0 {
		t.Fatalf("%+v", v)
	}
	return p
}
