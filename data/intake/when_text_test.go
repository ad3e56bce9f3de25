package intake

import (
	"strings"
	"testing"
	"time"

	"hexbeat/hotspot"
)

// said is a stamp as a person would say it: its first day or its month, its time, its zone.
func (st stamp) said() string {
	out := st.day.String()
	if st.month {
		out = out[:7]
	}
	if st.sec >= 0 {
		out += " " + time.Unix(int64(st.sec), 0).UTC().Format("15:04:05")
		if st.sec == 86400 {
			out = st.day.String() + " 24:00:00"
		}
	}
	if st.zoned {
		out += time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", int(st.offset))).Format("Z07:00")
	}
	return out
}

// The layouts that UK systems export, and what is refused. The wanted values were
// written by hand.
func TestReadStamp(t *testing.T) {
	for _, c := range []struct {
		text, want string
	}{
		{"2019-05-31", "2019-05-31"},
		{"2019-05-31 14:05", "2019-05-31 14:05:00"},
		{"2019-05-31T14:05", "2019-05-31 14:05:00"},
		{"2019-05-31 14:05:30", "2019-05-31 14:05:30"},
		{"2019-05-31T14:05:30.250", "2019-05-31 14:05:30"},
		{"2019-05-31T14:05:30.2500000Z", "2019-05-31 14:05:30Z"},
		{"2019-05-31T14:05:30Z", "2019-05-31 14:05:30Z"},
		{"2019-05-31T14:05Z", "2019-05-31 14:05:00Z"},
		{"2019-05-31T14:05:30+01:00", "2019-05-31 14:05:30+01:00"},
		{"2019-05-31 14:05:30 +0100", "2019-05-31 14:05:30+01:00"},
		{"2019-05-31 14:05:30-05", "2019-05-31 14:05:30-05:00"},
		{"2019-05-31 14:05 BST", "2019-05-31 14:05:00+01:00"},
		{"2019-05-31 14:05 GMT", "2019-05-31 14:05:00Z"},
		{"2019-05-31 14:05:30 UTC", "2019-05-31 14:05:30Z"},
		{"2019-05-31 24:00", "2019-05-31 24:00:00"},
		{"2019-05-31 00:00:00.000", "2019-05-31 00:00:00"},
		{"31/12/2019", "2019-12-31"},
		{"31/12/2019 14:05", "2019-12-31 14:05:00"},
		{"31/12/2019 14:05:59", "2019-12-31 14:05:59"},
		{"31/12/2019, 14:05", "2019-12-31 14:05:00"},
		{"1/2/2019", "2019-02-01"},
		{"1/2/2019 9:05", "2019-02-01 09:05:00"},
		{"01/02/2019 9:05 pm", "2019-02-01 21:05:00"},
		{"01/02/2019 12:05 AM", "2019-02-01 00:05:00"},
		{"01/02/2019 12:05PM", "2019-02-01 12:05:00"},
		{"01/02/2019 12:00:00 AM", "2019-02-01 00:00:00"},
		{"31.12.2019", "2019-12-31"},
		{"31.12.2019 14.05", "2019-12-31 14:05:00"},
		{"31-12-2019", "2019-12-31"},
		{"31-Dec-2019", "2019-12-31"},
		{"31-DEC-2019 14:05", "2019-12-31 14:05:00"},
		{"31Dec2019", "2019-12-31"},
		{"31 December 2019 at 2.05pm", "2019-12-31 14:05:00"},
		{"31 December 2019, 2:05 p.m.", "2019-12-31 14:05:00"},
		{"1st May 2019", "2019-05-01"},
		{"2nd Sept 2019", "2019-09-02"},
		{"Tue 31/12/2019 14:05", "2019-12-31 14:05:00"},
		{"Tuesday, 31 December 2019", "2019-12-31"},
		{"Dec 31, 2019", "2019-12-31"},
		{"December 31 2019 14:05", "2019-12-31 14:05:00"},
		{"2019/12/31", "2019-12-31"},
		{"2019/12/31 14:05", "2019-12-31 14:05:00"},
		{"2019-Dec-31", "2019-12-31"},
		{"2019-1-2", "2019-01-02"},
		{"20191231", "2019-12-31"},
		{"20191231T140530", "!"},
		{"20191231 14:05", "2019-12-31 14:05:00"},
		{"31/12/2019 1405", "2019-12-31 14:05:00"},
		{"31/12/2019 1405hrs", "2019-12-31 14:05:00"},
		{"31/12/2019 14:05 hrs", "2019-12-31 14:05:00"},
		{"31/12/2019 905", "2019-12-31 09:05:00"},
		{"29/02/2020", "2020-02-29"},
		{"2019-05", "2019-05"},
		{"2019/05", "2019-05"},
		{"05/2019", "2019-05"},
		{"5/2019", "2019-05"},
		{"May 2019", "2019-05"},
		{"May-2019", "2019-05"},
		{"MAY2019", "2019-05"},
		{"September 2019", "2019-09"},

		{"", "!date not understood"},
		{"never", "!date not understood"},
		{"2019", "!date not understood"},
		{"2019-02-29", "!date not understood"},
		{"2019-13", "!date not understood"},
		{"2019-00-10", "!date not understood"},
		{"1899-12-31", "!date not understood"},
		{"2100-01-01", "!date not understood"},
		{"0001-01-01", "!date not understood"},
		{"31/04/2019", "!date not understood"},
		{"31/12/19", "!the year has two digits"},
		{"1-Feb-19", "!the year has two digits"},
		{"31.12.19 14:05", "!the year has two digits"},
		{"06/13/2019", "!the month is above 12"},
		{"6/13/2019 14:05", "!the month is above 12"},
		{"13/13/2019", "!date not understood"},
		{"43616", "!date not understood"},
		{"43616.5", "!date not understood"},
		{"201905", "!date not understood"}, // 20 of the month 19, or May 2019
		{"31 12 2019", "!date not understood"},
		{"2019-05-31 25:00", "!time not understood"},
		{"2019-05-31 24:01", "!time not understood"},
		{"2019-05-31 14:60", "!time not understood"},
		{"2019-05-31 14:05:60", "!time not understood"},
		{"2019-05-31 13:05 pm", "!time not understood"},
		{"2019-05-31 0:05 am", "!time not understood"},
		{"2019-05-31 14", "!time not understood"},
		{"2019-05-31 evening", "!time not understood"},
		{"2019-05-31 14:05 +1", "!time not understood"},
		{"2019-05-31 14:05 CET", "!time not understood"},
		{"2019-05-31x14:05", "!date not understood"},
		{"12/31/2019x", "!the month is above 12"},
		{"May 2019 14:05", "!date not understood"},
		{"31//12//2019", "2019-12-31"},
		{"\u0663\u0661/12/2019", "!date not understood"}, // figures, but not these
	} {
		st, err := readStamp(c.text, false)
		got := st.said()
		if err != nil {
			got = "!" + err.reason
			if err.hint == "" {
				t.Errorf("%q: no hint", c.text)
			}
		}
		if got != c.want && !(c.want == "!" && err != nil) {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestMonthFirst(t *testing.T) {
	for text, want := range map[string]string{
		"06/01/2019": "2019-06-01", "6/1/2019": "2019-06-01", "06/01/2019 12:00:00 AM": "2019-06-01 00:00:00", "12/31/2019": "2019-12-31",
		"2019-06-01": "2019-06-01", "1 June 2019": "2019-06-01", "06/2019": "2019-06", "31/12/2019": "!the month is above 12",
	} {
		st, err := readStamp(text, true)
		got := st.said()
		if err != nil {
			got = "!" + err.reason
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	if errMonthFirst.hint == errDayFirst.hint {
		t.Error("both ways round have the same hint")
	}
}

// A time of day in a column of its own, as databases and spreadsheets leave it.
func TestReadClock(t *testing.T) {
	date, err := readStamp("2019-05-31", false)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"14:05": "14:05:00", "9:05": "09:05:00", "14:05:30": "14:05:30", "1405": "14:05:00", "905": "09:05:00", "0005": "00:05:00", "0": "00:00:00", "14.05": "14:05:00",
		"2.05pm": "14:05:00", "2pm": "14:00:00", "12 am": "00:00:00", "14h": "14:00:00", "14 hrs": "14:00:00", "0.618055555555556": "14:50:00", "0.5": "12:00:00",
		"24:00": "24:00:00", "0.75": "18:00:00", "0.6180556": "14:50:00", " 14:05 ": "14:05:00",
		"14": "!", "0.45": "!", "1.5": "!", "140530": "!", "25:00": "!", "noon": "!", "-1:00": "!", "14:5": "!", "13pm": "!", "9 o'clock": "!", "NaN": "!", "0.": "12", ".": "!",
	} {
		st, err := date.at(text)
		got := strings.TrimPrefix(st.said(), "2019-05-31 ")
		if err != nil {
			got = "!"
		}
		if text == "0." {
			want = "00:00:00"
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// Days are counted as the time package counts them.
func TestCivilDay(t *testing.T) {
	for day := hotspot.Date(firstYear, 1, 1); day <= hotspot.Date(lastYear, 12, 31); day++ {
		y, m, d := day.Time().Date()
		if got := civilDay(y, int(m), d); got != day {
			t.Fatalf("%d-%d-%d: got %d, want %d", y, m, d, got, day)
		}
		if next := (day + 1).Time().Day(); (next == 1) != (d == daysIn(y, int(m))) {
			t.Fatalf("%d-%d has %d days?", y, m, daysIn(y, int(m)))
		}
	}
}

// Every instant of every quarter of an hour in years with and without changes of the
// clocks comes back, but for the second of the two hours that look alike; what the
// clocks show is what the time package says.
func TestClocks(t *testing.T) {
	for _, name := range []string{"Europe/London", "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		c := newZoneClock(zone)
		for _, year := range []int{1916, 1941, 1969, 1999, 2019, 2026, 2037, 2040, 2099} {
			second, skippedMin := 0, 0
			for u := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix(); u < time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix(); u += 900 {
				local := time.Unix(u, 0).In(zone)
				_, offset := local.Zone()
				if got := c.wall(u); got != u+int64(offset) {
					t.Fatalf("%s %s: the clocks are %d s ahead, want %d", name, local, got-u, offset)
				}
				back, twice, skipped := c.unix(u + int64(offset))
				switch {
				case skipped:
					t.Fatalf("%s %s: skipped", name, local)
				case back != u && twice && back < u:
					second++
				case back != u:
					t.Fatalf("%s %s: came back as %s", name, local, time.Unix(back, 0).In(zone))
				}
				if _, _, skipped := c.unix(u); skipped { // u taken as a time the clocks show
					skippedMin += 15
				}
			}
			if name == "Europe/London" && year >= 1999 && (second != 4 || skippedMin != 60) {
				t.Errorf("%s %d: %d quarters came twice, %d minutes were skipped; want 4 and 60", name, year, second, skippedMin)
			}
		}
	}
}

func FuzzWhen(f *testing.F) {
	for _, s := range []string{"2019-05-31T14:05:30.25+01:00", "31/12/2019 2.05pm", "1st May 2019", "05/2019", "2019-05", "43616.5", "Tue, Dec 31 2019 24:00", "20191231", "29 Mar 2026 01:30", "25 Oct 2026 01:30", "0.618"} {
		f.Add(s, "14:05", false)
		f.Add(s, "", true)
	}
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		f.Fatal(err)
	}
	cols := &columns{}
	f.Fuzz(func(t *testing.T, date, clock string, monthFirst bool) {
		c := newCalendar(cols, london, london, time.Time{}, monthFirst)
		m, err := c.read(date, clock, false)
		if err != nil {
			if err.reason == "" || err.hint == "" {
				t.Fatalf("%q %q: a fault without words", date, clock)
			}
			return
		}
		if m.last < m.first || m.day > m.lastDay || m.startMin < -1 || m.startMin > 1439 || m.first < beginning || m.last > ending {
			t.Fatalf("%q %q: %+v", date, clock, m)
		}
		if m.precision == hotspot.Minute && m.first != m.last || m.precision != hotspot.Minute && m.startMin >= 0 {
			t.Fatalf("%q %q: %+v", date, clock, m)
		}
		again, err := c.read(time.Unix(m.first, 0).UTC().Format(time.RFC3339), "", false)
		if err == nil && again.first != m.first {
			t.Fatalf("%q %q is %d, written and read again %d", date, clock, m.first, again.first)
		}
	})
}

func BenchmarkReadStamp(b *testing.B) {
	for _, s := range []string{"2019-05", "2019-05-31 14:05", "2019-05-31T14:05:30+01:00", "31/12/2019 14:05", "31-Dec-2019 14:05"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				if _, err := readStamp(s, false); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
