// Package briefing turns hotspots into targets, and a plan into what an officer
// reads. It joins the two halves of the house that do not know each other.
//
// Everything in it is pure: results in, records out. Points are lon, lat in WGS 84
// degrees; times on a sheet are London clocks, ready to print.
package briefing

import (
	"github.com/paulmach/orb"
)

// Sheet is one team's shift on one A4 side. It is the single source of the PDF and
// of the HTML beside it. Times are ready to print, "18:25"; a time after midnight
// carries its weekday, "Sat 00:40".
type Sheet struct {
	Marking   string // "OFFICIAL"
	Sample    bool   // the invented borough: printed on the sheet
	Operation string
	Team      string
	Walk      int    // the walk's index in the plan, from 0
	Date      string // "Friday 6 November 2026"
	Shift     string // "18:00-02:00"
	Stops     []SheetStop
	Base      SheetPoint
	Break     string // "21:00-21:30 at the base"; empty without one
	ReturnMin int
	Diverted  string   // what to do if diverted
	Contacts  []string // by role, never by name
	Snapshot  string
	DataTo    string
	PageID    string
	ReturnTo  string
	Notes     []string // "includes offences inside homes", "hours set by the inspector", "times are straight-line estimates"
}

// SheetPoint is a named point.
type SheetPoint struct {
	Name  string
	Point orb.Point
}

// SheetStop is one line of the sheet.
type SheetStop struct {
	Number  int
	Hotspot string // the hotspot's id in the plan
	Name    string
	Point   orb.Point
	Area    orb.MultiPolygon // the hotspot's outline; may be empty
	Arrive  string
	Leave   string
	WalkMin int
	WhyHere string // "16 reports in 12 weeks; borough average for this size 1.2."
	WhyNow  string // "Peak Fri-Sat 22:00-03:00."
	Tactic  string
	Orders  []string // short wording in force there
}
