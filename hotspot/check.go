package hotspot

import (
	"fmt"
	"math"

	"hexbeat/geo/hexgrid"
)

// check refuses a snapshot whose columns differ in length or whose indices point
// nowhere, so that nothing behind it can panic. Errors: ErrSnapshot.
func (s *Snapshot) check() error {
	n := s.Len()
	for _, c := range []struct {
		name string
		len  int
	}{
		{"PlaceOf", len(s.PlaceOf)}, {"Day", len(s.Day)}, {"LastDay", len(s.LastDay)}, {"Start", len(s.Start)},
		{"SpanMin", len(s.SpanMin)}, {"Precision", len(s.Precision)}, {"Category", len(s.Category)},
		{"Raw", len(s.Raw)}, {"Setting", len(s.Setting)}, {"Tags", len(s.Tags)}, {"Source", len(s.Source)},
	} {
		if c.len != n {
			return fmt.Errorf("%w: column %s has %d rows and ID has %d", ErrSnapshot, c.name, c.len, n)
		}
	}
	for i := range n {
		if p := s.PlaceOf[i]; p < -1 || int(p) >= len(s.Places) {
			return fmt.Errorf("%w: incident %d is at place %d of %d", ErrSnapshot, s.ID[i], p, len(s.Places))
		}
		if int(s.Category[i]) >= len(s.Categories) {
			return fmt.Errorf("%w: incident %d has category %d of %d", ErrSnapshot, s.ID[i], s.Category[i], len(s.Categories))
		}
		if s.Start[i] < -1 || s.Start[i] >= 24*60 {
			return fmt.Errorf("%w: incident %d starts at minute %d of its day", ErrSnapshot, s.ID[i], s.Start[i])
		}
	}
	return s.checkPlaces()
}

func (s *Snapshot) checkPlaces() error {
	for i := range s.Places {
		if p := s.Places[i].Point; !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
			return fmt.Errorf("%w: place %d: %w", ErrSnapshot, i, hexgrid.ErrCoordinate)
		}
	}
	for i := range s.Partitions {
		p := &s.Partitions[i]
		if len(p.Of) != len(s.Places) {
			return fmt.Errorf("%w: %s boundaries place %d of %d places", ErrSnapshot, p.Kind, len(p.Of), len(s.Places))
		}
		for _, a := range p.Of {
			if a < -1 || int(a) >= len(p.Areas) {
				return fmt.Errorf("%w: a place is in %s %d of %d", ErrSnapshot, p.Kind, a, len(p.Areas))
			}
		}
	}
	for i := range s.Overlays {
		o := &s.Overlays[i]
		if len(o.In) != len(s.Places) {
			return fmt.Errorf("%w: %s areas place %d of %d places", ErrSnapshot, o.Kind, len(o.In), len(s.Places))
		}
		for _, in := range o.In {
			for _, a := range in {
				if a < 0 || int(a) >= len(o.Areas) {
					return fmt.Errorf("%w: a place is in %s %d of %d", ErrSnapshot, o.Kind, a, len(o.Areas))
				}
			}
		}
	}
	return nil
}
