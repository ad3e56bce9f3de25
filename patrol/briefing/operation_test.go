package briefing

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/patrol"
)

func TestNewOperation(t *testing.T) {
	op, err := NewOperation(form(t))
	if err != nil {
		t.Fatal(err)
	}
	if h := op.Operation; h.Name != "Operation Harbour Light" || h.VisitMin != 15 || h.MinGapMin != 120 || h.Seed != 7 || !strings.HasPrefix(h.ID, "op-") {
		t.Errorf("got %+v", h)
	}
	tm := op.Teams[0]
	if tm.ID != "Central 1" || tm.Size != 2 || len(tm.Shifts) != 1 || tm.Shifts[0].From != "18:00" || tm.BaseName != "Middle of the chosen places" {
		t.Errorf("got %+v", tm)
	}
	// 16 reports weigh against 9: the middle is at 16/25 of the way to Fish Street.
	if lon, lat := -0.0900+0.64*0.0035, 51.5130-0.64*0.0025; math.Abs(tm.Base[0]-lon) > 1e-9 || math.Abs(tm.Base[1]-lat) > 1e-9 {
		t.Errorf("base %v, want %g, %g", tm.Base, lon, lat)
	}
	again, _ := NewOperation(form(t))
	if d := cmp.Diff(op, again); d != "" {
		t.Errorf("the same form gives two operations:\n%s", d)
	}
	other := form(t)
	other.Seed++
	if op2, _ := NewOperation(other); op2.Operation.ID == op.Operation.ID {
		t.Error("two operations share an id")
	}
}

func TestNewOperationBase(t *testing.T) {
	square := func(lon, lat float64) orb.MultiPolygon {
		return orb.MultiPolygon{{{{lon - 0.001, lat - 0.001}, {lon + 0.001, lat - 0.001}, {lon + 0.001, lat + 0.001}, {lon - 0.001, lat + 0.001}, {lon - 0.001, lat - 0.001}}}}
	}
	f := form(t)
	f.Sites = []geo.Area{{Kind: geo.Site, Name: "Curlew hub", Geometry: square(-0.05, 51.53)}, {Kind: geo.Site, Name: "Empty"}, {Kind: geo.Site, Name: "Corn Market hub", Geometry: square(-0.086, 51.511)}}
	op, err := NewOperation(f)
	if err != nil {
		t.Fatal(err)
	}
	if tm := op.Teams[0]; tm.BaseName != "Corn Market hub" || math.Abs(tm.Base[0]+0.086) > 1e-9 {
		t.Errorf("got %q at %v, want the nearest hub", tm.BaseName, tm.Base)
	}
	f.Sites = f.Sites[1:2]
	if op, err := NewOperation(f); err != nil || op.Teams[0].BaseName != "Middle of the chosen places" {
		t.Errorf("only a site without ground: %v", err)
	}
	f.Base = orb.Point{-0.09, 51.51}
	if op, err := NewOperation(f); err != nil || op.Teams[0].Base != f.Base || op.Teams[0].BaseName != "Base" {
		t.Errorf("own base: %v", err)
	}
}

func TestNewOperationRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, key string
		change    func(f *Form)
	}{
		{"date", "from", func(f *Form) { f.From = "Friday" }},
		{"backwards", "to", func(f *Form) { f.To = "2026-01-01" }},
		{"day", "days", func(f *Form) { f.Days = []string{"Frei"} }},
		{"hours", "from", func(f *Form) { f.ShiftFrom = "" }},
		{"break", "break_min", func(f *Form) { f.BreakMin = 1000 }},
		{"visit", "visit_min", func(f *Form) { f.VisitMin = -5 }},
		{"swapped base", "lon", func(f *Form) { f.Base = orb.Point{51.5, -0.1} }},
		{"size", "size", func(f *Form) { f.Size = -2 }},
		{"no place and no base", "base", func(f *Form) { f.Targets = nil }},
		{"not a number", "", func(f *Form) { f.Targets[0].Lon = math.NaN() }},
	} {
		f := form(t)
		tt.change(&f)
		_, err := NewOperation(f)
		var fault *patrol.OperationError
		if !errors.Is(err, patrol.ErrOperation) || !errors.As(err, &fault) {
			t.Errorf("%s: got %v, want an OperationError", tt.name, err)
		} else if fault.Key != tt.key {
			t.Errorf("%s: got key %q, want %q", tt.name, fault.Key, tt.key)
		}
	}
}

func TestNewOperationGap(t *testing.T) {
	for _, tt := range []struct{ given, want int }{{0, 120}, {45, 45}, {-1, 0}} {
		f := form(t)
		f.MinGapMin = tt.given
		if op, err := NewOperation(f); err != nil || op.Operation.MinGapMin != tt.want {
			t.Errorf("%d: got %v, %v, want %d", tt.given, op, err, tt.want)
		}
	}
}

func TestDefaultDates(t *testing.T) {
	from, to := DefaultDates(time.Date(2026, 11, 1, 23, 40, 0, 0, time.UTC), 3)
	if from != "2026-11-02" || to != "2026-11-22" {
		t.Errorf("got %s to %s", from, to)
	}
}
