package sample

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// columns are those of an incident file, named as the program's fields.
var columns = []string{"reference", "occurred_from", "occurred_to", "recorded", "category", "raw_category", "tags", "setting", "lon", "lat", "location", "provenance"}

// incidentsFile is what an agency's system held at the borough's clock, in the
// order of recording. Longitude and latitude have seven decimals, about a
// centimetre; a record without a position leaves them empty.
func (b *Borough) incidentsFile(source string) ([]byte, error) {
	return incidentsCSV(b.Incidents, func(i Incident) bool { return i.Source == source && i.Known() })
}

func incidentsCSV(rows []Incident, in func(Incident) bool) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.Write(columns); err != nil {
		return nil, err
	}
	for _, i := range rows {
		if !in(i) {
			continue
		}
		if err := w.Write(i.record()); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

func (i Incident) record() []string {
	from, to, lon, lat := i.From.String(), "", "", ""
	if i.DayOnly {
		from = i.From.Date()
	}
	if i.To > 0 {
		to = i.To.String()
	}
	if !i.Unlocated {
		lon, lat = strconv.FormatFloat(i.LonLat[0], 'f', 7, 64), strconv.FormatFloat(i.LonLat[1], 'f', 7, 64)
	}
	if i.Swapped {
		lon, lat = lat, lon
	}
	return []string{i.Reference, from, to, i.Recorded.String(), i.Category, i.Raw, strings.Join(i.Tags, ";"), i.Setting, lon, lat, i.Location, i.Provenance()}
}
