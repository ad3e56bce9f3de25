package intake_test

import (
	"errors"
	"slices"
	"testing"

	"hexbeat/data/intake"
)

func TestProfileName(t *testing.T) {
	for title, want := range map[string]string{"Northtown ASB log": "northtown-asb-log", " Übersicht 2.0! ": "bersicht-2.0", "...": "", "": "", "-a-": "a"} {
		if got := intake.ProfileName(title); got != want {
			t.Errorf("ProfileName(%q) = %q, want %q", title, got, want)
		}
	}
}

// What was chosen once is found again the next month, and reads the file the same.
func TestAProposalBecomesAProfile(t *testing.T) {
	s := store(t)
	file := write(t, "log.csv", []byte("Nr,Wann,Was,Breite,Laenge,Victim name\nr1,06/01/2026,Noise,51.5,-0.1,A B\n"))
	o := intake.Options{Map: map[string]string{"reference": "Nr", "occurred": "Wann", "category": "Was", "lat": "Breite", "lon": "Laenge"}, MonthFirst: true, Source: "log"}
	p, err := intake.Propose(t.Context(), s, owner, []string{file}, o)
	if err != nil {
		t.Fatal(err)
	}
	known, err := intake.Profiles(t.Context(), s, owner)
	if err != nil {
		t.Fatal(err)
	}
	profile, err := p.AsProfile("Town log", known, o)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(profile.Dropped, "Victim name") {
		t.Error("a column about people is part of the profile")
	}
	if err := intake.SaveProfile(t.Context(), s, owner, profile); err != nil {
		t.Fatal(err)
	}
	next := write(t, "next.csv", []byte("Nr,Wann,Was,Breite,Laenge\nr2,07/13/2026,Noise,51.5,-0.1\n"))
	again, err := intake.Propose(t.Context(), s, owner, []string{next}, intake.Options{})
	if err != nil || again.Profile != "town-log" || again.Source != "log" || !again.Ready {
		t.Fatalf("next month: %+v, %v", again, err)
	}
	if r := again.Rows[0]; r.Fault != nil || r.Day != "2026-07-13" || !r.Located || r.Point[0] != -0.1 {
		t.Errorf("next month's row: %+v", r)
	}
}

func TestProfilesThatCannotBeSaved(t *testing.T) {
	s := store(t)
	file := write(t, "log.csv", []byte("occurred,category\n2026-03-01,Noise\n"))
	p, err := intake.Propose(t.Context(), s, owner, []string{file}, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"", "!!!", "generic"} {
		if _, err := p.AsProfile(title, nil, intake.Options{}); !errors.Is(err, intake.ErrUsage) {
			t.Errorf("title %q: %v, want ErrUsage", title, err)
		}
	}
	profile, err := p.AsProfile("police.uk", nil, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := intake.SaveProfile(t.Context(), s, owner, profile); !errors.Is(err, intake.ErrUsage) {
		t.Errorf("the name of one that comes with the program: %v, want ErrUsage", err)
	}
}
