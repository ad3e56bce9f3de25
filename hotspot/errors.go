package hotspot

import "errors"

// What a question can be refused for. Every text names what was asked and what to
// write instead; match with errors.Is.
var (
	// ErrQuestion: a resolution, ring, minimum count, rate or method out of range.
	ErrQuestion = errors.New("hotspot: question")
	// ErrArea: an area that is not loaded, or a name that more than one area bears.
	ErrArea = errors.New("hotspot: no such area")
	// ErrCategory: a category, raw label or tag that the data do not have.
	ErrCategory = errors.New("hotspot: no such category or tag")
	// ErrWindow: a window that ends before it begins, or that cuts a month of which
	// only the month is known.
	ErrWindow = errors.New("hotspot: window")
	// ErrSnapshot: columns of unequal length or an index that points nowhere. It
	// means the snapshot was built wrongly, not that the question was wrong.
	ErrSnapshot = errors.New("hotspot: snapshot is damaged")
	// ErrUndefined: a test that has no answer on this map. It is a state of its own
	// and never means "not significant".
	ErrUndefined = errors.New("hotspot: the test has no answer")
)
