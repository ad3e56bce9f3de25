package patrol

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"hexbeat/geo/hexgrid"
)

// The defaults of an operation.
const (
	DefaultVisitMin  = 15
	DefaultMinGapMin = 120
	DefaultDayStarts = "06:00"
	DefaultDetour    = 1.3
	DefaultSize      = 2
)

// Defaulted is a deep copy of the operation with every value that was left out
// filled in. MinGapMin is left as it is: 0 means that no gap is asked for, and the
// file readers set 120 where the key is missing. A shift with a break and no
// break_between gets the middle half of the shift.
func (op *Operation) Defaulted() *Operation {
	out := *op
	h := &out.Operation
	set(&h.ID, "operation")
	set(&h.Name, h.ID)
	set(&h.VisitMin, DefaultVisitMin)
	set(&h.DayStarts, DefaultDayStarts)
	set(&h.Detour, DefaultDetour)
	out.Hotspots = slices.Clone(op.Hotspots)
	for i := range out.Hotspots {
		t := &out.Hotspots[i]
		set(&t.Name, t.ID)
		set(&t.Priority, 1)
		t.Hot = slices.Clone(t.Hot)
		if t.Lon == 0 && t.Lat == 0 {
			if c, ok := cellCentre(t.Cells); ok {
				t.Lon, t.Lat = c[0], c[1]
			}
		}
	}
	out.Teams = slices.Clone(op.Teams)
	for i := range out.Teams {
		t := &out.Teams[i]
		set(&t.Size, DefaultSize)
		set(&t.SpeedKmh, WalkKmh)
		t.Shifts = slices.Clone(t.Shifts)
		for j := range t.Shifts {
			t.Shifts[j].defaultBreak()
		}
	}
	return &out
}

func set[T comparable](v *T, to T) {
	var zero T
	if *v == zero {
		*v = to
	}
}

// defaultBreak allows the break in the middle half of the shift, or as much around
// its middle as the break needs.
func (s *Shift) defaultBreak() {
	from, okFrom := parseClock(s.From)
	to, okTo := parseClock(s.To)
	if s.BreakMin <= 0 || len(s.BreakBetween) > 0 || !okFrom || !okTo {
		return
	}
	if to <= from {
		to += dayMin
	}
	quarter := min((to-from)/4, (to-from-s.BreakMin)/2)
	if quarter < 0 {
		return
	}
	clock := func(m int) string { return fmt.Sprintf("%02d:%02d", m%dayMin/60, m%60) }
	s.BreakBetween = []string{clock(from + quarter), clock(to - quarter)}
}

// cellCentre is the middle of the centres of some cells.
func cellCentre(names []string) (orb.Point, bool) {
	var sum orb.Point
	for _, name := range names {
		c, err := hexgrid.Parse(name)
		if err != nil {
			return orb.Point{}, false
		}
		p := c.Centre()
		sum[0] += p[0]
		sum[1] += p[1]
	}
	n := float64(len(names))
	return orb.Point{sum[0] / n, sum[1] / n}, len(names) > 0
}

// PlaceBases gives the teams whose base is a site id the site's point and name.
// Errors: ErrOperation when a site is not found.
func (op *Operation) PlaceBases(site func(id string) (p orb.Point, name string, ok bool)) error {
	for i := range op.Teams {
		t := &op.Teams[i]
		if t.BaseSite == "" || t.Base != [2]float64{} {
			continue
		}
		p, name, ok := site(t.BaseSite)
		if !ok {
			return &OperationError{Table: "team", Index: i, Name: t.ID, Key: "base",
				Problem: fmt.Sprintf("no site %q is loaded", t.BaseSite), Write: "[longitude, latitude] or the code of a loaded site"}
		}
		t.Base = p
		set(&t.BaseName, name)
	}
	return nil
}
