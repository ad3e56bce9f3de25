package hexgrid

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestAt(t *testing.T) {
	// h3geo.org and the h3-js README: latLngToCell(37.3615593, -122.0553238, 7).
	got, err := At(orb.Point{-122.0553238, 37.3615593}, 7)
	if err != nil || got.String() != "87283472bffffff" {
		t.Errorf("got %v, %v", got, err)
	}
	for res := MinRes; res <= MaxRes; res++ {
		c, err := At(orb.Point{-0.0912, 51.5136}, res)
		if err != nil || c.Res() != res || !c.Valid() {
			t.Errorf("res %d: got %v, %v", res, c, err)
		}
	}
}

func TestAtRefuses(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		p    orb.Point
		res  int
		want error
	}{
		{orb.Point{-0.1, 1000}, 10, ErrCoordinate},
		{orb.Point{nan, 51}, 10, ErrCoordinate},
		{orb.Point{-0.1, nan}, 10, ErrCoordinate},
		{orb.Point{inf, 51}, 10, ErrCoordinate},
		{orb.Point{-0.1, -inf}, 10, ErrCoordinate},
		{orb.Point{180.001, 51}, 10, ErrCoordinate},
		{orb.Point{532805, 181305}, 10, ErrCoordinate},
		{orb.Point{-0.1, 51.5}, 6, ErrResolution},
		{orb.Point{-0.1, 51.5}, 12, ErrResolution},
		{orb.Point{-0.1, 51.5}, -1, ErrResolution},
	} {
		if c, err := At(tt.p, tt.res); !errors.Is(err, tt.want) || c != 0 {
			t.Errorf("At(%v, %d): got %v, %v", tt.p, tt.res, c, err)
		}
	}
}

func TestParse(t *testing.T) {
	for s, want := range map[string]error{
		"87283472bffffff": nil, "87283472BFFFFFF": nil,
		"": ErrCell, "hello": ErrCell, "0": ErrCell, "ffffffffffffffff": ErrCell, "fffffffffffffffffffff": ErrCell, "87283472bfffff": ErrCell,
		"85283473fffffff": ErrResolution, // a cell, but of resolution 5
	} {
		c, err := Parse(s)
		if !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", s, err, want)
		}
		if err == nil && !strings.EqualFold(c.String(), s) {
			t.Errorf("%q: got %v", s, c)
		}
	}
	in := map[string]Cell{"cell": mustAt(t, orb.Point{-0.1, 51.5}, 10)}
	b, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]Cell
	if err := json.Unmarshal(b, &out); err != nil || out["cell"] != in["cell"] {
		t.Errorf("%s came back as %v, %v", b, out, err)
	}
	if err := json.Unmarshal([]byte(`{"cell":"nonsense"}`), &out); !errors.Is(err, ErrCell) {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("87283472bffffff")
	f.Add("0x87283472bffffff")
	f.Add("8f283472bffffff")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(c.String())
		if err != nil || again != c {
			t.Fatalf("%q is %v, which reads as %v, %v", s, c, again, err)
		}
		if at, err := At(c.Centre(), c.Res()); err != nil || at != c {
			t.Fatalf("the centre of %v lies in %v, %v", c, at, err)
		}
	})
}

// The areas of h3-js 4 in square metres, to half a per cent since only the town is
// given.
func TestAreaM2(t *testing.T) {
	for town, tt := range map[string]struct {
		p    orb.Point
		want [3]float64 // resolutions 9, 10, 11
	}{
		"Penzance": {orb.Point{-5.537, 50.119}, [3]float64{102_144, 14_592, 2_085}},
		"London":   {orb.Point{-0.1276, 51.5072}, [3]float64{94_175, 13_454, 1_922}},
		"Leeds":    {orb.Point{-1.5491, 53.8008}, [3]float64{92_676, 13_239, 1_891}},
		"Lerwick":  {orb.Point{-1.1449, 60.1530}, [3]float64{81_711, 11_673, 1_668}},
	} {
		for i, want := range tt.want {
			if got := mustAt(t, tt.p, 9+i).AreaM2(); math.Abs(got/want-1) > 0.005 {
				t.Errorf("%s at %d: got %.0f m2, want about %.0f m2", town, 9+i, got, want)
			}
		}
	}
}

func TestDisk(t *testing.T) {
	c := mustAt(t, orb.Point{-0.0912, 51.5136}, 10)
	for k, want := range map[int]int{-1: 0, 0: 1, 1: 7, 2: 19, 3: 37, MaxDisk + 1: 0} {
		d := c.Disk(k)
		seen := map[Cell]bool{}
		for _, x := range d {
			seen[x] = true
		}
		if len(d) != want || len(seen) != want || want > 0 && !seen[c] {
			t.Errorf("k = %d: got %d cells, %d different; want %d", k, len(d), len(seen), want)
		}
	}
}

func TestBoundary(t *testing.T) {
	c := mustAt(t, orb.Point{-0.0912, 51.5136}, 10)
	b := c.Boundary()
	if len(b) != 1 || len(b[0]) != 7 || b[0][0] != b[0][6] || b[0].Orientation() != orb.CCW {
		t.Errorf("got %v", b)
	}
}

func TestNotACell(t *testing.T) {
	for _, c := range []Cell{0, math.MaxUint64, 12345} {
		if c.Valid() || c.AreaM2() != 0 || c.Boundary() != nil || c.Disk(1) != nil || c.Centre() != (orb.Point{}) {
			t.Errorf("%v answers as if it were a cell", c)
		}
	}
}

func mustAt(t testing.TB, p orb.Point, res int) Cell {
	t.Helper()
	c, err := At(p, res)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
