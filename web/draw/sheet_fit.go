package draw

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hexbeat/patrol/briefing"
)

// stopBlock is one stop of the list at a chosen size. The wide form has the times
// above the name, the tight form beside it.
type stopBlock struct {
	stop  briefing.SheetStop
	tight bool
	body  float64 // points
	paras column  // why, what to do, orders
	lines []int   // of paras
	name  []string
	times string
	clock float64 // size of the times, points
}

// stopTimes joins the two times; a weekday or a zone that both bear is printed once.
func stopTimes(st briefing.SheetStop) string {
	a, b := strings.Fields(st.Arrive), strings.Fields(st.Leave)
	if len(a) == 0 || len(b) == 0 {
		return st.Arrive + st.Leave
	}
	digit := func(s string) bool { return s[0] >= '0' && s[0] <= '9' }
	if len(b) > 1 && a[0] == b[0] && !digit(b[0]) {
		b = b[1:]
	}
	if i := len(a) - 1; i > 0 && a[i] == b[len(b)-1] && !digit(a[i]) {
		a = a[:i]
	}
	return strings.Join(a, " ") + "–" + strings.Join(b, " ")
}

func walkWords(minutes int) string { return "walk " + strconv.Itoa(minutes) + " min" }

func newStopBlock(st briefing.SheetStop, tight bool, body, width float64) stopBlock {
	b := stopBlock{stop: st, tight: tight, body: body}
	why := strings.TrimSpace(st.WhyHere + " " + st.WhyNow)
	if tight { // where a sentence may be cut, the hours come first
		why = strings.TrimSpace(st.WhyNow + " " + st.WhyHere)
		b.clock = body + 0.5
		b.times = Fit(stopTimes(st), Bold, b.clock, width/2)
		b.name = []string{Fit(st.Name, Bold, body+0.5, width-stopIndent-2-Measure(b.times, Bold, b.clock))}
	} else {
		room := width - stopIndent - 1.5 - Measure(walkWords(st.WalkMin), Regular, body)
		for b.clock = body + 2; b.clock > sheetFloor && Measure(stopTimes(st), Bold, b.clock) > room; {
			b.clock -= 0.5
		}
		b.times = Fit(stopTimes(st), Bold, b.clock, room)
		b.name = WrapMax(st.Name, Bold, body+1, width-stopIndent, 2)
	}
	b.paras = column{{text: why, gap: 0.3}, {label: "Do:", text: upperFirst(st.Tactic)}, {label: "Order:", text: strings.Join(st.Orders, "; ")}}
	b.lines, _ = b.paras.fitLines(body, width, 0)
	return b
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// head is the height of disc, times and name.
func (b stopBlock) head() float64 {
	if b.tight {
		return leading(b.body+0.5) + 0.3
	}
	return max(leading(b.body+2)+float64(len(b.name))*leading(b.body+1), 5.6)
}

// boxes is the height of the row to write in: room for a hand, if there is any.
func (b stopBlock) boxes() float64 {
	if b.tight {
		return 4
	}
	return 5.4
}

func (b stopBlock) height() float64 {
	h := b.head() + b.boxes() + 0.6
	for i, p := range b.paras {
		h += p.height(b.body, b.lines[i])
	}
	return h
}

// fitStops chooses form, size and lines so that all stops fit the height. shown is
// how many do: fewer than given only where not even a name and its boxes fit.
func fitStops(stops []briefing.SheetStop, width, height float64) (blocks []stopBlock, shown int) {
	for _, try := range []struct {
		tight bool
		body  float64
	}{{false, 10}, {false, 9.5}, {false, 9}, {false, 8.5}, {false, 8}, {false, 7.5}, {true, 8}, {true, 7.5}, {true, sheetFloor}} {
		blocks = blocks[:0]
		for _, st := range stops {
			blocks = append(blocks, newStopBlock(st, try.tight, try.body, width))
		}
		if totalHeight(blocks) <= height {
			return blocks, len(blocks)
		}
	}
	shown = len(blocks)
	cutStops(blocks, height)
	if totalHeight(blocks) > height {
		for height -= moreHeight; shown > 0 && totalHeight(blocks[:shown]) > height; {
			shown--
		}
	}
	return blocks[:shown], shown
}

// moreHeight is the room for the line that says how many stops are not shown, mm.
const moreHeight = 4

func totalHeight(blocks []stopBlock) float64 {
	sum := stopGap * float64(max(len(blocks)-1, 0))
	for _, b := range blocks {
		sum += b.height()
	}
	return sum
}

// cutStops takes all lines from the sentences and gives them back one at a time,
// why before what to do before orders, and each stop its first line before any its
// second, as long as all stops fit.
func cutStops(blocks []stopBlock, height float64) {
	want := make([][]int, len(blocks))
	for i := range blocks {
		want[i], blocks[i].lines = blocks[i].lines, make([]int, len(blocks[i].lines))
	}
	left := height - totalHeight(blocks)
	for line := 0; line < 40; line++ {
		for part := range 3 {
			for i, b := range blocks {
				p := b.paras[part]
				cost := p.height(b.body, b.lines[part]+1) - p.height(b.body, b.lines[part])
				if b.lines[part] == line && want[i][part] > line && cost <= left {
					b.lines[part]++
					left -= cost
				}
			}
		}
	}
}
