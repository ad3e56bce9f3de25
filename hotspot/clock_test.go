package hotspot

import (
	"math"
	"testing"
	"time"

	"github.com/paulmach/orb"
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
