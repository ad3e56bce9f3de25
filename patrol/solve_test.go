package patrol

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

// Whatever the operation, the solver's plan passes the checker, which works the score
// out again from the printed times.
func TestSolvePassesCheck(t *testing.T) {
	rng := rand.New(rand.NewPCG(2026, 11))
	none, stops := 0, 0
	for i := range 300 {
		op := randomOperation(rng)
		p, err := Solve(op, Options{Iterations: 60})
		if errors.Is(err, ErrNoPlan) {
			none++
			continue
		}
		if err != nil {
			t.Fatalf("operation %d: %v", i, err)
		}
		for _, v := range Check(p) {
			t.Errorf("operation %d: %+v", i, v)
		}
		for _, w := range p.Shifts {
			stops += len(w.Stops)
		}
		if t.Failed() {
			b, _ := json.MarshalIndent(p, "", " ")
			t.Fatalf("%s", b)
		}
	}
	if none > 60 || stops < 3000 {
		t.Errorf("%d of 300 had no plan and the others %d stops: the operations test too little", none, stops)
	}
}

func mustSolve(t testing.TB, op *Operation, opt Options) *Plan {
	t.Helper()
	p, err := Solve(op, opt)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func planBytes(t testing.TB, op *Operation, opt Options) []byte {
	t.Helper()
	b, err := json.Marshal(mustSolve(t, op, opt))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSolveIsRepeatable(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 20 {
		op := randomOperation(rng)
		a, errA := Solve(op, Options{Iterations: 40, Workers: 1})
		b, errB := Solve(op, Options{Iterations: 40, Workers: 2})
		if errA != nil || errB != nil {
			if !errors.Is(errA, ErrNoPlan) || errA.Error() != errB.Error() {
				t.Fatalf("got %v and %v", errA, errB)
			}
			continue
		}
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		if !bytes.Equal(x, y) {
			t.Fatal("the same operation and seed gave two plans")
		}
	}
}

func TestSolveLeavesItsInput(t *testing.T) {
	op := weekend()
	before, _ := json.Marshal(op)
	mustSolve(t, op, Options{Effort: Quick, Seed: 99})
	if after, _ := json.Marshal(op); !bytes.Equal(before, after) {
		t.Error("Solve changed the operation")
	}
}

// weekend is three Thursdays to Saturdays with six places of a town centre.
func weekend() *Operation {
	op := &Operation{
		Operation: Header{ID: "weekend", From: "2026-11-05", To: "2026-11-25", Seed: 1, MinGapMin: 120},
		Teams: []Team{{ID: "A", Base: [2]float64{-0.088, 51.512}, Shifts: []Shift{{
			Days: []string{"Thu", "Fri", "Sat"}, From: "18:00", To: "02:00", BreakMin: 30, BreakBetween: []string{"21:00", "23:00"}}}}},
	}
	for i, at := range [][2]float64{{-0.0865, 51.5105}, {-0.09, 51.513}, {-0.082, 51.514}, {-0.095, 51.511}, {-0.0845, 51.508}, {-0.091, 51.5165}} {
		op.Hotspots = append(op.Hotspots, Target{ID: string(rune('a' + i)), Lon: at[0], Lat: at[1], Priority: float64(6 - i), VisitsPerWeek: 6})
	}
	return op
}

type slot struct {
	hotspot string
	half    int64
}

func slots(t *testing.T, p *Plan) map[slot]bool {
	out := map[slot]bool{}
	c := &checker{zone: mustLondon(t)}
	for _, w := range p.Shifts {
		for _, s := range w.Stops {
			at, ok := c.when("", s.Arrive)
			if !ok {
				t.Fatal(c.out)
			}
			out[slot{s.Hotspot, at.Unix() / 1800}] = true
		}
	}
	return out
}

// Another seed is another plan: fewer than 40 % of places and half-hours in common.
func TestSeedsDiffer(t *testing.T) {
	a, b := slots(t, mustSolve(t, weekend(), Options{Seed: 1})), slots(t, mustSolve(t, weekend(), Options{Seed: 2}))
	same := 0
	for s := range a {
		if b[s] {
			same++
		}
	}
	if len(a) < 80 || 10*same >= 4*len(a) {
		t.Errorf("%d of %d places and half-hours are the same", same, len(a))
	}
}

// An observer of one night cannot tell the next: a place's first visit is not at the
// same time on most nights.
func TestTimesVary(t *testing.T) {
	p := mustSolve(t, weekend(), Options{})
	for _, h := range p.Operation.Hotspots {
		starts := map[string]int{}
		nights := 0
		for _, w := range p.Shifts {
			for _, s := range w.Stops {
				if s.Hotspot == h.ID {
					starts[s.Arrive[11:15]]++ // to ten minutes
					nights++
					break
				}
			}
		}
		for at, n := range starts {
			if nights < 6 || n > (nights+1)/2 {
				t.Errorf("%s: first visit at %s0 on %d of %d nights", h.ID, at, n, nights)
			}
		}
	}
}

func TestMoreEffortIsNoWorse(t *testing.T) {
	low, high := mustSolve(t, weekend(), Options{Iterations: 1}), mustSolve(t, weekend(), Options{Effort: Thorough})
	if high.Score < low.Score {
		t.Errorf("thorough %g, one iteration %g", high.Score, low.Score)
	}
	if high.Score > high.Bound || high.Bound > 2*high.Score {
		t.Errorf("score %g, bound %g", high.Score, high.Bound)
	}
}

// One place, one shift, no walk to speak of: three visits at full, half and quarter
// prize, and the bound is as tight as it can be.
func TestScoreByHand(t *testing.T) {
	op := weekend()
	op.Operation.To = op.Operation.From
	op.Hotspots = op.Hotspots[:1]
	op.Hotspots[0].Priority, op.Hotspots[0].VisitsPerWeek = 8, 0
	p := mustSolve(t, op, Options{})
	if p.Score != 14 || p.Bound != 14 || len(p.Shifts[0].Stops) != 3 {
		t.Errorf("got score %g, bound %g, %d stops; want 14, 14, 3", p.Score, p.Bound, len(p.Shifts[0].Stops))
	}
	op.Hotspots[0].VisitsPerWeek = 1 // the other two count a quarter: 8 + (4+2)/4
	if p := mustSolve(t, op, Options{}); p.Score != 9.5 {
		t.Errorf("got %g, want 9.5", p.Score)
	}
}

func TestReasons(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(op *Operation)
		want   string // in the reason of place a
	}{
		{"hours meet no shift", func(op *Operation) { op.Hotspots[0].Hot = []string{"Sun-Wed 09:00-12:00"} }, "Its hours (Sun-Wed 09:00-12:00) do not meet any shift."},
		{"too far", func(op *Operation) { op.Hotspots[0].Lat = 51.7 }, "Too far: the walk there from Base of A takes 5 h"},
		{"hours begin and end before it can be reached", func(op *Operation) {
			op.Hotspots[0].Lat, op.Hotspots[0].Hot = 51.55, []string{"Thu-Sat 17:00-18:20"}
		}, "Too far: the walk there from Base of A takes 1 h"},
		{"gap", func(op *Operation) {
			op.Operation.MinGapMin, op.Hotspots[0].VisitsPerWeek = 300, 9
		}, "Visited 18 of 27 times asked for. The gap of 300 minutes between visits"},
		{"three a day", func(op *Operation) { op.Operation.MinGapMin, op.Hotspots[0].VisitsPerWeek = 0, 20 }, "Visited 27 of 60 times asked for. It is visited 3 times on each day"},
		{"pair", func(op *Operation) { op.Teams[0].Size, op.Hotspots[0].PairOnly = 1, true }, "It needs a pair"},
		{"full", func(op *Operation) {
			op.Teams[0].Shifts[0] = Shift{Days: []string{"Thu"}, From: "18:00", To: "18:32"}
			op.Hotspots[0].Priority = 0.1
		}, "The shifts that meet its hours are full."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			op := weekend()
			tt.change(op)
			p := mustSolve(t, op, Options{Effort: Quick})
			got := ""
			for _, u := range p.Unserved {
				if u.Hotspot == "a" {
					got = u.Reason
				}
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			for _, v := range Check(p) {
				t.Errorf("%+v", v)
			}
		})
	}
}

func TestNoPlan(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(op *Operation)
		want   string
	}{
		{"no hotspots", func(op *Operation) { op.Hotspots = nil }, "no hotspot"},
		{"no teams", func(op *Operation) { op.Teams = nil }, "no team has a shift"},
		{"no day", func(op *Operation) { op.Teams[0].Shifts[0].Days = []string{"Sun"}; op.Operation.To = "2026-11-07" }, "no team has a shift between 2026-11-05 and 2026-11-07"},
		{"all absent", func(op *Operation) {
			op.Operation.To, op.Teams[0].Shifts[0].Absent = "2026-11-06", []string{"2026-11-05", "2026-11-06"}
		}, "absences"},
		{"visit longer than the shift", func(op *Operation) { op.Operation.VisitMin = 600 }, "A visit of 600 minutes does not fit any shift."},
		{"hours never meet", func(op *Operation) {
			for i := range op.Hotspots {
				op.Hotspots[i].Hot = []string{"Mon 09:00-10:00"}
			}
		}, "do not meet any shift. And 1 more."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			op := weekend()
			tt.change(op)
			p, err := Solve(op, Options{Effort: Quick})
			if p != nil || !errors.Is(err, ErrNoPlan) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want ErrNoPlan with %q", err, tt.want)
			}
		})
	}
}

func TestSolveRefuses(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(op *Operation)
	}{
		{"latitude", func(op *Operation) { op.Hotspots[0].Lat = 1000 }},
		{"negative size", func(op *Operation) { op.Teams[0].Size = -1 }},
		{"overlapping shifts", func(op *Operation) {
			op.Teams[0].Shifts = append(op.Teams[0].Shifts, Shift{Days: []string{"Sat"}, From: "01:00", To: "05:00"})
		}},
		{"effort", nil},
	} {
		op, opt := weekend(), Options{Effort: "heroic"}
		if tt.change != nil {
			tt.change(op)
			opt.Effort = Quick
		}
		if _, err := Solve(op, opt); !errors.Is(err, ErrOperation) {
			t.Errorf("%s: got %v, want ErrOperation", tt.name, err)
		}
	}
}

// A band that passes midnight belongs to the night it begins on: Friday's 00:30 is
// Saturday morning, and Thursday night has none of it.
func TestBandPastMidnight(t *testing.T) {
	op := weekend()
	op.Hotspots = op.Hotspots[:1]
	op.Hotspots[0].Hot = []string{"Fri 23:30-01:30"}
	for _, w := range mustSolve(t, op, Options{Effort: Quick}).Shifts {
		d, _ := parseDay(w.Date)
		if friday := d.weekday() == 5; friday != (len(w.Stops) > 0) {
			t.Errorf("%s (%s): %d stops", w.Date, d.weekday(), len(w.Stops))
		}
		for _, s := range w.Stops {
			if at := s.Arrive[11:16]; at < "23:30" && at >= "01:30" {
				t.Errorf("%s: a visit at %s", w.Date, s.Arrive)
			}
		}
	}
}

// On the nights of a clock change the walks have the hours that the night really has.
func TestClockChangeNights(t *testing.T) {
	for _, tt := range []struct{ date, start, end string }{
		{"2026-03-28", "2026-03-28T22:00:00Z", "2026-03-29T06:00:00+01:00"},
		{"2026-10-24", "2026-10-24T22:00:00+01:00", "2026-10-25T06:00:00Z"},
	} {
		op := weekend()
		op.Operation.From, op.Operation.To = tt.date, tt.date
		op.Teams[0].Shifts[0] = Shift{Days: []string{"Sat"}, From: "22:00", To: "06:00", BreakMin: 30, BreakBetween: []string{"01:00", "02:00"}}
		for i := range op.Hotspots {
			op.Hotspots[i].Hot = []string{"Sun 01:00-02:00", "Sat 23:00-02:30"}
		}
		p := mustSolve(t, op, Options{})
		if w := p.Shifts[0]; w.Start != tt.start || w.End != tt.end {
			t.Errorf("got %s to %s, want %s to %s", w.Start, w.End, tt.start, tt.end)
		}
		for _, v := range Check(p) {
			t.Errorf("%s: %+v", tt.date, v)
		}
	}
}

// FuzzSolve goes on where TestSolvePassesCheck ends.
func FuzzSolve(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		p, err := Solve(randomOperation(rand.New(rand.NewPCG(seed, 7))), Options{Iterations: 25})
		if errors.Is(err, ErrNoPlan) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if v := Check(p); len(v) > 0 {
			t.Fatalf("seed %d: %+v", seed, v)
		}
	})
}
