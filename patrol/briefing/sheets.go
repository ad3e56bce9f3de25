package briefing

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/geo/hexgrid"
	"hexbeat/geo/pspo"
	"hexbeat/patrol"
)

// ErrSheet is returned for a plan that no sheet can be made of: a time that is not
// one, a stop that the plan has no place for. patrol.Check says more.
var ErrSheet = errors.New("briefing: sheet")

// Context is what a sheet says beside the plan. Empty fields take the plan's own meta
// or a plain default.
type Context struct {
	Orders        []pspo.Order
	Sample        bool
	Marking       string // default the plan's, else "OFFICIAL"
	Snapshot      string
	DataTo        string // RFC 3339, or words
	IncludesHomes bool   // the source cannot say which offences were inside homes
	// Outlines are the places' outlines by hotspot id; without one the cells are drawn.
	Outlines map[string]orb.MultiPolygon
	Contacts []string // by role
	Diverted string
	ReturnTo string
}

const (
	defaultDiverted = "Tell the control room, write the time beside the stop, and go on with the next stop that you can reach on time."
	defaultReturnTo = "Return to the duty sergeant, or key the times at Operations."
)

// Sheets makes one sheet for each walk of a plan, in the plan's order. The plan need
// not be sound, only readable. Errors: ErrSheet.
func Sheets(p *patrol.Plan, ctx Context) ([]Sheet, error) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSheet, err)
	}
	b := &builder{p: p, ctx: ctx, zone: zone, places: map[string]patrol.Place{}, targets: map[string]*patrol.Target{}}
	for _, pl := range p.Places {
		b.places[pl.ID] = pl
	}
	for i := range p.Operation.Hotspots {
		b.targets[p.Operation.Hotspots[i].ID] = &p.Operation.Hotspots[i]
	}
	out := make([]Sheet, 0, len(p.Shifts))
	for i := range p.Shifts {
		s, err := b.sheet(i)
		if err != nil {
			return nil, fmt.Errorf("%w: walk %d: %w", ErrSheet, i+1, err)
		}
		out = append(out, s)
	}
	return out, nil
}

type builder struct {
	p       *patrol.Plan
	ctx     Context
	zone    *time.Location
	places  map[string]patrol.Place
	targets map[string]*patrol.Target
}

func (b *builder) sheet(i int) (Sheet, error) {
	w := &b.p.Shifts[i]
	c, err := b.clock(w)
	if err != nil {
		return Sheet{}, err
	}
	op := b.p.Operation.Operation
	s := Sheet{
		Marking:   first(b.ctx.Marking, b.p.Meta.Marking, "OFFICIAL"),
		Sample:    b.ctx.Sample,
		Operation: first(op.Name, op.ID),
		Team:      w.Team,
		Walk:      i,
		Date:      c.date.Format("Monday 2 January 2006"),
		Shift:     c.start.Format("15:04") + "-" + c.end.Format("15:04"),
		ReturnMin: minutes(w.ReturnS),
		Diverted:  first(b.ctx.Diverted, defaultDiverted),
		Contacts:  b.ctx.Contacts,
		Snapshot:  first(b.ctx.Snapshot, b.p.Meta.Snapshot),
		DataTo:    b.dataTo(first(b.ctx.DataTo, b.p.Meta.DataTo)),
		ReturnTo:  first(b.ctx.ReturnTo, defaultReturnTo),
	}
	s.Base = b.base(w.Team)
	for n, stop := range w.Stops {
		line, err := b.stop(c, n+1, stop)
		if err != nil {
			return Sheet{}, fmt.Errorf("stop %d: %w", n+1, err)
		}
		s.Stops = append(s.Stops, line)
	}
	if w.Break != nil {
		from, to, err := c.span(w.Break.Start, w.Break.End)
		if err != nil {
			return Sheet{}, fmt.Errorf("break: %w", err)
		}
		s.Break = from + "-" + to + " at the base"
	}
	s.Notes = b.notes(w, c)
	s.PageID = pageID(s)
	return s, nil
}

func (b *builder) base(team string) SheetPoint {
	for _, t := range b.p.Operation.Teams {
		if t.ID != team {
			continue
		}
		for _, pl := range b.p.Places {
			if pl.Base && pl.Lon == t.Base[0] && pl.Lat == t.Base[1] {
				return SheetPoint{pl.Name, orb.Point{pl.Lon, pl.Lat}}
			}
		}
		return SheetPoint{t.BaseName, t.Base}
	}
	return SheetPoint{}
}

func (b *builder) stop(c clock, number int, s patrol.Stop) (SheetStop, error) {
	pl, ok := b.places[s.Hotspot]
	if !ok {
		return SheetStop{}, fmt.Errorf("the plan has no place %q", s.Hotspot)
	}
	arrive, leave, err := c.span(s.Arrive, s.Leave)
	if err != nil {
		return SheetStop{}, err
	}
	out := SheetStop{
		Number: number, Hotspot: s.Hotspot, Name: first(pl.Name, pl.ID), Point: orb.Point{pl.Lon, pl.Lat},
		Area: b.ctx.Outlines[s.Hotspot], Arrive: arrive, Leave: leave, WalkMin: minutes(s.WalkS),
	}
	t := b.targets[s.Hotspot]
	if t == nil {
		return out, nil
	}
	if len(out.Area) == 0 {
		out.Area = outline(t.Cells)
	}
	out.WhyHere = t.Why
	out.WhyNow = whyNow(t)
	out.Tactic = strings.Join(t.Tactics, "; ")
	at, err := time.Parse(time.RFC3339, s.Arrive)
	if err != nil {
		return out, err
	}
	out.Orders = b.orders(t, out.Point, at.In(b.zone))
	return out, nil
}

// outline is the place's cells, hexagon by hexagon.
func outline(cells []string) orb.MultiPolygon {
	var mp orb.MultiPolygon
	for _, name := range cells {
		if c, err := hexgrid.Parse(name); err == nil {
			mp = append(mp, c.Boundary())
		}
	}
	return mp
}

// whyNow says when the reports come, or who set the hours.
func whyNow(t *patrol.Target) string {
	if len(t.Hot) == 0 {
		return ""
	}
	hours := strings.Join(t.Hot, ", ")
	switch t.HotFrom {
	case HoursFromData:
		return "Peak " + hours + "."
	case HoursUntimed, HoursNoPeak:
		return "Hours set by the inspector: " + hours + "."
	}
	return "Hours " + hours + "."
}

// pageID is a digest of what the sheet says, so that two printed sheets can be told
// apart and a sheet found again.
func pageID(s Sheet) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%+v", s))
	return hex.EncodeToString(sum[:4])
}

// first is the first text that is not empty.
func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// minutes rounds a walk up.
func minutes(seconds int) int { return (max(seconds, 0) + 59) / 60 }
