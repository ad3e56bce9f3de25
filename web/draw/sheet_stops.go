package draw

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

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

const (
	stopIndent = 6.4 // room for the disc, mm
	stopGap    = 1.6 // above and below the line between two stops, together
)

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
	b.paras = column{{text: why, gap: 0.3}, {label: "Do:", text: st.Tactic}, {label: "Order:", text: strings.Join(st.Orders, "; ")}}
	b.lines, _ = b.paras.fitLines(body, width, 0)
	return b
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

// sheetStops draws the list of stops and, where there is room, lines to write on.
func (d *Drawing) sheetStops(stops []briefing.SheetStop, r Rect) {
	blocks, shown := fitStops(stops, r.W, r.H)
	spare := r.H - totalHeight(blocks)
	if shown < len(stops) {
		spare -= moreHeight
	}
	gap := stopGap
	if n := len(blocks); n > 1 {
		gap += min(max(spare, 0)/float64(n-1), 3.4)
		spare -= (gap - stopGap) * float64(n-1)
	}
	y := r.Y
	for i, b := range blocks {
		if i > 0 {
			d.Line(orb.LineString{{r.X, y + gap/2}, {r.Right(), y + gap/2}}, Stroke{Width: 0.2, Colour: 0x8a8a8a})
			y += gap
		}
		d.Group(fmt.Sprintf("Stop %d: %s", b.stop.Number, b.stop.Name), "", func() { y = b.draw(d, r.X, y, r.W) })
	}
	switch {
	case shown < len(stops):
		words := fmt.Sprintf("%d more on screen: they do not fit on this side", len(stops)-shown)
		d.Text(Text{At: orb.Point{r.X, r.Bottom() - 0.8}, S: words, Face: Bold, Size: sheetFloor, Colour: Ink})
	case spare > 24:
		d.ruled(Rect{r.X, y + gap/2, r.W, r.Bottom() - y - gap/2})
	}
}

// ruled draws lines to write on.
func (d *Drawing) ruled(r Rect) {
	d.Line(orb.LineString{{r.X, r.Y}, {r.Right(), r.Y}}, Stroke{Width: 0.2, Colour: 0x8a8a8a})
	d.Text(Text{At: orb.Point{r.X, r.Y + 4.4}, S: "Seen and done: what, how many, when. No names.", Size: 7.5, Colour: Ink})
	for y := r.Y + 12; y <= r.Bottom(); y += 7.5 {
		d.Line(orb.LineString{{r.X, y}, {r.Right(), y}}, Stroke{Width: 0.2, Colour: 0xa8a8a8})
	}
}

// draw writes the block with its top at y and is the y below it.
func (b stopBlock) draw(d *Drawing, x, y, width float64) float64 {
	if b.tight {
		d.Disc(orb.Point{x + 2.1, y + leading(b.body+0.5)*0.52}, 2, strconv.Itoa(b.stop.Number), White, Ink)
		at := y + leading(b.body+0.5)*0.8
		d.Text(Text{At: orb.Point{x + stopIndent, at}, S: b.name[0], Face: Bold, Size: b.body + 0.5, Colour: Ink})
		d.Text(Text{At: orb.Point{x + width, at}, S: b.times, Face: Bold, Size: b.clock, Align: Right, Colour: Ink})
	} else {
		d.Disc(orb.Point{x + 2.7, y + 2.8}, 2.7, strconv.Itoa(b.stop.Number), White, Ink)
		at := y + leading(b.body+2)*0.8
		d.Text(Text{At: orb.Point{x + stopIndent, at}, S: b.times, Face: Bold, Size: b.clock, Colour: Ink})
		d.Text(Text{At: orb.Point{x + width, at}, S: walkWords(b.stop.WalkMin), Size: b.body, Align: Right, Colour: Ink})
		for i, l := range b.name {
			at := y + leading(b.body+2) + leading(b.body+1)*(float64(i)+0.8)
			d.Text(Text{At: orb.Point{x + stopIndent, at}, S: l, Face: Bold, Size: b.body + 1, Colour: Ink})
		}
	}
	y = b.paras.draw(d, x, y+b.head(), width, b.body, b.lines)
	end := d.visitBoxes(x, y+0.6, width, b.boxes(), b.tight)
	if walk := walkWords(b.stop.WalkMin); b.tight && end+1+Measure(walk, Regular, sheetFloor) <= x+width {
		d.Text(Text{At: orb.Point{x + width, y + 0.6 + b.boxes()/2 + capHeight(Regular, sheetFloor)/2}, S: walk, Size: sheetFloor, Align: Right, Colour: Ink})
	}
	return y + 0.6 + b.boxes()
}

// visitBoxes draws "arrived __:__ left __:__ [] done" to be written in, and is the x
// where that ends. The tight form leaves room for a few words after it.
func (d *Drawing) visitBoxes(x, y, width, height float64, tight bool) float64 {
	const side = 3.4
	size := 7.5
	if tight {
		size, width = sheetFloor, width-Measure("walk 99 min ", Regular, sheetFloor)
	}
	base := y + height/2 + capHeight(Regular, size)/2
	thin := Stroke{Width: 0.3, Colour: Ink}
	words := Measure("arrived", Regular, size) + Measure("left", Regular, size) + Measure("done", Regular, size)
	box := min((width-words-side-6*1.1)/2, 13)
	pen := x
	write := func(s string) {
		d.Text(Text{At: orb.Point{pen, base}, S: s, Size: size, Colour: Ink})
		pen += Measure(s, Regular, size) + 1.1
	}
	for _, s := range []string{"arrived", "left"} {
		write(s)
		d.Rect(Rect{pen, y, box, height}, thin, Solid(White))
		for _, dy := range []float64{-0.7, 0.7} {
			d.Circle(orb.Point{pen + box/2, y + height/2 + dy}, 0.22, Stroke{}, Solid(Ink))
		}
		pen += box + 1.6
	}
	d.TickBox(pen, y+(height-side)/2, side)
	pen += side + 1
	write("done")
	return pen
}
