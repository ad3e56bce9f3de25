package draw

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hexbeat/patrol/briefing"
)

// stopForm is how the stops of a sheet are set: the wide form has the times above
// the name, the tight form beside it.
type stopForm struct {
	tight bool
	body  float64 // points
	names int     // most lines of a name
}

// stopForms are tried in order until all words fit.
var stopForms = []stopForm{
	{false, 10, 2}, {false, 9.5, 2}, {false, 9, 2}, {false, 8.5, 2}, {false, 8, 2}, {false, 7.5, 2},
	{true, 8, 2}, {true, 7.5, 2}, {true, sheetFloor, 2},
}

// stopBlock is one stop of the list in a chosen form.
type stopBlock struct {
	stopForm
	stop  briefing.SheetStop
	paras column // why, what to do, orders
	lines []int  // of paras
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

func newStopBlock(st briefing.SheetStop, form stopForm, width float64) stopBlock {
	b, body := stopBlock{stop: st, stopForm: form}, form.body
	why := strings.TrimSpace(st.WhyHere + " " + st.WhyNow)
	if b.tight { // where a sentence may be cut, the hours come first
		why = strings.TrimSpace(st.WhyNow + " " + st.WhyHere)
		b.clock = body + 0.5
		b.times = Fit(stopTimes(st), Bold, b.clock, width/2)
		b.name = WrapMax(st.Name, Bold, body+0.5, width-stopIndent-2-Measure(b.times, Bold, b.clock), b.names)
	} else {
		room := width - stopIndent - 1.5 - Measure(walkWords(st.WalkMin), Regular, body)
		for b.clock = body + 2; b.clock > sheetFloor && Measure(stopTimes(st), Bold, b.clock) > room; {
			b.clock -= 0.5
		}
		b.times = Fit(stopTimes(st), Bold, b.clock, room)
		b.name = WrapMax(st.Name, Bold, body+1, width-stopIndent, b.names)
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
		return float64(max(len(b.name), 1))*leading(b.body+0.5) + 0.3
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
	for _, form := range stopForms {
		if blocks = stopBlocks(stops, form, width); totalHeight(blocks) <= height {
			return blocks, len(blocks)
		}
	}
	shown = len(blocks)
	if cutStops(blocks, height); slices.ContainsFunc(blocks, func(b stopBlock) bool { return b.lines[0] == 0 && b.paras[0].text != "" }) {
		// A second line of a name is worth less than why to go there.
		blocks = stopBlocks(stops, stopForm{true, sheetFloor, 1}, width)
		cutStops(blocks, height)
	}
	if totalHeight(blocks) > height {
		for height -= moreHeight; shown > 0 && totalHeight(blocks[:shown]) > height; {
			shown--
		}
	}
	return blocks[:shown], shown
}

// moreHeight is the room for the line that says how many stops are not shown, mm.
const moreHeight = 4

func stopBlocks(stops []briefing.SheetStop, form stopForm, width float64) []stopBlock {
	out := make([]stopBlock, len(stops))
	for i, st := range stops {
		out[i] = newStopBlock(st, form, width)
	}
	return out
}

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
