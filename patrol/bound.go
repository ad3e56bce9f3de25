package patrol

import (
	"cmp"
	"math"
	"slices"
)

// BoundName names the bound that a plan prints beside its score.
const BoundName = "fractional knapsack per shift: dwell plus least walk, gaps ignored"

// bound is more than any plan of the problem can score. Each shift takes, as if they
// could be cut, the visits of best worth per second of dwell and of the least walk
// that can lead to them, until its time less break and least way home is used up; no
// place counts for more than its hours and its visits a week allow.
func (p *problem) bound() float64 {
	most := make([][]int, len(p.targets))
	for t := range most {
		most[t] = make([]int, len(p.edges))
	}
	sum := 0.0
	for w := range p.walks {
		sum += p.knapsack(w, most)
	}
	return math.Min(sum, p.score(most))
}

type item struct{ prize, seconds float64 }

// knapsack bounds one walk, and notes on which policing days it could visit what.
func (p *problem) knapsack(w int, most [][]int) float64 {
	wk := &p.walks[w]
	var items []item
	home := math.Inf(1)
	for t, hours := range p.hours[w] {
		if len(hours) == 0 {
			continue
		}
		home = math.Min(home, float64(walkS(p.travelS[t][wk.base], p.speed(wk))))
		cost := float64(p.visit)*60 + p.leastWalkS(t, wk)
		for d := p.dayOf(hours[0].lo); d <= p.dayOf(hours[len(hours)-1].hi); d++ {
			most[t][d] = len(rankFactor)
			for _, f := range rankFactor {
				items = append(items, item{p.targets[t].prize * f, cost})
			}
		}
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(b.prize*a.seconds, a.prize*b.seconds) })
	left, sum := float64(wk.end-wk.start-wk.pause)*60-home, 0.0
	for _, it := range items {
		if left <= 0 {
			break
		}
		part := math.Min(1, left/it.seconds)
		sum += it.prize * part
		left -= it.seconds
	}
	return sum
}

// leastWalkS is the least time between the stop before and this one: the shortest
// walk in, or the gap when the stop before is the same place.
func (p *problem) leastWalkS(t int, wk *walk) float64 {
	least := p.gap * 60
	for from := range p.places {
		if from != t {
			least = min(least, minute(walkS(p.travelS[from][t], p.speed(wk))))
		}
	}
	return float64(least)
}

func (p *problem) speed(wk *walk) float64 { return p.op.Teams[wk.team].SpeedKmh }
