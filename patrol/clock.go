package patrol

import (
	"fmt"
	"sync"
	"time"
)

// minute is an instant in whole minutes since 1970 UTC. London's offsets are whole
// hours, so a minute of the clock is a minute here.
type minute = int64

// day is a civil date, in days since 1 January 1970.
type day int64

var london = sync.OnceValues(func() (*time.Location, error) {
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		return nil, fmt.Errorf("patrol: the time zone Europe/London is not available: %w", err)
	}
	return loc, nil
})

func parseDay(s string) (day, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1971 || t.Year() > 2199 {
		return 0, false
	}
	return day(t.Unix() / 86400), true
}

func (d day) time() time.Time       { return time.Unix(int64(d)*86400, 0).UTC() }
func (d day) String() string        { return d.time().Format(time.DateOnly) }
func (d day) weekday() time.Weekday { return d.time().Weekday() }

// instant is the moment a clock in the zone shows so many minutes after midnight of
// a date; from 1440 on it is the next date's clock. An hour that happens twice takes
// the first; a time that the clocks skip is the moment they jump.
func instant(d day, clock int, zone *time.Location) minute {
	y, m, dd := d.time().AddDate(0, 0, clock/dayMin).Date()
	h, mi := clock%dayMin/60, clock%60
	t := time.Date(y, m, dd, h, mi, 0, 0, zone)
	if t.Hour() != h || t.Minute() != mi {
		if jump, _ := t.ZoneBounds(); !jump.IsZero() {
			t = jump
		}
	} else if e := t.Add(-time.Hour); e.Hour() == h && e.Day() == dd {
		t = e
	}
	return t.Unix() / 60
}

// rfc3339 writes an instant with the zone's offset.
func rfc3339(m minute, zone *time.Location) string {
	return time.Unix(m*60, 0).In(zone).Format(time.RFC3339)
}
