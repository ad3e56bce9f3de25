package street

import "github.com/paulmach/orb"

// Class orders lines for drawing, widest first.
type Class string

// The classes. Water, Park and Rail are base lines and areas, not streets.
const (
	Main       Class = "main"    // trunk, primary, secondary
	Local      Class = "local"   // tertiary, unclassified, residential, living street
	ServiceWay Class = "service" // service roads
	Path       Class = "path"    // footway, path, steps, pedestrian, cycleway, track
	Rail       Class = "rail"
	Water      Class = "water"
	Park       Class = "park"
)

// Way is one line or area of the map, lon, lat in WGS 84 degrees.
type Way struct {
	ID     int64
	Name   string
	Class  Class
	Bridge bool
	Nodes  []int64 // OpenStreetMap node ids, by which ways join
	Line   orb.LineString
}

// Closed reports whether the way is an area outline.
func (w Way) Closed() bool { return len(w.Line) > 3 && w.Line[0] == w.Line[len(w.Line)-1] }
