package web

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/hotspot"
	"hexbeat/patrol"
)

// operationParams are the fields of the form. The question's own "from" and "to"
// are the window of the evidence; the operation begins and ends.
var operationParams = []string{"hotspot", "name", "begins", "ends", "day", "shift-from", "shift-to", "break", "team", "size",
	"site", "lon", "lat", "visits", "hours-from", "hours-to", "effort"}

// operationForm is the form as it was filled in: text, so that it comes back
// unchanged beside what is wrong with it.
type operationForm struct {
	Picks                []string
	Name                 string
	Begins, Ends         string
	Days                 []string
	ShiftFrom, ShiftTo   string
	Break                string
	Team, Size           string
	Site, Lon, Lat       string
	Visits               string
	HoursFrom, HoursTo   string
	Errors               []formError
	begins, ends         time.Time
	size, visits, breaks int
	base                 [2]float64
	baseName             string
}

// formError is one fault, and the field it is in.
type formError struct{ Field, Message string }

func readOperationForm(v url.Values) operationForm {
	one := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	return operationForm{
		Picks: values(v, "hotspot"), Name: one("name"), Begins: one("begins"), Ends: one("ends"), Days: values(v, "day"),
		ShiftFrom: one("shift-from"), ShiftTo: one("shift-to"), Break: one("break"), Team: one("team"), Size: one("size"),
		Site: one("site"), Lon: one("lon"), Lat: one("lat"), Visits: one("visits"),
		HoursFrom: one("hours-from"), HoursTo: one("hours-to"),
	}
}

// Fault is what is wrong with a field, or empty.
func (f operationForm) Fault(field string) string {
	for _, e := range f.Errors {
		if e.Field == field {
			return e.Message
		}
	}
	return ""
}

// Has reports whether a day is ticked.
func (f operationForm) Has(day string) bool { return slices.Contains(f.Days, day) }

func (f *operationForm) fault(field, format string, args ...any) {
	f.Errors = append(f.Errors, formError{field, fmt.Sprintf(format, args...)})
}

var weekdays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// check reads the fields and gathers every fault at once, in the order of the page.
func (f *operationForm) check(sites []geo.Area) {
	if len(f.Picks) == 0 {
		f.fault("hotspot", "Tick at least one place")
	}
	f.begins, f.ends = f.date("begins", f.Begins, "the first day"), f.date("ends", f.Ends, "the last day")
	if !f.begins.IsZero() && !f.ends.IsZero() && f.ends.Before(f.begins) {
		f.fault("ends", "The last day must be on or after the first day")
	}
	if len(f.Days) == 0 {
		f.fault("day", "Tick at least one day of the week")
	}
	for _, d := range f.Days {
		if !slices.Contains(weekdays, d) {
			f.fault("day", "“%s” is not a day of the week", d)
		}
	}
	f.clock("shift-from", f.ShiftFrom, "when the shift begins")
	f.clock("shift-to", f.ShiftTo, "when the shift ends")
	f.breaks = f.whole("break", f.Break, 0, 120, "Minutes of break")
	if f.Team == "" {
		f.fault("team", "Give the team a name, as Central A. Do not use people's names")
	}
	f.size = f.whole("size", f.Size, 1, 50, "People in the team")
	f.readBase(sites)
	f.visits = f.whole("visits", f.Visits, 1, 100, "Visits to each place a week")
	if f.HoursFrom != "" || f.HoursTo != "" {
		f.clock("hours-from", f.HoursFrom, "from when to be there")
		f.clock("hours-to", f.HoursTo, "until when to be there")
	}
}

func (f *operationForm) date(field, text, what string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		f.fault(field, "Enter %s as a date, like 2026-11-05", what)
	}
	return t
}

func (f *operationForm) clock(field, text, what string) {
	if _, err := time.Parse("15:04", text); err != nil {
		f.fault(field, "Enter %s as a time, like 18:00", what)
	}
}

func (f *operationForm) whole(field, text string, low, high int, what string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		f.fault(field, "%s must be a whole number from %d to %d", what, low, high)
	}
	return n
}

// readBase takes the site where one is chosen, else the point.
func (f *operationForm) readBase(sites []geo.Area) {
	if f.Site != "" {
		i := slices.IndexFunc(sites, func(a geo.Area) bool { return a.Code == f.Site })
		if i < 0 {
			f.fault("site", "Choose a base from the list, or give its point")
			return
		}
		f.base, f.baseName = sites[i].Bound().Center(), orElse(sites[i].Name, sites[i].Code)
		return
	}
	lon, errLon := strconv.ParseFloat(f.Lon, 64)
	lat, errLat := strconv.ParseFloat(f.Lat, 64)
	switch {
	case errLon != nil || !(lon >= -180 && lon <= 180):
		f.fault("lon", "Enter the longitude of the base in degrees, like -0.0815")
	case errLat != nil || !(lat >= -85 && lat <= 85):
		f.fault("lat", "Enter the latitude of the base in degrees, like 51.5155")
	}
	f.base, f.baseName = [2]float64{lon, lat}, "Base"
}

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
