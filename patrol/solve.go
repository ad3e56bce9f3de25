package patrol

import (
	"errors"
	"fmt"
	"math/rand/v2"
)

// ErrNoPlan is returned when not a single visit is possible; the text says why.
var ErrNoPlan = errors.New("patrol: no plan is possible")

// Effort is a budget of work. The wall clock plays no part, so that the same input
// and seed give the same bytes on any machine.
type Effort string

// The efforts, in iterations for each shift of the plan.
const (
	Quick    Effort = "quick"    // 20
	Normal   Effort = "normal"   // 100
	Thorough Effort = "thorough" // 500
)

func (e Effort) perWalk() (int, error) {
	switch e {
	case Quick:
		return 20, nil
	case Normal, "":
		return 100, nil
	case Thorough:
		return 500, nil
	}
	return 0, fmt.Errorf("%w: effort %q; write quick, normal or thorough", ErrOperation, e)
}

// Options steer Solve. The zero value is a normal effort with the operation's seed
// on straight lines.
type Options struct {
	Seed       int64  // 0 means the operation's own
	Effort     Effort // default Normal
	Iterations int    // in all; above 0 it takes Effort's place
	Workers    int    // this version works on one; the plan does not depend on it
	Travel     Travel // nil means StraightLine with the operation's detour
	Meta       PlanMeta
	// Progress, when given, is called now and then with iterations done and in all.
	Progress func(done, total int)
}

// Method is what the plan says of how it was made.
const Method = "first planner: insertion with slack, then ruin and recreate"

// MethodVersion changes when the same operation and seed give another plan.
const MethodVersion = "patrol-1"

// Solve plans every shift of the operation. Meta's snapshot, dataTo and marking are
// passed through. Errors: ErrOperation for a faulty operation, ErrNoPlan when no stop
// at all is possible; the error then gives the reasons.
func Solve(op *Operation, opt Options) (*Plan, error) {
	op = op.Defaulted()
	if err := op.Validate(); err != nil {
		return nil, err
	}
	if len(op.Hotspots) == 0 {
		return nil, fmt.Errorf("%w: the operation names no hotspot to visit", ErrNoPlan)
	}
	if opt.Seed == 0 {
		opt.Seed = op.Operation.Seed
	}
	op.Operation.Seed = opt.Seed
	if opt.Travel == nil {
		opt.Travel = StraightLine{Detour: op.Operation.Detour}
	}
	perWalk, err := opt.Effort.perWalk()
	if err != nil {
		return nil, err
	}
	p, err := newProblem(op, opt.Travel)
	if err != nil {
		return nil, err
	}
	if len(p.walks) == 0 {
		return nil, fmt.Errorf("%w: no team has a shift between %s and %s: look at the days and the absences", ErrNoPlan, op.Operation.From, op.Operation.To)
	}
	total := perWalk * len(p.walks)
	if opt.Iterations > 0 {
		total = opt.Iterations
	}
	s := newSearch(p, opt.Seed)
	s.recreate(s.all())
	s.improve(total, opt.Progress)
	s.finish()
	return p.plan(s, opt)
}

// search is the state of one run.
type search struct {
	p      *problem
	rng    *rand.Rand
	tours  []tour
	marks  [][]mark      // by target, by time
	visits [][]int       // by target and policing day
	near   [][]int       // walks that one walk's visits can keep from a place, itself among them
	best   [][]candidate // by walk and target
	top    []candidate   // by walk
	stale  []bool
}

// mark is a visit as other walks see it.
type mark struct {
	at   minute
	walk int
}

func newSearch(p *problem, seed int64) *search {
	s := &search{p: p, rng: rand.New(rand.NewPCG(uint64(seed), 0x6865786265617401))}
	s.marks = make([][]mark, len(p.targets))
	s.visits = make([][]int, len(p.targets))
	for t := range s.visits {
		s.visits[t] = make([]int, len(p.edges))
	}
	s.tours = make([]tour, len(p.walks))
	s.best = make([][]candidate, len(p.walks))
	s.top = make([]candidate, len(p.walks))
	s.near = make([][]int, len(p.walks))
	s.stale = make([]bool, len(p.walks))
	margin := p.visit + p.gap
	for w := range p.walks {
		s.best[w] = make([]candidate, len(p.targets))
		s.tours[w] = s.emptyTour(w)
		for v := range p.walks {
			if p.walks[v].start < p.walks[w].end+margin && p.walks[w].start < p.walks[v].end+margin {
				s.near[w] = append(s.near[w], v)
			}
		}
	}
	return s
}

func (s *search) all() []int {
	out := make([]int, len(s.tours))
	for i := range out {
		out[i] = i
	}
	return out
}

// recreate inserts the visit of best worth per minute, slightly blurred by chance,
// until none fits. Only the given walks are touched.
//
// A visit inserted can only lower what others add, so a walk's best is looked at
// again when it is about to be taken, or when its times have changed.
func (s *search) recreate(walks []int) {
	for _, w := range walks {
		s.stale[w] = true
	}
	for {
		pick := -1
		for _, w := range walks {
			if s.stale[w] {
				s.evaluate(w)
				s.stale[w] = false
				s.top[w] = s.bestOf(w)
			}
			if s.top[w].merit > 0 && (pick < 0 || s.top[w].merit > s.top[pick].merit) {
				pick = w
			}
		}
		if pick < 0 {
			return
		}
		c := s.bestOf(pick)
		if c.merit < s.top[pick].merit {
			s.top[pick] = c
			continue
		}
		s.insert(c)
		for _, v := range s.near[pick] {
			s.stale[v] = true
		}
	}
}

// bestOf is the candidate of a walk that adds most to the score for each minute.
func (s *search) bestOf(w int) (best candidate) {
	for _, c := range s.best[w] {
		if c.cost == 0 {
			continue
		}
		if c.merit = s.gain(c.target, c.at) / c.cost; c.merit > best.merit {
			best = c
		}
	}
	return best
}

// gain is what one more visit to a target at a time adds to the score.
func (s *search) gain(t int, at minute) float64 {
	day := s.p.dayOf(at)
	n := s.visits[t][day]
	if n >= len(rankFactor) {
		return 0
	}
	rank := s.p.ranks(s.visits[t], s.p.weekOf(day))
	before := weekFactor(rank, s.p.targets[t].perWeek)
	rank[n]++
	return (weekFactor(rank, s.p.targets[t].perWeek) - before) * s.p.targets[t].prize
}

// improve ruins one or two walks, recreates them and those beside them, and keeps what
// is worth more, or as much with no more walking.
func (s *search) improve(total int, progress func(done, total int)) {
	for i := range total {
		if progress != nil && i%64 == 0 {
			progress(i, total)
		}
		w := s.rng.IntN(len(s.tours))
		touched := s.near[w]
		if s.rng.IntN(3) == 0 {
			touched = union(touched, s.near[s.rng.IntN(len(s.tours))])
		}
		old := s.save(touched)
		score, walking := s.p.score(s.visits), s.walking(touched)
		for _, v := range touched {
			s.ruin(v)
		}
		s.recreate(touched)
		now := s.p.score(s.visits)
		if now < score-1e-9 || now < score+1e-9 && s.walking(touched) > walking {
			s.restore(touched, old)
		}
	}
	if progress != nil {
		progress(total, total)
	}
}

// ruin takes a run of visits out of a tour.
func (s *search) ruin(w int) {
	n := len(s.tours[w].nodes)
	if n == 0 {
		return
	}
	length := 1 + s.rng.IntN(min(n, 6))
	from := s.rng.IntN(n - length + 1)
	kept := make([]node, 0, n)
	for i, nd := range s.tours[w].nodes {
		if i < from || i >= from+length || nd.target < 0 {
			kept = append(kept, nd)
		}
	}
	s.replace(w, kept)
}

func union(a, b []int) []int {
	out := append([]int(nil), a...)
	for _, x := range b {
		found := false
		for _, y := range a {
			found = found || x == y
		}
		if !found {
			out = append(out, x)
		}
	}
	return out
}
