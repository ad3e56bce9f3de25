package intake

import (
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// zones sets the zones of a row that has none of its own: a layer's times are local.
func (r *row) zones() error {
	local, err := time.LoadLocation(data.Zone)
	if err != nil {
		return err
	}
	r.zone, r.local = local, local
	return nil
}

// when reads the dates. An event has "from" and "to", each a date with or without a
// time, or a "date" with "from" and "to" as times of that day; one that ends before it
// begins on the clock ends on the next day. A perception has a date or a month. A site
// or place may have the first and the last day it stands.
func (r *layerReader) when(w *row, _ orb.Geometry, f *data.LayerFeature) *Fault {
	f.Span = data.AlwaysSpan
	if r.o.Kind != geo.Event && r.o.Kind != perception && !r.o.ValidFrom.IsZero() {
		f.Span.From = hotspot.DayOf(r.o.ValidFrom, time.UTC)
	}
	if w.get("date") != "" {
		if fault := r.onDate(w, &f.Span); fault != nil {
			return fault
		}
	} else if fault := r.fromTo(w, &f.Span); fault != nil {
		return fault
	}
	switch {
	case f.Span.From == 0 && (r.o.Kind == geo.Event || r.o.Kind == perception):
		return r.fault(w, "no date", "", "give each its date; a perception may have a month, as 2026-09")
	case f.Span.To != 0 && f.Span.To < f.Span.From:
		return w.fault("to", "it ends before it begins", f.Span.From.String()+" to "+f.Span.To.String(), "check the two dates")
	}
	return nil
}

// onDate reads a date and the times of that day.
func (r *layerReader) onDate(w *row, s *data.LayerSpan) *Fault {
	m, err := parseWhen(w.get("date"), w.zone)
	if err != nil {
		return w.fault("date", "date not understood", cut(w.get("date")), dateHint)
	}
	s.From, s.To = hotspot.DayOf(m.first, w.local), hotspot.DayOf(m.last, w.local)
	if m.precision == hotspot.Minute {
		s.FromMin = minuteOf(m.first, w.local)
	}
	for _, end := range []struct {
		field  string
		minute *int
	}{{"from", &s.FromMin}, {"to", &s.ToMin}} {
		text := w.get(end.field)
		if text == "" {
			continue
		}
		t, err := time.Parse("15:04", text)
		if err != nil || s.From != s.To {
			return w.fault(end.field, "time not understood", cut(text), "beside one date write HH:MM; without the date column write date and time")
		}
		*end.minute = t.Hour()*60 + t.Minute()
	}
	if s.FromMin >= 0 && s.ToMin >= 0 && s.ToMin <= s.FromMin {
		s.To++
	}
	return nil
}

// fromTo reads two ends, each a date with or without a time. An event without an end
// is of one day.
func (r *layerReader) fromTo(w *row, s *data.LayerSpan) *Fault {
	for _, end := range []struct {
		field  string
		last   bool
		day    *hotspot.Day
		minute *int
	}{{"from", false, &s.From, &s.FromMin}, {"to", true, &s.To, &s.ToMin}} {
		text := w.get(end.field)
		if text == "" {
			continue
		}
		m, err := parseWhen(text, w.zone)
		if err != nil {
			return w.fault(end.field, "date not understood", cut(text), dateHint)
		}
		at := m.first
		if end.last {
			at = m.last
		}
		*end.day = hotspot.DayOf(at, w.local)
		if m.precision == hotspot.Minute {
			*end.minute = minuteOf(at, w.local)
		}
	}
	if r.o.Kind == geo.Event && s.To == 0 {
		s.To = s.From
	}
	if s.From == s.To && s.FromMin >= 0 && s.ToMin >= 0 && s.ToMin < s.FromMin {
		return w.fault("to", "it ends before it begins", "", "an event that passes midnight ends on the next date")
	}
	return nil
}

// minuteOf is a local minute of the day.
func minuteOf(t time.Time, zone *time.Location) int {
	c := t.In(zone)
	return c.Hour()*60 + c.Minute()
}
