package web

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/hotspot"
	"hexbeat/patrol"
)

// defaults fill what a new form leaves open: three weeks from the clock's next day,
// a shift that covers the hours of the chosen places.
func (f *operationForm) defaults(now time.Time, picked []hotspot.Group, sites []geo.Area) {
	next := now.AddDate(0, 0, 1)
	set := func(v *string, to string) {
		if *v == "" {
			*v = to
		}
	}
	set(&f.Begins, next.Format(time.DateOnly))
	set(&f.Ends, next.AddDate(0, 0, 20).Format(time.DateOnly))
	set(&f.Name, "Hotspot patrols from "+next.Format("2 January 2006"))
	from, to := usualShift(picked)
	set(&f.ShiftFrom, from)
	set(&f.ShiftTo, to)
	set(&f.HoursFrom, f.ShiftFrom)
	set(&f.HoursTo, f.ShiftTo)
	set(&f.Break, "30")
	set(&f.Team, "Team A")
	set(&f.Size, "2")
	if len(f.Days) == 0 {
		f.Days = usualDays(picked)
	}
	set(&f.Visits, strconv.Itoa(len(f.Days))) // once a shift
	if len(sites) > 0 && f.Lon == "" && f.Lat == "" {
		set(&f.Site, likelyBase(sites, picked))
	} else if f.Lon == "" && f.Lat == "" && len(picked) > 0 {
		f.Lon, f.Lat = middle(picked)
	}
}

// likelyBase is the code of the site a team most likely starts from: the nearest to
// the chosen places among hubs and police stations, else among all.
func likelyBase(sites []geo.Area, picked []hotspot.Group) string {
	var centre orb.Point
	for _, g := range picked {
		centre[0] += g.Centre[0] / float64(len(picked))
		centre[1] += g.Centre[1] / float64(len(picked))
	}
	plane := geo.NewPlane(centre)
	best, bestM := "", math.Inf(1)
	for _, hubsOnly := range []bool{true, false} {
		for _, a := range sites {
			name := strings.ToLower(a.Name)
			if hubsOnly && !strings.Contains(name, "hub") && !strings.Contains(name, "police") {
				continue
			}
			if d := plane.DistanceM(centre, a.Bound().Center()); best == "" || d < bestM {
				best, bestM = a.Code, d
			}
		}
		if best != "" {
			break
		}
	}
	return best
}

// middle is a place to begin where no site is loaded: the mean of the chosen places.
func middle(picked []hotspot.Group) (lon, lat string) {
	var x, y float64
	for _, g := range picked {
		x += g.Centre[0] / float64(len(picked))
		y += g.Centre[1] / float64(len(picked))
	}
	return strconv.FormatFloat(x, 'f', 5, 64), strconv.FormatFloat(y, 'f', 5, 64)
}

// shiftPatterns are usual shifts, the likeliest for a foot patrol first.
var shiftPatterns = [][2]string{{"18:00", "02:00"}, {"14:00", "22:00"}, {"10:00", "18:00"}, {"07:00", "15:00"}, {"22:00", "06:00"}}

// usualShift is the pattern that covers most reports of the chosen places by their
// peaks; without times the first.
func usualShift(picked []hotspot.Group) (from, to string) {
	best, most := 0, 0
	for i, p := range shiftPatterns {
		shift, err := patrol.ParseBand(p[0] + "-" + p[1])
		if err != nil {
			continue
		}
		covered := 0
		for _, g := range picked {
			if band, err := patrol.ParseBand(g.Peak); err == nil {
				covered += g.Count * overlapMin(shift, band)
			}
		}
		if covered > most {
			best, most = i, covered
		}
	}
	return shiftPatterns[best][0], shiftPatterns[best][1]
}

// overlapMin is how many minutes of the day two bands share, either of them
// reaching past midnight.
func overlapMin(a, b patrol.Band) int {
	const day = 24 * 60
	shared := 0
	for _, move := range []int{-day, 0, day} {
		shared += max(0, min(a.To, b.To+move)-max(a.From, b.From+move))
	}
	return shared
}

// usualDays are the days of the chosen places' peaks; Thursday to Saturday where
// they say nothing, or name more than five.
func usualDays(picked []hotspot.Group) []string {
	var on [7]bool
	n := 0
	for _, g := range picked {
		band, err := patrol.ParseBand(g.Peak)
		if err != nil {
			continue
		}
		for d, yes := range band.Days {
			if yes && !on[d] {
				on[d] = true
				n++
			}
		}
	}
	if n == 0 || n > 5 {
		return []string{"Thu", "Fri", "Sat"}
	}
	var days []string
	for i, name := range weekdays {
		if on[(i+1)%7] { // Band.Days begins on Sunday
			days = append(days, name)
		}
	}
	return days
}
