package data_test

import (
	"errors"
	"slices"
	"testing"

	"hexbeat/data"
)

func TestParseHours(t *testing.T) {
	tests := []struct{ name, text, want, words string }{
		{"office hours", "Mo-Fr 08:00-18:00", "Mo-Fr 08:00-18:00", "Mon-Fri 08:00-18:00"},
		{"two rules", "Mo-Th 09:00-17:00; Sa 10:00-16:00", "Mo-Th 09:00-17:00; Sa 10:00-16:00", "Mon-Thu 09:00-17:00, Sat 10:00-16:00"},
		{"past midnight", "Fr,Sa 20:00-02:00", "Fr-Sa 20:00-02:00", "Fri-Sat 20:00-02:00"},
		// opening_hours: a later rule overwrites the days it names, a comma adds to them.
		{"a later rule takes the day", "Mo-Fr 08:00-18:00; Fr 20:00-02:00", "Mo-Th 08:00-18:00; Fr 20:00-02:00", "Mon-Thu 08:00-18:00, Fri 20:00-02:00"},
		{"a comma adds to the day", "Mo-Th 08:00-18:00; Fr 08:00-18:00, 20:00-02:00", "Mo-Th 08:00-18:00; Fr 08:00-18:00,20:00-02:00", "Mon-Thu 08:00-18:00, Fri 08:00-18:00 and 20:00-02:00"},
		{"a day off", "11:00-23:00; Mo off", "Tu-Su 11:00-23:00", "Tue-Sun 11:00-23:00"},
		{"every day", "11:00-23:00", "11:00-23:00", "every day 11:00-23:00"},
		{"always", "24/7", "24/7", "always"},
		{"always but one day", "24/7; Su closed", "Mo-Sa 00:00-24:00", "Mon-Sat 00:00-24:00"},
		{"never", "off", "off", "never"},
		{"over the week's end", "Sa-Mo 10:00-12:00", "Sa-Mo 10:00-12:00", "Sat-Mon 10:00-12:00"},
		{"round the week", "Su-Th 11:00-23:00; Fr-Sa 11:00-02:00", "Su-Th 11:00-23:00; Fr-Sa 11:00-02:00", "Sun-Thu 11:00-23:00, Fri-Sat 11:00-02:00"},
		{"all but a day in the middle", "10:00-12:00; We off", "Th-Tu 10:00-12:00", "Thu-Tue 10:00-12:00"},
		{"days apart", "We,Mo 10:00-12:00", "Mo,We 10:00-12:00", "Mon and Wed 10:00-12:00"},
		{"longer names, dashes and spaces", " Monday – fri : 8:00–18:00 ;", "Mo-Fr 08:00-18:00", "Mon-Fri 08:00-18:00"},
		{"a whole day and night", "Sa 08:00-08:00", "Sa 08:00-08:00", "Sat 08:00-08:00"},
		{"to midnight", "Su 12:00-24:00", "Su 12:00-24:00", "Sun 12:00-24:00"},
		{"not known", "  ", "", ""},
	}
	for _, tt := range tests {
		h, err := data.ParseHours(tt.text)
		if err != nil || h.String() != tt.want || h.Words() != tt.words || h.Known() != (tt.want != "") {
			t.Errorf("%s: got %q, %q, %v; want %q, %q", tt.name, h, h.Words(), err, tt.want, tt.words)
		}
	}
	h, _ := data.ParseHours("Fr 20:00-02:00")
	if got := h.Day(4); !slices.Equal(got, []data.HourSpan{{From: 1200, To: 1560}}) || len(h.Day(5)) != 0 {
		t.Errorf("a span past midnight: %v, and on the next day %v", got, h.Day(5))
	}
}

func TestParseHoursRefuses(t *testing.T) {
	for _, text := range []string{
		";", "Mo-Fr", "Mo 25:00-26:00", "Mo 20:00-26:00", "Mo 24:00-02:00", "Mo 8-18", "Mo 08:60-09:00", "PH off", "Mo-Fr 08:00-18:00; PH off", "Mo sunrise-sunset",
		"Mo 09:00-12:00,11:00-14:00", "Mo 18:00-09:00,10:00-11:00,10:30-12:00", "Mo-Fr 08:00+", `Mo 08:00-09:00 "ring the bell"`, "Dec 25 off", "x", "Mo 10:00-12:00,13:00-11:00", "M 10:00-12:00", "Mo- 10:00-12:00",
	} {
		if h, err := data.ParseHours(text); !errors.Is(err, data.ErrHours) || h.Known() {
			t.Errorf("%q: got %q, %v, want ErrHours", text, h, err)
		}
	}
}

// FuzzParseHours: what is read can be written and read again to the same hours.
func FuzzParseHours(f *testing.F) {
	for _, s := range []string{"Mo-Fr 08:00-18:00; Fr 20:00-02:00", "24/7", "off", "Sa-Mo 10:00-12:00,13:00-01:00", "", ";", "Mo,,", "24/7 24/7", "Mo-Fr:08:00-09:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, err := data.ParseHours(s)
		if err != nil {
			return
		}
		again, err := data.ParseHours(h.String())
		if err != nil || again.String() != h.String() || again.Known() != h.Known() {
			t.Errorf("%q is written %q and then read as %q (%v)", s, h, again, err)
		}
	})
}
