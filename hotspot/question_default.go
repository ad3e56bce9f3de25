package hotspot

import (
	"fmt"
	"math"

	"hexbeat/geo/hexgrid"
)

// The defaults of a question.
const (
	DefaultRes      = 10
	DefaultRing     = 1
	DefaultMinCount = 5
	DefaultAlpha    = 0.05
	// LeastListed is the smallest total any tested list shows. Two incidents are
	// never called a place.
	LeastListed = 3
)

// withDefaults fills what a question leaves open and refuses what is out of range.
// Errors: ErrQuestion, ErrWindow.
func (q Question) withDefaults(s *Snapshot) (Question, error) {
	if q.Res == 0 {
		q.Res = DefaultRes
	}
	if q.Ring == 0 {
		q.Ring = DefaultRing
	}
	if q.MinCount == 0 {
		q.MinCount = DefaultMinCount
	}
	if q.Alpha == 0 {
		q.Alpha = DefaultAlpha
	}
	if q.Method == "" {
		q.Method = GiStarMethod
	}
	if q.Window == (Window{}) {
		q.Window = DefaultWindow(s, q)
	}
	return q, q.refuse()
}

func (q Question) refuse() error {
	switch {
	case q.Window.To < q.Window.From:
		return fmt.Errorf("%w: it ends (%s) before it begins (%s)", ErrWindow, q.Window.To, q.Window.From)
	case q.Res < hexgrid.MinRes || q.Res > hexgrid.MaxRes:
		return fmt.Errorf("%w: resolution %d; write %d to %d", ErrQuestion, q.Res, hexgrid.MinRes, hexgrid.MaxRes)
	case q.Ring < 1 || q.Ring > 3:
		return fmt.Errorf("%w: ring %d; write 1 to 3", ErrQuestion, q.Ring)
	case q.MinCount < LeastListed:
		return fmt.Errorf("%w: minimum count %d; write %d or more, because one or two incidents are never called a hotspot", ErrQuestion, q.MinCount, LeastListed)
	case !(q.Alpha > 0 && q.Alpha <= 0.5):
		return fmt.Errorf("%w: false discovery rate %v; write a number above 0 and up to 0.5, as 0.05", ErrQuestion, q.Alpha)
	case q.Method != GiStarMethod && q.Method != CountMethod:
		return fmt.Errorf("%w: method %q; write %s or %s", ErrQuestion, q.Method, GiStarMethod, CountMethod)
	}
	for id, w := range q.Weights {
		if !(w >= 0) || math.IsInf(w, 1) {
			return fmt.Errorf("%w: the weight of %q is %v; write 0 or more", ErrQuestion, id, w)
		}
	}
	return nil
}
