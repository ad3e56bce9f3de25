package intake

import (
	"strings"
	"time"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// longSpan is the longest time within which an incident is usefully said to have
// happened. A longer one is kept and flagged: spread over the hours of the week it says
// nothing, and often the year of one end is wrong. Of the 20,783 Atlanta records of 2017
// one in ten spans more than a day, and one in two hundred more than 31.
const longSpan = 31 * 24 * 60 * 60 // seconds

// grace is how long after the extract was taken a date may lie: an extract "as at" a
// date holds all of that day, and clocks of two systems differ.
const grace = 24 * 60 * 60

// moment is a time as closely as the text gives it: any instant from first to last.
type moment struct {
	first, last  int64       // Unix seconds
	day, lastDay hotspot.Day // local civil dates; a date without a time is as it was written
	startMin     int16       // local minute of day; -1 when no time is given
	precision    hotspot.Precision
	flags        hotspot.Flags
}

// calendar reads the times of one table. It keeps what it read last, because rows of
// one day or month follow each other; so it is not for concurrent use.
type calendar struct {
	zone       *zoneClock // of times without an offset
	local      *zoneClock // of days and hours in answers
	same       bool       // both are one
	monthFirst bool
	months     bool     // a date only stands for its month
	layouts    []string // further ones, that the profile names
	latest     int64    // the last instant that may be written, Unix seconds

	occurred, from, to, recorded clockColumn
}

// clockColumn is a column of dates and, where a column beside it holds the time of day
// or the month of its years, those.
type clockColumn struct {
	field    string
	at, time int // columns, -1 for none
	month    int
	untimed  bool // midnight is what a database writes for no time of day
	was      string
	wasTime  string
	read     moment
	err      *whenError
}

// newCalendar prepares to read times. An asAt of zero sets no end to them.
func newCalendar(cols *columns, zone, local *time.Location, asAt time.Time, monthFirst bool) *calendar {
	c := &calendar{zone: newZoneClock(zone), local: newZoneClock(local), same: zone.String() == local.String(), monthFirst: monthFirst, latest: ending}
	if !asAt.IsZero() {
		c.latest = asAt.Unix() + grace
	}
	if p := cols.p; p != nil {
		c.monthFirst = c.monthFirst || p.MonthFirst()
		c.months = p.Precision == hotspot.Month.String()
		for _, f := range p.Formats {
			if l, err := dateLayout(f); err == nil { // the profile was checked when it was read
				c.layouts = append(c.layouts, l)
			}
		}
	}
	column := func(field string) clockColumn {
		return clockColumn{field: field, at: cols.index(field), time: cols.index(clocks[field]), month: -1}
	}
	c.occurred, c.from, c.to, c.recorded = column("occurred"), column("occurred_from"), column("occurred_to"), column("recorded")
	c.occurred.month = cols.index("occurred_month")
	return c
}

// times is the row's calendar, made with its first row.
func (r *row) times() *calendar {
	if r.calendar == nil {
		r.calendar = newCalendar(r.cols, r.zone, r.local, r.asAt, r.monthFirst)
	}
	return r.calendar
}

// when reads the date or the interval it happened in, and when it was recorded.
func (r *row) when(in *data.Incident) *Fault {
	c := r.times()
	from := &c.from
	if from.at < 0 || r.cell(from.at) == "" && c.occurred.at >= 0 {
		from = &c.occurred
	}
	if r.cell(from.at) == "" {
		return r.fault(from.field, "no date", "", dateHint)
	}
	m, fault := c.moment(r, from)
	if fault != nil {
		return fault
	}
	if r.cell(c.to.at) != "" {
		to, fault := c.moment(r, &c.to)
		if fault != nil {
			return fault
		}
		if to.last < m.first {
			return r.fault(c.to.field, "the interval ends before it begins", r.cell(from.at)+" to "+r.cell(c.to.at), "check the two dates")
		}
		m = c.join(m, to)
	}
	in.From, in.To = time.Unix(m.first, 0).UTC(), time.Unix(m.last, 0).UTC()
	in.Precision, in.Day, in.LastDay, in.StartMin = m.precision, m.day, m.lastDay, int(m.startMin)
	in.Flags |= m.flags
	if r.cell(c.recorded.at) != "" {
		rec, fault := c.moment(r, &c.recorded)
		if fault != nil {
			return fault
		}
		in.Recorded = time.Unix(rec.first, 0).UTC()
		if rec.last < m.first {
			in.Flags |= hotspot.FlagRecordedFirst
		}
	}
	return nil
}

// untimedRows is from how many rows on nothing but midnights says that there are no
// times of day.
const untimedRows = 20

// survey looks at the first rows of a table: where every time of day is midnight, a
// database wrote it behind bare dates, and they are read as dates.
func (c *calendar) survey(a *ahead) (untimed bool) {
	for _, col := range []*clockColumn{&c.occurred, &c.from, &c.to} {
		midnights, others := 0, 0
		for _, r := range a.rows {
			if col.at < 0 || col.at >= len(r.cells) || r.fault != nil || others > 0 {
				continue
			}
			st, err := readStamp(strings.TrimSpace(r.cells[col.at]), c.monthFirst)
			if err != nil || st.sec < 0 {
				continue
			}
			if st.sec == 0 && !st.zoned {
				midnights++
			} else {
				others++
			}
		}
		col.untimed = others == 0 && midnights >= untimedRows && col.time < 0
		untimed = untimed || col.untimed
	}
	return untimed
}

// moment reads a row's date in one of its columns, or says what is wrong with it.
func (c *calendar) moment(r *row, col *clockColumn) (moment, *Fault) {
	date, clock := r.cell(col.at), r.cell(col.time)
	if month := r.cell(col.month); month != "" {
		date += "-" + month // 2019 and 4, or April
	}
	if date != col.was || clock != col.wasTime {
		col.was, col.wasTime = date, clock
		col.read, col.err = c.read(date, clock, col.untimed)
	}
	switch {
	case col.err == nil:
		return col.read, nil
	case col.err == errTime && clock != "":
		return moment{}, r.fault(clocks[col.field], col.err.reason, clock, col.err.hint)
	}
	return moment{}, r.fault(col.field, col.err.reason, date, col.err.hint)
}

var errFuture = &whenError{"date in the future", "check the year; of an extract that was taken later, say when with --as-at"}

// read reads a date and, where it is given apart, the time of day.
func (c *calendar) read(date, clock string, untimed bool) (moment, *whenError) {
	st, err := readStamp(date, c.monthFirst)
	if err != nil && c.laidOut(date, &st) {
		err = nil
	}
	if err != nil {
		return moment{}, err
	}
	if clock != "" && (st.sec < 0 || st.sec == 0 && !st.zoned) { // a database's midnight behind a bare date gives way
		if st, err = st.at(clock); err != nil {
			return moment{}, err
		}
	}
	if untimed && st.sec == 0 && clock == "" && !st.zoned {
		st.sec = -1
	}
	if c.months {
		st.day, st.last, st.month, st.sec = st.day.MonthStart(), st.day.MonthEnd(), true, -1
	}
	m := c.place(st)
	if m.first > c.latest {
		return moment{}, errFuture
	}
	return m, nil
}

// laidOut reads a date in a layout that the profile names.
func (c *calendar) laidOut(date string, st *stamp) bool {
	for _, l := range c.layouts {
		t, err := time.Parse(l, date)
		if err != nil || t.Year() < firstYear || t.Year() > lastYear {
			continue
		}
		h, m, s := t.Clock()
		_, offset := t.Zone()
		day := hotspot.Date(t.Year(), t.Month(), t.Day())
		*st = stamp{day: day, last: day, sec: -1}
		if strings.Contains(l, "04") { // minutes
			st.sec, st.offset, st.zoned = int32(h*3600+m*60+s), int32(offset), strings.Contains(l, "Z07")
		} else if !strings.Contains(strings.ReplaceAll(l, "2006", ""), "2") { // no day
			st.last, st.month = day.MonthEnd(), true
		}
		return true
	}
	return false
}

// place puts what is written into the zone's time.
func (c *calendar) place(st stamp) moment {
	if st.sec < 0 {
		m := moment{day: st.day, lastDay: st.last, startMin: -1, precision: hotspot.DayOnly}
		if st.month {
			m.precision = hotspot.Month
		}
		m.first, _, _ = c.zone.unix(int64(st.day) * 86400)
		end, _, _ := c.zone.unix((int64(st.last) + 1) * 86400)
		m.last = end - 1
		return m
	}
	var m moment
	wall := int64(st.day)*86400 + int64(st.sec)
	if st.zoned {
		m.first = wall - int64(st.offset)
	} else {
		var twice, skipped bool
		m.first, twice, skipped = c.zone.unix(wall)
		if twice {
			m.flags = hotspot.FlagHourTwice
		} else if skipped {
			m.flags = hotspot.FlagHourSkipped
		}
	}
	if st.zoned || !c.same || m.flags == hotspot.FlagHourSkipped {
		wall = c.local.wall(m.first)
	}
	day := floorDiv(wall, 86400)
	m.last, m.day, m.lastDay, m.startMin = m.first, hotspot.Day(day), hotspot.Day(day), int16((wall-day*86400)/60)
	return m
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// join makes one span of an occurred-from and an occurred-to.
func (c *calendar) join(m, to moment) moment {
	m.flags |= to.flags
	if m.first == to.last || m.first == to.first && m.last == to.last {
		return m
	}
	from, end := c.local.wall(m.first), c.local.wall(to.last)
	day := floorDiv(from, 86400)
	m.last, m.precision = to.last, hotspot.Interval
	m.day, m.lastDay, m.startMin = hotspot.Day(day), hotspot.Day(floorDiv(end, 86400)), int16((from-day*86400)/60)
	if m.last-m.first > longSpan {
		m.flags |= hotspot.FlagLongSpan
	}
	return m
}

// written is a time as closely as a text gives it, any instant from first to last.
type written struct {
	first, last time.Time
	precision   hotspot.Precision
}

// parseWhen reads one time in a zone, day first. Errors: *whenError.
func parseWhen(s string, zone *time.Location) (written, error) {
	c := newCalendar(&columns{}, zone, zone, time.Time{}, false)
	m, err := c.read(strings.TrimSpace(s), "", false)
	if err != nil {
		return written{}, err
	}
	return written{time.Unix(m.first, 0).In(zone), time.Unix(m.last, 0).In(zone), m.precision}, nil
}
