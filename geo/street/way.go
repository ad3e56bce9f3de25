package street

import "github.com/paulmach/orb"

// Class orders lines for drawing, widest first.
type Class string

// The classes. Water, Park and Rail are base lines and areas, not streets.
const (
	Main       Class = "main"    // trunk, primary, secondary
	Local      Class = "local"   // tertiary, unclassified, residential, living street
	ServiceWay Class = "service" // service roads
	Path       Class = "path"    // footway, path, steps, pedestrian, cycleway, bridleway, track
	Rail       Class = "rail"
	Water      Class = "water"
	Park       Class = "park"
)

// Street reports whether the class is a street or a path.
func (c Class) Street() bool {
	return c == Main || c == Local || c == ServiceWay || c == Path
}

// Way is one line or area of the map, lon, lat in WGS 84 degrees.
type Way struct {
	// ID is OpenStreetMap's number of the way, or of the relation if Relation is set.
	// A way that runs out of the file and comes back is several Ways of one ID.
	ID       int64
	Relation bool // an area put together from several ways
	Name     string
	Class    Class
	Bridge   bool
	Foot     bool    // a person on foot may use it
	Nodes    []int64 // OpenStreetMap node ids, by which ways join
	Line     orb.LineString
}

// Closed reports whether the way is an area outline.
func (w Way) Closed() bool { return len(w.Line) > 3 && w.Line[0] == w.Line[len(w.Line)-1] }
