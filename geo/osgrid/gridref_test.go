package osgrid

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		ref       string
		en        orb.Point
		precision float64
	}{
		{"TQ 3280 8130", orb.Point{532805, 181305}, 10},
		{"TQ32808130", orb.Point{532805, 181305}, 10},
		{"tq 328 813", orb.Point{532850, 181350}, 100},
		{" TQ\t3280\u00a08130 ", orb.Point{532805, 181305}, 10},
		{"TQ 32808130", orb.Point{532805, 181305}, 10},
		{"TQ3280 8130", orb.Point{532805, 181305}, 10},
		{"TQ38", orb.Point{535000, 185000}, 10_000},
		{"TQ", orb.Point{550000, 150000}, 100_000},
		{"TQ 32801 81302", orb.Point{532801.5, 181302.5}, 1},
		{"SV 00 00", orb.Point{500, 500}, 1000},         // the south-west corner of the grid
		{"TG 5140 1317", orb.Point{651405, 313175}, 10}, // Caister water tower
		{"NN 166 712", orb.Point{216650, 771250}, 100},  // Ben Nevis
		{"HP 61 17", orb.Point{461500, 1217500}, 1000},  // Unst, Shetland
		{"NZ 24 64", orb.Point{424500, 564500}, 1000},   // Newcastle upon Tyne
		{"OV 00 00", orb.Point{500500, 500500}, 1000},   // at sea, but on the grid
		{"SZ 99999 99999", orb.Point{499999.5, 99999.5}, 1},
	} {
		en, precision, err := Parse(tt.ref)
		if err != nil || en != tt.en || precision != tt.precision {
			t.Errorf("%q: got %v, %v, %v; want %v, %v", tt.ref, en, precision, err, tt.en, tt.precision)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct {
		ref  string
		want error
	}{
		{"", ErrGridRef}, {"T", ErrGridRef}, {"TQ3", ErrGridRef}, {"TQ 32 813", ErrGridRef}, {"TQ 3 2 8", ErrGridRef},
		{"TQ 328O 8130", ErrGridRef}, {"IQ 32 81", ErrGridRef}, {"T1 32 81", ErrGridRef}, {"TQ 123456 123456", ErrGridRef},
		{"532805 181305", ErrGridRef}, {"TQ -1 -1", ErrGridRef}, {"TQ 3.2 8.1", ErrGridRef}, {"\xff\xfe", ErrGridRef}, {"١١", ErrGridRef},
		{"TQ \u0663\u0662 \u0668\u0661", ErrGridRef}, // figures, but not these
		{"AA 00 00", ErrOutside}, {"ZZ 00 00", ErrOutside}, {"RZ 00 00", ErrOutside}, {"TV 99 99", nil}, {"XA 00 00", ErrOutside},
		{"HL 00 60", ErrOutside}, // 1,260 km north
	} {
		if _, _, err := Parse(tt.ref); !errors.Is(err, tt.want) {
			t.Errorf("%q: got %v, want %v", tt.ref, err, tt.want)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, tt := range []struct {
		en     orb.Point
		digits int
		want   string
	}{
		{orb.Point{532809.9, 181309.9}, 8, "TQ 3280 8130"},
		{orb.Point{532809.9, 181309.9}, 10, "TQ 32809 81309"},
		{orb.Point{532809.9, 181309.9}, 0, "TQ"},
		{orb.Point{500000, 100000}, 6, "TQ 000 000"},
		{orb.Point{0, 0}, 4, "SV 00 00"},
		{orb.Point{651409.804, 313177.450}, 6, "TG 514 131"},
		{orb.Point{461500, 1217500}, 4, "HP 61 17"},
	} {
		if got, err := Format(tt.en, tt.digits); err != nil || got != tt.want {
			t.Errorf("%v in %d figures: got %q, %v; want %q", tt.en, tt.digits, got, err, tt.want)
		}
	}
	for _, digits := range []int{-2, 1, 7, 12} {
		if _, err := Format(orb.Point{532809, 181309}, digits); !errors.Is(err, ErrGridRef) {
			t.Errorf("%d figures: got %v", digits, err)
		}
	}
	for _, en := range []orb.Point{{-1, 0}, {MaxEasting, 0}, {0, MaxNorthing}, {1e300, 0}} {
		if _, err := Format(en, 6); !errors.Is(err, ErrOutside) {
			t.Errorf("%v: got %v", en, err)
		}
	}
}

// A reference names the square its point lies in, whatever its length.
func TestParseFormat(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	for range 5000 {
		en := orb.Point{rng.Float64() * MaxEasting, rng.Float64() * (MaxNorthing - 50_000)}
		for digits := 0; digits <= 10; digits += 2 {
			ref, err := Format(en, digits)
			if err != nil {
				t.Fatal(err)
			}
			c, side, err := Parse(ref)
			if err != nil || en[0] < c[0]-side/2 || en[0] >= c[0]+side/2 || en[1] < c[1]-side/2 || en[1] >= c[1]+side/2 {
				t.Fatalf("%v is %s, which is %v, side %v, %v", en, ref, c, side, err)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"TQ 3280 8130", "TQ38", "sv", "HP6117", "ZZ 99999 99999", "TQ 3 28", "", "TQ\u2003\u0663"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		en, side, err := Parse(s)
		if err != nil {
			if !errors.Is(err, ErrGridRef) && !errors.Is(err, ErrOutside) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if !Contains(en) {
			t.Fatalf("%q is %v, off the grid", s, en)
		}
		digits := 0
		for d := side; d < 100_000; d *= 10 {
			digits += 2
		}
		ref, err := Format(en, digits)
		if err != nil && en[1] < MaxNorthing {
			t.Fatalf("%q: %v", s, err)
		}
		if again, _, err := Parse(ref); ref != "" && (err != nil || again != en) {
			t.Fatalf("%q is %v, written %q, read %v, %v", s, en, ref, again, err)
		}
	})
}
