package hotspot

import (
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// Question is what is asked of a snapshot. The zero value of a field takes the
// default that its comment names.
type Question struct {
	Window Window
	// Categories hold ids, labels, names of groups or raw labels, compared without case.
	// None means every category that is neither police-generated nor a layer of its own.
	Categories []string
	Tags       []string // any of them; none means all
	// Settings keep only incidents at these kinds of place; none means all.
	Settings []Setting
	// In names areas, "ward:E05009292" or "ward:Bishopsgate"; their union is the
	// study area. None means all loaded boroughs, else all loaded wards, else the
	// cells that hold incidents and their neighbours.
	In       []string
	Res      int     // H3 resolution, 7..11; default 10
	Ring     int     // neighbourhood in cells, 1..3; default 1
	MinCount int     // least total of a hotspot; default 5
	Alpha    float64 // false discovery rate; default 0.05
	Method   Method  // default GiStar
	// Weights give each incident of a category, by id, a weight other than 1 in Gi*;
	// the exact test, counts and lists do not use them. Not negative.
	Weights map[string]float64
}

// Method names a way to score cells.
type Method string

// The methods of this version.
const (
	GiStarMethod Method = "gistar"
	CountMethod  Method = "count"
)

// Class is what the evidence says of a cell.
type Class string

// The classes of a cell.
const (
	Hot         Class = "hot"
	LowEvidence Class = "low_evidence" // part of a watch group, or hot with fewer than MinCount around it
	Cold        Class = "cold"         // reserved: the one-sided test does not look for it
	None        Class = "none"
	Undefined   Class = "undefined" // the test cannot be made; Meta.Reason says why
)

// List is which of the three lists a group of cells stands on.
type List string

// The lists.
const (
	HotspotList List = "hotspot"
	WatchList   List = "watch"   // too few to call
	BusiestList List = "busiest" // a plain count, always filled
)

// Meta says what an answer is of; it goes out with every answer as "meta".
type Meta struct {
	Snapshot      string   `json:"snapshot"`
	MethodVersion string   `json:"methodVersion"`
	DataTo        string   `json:"dataTo"` // RFC 3339, UTC
	From          Day      `json:"from"`
	To            Day      `json:"to"`
	Categories    []string `json:"categories"`
	Excluded      Excluded `json:"excluded"`
	// Apart are the layers of their own in the data, which count only where named.
	Apart         []string `json:"apart,omitempty"`
	StudyArea     string   `json:"studyArea"`
	Cells         int      `json:"cells"` // tests made
	Res           int      `json:"res"`
	Ring          int      `json:"ring"`
	Incidents     int      `json:"incidents"`
	EdgeIncidents int      `json:"edgeIncidents"` // counted in cells but outside the exact area, plus inside it but in cells whose centre is outside
	// Undecided are the incidents of which nobody can say whether they happened inside
	// the order, zone or site that was asked for: only the middle of a postcode, a street
	// or a named place is known. They are counted in cells alone.
	Undecided int      `json:"undecided,omitempty"`
	Unlocated int      `json:"unlocated"`
	Alpha     float64  `json:"alpha"`
	MinCount  int      `json:"minCount"`
	Method    Method   `json:"method"`
	Sided     string   `json:"sided"` // "one-sided, upper"
	Seed      int64    `json:"seed"`
	Marking   string   `json:"marking"`
	Reason    string   `json:"reason,omitempty"` // why the test is undefined
	Warnings  []string `json:"warnings,omitempty"`
	// WatchByChance is how many watch places chance alone would put on this map.
	WatchByChance float64 `json:"watchByChance"`
	// IncludesHomes is true where the source cannot say which offences were inside
	// homes, so the counts include them.
	IncludesHomes bool `json:"includesHomes"`
}

// Excluded counts what was left out because police presence made it: the incidents
// that the cells would otherwise have counted besides Meta.Incidents.
type Excluded struct {
	Categories []string `json:"categories"`
	Count      int      `json:"count"`
}

// CellResult is one cell of the study area. Undefined numbers are NaN inside the
// program only; every writer turns them into empty or null.
type CellResult struct {
	Cell     hexgrid.Cell
	Centre   orb.Point
	AreaM2   float64
	Count    int
	Weight   float64
	Expected float64 // borough average for this size of area
	Z, P, Q  float64
	PoissonP float64
	PoissonQ float64
	Hot      bool
	Class    Class
	Ward     string // code
}

// Group is a connected group of cells on one of the lists.
type Group struct {
	Rank           int
	ID             string // digest of cells and resolution; on the busiest list with "-b" behind it
	List           List
	Name           string
	Cells          []hexgrid.Cell
	Centre         orb.Point // incident-weighted
	Geometry       orb.MultiPolygon
	AreaM2         float64
	Count          int
	BoroughAverage float64 // for this size of area
	UsualHere      float64 // mean of the same dates in earlier years; NaN when no earlier year is complete
	UsualLow       int     // the fewest and the most in those years: "usually 0-1"
	UsualHigh      int
	UsualYears     int
	ZMax           float64
	QMin           float64
	PoissonPMin    float64
	Share          float64 // of the study area's incidents
	Reason         string  // the sentence
	WardCodes      []string
	WardNames      []string
	PSPOIDs        []string
	Peak           string  // "Tue-Thu 16:00-19:00", or "times not known"
	Timed          float64 // share of its incidents with a time
	// NotForFootPatrol is the reason it is kept off foot patrol, or empty.
	NotForFootPatrol string
	// CheckData is the reason to check the data first, or empty.
	CheckData string
	Fresh     Freshness // new, still, cooling; empty when not traced
}

// Freshness compares a hotspot with earlier windows of the same length.
type Freshness string

// New: on no earlier window traced. Still: also on the one before. Cooling: on the
// one before and not now. Returned: not on the one before, but earlier.
const (
	New      Freshness = "new"
	Still    Freshness = "still"
	Cooling  Freshness = "cooling"
	Returned Freshness = "returned"
)

// Result is the one answer everything is rendered from.
type Result struct {
	Meta     Meta
	Study    Study
	Cells    []CellResult
	Hotspots []Group
	Watch    []Group
	Busiest  []Group
}

// Study is the ground an answer is about.
type Study struct {
	Label    string // "25 wards", "Lewisham"
	Geometry orb.MultiPolygon
	Areas    []geo.Area
}
