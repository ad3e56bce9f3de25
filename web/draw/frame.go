package draw

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"

	"hexbeat/geo"
)

// ErrNoGround is returned for a frame that is to fit no points, or points that are
// not on the globe.
var ErrNoGround = errors.New("draw: no ground to show")

// Scales are the scales a frame chooses from, 1 to n.
var Scales = []float64{
	1000, 1250, 1500, 2000, 2500, 3000, 3500, 4000, 5000, 6000, 7000, 8000, 9000, 10000, 12500, 15000,
	20000, 25000, 30000, 40000, 50000, 60000, 75000, 100000, 125000, 150000, 200000,
	250000, 300000, 400000, 500000, 750000, 1000000,
}

// Frame shows a piece of ground in a rectangle of the page, north up and true to a
// scale. Degrees go through geo.Plane, centred on the middle of the frame, so a
// length on paper is right to 8 parts in a million 25 km from there.
type Frame struct {
	Rect  Rect
	Scale float64 // 1 to n

	plane  geo.Plane
	centre orb.Point // of what is shown, metres on the plane
}

// FrameAt shows the ground around a point at a given scale.
func FrameAt(r Rect, centre orb.Point, scale float64) (Frame, error) {
	if err := onGlobe(centre); err != nil {
		return Frame{}, err
	}
	if !(scale > 0) || math.IsInf(scale, 0) {
		return Frame{}, fmt.Errorf("%w: scale 1:%v", ErrNoGround, scale)
	}
	return Frame{Rect: r, Scale: scale, plane: geo.NewPlane(centre)}, nil
}

// FitFrame shows all the points, with pad mm of ground around them, at the largest
// of the scales that is not above 1:least. Without scales, for a screen that has
// none, it fits to two figures. Errors: ErrNoGround.
func FitFrame(r Rect, pts []orb.Point, pad, least float64, scales []float64) (Frame, error) {
	if len(pts) == 0 {
		return Frame{}, fmt.Errorf("%w: no points", ErrNoGround)
	}
	for _, p := range pts {
		if err := onGlobe(p); err != nil {
			return Frame{}, err
		}
	}
	f := Frame{Rect: r, plane: geo.PlaneFor(orb.MultiPoint(pts).Bound())}
	b := orb.Bound{Min: f.plane.Metres(pts[0]), Max: f.plane.Metres(pts[0])}
	for _, p := range pts {
		b = b.Extend(f.plane.Metres(p))
	}
	f.centre = b.Center()
	need := 1000 * max((b.Max[0]-b.Min[0])/(r.W-2*pad), (b.Max[1]-b.Min[1])/(r.H-2*pad), least/1000)
	if !(r.W > 2*pad && r.H > 2*pad) || math.IsNaN(need) || math.IsInf(need, 0) {
		return Frame{}, fmt.Errorf("%w: a frame of %v x %v mm", ErrNoGround, r.W, r.H)
	}
	unit := math.Pow10(int(math.Floor(math.Log10(need))) - 1)
	f.Scale = math.Ceil(need/unit) * unit
	for _, n := range scales {
		if n >= need {
			f.Scale = n
			break
		}
	}
	return f, nil
}

func onGlobe(p orb.Point) error {
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 89) { // also refuses NaN
		return fmt.Errorf("%w: (%v, %v)", ErrNoGround, p[0], p[1])
	}
	return nil
}

// XY is where a point in degrees lies on the page.
func (f Frame) XY(p orb.Point) orb.Point {
	m := f.plane.Metres(p)
	return orb.Point{
		f.Rect.X + f.Rect.W/2 + f.MM(m[0]-f.centre[0]),
		f.Rect.Y + f.Rect.H/2 - f.MM(m[1]-f.centre[1]),
	}
}

// MM is a length on the ground in mm on the page.
func (f Frame) MM(metres float64) float64 { return metres * 1000 / f.Scale }

// Degrees is what lies under a point of the page.
func (f Frame) Degrees(xy orb.Point) orb.Point {
	return f.plane.Degrees(orb.Point{
		f.centre[0] + (xy[0]-f.Rect.X-f.Rect.W/2)*f.Scale/1000,
		f.centre[1] - (xy[1]-f.Rect.Y-f.Rect.H/2)*f.Scale/1000,
	})
}

// Bound is a box of degrees that holds everything the frame shows.
func (f Frame) Bound() orb.Bound {
	r := f.Rect
	b := orb.MultiPoint{f.Degrees(orb.Point{r.X, r.Y}), f.Degrees(orb.Point{r.Right(), r.Y}),
		f.Degrees(orb.Point{r.X, r.Bottom()}), f.Degrees(orb.Point{r.Right(), r.Bottom()})}.Bound()
	return b.Pad(0.02 * max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]))
}

// Shows reports whether a point in degrees lies in the frame.
func (f Frame) Shows(p orb.Point) bool {
	xy := f.XY(p)
	return f.Rect.Contains(Rect{xy[0], xy[1], 0, 0})
}

// border is the frame with a margin, so that where a shape is cut lies out of sight.
func (f Frame) border() orb.Bound { return f.Rect.Inset(-4).bound() }

// project is a line on the page, not cut. Points that are not on the globe are left out.
func (f Frame) project(l []orb.Point) orb.LineString {
	xy := make(orb.LineString, 0, len(l)+1)
	for _, p := range l {
		if onGlobe(p) == nil {
			xy = append(xy, f.XY(p))
		}
	}
	return xy
}

// Line projects a line of degrees and cuts it to the frame. Points that are not on
// the globe are left out.
func (f Frame) Line(l orb.LineString) []orb.LineString {
	xy := f.project(l)
	if len(xy) < 2 || !xy.Bound().Intersects(f.border()) {
		return nil
	}
	return clip.LineString(f.border(), xy)
}

// Area projects an area of degrees and cuts it to the frame. The rings, holes among
// them, are told apart by the even-odd rule.
func (f Frame) Area(mp orb.MultiPolygon) []orb.Ring {
	var out []orb.Ring
	for _, poly := range mp {
		for _, r := range poly {
			if cut := f.ring(r); len(cut) > 3 {
				out = append(out, cut)
			}
		}
	}
	return out
}

func (f Frame) ring(r orb.Ring) orb.Ring {
	xy := orb.Ring(f.project(r))
	if len(xy) < 3 || !xy.Bound().Intersects(f.border()) {
		return nil
	}
	if xy[0] != xy[len(xy)-1] {
		xy = append(xy, xy[0])
	}
	return clip.Ring(f.border(), xy)
}
