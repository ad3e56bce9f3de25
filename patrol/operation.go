package patrol

import (
	"errors"
)

// ErrOperation wraps every fault found in an operation file; the text names the
// table, the key and what to write.
var ErrOperation = errors.New("patrol: operation")

// Operation is an operation file (TOML or JSON): what to patrol, with whom, when.
type Operation struct {
	Operation Header   `toml:"operation" json:"operation"`
	Hotspots  []Target `toml:"hotspot" json:"hotspot"`
	Teams     []Team   `toml:"team" json:"team"`
}

// Header names the operation and sets its rules.
type Header struct {
	ID        string  `toml:"id" json:"id"`
	Name      string  `toml:"name" json:"name"`
	Purpose   string  `toml:"purpose" json:"purpose"`
	From      string  `toml:"from" json:"from"` // YYYY-MM-DD
	To        string  `toml:"to" json:"to"`
	Seed      int64   `toml:"seed" json:"seed"`
	VisitMin  int     `toml:"visit_min" json:"visitMin"`    // default 15
	MinGapMin int     `toml:"min_gap_min" json:"minGapMin"` // between visits to one place by any team; default 120
	DayStarts string  `toml:"day_starts" json:"dayStarts"`  // policing day; default "06:00"
	Detour    float64 `toml:"detour" json:"detour"`         // straight line to walk; default 1.3
}

// Target is one place to visit.
type Target struct {
	ID            string   `toml:"id" json:"id"`
	Name          string   `toml:"name" json:"name"`
	Lon           float64  `toml:"lon" json:"lon"`
	Lat           float64  `toml:"lat" json:"lat"`
	Cells         []string `toml:"cells" json:"cells,omitempty"`
	Priority      float64  `toml:"priority" json:"priority"` // prize of a first visit; default 1
	VisitsPerWeek int      `toml:"visits_per_week" json:"visitsPerWeek"`
	// Hot are the hours to be there, as "Fri 20:00-02:00" or "Mon-Sat 11:00-15:00";
	// a band that passes midnight belongs to the day it begins on. None means any hour.
	Hot []string `toml:"hot" json:"hot"`
	// HotFrom says where the hours come from: "data", "inspector" (the data have no
	// times) or "inspector, no clear peak".
	HotFrom  string   `toml:"hot_from" json:"hotFrom,omitempty"`
	Tactics  []string `toml:"tactics" json:"tactics,omitempty"`
	PairOnly bool     `toml:"pair_only" json:"pairOnly,omitempty"`
	Why      string   `toml:"why" json:"why"`                 // one sentence for the sheet
	Orders   []string `toml:"orders" json:"orders,omitempty"` // ids of orders in force there
}

// Team is a group of people who walk together.
type Team struct {
	ID           string     `toml:"id" json:"id"`
	Organisation string     `toml:"organisation" json:"organisation"`
	Base         [2]float64 `toml:"base" json:"base"` // lon, lat
	BaseName     string     `toml:"base_name" json:"baseName,omitempty"`
	BaseSite     string     `toml:"-" json:"baseSite,omitempty"` // the site id a file gave for base; see PlaceBases
	Size         int        `toml:"size" json:"size"`            // people; default 2
	Skills       []string   `toml:"skills" json:"skills,omitempty"`
	SpeedKmh     float64    `toml:"speed_kmh" json:"speedKmh"` // default 4.8
	Shifts       []Shift    `toml:"shift" json:"shift"`
}

// Shift repeats on named days. To at or before From means the next day.
type Shift struct {
	Days         []string `toml:"days" json:"days"` // Mon..Sun
	From         string   `toml:"from" json:"from"` // HH:MM
	To           string   `toml:"to" json:"to"`
	BreakMin     int      `toml:"break_min" json:"breakMin"`
	BreakBetween []string `toml:"break_between" json:"breakBetween,omitempty"` // two times of day
	Absent       []string `toml:"absent" json:"absent,omitempty"`              // dates it does not run
}
