package patrol

// Plan is what a solver makes and the checker checks. Its JSON form is public.
type Plan struct {
	Meta      PlanMeta   `json:"meta"`
	Operation Operation  `json:"operation"`
	Places    []Place    `json:"places"`  // hotspots first, then bases
	TravelS   [][]int    `json:"travelS"` // seconds from place i to place j
	Shifts    []Walk     `json:"shifts"`
	Unserved  []Unserved `json:"unserved"`
	Score     float64    `json:"score"`
	Bound     float64    `json:"bound"`
	BoundName string     `json:"boundName"`
}

// PlanMeta says what the plan rests on.
type PlanMeta struct {
	Snapshot      string `json:"snapshot"`
	DataTo        string `json:"dataTo"`
	MethodVersion string `json:"methodVersion"`
	Method        string `json:"method"` // "first planner: insertion, straight line x 1.3"
	Seed          int64  `json:"seed"`
	Marking       string `json:"marking"`
	Travel        string `json:"travel"` // "straight line x 1.3" or the network's name
	// IncludesHomes is true where the source of the hotspots cannot say which offences
	// were inside homes; the sheets then say so.
	IncludesHomes bool `json:"includesHomes,omitempty"`
}

// Place is a stop or a base.
type Place struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	Lon  float64 `json:"lon"`
	Lat  float64 `json:"lat"`
	Base bool    `json:"base,omitempty"`
}

// Walk is one team's shift on one date. Times are RFC 3339 with the London offset,
// so that the night the clocks change is right.
type Walk struct {
	Team    string `json:"team"`
	Date    string `json:"date"` // the date it begins on
	Start   string `json:"start"`
	End     string `json:"end"`
	Stops   []Stop `json:"stops"`
	Break   *Pause `json:"break,omitempty"`
	ReturnS int    `json:"returnS"` // walk from the last stop to the base, seconds
}

// Stop is one visit.
type Stop struct {
	Hotspot string `json:"hotspot"`
	Arrive  string `json:"arrive"`
	Leave   string `json:"leave"`
	WalkS   int    `json:"walkS"` // walk from the stop before, or from the base
}

// Pause is the break, taken at the base.
type Pause struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

// Unserved is a target that the plan does not visit at all, or not as often as asked.
type Unserved struct {
	Hotspot string `json:"hotspot"`
	Reason  string `json:"reason"`
}
