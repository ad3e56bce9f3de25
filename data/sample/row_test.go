package sample

import (
	"encoding/csv"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo/osgrid"
)

// row is one line of an incident file, read back as a stranger would: nothing of
// the generator's own knowledge is in it.
type row struct {
	source, reference, category, raw, setting, location, provenance string
	tags                                                            []string
	from, to, recorded                                              time.Time // wall clock, as UTC
	dayOnly, located, swapped                                       bool
	lonlat                                                          orb.Point
	at                                                              orb.Point // metres of the frame
}

func (r row) tagged(tag string) bool { return slices.Contains(r.tags, tag) }

func (r row) near(p orb.Point, radiusM float64) bool { return r.located && dist(r.at, p) <= radiusM }

// between reports whether the row began on one of the days from..to, both included.
func (r row) between(from, to string) bool {
	d := r.from.Format(time.DateOnly)
	return d >= from && d <= to
}

// inWindow is the last twelve weeks.
func (r row) inWindow() bool { return r.between("2026-08-10", "2026-11-01") }

// inHours reports whether a time of day lies in [from, to) hours; bands may pass midnight.
func inHours(t time.Time, from, to int) bool {
	h := t.Hour()
	if from < to {
		return h >= from && h < to
	}
	return h >= from || h < to
}

// night is the weekday a night belongs to: the small hours are the day's before.
func night(t time.Time) time.Weekday { return t.Add(-5 * time.Hour).Weekday() }

var readRows = sync.OnceValues(func() ([]row, error) { return readExtract(Extracts()[0]) })

// readExtract reads both files of an extract, the rows of no use among the others.
func readExtract(e Extract) ([]row, error) {
	files, err := Files()
	if err != nil {
		return nil, err
	}
	var out []row
	for _, part := range e.Files {
		f, err := files.Open(part.Name)
		if err != nil {
			return nil, err
		}
		rows, err := readRowsOf(f, part.Source)
		f.Close()
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

func readRowsOf(f fs.File, source string) ([]row, error) {
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	var out []row
	for n, l := range lines {
		if n == 0 {
			continue
		}
		r := row{source: source, reference: l[0], category: l[4], raw: l[5], setting: l[7], location: l[10], provenance: l[11]}
		if l[6] != "" {
			r.tags = strings.Split(l[6], ";")
		}
		if r.from, err = time.Parse("2006-01-02 15:04", l[1]); err != nil {
			r.from, err = time.Parse(time.DateOnly, l[1])
			r.dayOnly = true
		}
		if err == nil && l[2] != "" {
			r.to, err = time.Parse("2006-01-02 15:04", l[2])
		}
		if err == nil {
			r.recorded, err = time.Parse("2006-01-02 15:04", l[3])
		}
		if err == nil && l[8] != "" {
			err = r.locate(l[8], l[9])
		}
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (r *row) locate(lon, lat string) (err error) {
	if r.lonlat[0], err = strconv.ParseFloat(lon, 64); err != nil {
		return err
	}
	if r.lonlat[1], err = strconv.ParseFloat(lat, 64); err != nil {
		return err
	}
	if r.lonlat[0] > 48 { // no longitude of Britain
		r.swapped = true
		return nil
	}
	en, err := osgrid.FromLonLat(r.lonlat)
	r.at, r.located = orb.Point{en[0] - Origin[0], en[1] - Origin[1]}, true
	return err
}

// lines are all rows of the first extract, rows those that can be used.
func lines(t *testing.T) []row {
	t.Helper()
	all, err := readRows()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func rows(t *testing.T) []row {
	t.Helper()
	return pickRows(lines(t), func(r row) bool { return !r.swapped })
}

// pickRows are the rows of a kind.
func pickRows(all []row, in func(row) bool) []row {
	var out []row
	for _, r := range all {
		if in(r) {
			out = append(out, r)
		}
	}
	return out
}
