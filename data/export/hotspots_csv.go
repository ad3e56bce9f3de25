package export

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"

	"hexbeat/hotspot"
)

// cellColumns are the contract's columns, one line a cell.
var cellColumns = []string{"cell", "res", "lon", "lat", "area_m2", "count", "weight", "expected", "z", "p", "q",
	"poisson_p", "poisson_q", "hot", "class", "ward_code"}

// CellsCSV writes one line a cell in the result's order. Undefined numbers are
// empty; the others keep every digit, so that a second program can check them.
func CellsCSV(w io.Writer, r *hotspot.Result, keep Rows) error {
	out := csv.NewWriter(w)
	if err := out.Write(cellColumns); err != nil {
		return err
	}
	for _, c := range r.Cells {
		if !keep(c) {
			continue
		}
		err := out.Write([]string{c.Cell.String(), strconv.Itoa(c.Cell.Res()), degrees(c.Centre[0]), degrees(c.Centre[1]),
			exact(c.AreaM2), strconv.Itoa(c.Count), exact(c.Weight), exact(c.Expected), exact(c.Z), exact(c.P), exact(c.Q),
			exact(c.PoissonP), exact(c.PoissonQ), strconv.FormatBool(c.Hot), string(c.Class), plain(c.Ward)})
		if err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

var hotspotColumns = []string{"rank", "id", "list", "name", "count", "borough_average", "usual_here", "z_max", "q_min",
	"share", "stability", "class", "reason", "cells", "ward_codes", "ward_names", "pspo_ids", "peak",
	"not_for_foot_patrol", "check_data", "fresh", "lon", "lat", "area_m2"}

// HotspotsCSV writes one line a group, hotspots first, then watch, then busiest.
// Lists within a field are separated by spaces, names by "; ".
func HotspotsCSV(w io.Writer, r *hotspot.Result) error {
	out := csv.NewWriter(w)
	if err := out.Write(hotspotColumns); err != nil {
		return err
	}
	for _, list := range [][]hotspot.Group{r.Hotspots, r.Watch, r.Busiest} {
		for _, g := range list {
			if err := out.Write(hotspotRow(g)); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func hotspotRow(g hotspot.Group) []string {
	cells := make([]string, len(g.Cells))
	for i, c := range g.Cells {
		cells[i] = c.String()
	}
	return []string{strconv.Itoa(g.Rank), g.ID, string(g.List), plain(g.Name), strconv.Itoa(g.Count),
		exact(g.BoroughAverage), exact(g.UsualHere), exact(g.ZMax), exact(g.QMin), exact(g.Share), "",
		string(classOf(g.List)), plain(g.Reason), strings.Join(cells, " "), plain(strings.Join(g.WardCodes, " ")),
		plain(strings.Join(g.WardNames, "; ")), plain(strings.Join(g.PSPOIDs, " ")), g.Peak, plain(g.NotForFootPatrol),
		plain(g.CheckData), string(g.Fresh), degrees(g.Centre[0]), degrees(g.Centre[1]), exact(g.AreaM2)}
}

// exact is the shortest text that reads back as the same number; empty when there
// is none.
func exact(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return ""
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// degrees has nine decimals, a tenth of a millimetre.
func degrees(f float64) string { return strconv.FormatFloat(f, 'f', 9, 64) }

// plain guards text that came from outside against being run: a spreadsheet takes a
// field that begins with one of these signs for a formula.
func plain(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
