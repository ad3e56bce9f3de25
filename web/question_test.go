package web

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hexbeat/geo"
	"hexbeat/hotspot"
)

func TestParseQuestion(t *testing.T) {
	f := factsOf(timedOnce())
	for _, tc := range []struct{ name, query, want string }{
		{"defaults", "", "from=2026-08-10&to=2026-11-01"},
		{"months", "from=2026-08&to=2026-10", "from=2026-08-01&to=2026-10-31"},
		{"blank fields of a form", "from=&to=&category=&in=", "from=2026-08-10&to=2026-11-01"},
		{"only an end", "to=2025-03-01", "from=2025-03-01&to=2025-03-01"},
		{"only a beginning", "from=2026-10", "from=2026-10-01&to=2026-11-01"},
		{"public", "setting=public", "from=2026-08-10&setting=public&to=2026-11-01"},
		{"settings in any order", "setting=street&setting=retail&setting=street", "from=2026-08-10&setting=street&setting=retail&to=2026-11-01"},
		{"all", "category=all", "from=2026-08-10&to=2026-11-01"},
		{"several ids in one choice", "category=robbery,burglary", "category=burglary&category=robbery&from=2026-08-10&to=2026-11-01"},
		{"a label with a comma stays whole", "category=theft,%20other", "category=theft%2C+other&from=2026-08-10&to=2026-11-01"},
		{"the rest", "res=9&ring=2&min-count=6&alpha=0.01&tag=knife&in=ward:W1", "alpha=0.01&from=2026-08-10&in=ward%3AW1&min-count=6&res=9&ring=2&tag=knife&to=2026-11-01"},
	} {
		v, err := url.ParseQuery(tc.query)
		if err != nil {
			t.Fatal(err)
		}
		q, err := parseQuestion(v, f)
		if got := canonical(q).Encode(); err != nil || got != tc.want {
			t.Errorf("%s: got %s, %v; want %s", tc.name, got, err, tc.want)
		}
	}
}

func TestMonthOnlyDataAskForWholeMonths(t *testing.T) {
	q, err := parseQuestion(url.Values{}, factsOf(monthOnce()))
	if want := "2026-08-01 to 2026-10-31"; err != nil || q.Window.String() != want {
		t.Errorf("got %s, %v; want %s", q.Window, err, want)
	}
}

// FuzzQuestion: whatever is asked is refused or has one canonical form, which reads
// back as itself.
func FuzzQuestion(f *testing.F) {
	for _, s := range []string{"", "from=2026-08&to=2026-10", "category=robbery,burglary&setting=public", "alpha=1e-3&res=7", "from=9999-12-31&to=0001-01-01", "category=%00&in=ward:%ff", "setting=street&setting=dwelling"} {
		f.Add(s)
	}
	known := factsOf(timedOnce())
	f.Fuzz(func(t *testing.T, query string) {
		v, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		q, err := parseQuestion(v, known)
		if err != nil {
			if p := problemOf(err); p.status != 400 {
				t.Fatalf("%q: %d %v", query, p.status, err)
			}
			return
		}
		text := canonical(q).Encode()
		again, err := url.ParseQuery(text)
		if err != nil {
			t.Fatal(err)
		}
		q2, err := parseQuestion(again, known)
		if err != nil || canonical(q2).Encode() != text {
			t.Fatalf("%q -> %q -> %q, %v", query, text, canonical(q2).Encode(), err)
		}
	})
}

func TestAskPage(t *testing.T) {
	f := factsOf(timedOnce())
	plain, err := askPage(url.Values{}, f)
	if err != nil || !reflect.DeepEqual(plain.Categories, []string{violence, robbery}) || !reflect.DeepEqual(plain.Settings, publicOnly()) {
		t.Errorf("without a choice: %v, %v", plain, err)
	}
	chosen, err := askPage(url.Values{"category": {"burglary"}}, f)
	if err != nil || len(chosen.Settings) != 0 {
		t.Errorf("a chosen category is narrowed to %v, %v", chosen.Settings, err)
	}
	if slices.Contains(publicOnly(), hotspot.Dwelling) {
		t.Error("a dwelling counts as a public place")
	}
}

// TestAskBarGivesBackTheQuestion: what the form shows as chosen is the question.
func TestAskBarGivesBackTheQuestion(t *testing.T) {
	f := factsOf(timedOnce())
	for _, query := range []string{"", "category=burglary", "category=burglary,robbery", "category=all&setting=public", "in=ward:W2&tag=knife&res=9", "category=drugs&from=2026-10&to=2026-10"} {
		v, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		q, err := askPage(v, f)
		if err != nil {
			t.Fatal(err)
		}
		bar := newAskBar("/map", q, f)
		sent := url.Values{"from": {bar.From}, "to": {bar.To}}
		for name, choices := range map[string][]choice{"category": bar.Categories, "setting": bar.Settings, "in": bar.Wards} {
			for _, c := range choices {
				if c.Selected {
					sent.Add(name, c.Value)
				}
			}
		}
		for _, h := range bar.Hidden {
			sent.Add(h.Name, h.Value)
		}
		back, err := askPage(sent, f)
		if err != nil || canonical(back).Encode() != canonical(q).Encode() {
			t.Errorf("%q: the form gives back %s, want %s (%v)", query, canonical(back).Encode(), canonical(q).Encode(), err)
		}
	}
}

func TestWords(t *testing.T) {
	day := func(s string) hotspot.Day {
		d, err := hotspot.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, tc := range []struct{ got, want string }{
		{windowWords(hotspot.Window{From: day("2026-08-10"), To: day("2026-11-01")}), "10 August to 1 November 2026"},
		{windowWords(hotspot.Window{From: day("2019-05-01"), To: day("2019-07-31")}), "May to July 2019"},
		{windowWords(hotspot.Window{From: day("2019-05-01"), To: day("2019-05-31")}), "May 2019"},
		{windowWords(hotspot.Window{From: day("2025-12-01"), To: day("2026-01-31")}), "December 2025 to January 2026"},
		{windowWords(hotspot.Window{From: day("2026-11-03"), To: day("2026-11-23")}), "3 to 23 November 2026"},
		{windowWords(hotspot.Window{From: day("2026-11-03"), To: day("2026-11-03")}), "3 November 2026"},
		{spanWords(hotspot.Window{From: day("2026-08-10"), To: day("2026-11-01")}), "12 weeks"},
		{spanWords(hotspot.Window{From: day("2025-12-01"), To: day("2026-02-28")}), "3 months"},
		{spanWords(hotspot.Window{From: day("2026-08-10"), To: day("2026-08-10")}), "1 day"},
		{number(1234567), "1,234,567"},
		{number(-1234), "-1,234"},
		{number(999), "999"},
		{decimal(0), "0"}, {decimal(0.01), "under 0.1"}, {decimal(1.04), "1"}, {decimal(9.94), "9.9"}, {decimal(9.96), "10"}, {decimal(nan()), "not known"},
		{percent(0.004), "under 1 %"}, {percent(0), "0 %"}, {percent(0.126), "13 %"}, {percent(nan()), "not known"},
		{civilDay("2026-12-06"), "6 December 2026"}, {civilDay("soon"), "soon"},
		{sentence("hotspot: no such area: \"ward:X\""), "No such area: \"ward:X\"."},
		{clockWords(1085), "18:05"},
	} {
		if tc.got != tc.want {
			t.Errorf("got %q, want %q", tc.got, tc.want)
		}
	}
}

func TestLikelyBase(t *testing.T) {
	site := func(code, name string, x float64) geo.Area {
		return geo.Area{Code: code, Name: name, Geometry: square(x, 0, 10, 10)}
	}
	here := []hotspot.Group{{Centre: at(1000, 0)}}
	for _, tc := range []struct {
		name  string
		sites []geo.Area
		want  string
	}{
		{"the nearest hub", []geo.Area{site("cafe", "Park cafe", 990), site("far", "Market hub", 9000), site("near", "Curlew hub", 2000)}, "near"},
		{"a police station", []geo.Area{site("rail", "Wendmouth station", 1000), site("nick", "Wherry Street Police Station", 5000)}, "nick"},
		{"no hub: the nearest", []geo.Area{site("hall", "Town Hall", 3000), site("cafe", "Park cafe", 1500)}, "cafe"},
		{"none", nil, ""},
	} {
		if got := likelyBase(tc.sites, here); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

func nan() float64 { zero := 0.0; return zero / zero }

func TestUsualShiftCoversThePeaks(t *testing.T) {
	group := func(peak string, n int) hotspot.Group { return hotspot.Group{Peak: peak, Count: n} }
	for _, tc := range []struct {
		picked []hotspot.Group
		shift  string
		days   string
	}{
		{nil, "18:00-02:00", "Thu Fri Sat"},
		{[]hotspot.Group{group("Fri-Sat 22:00-02:00", 40)}, "18:00-02:00", "Fri Sat"},
		{[]hotspot.Group{group("Mon-Sat 11:00-15:00", 40)}, "10:00-18:00", "Thu Fri Sat"},
		{[]hotspot.Group{group("Mon-Fri 16:00-18:00", 9)}, "14:00-22:00", "Mon Tue Wed Thu Fri"},
		{[]hotspot.Group{group("Tue 02:00-05:00", 9)}, "22:00-06:00", "Tue"},
		{[]hotspot.Group{group(hotspot.TimesNotKnown, 90), group("Sun 08:00-10:00", 5)}, "07:00-15:00", "Sun"},
	} {
		from, to := usualShift(tc.picked)
		if got := from + "-" + to; got != tc.shift {
			t.Errorf("%v: shift %s, want %s", tc.picked, got, tc.shift)
		}
		if got := strings.Join(usualDays(tc.picked), " "); got != tc.days {
			t.Errorf("%v: days %s, want %s", tc.picked, got, tc.days)
		}
	}
}
