package hotspot

import "testing"

func TestFix(t *testing.T) {
	for _, c := range []struct {
		fix      Fix
		word     string
		centroid bool
	}{
		{FixExact, "exact", false}, {FixSnapped, "snapped", false},
		{FixPostcode, "postcode", true}, {FixStreet, "street", true}, {FixPlace, "place", true},
		{Fix(200), "place", true}, // from a newer store: the loosest
	} {
		if c.fix.String() != c.word || c.fix.Centroid() != c.centroid {
			t.Errorf("%d: got %s, centroid %v; want %s, %v", c.fix, c.fix, c.fix.Centroid(), c.word, c.centroid)
		}
	}
}

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		flags Flags
		want  string
	}{
		{0, ""},
		{FlagStation, "at a police station or bail address"},
		{FlagSensitive | FlagFarOutside, "far outside the area; sensitive"},
		{1 << 15, ""}, // nobody knows it
	} {
		if got := c.flags.String(); got != c.want {
			t.Errorf("%b: got %q want %q", c.flags, got, c.want)
		}
	}
	if len(flagWords) != 8 || FlagSensitive != 1<<5 || FlagTwoPlaces != 1<<7 {
		t.Error("a flag has no word, or its bit moved")
	}
}
