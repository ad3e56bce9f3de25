package briefing_test

import (
	"fmt"

	"github.com/paulmach/orb"

	"hexbeat/hotspot"
	"hexbeat/patrol"
	"hexbeat/patrol/briefing"
)

// From a list of hotspots to what an officer carries.
func Example() {
	r := &hotspot.Result{Hotspots: []hotspot.Group{
		{ID: "a1", Name: "Fish Street", Centre: orb.Point{-0.0865, 51.5105}, Count: 16, Peak: "Fri-Sat 22:00-02:00", Timed: 1,
			Reason: "16 reports from 10 August to 1 November 2026; the borough average for an area this size is 1.2."},
		{ID: "b2", Name: "Kestrel Towers", Centre: orb.Point{-0.08, 51.514}, Count: 40, NotForFootPatrol: "Most of its reports are from inside homes."},
	}}
	targets, skipped := briefing.Targets(r, []string{"a1", "b2"}, briefing.TargetOptions{})
	op, err := briefing.NewOperation(briefing.Form{Targets: targets, From: "2026-11-06", To: "2026-11-06", ShiftFrom: "18:00", ShiftTo: "02:00", Seed: 7})
	if err != nil {
		fmt.Println(err)
		return
	}
	plan, err := patrol.Solve(op, patrol.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	sheets, err := briefing.Sheets(plan, briefing.Context{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(skipped[0].Name+":", skipped[0].Reason)
	fmt.Println(sheets[0].Date, sheets[0].Shift, len(sheets[0].Stops), "stops")
	fmt.Println(sheets[0].Stops[0].Name, sheets[0].Stops[0].WhyNow)
	// Output:
	// Kestrel Towers: Most of its reports are from inside homes.
	// Friday 6 November 2026 18:00-02:00 2 stops
	// Fish Street Peak Fri-Sat 22:00-02:00.
}
