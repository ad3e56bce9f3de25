package intake_test

import (
	"testing"
	"time"

	"hexbeat/data"
	"hexbeat/data/intake"
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
