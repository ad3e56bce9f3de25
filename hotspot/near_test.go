package hotspot

import (
	"slices"
	"testing"
)

func TestPlain(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Violence and Sexual Offences", "violence and sexual offences"},
		{"violence-and-sexual-offences", "violence and sexual offences"},
		{"  St Mary's  (Upper)", "st marys upper"},
		{"Théâtre", "théâtre"},
		{"--", ""},
	} {
		if got := plain(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"Bishopsgate", "Billingsgate", "Aldgate", "Bread Street", "Cheap", "bishopsgate", ""}
	for _, c := range []struct {
		text string
		k    int
		want []string
	}{
		{"Bishopgate", 1, []string{"Bishopsgate"}},
		{"bread", 1, []string{"Bread Street"}},
		{"aldgat", 2, []string{"Aldgate", "Cheap"}},
		{"anything", 0, []string{}},
	} {
		if got := nearest(c.text, names, c.k); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
	if got := nearest("x", names, 9); len(got) != 5 {
		t.Errorf("got %q, want five different names", got)
	}
}

func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"ward", "ward", 0}, {"é", "e", 1}} {
		if got := editDistance(c.a, c.b); got != c.want || editDistance(c.b, c.a) != c.want {
			t.Errorf("%q, %q: got %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
