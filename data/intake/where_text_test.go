package intake

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

func TestCoordinate(t *testing.T) {
	for _, c := range []struct {
		text   string
		metres bool
		want   float64
		err    *numberError
	}{
		{"530123", true, 530123, nil}, {"530123.45", true, 530123.45, nil}, {"530123,45", true, 530123.45, nil}, {"530076,239", true, 530076.239, nil},
		{"-0.1276", false, -0.1276, nil}, {"-0,1276", false, -0.1276, nil}, {"51,507", false, 51.507, nil}, {"+51.5", false, 51.5, nil}, {"5.3e5", true, 530000, nil},
		{"1,5", true, 1.5, nil}, {".5", false, .5, nil}, {"-,5", false, -.5, nil},
		{"530,123", true, 0, errThousands}, {"530,123.45", true, 0, errThousands}, {"1,530,123", true, 0, errThousands}, {"530 123", true, 0, errThousands},
		{"51.5N", false, 0, errLettered}, {"0.1276 W", false, 0, errLettered}, {"W0.1", false, 0, errLettered}, {"51°30'26\"", false, 0, errLettered}, {"51 30 26 N", false, 0, errLettered},
		{"NaN", false, 0, errNumber}, {"+Inf", false, 0, errNumber}, {"0x1p-2", false, 0, errNumber}, {"1e999", false, 0, errNumber}, {"", false, 0, errNumber}, {"north", false, 0, errNumber},
		{"1.2.3", false, 0, errNumber}, {"--1", false, 0, errNumber}, {"e5", false, 0, errLettered}, {"TQ32808130", true, 0, errNumber}, {",", false, 0, errNumber}, {"1_000", true, 0, errNumber},
	} {
		got, err := coordinate(c.text, c.metres)
		if got != c.want || err != c.err {
			t.Errorf("%q: got %v, %v; want %v, %v", c.text, got, err, c.want, c.err)
		}
	}
}

// Towns by their usual grid references, to the kilometre; the wanted answers are from
// the map. An exchanged point that is on land, too, cannot be told.
func TestPeopled(t *testing.T) {
	for name, c := range map[string]struct {
		e, n   float64 // km
		turned bool    // exchanged, it lies where nobody lives
	}{
		"City of London": {532, 181, true}, "Kingston upon Thames": {518, 169, true}, "Barking": {544, 184, true}, "Lewisham": {538, 175, true}, "Romford": {551, 188, true},
		"Bristol": {358, 173, true}, "Cardiff": {318, 176, true}, "Swansea": {265, 193, true}, "St Davids": {175, 225, false}, "Aberystwyth": {258, 281, false}, "Birmingham": {407, 287, true},
		"Oxford": {451, 206, true}, "Reading": {471, 173, true}, "Southampton": {442, 112, true}, "Brighton": {531, 104, true}, "Maidstone": {576, 155, true}, "Dover": {632, 141, false},
		"Margate": {636, 171, false}, "Exeter": {292, 92, true}, "Plymouth": {247, 54, true}, "Penzance": {147, 30, true}, "St Mary's, Scilly": {90, 10, true}, "Ventnor": {456, 77, true},
		"Leicester": {458, 304, true}, "Lowestoft": {655, 293, false}, "Newcastle": {424, 564, true}, "Inverness": {266, 845, true}, "Wick": {336, 951, true}, "Stornoway": {142, 933, true},
		"Lerwick": {447, 1141, true}, "Kirkwall": {344, 1011, true}, "Aberdeen": {394, 806, true}, "Castlebay": {66, 798, true}, "Douglas": {238, 476, false}, "Barrow": {319, 469, false},
		"Skegness": {556, 363, false}, "Whitby": {490, 511, false}, "Holyhead": {224, 382, false}, "Peterhead": {413, 846, true}, "Fraserburgh": {399, 867, true}, "Portree": {148, 843, true},
		"Norwich": {623, 308, false}, "Manchester": {384, 398, false}, "Leeds": {430, 433, false}, "Cambridge": {545, 258, false}, "Nottingham": {457, 340, false},
		"Unst": {461, 1209, true}, "Portpatrick": {200, 554, false}, "the invented borough": {675, 335, false}, "Berwick": {400, 653, true}, "Hull": {509, 429, false},
	} {
		en := orb.Point{c.e * 1000, c.n * 1000}
		if !peopled(en) {
			t.Errorf("%s lies outside the outline", name)
		}
		if got := !peopled(orb.Point{en[1], en[0]}); got != c.turned {
			t.Errorf("%s, exchanged: nobody lives there is %v, want %v", name, got, c.turned)
		}
	}
	for name, p := range map[string]orb.Point{"nowhere": {math.NaN(), 1}, "off the grid": {-1, 5e5}, "Dublin": {30_000, 390_000}, "Belfast": {147_000, 530_000}, "mid North Sea": {600_000, 600_000}} {
		if peopled(p) {
			t.Errorf("%s is said to be peopled", name)
		}
	}
}

// Points of another implementation of OSTN15, both ways within 0.01 m through the
// reader's own path: text, National Grid, degrees.
func TestGridPointsAsRead(t *testing.T) {
	root := os.Getenv("HEXBEAT_REAL_DATA")
	if root == "" {
		t.Skip("HEXBEAT_REAL_DATA does not name the folder of real files; geo/osgrid keeps a fifth of the same points")
	}
	f, err := os.Open(filepath.Join(root, "reference", "ostn15", "points.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) != 151 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	cols := &columns{at: map[string]int{"easting": 2, "northing": 3}, header: lines[0]}
	r := &row{file: "points.csv", cols: cols, column: func(int) int { return 1 }}
	worst := 0.0
	for i, l := range lines[1:] {
		r.line, r.cells = i+2, l
		lon, _ := strconv.ParseFloat(l[0], 64)
		lat, _ := strconv.ParseFloat(l[1], 64)
		_, at, system, located, fault := r.point()
		if fault != nil {
			t.Fatalf("line %d: %v", r.line, fault)
		}
		if !located || system != crs.NationalGrid {
			t.Fatalf("line %d: %v, %v", r.line, located, system)
		}
		worst = math.Max(worst, distanceM(at, orb.Point{lon, lat}))
	}
	if worst > 0.01 {
		t.Errorf("the worst of 150 points is %.4f m off", worst)
	}
	t.Logf("worst %.4f m", worst)
}

// Far is 20 km outside the box of every loaded area.
func TestFar(t *testing.T) {
	var none *surroundings
	if none.far(orb.Point{0, 0}) || (&surroundings{}).far(orb.Point{0, 0}) {
		t.Error("with nothing loaded, something is far")
	}
	n := &surroundings{}
	n.add(orb.Bound{Min: orb.Point{-0.2, 51.4}, Max: orb.Point{-0.1, 51.5}})
	n.add(orb.Bound{Min: orb.Point{1.0, 52.4}, Max: orb.Point{1.1, 52.5}})
	east, north := geo.DegreeM(51.5)
	for _, c := range []struct {
		p    orb.Point
		want bool
	}{
		{orb.Point{-0.15, 51.45}, false},
		{orb.Point{-0.15, 51.5 + 19_900/north}, false}, {orb.Point{-0.15, 51.5 + 20_100/north}, true},
		{orb.Point{-0.1 + 19_900/east, 51.45}, false}, {orb.Point{-0.1 + 20_100/east, 51.5}, true},
		{orb.Point{1.05, 52.45}, false}, {orb.Point{0.45, 52}, true}, // between the two
		{orb.Point{-3.8, 54.8}, true}, {orb.Point{51.45, -0.15}, true},
	} {
		if got := n.far(c.p); got != c.want {
			t.Errorf("%v: far is %v, want %v", c.p, got, c.want)
		}
	}
	if n.flags(orb.Point{-3.8, 54.8}) != hotspot.FlagFarOutside || n.flags(orb.Point{-0.15, 51.45}) != 0 {
		t.Error("the flag does not follow")
	}
}

func FuzzWhere(f *testing.F) {
	for _, s := range [][2]string{{"-0.1", "51.5"}, {"51.5", "-0.1"}, {"530123,45", "181000"}, {"181000", "530123"}, {"0", "0"}, {"", ""}, {"NaN", "1"}, {"-12000", "6710000"}, {"Not Recorded", "n/a"}, {"1e308", "-1e308"}} {
		f.Add(s[0], s[1], "TQ 3280 8130", "EPSG:27700")
		f.Add(s[0], s[1], "", "")
	}
	near := &surroundings{}
	near.add(orb.Bound{Min: orb.Point{-0.2, 51.4}, Max: orb.Point{-0.1, 51.5}})
	f.Fuzz(func(t *testing.T, x, y, ref, system string) {
		system, err := ParseCRS(system)
		if err != nil {
			return
		}
		for _, names := range [][]string{{"lon", "lat", "gridref"}, {"easting", "northing", "gridref"}} {
			cols := &columns{at: map[string]int{names[0]: 0, names[1]: 1, names[2]: 2}, header: names}
			r := &row{file: "f.csv", cols: cols, crs: system, near: near, cells: []string{x, y, ref}, column: func(int) int { return 1 }}
			given, at, name, located, fault := r.point()
			if fault != nil && (fault.Reason == "" || fault.Hint == "" || located) {
				t.Fatalf("%q %q %q: %+v", x, y, ref, fault)
			}
			if located && !(math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 90 && name != "" && !math.IsNaN(given[0]+given[1])) {
				t.Fatalf("%q %q %q: %v in %q is %v", x, y, ref, given, name, at)
			}
		}
	})
}
