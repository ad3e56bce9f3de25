package hotspot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hexbeat/geo"
)

// areaRef points at one loaded area of a snapshot: of a partition, or of an
// overlay where part is -1.
type areaRef struct{ part, over, area int }

func (s *Snapshot) areaOf(r areaRef) geo.Area {
	if r.part >= 0 {
		return s.Partitions[r.part].Areas[r.area]
	}
	return s.Overlays[r.over].Areas[r.area]
}

// partitionIndexAt is the index of PartitionAt, or -1.
func (s *Snapshot) partitionIndexAt(kind geo.Kind, day Day) int {
	p := s.PartitionAt(kind, day)
	for i := range s.Partitions {
		if &s.Partitions[i] == p {
			return i
		}
	}
	return -1
}

// findAreas resolves the areas a question names; with none named, every loaded
// borough, else every loaded ward. The boundaries are those in force on the day;
// a code of another vintage is taken with a warning. Errors: ErrArea.
func (s *Snapshot) findAreas(in []string, on Day) (refs []areaRef, warnings []string, err error) {
	if len(in) == 0 {
		for _, kind := range []geo.Kind{geo.Borough, geo.Ward} {
			if i := s.partitionIndexAt(kind, on); i >= 0 && len(s.Partitions[i].Areas) > 0 {
				for j := range s.Partitions[i].Areas {
					refs = append(refs, areaRef{i, -1, j})
				}
				return refs, nil, nil
			}
		}
		return nil, nil, nil
	}
	for _, name := range in {
		r, warning, err := s.findArea(name, on)
		if err != nil {
			return nil, nil, err
		}
		if warning != "" {
			warnings = append(warnings, warning)
		}
		if !slices.Contains(refs, r) {
			refs = append(refs, r)
		}
	}
	slices.SortFunc(refs, func(a, b areaRef) int {
		return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.over, b.over), cmp.Compare(a.area, b.area))
	})
	return refs, warnings, nil
}

// findArea resolves one "kind:code-or-name", without regard to case.
func (s *Snapshot) findArea(text string, on Day) (areaRef, string, error) {
	k, name, found := strings.Cut(text, ":")
	kind, name := geo.Kind(strings.ToLower(strings.TrimSpace(k))), strings.TrimSpace(name)
	if !found || name == "" {
		return areaRef{}, "", fmt.Errorf("%w: %q; write KIND:CODE or KIND:NAME, as ward:Bishopsgate", ErrArea, text)
	}
	current := s.partitionIndexAt(kind, on)
	if current >= 0 {
		if hits := matchAreas(s.Partitions[current].Areas, name); len(hits) > 0 {
			return oneArea(text, s.Partitions[current].Areas, hits, areaRef{current, -1, 0})
		}
	}
	for i := range s.Partitions {
		p := &s.Partitions[i]
		if p.Kind != kind || i == current {
			continue
		}
		if hits := matchAreas(p.Areas, name); len(hits) > 0 {
			r, _, err := oneArea(text, p.Areas, hits, areaRef{i, -1, 0})
			return r, fmt.Sprintf("%s is of the boundaries from %s, not those in force on %s", text, p.Vintage, on), err
		}
	}
	for i := range s.Overlays {
		if o := &s.Overlays[i]; o.Kind == kind {
			if hits := matchAreas(o.Areas, name); len(hits) > 0 {
				return oneArea(text, o.Areas, hits, areaRef{-1, i, 0})
			}
		}
	}
	return areaRef{}, "", s.unknownArea(text, kind, name, current)
}

// matchAreas are the areas whose code, else whose name, is the text.
func matchAreas(areas []geo.Area, text string) (hits []int) {
	for i, a := range areas {
		if strings.EqualFold(a.Code, text) {
			return []int{i}
		}
	}
	want := plain(text)
	for i, a := range areas {
		if plain(a.Name) == want && want != "" {
			hits = append(hits, i)
		}
	}
	return hits
}

func oneArea(text string, areas []geo.Area, hits []int, r areaRef) (areaRef, string, error) {
	if len(hits) > 1 {
		codes := make([]string, len(hits))
		for i, h := range hits {
			codes[i] = areas[h].Code
		}
		return r, "", fmt.Errorf("%w: %d areas are called %q; write the code: %s", ErrArea, len(hits), text, strings.Join(codes, ", "))
	}
	r.area = hits[0]
	return r, "", nil
}

// unknownArea says what is loaded that is spelt nearly so.
func (s *Snapshot) unknownArea(text string, kind geo.Kind, name string, current int) error {
	var names []string
	if current >= 0 {
		for _, a := range s.Partitions[current].Areas {
			names = append(names, a.Name, a.Code)
		}
	}
	if o := s.Overlay(kind); o != nil {
		for _, a := range o.Areas {
			names = append(names, a.Name, a.Code)
		}
	}
	if len(names) == 0 {
		return fmt.Errorf("%w: %q; no areas of kind %q are loaded", ErrArea, text, kind)
	}
	return fmt.Errorf("%w: %q; the nearest names are %s", ErrArea, text, quoteList(nearest(name, names, 5)))
}
