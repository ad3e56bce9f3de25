package briefing

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/patrol"
)

// Form is an operation as the screen asks for it: chosen places, one team, one shift.
type Form struct {
	Name     string // default "Hotspot patrol"
	Purpose  string
	Targets  []patrol.Target
	From, To string   // YYYY-MM-DD, both included
	Days     []string // Mon..Sun; default every day
	// ShiftFrom and ShiftTo are HH:MM; an end at or before the beginning is on the next day.
	ShiftFrom, ShiftTo string
	BreakMin           int
	BreakBetween       []string // default the middle half of the shift
	Absent             []string // dates without a shift
	Team               string   // default "Team 1"
	Organisation       string
	Size               int // people; default 2
	// Base is where the walk begins and ends, lon, lat in degrees. Without one it is
	// the site nearest to the middle of the targets, else that middle itself.
	Base      orb.Point
	BaseName  string
	Sites     []geo.Area // hubs to begin from
	VisitMin  int        // default 15
	MinGapMin int        // default 120; below 0 means none
	Seed      int64
}

// Hours is the form's shift as a band, "Thu,Fri,Sat 18:00-02:00": the hours that the
// inspector sets for places whose reports carry none.
func (f Form) Hours() string {
	return strings.TrimSpace(strings.Join(f.Days, ",") + " " + f.ShiftFrom + "-" + f.ShiftTo)
}

// NewOperation makes an operation of the form, with its defaults filled in. Its id is
// a digest of its content. Errors: patrol.ErrOperation, as patrol.OperationError with
// the key that is at fault.
func NewOperation(f Form) (*patrol.Operation, error) {
	or := func(s, otherwise string) string {
		if s = oneLine(s); s == "" {
			return otherwise
		}
		return s
	}
	days := f.Days
	if len(days) == 0 {
		days = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	}
	base, baseName := f.base()
	op := &patrol.Operation{
		Operation: patrol.Header{
			Name: or(f.Name, "Hotspot patrol"), Purpose: oneLine(f.Purpose),
			From: f.From, To: f.To, Seed: f.Seed, VisitMin: f.VisitMin, MinGapMin: f.MinGapMin,
		},
		Hotspots: f.Targets,
		Teams: []patrol.Team{{
			ID: or(f.Team, "Team 1"), Organisation: oneLine(f.Organisation), Base: base, BaseName: baseName, Size: f.Size,
			Shifts: []patrol.Shift{{Days: days, From: f.ShiftFrom, To: f.ShiftTo, BreakMin: f.BreakMin, BreakBetween: f.BreakBetween, Absent: f.Absent}},
		}},
	}
	switch h := &op.Operation; {
	case h.MinGapMin == 0:
		h.MinGapMin = patrol.DefaultMinGapMin
	case h.MinGapMin < 0:
		h.MinGapMin = 0
	}
	body, err := json.Marshal(op)
	if err != nil { // a number that JSON has no form for
		return nil, &patrol.OperationError{Table: "hotspot", Problem: "holds what is not a number", Write: "numbers"}
	}
	sum := sha256.Sum256(body)
	op.Operation.ID = "op-" + hex.EncodeToString(sum[:4])
	op = op.Defaulted()
	if err := op.Validate(); err != nil {
		return nil, err
	}
	return op, nil
}

// base is the form's own base, else the site nearest to the middle of the targets,
// else the middle, weighted by priority squared, which is the number of reports.
func (f Form) base() (orb.Point, string) {
	if f.Base != (orb.Point{}) {
		if f.BaseName == "" {
			return f.Base, "Base"
		}
		return f.Base, oneLine(f.BaseName)
	}
	var middle orb.Point
	weight := 0.0
	for _, t := range f.Targets {
		w := max(t.Priority, 1) * max(t.Priority, 1)
		middle[0] += w * t.Lon
		middle[1] += w * t.Lat
		weight += w
	}
	if weight == 0 {
		return orb.Point{}, ""
	}
	middle[0] /= weight
	middle[1] /= weight
	plane := geo.NewPlane(middle)
	best, name, nearest := middle, "Middle of the chosen places", 0.0
	for i, s := range f.Sites {
		b := s.Bound()
		if d := plane.DistanceM(b.Center(), middle); len(s.Geometry) > 0 && (i == 0 || d < nearest) {
			best, name, nearest = b.Center(), s.Name, d
		}
	}
	return best, name
}

// DefaultDates are the coming whole weeks of an operation that starts the day after a
// date: from, and the last day of the given number of weeks.
func DefaultDates(after time.Time, weeks int) (from, to string) {
	first := after.AddDate(0, 0, 1)
	return first.Format(time.DateOnly), first.AddDate(0, 0, 7*max(weeks, 1)-1).Format(time.DateOnly)
}
