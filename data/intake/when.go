package intake

import (
	"errors"
	"time"

	"hexbeat/data"
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

// The dates that can be meant: outside them a digit is wrong, and one such row would
// move the end of the data and with it every window counted back from there.
var (
	earliest = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

// parseWhen reads a time in a zone. A time that happens twice takes the first; one
// that is skipped takes the instant the clock would have shown without the change.
func parseWhen(s string, zone *time.Location) (moment, error) {
	for _, l := range layoutsFor(len(s)) {
		t, err := time.ParseInLocation(l.layout, s, zone)
		if err != nil || t.Before(earliest) || !t.Before(latest) {
			continue
		}
		switch l.precision {
		case hotspot.DayOnly:
			return moment{t, t.AddDate(0, 0, 1).Add(-time.Second), l.precision}, nil
		case hotspot.Month:
			return moment{t, t.AddDate(0, 1, 0).Add(-time.Second), l.precision}, nil
		}
		if !l.offset {
			t = firstOfTwo(t)
		}
		return moment{t, t, l.precision}, nil
	}
	return moment{}, errDate
}

// firstOfTwo is the earlier of the two instants at which the clock shows the same,
// when it was put back between them. Which of them Go's parsing takes is not promised.
func firstOfTwo(t time.Time) time.Time {
	_, now := t.Zone()
	_, before := t.Add(-3 * time.Hour).Zone()
	early := t.Add(-time.Duration(before-now) * time.Second)
	if _, then := early.Zone(); before > now && then == before {
		return early
	}
	return t
}

type layout struct {
	layout    string
	precision hotspot.Precision
	offset    bool // the text says which instant it is
}

// layoutsFor spares trying layouts of another length.
func layoutsFor(n int) []layout {
	var out []layout
	add := func(ls []string, p hotspot.Precision) {
		for _, l := range ls {
			if len(l) == n {
				out = append(out, layout{l, p, false})
			}
		}
	}
	add(monthLayouts, hotspot.Month)
	add(dayLayouts, hotspot.DayOnly)
	add(minuteLayouts, hotspot.Minute)
	if len(out) == 0 {
		for _, l := range offsetLayouts {
			out = append(out, layout{l, hotspot.Minute, true})
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

// dateHint is what to write for a date.
const dateHint = "write YYYY-MM-DD HH:MM, YYYY-MM-DD or YYYY-MM, from 1900 to 2099"

// when reads the date or the interval it happened in, and when it was recorded.
func (r *row) when(in *data.Incident) *Fault {
	from := "occurred"
	if r.has("occurred_from") {
		from = "occurred_from"
	}
	if r.get(from) == "" {
		return r.fault(from, "no date", "", dateHint)
	}
	m, err := parseWhen(r.get(from), r.zone)
	if err != nil {
		return r.fault(from, "date not understood", r.get(from), dateHint)
	}
	if text := r.get("occurred_to"); text != "" {
		to, err := parseWhen(text, r.zone)
		switch {
		case err != nil:
			return r.fault("occurred_to", "date not understood", text, dateHint)
		case to.last.Before(m.first):
			return r.fault("occurred_to", "the interval ends before it begins", r.get(from)+" to "+text, "check the two dates")
		}
		m = m.join(to)
	}
	in.Precision, in.From, in.To = m.precision, m.first.UTC(), m.last.UTC()
	in.Day, in.LastDay = hotspot.DayOf(m.first, r.zone), hotspot.DayOf(m.last, r.zone)
	in.StartMin = -1
	if m.precision <= hotspot.Interval {
		in.Day, in.LastDay = hotspot.DayOf(m.first, r.local), hotspot.DayOf(m.last, r.local)
		clock := m.first.In(r.local) // a time with an offset, or of another zone, is still a local hour
		in.StartMin = clock.Hour()*60 + clock.Minute()
	}
	if text := r.get("recorded"); text != "" {
		rec, err := parseWhen(text, r.zone)
		if err != nil {
			return r.fault("recorded", "date not understood", text, dateHint)
		}
		in.Recorded = rec.first.UTC()
	}
	return nil
}
