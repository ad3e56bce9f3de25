package hotspot

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo"
)

func clockOf(t *testing.T, rows ...incident) *ClockResult {
	t.Helper()
	m := newSnapshot(boroughWards())
	for _, v := range rows {
		if !v.unlocated {
			v.at = boroughBound.Center()
		}
		m.add(v)
	}
	c, err := Clock(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Weights of hand-worked intervals; Sunday 2 June 2019 is row 6.
func TestClockSpreadsIntervals(t *testing.T) {
	sunday := Date(2019, 6, 2)
	for _, c := range []struct {
		name string
		row  incident
		want map[[2]int]float64
	}{
		{"an instant", incident{start: 9*60 + 59}, map[[2]int]float64{{6, 9}: 1}},
		{"an instant with a span", incident{start: 9 * 60, span: 300}, map[[2]int]float64{{6, 9}: 1}},
		{"08:30 to 11:00", incident{start: 510, span: 150, precision: Interval}, map[[2]int]float64{{6, 8}: 0.2, {6, 9}: 0.4, {6, 10}: 0.4}},
		{"over midnight", incident{start: 23*60 + 30, span: 60, precision: Interval}, map[[2]int]float64{{6, 23}: 0.5, {0, 0}: 0.5}},
		{"end missing", incident{start: 600, span: 0, precision: Interval}, map[[2]int]float64{{6, 10}: 1}},
		{"end before start", incident{start: 600, span: -40, precision: Interval}, map[[2]int]float64{{6, 10}: 1}},
		{"more than a week", incident{start: 600, span: 169 * 60, precision: Interval}, map[[2]int]float64{{0, 0}: 1.0 / 168, {6, 23}: 1.0 / 168}},
		{"day only", incident{start: -1, precision: DayOnly}, nil},
		{"month only", incident{start: -1, precision: Month, day: Date(2019, 6, 1), last: Date(2019, 6, 30)}, nil},
	} {
		if c.row.day == 0 {
			c.row.day = sunday
		}
		got := clockOf(t, c.row)
		sum := 0.0
		for d := range got.Hours {
			for h, w := range got.Hours[d] {
				sum += w
				if want, ok := c.want[[2]int{d, h}]; ok && math.Abs(w-want) > 1e-12 {
					t.Errorf("%s: row %d, hour %d: got %v, want %v", c.name, d, h, w, want)
				}
			}
		}
		if math.Abs(sum-float64(got.Timed)) > 1e-9 || got.Timed+got.Untimed != 1 || (got.Timed == 1) != (c.want != nil) {
			t.Errorf("%s: weights sum to %v of %d timed and %d untimed", c.name, sum, got.Timed, got.Untimed)
		}
	}
}

// The night the clocks change, an interval is spread over the hours that were:
// none from 01:00 to 02:00 in March, two of them in October.
func TestClockAcrossClockChanges(t *testing.T) {
	for _, c := range []struct {
		name string
		day  Day
		span int32 // minutes from 23:00
		one  float64
	}{
		{"spring", Date(2019, 3, 30), 180, 0}, // 23:00 GMT to 03:00 BST is three hours
		{"autumn", Date(2019, 10, 26), 300, 0.4},
	} {
		m := newSnapshot(boroughWards())
		m.DataTo = time.Date(2019, 12, 31, 0, 0, 0, 0, time.UTC)
		m.add(incident{at: boroughBound.Center(), day: c.day, start: 23 * 60, span: c.span, precision: Interval})
		got, err := Clock(m.Snapshot, Question{Window: Window{c.day, c.day}})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, w := range got.Hours[6] {
			sum += w
		}
		if math.Abs(got.Hours[6][1]-c.one) > 1e-12 || math.Abs(sum+got.Hours[5][23]-1) > 1e-12 || got.Hours[6][3] > 1e-12 {
			t.Errorf("%s: hour 1 holds %v, want %v; Sunday %v and Saturday 23:00 %v", c.name, got.Hours[6][1], c.one, got.Hours[6], got.Hours[5][23])
		}
	}
}

func TestBandsAndPolicingDays(t *testing.T) {
	c := clockOf(t, incident{start: 60}, incident{start: 5*60 + 59}, incident{start: 6 * 60}, incident{start: 23 * 60})
	if c.Bands[6] != [8]float64{1, 1, 1, 0, 0, 0, 0, 1} {
		t.Errorf("got bands %v", c.Bands[6])
	}
	p := c.Hours.From(6)
	if p[5][1] != 1 || p[5][5] != 1 || p[6][6] != 1 || p[6][23] != 1 || p[6][1] != 0 {
		t.Errorf("policing days: Saturday %v, Sunday %v", p[5], p[6])
	}
}

// Clocks and trends count the exact area, and the unlocated only where no area is named.
func TestClockCountsTheExactArea(t *testing.T) {
	m := newSnapshot(boroughWards())
	outside := orb.Point{boroughBound.Min[0] - 0.0002, boroughBound.Center()[1]}
	m.add(incident{at: boroughBound.Center()})
	m.add(incident{at: outside})
	m.add(incident{unlocated: true})
	for _, c := range []struct {
		in   []string
		want int
	}{{nil, 2}, {[]string{"ward:W01", "ward:W02", "ward:W03", "ward:W04", "ward:W05", "ward:W06"}, 1}} {
		got, err := Clock(m.Snapshot, Question{Window: may2019, In: c.in})
		if err != nil || got.Timed != c.want {
			t.Errorf("%v: got %d timed (%v), want %d", c.in, got.Timed, err, c.want)
		}
		trend, err := Trend(m.Snapshot, Question{Window: may2019, In: c.in})
		if err != nil || trend.Months[1].Count != c.want {
			t.Errorf("%v: got trend %+v (%v), want %d in June", c.in, trend, err, c.want)
		}
	}
}

func TestPeak(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	draw := func(n int, days []int, from, hours int) (h Hours) {
		for range n {
			hour := from + rng.IntN(hours)
			h[(days[rng.IntN(len(days))]+hour/24)%7][hour%24]++
		}
		return h
	}
	for _, c := range []struct {
		name string
		h    Hours
		n    int
		want string
	}{
		{"weekend nights", draw(200, []int{4, 5}, 22, 4), 200, "Fri-Sat 22:00-02:00"},
		{"Sunday into Monday", draw(80, []int{6, 0}, 10, 2), 80, "Sun-Mon 10:00-12:00"},
		{"after school", draw(60, []int{0, 1, 2, 3, 4}, 15, 2), 60, "Mon-Fri 15:00-17:00"},
		{"shop hours", draw(600, []int{0, 1, 2, 3, 4, 5}, 11, 4), 600, "Mon-Sat 11:00-15:00"},
		{"every day", draw(700, []int{0, 1, 2, 3, 4, 5, 6}, 18, 3), 700, "Mon-Sun 18:00-21:00"},
		{"an hour on one day", draw(9, []int{2}, 8, 1), 9, "Wed 08:00-09:00"},
		{"spread evenly", draw(50, []int{0, 1, 2, 3, 4, 5, 6}, 0, 24), 50, NoClearPeak},
		{"two", draw(2, []int{2}, 8, 1), 2, NoClearPeak},
		{"none", Hours{}, 0, TimesNotKnown},
	} {
		got, in := c.h.peak(c.n)
		if got != c.want || in > float64(c.n) {
			t.Errorf("%s: got %q with %v of %d, want %q", c.name, got, in, c.n, c.want)
		}
	}
}

// Of evenly spread times about one set in twenty shows a peak.
func TestPeakRarelyByChance(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	const sets = 400
	shown := 0
	for k := range sets {
		n := 3 + k%60
		var h Hours
		for range n {
			h[rng.IntN(7)][rng.IntN(24)]++
		}
		if words, _ := h.peak(n); words != NoClearPeak {
			shown++
		}
	}
	if shown > sets/10 {
		t.Errorf("%d of %d even sets show a peak", shown, sets)
	}
	t.Logf("%d of %d even sets show a peak", shown, sets)
}

func TestGroupTimes(t *testing.T) {
	m := newSnapshot(boroughWards())
	at := boroughGrid().centre[1700]
	for k := range 20 {
		v := incident{at: at, start: -1, precision: DayOnly}
		if k < 15 {
			v = incident{at: at, start: int16(22*60 + k), day: Date(2019, 6, 7)} // a Friday
		}
		m.add(v)
	}
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	if g := r.Hotspots[0]; g.Peak != "Fri 22:00-23:00" || g.Timed != 0.75 {
		t.Errorf("got %q, %v timed", g.Peak, g.Timed)
	}
}

func TestTrend(t *testing.T) {
	m := newSnapshot(boroughWards())
	m.DataTo = time.Date(2019, 7, 20, 12, 0, 0, 0, time.UTC)
	for d := Date(2019, 1, 1); d <= Date(2019, 7, 20); d++ {
		if month := d.Time().Month(); month != time.March {
			m.add(incident{at: boroughBound.Center(), day: d, source: 1})
		}
		m.add(incident{at: boroughBound.Center(), day: d, source: 0})
	}
	got, err := Trend(m.Snapshot, Question{Window: Window{Date(2019, 1, 16), Date(2019, 7, 31)}})
	if err != nil {
		t.Fatal(err)
	}
	want := []TrendMonth{
		{"2019-01", 32, Part}, {"2019-02", 56, Complete}, {"2019-03", 31, Missing}, {"2019-04", 60, Complete},
		{"2019-05", 62, Complete}, {"2019-06", 60, Complete}, {"2019-07", 40, Provisional},
	}
	if len(got.Months) != len(want) {
		t.Fatalf("got %v", got.Months)
	}
	for i := range want {
		if got.Months[i] != want[i] {
			t.Errorf("got %+v, want %+v", got.Months[i], want[i])
		}
	}
}

// The years compared with are those that every source supplied wholly.
func TestUsualHere(t *testing.T) {
	at := boroughGrid().centre[1700]
	june := func(y int) Day { return Date(y, 6, 10) }
	for _, c := range []struct {
		name      string
		rows      func(m *made)
		years     int
		mean      float64
		low, high int
	}{
		{"no earlier year", func(m *made) {}, 0, math.NaN(), 0, 0},
		{"two years of 4 and 1", func(m *made) {
			for d := Date(2017, 1, 1); d < Date(2019, 5, 1); d += 15 {
				m.add(incident{at: boroughBound.Min, day: d})
			}
			for range 4 {
				m.add(incident{at: at, day: june(2018)})
			}
			m.add(incident{at: at, day: june(2017)})
			m.add(incident{at: at, day: Date(2018, 8, 1)}) // other dates
			m.add(incident{at: at, day: june(2018), category: 2})
		}, 2, 2.5, 1, 4},
		{"a source that began in June 2018", func(m *made) {
			for d := Date(2017, 1, 1); d < Date(2019, 5, 1); d += 15 {
				m.add(incident{at: boroughBound.Min, day: d})
			}
			m.add(incident{at: boroughBound.Min, day: june(2018), source: 1})
			m.add(incident{at: boroughBound.Min, day: june(2019), source: 1})
		}, 0, math.NaN(), 0, 0},
	} {
		m := newSnapshot(boroughWards())
		for range 20 {
			m.add(incident{at: at, day: june(2019)})
		}
		c.rows(m)
		r, err := Detect(m.Snapshot, Question{Window: may2019})
		if err != nil {
			t.Fatal(err)
		}
		g := r.Hotspots[0]
		if g.UsualYears != c.years || g.UsualLow != c.low || g.UsualHigh != c.high || !(g.UsualHere == c.mean || math.IsNaN(g.UsualHere) && math.IsNaN(c.mean)) {
			t.Errorf("%s: got %v over %d years, %d to %d; want %v over %d, %d to %d", c.name, g.UsualHere, g.UsualYears, g.UsualLow, g.UsualHigh, c.mean, c.years, c.low, c.high)
		}
	}
}

// A month without a record of a source that usually has some is missing.
func TestUsualHereSkipsAMissingMonth(t *testing.T) {
	m := newSnapshot([]geo.Area(nil))
	m.Partitions = []Partition{{Kind: geo.Ward, Areas: boroughWards()}}
	at := boroughGrid().centre[1700]
	for d := Date(2016, 1, 1); d <= may2019.To; d++ {
		if d.Time().Year() != 2017 || d.Time().Month() != time.June {
			m.add(incident{at: boroughBound.Min, day: d})
		}
	}
	for range 20 {
		m.add(incident{at: at})
	}
	r, err := Detect(m.Snapshot, Question{Window: may2019})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range r.Hotspots {
		if g.UsualYears != 2 {
			t.Errorf("got %d years, want 2018 and 2016", g.UsualYears)
		}
	}
}
