package sample

import (
	"math"
	"math/rand/v2"
)

// poisson draws a count of the given mean.
func poisson(rng *rand.Rand, mean float64) int {
	limit, product, n := math.Exp(-mean), rng.Float64(), 0
	for product > limit {
		product *= rng.Float64()
		n++
	}
	return n
}

func pickLabel(rng *rand.Rand, ls []label) label {
	var sum float64
	for _, l := range ls {
		sum += l.weight
	}
	u := rng.Float64() * sum
	for _, l := range ls {
		if u -= l.weight; u < 0 {
			return l
		}
	}
	return ls[len(ls)-1]
}

func pickSetting(rng *rand.Rand, ss []share) string {
	var sum float64
	for _, s := range ss {
		sum += s.weight
	}
	u := rng.Float64() * sum
	for _, s := range ss {
		if u -= s.weight; u < 0 {
			return s.setting
		}
	}
	return ss[len(ss)-1].setting
}

// pickHour draws an hour from 24 weights, one hexadecimal digit each.
func pickHour(rng *rand.Rand, weights string) int {
	sum := 0
	for _, c := range weights {
		sum += digit(c)
	}
	u := rng.IntN(sum)
	for h, c := range weights {
		if u -= digit(c); u < 0 {
			return h
		}
	}
	return 0
}

func digit(c rune) int {
	if c >= 'a' {
		return int(c-'a') + 10
	}
	return int(c - '0')
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

// shuffled is a copy in chance order.
func shuffled[T any](rng *rand.Rand, from []T) []T {
	out := append([]T(nil), from...)
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
