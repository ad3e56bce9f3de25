package hotspot

import (
	"fmt"
	"math"
)

// The words that stand where no peak can.
const (
	TimesNotKnown = "times not known"
	NoClearPeak   = "no clear peak"
)

// peakHours is the longest band a peak may have: a patrol can be there for it.
const peakHours = 4

// clearPeak is the least likelihood ratio that is called a peak: of sets of 3 to
// 500 times spread evenly over the week, about one in twenty has a window as good
// (95th percentile 7.0 to 7.9, 2,000 simulated sets of each size).
const clearPeak = 7.5

// peakOf is when the incidents concentrate, in words, and the share of them whose
// time is known.
func (a *analysis) peakOf(rows []int32) (words string, timed float64) {
	if len(rows) == 0 {
		return TimesNotKnown, 0
	}
	h, n := a.s.hoursOf(rows)
	words, _ = h.peak(n)
	return words, float64(n) / float64(len(rows))
}

// peak is the band of at most four hours on consecutive days in which the n
// incidents concentrate most, as "Fri-Sat 22:00-02:00", and the number in it. A
// band that passes midnight belongs to the day it begins on.
//
// Of all such windows it is the one with the largest likelihood ratio against an
// even spread over the week. They begin at any hour and on any day and are one to
// four hours long; days run on past Sunday for up to four ("Fri-Mon"), longer runs
// stay within the week or are the whole of it, because nobody says "Fri-Wed". With
// c incidents in the window and e = n x hours / 168,
//
//	LLR = c ln(c/e) + (n-c) ln((n-c)/(n-e)), c > e
//
// Ties go to the shorter window, then to the earlier one. With fewer than three
// times, or an LLR below clearPeak, the words are NoClearPeak. Without times they
// are TimesNotKnown.
//
// Source: the scan statistic of Kulldorff 1997 in one cyclic dimension, bands by days.
func (h Hours) peak(n int) (string, float64) {
	if n == 0 {
		return TimesNotKnown, 0
	}
	w, c, llr := h.bestWindow(float64(n))
	if n < LeastListed || llr < clearPeak {
		return NoClearPeak, 0
	}
	return w.String(), c
}

// weekWindow is a band of hours on consecutive days.
type weekWindow struct{ day, days, hour, hours int }

var dayWords = [7]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

func (w weekWindow) String() string {
	days := dayWords[w.day]
	if w.days > 1 {
		days += "-" + dayWords[(w.day+w.days-1)%7]
	}
	return fmt.Sprintf("%s %02d:00-%02d:00", days, w.hour, (w.hour+w.hours)%24)
}

func (h Hours) bestWindow(n float64) (best weekWindow, count, llr float64) {
	for hours := 1; hours <= peakHours; hours++ {
		for hour := range 24 {
			var band [7]float64
			for d := range band {
				for k := hour; k < hour+hours; k++ {
					band[d] += h[(d+k/24)%7][k%24]
				}
			}
			for day := range 7 {
				c := 0.0
				for days := 1; days <= 7; days++ {
					if days > 4 && day+days > 7 {
						break
					}
					c += band[(day+days-1)%7]
					w := weekWindow{day, days, hour, hours}
					v := scanRatio(c, n, float64(days*hours)/168)
					if v > llr+1e-9 || v > llr-1e-9 && llr > 0 && days*hours < best.days*best.hours {
						best, count, llr = w, c, max(v, llr)
					}
				}
			}
		}
	}
	return best, count, llr
}

// scanRatio is the log likelihood ratio of c of n in a share of the week.
func scanRatio(c, n, share float64) float64 {
	e := n * share
	if c <= e {
		return 0
	}
	r := c * math.Log(c/e)
	if c < n-1e-9 {
		r += (n - c) * math.Log((n-c)/(n-e))
	}
	return r
}
