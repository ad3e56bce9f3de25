package web

import (
	"errors"
	"fmt"
	"strings"

	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
)

// sparkWeeks is how far back the small line reaches.
const sparkWeeks = 26

// spark is a line of weekly counts, the last week being the seven days to the
// data-to date.
type spark struct{ Weeks []int }

// Points are the line's corners in a box of 130 by 30.
func (s *spark) Points() string {
	const width, height = 130.0, 30.0
	top := 1
	for _, n := range s.Weeks {
		top = max(top, n)
	}
	var b strings.Builder
	for i, n := range s.Weeks {
		x := 1 + (width-2)*float64(i)/float64(max(len(s.Weeks)-1, 1))
		y := height - 1 - (height-2)*float64(n)/float64(top)
		fmt.Fprintf(&b, "%.1f,%.1f ", x, y)
	}
	return strings.TrimSpace(b.String())
}

// Words say the line to who cannot see it.
func (s *spark) Words() string {
	top, last := 0, 0
	for _, n := range s.Weeks {
		top, last = max(top, n), n
	}
	return fmt.Sprintf("Reports a week over %d weeks: at most %d, %d in the last.", len(s.Weeks), top, last)
}

// sparksOf counts each group's incidents by week. It is empty where records know
// their month only, because then there are no weeks.
func sparksOf(snap *hotspot.Snapshot, q hotspot.Question, groups []hotspot.Group) (map[string]*spark, error) {
	to := snap.DataToDay()
	q.Window = hotspot.Window{From: to - 7*sparkWeeks + 1, To: to}
	rows, err := hotspot.Matching(snap, q)
	if errors.Is(err, hotspot.ErrWindow) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	at := map[int32][]*spark{} // by place
	out := map[string]*spark{}
	for _, g := range groups {
		out[g.ID] = &spark{Weeks: make([]int, sparkWeeks)}
	}
	cells := cellOwners(groups, out)
	for _, i := range rows.Located {
		if snap.Precision[i] == hotspot.Month {
			return nil, nil
		}
		p := snap.PlaceOf[i]
		owners, seen := at[p]
		if !seen {
			owners = cells[snap.Places[p].Cell]
			at[p] = owners
		}
		for _, s := range owners {
			s.Weeks[int(snap.Day[i]-q.Window.From)/7]++
		}
	}
	return out, nil
}

// cellOwners are the lines that a cell's incidents count in.
func cellOwners(groups []hotspot.Group, sparks map[string]*spark) map[hexgrid.Cell][]*spark {
	owners := map[hexgrid.Cell][]*spark{}
	for _, g := range groups {
		for _, c := range g.Cells {
			owners[c] = append(owners[c], sparks[g.ID])
		}
	}
	return owners
}
