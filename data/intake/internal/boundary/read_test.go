package boundary

import (
	"errors"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/fault"
)

// checkRead is what holds for every reader whatever it is given: a file is read or
// refused in words, and no degrees come out that are not on the globe.
func checkRead(t *testing.T, c *Collection, err error) {
	t.Helper()
	if err != nil {
		if !errors.Is(err, fault.ErrFile) && !errors.Is(err, fault.ErrUsage) {
			t.Fatalf("an error without a place: %v", err)
		}
		return
	}
	for i := range c.Features {
		if c.Features[i].Number != i+1 {
			t.Fatalf("feature %d calls itself %d", i+1, c.Features[i].Number)
		}
		g, f := c.Degrees(i)
		if f != nil {
			if f.Reason == "" || f.File == "" {
				t.Fatalf("a fault without a reason: %+v", f)
			}
			continue
		}
		each(g, func(p *orb.Point) bool {
			if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
				t.Fatalf("feature %d has the point %v", i+1, *p)
			}
			return true
		})
	}
}

// source is what is kept of a feature.
func source(t *testing.T, c *Collection, i int) string {
	t.Helper()
	b, err := c.Source(i)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
