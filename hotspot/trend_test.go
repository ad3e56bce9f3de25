package hotspot

import (
	"testing"
	"time"
)

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
