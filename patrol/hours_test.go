package patrol

import (
	"errors"
	"testing"
	"time"
)

func TestParseBand(t *testing.T) {
	all := "MTWTFSS"
	for _, tt := range []struct {
		in       string
		days     string // M T W T F S S, a dot where not
		from, to int
	}{
		{"Fri 20:00-02:00", "....F..", 1200, 1560},
		{"Mon-Sat 11:00-15:00", "MTWTFS.", 660, 900},
		{"Thu-Sat 18:00-02:00", "...TFS.", 1080, 1560},
		{"Sun-Tue 22:00-23:30", "MT....S", 1320, 1410},
		{"Sat-Mon 06:00-06:00", "M....SS", 360, 1800},
		{"20:00-24:00", all, 1200, 1440},
		{"00:00-00:00", all, 0, 1440},
		{"tue, thu 16:00-19:00", ".T.T...", 960, 1140},
		{"Friday 20:00 - 02:00", "....F..", 1200, 1560},
		{"Mon – Wed 09:00–10:00", "MTW....", 540, 600},
		{"Wed-Tue 09:00-10:00", all, 540, 600},
	} {
		t.Run(tt.in, func(t *testing.T) {
			b, err := ParseBand(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for i := range 7 {
				if d := (i + 1) % 7; b.Days[d] {
					got += string(all[i])
				} else {
					got += "."
				}
			}
			if got != tt.days || b.From != tt.from || b.To != tt.to {
				t.Errorf("got %s %d-%d, want %s %d-%d", got, b.From, b.To, tt.days, tt.from, tt.to)
			}
		})
	}
}

func TestParseBandRefuses(t *testing.T) {
	for _, in := range []string{"", "Fri", "Fri 20:00", "Fri 25:00-26:00", "Fri 8pm-2am", "Fri 20:60-21:00", "Fri 24:00-02:00", "Fry 20:00-02:00",
		"times not known", "no clear peak", "Fri 20:00-02:00 Sat 20:00-02:00", "Fri--Sat 20:00-21:00", "Fr 20:00-21:00", "Fri 9:00-10:00", "Fri,,Sat 20:00-21:00", "-1:00-02:00"} {
		if b, err := ParseBand(in); !errors.Is(err, ErrHours) {
			t.Errorf("%q: got %v, %v, want ErrHours", in, b, err)
		}
	}
}

// The solver and the checker read hours by different code; whatever the text and the
// instant, they must agree.
func FuzzBand(f *testing.F) {
	for _, s := range []string{"Fri 20:00-02:00", "Sun-Tue 01:30-02:30", "00:00-24:00", "Sat 22:00-01:30", "Mon, Wed - Fri 09:00 - 08:59", "nonsense"} {
		for _, at := range []int64{0, 1792886400, 1774746000, 1775000000, 1793581200} {
			f.Add(s, at)
		}
	}
	f.Fuzz(func(t *testing.T, s string, at int64) {
		zone := mustLondon(t)
		m := (at%(1<<31)+(1<<31))%(1<<31)/60 + 366*dayMin*2
		c := &checker{zone: zone}
		in, ok := c.inBand(time.Unix(m*60, 0), s)
		b, err := ParseBand(s)
		if (err == nil) != ok {
			t.Fatalf("%q: solver says %v, checker %v", s, err, ok)
		}
		if err != nil {
			return
		}
		p := &problem{zone: zone, visit: 1}
		d := day(m / dayMin)
		got := false
		for _, h := range p.hoursIn([]Band{b}, &walk{date: d, start: m - dayMin, end: m + dayMin}) {
			got = got || h.lo <= m && m <= h.hi
		}
		if got != in {
			t.Fatalf("%q at %s: solver %v, checker %v", s, rfc3339(m, zone), got, in)
		}
	})
}
