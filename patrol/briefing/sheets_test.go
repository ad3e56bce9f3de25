package briefing

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hexbeat/geo/pspo"
	"hexbeat/patrol"
)

func orders() []pspo.Order {
	around := func(lon, lat float64) orb.MultiPolygon {
		return orb.MultiPolygon{{{{lon - 0.001, lat - 0.001}, {lon + 0.001, lat - 0.001}, {lon + 0.001, lat + 0.001}, {lon - 0.001, lat + 0.001}, {lon - 0.001, lat - 0.001}}}}
	}
	rule := []pspo.Prohibition{{ID: "1", Text: "No person shall continue to drink alcohol when asked to stop by an officer.", Short: "Stop drinking when asked."}, {ID: "2", Text: "No begging.", Times: "18:00-06:00"}}
	return []pspo.Order{
		{ID: "lantern-quay", Title: "Lantern Quay", Status: pspo.Made, InForce: "2025-03-01", Until: "2028-02-29", Prohibitions: rule},
		{ID: "bridge", Title: "Swan Bridge steps", Status: pspo.Made, InForce: "2025-03-01", Until: "2026-11-05", Geometry: around(-0.09, 51.513)},
		{ID: "draft", Title: "Draft", Status: pspo.Consulting, InForce: "2025-03-01", Geometry: around(-0.0865, 51.5105)},
		{ID: "elsewhere", Title: "Elsewhere", Status: pspo.Made, InForce: "2025-03-01", Geometry: around(-0.2, 51.6)},
	}
}

func TestSheets(t *testing.T) {
	p := planOf(t, form(t))
	sheets, err := Sheets(p, Context{Orders: orders(), IncludesHomes: true, Contacts: []string{"Duty sergeant: channel 3"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(sheets) != 3 {
		t.Fatalf("got %d sheets, want one a walk", len(sheets))
	}
	s := sheets[1]
	head := Sheet{Marking: "OFFICIAL", Operation: "Operation Harbour Light", Team: "Central 1", Walk: 1, Date: "Friday 6 November 2026", Shift: "18:00-02:00",
		Snapshot: "12-9f3c2a1b", DataTo: "Sunday 1 November 2026, 23:40", Contacts: []string{"Duty sergeant: channel 3"}, Diverted: defaultDiverted, ReturnTo: defaultReturnTo,
		Base: SheetPoint{"Middle of the chosen places", p.Operation.Teams[0].Base}, ReturnMin: s.ReturnMin, Break: s.Break, Stops: s.Stops, Notes: s.Notes, PageID: s.PageID}
	if d := cmp.Diff(head, s); d != "" {
		t.Errorf("head of the sheet:\n%s", d)
	}
	if !strings.HasSuffix(s.Break, " at the base") || len(s.Break) != len("21:00-21:30 at the base") || len(s.PageID) != 8 {
		t.Errorf("break %q, page %q", s.Break, s.PageID)
	}
	want := []string{"Walking times are straight-line estimates x 1.3; they know no river or railway.",
		"Hours set by the inspector: this data has no times.", "Includes offences inside homes: the source cannot say."}
	if d := cmp.Diff(want, s.Notes); d != "" {
		t.Errorf("notes:\n%s", d)
	}
	if a, b := sheets[0].PageID, sheets[1].PageID; a == b {
		t.Error("two pages share an id")
	}
	checkFriday(t, s)
}

// checkFriday looks at the stops of the night that Fish Street peaks on.
func checkFriday(t *testing.T, s Sheet) {
	t.Helper()
	midnight := false
	for i, st := range s.Stops {
		if st.Number != i+1 || len(st.Area) != 1 || st.WalkMin < 0 || st.Tactic != "High-visibility patrol" || !strings.Contains(st.WhyHere, "borough average") {
			t.Errorf("got %+v", st)
		}
		if early := st.Arrive[:3] == "Sat"; early {
			midnight = true
			if st.Arrive[4:] > "02:00" {
				t.Errorf("%q is not after midnight", st.Arrive)
			}
		} else if len(st.Arrive) != 5 || st.Arrive < "18:00" {
			t.Errorf("%q: want a plain time of the evening", st.Arrive)
		}
		switch st.Hotspot {
		case "fish":
			if st.WhyNow != "Peak Fri-Sat 22:00-02:00." || !slices.Equal(st.Orders, []string{"Lantern Quay: Stop drinking when asked; No begging (18:00-06:00)"}) {
				t.Errorf("got %q, %q", st.WhyNow, st.Orders)
			}
		case "swan":
			if st.WhyNow != "Hours set by the inspector: Thu,Fri,Sat 18:00-02:00." || len(st.Orders) != 0 {
				t.Errorf("got %q, %q", st.WhyNow, st.Orders)
			}
		}
	}
	if !midnight {
		t.Error("no stop after midnight: the weekday is not tested")
	}
}

// An order that ends with Thursday is on Thursday's sheet until midnight.
func TestOrderEndsAtMidnight(t *testing.T) {
	p := planOf(t, form(t))
	p.Shifts[0].Stops = []patrol.Stop{
		{Hotspot: "swan", Arrive: "2026-11-05T23:59:00Z", Leave: "2026-11-06T00:14:00Z"},
		{Hotspot: "swan", Arrive: "2026-11-06T00:00:00Z", Leave: "2026-11-06T00:15:00Z"},
	}
	sheets, err := Sheets(p, Context{Orders: orders()})
	if err != nil {
		t.Fatal(err)
	}
	before, after := sheets[0].Stops[0], sheets[0].Stops[1]
	if before.Arrive != "23:59" || before.Leave != "Fri 00:14" || !slices.Equal(before.Orders, []string{"Swan Bridge steps"}) {
		t.Errorf("before midnight: got %q-%q %q", before.Arrive, before.Leave, before.Orders)
	}
	if after.Arrive != "Fri 00:00" || len(after.Orders) != 0 {
		t.Errorf("after midnight: got %q %q", after.Arrive, after.Orders)
	}
}

func TestSheetOnClockChangeNights(t *testing.T) {
	for _, tt := range []struct{ from, note string }{
		{"2026-03-28", "The clocks go forward from 01:00 to 02:00 during this shift."},
		{"2026-10-24", "The clocks go back from 02:00 to 01:00 during this shift."},
	} {
		f := form(t)
		f.From, f.To, f.Days, f.ShiftFrom, f.ShiftTo = tt.from, tt.from, []string{"Sat"}, "23:00", "04:00"
		f.BreakMin, f.BreakBetween, f.MinGapMin = 0, nil, 15
		for i := range f.Targets {
			f.Targets[i].Hot = nil
		}
		sheets, err := Sheets(planOf(t, f), Context{})
		if err != nil {
			t.Fatal(err)
		}
		s := sheets[0]
		if s.Shift != "23:00-04:00" || !slices.Contains(s.Notes, tt.note) {
			t.Errorf("got %q, %q", s.Shift, s.Notes)
		}
		for _, st := range s.Stops {
			doubled := strings.HasPrefix(st.Arrive, "Sun 00") || strings.HasPrefix(st.Arrive, "Sun 01") || strings.HasPrefix(st.Arrive, "Sun 02")
			if named := strings.HasSuffix(st.Arrive, " GMT") || strings.HasSuffix(st.Arrive, " BST"); named != doubled {
				t.Errorf("%q", st.Arrive)
			}
		}
	}
}

func TestSheetOfAnEmptyWalk(t *testing.T) {
	f := form(t)
	for i := range f.Targets {
		f.Targets[i].Hot = []string{"Fri 18:00-20:00"}
	}
	sheets, err := Sheets(planOf(t, f), Context{Sample: true, Marking: "OFFICIAL-SENSITIVE"})
	if err != nil {
		t.Fatal(err)
	}
	s := sheets[0]
	if len(s.Stops) != 0 || s.Notes[0] != "No stop fits this shift." || !s.Sample || s.Marking != "OFFICIAL-SENSITIVE" || s.ReturnMin != 0 {
		t.Errorf("got %+v", s)
	}
}

func TestSheetsRefuse(t *testing.T) {
	for name, spoil := range map[string]func(p *patrol.Plan){
		"date":  func(p *patrol.Plan) { p.Shifts[0].Date = "soon" },
		"start": func(p *patrol.Plan) { p.Shifts[0].Start = "" },
		"end":   func(p *patrol.Plan) { p.Shifts[0].End = "24:00" },
		"stop":  func(p *patrol.Plan) { p.Shifts[0].Stops[0].Leave = "later" },
		"break": func(p *patrol.Plan) { p.Shifts[0].Break.Start = "now" },
		"place": func(p *patrol.Plan) { p.Shifts[0].Stops[0].Hotspot = "nowhere" },
	} {
		p := planOf(t, form(t))
		spoil(p)
		if _, err := Sheets(p, Context{}); !errors.Is(err, ErrSheet) || !strings.Contains(err.Error(), "walk 1") {
			t.Errorf("%s: got %v, want ErrSheet of walk 1", name, err)
		}
	}
	if sheets, err := Sheets(&patrol.Plan{}, Context{}); err != nil || len(sheets) != 0 {
		t.Errorf("no walks: got %v, %v", sheets, err)
	}
}
