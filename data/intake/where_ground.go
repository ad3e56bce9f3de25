package intake

import (
	"math"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/geo"
	"hexbeat/hotspot"
)

// ground finds the points of one table's rows. It keeps what it converted, because
// incidents share their points; so it is not for concurrent use.
type ground struct {
	grid, globe       pair // eastings and northings, longitude and latitude; x is -1 for none
	gridref, location int  // columns, -1 for none
	reporter          int
	keys              [len(searches)]int
	fix               hotspot.Fix
	comma             bool // decimals stand behind a comma, as the profile says
	near              *surroundings
	degrees           map[orb.Point]orb.Point // of points on the National Grid
}

// pair is two columns that make a point together.
type pair struct {
	x, y           int
	xField, yField string
	words          string
	crs            string
	metres         bool       // a comma before three figures may part thousands
	mass           *orb.Bound // where most of the table's points lie, as given; nil where that tells nothing
}

// places is the row's ground, made with its first row.
func (r *row) places() *ground {
	if r.ground == nil {
		r.ground = newGround(r.cols, r.crs, r.near)
	}
	return r.ground
}

// newGround prepares to read points. A system that is asked for is that of the eastings
// and northings, or without them that of longitude and latitude.
func newGround(cols *columns, system string, near *surroundings) *ground {
	g := &ground{
		grid:    pair{cols.index("easting"), cols.index("northing"), "easting", "northing", "easting and northing", nationGrid, true, nil},
		globe:   pair{cols.index("lon"), cols.index("lat"), "lon", "lat", "longitude and latitude", wgs84, false, nil},
		gridref: cols.index("gridref"), location: cols.index("location"), reporter: cols.index("reporter"),
		near: near, degrees: map[orb.Point]orb.Point{},
	}
	if g.grid.y < 0 {
		g.grid.x = -1
	}
	if g.globe.y < 0 {
		g.globe.x = -1
	}
	if system != "" {
		first := &g.grid
		if first.x < 0 {
			first = &g.globe
		}
		first.crs, first.metres = system, system != wgs84
	}
	for i, s := range searches {
		g.keys[i] = cols.index(s.field)
	}
	if cols.p != nil {
		g.fix, g.comma = cols.p.PointFix(), cols.p.DecimalComma
	}
	return g
}

// coordinate reads a number; where the profile says that decimals stand behind a comma,
// a full stop only parts thousands, and so does no comma: 530.123,45 and 530123,450.
func (g *ground) coordinate(s string, metres bool) (float64, *numberError) {
	if g.comma && strings.IndexByte(s, ',') >= 0 {
		s, metres = strings.ReplaceAll(s, ".", ""), false
	}
	return coordinate(s, metres)
}

// read finds the point that a pair of columns gives.
func (p *pair) read(r *row, g *ground) (position, *Fault) {
	pos := position{crs: p.crs, fix: g.fix}
	xs, ys := r.cell(p.x), r.cell(p.y)
	if nothing(xs) && nothing(ys) {
		return pos, nil
	}
	x, err := g.coordinate(xs, p.metres)
	if err != nil {
		return pos, r.fault(p.xField, err.reason, xs, err.hint)
	}
	y, err := g.coordinate(ys, p.metres)
	if err != nil {
		return pos, r.fault(p.yField, err.reason, ys, err.hint)
	}
	if x == 0 && y == 0 {
		return pos, nil
	}
	pos.given = orb.Point{x, y}
	if p.crs == wgs84 {
		if fault := p.onGlobe(r, g, pos.given); fault != nil {
			return pos, fault
		}
		pos.point, pos.located = pos.given, true
		return pos, nil
	}
	if p.plainly(g, pos.given) {
		return pos, p.swapped(r)
	}
	point, off := g.convert(pos.given, p.crs)
	if off != nil {
		return pos, p.offGrid(r, pos.given)
	}
	pos.point, pos.located = point, true
	return pos, nil
}

// onGlobe says what is wrong with degrees.
func (p *pair) onGlobe(r *row, g *ground, at orb.Point) *Fault {
	switch {
	case math.Abs(at[1]) > 90:
		return r.fault(p.yField, "latitude out of range", r.cell(p.y), "write degrees between -90 and 90; metres belong in easting and northing, or name their system with --crs")
	case math.Abs(at[0]) > 180:
		return r.fault(p.xField, "longitude out of range", r.cell(p.x), "write degrees between -180 and 180; metres belong in easting and northing, or name their system with --crs")
	case at[1] == 0:
		return r.fault(p.yField, "latitude is nought", r.cell(p.x)+", "+r.cell(p.y), "leave both coordinates blank where the place is not known")
	case p.plainly(g, at):
		return p.swapped(r)
	}
	return nil
}

// offGrid says what is wrong with metres.
func (p *pair) offGrid(r *row, at orb.Point) *Fault {
	reason, hint := "point outside its coordinate system", "check --crs and the order of the columns"
	if p.crs == nationGrid {
		reason = "point outside the National Grid"
	}
	b := orb.Bound{Min: at, Max: at}
	if d := crs.Look(b, p.crs); d != nil {
		hint = d.Hint
	}
	switch {
	case crs.PlainlyDegrees(b):
		hint = "these look like degrees: name the columns with --map lon=COLUMN --map lat=COLUMN"
	case p.crs == nationGrid && peopled(orb.Point{at[1], at[0]}):
		hint = "these look like a northing before an easting: swap the two; if every row is so, " + p.exchange(r)
	case p.crs == nationGrid && at[1] > 6e6 && at[1] < 9e6:
		hint = "these look like metres of Web Mercator: name the system with --crs EPSG:3857"
	}
	return r.fault(p.xField, reason, r.cell(p.x)+", "+r.cell(p.y), hint)
}

// keptPoints bounds how many converted points are kept: enough for a county's
// anonymised points or a city's doors, at some 10 MB.
const keptPoints = 1 << 17

// degreesOf is the point in degrees of a point on the National Grid, worked out once
// for each: it costs some 2 us, and finding it again a tenth of one.
func (g *ground) degreesOf(en orb.Point) (orb.Point, error) {
	if p, ok := g.degrees[en]; ok {
		return p, nil
	}
	p, err := crs.ToDegrees(en, nationGrid)
	if err != nil {
		return p, err
	}
	if len(g.degrees) >= keptPoints {
		clear(g.degrees)
	}
	g.degrees[en] = p
	return p, nil
}

func (g *ground) convert(p orb.Point, system string) (orb.Point, error) {
	if system == nationGrid {
		return g.degreesOf(p)
	}
	return crs.ToDegrees(p, system)
}

// distanceM is the distance in metres between points a few kilometres apart, to about
// one part in a hundred.
func distanceM(a, b orb.Point) float64 {
	east, north := geo.DegreeM((a[1] + b[1]) / 2)
	return math.Hypot((a[0]-b[0])*east, (a[1]-b[1])*north)
}
