package patrol_test

import (
	"fmt"

	"hexbeat/patrol"
)

func Example() {
	op, err := patrol.ParseTOML([]byte(`
[operation]
id = "op-1"
from = "2026-11-06"
to = "2026-11-06"
seed = 7
min_gap_min = 60

[[hotspot]]
id = "fish-street"
lon = -0.0865
lat = 51.5105
hot = ["Fri 20:00-02:00"]
visits_per_week = 2

[[hotspot]]
id = "swan-bridge"
lon = -0.0900
lat = 51.5130
hot = ["Mon-Thu 16:00-19:00"]

[[team]]
id = "Central 1"
base = [-0.0880, 51.5120]
[[team.shift]]
days = ["Fri"]
from = "18:00"
to = "02:00"
`), "operation.toml")
	if err != nil {
		fmt.Println(err)
		return
	}
	plan, err := patrol.Solve(op, patrol.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	walk := plan.Shifts[0]
	fmt.Println(walk.Team, walk.Date, len(walk.Stops), "stops at", walk.Stops[0].Hotspot)
	fmt.Println("walk from the base:", walk.Stops[0].WalkS, "s,", plan.Meta.Travel)
	for _, u := range plan.Unserved {
		fmt.Println(u.Hotspot+":", u.Reason)
	}
	fmt.Println("violations:", len(patrol.Check(plan)))
	// Output:
	// Central 1 2026-11-06 3 stops at fish-street
	// walk from the base: 192 s, straight line x 1.3
	// swan-bridge: Its hours (Mon-Thu 16:00-19:00) do not meet any shift.
	// violations: 0
}

func ExampleParseBand() {
	b, err := patrol.ParseBand("Fri-Sat 20:00-02:00")
	fmt.Println(b.From, b.To, err)
	_, err = patrol.ParseBand("late on Fridays")
	fmt.Println(err)
	// Output:
	// 1200 1560 <nil>
	// patrol: not a band of hours: "late on Fridays": "late on" is not a day of the week; write it as "Fri 20:00-02:00" or "Mon-Sat 11:00-15:00"
}
