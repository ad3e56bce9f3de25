package draw

import (
	"fmt"
	"strconv"

	"github.com/paulmach/orb"

	"hexbeat/patrol/briefing"
)

const (
	stopIndent = 6.4 // room for the disc, mm
	stopGap    = 1.6 // above and below the line between two stops, together
)

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
	if len(stops) == 0 {
		y += leading(10)
		d.Text(Text{At: orb.Point{r.X, r.Y + leading(10)*0.8}, S: "No stops on this shift", Face: Bold, Size: 10, Colour: Ink})
		spare -= leading(10)
	}
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
		b.drawTightHead(d, x, y, width)
	} else {
		b.drawWideHead(d, x, y, width)
	}
	y = b.paras.draw(d, x, y+b.head(), width, b.body, b.lines)
	end := d.visitBoxes(x, y+0.6, width, b.boxes(), b.tight)
	if walk := walkWords(b.stop.WalkMin); b.tight && end+1+Measure(walk, Regular, sheetFloor) <= x+width {
		d.Text(Text{At: orb.Point{x + width, y + 0.6 + b.boxes()/2 + capHeight(Regular, sheetFloor)/2}, S: walk, Size: sheetFloor, Align: Right, Colour: Ink})
	}
	return y + 0.6 + b.boxes()
}

func (b stopBlock) drawTightHead(d *Drawing, x, y, width float64) {
	size := b.body + 0.5
	d.Disc(orb.Point{x + 2.1, y + leading(size)*0.52}, 2, strconv.Itoa(b.stop.Number), White, Ink)
	d.Text(Text{At: orb.Point{x + width, y + leading(size)*0.8}, S: b.times, Face: Bold, Size: b.clock, Align: Right, Colour: Ink})
	for i, l := range b.name {
		d.Text(Text{At: orb.Point{x + stopIndent, y + leading(size)*(float64(i)+0.8)}, S: l, Face: Bold, Size: size, Colour: Ink})
	}
}

func (b stopBlock) drawWideHead(d *Drawing, x, y, width float64) {
	d.Disc(orb.Point{x + 2.7, y + 2.8}, 2.7, strconv.Itoa(b.stop.Number), White, Ink)
	at := y + leading(b.body+2)*0.8
	d.Text(Text{At: orb.Point{x + stopIndent, at}, S: b.times, Face: Bold, Size: b.clock, Colour: Ink})
	d.Text(Text{At: orb.Point{x + width, at}, S: walkWords(b.stop.WalkMin), Size: b.body, Align: Right, Colour: Ink})
	for i, l := range b.name {
		at := y + leading(b.body+2) + leading(b.body+1)*(float64(i)+0.8)
		d.Text(Text{At: orb.Point{x + stopIndent, at}, S: l, Face: Bold, Size: b.body + 1, Colour: Ink})
	}
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
