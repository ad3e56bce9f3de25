package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/hotspot"
)

// Days and hours are London's, whatever zone a time was written in.
func TestLocalDayAndHour(t *testing.T) {
	for _, c := range []struct {
		name, occurred, zone string
		day                  string
		minute               int
		instant              string
	}{
		{"summer, plain", "2024-06-01 23:30", "", "2024-06-01", 23*60 + 30, "2024-06-01T22:30:00Z"},
		{"summer, UTC by its offset", "2024-06-01T23:30:00Z", "", "2024-06-02", 30, "2024-06-01T23:30:00Z"},
		{"summer, UTC by --tz", "2024-06-01 23:30", "UTC", "2024-06-02", 30, "2024-06-01T23:30:00Z"},
		{"winter, another offset", "2024-01-01T00:30:00+02:00", "", "2023-12-31", 22*60 + 30, "2023-12-31T22:30:00Z"},
		{"a date is as written", "2024-06-01", "UTC", "2024-06-01", -1, "2024-06-01T00:00:00Z"},
		{"the hour that happens twice is the first", "2024-10-27 01:30", "", "2024-10-27", 90, "2024-10-27T00:30:00Z"},
		{"the hour before it", "2024-10-27 00:30", "", "2024-10-27", 30, "2024-10-26T23:30:00Z"},
		{"the hour after it", "2024-10-27 02:00", "", "2024-10-27", 120, "2024-10-27T02:00:00Z"},
		{"its second time, by its offset", "2024-10-27T01:30:00+00:00", "", "2024-10-27", 90, "2024-10-27T01:30:00Z"},
		{"the hour that is skipped", "2024-03-31 01:30", "", "2024-03-31", 150, "2024-03-31T01:30:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := store(t)
			o := intake.Options{}
			if c.zone != "" {
				o.Zone, _ = time.LoadLocation(c.zone)
			}
			file := write(t, "i.csv", []byte("occurred,category,lon,lat\n"+c.occurred+",Burglary,-0.1,51.5\n"))
			if _, err := intake.Incidents(t.Context(), s, owner, []string{file}, o); err != nil {
				t.Fatal(err)
			}
			snap, err := s.Snapshot(t.Context(), owner)
			if err != nil {
				t.Fatal(err)
			}
			if snap.Day[0].String() != c.day || int(snap.Start[0]) != c.minute {
				t.Errorf("got %s, minute %d, want %s, minute %d", snap.Day[0], snap.Start[0], c.day, c.minute)
			}
			err = s.EachRecord(t.Context(), owner, "test", func(r data.Record) error {
				if got := r.From.Format(time.RFC3339); got != c.instant {
					t.Errorf("instant %s, want %s", got, c.instant)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// One wrong digit must not move the end of the data by centuries.
func TestYearsThatCannotBe(t *testing.T) {
	s := store(t)
	file := write(t, "i.csv", []byte("occurred,category,lon,lat\n0001-01-01,Burglary,-0.1,51.5\n9999-12,Burglary,-0.1,51.5\n2100-01-01 00:00,Burglary,-0.1,51.5\n2024-06-01,Burglary,-0.1,51.5\n"))
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil || rep.Accepted != 1 || rep.Reasons["date not understood"] != 3 || rep.LastDate != "2024-06-01" {
		t.Errorf("got %+v, %v", rep, err)
	}
}

// A label of signs alone would be a category without an id.
func TestCategoryOfSigns(t *testing.T) {
	s := store(t)
	file := write(t, "i.csv", []byte("occurred,category,lon,lat\n2024-06-01,---,-0.1,51.5\n2024-06-01,Burglary,-0.1,51.5\n"))
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil || rep.Accepted != 1 || rep.Reasons["no category"] != 1 {
		t.Errorf("got %+v, %v", rep, err)
	}
}

// What is odd about a time is kept with the incident, and what cannot be is refused at
// its place.
func TestOddTimes(t *testing.T) {
	const header = "occurred_from,occurred_to,recorded,category,lon,lat\n"
	good := "2024-06-01 10:00,,,Burglary,-0.1,51.5\n"
	for _, c := range []struct {
		name, row string
		flags     hotspot.Flags
		precision hotspot.Precision
		reason    string // refused for it
	}{
		{"the hour that does not exist", "2024-03-31 01:30,,", hotspot.FlagHourSkipped, hotspot.Minute, ""},
		{"the hour that happens twice", "2023-10-29 01:30,,", hotspot.FlagHourTwice, hotspot.Minute, ""},
		{"its first time, by the offset", "2023-10-29T01:30:00+01:00,,", 0, hotspot.Minute, ""},
		{"an interval that ends in it", "2023-10-28 22:00,2023-10-29 01:30,", hotspot.FlagHourTwice, hotspot.Interval, ""},
		{"31 days", "2024-01-01 00:00,2024-02-01 00:00,", 0, hotspot.Interval, ""},
		{"a minute more", "2024-01-01 00:00,2024-02-01 00:01,", hotspot.FlagLongSpan, hotspot.Interval, ""},
		{"the same minute twice", "2024-01-01 10:00,2024-01-01 10:00,", 0, hotspot.Minute, ""},
		{"the same day twice", "2024-01-01,2024-01-01,", 0, hotspot.DayOnly, ""},
		{"two days", "2024-01-01,2024-01-02,", 0, hotspot.Interval, ""},
		{"no end", "2024-01-01,,", 0, hotspot.DayOnly, ""},
		{"recorded the same day", "2024-01-02 23:00,,2024-01-02", 0, hotspot.Minute, ""},
		{"recorded the day before", "2024-01-02 23:00,,2024-01-01", hotspot.FlagRecordedFirst, hotspot.Minute, ""},
		{"reversed", "2024-01-02 10:00,2024-01-02 09:59,", 0, 0, "the interval ends before it begins"},
		{"reversed days", "2024-01-02,2024-01-01,", 0, 0, "the interval ends before it begins"},
		{"in the future", "2099-01-01,,", 0, 0, "date in the future"},
		{"ends in the future", "2024-01-01,2099-01-01,", 0, 0, "date in the future"},
		{"recorded in the future", "2024-01-01,,2099-01-01", 0, 0, "date in the future"},
		{"no such time", "2024-01-01 25:00,,", 0, 0, "time not understood"},
		{"two-digit year", "1/2/19,,", 0, 0, "the year has two digits"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := store(t)
			file := write(t, "i.csv", []byte(header+good+c.row+",Robbery,-0.1,51.5\n"))
			rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if c.reason != "" {
				if rep.Rejected != 1 || rep.Reasons[c.reason] != 1 || rep.Faults[0].Line != 3 || rep.Faults[0].Column == 0 || rep.Faults[0].Hint == "" {
					t.Errorf("got %+v %v, want it refused: %s", rep, rep.Faults, c.reason)
				}
				return
			}
			got := records(t, s)
			if len(got) != 2 || got[1].Flags != c.flags || got[1].Precision != c.precision {
				t.Errorf("got %+v, %v; want flags %q, precision %v", got, rep.Faults, c.flags, c.precision)
			}
		})
	}
}

func records(t *testing.T, s *data.Store) []data.Record {
	t.Helper()
	var got []data.Record
	if err := s.EachRecord(t.Context(), owner, "test", func(r data.Record) error { got = append(got, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return got
}

// The future begins a day after the extract was taken.
func TestAsAtEndsTheDates(t *testing.T) {
	for asAt, rejected := range map[string]int{"2024-06-01": 1, "2024-06-02": 0, "2024-05-31": 2} {
		at, err := time.Parse(time.DateOnly, asAt)
		if err != nil {
			t.Fatal(err)
		}
		file := write(t, "i.csv", []byte("occurred,category\n2024-05-30,Burglary\n2024-06-01 12:00,Burglary\n2024-06-02 12:00,Burglary\n"))
		rep, err := intake.Incidents(t.Context(), store(t), owner, []string{file}, intake.Options{AsAt: at})
		if err != nil || rep.Reasons["date in the future"] != rejected {
			t.Errorf("as at %s: %+v, %v; want %d rejected", asAt, rep, err, rejected)
		}
	}
}

// A time of day may have a column of its own; a database's midnight behind the date
// gives way to it, and a fault in it is at its place.
func TestTimeInItsOwnColumn(t *testing.T) {
	file := write(t, "i.csv", []byte("occurred,occurred_time,category\n31/05/2024,14:05,A\n31/05/2024 00:00:00,1405,B\n31/05/2024,,C\n31/05/2024,0.586805555,D\n31/05/2024,late,E\n"))
	s := store(t)
	rep, err := intake.Incidents(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil || rep.Accepted != 4 || rep.Rejected != 1 || !strings.Contains(rep.Faults[0].Error(), file+":6:12: time not understood in column \"occurred_time\": late") {
		t.Fatalf("%+v, %v, %v", rep, rep.Faults, err)
	}
	for i, r := range records(t, s) {
		want := "2024-05-31T13:05:00Z minute"
		if i == 2 {
			want = "2024-05-30T23:00:00Z day"
		}
		if got := r.From.Format(time.RFC3339) + " " + r.Precision.String(); got != want {
			t.Errorf("row %d: %s, want %s", i, got, want)
		}
	}
}

// Where every time of day is midnight, a database wrote it behind bare dates; where one
// is not, midnight is a time.
func TestMidnightThroughout(t *testing.T) {
	content := "occurred,category\n"
	for i := range 20 {
		content += fmt.Sprintf("%02d/05/2024 00:00:00,Burglary\n", i+1)
	}
	for more, want := range map[string]hotspot.Precision{"": hotspot.DayOnly, "21/05/2024,Burglary\n": hotspot.DayOnly, "21/05/2024 00:01,Burglary\n": hotspot.Minute} {
		s := store(t)
		rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(content+more))}, intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r := records(t, s)[0]
		if r.Precision != want || r.Day.String() != "2024-05-01" || (want == hotspot.DayOnly) != strings.Contains(fmt.Sprint(rep.Formats), "midnight") {
			t.Errorf("with %q: %+v, %v", more, r, rep.Formats)
		}
	}
}
