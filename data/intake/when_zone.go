package intake

import (
	"sort"
	"sync"
	"time"
)

// zoneClock tells the time of a zone. It keeps where it looked last, because the rows
// of one season follow each other; so it is not for concurrent use.
type zoneClock struct {
	spans []span
	last  int
}

// span is a time without a change of the clocks: from start until before end, Unix seconds.
type span struct {
	start, end int64
	offset     int64 // seconds east of UTC
}

const (
	beginning = -2240524800 // 1899-01-01
	ending    = 4133980800  // 2101-01-01
)

// settings are the spans of the zones that were asked for, by name. A table is made
// once: asking the time package for each row would cost more than reading the row.
var settings sync.Map

func newZoneClock(zone *time.Location) *zoneClock {
	spans, ok := settings.Load(zone.String())
	if !ok {
		spans, _ = settings.LoadOrStore(zone.String(), spansOf(zone))
	}
	return &zoneClock{spans: spans.([]span)}
}

// spansOf is how a zone's clocks were set from 1899 to 2101.
func spansOf(zone *time.Location) []span {
	var spans []span
	for at := int64(beginning); at < ending; {
		t := time.Unix(at, 0).In(zone)
		_, offset := t.Zone()
		end := int64(1 << 62)
		if _, e := t.ZoneBounds(); !e.IsZero() {
			end = max(e.Unix(), at+86400) // at the end of some leap years ZoneBounds stands still
		}
		if n := len(spans); n > 0 && spans[n-1].offset == int64(offset) { // only the name changed
			spans[n-1].end = end
		} else {
			spans = append(spans, span{at, end, int64(offset)})
		}
		at = end
	}
	spans[0].start = -1 << 62
	spans[len(spans)-1].end = 1 << 62
	return spans
}

// find is the index of the span that holds an instant.
func (c *zoneClock) find(unix int64) int {
	if s := &c.spans[c.last]; unix >= s.start && unix < s.end {
		return c.last
	}
	c.last = sort.Search(len(c.spans), func(i int) bool { return unix < c.spans[i].end })
	return c.last
}

// wall is what the clocks show at an instant, as seconds from 1 January 1970, 00:00.
func (c *zoneClock) wall(unix int64) int64 { return unix + c.spans[c.find(unix)].offset }

// unix is the instant at which the clocks show a time. Of a time they show twice it is
// the first; a time they skip is the instant they would have shown it without the change.
func (c *zoneClock) unix(wall int64) (unix int64, twice, skipped bool) {
	const day = 86400 // no zone is farther from UTC
	i := c.find(wall)
	if s := c.spans[i]; wall-day >= s.start && wall+day < s.end {
		return wall - s.offset, false, false
	}
	n := 0
	for k := max(i-1, 0); k <= min(i+1, len(c.spans)-1); k++ {
		s := c.spans[k]
		if u := wall - s.offset; u >= s.start && u < s.end {
			if n++; n == 1 {
				unix = u
			}
		}
	}
	if n > 0 {
		return unix, n > 1, false
	}
	for k := max(i-1, 0); k < min(i+1, len(c.spans)-1); k++ {
		if u := wall - c.spans[k].offset; u >= c.spans[k].end && wall-c.spans[k+1].offset < c.spans[k+1].start {
			return u, false, true
		}
	}
	return wall - c.spans[i].offset, false, true
}
