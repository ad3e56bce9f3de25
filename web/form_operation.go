package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"hexbeat/geo"
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
