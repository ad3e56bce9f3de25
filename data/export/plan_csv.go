package export

import (
	"encoding/csv"
	"io"
	"strconv"

	"hexbeat/patrol"
)

var planColumns = []string{"walk", "team", "date", "shift", "stop", "hotspot", "name", "arrive", "leave", "walk_s", "lon", "lat"}

// PlanCSV writes one line a visit, walks in the plan's order, under a header. Times are
// RFC 3339 with the London offset; text that a spreadsheet would run is guarded.
func PlanCSV(w io.Writer, p *patrol.Plan) error {
	places := map[string]patrol.Place{}
	for _, pl := range p.Places {
		places[pl.ID] = pl
	}
	out := csv.NewWriter(w)
	if err := out.Write(planColumns); err != nil {
		return err
	}
	for i, walk := range p.Shifts {
		for n, s := range walk.Stops {
			pl := places[s.Hotspot]
			err := out.Write([]string{strconv.Itoa(i + 1), plain(walk.Team), plain(walk.Date), plain(ShiftHours(walk)), strconv.Itoa(n + 1),
				plain(s.Hotspot), plain(pl.Name), plain(s.Arrive), plain(s.Leave), strconv.Itoa(s.WalkS), degrees(pl.Lon), degrees(pl.Lat)})
			if err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}
