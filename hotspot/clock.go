package hotspot

import "time"

// Hours counts incidents by weekday and local hour of the day. Row 0 is Monday,
// column 0 is midnight to 01:00. Numbers are not whole where an incident is known
// only to have begun between two times.
type Hours [7][24]float64

// ClockResult is when the incidents of a question began.
type ClockResult struct {
	Meta    Meta          `json:"meta"`
	Hours   Hours         `json:"hours"`
	Bands   [7][8]float64 `json:"bands"`   // three hours each, from midnight
	Timed   int           `json:"timed"`   // incidents in Hours; they sum to it
	Untimed int           `json:"untimed"` // incidents of which only the day or month is known
	Peak    string        `json:"peak"`    // "Fri-Sat 22:00-02:00", or why there is none
}

// Clock counts a question's incidents by weekday and hour, over the exact study
// area (not over its cells). Weekdays are calendar days; Hours.From gives policing
// days. Errors: as Detect.
func Clock(s *Snapshot, q Question) (*ClockResult, error) {
	a, err := analyse(s, q)
	if err != nil {
		return nil, err
	}
	rows := a.exactly()
	c := &ClockResult{Meta: a.meta()}
	c.Hours, c.Timed = s.hoursOf(rows)
	c.Untimed = len(rows) - c.Timed
	c.Bands = c.Hours.Bands()
	c.Peak, _ = c.Hours.peak(c.Timed)
	return c, nil
}

// exactly is the selected incidents exactly inside the study area. A question that
// names no area takes the unlocated too: they happened, if nobody knows where.
func (a *analysis) exactly() []int32 {
	var rows []int32
	for _, i := range a.sel.rows {
		if a.g.inside[a.s.PlaceOf[i]] {
			rows = append(rows, i)
		}
	}
	if len(a.q.In) == 0 {
		rows = append(rows, a.sel.unlocated...)
	}
	return rows
}

// Bands sums three hours at a time.
func (h Hours) Bands() (b [7][8]float64) {
	for d := range h {
		for hour, w := range h[d] {
			b[d][hour/3] += w
		}
	}
	return b
}

// From begins each day at an hour instead of midnight: what happened before it
// counts to the day before. The policing day is From(6). Columns stay hours of
// the clock.
func (h Hours) From(hour int) (out Hours) {
	for d := range h {
		for c, w := range h[d] {
			row := d
			if c < hour {
				row = (d + 6) % 7
			}
			out[row][c] += w
		}
	}
	return out
}

// hoursOf spreads incidents over the hours of the week and counts those whose
// time is known.
func (s *Snapshot) hoursOf(rows []int32) (h Hours, timed int) {
	for _, i := range rows {
		if s.spread(int(i), &h) {
			timed++
		}
	}
	return h, timed
}

// spread adds one incident to the hours; its weights sum to 1. An instant goes to
// its hour. One known to lie in [a, b) is spread over the hours it touches,
//
//	weight of hour k = | [a, b) intersect k | / (b - a)
//
// and one known no closer than a week (168 hours) evenly over all 168. A missing or
// reversed end gives everything to the hour of the start. An hour that happens
// twice when the clocks go back counts for both of its passes. It reports false,
// and adds nothing, where no time is known.
//
// Source: Ratcliffe, Aoristic analysis, Int. J. GIS 14 (2000); the rules for
// missing and long spans as in his R package aoristic.
func (s *Snapshot) spread(i int, h *Hours) bool {
	start, span := int(s.Start[i]), int(s.SpanMin[i])
	if start < 0 || s.Precision[i] == DayOnly || s.Precision[i] == Month {
		return false
	}
	switch {
	case s.Precision[i] == Minute || span <= 0:
		h[row(s.Day[i])][start/60]++
	case span > 7*24*60:
		for d := range h {
			for c := range h[d] {
				h[d][c] += 1.0 / 168
			}
		}
	default:
		s.spreadInterval(s.Day[i], start, span, h)
	}
	return true
}

func (s *Snapshot) spreadInterval(day Day, start, span int, h *Hours) {
	t := day.Time()
	from := time.Date(t.Year(), t.Month(), t.Day(), 0, start, 0, 0, s.zone())
	to := from.Add(time.Duration(span) * time.Minute)
	_, before := from.Zone()
	if _, after := to.Zone(); before == after { // no clock change: count in local minutes
		for m := start; m < start+span; {
			next := min((m/60+1)*60, start+span)
			h[row(day+Day(m/1440))][m/60%24] += float64(next-m) / float64(span)
			m = next
		}
		return
	}
	for at := from; at.Before(to); {
		local := at.In(s.zone())
		next := at.Add(time.Hour - time.Duration(local.Minute())*time.Minute)
		if next.After(to) {
			next = to
		}
		h[row(DayOf(at, s.zone()))][local.Hour()] += next.Sub(at).Minutes() / float64(span)
		at = next
	}
}

// row is the weekday with Monday 0.
func row(d Day) int { return (int(d.Weekday()) + 6) % 7 }
