package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"hexbeat/hotspot"
)

// pick is a ticked place: an id of an answer, or "id@category" of one of Today's
// questions.
type pick struct {
	value string
	group hotspot.Group
	what  string
	homes bool // its counts include offences inside homes
}

// picks finds the ticked places in the answers they were ticked in. A place that is
// on no list any more is returned among the lost.
func (s *Server) picks(ctx context.Context, snap *hotspot.Snapshot, q hotspot.Question, values []string) (found []pick, lost []string, err error) {
	for _, v := range values {
		id, category, today := strings.Cut(v, "@")
		var p pick
		var ok bool
		if today {
			p, ok, err = s.pickToday(ctx, snap, id, category)
		} else {
			p, ok, err = s.pickAsked(ctx, snap, q, id)
		}
		if err != nil {
			return nil, nil, err
		}
		p.value = v
		switch {
		case !ok:
			lost = append(lost, v)
		case !slices.ContainsFunc(found, func(f pick) bool { return f.group.ID == p.group.ID }):
			found = append(found, p)
		}
	}
	return found, lost, nil
}

func (s *Server) pickAsked(ctx context.Context, snap *hotspot.Snapshot, q hotspot.Question, id string) (pick, bool, error) {
	r, err := s.detect(ctx, snap, q)
	if err != nil {
		return pick{}, false, err
	}
	g, ok := findGroup(id, r.Hotspots, r.Watch, r.Busiest)
	return pick{group: g, what: questionWords(q, s.facts.of(snap)), homes: r.Meta.IncludesHomes}, ok, nil
}

func (s *Server) pickToday(ctx context.Context, snap *hotspot.Snapshot, id, category string) (pick, bool, error) {
	for _, ask := range todayQuestions(s.facts.of(snap)) {
		if ask.id != category || ask.homes {
			continue
		}
		t, err := s.trace(ctx, snap, ask)
		if err != nil {
			return pick{}, false, err
		}
		g, ok := findGroup(id, t.result.Hotspots, t.cooling, t.result.Watch, t.result.Busiest)
		return pick{group: g, what: ask.label, homes: t.result.Meta.IncludesHomes}, ok, nil
	}
	return pick{}, false, nil
}

func findGroup(id string, lists ...[]hotspot.Group) (hotspot.Group, bool) {
	for _, l := range lists {
		for _, g := range l {
			if g.ID == id {
				return g, true
			}
		}
	}
	return hotspot.Group{}, false
}

// offered are places to choose from when none was ticked: what is new and still
// there on Today, most reports above the usual first, at most a dozen.
func (s *Server) offered(ctx context.Context, snap *hotspot.Snapshot) ([]pick, error) {
	b, err := s.board(ctx, snap)
	if err != nil {
		return nil, err
	}
	var out []pick
	for _, r := range slices.Concat(b.fresh, b.still, b.alone) {
		out = append(out, pick{value: r.group.ID + "@" + r.ask.id, group: r.group, what: r.ask.label})
	}
	slices.SortStableFunc(out, func(x, y pick) int { return cmp.Compare(excess(y.group), excess(x.group)) })
	return out[:min(len(out), 12)], nil
}
