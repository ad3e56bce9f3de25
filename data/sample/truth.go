package sample

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"github.com/paulmach/orb"
)

// Truth is what was planted in the borough, for tests to score against. Where nothing
// else is said, counts are of the records that can be read from the two files of the
// first extract, as known at the borough's clock.
type Truth struct {
	Seed   int64  `json:"seed"`
	Clock  string `json:"clock"`
	DataTo string `json:"dataTo"`
	// WindowFrom and WindowTo are the last twelve weeks, both days included.
	WindowFrom string `json:"windowFrom"`
	WindowTo   string `json:"windowTo"`

	Rows           int `json:"rows"`    // in the two files
	Swapped        int `json:"swapped"` // of them, council rows whose coordinates are exchanged
	Records        int `json:"records"` // the others, all of which can be read
	Police         int `json:"police"`
	Council        int `json:"council"`
	Unlocated      int `json:"unlocated"`
	Duplicates     int `json:"duplicates"` // pairs, one record of each agency
	NewSinceFriday int `json:"newSinceFriday"`
	// Late are the records that the second extract will bring.
	Late          int      `json:"late"`
	CatchAllShare float64  `json:"catchAllShare"`
	MissingMonths []string `json:"missingMonths"` // "council 2026-02"
	Parked        int      `json:"parked"`        // on the police station's own point
	ParkedAMonth  int      `json:"parkedAMonth"`
	// BurglaryBreak is the day from which sheds count as burglary.
	BurglaryBreak string `json:"burglaryBreak"`
	// BurglaryRise is what they add to it, as a share of the burglaries before.
	BurglaryRise float64  `json:"burglaryRise"`
	MovedStreets []string `json:"movedStreets"`

	SecondExtract SecondExtract `json:"secondExtract"`
	Refused       Refused       `json:"refused"`

	HarbourLight Operation `json:"harbourLight"`
	// Heron Reach's robberies in the third quarter of 2026 and in the window alike.
	HeronReach Subtraction `json:"heronReach"`
	// Motorcycles are the events of July to September in Castle Ditch Park, counted
	// once where both agencies have them.
	Motorcycles map[string]int `json:"motorcycles"`

	Places []Place `json:"places"`
}

// Operation is a before-and-after reading.
type Operation struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Areas  string `json:"areas"` // file and property
	Before int    `json:"before"`
	Known  int    `json:"known"` // during, as known at the borough's clock
	Full   int    `json:"full"`  // during, with the late records
	Late   int    `json:"late"`  // how many those are
}

// SecondExtract is what the agencies said again four weeks later: all they then held
// of some months.
type SecondExtract struct {
	AsAt  string   `json:"asAt"`
	From  string   `json:"from"` // first and last day it speaks of
	To    string   `json:"to"`
	Files []string `json:"files"`
	Rows  int      `json:"rows"`
	Late  int      `json:"late"` // of them, records that the first did not have
}

// Refused is the file that may not be read as it is, with the columns it is refused for.
type Refused struct {
	File    string   `json:"file"`
	Columns []string `json:"columns"`
	Rows    int      `json:"rows"` // that can be read once the columns are stripped
}

// Subtraction is the trap of two releases whose difference tells a small number.
type Subtraction struct {
	Ward      int `json:"ward"`
	OrderArea int `json:"orderArea"`
	Remainder int `json:"remainder"`
}

// Place is one planted place.
type Place struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Lon        float64  `json:"lon"`
	Lat        float64  `json:"lat"`
	Categories []string `json:"categories"`
	Tags       []string `json:"tags,omitempty"`
	Settings   []string `json:"settings,omitempty"`
	From       string   `json:"from"` // first and last day of its records
	To         string   `json:"to"`
	When       string   `json:"when"`
	Records    int      `json:"records"`
	InWindow   int      `json:"inWindow"`
	Strength   float64  `json:"strength,omitempty"`
	Of         string   `json:"strengthOf,omitempty"`
	// List says how it must be seen: hotspot, watch, check-data,
	// not-for-foot-patrol, cooling, absent-by-default, or other for what the maps of
	// the last twelve weeks are not asked for.
	List   string `json:"list"`
	Fresh  string `json:"fresh,omitempty"` // new or still
	MustBe string `json:"mustBe"`
}

// LoadTruth reads truth.json from a borough's files.
func LoadTruth(fsys fs.FS) (*Truth, error) {
	b, err := fs.ReadFile(fsys, "truth.json")
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	t := new(Truth)
	if err := json.Unmarshal(b, t); err != nil {
		return nil, fmt.Errorf("sample: truth.json: %w", err)
	}
	return t, nil
}

// Place finds a planted place by its id.
func (t *Truth) Place(id string) (Place, bool) {
	i := slices.IndexFunc(t.Places, func(p Place) bool { return p.ID == id })
	if i < 0 {
		return Place{}, false
	}
	return t.Places[i], true
}

func (b *Borough) truthFile() ([]byte, error) { return indented(b.Truth) }

// story is a planted place's part of the truth that is not counted.
type story struct {
	id, name string
	at       orb.Point
	when     string
	strength float64
	of       string
	list     string
	fresh    string
	mustBe   string
}

var stories = []story{
	{"fish-street", "Fish Street", fishStreet, "Fri-Sat 22:00-03:00, a third more in December, 3 in 10 inside licensed premises", 8, "the borough's violence for an area of the order's size", "hotspot", "still", "still there"},
	{"swan-bridge", "Swan Bridge", swanBridge, "Tue-Thu 16:00-19:00, from 14 September 2026", 9, "phone robberies in 7 weeks, usually 0 to 1", "hotspot", "new", "new"},
	{"academy-lane", "Academy Lane", academyLane, "15:00-16:30 on school days only", 1.0 / 5, "robberies a school day", "hotspot", "still", "term-time"},
	{"corn-market", "Corn Market", cornMarket, "Mon-Sat 11:00-15:00", 1.02, "each month's count to the month's before", "hotspot", "still", "rising"},
	{"curlew-avenue", "Curlew Avenue", curlewAvenue, "intervals 08:00-18:30, 6 to 24 October 2026, at most 6 days apart", 11, "burglaries within 220 m", "hotspot", "new", "near repeat, street list"},
	{"plover-close", "Plover Close", ploverClose, "by day", 3, "burglaries in 12 weeks", "watch", "", "too few to call"},
	{"castle-ditch-park", "Castle Ditch Park", castlePark, "April to September, weekends 14:00-20:00", 5, "a summer month's reports to a winter month's", "hotspot", "still", "seasonal; duplicates"},
	{"ropewalk", "Ropewalk", ropewalk, "09:00-21:00, fading after the railings were removed on 19 January 2026", 4, "a month's thefts before the removal to one of May to October 2026", "cooling", "", "cooling; problem record"},
	{"tannery-gardens", "Tannery Gardens", tannery, "from 22 March 2025, 12:00-22:00", 0.6, "share of Lantern Quay ward's street drinking", "hotspot", "still", "displaced: 230 m outside the order, beyond a ring of 100 m"},
	{"kestrel-towers", "Kestrel Towers", kestrel, "15:00-02:00, every day", 0.85, "share that is domestic and in dwellings", "not-for-foot-patrol", "", "not for foot patrol, never public"},
	{"wherry-street", stationName, station, "any time", 58, "records a month on the station's own point", "check-data", "", "data fault"},
	{"ropewalk-courts", "Ropewalk courts", courts, "14:00-23:00, after March 2026", 9, "searches and possession a month, and nothing else", "absent-by-default", "", "gone by default (police-generated)"},
	{"marine-way", "Marine Way", marineWay, "last Sundays 22:00-01:00", 5, "reports a night; 26 and 23 penalties on two nights", "other", "", "by operation night"},
	{"gasworks-lane", "Gasworks Lane", gasworksLane, "23 home Saturdays a season, 13:00-18:00", 4.5, "reports a home Saturday", "hotspot", "", "explained by events"},
	{"station-approach", "Station Approach", approach, "intervals 07:00-19:00, May to September", 12, "cycle thefts a month of the season", "hotspot", "still", "needs aoristic time"},
}
