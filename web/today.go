package web

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"hexbeat/geo/hexgrid"
	"hexbeat/hotspot"
)

// todayQuestion is one of the questions that Today asks of every snapshot.
type todayQuestion struct {
	id    string // category id; stands behind "@" in a tick box
	label string
	q     hotspot.Question
	// homes marks the question that is asked only to name the places that are not
	// for foot patrol.
	homes bool
}

// outdoors are the categories a foot patrol meets in public places only. The others
// are asked whole: a burglary happens in a dwelling and a patrol still passes it.
var outdoors = map[string]bool{violence: true, robbery: true, "theft-from-the-person": true}

// todayQuestions are one a category that is present, not police-generated and no layer
// of its own, over the default window. Its kinds are asked with it.
func todayQuestions(f *facts) []todayQuestion {
	var out []todayQuestion
	for _, c := range f.categories {
		if c.PoliceGenerated || c.Apart || c.Parent != "" && f.has(c.Parent) {
			continue
		}
		t := todayQuestion{id: c.ID, label: c.Label, q: hotspot.Question{Categories: []string{c.ID}}}
		t.q.Window = hotspot.DefaultWindow(f.snap, t.q)
		if outdoors[c.ID] && f.settings {
			homes := t
			homes.homes = true
			out = append(out, homes)
			t.q.Settings = publicOnly()
			t.label += " in public places"
		}
		out = append(out, t)
	}
	return out
}

// board is what Today shows of a snapshot.
type board struct {
	fresh, still, cooling []todayRow
	alone                 []todayRow // nothing earlier to compare them with
	watch, homes, check   []todayRow
	notes                 []string
	window                hotspot.Window
}

// todayRow is a place with the question it answers.
type todayRow struct {
	group hotspot.Group
	ask   todayQuestion
	spark *spark
}

// board asks all of Today's questions at once and sorts their places into its
// lists. Each answer is cached by itself, so that the map finds it again.
func (s *Server) board(ctx context.Context, snap *hotspot.Snapshot) (*board, error) {
	asks := todayQuestions(s.facts.of(snap))
	traced := make([]*traced, len(asks))
	errs := make([]error, len(asks))
	var wg sync.WaitGroup
	for i, ask := range asks {
		wg.Go(func() { traced[i], errs[i] = s.trace(ctx, snap, ask) })
	}
	wg.Wait()
	b := &board{}
	for i, ask := range asks {
		if errs[i] != nil {
			return nil, errs[i]
		}
		b.add(ask, traced[i])
	}
	b.suspect()
	b.sort()
	return b, nil
}

// traced is an answer whose places know how they stood in earlier windows.
type traced struct {
	result  *hotspot.Result
	cooling []hotspot.Group
	sparks  map[string]*spark // by group id
}

func (b *board) add(ask todayQuestion, t *traced) {
	if b.window == (hotspot.Window{}) {
		b.window = ask.q.Window
	}
	if ask.homes {
		for _, g := range t.result.Hotspots {
			if g.NotForFootPatrol != "" {
				b.homes = append(b.homes, todayRow{g, ask, nil})
			}
		}
		return
	}
	for _, g := range t.result.Hotspots {
		b.put(todayRow{g, ask, t.sparks[g.ID]})
	}
	for _, g := range t.cooling {
		b.cooling = append(b.cooling, todayRow{g, ask, t.sparks[g.ID]})
	}
	for _, g := range t.result.Watch {
		b.watch = append(b.watch, todayRow{g, ask, nil})
	}
	for _, n := range notes(t.result.Meta) {
		if !slices.Contains(b.notes, n) && strings.Contains(n, "inside homes") {
			b.notes = append(b.notes, n)
		}
	}
}

// suspect takes along what lies at a place whose data want checking: records are
// parked on a point whatever their category, and the fault shows in some only.
func (b *board) suspect() {
	parked := map[hexgrid.Cell]hotspot.Group{}
	for _, r := range b.check {
		for _, c := range r.group.Cells {
			parked[c] = r.group
		}
	}
	for _, list := range []*[]todayRow{&b.fresh, &b.still, &b.cooling, &b.alone} {
		*list = slices.DeleteFunc(*list, func(r todayRow) bool {
			for _, c := range r.group.Cells {
				if at, ok := parked[c]; ok && at.Name == r.group.Name {
					r.group.CheckData = at.CheckData + ", among other reports"
					b.check = append(b.check, r)
					return true
				}
			}
			return false
		})
	}
}

// put finds a hotspot's list: first what keeps it from being tasked, then how it
// compares with the windows before.
func (b *board) put(r todayRow) {
	switch {
	case r.group.NotForFootPatrol != "":
		if !slices.ContainsFunc(b.homes, func(h todayRow) bool { return h.group.ID == r.group.ID && h.ask.id == r.ask.id }) {
			b.homes = append(b.homes, r)
		}
	case r.group.CheckData != "":
		b.check = append(b.check, r)
	case r.group.Fresh == hotspot.New || r.group.Fresh == hotspot.Returned:
		b.fresh = append(b.fresh, r)
	case r.group.Fresh == hotspot.Still:
		b.still = append(b.still, r)
	default:
		b.alone = append(b.alone, r)
	}
}

// sort puts in front what stands out most from what is usual there, in reports.
func (b *board) sort() {
	for _, list := range [][]todayRow{b.fresh, b.still, b.cooling, b.alone, b.watch, b.homes, b.check} {
		slices.SortStableFunc(list, func(x, y todayRow) int {
			return cmp.Or(cmp.Compare(excess(y.group), excess(x.group)), cmp.Compare(y.group.Count, x.group.Count), cmp.Compare(x.group.Name, y.group.Name))
		})
	}
}

// excess is how many reports there are above what is usual there, or above the
// borough's average where the usual is not known.
func excess(g hotspot.Group) float64 {
	usual := g.UsualHere
	if usual != usual {
		usual = g.BoroughAverage
	}
	if usual != usual {
		usual = 0
	}
	return float64(g.Count) - usual
}

// trace answers one of Today's questions and compares it with the windows before.
// Where an earlier window cannot be asked, because it would cut a month of which
// only the month is known, the places stay without a comparison.
func (s *Server) trace(ctx context.Context, snap *hotspot.Snapshot, ask todayQuestion) (*traced, error) {
	r, err := s.detect(ctx, snap, ask.q)
	if err != nil {
		return nil, err
	}
	if ask.homes {
		return &traced{result: r}, nil
	}
	key := "trace " + snap.Label() + "?" + canonical(ask.q).Encode()
	weigh := func(t *traced) int { return 100 + 10*len(t.result.Hotspots) }
	return cached(ctx, s.answers, key, weigh, func() (*traced, error) {
		own := *r // Trace writes into the groups, and r is shared
		own.Hotspots = slices.Clone(r.Hotspots)
		t := &traced{result: &own}
		var err error
		if t.cooling, err = hotspot.Trace(snap, ask.q, &own, 0); err != nil && !errors.Is(err, hotspot.ErrWindow) {
			return nil, err
		}
		t.sparks, err = sparksOf(snap, ask.q, slices.Concat(own.Hotspots, t.cooling))
		return t, err
	})
}
