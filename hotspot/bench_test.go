package hotspot

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkBoroughDetect answers one question on a borough of 3,350 cells, five
// and a half years and 64,000 incidents, once its ground has been asked about:
// what the map waits for.
func BenchmarkBoroughDetect(b *testing.B) {
	s := busyBorough(64_000)
	q := Question{Window: LastWeeks(s, 12)}
	if _, err := Detect(s, q); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		if _, err := Detect(s, q); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBoroughFirst is the first question about a borough in a new snapshot,
// whose boundaries have been covered with cells before.
func BenchmarkBoroughFirst(b *testing.B) {
	s := busyBorough(64_000)
	q := Question{Window: LastWeeks(s, 12)}
	if _, err := Detect(s, q); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		again := *s
		if _, err := Detect(&again, q); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBoroughTrace is the same question with the four windows before it.
func BenchmarkBoroughTrace(b *testing.B) {
	s := busyBorough(64_000)
	q := Question{Window: LastWeeks(s, 12)}
	r, err := Detect(s, q)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		if _, err := Trace(s, q, r, 0); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBoroughGiStar compares the statistic with a bare pass that sums seven
// neighbours, in one run; the ratio is reported.
func BenchmarkBoroughGiStar(b *testing.B) {
	g := boroughGrid()
	x := make([]float64, len(g.cells))
	rng := rand.New(rand.NewPCG(1, 1))
	for range 6000 {
		x[rng.IntN(len(x))]++
	}
	sums := make([]float64, len(x))
	var bare, star float64
	for range b.N {
		start := b.Elapsed()
		for i := range sums {
			var sum float64
			for _, j := range g.nb.Index[g.nb.Start[i]:g.nb.Start[i+1]] {
				sum += x[j]
			}
			sums[i] = sum
		}
		middle := b.Elapsed()
		if _, err := GiStar(x, g.nb); err != nil {
			b.Fatal(err)
		}
		bare, star = bare+(middle-start).Seconds(), star+(b.Elapsed()-middle).Seconds()
	}
	b.ReportMetric(star/bare, "x-bare-pass")
	b.ReportMetric(star/float64(b.N)/float64(len(x))*1e9, "ns/cell")
}

// busyBorough is a borough with streets' worth of repeats: n incidents from April
// 2014 to July 2019 at 6,000 places, of which 40 draw a fifth of them.
func busyBorough(n int) *Snapshot {
	rng := rand.New(rand.NewPCG(3, 3))
	m := newSnapshot(boroughWards())
	first := Date(2014, 4, 1)
	span := int(may2019.To-first) + 1
	places := make([]incident, 6000)
	for i := range places {
		places[i] = incident{at: uniform(rng), name: "On or near Street " + string(rune('A'+i%26)) + string(rune('a'+i/26%26))}
	}
	for range n {
		v := places[rng.IntN(len(places))]
		if rng.IntN(5) == 0 {
			v = places[rng.IntN(40)]
		}
		v.day, v.start = first+Day(rng.IntN(span)), int16(1+rng.IntN(1439))
		m.add(v)
	}
	m.Sort()
	return m.Snapshot
}
