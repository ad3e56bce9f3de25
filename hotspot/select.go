package hotspot

import (
	"fmt"
	"slices"
)

// filter is which incidents a question takes, apart from when and where.
type filter struct {
	s           *Snapshot
	kinds       Kinds
	category    []bool          // by category index
	raw         []bool          // by raw label index: named as such
	generated   []bool          // left out because police presence made it
	paired      map[uint32]bool // by category and raw label: a kind that a source files under the wider category
	apart       []string        // ids of the layers of their own that are left out
	tags        uint64          // any of these; 0 means all
	settings    [256]bool
	allSettings bool
	labels      []string // what is taken, for Meta
	excluded    []string // ids of the categories left out
}

// newFilter resolves the words of a question. A category is named by its id, its
// label, the name of a group or what a source called it, compared without case and
// with hyphens and spaces alike; with it come all that are kinds of it. Without names
// every category is taken that is not police-generated and no layer of its own; those
// are left out unless they are named. Errors: ErrCategory.
func newFilter(s *Snapshot, q Question) (*filter, error) {
	f := &filter{
		s: s, kinds: s.Kinds(), category: make([]bool, len(s.Categories)), generated: make([]bool, len(s.Categories)),
		raw: make([]bool, len(s.RawLabels)), allSettings: len(q.Settings) == 0,
	}
	for _, set := range q.Settings {
		f.settings[set] = true
	}
	if err := f.takeTags(q.Tags); err != nil {
		return nil, err
	}
	if len(q.Categories) == 0 {
		f.takeDefault()
		return f, nil
	}
	for _, name := range q.Categories {
		if err := f.takeCategory(name); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (f *filter) takeCategory(name string) error {
	want := plain(name)
	if want != "" && (f.takeNamed(want) || f.takeGroup(want)) {
		return nil
	}
	var names []string
	for _, c := range f.s.Categories {
		names = append(names, c.ID, c.Label)
	}
	for _, g := range f.s.Groups {
		names = append(names, g.ID, g.Label)
	}
	return unknownWord("category", name, append(names, f.s.RawLabels...))
}

func (f *filter) label(l string) {
	if !slices.Contains(f.labels, l) {
		f.labels = append(f.labels, l)
	}
}

func (f *filter) takeTags(names []string) error {
	for _, name := range names {
		want, found := plain(name), false
		for i, t := range f.s.TagNames[:min(len(f.s.TagNames), 64)] {
			if want != "" && plain(t) == want {
				f.tags |= 1 << i
				found = true
			}
		}
		if !found {
			return unknownWord("tag", name, f.s.TagNames)
		}
	}
	return nil
}

func unknownWord(what, name string, known []string) error {
	near := nearest(name, known, 5)
	if len(near) == 0 {
		return fmt.Errorf("%w: %s %q; the data have none", ErrCategory, what, name)
	}
	return fmt.Errorf("%w: %s %q; the nearest are %s", ErrCategory, what, name, quoteList(near))
}

// takes reports whether incident i is asked for; generated, whether it would be
// but for the rule on police-generated records.
func (f *filter) takes(i int) (yes, generated bool) {
	s := f.s
	if f.tags != 0 && s.Tags[i]&f.tags == 0 || !f.allSettings && !f.settings[s.Setting[i]] {
		return false, false
	}
	c := s.Category[i]
	if f.category[c] || int(s.Raw[i]) < len(f.raw) && f.raw[s.Raw[i]] || f.paired != nil && f.paired[pairOf(c, s.Raw[i])] {
		return true, false
	}
	return false, f.generated[c]
}

// selection is the incidents of a question in one window.
type selection struct {
	rows      []int32 // located, in the snapshot's order
	unlocated []int32
	generated []int32 // located, left out as police-generated
}

// selectIn takes the incidents of a window. An incident belongs to the window
// that holds the date it began on. One of which only the month is known counts
// where the whole month is in the window; a window that cuts a month holding
// such records is refused, with the two nearest windows that do not. Counts are
// never spread over dates. Errors: ErrWindow.
func (f *filter) selectIn(w Window) (selection, error) {
	var sel selection
	s := f.s
	var cuts cutEnds
	for i := range s.ID {
		day, last := s.Day[i], s.Day[i]
		if s.Precision[i] == Month {
			last = max(last, s.LastDay[i])
		}
		if last < w.From || day > w.To {
			continue
		}
		yes, generated := f.takes(i)
		switch {
		case !yes && !generated:
		case day < w.From || last > w.To:
			if yes {
				cuts.add(w, day, last)
			}
		case generated:
			if s.PlaceOf[i] >= 0 {
				sel.generated = append(sel.generated, int32(i))
			}
		case s.PlaceOf[i] < 0:
			sel.unlocated = append(sel.unlocated, int32(i))
		default:
			sel.rows = append(sel.rows, int32(i))
		}
	}
	return sel, cuts.err(w)
}
