package patrol

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

// What one operation may hold. Beyond these a plan would be no plan for people.
const (
	maxDays     = 366
	maxHotspots = 500
	maxTeams    = 100
	maxShifts   = 30 // of one team
	maxBands    = 60 // of one hotspot
	maxWalks    = 5000
	maxSpanKm   = 100 // from the first base; further away is a slip of the pen
	maxFaults   = 20
)

// Validate reports every fault of the operation as joined OperationErrors, at most
// twenty of them. Defaults must have been filled in (Defaulted). An empty list of
// hotspots or teams is no fault here: Solve answers it with ErrNoPlan.
func (op *Operation) Validate() error {
	v := &validator{}
	v.header(op.Operation)
	if len(op.Hotspots) > maxHotspots || len(op.Teams) > maxTeams {
		v.add("operation", 0, "", "", fmt.Sprintf("%d hotspots and %d teams are too many", len(op.Hotspots), len(op.Teams)),
			fmt.Sprintf("at most %d hotspots and %d teams", maxHotspots, maxTeams))
		return v.err()
	}
	seen := map[string]bool{}
	for i, t := range op.Hotspots {
		v.target(i, t)
		v.unique("hotspot", i, t.ID, seen)
	}
	seen = map[string]bool{}
	for i, t := range op.Teams {
		v.team(i, t)
		v.unique("team", i, t.ID, seen)
	}
	if len(v.faults) == 0 {
		v.span(op)
	}
	return v.err()
}

type validator struct{ faults []error }

func (v *validator) err() error { return errors.Join(v.faults...) }

func (v *validator) put(e OperationError) {
	if len(v.faults) < maxFaults {
		v.faults = append(v.faults, &e)
	}
}

func (v *validator) add(table string, i int, name, key, problem, write string) {
	v.put(OperationError{Table: table, Index: i, Name: name, Key: key, Problem: problem, Write: write})
}

// within refuses a number outside lo..hi, and one that is not a number.
func (v *validator) within(table string, i int, name, key string, x, lo, hi float64, unit string) {
	if !(x >= lo && x <= hi) {
		v.add(table, i, name, key, fmt.Sprintf("%g is out of range", x), fmt.Sprintf("%s from %g to %g", unit, lo, hi))
	}
}

func (v *validator) unique(table string, i int, id string, seen map[string]bool) {
	if id != "" && seen[id] {
		v.add(table, i, id, "id", "is used twice", "a different id")
	}
	seen[id] = true
}

// text refuses what could not be printed on one line.
func (v *validator) text(table string, i int, name, key, s string, most int) {
	if len(s) > most || strings.ContainsFunc(s, unicode.IsControl) {
		v.add(table, i, name, key, "is too long or holds control characters", fmt.Sprintf("one line of at most %d characters", most))
	}
}

func (v *validator) header(h Header) {
	from, okFrom := parseDay(h.From)
	to, okTo := parseDay(h.To)
	for _, d := range []struct {
		key, s string
		ok     bool
	}{{"from", h.From, okFrom}, {"to", h.To, okTo}} {
		if !d.ok {
			v.add("operation", 0, "", d.key, fmt.Sprintf("%q is not a date", d.s), "YYYY-MM-DD")
		}
	}
	if okFrom && okTo && to < from {
		v.add("operation", 0, "", "to", fmt.Sprintf("the operation ends (%s) before it begins (%s)", to, from), "a later date")
	}
	if okFrom && okTo && to-from >= maxDays {
		v.add("operation", 0, "", "to", fmt.Sprintf("%d days is too long", to-from+1), fmt.Sprintf("at most %d days", maxDays))
	}
	v.text("operation", 0, "", "id", h.ID, 100)
	v.text("operation", 0, "", "name", h.Name, 200)
	v.text("operation", 0, "", "purpose", h.Purpose, 1000)
	v.within("operation", 0, "", "visit_min", float64(h.VisitMin), 1, dayMin, "minutes")
	v.within("operation", 0, "", "min_gap_min", float64(h.MinGapMin), 0, 7*dayMin, "minutes")
	v.within("operation", 0, "", "detour", h.Detour, 1, 5, "a factor")
	if m, ok := parseClock(h.DayStarts); !ok || m >= dayMin {
		v.add("operation", 0, "", "day_starts", fmt.Sprintf("%q is not a time of day", h.DayStarts), "HH:MM")
	}
}

func (v *validator) point(table string, i int, name, keyLon, keyLat string, lon, lat float64) {
	if lon == 0 && lat == 0 {
		v.add(table, i, name, keyLat, "there is no place", "longitude and latitude in degrees")
		return
	}
	v.within(table, i, name, keyLon, lon, -180, 180, "degrees")
	v.within(table, i, name, keyLat, lat, -85, 85, "degrees")
}

func (v *validator) target(i int, t Target) {
	if strings.TrimSpace(t.ID) == "" {
		v.add("hotspot", i, "", "id", "is missing", "a short id of its own")
	}
	v.text("hotspot", i, t.ID, "id", t.ID, 100)
	v.text("hotspot", i, t.ID, "name", t.Name, 200)
	v.text("hotspot", i, t.ID, "why", t.Why, 1000)
	for _, c := range t.Cells {
		if _, err := hexgrid.Parse(c); err != nil {
			v.add("hotspot", i, t.ID, "cells", fmt.Sprintf("%q is not the name of a cell", c), "15 hexadecimal digits, or lon and lat instead")
		}
	}
	v.point("hotspot", i, t.ID, "lon", "lat", t.Lon, t.Lat)
	v.within("hotspot", i, t.ID, "priority", t.Priority, 1e-6, 1e6, "a number")
	v.within("hotspot", i, t.ID, "visits_per_week", float64(t.VisitsPerWeek), 0, 100, "a number")
	if len(t.Hot) > maxBands {
		v.add("hotspot", i, t.ID, "hot", fmt.Sprintf("%d bands are too many", len(t.Hot)), fmt.Sprintf("at most %d", maxBands))
		return
	}
	for _, s := range t.Hot {
		if _, err := ParseBand(s); err != nil {
			v.add("hotspot", i, t.ID, "hot", strings.TrimPrefix(err.Error(), "patrol: "), "")
		}
	}
}

func (v *validator) team(i int, t Team) {
	if strings.TrimSpace(t.ID) == "" {
		v.add("team", i, "", "id", "is missing", "a short id of its own")
	}
	v.text("team", i, t.ID, "id", t.ID, 100)
	v.text("team", i, t.ID, "base_name", t.BaseName, 200)
	if t.BaseSite != "" && t.Base == [2]float64{} {
		v.add("team", i, t.ID, "base", fmt.Sprintf("the site %q has not been looked up", t.BaseSite), "[longitude, latitude], or load the sites first")
	} else {
		v.point("team", i, t.ID, "base", "base", t.Base[0], t.Base[1])
	}
	v.within("team", i, t.ID, "size", float64(t.Size), 1, 200, "people")
	v.within("team", i, t.ID, "speed_kmh", t.SpeedKmh, 0.5, 30, "km/h")
	if len(t.Shifts) > maxShifts {
		v.add("team", i, t.ID, "shift", fmt.Sprintf("%d shifts are too many", len(t.Shifts)), fmt.Sprintf("at most %d", maxShifts))
		return
	}
	for j, s := range t.Shifts {
		v.shift(i, j, t.ID, s)
	}
}

// span refuses places so far apart that a coordinate must be wrong: most often
// longitude and latitude were swapped.
func (v *validator) span(op *Operation) {
	if len(op.Teams) == 0 {
		return
	}
	base := orb.Point(op.Teams[0].Base)
	plane := geo.NewPlane(base)
	far := func(p orb.Point) (string, bool) {
		if math.Abs(p[0]-base[0]) > 5 || math.Abs(p[1]-base[1]) > 5 {
			return "several hundred", true
		}
		km := plane.DistanceM(p, base) / 1000
		return fmt.Sprintf("%.0f", km), !(km <= maxSpanKm)
	}
	const write = "longitude first, then latitude"
	for i, t := range op.Hotspots {
		if km, ok := far(orb.Point{t.Lon, t.Lat}); ok {
			v.add("hotspot", i, t.ID, "lon", "lies "+km+" km from the base of team "+op.Teams[0].ID, write)
		}
	}
	for i, t := range op.Teams {
		if km, ok := far(orb.Point(t.Base)); ok {
			v.add("team", i, t.ID, "base", "lies "+km+" km from the base of team "+op.Teams[0].ID, write)
		}
	}
}
