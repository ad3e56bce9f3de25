package export

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
	"hexbeat/geo/index"
	"hexbeat/geo/osgrid"
	"hexbeat/hotspot"
)

var recordColumns = []string{"id", "source", "reference", "category", "raw_category", "tags", "setting", "from", "to", "precision",
	"recorded_at", "lon", "lat", "easting", "northing", "location", "cell", "ward_code"}

// fromOutside are the columns that hold text as somebody else wrote it: source,
// reference, raw category, location, ward.
var fromOutside = []int{1, 2, 4, 15, 17}

// RecordsCSV writes every incident that keep takes, one a line. Points have nine
// decimals and National Grid metres to the millimetre, empty outside the grid; the
// cell is at resolution 10; the ward is of the vintage in force on the incident's
// day. It is a disclosure and is audited by the store.
func RecordsCSV(ctx context.Context, w io.Writer, s *data.Store, sc data.Scope, keep func(data.Record) bool) error {
	areas, err := s.Areas(ctx, sc)
	if err != nil {
		return err
	}
	wards := wardFinder(areas)
	out := csv.NewWriter(w)
	if err := out.Write(recordColumns); err != nil {
		return err
	}
	err = s.EachRecord(ctx, sc, "export incidents as CSV", func(r data.Record) error {
		if !keep(r) {
			return nil
		}
		row := recordRow(r, wards)
		for _, i := range fromOutside {
			row[i] = plain(row[i])
		}
		return out.Write(row)
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

func recordRow(r data.Record, ward func(orb.Point, hotspot.Day) string) []string {
	from, to := span(r)
	row := []string{strconv.FormatInt(r.ID, 10), r.Source, r.Reference, r.Category, r.Raw, strings.Join(r.Tags, ";"),
		r.Setting.String(), from, to, r.Precision.String(), "", "", "", "", "", r.Location, "", ""}
	if !r.Recorded.IsZero() {
		row[10] = r.Recorded.Format(time.RFC3339)
	}
	if !r.Located {
		return row
	}
	p := orb.Point{r.Lon, r.Lat}
	row[11], row[12] = degrees(r.Lon), degrees(r.Lat)
	row[13], row[14] = gridMetres(r, p)
	if cell, err := hexgrid.At(p, 10); err == nil {
		row[16] = cell.String()
	}
	row[17] = ward(p, r.Day)
	return row
}

// span writes times as closely as they are known: a month as 2019-05, a date as a
// date, an instant with its time.
func span(r data.Record) (from, to string) {
	switch r.Precision {
	case hotspot.Month:
		return r.Day.String()[:7], r.LastDay.String()[:7]
	case hotspot.DayOnly:
		return r.Day.String(), r.LastDay.String()
	}
	return r.From.Format(time.RFC3339), r.To.Format(time.RFC3339)
}

// gridMetres returns National Grid coordinates as they were given, else converted.
func gridMetres(r data.Record, p orb.Point) (easting, northing string) {
	en := orb.Point{r.GivenX, r.GivenY}
	if r.GivenCRS != "EPSG:27700" {
		var err error
		if en, err = osgrid.FromLonLat(p); err != nil {
			return "", ""
		}
	}
	return strconv.FormatFloat(en[0], 'f', 3, 64), strconv.FormatFloat(en[1], 'f', 3, 64)
}

// wardFinder finds a point's ward in the vintage in force on a day.
func wardFinder(areas []geo.Area) func(orb.Point, hotspot.Day) string {
	type vintage struct {
		from  hotspot.Day
		areas []geo.Area
		index *index.Areas
	}
	var all []*vintage // areas come sorted by vintage
	for _, a := range areas {
		if a.Kind != geo.Ward {
			continue
		}
		from := hotspot.Day(0)
		if !a.ValidFrom.IsZero() {
			from = hotspot.DayOf(a.ValidFrom, time.UTC)
		}
		if len(all) == 0 || all[len(all)-1].from != from {
			all = append(all, &vintage{from: from})
		}
		all[len(all)-1].areas = append(all[len(all)-1].areas, a)
	}
	for _, v := range all {
		v.index = index.NewAreas(v.areas)
	}
	return func(p orb.Point, day hotspot.Day) string {
		for i := len(all) - 1; i >= 0; i-- {
			if all[i].from > day && i > 0 {
				continue
			}
			if at, _ := all[i].index.Partition(p); at >= 0 {
				return all[i].areas[at].Code
			}
			return ""
		}
		return ""
	}
}
