package intake

import (
	"errors"
	"time"

	"hexbeat/hotspot"
)

var errDate = errors.New("not a date")

// layouts by precision. Day-first dates are the British reading of slashes.
var (
	minuteLayouts = []string{"2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02T15:04:05", "02/01/2006 15:04", "02/01/2006 15:04:05"}
	offsetLayouts = []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00"}
	dayLayouts    = []string{"2006-01-02", "02/01/2006"}
	monthLayouts  = []string{"2006-01"}
)

// moment is a time as closely as the text gives it: any instant from first to last.
type moment struct {
	first, last time.Time
	precision   hotspot.Precision
}

// parseWhen reads a time in a zone. A time that happens twice takes the first; one
// that is skipped takes the instant the clock would have shown without the change.
func parseWhen(s string, zone *time.Location) (moment, error) {
	for _, l := range layoutsFor(len(s)) {
		t, err := time.ParseInLocation(l.layout, s, zone)
		if err != nil {
			continue
		}
		switch l.precision {
		case hotspot.DayOnly:
			return moment{t, t.AddDate(0, 0, 1).Add(-time.Second), l.precision}, nil
		case hotspot.Month:
			return moment{t, t.AddDate(0, 1, 0).Add(-time.Second), l.precision}, nil
		}
		return moment{t, t, l.precision}, nil
	}
	return moment{}, errDate
}

type layout struct {
	layout    string
	precision hotspot.Precision
}

// layoutsFor spares trying layouts of another length.
func layoutsFor(n int) []layout {
	var out []layout
	add := func(ls []string, p hotspot.Precision) {
		for _, l := range ls {
			if len(l) == n {
				out = append(out, layout{l, p})
			}
		}
	}
	add(monthLayouts, hotspot.Month)
	add(dayLayouts, hotspot.DayOnly)
	add(minuteLayouts, hotspot.Minute)
	if len(out) == 0 {
		for _, l := range offsetLayouts {
			out = append(out, layout{l, hotspot.Minute})
		}
	}
	return out
}

// join makes one span of an occurred-from and an occurred-to.
func (m moment) join(to moment) moment {
	p := hotspot.Interval
	if m.first.Equal(to.last) {
		p = m.precision
	}
	return moment{m.first, to.last, p}
}
