package draw_test

import (
	"fmt"
	"os"

	"github.com/paulmach/orb"

	"hexbeat/patrol/briefing"
	"hexbeat/web/draw"
)

// A sheet is drawn once and written as PDF, SVG or a page.
func ExampleSheet() {
	s := briefing.Sheet{
		Marking: "OFFICIAL", Operation: "Harbour Light", Team: "Central 1", Date: "Friday 6 November 2026", Shift: "18:00-02:00",
		Base: briefing.SheetPoint{Name: "Guildhall", Point: orb.Point{-0.0920, 51.5156}},
		Stops: []briefing.SheetStop{{
			Number: 1, Name: "Cheapside", Point: orb.Point{-0.0935, 51.5141}, Arrive: "18:10", Leave: "18:25", WalkMin: 4,
			WhyHere: "16 reports in 12 weeks; borough average for this size 1.2.", Tactic: "Walk both sides.",
		}},
	}
	d, err := draw.Sheet(s, draw.Base{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Title)
	fmt.Printf("%.0f x %.0f mm\n", d.Page.W, d.Page.H)
	// Output:
	// Patrol sheet, Central 1, Friday 6 November 2026, 18:00-02:00
	// 210 x 297 mm
}

// A bar of 100 m at 1:2500 is 40 mm long.
func ExampleFrame() {
	f, err := draw.FrameAt(draw.Rect{X: 10, Y: 10, W: 190, H: 200}, orb.Point{-0.0920, 51.5156}, 2500)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := draw.New(draw.A4Portrait, "Scale")
	fmt.Printf("%.0f m, %.0f mm\n", d.ScaleBar(f, 20, 220, 45), f.MM(100))
	// Output: 100 m, 40 mm
}

func ExampleDrawing_SVG() {
	d := draw.New(draw.Page{W: 40, H: 10}, "A tick box")
	d.TickBox(2, 2, 4)
	if err := d.SVG(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="en-GB" width="40mm" height="10mm" viewBox="0 0 40 10" font-family="Go, Arial, sans-serif" stroke-linejoin="round"><title>A tick box</title><path d="M2 2L6 2L6 6L2 6Z" fill="#ffffff" fill-rule="evenodd" stroke="#0b0c0c" stroke-width="0.3"/></svg>
}
