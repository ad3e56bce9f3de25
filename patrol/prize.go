package patrol

import "math"

// rankFactor is the worth of the first, second and third visit to a place on one
// policing day, in first visits. More than three are worth nothing: three visits a
// late shift is what UK trials found practicable.
var rankFactor = [...]float64{1, 0.5, 0.25}

// extraFactor is the worth of visits beyond visits_per_week.
const extraFactor = 0.25

// weekFactor adds up the visits of one place in one week, given how many of them
// were the first, second and third of their day. The most valuable count in full.
func weekFactor(rank [3]int, perWeek int) float64 {
	sum, left := 0.0, perWeek
	for i, n := range rank {
		if perWeek == 0 {
			sum += float64(n) * rankFactor[i]
			continue
		}
		full := min(n, left)
		left -= full
		sum += (float64(full) + float64(n-full)*extraFactor) * rankFactor[i]
	}
	return sum
}

// score is what the visits are worth, given how often each target is visited on each
// policing day.
func (p *problem) score(visits [][]int) float64 {
	sum := 0.0
	for t := range p.targets {
		sum += p.targetScore(t, visits[t])
	}
	return sum
}

func (p *problem) targetScore(t int, byDay []int) float64 {
	sum := 0.0
	for w := range p.weeks {
		sum += weekFactor(p.ranks(byDay, w), p.targets[t].perWeek)
	}
	return sum * p.targets[t].prize
}

// ranks counts the first, second and third visits of the days of a week.
func (p *problem) ranks(byDay []int, week int) (rank [3]int) {
	lo, hi := 1+7*week, 8+7*week
	if week == 0 {
		lo = 0
	}
	if week == p.weeks-1 {
		hi = len(byDay)
	}
	for _, n := range byDay[min(lo, len(byDay)):min(hi, len(byDay))] {
		for r := range min(n, len(rank)) {
			rank[r]++
		}
	}
	return rank
}

// wanted is how many visits a target should get in the whole operation: its visits a
// week for each full week and the share, rounded down, of a last part of one. An
// operation shorter than a week wants a week's visits.
func wanted(perWeek, days int) int {
	if days < 7 {
		return perWeek
	}
	return perWeek*(days/7) + perWeek*(days%7)/7
}

// rounded cuts what floating point leaves behind, so that a plan's figures can be
// compared as they are printed.
func rounded(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// roundedUp keeps a bound a bound.
func roundedUp(x float64) float64 { return math.Ceil(x*1e6) / 1e6 }
