package pspo_test

import (
	"fmt"
	"time"

	"hexbeat/geo/pspo"
)

func Example() {
	o, err := pspo.ParseTOML([]byte(`
id = "heron-parade"
title = "Heron Parade"
status = "made"
in_force = "2023-06-15"
until = "2026-06-14"
area = "heron-parade.geojson"
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	day := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	fmt.Println(o.Title, "live:", o.Live(day), "lapsed:", o.Lapsed(day))
	_, err = pspo.ParseJSON([]byte(`{"id": "heron-parade",
 "untill": "2026-06-14", "title": 7}`))
	fmt.Println(err)
	// Output:
	// Heron Parade live: false lapsed: true
	// pspo: order: line 2: title must be text; line 2: untill is not a known key; known are id, title, authority, type, status, made, in_force, until, decision_maker, delegation, area, activity, prohibition, consultation, reference
}
