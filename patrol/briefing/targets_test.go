package briefing

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTargets(t *testing.T) {
	r := answer(t)
	targets, skipped := Targets(r, []string{"swan", "fish", "kestrel", "corn", "wherry", "gone", "swan", "plover"},
		TargetOptions{Hours: []string{"Thu-Sat 18:00-02:00"}, VisitsPerWeek: 6})
	var ids []string
	for _, g := range targets {
		ids = append(ids, g.ID)
	}
	if !slices.Equal(ids, []string{"swan", "fish", "corn", "plover"}) {
		t.Fatalf("got %v: in the order chosen, each once, none kept off foot patrol", ids)
	}
	for i, want := range []struct {
		priority float64
		hot      string
		from     string
	}{{3, "Thu-Sat 18:00-02:00", HoursUntimed}, {4, "Fri-Sat 22:00-02:00", HoursFromData}, {5, "Thu-Sat 18:00-02:00", HoursNoPeak}, {1.73, "Thu-Sat 18:00-02:00", HoursUntimed}} {
		g := targets[i]
		if g.Priority != want.priority || strings.Join(g.Hot, ";") != want.hot || g.HotFrom != want.from || g.VisitsPerWeek != 6 {
			t.Errorf("%s: got %g %v %q, want %+v", g.ID, g.Priority, g.Hot, g.HotFrom, want)
		}
	}
	fish := targets[1]
	if fish.Lon != -0.0865 || fish.Lat != 51.5105 || len(fish.Cells) != 1 || fish.Orders[0] != "lantern-quay" || fish.Tactics[0] != "High-visibility patrol" {
		t.Errorf("got %+v", fish)
	}
	if want := "16 reports from 10 August to 1 November 2026; the borough average for an area this size is 1.2."; fish.Why != want {
		t.Errorf("got %q, want %q", fish.Why, want)
	}
	for i, want := range []Skipped{
		{"kestrel", "Kestrel Towers", "85 % of its reports are from inside homes."},
		{"wherry", "Wherry Street", "58 records a month sit on one point: likely parked there."},
		{"gone", "", "It is not on the lists any more: the question or the data have changed."},
	} {
		if skipped[i] != want {
			t.Errorf("got %+v, want %+v", skipped[i], want)
		}
	}
}

func TestTargetsOfNothing(t *testing.T) {
	r := answer(t)
	targets, skipped := Targets(r, nil, TargetOptions{})
	if len(targets) != 3 || len(skipped) != 2 {
		t.Errorf("nothing chosen: got %d and %d, want the first list less two", len(targets), len(skipped))
	}
	if len(targets[1].Hot) != 0 {
		t.Errorf("got hours %v from nowhere", targets[1].Hot)
	}
	if targets, skipped := Targets(nil, []string{"fish"}, TargetOptions{}); len(targets) != 0 || len(skipped) != 1 {
		t.Errorf("no result: got %v, %v", targets, skipped)
	}
}

// OwnHours lets the inspector overrule a peak.
func TestOwnHours(t *testing.T) {
	targets, _ := Targets(answer(t), []string{"fish"}, TargetOptions{Hours: []string{"Mon-Sun 10:00-18:00"}, OwnHours: true})
	if g := targets[0]; g.Hot[0] != "Mon-Sun 10:00-18:00" || g.HotFrom == HoursFromData {
		t.Errorf("got %v from %q", g.Hot, g.HotFrom)
	}
}

func TestShorten(t *testing.T) {
	for _, tt := range []struct {
		in   string
		most int
		want string
	}{
		{"", 10, ""},
		{"Short.", 10, "Short."},
		{"One thing. Another thing.", 15, "One thing."},
		{"One long thing without an end", 15, "One long thing…"},
		{"Many words, cut here at once", 12, "Many words…"},
		{"Unbreakablewordthatgoeson", 10, "Unbreakabl…"},
		{"Line\none\ttwo\x00", 40, "Line one two"},
		{"Øresundsbrücke für alle Leute", 16, "Øresundsbrücke…"},
	} {
		got := Shorten(tt.in, tt.most)
		if got != tt.want || utf8.RuneCountInString(got) > tt.most+1 {
			t.Errorf("Shorten(%q, %d): got %q, want %q", tt.in, tt.most, got, tt.want)
		}
	}
}

func FuzzShorten(f *testing.F) {
	f.Add("One thing. Another thing.", 15)
	f.Add("\xff\xfe .", 1)
	f.Fuzz(func(t *testing.T, s string, most int) {
		if most < 1 || most > 1000 {
			return
		}
		if got := Shorten(s, most); utf8.RuneCountInString(got) > most+1 || strings.ContainsAny(got, "\n\r\t") {
			t.Errorf("Shorten(%q, %d) = %q", s, most, got)
		}
	})
}
