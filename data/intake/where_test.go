package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// ways are forty points around a place, x first, as lines of a file.
func ways(x, y float64, step float64, line string) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, line, x+float64(i%7)*step, y+float64(i%11)*step)
	}
	return b.String()
}

const (
	gridHeader = "category,occurred,easting,northing\n"
	gridLine   = "Burglary,2024-01-01,%.0f,%.0f\n"
	degHeader  = "category,occurred,lon,lat\n"
	degLine    = "Burglary,2024-01-01,%.5f,%.5f\n"
)

// A file whose columns stand in each other's place is refused, once, with what to do.
func TestSwappedFile(t *testing.T) {
	for name, c := range map[string]struct{ content, want, hint string }{
		"degrees":       {degHeader + ways(51.5, -0.1, .001, degLine), "longitude and latitude look swapped in the whole file", `--map lon="lat" --map lat="lon"`},
		"National Grid": {gridHeader + ways(181000, 532000, 100, gridLine), "easting and northing look swapped in the whole file", `--map easting="northing" --map northing="easting"`},
		"one row":       {gridHeader + "Burglary,2024-01-01,181000,532000\n", "easting and northing look swapped in the whole file", "--map"},
		"but for a few": {gridHeader + ways(181000, 532000, 100, gridLine) + "Burglary,2024-01-01,532000,181000\n", "easting and northing look swapped in the whole file", "--map"},
		"with blanks":   {degHeader + "Burglary,2024-01-01,,\n" + ways(51.5, -0.1, .001, degLine), "longitude and latitude look swapped in the whole file", "--map"},
	} {
		s := store(t)
		_, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(c.content))}, intake.Options{})
		var f *intake.Fault
		if !errors.As(err, &f) || f.Reason != c.want || !strings.Contains(f.Hint, c.hint) || strings.Count(err.Error(), "\n") > 0 {
			t.Errorf("%s: got %v, want once %q", name, err, c.want)
		}
		if b, _ := s.Batches(t.Context(), owner); len(b) != 0 {
			t.Errorf("%s: a batch was kept", name)
		}
	}
	// What the hint says works.
	m := map[string]string{"easting": "northing", "northing": "easting"}
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{write(t, "i.csv", []byte(gridHeader+ways(181000, 532000, 100, gridLine)))}, intake.Options{Map: m})
	if err != nil || rep.Accepted != 40 || rep.Unlocated != 0 {
		t.Errorf("the other way round: %+v, %v", rep, err)
	}
}

// Rows that stand out of a file's own area, and would not the other way round, are
// refused each at its place; the same numbers alone in a scattered file are not.
func TestSwappedRows(t *testing.T) {
	for name, c := range map[string]struct {
		content, reason string
		lines           []int
	}{
		"degrees":       {degHeader + "Burglary,2024-01-01,51.5,-0.1\n" + ways(-0.1, 51.5, .001, degLine) + "Robbery,2024-01-01,51.51,-0.11\n", "longitude and latitude look swapped", []int{2, 43}},
		"National Grid": {gridHeader + ways(532000, 181000, 100, gridLine) + "Burglary,2024-01-01,181000,532000\nBurglary,2024-01-01,384000,398000\n", "easting and northing look swapped", []int{42}},
		"off the grid":  {gridHeader + ways(266000, 845000, 100, gridLine) + "Burglary,2024-01-01,845000,266000\n", "easting and northing look swapped", []int{42}},
		"both on land":  {gridHeader + ways(430000, 390000, 100, gridLine) + "Burglary,2024-01-01,390000,430000\n", "easting and northing look swapped", []int{42}},
	} {
		rep, err := intake.Incidents(t.Context(), store(t), owner, []string{write(t, "i.csv", []byte(c.content))}, intake.Options{})
		if err != nil || rep.Rejected != len(c.lines) || rep.Reasons[c.reason] != len(c.lines) {
			t.Errorf("%s: %+v, %v", name, rep, err)
			continue
		}
		for i, line := range c.lines {
			if rep.Faults[i].Line != line || rep.Faults[i].Column == 0 || rep.Faults[i].Hint == "" {
				t.Errorf("%s: %v, want line %d", name, rep.Faults[i], line)
			}
		}
	}
	scattered := gridHeader
	for i := range 40 {
		scattered += fmt.Sprintf(gridLine, 300000+float64(i)*5000, 150000+float64(i)*12000)
	}
	rep, err := intake.Incidents(t.Context(), store(t), owner, []string{write(t, "i.csv", []byte(scattered+"Burglary,2024-01-01,156030,414536\n"))}, intake.Options{})
	if err != nil || rep.Rejected != 0 {
		t.Errorf("a point at sea among scattered ones: %+v, %v", rep, err)
	}
}

// ward loads one ward, a box in degrees.
func ward(t *testing.T, s *data.Store, w, south, e, n float64) {
	t.Helper()
	file := write(t, "w.geojson", fmt.Appendf(nil, `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"E05000001","name":"Ward"},
		"geometry":{"type":"Polygon","coordinates":[[[%[1]v,%[2]v],[%[3]v,%[2]v],[%[3]v,%[4]v],[%[1]v,%[4]v],[%[1]v,%[2]v]]]}}]}`, w, south, e, n))
	if _, err := intake.Areas(t.Context(), s, owner, file, intake.AreaOptions{Kind: geo.Ward}); err != nil {
		t.Fatal(err)
	}
}

// With areas loaded, Norwich the other way round is known not to be Moffat, and a point
// a day's journey away is kept, flagged and counted.
func TestAreasTellWhere(t *testing.T) {
	norwich := func() *data.Store {
		s := store(t)
		ward(t, s, 1.20, 52.58, 1.40, 52.70)
		return s
	}
	_, err := intake.Incidents(t.Context(), norwich(), owner, []string{write(t, "i.csv", []byte(gridHeader+ways(308000, 623000, 100, gridLine)))}, intake.Options{})
	if err == nil || !strings.Contains(err.Error(), "look swapped in the whole file") {
		t.Errorf("Norwich exchanged: %v", err)
	}
	s := norwich()
	rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(gridHeader+"Burglary,2024-01-01,623000,308000\nBurglary,2024-01-01,308000,623000\nBurglary,2024-01-01,530000,181000\nBurglary,2024-01-01,,\n"))}, intake.Options{})
	if err != nil || rep.Accepted != 3 || rep.Rejected != 1 || rep.Reasons["easting and northing look swapped"] != 1 || rep.Flags["far outside the area"] != 1 || rep.Unlocated != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	for i, r := range records(t, s) {
		if far := r.Flags == hotspot.FlagFarOutside; far != (i == 1) {
			t.Errorf("row %d: flags %v", i, r.Flags)
		}
	}
}

func TestWhereAsWritten(t *testing.T) {
	const header = "category,occurred,easting,northing,lon,lat,gridref,location\n"
	const tower = "651409.804,313177.450" // Caister water tower: 1.716073973, 52.658007833
	for _, c := range []struct {
		name, row, reason string
		located           bool
		fix               hotspot.Fix
		flags             hotspot.Flags
		crs               string
	}{
		{"National Grid", tower + ",,,,", "", true, 0, 0, "EPSG:27700"},
		{"decimal comma", `"651409,804","313177,450",,,,`, "", true, 0, 0, "EPSG:27700"},
		{"degrees", ",,1.716073973,52.658007833,,", "", true, 0, 0, "EPSG:4326"},
		{"degrees where the grid says nothing", "0,0,1.716073973,52.658007833,,", "", true, 0, 0, "EPSG:4326"},
		{"both alike", tower + ",1.71607,52.65801,,", "", true, 0, 0, "EPSG:27700"},
		{"both, 49 m apart", tower + ",1.716073973,52.658448,,", "", true, 0, 0, "EPSG:27700"},
		{"both, 51 m apart", tower + ",1.716073973,52.658467,,", "", true, 0, hotspot.FlagTwoPlaces, "EPSG:27700"},
		{"both, the grid exchanged", "313177.450,651409.804,1.716073973,52.658007833,,", "easting and northing look swapped", false, 0, 0, ""},
		{"eight figures", ",,,,TG 5140 1317,", "", true, hotspot.FixExact, 0, "EPSG:27700"},
		{"six figures name 100 m", ",,,,TG 514 131,", "", true, hotspot.FixPlace, 0, "EPSG:27700"},
		{"the rest stands before the reference", tower + ",,,TQ 32 81,", "", true, 0, 0, "EPSG:27700"},
		{"nothing", ",,,,,", "", false, 0, 0, ""},
		{"noughts", "0,0,0.0,0,,Not Recorded", "", false, 0, 0, ""},
		{"words for nothing", "NULL,null,n/a,Unknown,,", "", false, 0, 0, ""},
		{"letters", ",,1.716E,52.658N,,", "coordinate is written with a letter or a degree sign", false, 0, 0, ""},
		{"thousands", `"651,409","313,177",,,,`, "coordinate is not a number", false, 0, 0, ""},
		{"half", "651409.804,,,,,", "coordinate is not a number", false, 0, 0, ""},
		{"off the grid", "1651409,313177,,,,", "point outside the National Grid", false, 0, 0, ""},
		{"degrees in metres' columns", "-0.1276,51.5072,,,,", "point outside the National Grid", false, 0, 0, ""},
		{"Web Mercator unnamed", "-12000,6710000,,,,", "point outside the National Grid", false, 0, 0, ""},
		{"metres in degrees' columns", ",,651409,313177,,", "latitude out of range", false, 0, 0, ""},
		{"latitude nought", ",,1.7,0,,", "latitude is nought", false, 0, 0, ""},
		{"no reference", ",,,,IQ 32 81,", "grid reference not understood", false, 0, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := store(t)
			rep, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte(header+"Burglary,2024-01-01,650000,312000,,,,\nBurglary,2024-01-01,"+c.row+"\n"))}, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if c.reason != "" {
				if rep.Rejected != 1 || rep.Reasons[c.reason] != 1 || rep.Faults[0].Line != 3 || rep.Faults[0].Column == 0 || rep.Faults[0].Hint == "" {
					t.Errorf("got %+v %v, want it refused: %s", rep, rep.Faults, c.reason)
				}
				return
			}
			got := records(t, s)
			if len(got) != 2 || got[1].Located != c.located || got[1].Fix != c.fix || got[1].Flags != c.flags || got[1].GivenCRS != c.crs || got[1].Location != "" {
				t.Fatalf("got %+v, %v", got, rep.Faults)
			}
			if r := got[1]; c.located && (r.Lon < 1.7150 || r.Lon > 1.7170 || r.Lat < 52.6570 || r.Lat > 52.6590) {
				t.Errorf("got %v, %v", r.Lon, r.Lat)
			}
		})
	}
}

// A publisher's anonymised point is not exact, and a system can be named for either pair.
func TestFixAndSystem(t *testing.T) {
	s := store(t)
	if _, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "2019-05-x-street.csv", []byte(policeFile))}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	if got := records(t, s); got[0].Fix != hotspot.FixSnapped {
		t.Errorf("a police.uk point is %s", got[0].Fix)
	}
	s = store(t)
	if _, err := intake.Incidents(t.Context(), s, owner, []string{write(t, "i.csv", []byte("category,occurred,lon,lat\nBurglary,2024-01-01,-10152.2,6711542.5\n"))}, intake.Options{CRS: "EPSG:3857"}); err != nil {
		t.Fatal(err)
	}
	if got := records(t, s); got[0].Lat < 51.5 || got[0].Lat > 51.52 || got[0].Lon > -0.09 || got[0].Lon < -0.1 {
		t.Errorf("got %+v", got[0])
	}
}
